//! One connection of one capture, picked out for another command.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::app::inspect::abreast::Seat;
use crate::app::inspect::asked::Inspect;
use crate::app::inspect::desk::{Desk, Manner, Which};
use crate::app::inspect::found;
use crate::app::inspect::input::Input;
use crate::app::inspect::listing::Listing;
use crate::app::inspect::private::Private;
use crate::app::inspect::secrets::Secrets;
use crate::app::inspect::single::{Single, no_such, which};
use crate::app::inspect::stopping::Stopping;
use crate::app::inspect::wanted::Wanted;
use crate::app::refusal::Refusal;
use crate::app::ui::Ui;
use crate::story::evidence::Evidence;

/// Where secrets stand that open a capture.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Openers<'o> {
    /// Key logs.
    pub(in crate::app) keys: &'o [PathBuf],
    /// The servers' private RSA keys.
    pub(in crate::app) rsa: &'o [PathBuf],
}

/// What a story is told from, and what is wrong with the capture it was picked out of.
pub(in crate::app) struct Picked {
    /// What it is told from.
    pub(in crate::app) evidence: Evidence,
    /// Where the capture is damaged.
    pub(in crate::app) broken: Option<Refusal>,
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
    let desk = Desk {
        asked: &asked,
        ui,
        private: Private::read(openers.rsa)?,
        secrets: Secrets::read(openers.keys, ui.lang())?,
        stopping: Stopping::watch(),
    };
    let input = Input::new(place);
    let mut manner = Manner::first(Seat::Front);
    let mut inside = String::new();
    let number = match number {
        Some(number) => number,
        None => {
            let (only, found) = only(&desk, &input, &manner)?;
            inside = found;
            manner.which = Which::Second;
            only
        }
    };
    manner.more = &inside;
    let mut single = Single::new(number);
    let ended = desk.read(&input, &manner, &mut single)?;
    input.once();
    let (_, broken) = found::judge(&input, &ended);
    match (single.told.take(), broken) {
        (Some(told), broken) => Ok(Picked {
            evidence: desk.evidence(&input, single, &told, &ended, &inside),
            broken,
        }),
        (None, Some(broken)) => Err(broken.into()),
        (None, None) => Err(no_such(number, &input.name(), ended.closing.connections).into()),
    }
}

/// The only connection there is to tell, and the secrets that stood in the capture.
fn only(desk: &Desk<'_>, input: &Input, manner: &Manner<'_>) -> Result<(u32, String)> {
    input.keep();
    let wanted = Wanted::default();
    let mut listing = Listing::new(&wanted, desk.ui.look(), 0);
    let ended = desk.read(input, manner, &mut listing)?;
    let counting = &listing.counting;
    let only = counting.only().or((counting.all == 1).then_some(1));
    let (_, refusal) = found::judge(input, &ended);
    match (only, refusal) {
        (Some(only), _) => Ok((only, ended.inside)),
        (None, Some(refusal)) => Err(refusal.into()),
        (None, None) => Err(which(&input.name(), counting).into()),
    }
}
