//! The older capture file: a header of 24 bytes, then a header of 16 bytes and the bytes of each packet
//! (draft-ietf-opsawg-pcap).
//!
//! Read by pcap-file's raw calls: its cooked ones refuse captures that a snap length cut.

use pcap_file::pcap::PcapParser;
use pcap_file::{DataLink, PcapError, TsResolution};

use crate::base::reader::{Fault, Malformed};
use crate::base::time::Time;
use crate::capture::item::{Item, Step};
use crate::capture::packet::{LinkType, Packet};

/// A pcap file whose header has been read.
#[derive(Debug)]
pub struct File {
    parser: PcapParser,
}

impl File {
    /// Reads the header; says how long it is.
    pub fn open(bytes: &[u8]) -> Result<(Self, usize), Malformed> {
        match PcapParser::new(bytes) {
            Ok((rest, parser)) => Ok((Self { parser }, bytes.len() - rest.len())),
            Err(PcapError::IncompleteBuffer) => Err(short("file header", HEADER, bytes.len())),
            Err(_) => Err(Malformed {
                field: "magic number",
                at: 0,
                fault: Fault::Value {
                    found: bytes
                        .first_chunk()
                        .map_or(0, |magic| u32::from_be_bytes(*magic).into()),
                    want: "that of pcap or pcapng",
                },
            }),
        }
    }

    /// Reads the packet that `bytes` begins with and gives it `number`.
    pub(crate) fn next(&self, bytes: &[u8], number: u32) -> Result<Step, Malformed> {
        let header = self.parser.header();
        let Ok((rest, raw)) = self.parser.next_raw_packet(bytes) else {
            return Err(self.too_short(bytes));
        };
        let fraction = match header.ts_resolution {
            TsResolution::MicroSecond => u64::from(raw.ts_frac) * 1_000,
            TsResolution::NanoSecond => u64::from(raw.ts_frac),
        };
        let packet = Packet {
            number,
            time: Time(Time::seconds(raw.ts_sec.into()).0.saturating_add(fraction)),
            link: link(header.datalink),
            original: raw.orig_len.max(raw.incl_len),
            bytes: raw.data.into_owned(),
            comments: Vec::new(),
        };
        Ok((Some(Item::Packet(packet)), bytes.len() - rest.len()))
    }

    /// The raw call fails only for want of bytes; this says of how many.
    fn too_short(&self, bytes: &[u8]) -> Malformed {
        let Some(length) = bytes.get(8..12).and_then(|four| four.first_chunk()) else {
            return short("packet header", PACKET_HEADER, bytes.len());
        };
        let length = match self.parser.header().endianness.is_big() {
            true => u32::from_be_bytes(*length),
            false => u32::from_le_bytes(*length),
        };
        if bytes.len() < PACKET_HEADER {
            return short("packet header", PACKET_HEADER, bytes.len());
        }
        let need = usize::try_from(length).unwrap_or(usize::MAX);
        Malformed {
            at: PACKET_HEADER,
            ..short("packet", need, bytes.len() - PACKET_HEADER)
        }
    }
}

/// Length of the file's header.
const HEADER: usize = 24;
/// Length of the header of each packet.
const PACKET_HEADER: usize = 16;

fn short(field: &'static str, need: usize, have: usize) -> Malformed {
    let fault = Fault::Short { need, have };
    Malformed {
        field,
        at: 0,
        fault,
    }
}

/// The upper half of the header's number tells of checksums after frames, not of the link.
fn link(link: DataLink) -> LinkType {
    let low = u32::from(link) & 0xffff;
    LinkType(u16::try_from(low).unwrap_or_default())
}
