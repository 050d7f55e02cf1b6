//! A TCP segment as the wire sees it in passing: where it belongs in its stream, no more.

use std::ops::Range;

use crate::base::reader::Reader;
use crate::capture::packet::LinkType;
use crate::dissect::inside::{Carries, Inside};
use crate::dissect::link::frame;
use crate::dissect::tcp::Flags;

/// Source and destination port: with one pair of hosts, they name a direction of a connection.
pub(super) type Ports = (u16, u16);

/// What of a TCP segment matters here.
pub(super) struct Seen {
    pub(super) ports: Ports,
    pub(super) flags: Flags,
    /// Number of its first byte, or of its SYN.
    pub(super) seq: u32,
    /// Number of the next byte its sender expects, if it says so.
    pub(super) ack: Option<u32>,
    /// Where in the frame its payload is.
    pub(super) payload: Range<usize>,
}

impl Seen {
    /// The segment in an Ethernet frame; none if there is none, or none whole.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let frame = frame(&mut Reader::quiet(bytes), LinkType::ETHERNET).ok()?;
        let Inside::Ip(ip) = frame.inside else {
            return None;
        };
        let Carries::Tcp(segment) = ip.carries else {
            return None;
        };
        let acknowledges = segment.flags.has(Flags::ACK);
        Some(Self {
            ports: (segment.source, segment.destination),
            flags: segment.flags,
            seq: segment.sequence,
            ack: acknowledges.then_some(segment.acknowledgment),
            payload: segment.payload_at..segment.payload_at + segment.payload.len(),
        })
    }

    /// The sequence number after its payload.
    pub(super) fn end(&self) -> u32 {
        let length = u32::try_from(self.payload.len()).unwrap_or_default();
        self.seq.wrapping_add(length)
    }

    /// Whether it takes sequence numbers, and so is sent again until it is acknowledged.
    pub(super) fn occupies(&self) -> bool {
        self.flags.has(Flags::SYN) || self.flags.has(Flags::FIN) || !self.payload.is_empty()
    }
}
