//! One captured frame and the link it was seen on.

use crate::base::time::Time;

/// What a frame begins with: LINKTYPE_ values of the tcpdump registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LinkType(pub u16);

impl LinkType {
    /// Ethernet II, destination address first.
    pub const ETHERNET: Self = Self(1);
    /// An IPv4 or IPv6 header comes first.
    pub const RAW: Self = Self(101);
}

/// One frame as captured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packet {
    /// Its place in the capture, from 1, as Wireshark counts.
    pub number: u32,
    /// When it was seen.
    pub time: Time,
    /// What it begins with.
    pub link: LinkType,
    /// Its bytes, perhaps cut.
    pub bytes: Vec<u8>,
    /// How long it was on the wire, in bytes.
    pub original: u32,
    /// Comments on it, in the order given.
    pub comments: Vec<String>,
}

/// One frame as it stands in a file that is being read: the bytes are lent until the next is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Captured<'b> {
    /// Its place in the capture, from 1, as Wireshark counts.
    pub number: u32,
    /// When it was seen.
    pub time: Time,
    /// Decimal digits of a second that the file's clock has: 6 or 9 as a rule.
    pub digits: u8,
    /// What it begins with.
    pub link: LinkType,
    /// Its bytes, perhaps cut.
    pub bytes: &'b [u8],
    /// How long it was on the wire, in bytes.
    pub original: u32,
}

impl Captured<'_> {
    /// A copy that stays.
    pub fn keep(&self) -> Packet {
        Packet {
            number: self.number,
            time: self.time,
            link: self.link,
            bytes: self.bytes.to_vec(),
            original: self.original,
            comments: Vec::new(),
        }
    }
}

impl Packet {
    /// A whole Ethernet frame.
    pub fn ethernet(number: u32, time: Time, bytes: Vec<u8>) -> Self {
        let original = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        Self {
            number,
            time,
            link: LinkType::ETHERNET,
            bytes,
            original,
            comments: Vec::new(),
        }
    }
}
