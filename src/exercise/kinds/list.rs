//! The kinds there are.

use crate::exercise::kind::Kind;
use crate::exercise::kinds::{blobs, collision, drawn};

/// All of them.
pub static KINDS: &[&Kind] = &[&blobs::KIND, &collision::KIND, &drawn::KIND];

/// The kind called `name`.
pub fn named(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}
