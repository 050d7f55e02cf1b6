//! The verifier, one family of reasons after the other: certificates are made for each test, broken in one way, and must be
//! refused for exactly that. The unbroken twin always passes.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod broken;
mod hostile;
mod judged;
#[path = "../oracle/mod.rs"]
mod oracle;
mod peer;
mod revoked;
mod world;
