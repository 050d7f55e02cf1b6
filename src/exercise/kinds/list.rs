//! The kinds there are.

use crate::exercise::kind::Kind;
use crate::exercise::kinds::capture::kind;
use crate::exercise::kinds::{
    bag, bare_rsa, blobs, broken, certificate, collision, downgrade, drawn, finished, flip,
    guessed, kem_box, length_extension, nonce_reuse, padding_oracle, password_shelf, pictures,
    reassembly, repeated_k, replay, rogue, schedule, sealed_letter, switched_key, twins,
    two_time_pad, unlock,
};

/// All of them.
pub static KINDS: &[&Kind] = &[
    &bag::KIND,
    &bare_rsa::KIND,
    &blobs::KIND,
    &broken::KIND,
    &kind::KIND,
    &certificate::KIND,
    &collision::KIND,
    &downgrade::KIND,
    &drawn::KIND,
    &finished::KIND,
    &flip::KIND,
    &guessed::KIND,
    &kem_box::KIND,
    &length_extension::KIND,
    &nonce_reuse::KIND,
    &padding_oracle::KIND,
    &password_shelf::KIND,
    &pictures::KIND,
    &reassembly::KIND,
    &repeated_k::KIND,
    &replay::KIND,
    &rogue::KIND,
    &schedule::KIND,
    &sealed_letter::KIND,
    &switched_key::KIND,
    &twins::KIND,
    &two_time_pad::KIND,
    &unlock::KIND,
];

/// The kind called `name`.
pub fn named(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}
