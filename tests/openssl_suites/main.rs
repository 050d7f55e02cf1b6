//! Everything OpenSSL can agree on with itself, opened: each suite in each version, and each turn that a connection may
//! take, between `openssl s_server` and `openssl s_client` with a wire between them that listens.
//!
//! What is told must be what was typed, every protected record must open, and every proof must hold.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../oracle/mod.rs"]
mod oracle;
mod peer;
mod relay;
mod room;
mod suites;
mod turns;
