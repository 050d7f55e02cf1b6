//! The pcapng file, read: sections of blocks, each with its length on both sides (draft-ietf-opsawg-pcapng).
//!
//! Read here and not by pcap-file, whose parser takes raw ticks for nanoseconds whatever `if_tsresol` says, and refuses
//! files for an interface name that is not UTF-8, an option list without its end mark, or a time zone. Blocks of a kind
//! not listed below are skipped, as the format asks.

use crate::base::reader::{Fault, Malformed};
use crate::base::time::Time;
use crate::capture::item::{Item, Step};
use crate::capture::packet::{LinkType, Packet};

/// The section being read: its byte order and the interfaces it described so far.
#[derive(Debug, Default)]
pub struct Section {
    order: Order,
    interfaces: Vec<Interface>,
}

/// Which byte of a number comes first.
#[derive(Clone, Copy, Debug, Default)]
enum Order {
    #[default]
    Big,
    Little,
}

/// How the packets of an interface are to be read.
#[derive(Debug)]
struct Interface {
    link: LinkType,
    /// Bytes kept of a packet; 0: all.
    snap: u32,
    /// `if_tsresol`: a tick is 10^-n s, or 2^-n s where the top bit is set.
    resolution: u8,
    /// `if_tsoffset`: seconds to add.
    offset: i64,
}

impl Section {
    /// How every section begins, in either byte order.
    pub const MAGIC: u32 = 0x0a0d_0d0a;

    /// Reads the block that `bytes` begins with; a packet in it gets `number`.
    pub(crate) fn next(&mut self, bytes: &[u8], number: u32) -> Result<Step, Malformed> {
        let mut head = Cursor::new(bytes, "block", Order::Big);
        let first = head.u32()?;
        if first == Self::MAGIC {
            self.interfaces.clear();
            self.order = byte_order(bytes)?;
        }
        let mut head = Cursor::new(bytes, "block", self.order);
        let kind = head.u32()?;
        let said = head.u32()?;
        let length = usize::try_from(said).unwrap_or(usize::MAX);
        if length < FRAME {
            return Err(wrong("block length", 4, said, "12 or more"));
        }
        let padded = length.saturating_add(3) & !3;
        let Some(block) = bytes.get(..padded) else {
            let fault = Fault::Short {
                need: padded,
                have: bytes.len(),
            };
            return Err(Malformed {
                field: "block",
                at: 0,
                fault,
            });
        };
        let (front, back) = block.split_at(padded - 4);
        let again = self.order.u32(back).unwrap_or_default();
        if again != said {
            let want = "the length at the beginning of the block";
            return Err(wrong("block length", front.len(), again, want));
        }
        let mut body = Cursor::new(front, "block body", self.order);
        body.skip(8)?;
        let item = self.item(kind, &mut body, number)?;
        Ok((item, padded))
    }

    fn item(
        &mut self,
        kind: u32,
        body: &mut Cursor<'_>,
        number: u32,
    ) -> Result<Option<Item>, Malformed> {
        match kind {
            INTERFACE => {
                self.interfaces.push(Interface::read(body)?);
                Ok(None)
            }
            ENHANCED_PACKET => {
                let interface = body.u32()?;
                self.stamped(interface, body, number).map(Some)
            }
            OLD_PACKET => {
                let interface = body.u16()?;
                let _drops = body.u16()?;
                self.stamped(interface.into(), body, number).map(Some)
            }
            SIMPLE_PACKET => self.simple(body, number).map(Some),
            SECRETS => secrets(body),
            _ => Ok(None),
        }
    }

    /// The part that old and enhanced packet blocks share.
    fn stamped(
        &self,
        interface: u32,
        body: &mut Cursor<'_>,
        number: u32,
    ) -> Result<Item, Malformed> {
        let interface = self.interface(interface)?;
        let ticks = u64::from(body.u32()?) << 32 | u64::from(body.u32()?);
        let captured = body.u32()?;
        let original = body.u32()?;
        let bytes = body.bytes("packet", captured)?.to_vec();
        body.align();
        let comments = options(body).filter(|(code, _)| *code == COMMENT);
        Ok(Item::Packet(Packet {
            number,
            time: interface.time(ticks),
            link: interface.link,
            bytes,
            original: original.max(captured),
            comments: comments
                .map(|(_, text)| String::from_utf8_lossy(text).into_owned())
                .collect(),
        }))
    }

