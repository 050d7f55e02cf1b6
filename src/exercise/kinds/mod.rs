//! The kinds of exercises: a file a kind, a line for it in [`list`].

pub mod bare_rsa;
pub mod blobs;
pub mod collision;
pub mod kem_box;
mod lines;
pub mod list;
pub mod nonce_reuse;
pub mod repeated_k;
pub mod sealed_letter;
