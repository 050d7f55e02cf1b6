//! Two keys: agreement, RSA, signatures, sealed letters.

mod bleichenbacher;
pub mod diffie_hellman;
pub mod ecdsa_nonce;
pub mod ed25519;
mod ed25519_attack;
mod emsa;
mod envelope;
pub(crate) mod exchange;
mod hpke_inputs;
pub mod hybrid;
pub mod invalid_curve;
mod lattice;
mod leaks;
mod middle;
pub mod nonce_attack;
mod paint;
pub mod rsa;
mod rsa_forgery;
pub mod rsa_oracle;
pub mod rsa_signature;
mod small_montgomery;
mod small_order;
mod toy_rsa;
mod trace;
pub mod x25519;

use crate::demo::demonstration::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[
    &diffie_hellman::DEMO,
    &invalid_curve::DEMO,
    &x25519::DEMO,
    &rsa::demo::DEMO,
    &rsa_oracle::DEMO,
    &rsa_signature::DEMO,
    &ecdsa_nonce::DEMO,
    &ed25519::DEMO,
    &hybrid::DEMO,
];
