//! The kinds there are.

use crate::exercise::kind::Kind;
use crate::exercise::kinds::{blobs, certificate, collision};

/// All of them.
pub static KINDS: &[&Kind] = &[
    &blobs::KIND,
    &certificate::KIND,
    &collision::KIND,
];

/// The kind called `name`.
pub fn named(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}
