//! Copies of what was issued, in a folder of the user's choice.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Result;

use crate::app::output::{save, unwritten};
use crate::base::text::Text;
use crate::pki::authority::folder::Folder;
use crate::pki::private;

/// Makes the folder for the copies, if it is not there: before anything is issued for it.
///
/// # Errors
/// If it cannot be made.
pub(super) fn prepare(to: Option<&Path>) -> Result<()> {
    let Some(to) = to else {
        return Ok(());
    };
    let mut maker = private::folder();
    maker.recursive(true);
    let place = Text::same(to.display().to_string());
    maker.create(to).map_err(|why| unwritten(&place, why))
}

/// Copies certificate, chain and key of what is called `label` to the folder `to`. New files are readable by their owner alone.
///
/// # Errors
/// If they cannot be written.
pub(super) fn copy(folder: &Folder, label: &str, to: &Path) -> Result<()> {
    for name in ["cert.pem", "chain.pem", "key.pem"] {
        let from = folder.of_issued(label).join(name);
        if !from.exists() {
            continue;
        }
        let bytes = fs::read(&from)?;
        save(&to.join(name), &mut |out: &mut dyn Write| {
            out.write_all(&bytes)
        })?;
    }
    Ok(())
}
