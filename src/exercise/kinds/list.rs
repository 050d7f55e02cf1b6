//! The kinds there are.

use crate::exercise::kind::Kind;
use crate::exercise::kinds::{
    blobs, capture, collision, downgrade, finished, reassembly, replay, schedule, unlock,
};

/// All of them.
pub static KINDS: &[&Kind] = &[
    &blobs::KIND,
    &capture::kind::KIND,
    &collision::KIND,
    &downgrade::KIND,
    &finished::KIND,
    &reassembly::KIND,
    &replay::KIND,
    &schedule::KIND,
    &unlock::KIND,
];

/// The kind called `name`.
pub fn named(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}
