//! Handshake messages (RFC 8446 §4, RFC 5246 §7.4): one file a message, [`message::message`] reads any.
//!
//! The form of some depends on what was negotiated before: that comes in as a [`setting::Setting`].

pub mod certificate;
pub mod certificate_request;
pub mod certificate_verify;
pub mod client_hello;
pub mod client_key_exchange;
pub mod compressed;
pub mod encrypted_extensions;
mod explicit;
pub mod message;
mod rare;
#[cfg(test)]
mod samples;
pub mod server_hello;
pub mod server_key_exchange;
pub mod setting;
pub mod short;
pub mod ticket;
