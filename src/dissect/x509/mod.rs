//! X.509 certificates (RFC 5280), and what is written around them: revocation lists, certification requests (RFC 2986), OCSP
//! (RFC 6960); byte by byte.
//!
//! All of it is DER: every element is a tag, a length and a content. The bytes of tag and length are a field of their
//! own (`SEQUENCE header`), so that the leaves tile the certificate. What stands inside an extension, a key or a signature
//! and cannot be understood is kept as bytes, and reading goes on; only a broken frame is an error.
//! No recursion: the depth of what is read is fixed by the structures of the RFC. No signature is checked here and no
//! name or date is judged: that is for the keys room.

mod access;
mod algorithm;
pub mod bundle;
pub mod certificate;
mod certificate_id;
mod constraints;
pub mod crl;
pub mod der;
mod extension;
mod general;
mod identifier;
pub mod key;
pub mod name;
pub mod ocsp;
pub mod ocsp_request;
pub mod oid;
pub mod request;
mod revocation;
pub mod shape;
mod signature;
pub mod tag;
#[cfg(test)]
mod tests;
mod time;
mod transparency;
mod usage;
