//! A TCP segment as the wire sees it in passing: where it belongs in its stream, no more.

use std::ops::Range;

/// Source and destination port: with one pair of hosts, they name a direction of a connection.
pub(super) type Ports = (u16, u16);

/// What of a TCP segment matters here.
pub(super) struct Seen {
    pub(super) tcp: usize,
    pub(super) ports: Ports,
    pub(super) seq: u32,
    /// The next byte its sender expects, if it says so.
    pub(super) ack: Option<u32>,
    pub(super) flags: u8,
    pub(super) payload: Range<usize>,
}

impl Seen {
    /// The segment in an Ethernet frame; none if there is none, or none whole.
    pub(super) fn of(frame: &[u8]) -> Option<Self> {
        let short = |at: usize| Some(u16::from_be_bytes(*frame.get(at..)?.first_chunk()?));
        let (tcp, end) = match short(12)? {
            0x0800 if *frame.get(23)? == 6 => {
                let ihl = usize::from(*frame.get(14)? & 15) * 4;
                (14 + ihl, 14 + usize::from(short(16)?))
            }
            0x86dd if *frame.get(20)? == 6 => (54, 54 + usize::from(short(18)?)),
            _ => return None,
        };
        let start = tcp + usize::from(*frame.get(tcp + 12)? >> 4) * 4;
        let long = |at: usize| Some(u32::from_be_bytes(*frame.get(at..)?.first_chunk()?));
        let flags = *frame.get(tcp + 13)?;
        (start <= end && end <= frame.len()).then_some(Self {
            tcp,
            ports: (short(tcp)?, short(tcp + 2)?),
            seq: long(tcp + 4)?,
            ack: long(tcp + 8).filter(|_| flags & 0x10 != 0),
            flags,
            payload: start..end,
        })
    }

    pub(super) fn fin(&self) -> bool {
        self.flags & 0x01 != 0
    }

    pub(super) fn rst(&self) -> bool {
        self.flags & 0x04 != 0
    }

    pub(super) fn syn(&self) -> bool {
        self.flags & 0x02 != 0
    }

    /// The sequence number after its payload.
    pub(super) fn end(&self) -> u32 {
        let length = u32::try_from(self.payload.len()).unwrap_or_default();
        self.seq.wrapping_add(length)
    }

    /// Whether it takes sequence numbers, and so is sent again until it is acknowledged.
    pub(super) fn occupies(&self) -> bool {
        self.flags & 0x03 != 0 || !self.payload.is_empty()
    }
}
