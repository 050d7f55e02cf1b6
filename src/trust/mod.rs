//! Whether a certificate should be believed (RFC 5280 §6, RFC 9525): what it says, the paths that lead to a root, every check on
//! them with its verdict, and every fault with its reason, place, clause and repair.
//!
//! No clock, no I/O, no chance: bytes, names and the moment come in.
//!
//! Certificates are read by a walk of this room's own and not by a library: a library stops at the first fault and keeps no
//! places, and here every fault is wanted, with its bytes.

pub mod bounds;
pub mod certificate;
pub mod check;
mod checks;
mod course;
pub mod crl;
pub mod der;
pub mod distinguished;
pub mod extension;
pub mod fault;
pub mod general;
pub mod key;
pub mod lint;
pub mod moment;
pub mod names;
pub mod ocsp;
mod path;
mod pool;
pub mod profile;
pub mod question;
pub mod reason;
pub mod reasons;
pub mod remark;
mod signed;
pub mod verify;
