//! The older capture file: a header of 24 bytes, then a header of 16 bytes and the bytes of each packet
//! (draft-ietf-opsawg-pcap).
//!
//! Read here, and not by pcap-file, because of what real files hold: packets cut by a snap length, a snap length of 0,
//! and the packet headers of 24 bytes that some Linux kernels' patched libpcap wrote.

use crate::base::reader::{Fault, Malformed};
use crate::base::text::Doc;
use crate::base::time::Time;
use crate::capture::cursor::{Cursor, Order};
use crate::capture::packet::LinkType;
use crate::capture::step::{Frame, MOST, Step};

/// A pcap file whose header has been read.
#[derive(Debug)]
pub(crate) struct File {
    order: Order,
    /// Nanoseconds that a unit of a time's second half counts.
    tick: u64,
    digits: u8,
    link: LinkType,
    snap: u32,
    /// Bytes of a packet's header.
    header: usize,
    /// Before version 2.4, some programs wrote a packet's two lengths the other way around.
    lengths_may_be_swapped: bool,
}

/// A pcap file's kind, by its first four bytes read in the file's own byte order.
#[derive(Debug)]
pub(crate) struct Magic {
    number: u32,
    tick: u64,
    digits: u8,
    header: usize,
}

impl File {
    /// Bytes of the file's header.
    pub(crate) const HEADER: usize = 24;

    /// Reads the file's header.
    pub(crate) fn open(bytes: &[u8; Self::HEADER]) -> Result<Self, Malformed> {
        let [a, b, c, d, ..] = *bytes;
        let (order, magic) = known([a, b, c, d])?;
        let mut header = Cursor::new(bytes, "file header", order);
        header.skip(4)?;
        let version = (header.u16()?, header.u16()?);
        let (_zone, _accuracy) = (header.u32()?, header.u32()?);
        let snap = header.u32()?;
        // The upper half tells of checksums after frames, not of the link.
        let link = u16::try_from(header.u32()? & 0xffff).unwrap_or_default();
        Ok(Self {
            order,
            tick: magic.tick,
            digits: magic.digits,
            link: LinkType(link),
            snap,
            header: magic.header,
            lengths_may_be_swapped: version < (2, 4),
        })
    }

    /// What the window begins with: a packet, as far as it is there.
    pub(crate) fn step(&self, bytes: &[u8]) -> Result<Step, Malformed> {
        let Some((header, body)) = bytes.split_at_checked(self.header) else {
            return Ok(Step::Need {
                field: "packet header",
                at: 0,
                need: self.header,
            });
        };
        let mut header = Cursor::new(header, "packet header", self.order);
        let (seconds, fraction) = (header.u32()?, header.u32()?);
        let (mut captured, mut original) = (header.u32()?, header.u32()?);
        if self.lengths_may_be_swapped && captured > original {
            (captured, original) = (original, captured);
        }
        let length = usize::try_from(captured).unwrap_or(usize::MAX);
        if captured > LONGEST.max(self.snap) || length > MOST {
            let fault = Fault::Value {
                found: captured.into(),
                want: Doc::new(
                    "at most 262144 bytes or the snap length of the file",
                    "262144바이트 또는 파일의 길이 제한(snaplen) 이하",
                ),
            };
            return Err(Malformed {
                field: "captured length",
                at: 8,
                fault,
            });
        }
        if body.len() < length {
            return Ok(Step::Need {
                field: "packet",
                at: self.header,
                need: length,
            });
        }
        let end = self.header + length;
        Ok(Step::Packet(Frame {
            time: Time(Time::seconds(seconds.into()).0 + u64::from(fraction) * self.tick),
            digits: self.digits,
            link: self.link,
            original: original.max(captured),
            bytes: self.header..end,
            options: end..end,
            used: end,
        }))
    }
}

/// The byte order and kind of a pcap file that begins so.
pub(crate) fn known(first: [u8; 4]) -> Result<(Order, &'static Magic), Malformed> {
    let orders = [Order::Big, Order::Little];
    let mut known = orders.into_iter().filter_map(|order| {
        let number = order.u32(first);
        let magic = MAGICS.iter().find(|magic| magic.number == number);
        magic.map(|magic| (order, magic))
    });
    known.next().ok_or({
        Malformed {
            field: "magic number",
            at: 0,
            fault: Fault::Value {
                found: u64::from(u32::from_be_bytes(first)),
                want: Doc::new("that of pcap or pcapng", "pcap이나 pcapng의 값"),
            },
        }
    })
}

