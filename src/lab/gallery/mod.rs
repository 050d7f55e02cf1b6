//! The gallery on the wire: a server a certificate, each on a port of its own, on loopback only.
//!
//! What a server shows is not looked at: broken chains go out as they are. Clients judge them, which is the point.

pub mod credential;
pub mod serve;
mod small;
