//! Primitives of glass: ours, slow, to be looked into. Each is compared with a reviewed crate and with published values in its
//! tests; none ever protects anything.

pub mod aes;
pub mod base_64;
pub mod chacha;
pub mod congruence;
pub mod curve;
pub mod ecdsa;
pub mod ed25519;
pub mod ghash;
pub mod hpke;
pub mod ladder;
pub mod lwe;
pub mod lwe_kem;
pub mod mersenne;
pub mod modular;
pub mod pkcs1;
pub mod rsa;
pub mod sha256;
