//! How the page of a command reaches whoever reads it, behind the stories of `--explain`: for people, or as JSON.
//!
//! Commands whose document takes the place of the page, in the file of `-o`, speak beside it, on the standard output.

use std::io;

use anyhow::Result;

use crate::app::everywhere::ListForm;
use crate::app::output::printed;
use crate::app::ui::Ui;
use crate::story::model::Story;
use crate::view::json;
use crate::view::look::Folded;
use crate::view::sheet::{self, Sheet};

/// Shows `stories`, then `sheet`; in JSON the stories a line each, or the sheet, whose format is `tlslab-NAME`.
///
/// # Errors
/// Those of the output.
pub(super) fn show(ui: &Ui, name: &str, sheet: &Sheet, stories: &[Story]) -> Result<()> {
    let form = ui.list_form()?;
    let tell = |out: &mut dyn io::Write| -> io::Result<()> {
        for (n, story) in stories.iter().enumerate() {
            if n > 0 && form == ListForm::Plain {
                writeln!(out)?;
            }
            ui.tell(story, Folded::Hide, Vec::new(), out)?;
        }
        Ok(())
    };
    if ui.talks() {
        tell(&mut io::sink())?;
    }
    ui.write(&mut |out| {
        if !ui.talks() {
            tell(out)?;
        }
        match form {
            ListForm::Plain => {
                if !stories.is_empty() {
                    writeln!(out)?;
                }
                sheet::write(sheet, ui.look(), out)
            }
            ListForm::Json if stories.is_empty() => json::sheet::write(name, sheet, out),
            ListForm::Json => Ok(()),
        }
    })
}

/// Says beside the file of `-o` what is in it.
///
/// # Errors
/// Those of the output.
pub(super) fn beside(ui: &Ui, name: &str, sheet: &Sheet) -> Result<()> {
    let form = ui.list_form()?;
    let out = &mut io::stdout().lock();
    printed(match form {
        ListForm::Plain => sheet::write(sheet, ui.look(), out),
        ListForm::Json => json::sheet::write(name, sheet, out),
    })
}

/// Tells the story of a document: beside the file of `-o` that holds it, or with what to do `next` in place of it.
///
/// # Errors
/// Those of the output.
pub(super) fn explain(ui: &Ui, story: &Story, next: Vec<String>) -> Result<()> {
    match ui.output() {
        None => ui.story(story, Folded::Hide, next),
        Some(_) => printed(ui.tell(story, Folded::Hide, Vec::new(), &mut io::stdout().lock())),
    }
}
