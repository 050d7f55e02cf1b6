//! Numbers for what has an order but is no number: versions by their age, levels by their weight.

use crate::base::level::Level;
use crate::dissect::tls::codes::version::Version;

/// The age of a version as a number that grows with it: DTLS stands beside the TLS it was made from. None if unknown.
pub(super) fn age(version: Version) -> Option<u64> {
    Some(match version.0 {
        0x0002 => 2,
        0x0300 => 30,
        0x0301 => 31,
        0x0302 | 0xfeff => 32,
        0x0303 | 0xfefd => 33,
        0x0304 | 0xfefc | 0x7f00..=0x7fff => 34,
        _ => return None,
    })
}

/// How much a level weighs: a number that compares as levels do.
pub(super) fn weight(level: Level) -> u64 {
    match level {
        Level::Note => 1,
        Level::Warning => 2,
        Level::Error => 3,
    }
}
