//! The kinds there are.

use crate::exercise::kind::Kind;
use crate::exercise::kinds::{
    blobs, collision, flip, length_extension, padding_oracle, password_shelf, pictures,
    switched_key, two_time_pad,
};

/// All of them.
pub static KINDS: &[&Kind] = &[
    &blobs::KIND,
    &collision::KIND,
    &flip::KIND,
    &length_extension::KIND,
    &padding_oracle::KIND,
    &password_shelf::KIND,
    &pictures::KIND,
    &switched_key::KIND,
    &two_time_pad::KIND,
];

/// The kind called `name`.
pub fn named(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}
