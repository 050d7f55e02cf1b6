//! Encryption that notices tampering: what the tag promises, and what a repeated nonce breaks.

mod anatomy;
mod forged;
pub mod gcm;
pub mod gcm_nonce_reuse;
pub mod key_commitment;
pub mod polynomial;
pub mod reuse;
pub mod short_tag;
mod two_keys;

use crate::demo::demonstration::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[
    &gcm::DEMO,
    &gcm_nonce_reuse::DEMO,
    &short_tag::DEMO,
    &key_commitment::DEMO,
];
