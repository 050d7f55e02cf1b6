//! Packets in and out: capture files with their secrets.
//!
//! Knows containers and how they are packed, not protocols. No clock and no environment: bytes go in, packets come out,
//! and back.

mod blocks;
mod cursor;
pub mod feed;
pub mod link;
pub mod packet;
mod pcap;
pub mod pcapng;
mod sequences;
pub mod source;
mod step;
mod window;
pub(crate) mod zstd;
