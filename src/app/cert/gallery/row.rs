//! An entry as data.

use crate::pki::gallery::entry::{Entry, Said};
use crate::view::json::gallery::{Judged, Row};

/// The row of `entry`, with nothing done with it yet.
pub(super) fn row(entry: &Entry) -> Row {
    Row {
        number: entry.number,
        name: entry.name,
        fault: entry.fault,
        lesson: entry.lesson,
        repair: entry.repair,
        reason: entry.reason,
        openssl: [judged(entry.openssl), judged(entry.strict)],
        rustls: judged(entry.rustls),
        folder: None,
        url: None,
        command: None,
        refused: None,
    }
}

fn judged(said: Said) -> Option<Judged> {
    match said {
        Said::Accepts => Some(Judged::Accepts),
        Said::Refuses(words) => Some(Judged::Refuses(words)),
        Said::AtHandshake => None,
    }
}
