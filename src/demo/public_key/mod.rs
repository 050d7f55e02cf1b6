//! Two keys: agreement, RSA, signatures, sealed letters.

pub mod diffie_hellman;
pub mod ecdsa_nonce;
mod equal;
mod exchange;
pub mod lattice;
pub mod nonce_attack;
mod paint;

use crate::demo::demo::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[&diffie_hellman::DEMO, &ecdsa_nonce::DEMO];
