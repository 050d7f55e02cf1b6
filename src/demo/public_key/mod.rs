//! Two keys: agreement, RSA, signatures, sealed letters.

pub mod bleichenbacher;
pub mod ecdsa_nonce;
pub mod ed25519;
pub mod ed25519_attack;
pub mod emsa;
pub mod envelope;
pub mod hpke_inputs;
pub mod hybrid;
pub mod lattice;
pub mod nonce_attack;
pub mod rsa_forgery;
pub mod rsa_oracle;
pub mod rsa_signature;
pub mod toy_rsa;

use crate::demo::demo::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[
    &rsa_oracle::DEMO,
    &rsa_signature::DEMO,
    &ecdsa_nonce::DEMO,
    &ed25519::DEMO,
    &hybrid::DEMO,
];
