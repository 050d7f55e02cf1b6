//! Packets in and out: capture files with their secrets.
//!
//! Knows containers, not protocols. No clock and no environment: bytes go in, packets come out, and back.

pub mod blocks;
pub mod item;
pub mod packet;
pub mod pcap;
pub mod pcapng;
pub mod source;