    /// A packet of the first interface, without a time.
    fn simple(&self, body: &mut Cursor<'_>, number: u32) -> Result<Item, Malformed> {
        let interface = self.interface(0)?;
        let original = body.u32()?;
        let captured = match interface.snap {
            0 => original,
            snap => original.min(snap),
        };
        Ok(Item::Packet(Packet {
            number,
            time: Time::default(),
            link: interface.link,
            bytes: body.bytes("packet", captured)?.to_vec(),
            original,
            comments: Vec::new(),
        }))
    }

    fn interface(&self, id: u32) -> Result<&Interface, Malformed> {
        let place = usize::try_from(id).unwrap_or(usize::MAX);
        let want = "an interface that the section described before";
        self.interfaces
            .get(place)
            .ok_or_else(|| wrong("interface", 8, id, want))
    }
}

impl Interface {
    fn read(body: &mut Cursor<'_>) -> Result<Self, Malformed> {
        let link = LinkType(body.u16()?);
        let _reserved = body.u16()?;
        let mut interface = Self {
            link,
            snap: body.u32()?,
            resolution: 6,
            offset: 0,
        };
        let order = body.order;
        for (code, value) in options(body) {
            match (code, value) {
                (IF_TSRESOL, [resolution]) => interface.resolution = *resolution,
                (IF_TSOFFSET, value) => interface.offset = order.i64(value).unwrap_or_default(),
                _ => {}
            }
        }
        Ok(interface)
    }

    fn time(&self, ticks: u64) -> Time {
        let exponent = u32::from(self.resolution & 0x7f);
        let a_second = match self.resolution & 0x80 {
            0 => 10_u128.checked_pow(exponent),
            _ => 1_u128.checked_shl(exponent),
        };
        let nanos = u128::from(ticks) * 1_000_000_000 / a_second.unwrap_or(u128::MAX);
        let offset = i128::from(self.offset) * 1_000_000_000;
        let nanos = i128::try_from(nanos).unwrap_or(i128::MAX);
        Time(u64::try_from(nanos.saturating_add(offset).max(0)).unwrap_or(u64::MAX))
    }
}

/// A key log, if it is one of TLS.
fn secrets(body: &mut Cursor<'_>) -> Result<Option<Item>, Malformed> {
    let kind = body.u32()?;
    let length = body.u32()?;
    let bytes = body.bytes("secrets", length)?;
    if kind != TLS_KEY_LOG {
        return Ok(None);
    }
    let mut lines = String::from_utf8_lossy(bytes).into_owned();
    if !lines.is_empty() && !lines.ends_with('\n') {
        lines.push('\n');
    }
    Ok(Some(Item::Secrets(lines)))
}

/// The options that fill the rest of a block. A list that breaks off ends there: the block itself was whole.
fn options<'b>(body: &mut Cursor<'b>) -> impl Iterator<Item = (u16, &'b [u8])> {
    std::iter::from_fn(move || {
        let code = body.u16().ok().filter(|code| *code != 0)?;
        let length = body.u16().ok()?;
        let value = body.bytes("option", length.into()).ok()?;
        body.align();
        Some((code, value))
    })
}

/// The order in which the section's own mark reads 1A 2B 3C 4D.
fn byte_order(bytes: &[u8]) -> Result<Order, Malformed> {
    let mut head = Cursor::new(bytes, "section header", Order::Big);
    head.skip(8)?;
    match head.u32()? {
        0x1a2b_3c4d => Ok(Order::Big),
        0x4d3c_2b1a => Ok(Order::Little),
        found => Err(wrong(
            "byte order mark",
            8,
            found,
            "1A2B3C4D in either order",
        )),
    }
}

