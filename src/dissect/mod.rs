//! Bytes to fields: link, IP and TCP headers, TCP streams, TLS messages, X.509 certificates.
//!
//! No I/O, no clock, no keys: a parser reads what stands in its bytes and nothing else. Each is written once, against
//! [`Reader`](crate::base::reader::Reader), and serves both the fast pass and the message on the screen.

pub mod tls;
pub mod x509;
