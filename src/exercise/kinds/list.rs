//! The kinds there are.

use crate::exercise::kind::Kind;
use crate::exercise::kinds::{bare_rsa, blobs, collision, nonce_reuse, repeated_k};

/// All of them.
pub static KINDS: &[&Kind] = &[
    &bare_rsa::KIND,
    &blobs::KIND,
    &collision::KIND,
    &nonce_reuse::KIND,
    &repeated_k::KIND,
];

/// The kind called `name`.
pub fn named(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}
