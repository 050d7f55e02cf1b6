//! Real algorithms, each by its name: ring where ring has it, reviewed crates where it has not.
//!
//! One file a family, one row an algorithm. Bytes go in, bytes or a [`Wrong`](crate::demo::wrong::Wrong) come out; nothing
//! is explained and nothing is random here.

pub mod aead;
pub mod cipher;
pub mod dh;
mod ecdsa_key;
pub mod ed25519;
mod gcm;
pub mod hash;
pub mod kdf;
pub mod kem;
pub mod mac;
mod ml_dsa_set;
pub mod prime;
mod rsa_key;
pub mod seal;
mod sealing;
pub mod signature;
pub mod spki;
