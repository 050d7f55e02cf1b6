//! The primitives as plain tools: bytes in, bytes out, and the story of that one run.
//!
//! A tool says which inputs it had and how long they are, by which standard it worked, what came out, where there is a way back
//! that it leads back, what the primitive promises and what it does not.

pub mod aead;
pub mod cipher;
pub mod dh;
pub mod hash;
pub mod kdf;
pub mod kem;
pub mod mac;
pub mod prime;
pub mod seal;
pub mod sign;
pub mod told;
