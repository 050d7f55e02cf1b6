//! One connection of one capture, picked out for another command.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::app::inspect::asked::Inspect;
use crate::app::inspect::input::Input;
use crate::app::inspect::private::Private;
use crate::app::inspect::secrets::Secrets;
use crate::app::inspect::stopping::Stopping;
use crate::app::inspect::wanted::Wanted;
use crate::app::inspect::work::{Picked, Work};
use crate::app::ui::Ui;

/// Where secrets stand that open a capture.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Openers<'o> {
    /// Key logs.
    pub(in crate::app) keys: &'o [PathBuf],
    /// The servers' private RSA keys.
    pub(in crate::app) rsa: &'o [PathBuf],
}

/// What the story of connection `number` of the capture at `place` is told from; none: of its only one with TLS.
///
/// # Errors
/// If the capture or a secret cannot be read, if there is no such connection, or several to choose from.
pub(in crate::app) fn pick(
    place: &Path,
    number: Option<u32>,
    openers: Openers<'_>,
    ui: &Ui,
) -> Result<Picked> {
    let asked = Inspect::default();
    let work = Work {
        asked: &asked,
        ui,
        wanted: Wanted::default(),
        private: Private::read(openers.rsa)?,
        secrets: Secrets::read(openers.keys, ui.lang())?,
        stopping: Stopping::watch(),
    };
    work.evidence(&Input::new(place), number)
}
