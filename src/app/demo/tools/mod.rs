//! The primitives as plain tools: bytes in, bytes out, one file a tool.

mod aead;
mod cipher;
mod dh;
mod given;
mod hash;
mod kdf;
mod kem;
mod mac;
mod prime;
mod seal;
mod shown;
mod sign;
pub(super) mod tool;
mod verify;
