//! Two keys: agreement, RSA, signatures, sealed letters.

pub mod diffie_hellman;
pub mod ecdsa_nonce;
mod equal;
mod exchange;
pub mod invalid_curve;
pub mod lattice;
mod leaks;
mod middle;
pub mod nonce_attack;
mod paint;
pub mod rsa;
mod small_montgomery;
mod small_order;
mod trace;
pub mod x25519;

use crate::demo::demo::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[
    &diffie_hellman::DEMO,
    &invalid_curve::DEMO,
    &x25519::DEMO,
    &rsa::demo::DEMO,
    &ecdsa_nonce::DEMO,
];