fn wrong(field: &'static str, at: usize, found: u32, want: &'static str) -> Malformed {
    let found = found.into();
    let fault = Fault::Value { found, want };
    Malformed { field, at, fault }
}

impl Order {
    fn u16(self, bytes: &[u8]) -> Option<u16> {
        let bytes = *bytes.first_chunk()?;
        Some(match self {
            Self::Big => u16::from_be_bytes(bytes),
            Self::Little => u16::from_le_bytes(bytes),
        })
    }

    fn u32(self, bytes: &[u8]) -> Option<u32> {
        let bytes = *bytes.first_chunk()?;
        Some(match self {
            Self::Big => u32::from_be_bytes(bytes),
            Self::Little => u32::from_le_bytes(bytes),
        })
    }

    fn i64(self, bytes: &[u8]) -> Option<i64> {
        let bytes = *bytes.first_chunk()?;
        Some(match self {
            Self::Big => i64::from_be_bytes(bytes),
            Self::Little => i64::from_le_bytes(bytes),
        })
    }
}

/// A place in a block. The reader of `base` notes fields of the network's byte order; a container has either.
struct Cursor<'b> {
    bytes: &'b [u8],
    at: usize,
    field: &'static str,
    order: Order,
}

impl<'b> Cursor<'b> {
    fn new(bytes: &'b [u8], field: &'static str, order: Order) -> Self {
        Self {
            bytes,
            at: 0,
            field,
            order,
        }
    }

    fn bytes(&mut self, field: &'static str, length: u32) -> Result<&'b [u8], Malformed> {
        let need = usize::try_from(length).unwrap_or(usize::MAX);
        let left = self.bytes.get(self.at..).unwrap_or_default();
        let Some(taken) = left.get(..need) else {
            let fault = Fault::Short {
                need,
                have: left.len(),
            };
            return Err(Malformed {
                field,
                at: self.at,
                fault,
            });
        };
        self.at += need;
        Ok(taken)
    }

    fn skip(&mut self, length: u32) -> Result<(), Malformed> {
        self.bytes(self.field, length).map(|_| ())
    }

    fn u16(&mut self) -> Result<u16, Malformed> {
        let order = self.order;
        self.bytes(self.field, 2)
            .map(|two| order.u16(two).unwrap_or_default())
    }

    fn u32(&mut self) -> Result<u32, Malformed> {
        let order = self.order;
        self.bytes(self.field, 4)
            .map(|four| order.u32(four).unwrap_or_default())
    }

    /// Goes to the next multiple of four, where options and their values begin.
    fn align(&mut self) {
        self.at = self.at.next_multiple_of(4).min(self.bytes.len());
    }
}

/// Type and length before the body, length after it.
const FRAME: usize = 12;
const INTERFACE: u32 = 1;
const OLD_PACKET: u32 = 2;
const SIMPLE_PACKET: u32 = 3;
const ENHANCED_PACKET: u32 = 6;
/// A Decryption Secrets Block.
pub(crate) const SECRETS: u32 = 10;
/// `TLSK`: the secrets are lines as SSLKEYLOGFILE has them.
pub(crate) const TLS_KEY_LOG: u32 = 0x544c_534b;
const COMMENT: u16 = 1;
const IF_TSRESOL: u16 = 9;
const IF_TSOFFSET: u16 = 14;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::source::read;

    /// A block around `body`, its numbers written by `four`.
    fn block(kind: u32, body: &[u8], four: fn(u32) -> [u8; 4]) -> Vec<u8> {
        let length = u32::try_from(body.len() + FRAME).unwrap();
        [&four(kind), &four(length), body, &four(length)].concat()
    }

