//! The kinds there are.

use crate::exercise::kind::Kind;
use crate::exercise::kinds::{blobs, collision, finished, reassembly, schedule};

/// All of them.
pub static KINDS: &[&Kind] = &[
    &blobs::KIND,
    &collision::KIND,
    &finished::KIND,
    &reassembly::KIND,
    &schedule::KIND,
];
use crate::exercise::kinds::{blobs, capture, collision};

/// All of them.
pub static KINDS: &[&Kind] = &[&blobs::KIND, &capture::kind::KIND, &collision::KIND];

/// The kind called `name`.
pub fn named(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}
