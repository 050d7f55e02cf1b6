//! How the page of a command reaches whoever reads it: for people, or as JSON.

use anyhow::Result;

use crate::app::everywhere::Form;
use crate::app::ui::Ui;
use crate::view::json;
use crate::view::sheet::{self, Sheet};

/// Shows `sheet`; in JSON its format is `tlslab-NAME`.
///
/// # Errors
/// Those of the output.
pub(super) fn show(ui: &Ui, name: &str, sheet: &Sheet) -> Result<()> {
    ui.write(&mut |out| match ui.form() {
        Form::Plain => sheet::write(sheet, ui.look(), out),
        Form::Json => json::sheet::write(name, sheet, out),
    })
}
