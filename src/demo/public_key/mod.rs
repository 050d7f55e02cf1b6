//! Two keys: agreement, RSA, signatures, sealed letters.

pub mod diffie_hellman;
mod equal;
mod exchange;
mod paint;
pub mod ecdsa_nonce;
pub mod lattice;
pub mod nonce_attack;

use crate::demo::demo::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[&diffie_hellman::DEMO];
pub static DEMOS: &[&Demo] = &[&ecdsa_nonce::DEMO];
