//! TLS: records, handshake messages, extensions, alerts.
//!
//! A parser here knows bytes and what was negotiated so far (a [`Setting`](handshake::setting::Setting)), no more: no keys, no
//! state of a connection, no judgement on what a peer may say.

pub mod alert;
pub mod codes;
pub mod extension;
pub mod fingerprint;
pub mod handshake;
mod lenient;
mod public;
pub mod record;
pub mod ssl2;