static MAGICS: [Magic; 3] = [
    Magic {
        number: 0xa1b2_c3d4,
        tick: 1_000,
        digits: 6,
        header: 16,
    },
    Magic {
        number: 0xa1b2_3c4d,
        tick: 1,
        digits: 9,
        header: 16,
    },
    // "Modified": interface, protocol and packet type follow the four usual numbers.
    Magic {
        number: 0xa1b2_cd34,
        tick: 1_000,
        digits: 6,
        header: 24,
    },
];

/// No packet is longer, unless the file's header allowed it: the most that libpcap captures.
const LONGEST: u32 = 262_144;

#[cfg(test)]
mod tests {
    use crate::capture::source::{Reading, read};

    /// A file in the byte order of `four`: its header, and packets whose headers are these numbers.
    fn file(four: fn(u32) -> [u8; 4], header: [u32; 6], packets: &[&[u32]]) -> Vec<u8> {
        let mut file = header.map(four).concat();
        // The version is two numbers of two bytes.
        let [a, b, ..] = four(header[1] * 0x0001_0001);
        file[4..8].copy_from_slice(&[[a, b], [a, b]].concat());
        for packet in packets {
            for number in *packet {
                file.extend(four(*number));
            }
            file.extend([0xab, 0xcd]);
        }
        file
    }

    fn one(reading: &Reading) -> (u64, u16, usize, u32) {
        assert_eq!((reading.packets.len(), &reading.broken), (1, &None));
        let packet = &reading.packets[0];
        assert_eq!(packet.bytes, [0xab, 0xcd]);
        (
            packet.time.0,
            packet.link.0,
            packet.bytes.len(),
            packet.original,
        )
    }

    #[test]
    fn every_kind_of_header_in_both_orders() {
        for four in [u32::to_le_bytes, u32::to_be_bytes] {
            let packet = [7, 5, 2, 60];
            let usual = file(four, [0xa1b2_c3d4, 4, 0, 0, 0, 1], &[&packet]);
            assert_eq!(one(&read(&usual)), (7_000_005_000, 1, 2, 60));
            let nano = file(
                four,
                [0xa1b2_3c4d, 4, 0, 0, 65_535, 0x5400_0071],
                &[&packet],
            );
            assert_eq!(
                one(&read(&nano)),
                (7_000_000_005, 113, 2, 60),
                "checksum bits"
            );
            let modified = [7, 5, 2, 60, 3, 0x0800];
            let modified = file(four, [0xa1b2_cd34, 4, 0, 0, 0, 1], &[&modified]);
            assert_eq!(one(&read(&modified)), (7_000_005_000, 1, 2, 60));
            let old = file(four, [0xa1b2_c3d4, 2, 0, 0, 0, 1], &[&[7, 5, 60, 2]]);
            assert_eq!(
                one(&read(&old)),
                (7_000_005_000, 1, 2, 60),
                "swapped lengths"
            );
        }
    }

    #[test]
    fn lengths_are_believed_as_far_as_the_file_allows() {
        let check = |snap, captured, says: &str| {
            let header = [0xa1b2_c3d4, 4, 0, 0, snap, 1];
            let file = file(u32::to_le_bytes, header, &[&[7, 5, captured, 2]]);
            assert_eq!(read(&file).broken.unwrap().to_string(), says);
        };
        check(1, 262_144, "packet at byte 40 needs 262144 bytes, 2 left");
        let limit = "not at most 262144 bytes or the snap length of the file";
        check(
            0,
            262_145,
            &format!("captured length at byte 32 is 262145, {limit}"),
        );
        check(
            300_000,
            300_000,
            "packet at byte 40 needs 300000 bytes, 2 left",
        );
        let most = u32::MAX;
        check(
            most,
            most,
            &format!("captured length at byte 32 is {most}, {limit}"),
        );
        check(1, 3, "packet at byte 40 needs 3 bytes, 2 left");
    }
}
