//! The kinds there are.

use crate::exercise::kind::Kind;
use crate::exercise::kinds::{blobs, collision, flip, padding_oracle, pictures, two_time_pad};
use crate::exercise::kinds::{blobs, collision, finished, reassembly, schedule};

/// All of them.
pub static KINDS: &[&Kind] = &[
    &blobs::KIND,
    &collision::KIND,
    &flip::KIND,
    &padding_oracle::KIND,
    &pictures::KIND,
    &two_time_pad::KIND,
];
    &finished::KIND,
    &reassembly::KIND,
    &schedule::KIND,
];
use crate::exercise::kinds::{blobs, capture, collision};

/// All of them.
pub static KINDS: &[&Kind] = &[&blobs::KIND, &capture::kind::KIND, &collision::KIND];
use crate::exercise::kinds::{bag, blobs, broken, certificate, collision, guessed};

/// All of them.
pub static KINDS: &[&Kind] = &[
    &bag::KIND,
    &blobs::KIND,
    &broken::KIND,
    &certificate::KIND,
    &collision::KIND,
    &guessed::KIND,
];

/// The kind called `name`.
pub fn named(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}
