//! The registries of TLS: numbers on the wire, their names at IANA, and a sentence on each a student may meet.
//!
//! A code point is a newtype, so that a value nobody registered still lives. GREASE values (RFC 8701) are told apart.

#[macro_use]
mod point;

pub mod alert;
pub mod content;
pub mod extension;
pub mod group;
pub mod handshake;
pub mod scheme;
pub mod ssl2;
pub mod suite;
mod suite_kinds;
mod suite_rows;
pub mod version;
