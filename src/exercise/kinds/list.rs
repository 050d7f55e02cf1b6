//! The kinds there are.

use crate::exercise::kind::Kind;
use crate::exercise::kinds::{bag, blobs, broken, certificate, collision, guessed, rogue, twins};

/// All of them.
pub static KINDS: &[&Kind] = &[
    &bag::KIND,
    &blobs::KIND,
    &broken::KIND,
    &certificate::KIND,
    &collision::KIND,
    &guessed::KIND,
    &rogue::KIND,
    &twins::KIND,
];

/// The kind called `name`.
pub fn named(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}
