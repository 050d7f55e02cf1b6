//! Key exchange of our own, in pure Rust, so that the private keys can be shown.
//!
//! ring does not let its ephemeral keys be seen, and has no post-quantum group. Private keys come from the given dice;
//! nothing here knows a connection.

pub mod fresh;
pub mod group;
