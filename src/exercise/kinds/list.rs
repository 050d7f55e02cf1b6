//! The kinds there are.

use crate::exercise::kind::Kind;
use crate::exercise::kinds::capture::kind;
use crate::exercise::kinds::{
    bag, bare_rsa, blobs, broken, certificate, collision, finished, flip, guessed, kem_box,
    nonce_reuse, padding_oracle, pictures, reassembly, repeated_k, schedule, sealed_letter,
    two_time_pad,
use crate::exercise::kinds::{
    blobs, collision, flip, length_extension, padding_oracle, password_shelf, pictures,
    switched_key, two_time_pad,
use crate::exercise::kinds::{
    blobs, capture, collision, downgrade, finished, reassembly, schedule,
};

/// All of them.
pub static KINDS: &[&Kind] = &[
    &bag::KIND,
    &bare_rsa::KIND,
    &blobs::KIND,
    &broken::KIND,
    &kind::KIND,
    &certificate::KIND,
    &capture::kind::KIND,
    &collision::KIND,
    &downgrade::KIND,
    &finished::KIND,
    &flip::KIND,
    &guessed::KIND,
    &kem_box::KIND,
    &nonce_reuse::KIND,
    &length_extension::KIND,
    &padding_oracle::KIND,
    &password_shelf::KIND,
    &pictures::KIND,
    &reassembly::KIND,
    &repeated_k::KIND,
    &schedule::KIND,
    &sealed_letter::KIND,
    &switched_key::KIND,
    &two_time_pad::KIND,
];
use crate::exercise::kinds::{blobs, collision, drawn};

/// All of them.
pub static KINDS: &[&Kind] = &[&blobs::KIND, &collision::KIND, &drawn::KIND];

/// The kind called `name`.
pub fn named(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}
