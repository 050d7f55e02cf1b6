//! One end of a TCP connection.

use std::net::IpAddr;

/// An address and a port.
pub(crate) type End = (IpAddr, u16);
