//! X.509 certificates (RFC 5280), byte by byte.
//!
//! A certificate is DER: every element is a tag, a length and a content. The bytes of tag and length are a field of their
//! own (`SEQUENCE header`), so that the leaves tile the certificate. What stands inside an extension, a key or a signature
//! and cannot be understood is kept as bytes, and reading goes on; only a broken frame is an error.
//! No recursion: the depth of what is read is fixed by the structures of the RFC. No signature is checked here and no
//! name or date is judged: that is for the keys room.

mod access;
mod algorithm;
pub mod bundle;
pub mod certificate;
mod constraints;
pub mod der;
mod extension;
mod general;
mod identifier;
pub(crate) mod key;
pub mod name;
pub(crate) mod ocsp;
pub mod oid;
mod signature;
mod transparency;
mod usage;
