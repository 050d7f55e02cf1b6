//! The kinds there are.

use crate::exercise::kind::Kind;
use crate::exercise::kinds::{
    bare_rsa, blobs, collision, kem_box, nonce_reuse, repeated_k, sealed_letter,
};

/// All of them.
pub static KINDS: &[&Kind] = &[
    &bare_rsa::KIND,
    &blobs::KIND,
    &collision::KIND,
    &kem_box::KIND,
    &nonce_reuse::KIND,
    &repeated_k::KIND,
    &sealed_letter::KIND,
];

/// The kind called `name`.
pub fn named(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}
