//! Primitives of glass: ours, slow, to be looked into. Each is compared with a reviewed crate and with published values in its
//! tests; none ever protects anything.

pub mod curve;
pub mod ladder;
pub mod modular;
pub mod rsa;
pub mod aes;
pub mod base64;
pub mod chacha;
pub mod congruence;
pub mod ecdsa;
pub mod ghash;
pub mod mersenne;
pub mod modular;
pub mod sha256;
pub mod ed25519;
pub mod hpke;
pub mod lwe;
