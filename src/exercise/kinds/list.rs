//! The kinds there are.

use crate::exercise::kind::Kind;
use crate::exercise::kinds::{blobs, collision, flip, padding_oracle, pictures, two_time_pad};

/// All of them.
pub static KINDS: &[&Kind] = &[
    &blobs::KIND,
    &collision::KIND,
    &flip::KIND,
    &padding_oracle::KIND,
    &pictures::KIND,
    &two_time_pad::KIND,
];

/// The kind called `name`.
pub fn named(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}
