//! Extensions (RFC 8446 §4.2): how TLS grew without changing its messages. One file an extension.
//!
//! Unknown ones are kept as they are. One whose inside does not have the shape its RFC gives is kept too, and said to be so:
//! a stray byte in it must not hide the rest of the message.

pub mod block;
pub mod fact;
pub mod registry;

mod alpn;
pub(crate) mod certificates;
pub(crate) mod compression;
mod credentials;
mod early_data;
mod ech;
mod groups;
mod key_share;
mod limits;
mod oid_filters;
mod pre_shared_key;
mod quic;
mod rare;
mod retry;
#[cfg(test)]
mod samples;
pub(crate) mod schemes;
mod server_name;
mod settings;
mod srtp;
pub(crate) mod status;
mod tickets;
mod timestamps;
mod versions;