    /// A little-endian section with one interface and one packet stamped `ticks`.
    fn section(options: &[u8], ticks: u64) -> Vec<u8> {
        let four = u32::to_le_bytes;
        let mut header = four(0x1a2b_3c4d).to_vec();
        header.extend([1, 0, 0, 0]);
        header.extend([0xff; 8]);
        let interface = [&[1, 0, 0, 0, 0, 0, 0, 0], options].concat();
        let high = u32::try_from(ticks >> 32).unwrap();
        let low = u32::try_from(ticks & 0xffff_ffff).unwrap();
        let fields = [0, high, low, 2, 60].map(four).concat();
        let packet = [&fields[..], &[0xab, 0xcd, 0, 0]].concat();
        [
            block(Section::MAGIC, &header, four),
            block(INTERFACE, &interface, four),
            block(0x0bad, b"skip", four),
            block(ENHANCED_PACKET, &packet, four),
        ]
        .concat()
    }

    #[test]
    fn ticks_are_what_the_interface_says() {
        let check = |options: &[u8], ticks: u64, nanos: u64| {
            let reading = read(&section(options, ticks));
            assert_eq!(reading.broken, None);
            assert_eq!(reading.packets[0].time, Time(nanos));
            assert_eq!(reading.packets[0].bytes, [0xab, 0xcd]);
            assert_eq!(reading.packets[0].original, 60);
        };
        let half = 1_700_000_000_500_000_000;
        check(&[], 1_700_000_000_500_000, half);
        check(&[9, 0, 1, 0, 9, 0, 0, 0], half, half);
        check(&[9, 0, 1, 0, 3, 0, 0, 0], 1_700_000_000_500, half);
        check(&[9, 0, 1, 0, 0, 0, 0, 0], 1_700_000_000, half - 500_000_000);
        check(&[9, 0, 1, 0, 0x81, 0, 0, 0], 3_400_000_001, half);
        let offset = [14, 0, 8, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
        check(&offset, 1_700_000_001_500_000, half);
        check(&[9, 0, 1, 0, 0x7f, 0, 0, 0], u64::MAX, 0);
    }

    #[test]
    fn a_name_in_another_encoding_or_no_end_of_options_is_no_fault() {
        let reading = read(&section(&[2, 0, 4, 0, 0xb0, 0xa1, 0xb3, 0xaa], 0));
        assert_eq!((reading.packets.len(), reading.broken), (1, None));
    }

    #[test]
    fn sections_follow_one_another_and_numbers_go_on() {
        let file = [section(&[], 1), section(&[9, 0, 1, 0, 9, 0, 0, 0], 1)].concat();
        let packets = read(&file).packets;
        let seen: Vec<_> = packets.iter().map(|p| (p.number, p.time.0)).collect();
        assert_eq!(seen, [(1, 1_000), (2, 1)]);
    }

    #[test]
    fn old_and_simple_packet_blocks_are_read() {
        let four = u32::to_le_bytes;
        let mut file = section(&[], 0);
        let old = [
            &[0, 0, 0, 0],
            &[0, 7, 1, 60].map(four).concat()[..],
            &[9, 0, 0, 0],
        ]
        .concat();
        file.extend(block(OLD_PACKET, &old, four));
        file.extend(block(SIMPLE_PACKET, &[1, 0, 0, 0, 8, 0, 0, 0], four));
        let reading = read(&file);
        assert_eq!(reading.broken, None);
        let [_, old, simple] = &reading.packets[..] else {
            panic!("{reading:?}")
        };
        assert_eq!(
            (&old.bytes[..], old.time, old.original),
            (&[9][..], Time(7_000), 60)
        );
        assert_eq!((&simple.bytes[..], simple.number), (&[8][..], 3));
    }

    #[test]
    fn a_fault_is_placed_and_what_stood_before_is_kept() {
        let mut file = section(&[], 0);
        let end = file.len();
        file.extend(section(&[], 0));
        let packet = file.len() - 36;
        file[packet + 8] = 9;
        let reading = read(&file);
        assert_eq!(reading.packets.len(), 1);
        let broken = reading.broken.unwrap();
        assert!(broken.at > end);
        let says = format!(
            "interface at byte {} is 9, not an interface that the section described before",
            packet + 8
        );
        assert_eq!(broken.to_string(), says);
    }
}
