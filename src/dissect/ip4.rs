//! The IPv4 header (RFC 791), with its options.

use std::net::Ipv4Addr;

use crate::base::field::{Code, Codes, Field};
use crate::base::reader::{Fault, Reader, Result};
use crate::base::text::Doc;
use crate::dissect::fragment::Place;
use crate::dissect::protocol::PROTOCOLS;
use crate::dissect::sum::{self, Checksum};

/// What an IPv4 header tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Address of the sender.
    pub source: Ipv4Addr,
    /// Address of the receiver.
    pub destination: Ipv4Addr,
    /// Whether no source route leads on from there.
    pub final_destination: bool,
    /// Routers it may still pass.
    pub ttl: u8,
    /// What it carries.
    pub protocol: u8,
    /// Bytes after the header, as the header tells.
    pub payload: usize,
    /// Where it belongs in a larger packet, if it is a piece of one.
    pub fragment: Option<Place>,
}

/// The checksum of a header without payload, as read before, and what it should be.
pub fn checksum(header: &[u8]) -> Checksum {
    let written = match header {
        [_, _, _, _, _, _, _, _, _, _, high, low, ..] => u16::from_be_bytes([*high, *low]),
        _ => 0,
    };
    sum::plain(header, 10, written)
}

/// Reads the header of a packet within the next `n` bytes. A total length of 0 means all of them: the sender's network
/// card fills it in when it splits a large packet (segmentation offload).
#[inline]
pub fn header(r: &mut Reader<'_, '_>, n: usize) -> Result<Header> {
    r.group(&IPV4, |r| {
        let length = match r.peek() {
            [first, ..] => usize::from(first & 0x0f) * 4,
            [] => 20,
        };
        if length < 20 {
            let found = u64::try_from(length / 4).unwrap_or_default();
            return r.fail(
                &IHL,
                Fault::Value {
                    found,
                    want: Doc::new("5 or more", "5 이상"),
                },
            );
        }
        r.bits(&VERSION_IHL, 1, &[&VERSION, &IHL])?;
        r.bits(&SERVICE, 1, &[&DSCP, &ECN])?;
        let total = match usize::from(r.u16(&TOTAL_LENGTH)?) {
            0 => n,
            total => total,
        };
        if total < length {
            let found = u64::try_from(total).unwrap_or_default();
            return r.fail(
                &TOTAL_LENGTH,
                Fault::Value {
                    found,
                    want: Doc::new("at least the header", "헤더 길이 이상"),
                },
            );
        }
        let id = r.u16(&IDENTIFICATION)?.into();
        let flags = r.bits(&FLAGS_OFFSET, 2, &[&RESERVED, &DONT, &MORE, &OFFSET])?;
        let ttl = r.u8(&TTL)?;
        let protocol = r.u8(&PROTOCOL)?;
        r.u16(&CHECKSUM)?;
        let source = r.array::<4>(&SOURCE)?.into();
        let destination = r.array::<4>(&DESTINATION)?.into();
        let routed = length > 20 && r.fenced(&OPTIONS, length - 20, options)?;
        Ok(Header {
            source,
            destination,
            final_destination: !routed,
            ttl,
            protocol,
            payload: total - length,
            fragment: (flags & 0x3fff != 0).then(|| Place {
                id,
                offset: usize::try_from(flags & 0x1fff).unwrap_or_default() * 8,
                more: flags & 0x2000 != 0,
                repeated: length,
            }),
        })
    })
}

/// Reads all options and says whether a source route is among them.
fn options(r: &mut Reader<'_, '_>) -> Result<bool> {
    let mut routed = false;
    while let [kind, ..] = *r.peek() {
        match kind {
            0 => {
                r.u8(&END)?;
                r.rest(&OPTION_PADDING)?;
            }
            1 => {
                r.u8(&NO_OPERATION)?;
            }
            _ => r.group(&OPTION, |r| {
                routed |= kind == 131 || kind == 137;
                r.u8(&KIND)?;
                let length = usize::from(r.u8(&OPTION_LENGTH)?);
                match length.checked_sub(2) {
                    None => r.fail(
                        &OPTION_LENGTH,
                        Fault::Value {
                            found: u64::try_from(length).unwrap_or_default(),
                            want: Doc::new("2 or more", "2 이상"),
                        },
                    ),
                    Some(0) => Ok(()),
                    Some(n) => r.bytes(&OPTION_DATA, n).map(|_| ()),
                }
            })?,
        }
    }
    Ok(routed)
}

static IPV4: Field = Field::group(
    "Internet Protocol Version 4",
    "RFC 791 §3.1",
    "Carries a packet across many links, from host to host; it may be lost, doubled or overtaken on the way.",
    "여러 링크를 거쳐 호스트에서 호스트로 패킷을 나른다. 도중에 사라지거나 중복되거나 순서가 바뀔 수 있다.",
);
static VERSION_IHL: Field = Field::hex(
    "Version and IHL",
    "RFC 791 §3.1",
    "Version and header length share one byte.",
    "버전과 헤더 길이가 한 바이트를 나누어 쓴다.",
);
static VERSION: Field = Field::bits(
    "Version",
    4,
    4,
    "RFC 791 §3.1",
    "4: tells the receiver how to read the rest.",
    "4이며, 나머지를 어떻게 읽을지 받는 쪽에 알린다.",
);
static IHL: Field = Field::bits(
    "IHL",
    0,
    4,
    "RFC 791 §3.1",
    "Header length in words of 32 bits: 5 without options, so 20 bytes.",
    "32비트 단위로 센 헤더 길이로, 옵션이 없으면 5, 곧 20바이트이다.",
);
static SERVICE: Field = Field::hex(
    "Differentiated Services Field",
    "RFC 2474 §3",
    "How routers should treat the packet; once called Type of Service.",
    "라우터가 패킷을 어떻게 다룰지를 적는다. 예전 이름은 Type of Service이다.",
);
static DSCP: Field = Field::bits(
    "DSCP",
    2,
    6,
    "RFC 2474 §3",
    "The class of service the sender asks for, such as for telephony; most networks ignore it.",
    "전화 같은 용도를 위해 보낸 쪽이 청하는 서비스 등급으로, 대부분의 네트워크는 무시한다.",
);
static ECN: Field = Field::bits(
    "ECN",
    0,
    2,
    "RFC 3168 §5",
    "A full router may mark the packet here instead of dropping it: 1 or 2 allows that, 3 is the mark.",
    "붐비는 라우터가 패킷을 버리는 대신 여기에 표시할 수 있다. 1이나 2는 허락, 3은 표시이다.",
);
static TOTAL_LENGTH: Field = Field::dec(
    "Total Length",
    "RFC 791 §3.1",
    "Bytes of the whole packet with its header; tells payload from Ethernet padding.",
    "헤더를 포함한 패킷 전체의 바이트 수로, 내용과 이더넷 패딩을 구별하게 한다.",
);
static IDENTIFICATION: Field = Field::hex(
    "Identification",
    "RFC 791 §3.1",
    "The same in all fragments of one packet, so that the receiver can put them together.",
    "한 패킷의 모든 조각에서 같은 값이라 받는 쪽이 조각을 맞출 수 있다.",
);
static FLAGS_OFFSET: Field = Field::hex(
    "Flags and Fragment Offset",
    "RFC 791 §3.1",
    "Whether the packet may be cut, and which piece this is.",
    "패킷을 나누어도 되는지, 그리고 이것이 어느 조각인지를 적는다.",
);
static RESERVED: Field = Field::bits(
    "Reserved bit",
    15,
    1,
    "RFC 791 §3.1",
    "Must be zero.",
    "0이어야 한다.",
);
static DONT: Field = Field::bits(
    "Don't Fragment",
    14,
    1,
    "RFC 791 §3.1",
    "A router must report a packet that is too large instead of cutting it: so a host finds the path's MTU.",
    "너무 큰 패킷을 라우터가 나누지 말고 알려야 한다는 표시로, 호스트는 이렇게 경로의 MTU를 알아낸다.",
);
static MORE: Field = Field::bits(
    "More Fragments",
    13,
    1,
    "RFC 791 §3.1",
    "Set on every fragment but the last, so that the receiver knows when it has them all.",
    "마지막을 뺀 모든 조각에 켜져 있어 받는 쪽은 다 모았는지 알 수 있다.",
);
static OFFSET: Field = Field::bits(
    "Fragment Offset",
    0,
    13,
    "RFC 791 §3.1",
    "Where this fragment belongs in the whole payload, in units of 8 bytes.",
    "이 조각이 전체 내용의 어디에 놓이는지를 8바이트 단위로 적는다.",
);
static TTL: Field = Field::dec(
    "Time to Live",
    "RFC 791 §3.1",
    "Each router takes one off and drops the packet at zero, so that a loop cannot keep it alive for ever.",
    "라우터마다 1씩 줄이고 0이 되면 버린다. 경로가 고리를 이루어도 패킷이 영원히 돌지 않게 하려는 것이다.",
);
static PROTOCOL: Field = Field::code(
    "Protocol",
    &PROTOCOLS,
    "RFC 791 §3.1",
    "What the packet carries, so that the receiver knows whom to give it to.",
    "패킷이 나르는 내용으로, 받는 쪽은 이것을 보고 누구에게 넘길지 안다.",
);
static CHECKSUM: Field = Field::hex(
    "Header Checksum",
    "RFC 791 §3.1",
    "Guards the header, not the payload, against damage; every router computes it anew because the TTL changes.",
    "내용이 아니라 헤더가 손상되지 않았는지 확인하게 한다. TTL이 바뀌므로 라우터마다 다시 계산한다.",
);
static SOURCE: Field = Field::ip4(
    "Source Address",
    "RFC 791 §3.1",
    "The host that claims to have sent the packet; nothing in IP proves it.",
    "패킷을 보냈다고 주장하는 호스트이다. IP에는 이를 증명하는 것이 없다.",
);
static DESTINATION: Field = Field::ip4(
    "Destination Address",
    "RFC 791 §3.1",
    "The host the packet goes to; routers decide by it alone.",
    "패킷이 갈 호스트로, 라우터는 이것만 보고 길을 정한다.",
);
static OPTIONS: Field = Field::group(
    "Options",
    "RFC 791 §3.1",
    "Rare extras; many routers drop packets that have them.",
    "드물게 쓰는 추가 정보로, 이것이 있는 패킷을 버리는 라우터가 많다.",
);
static OPTION: Field = Field::group(
    "Option",
    "RFC 791 §3.1",
    "One option: its kind, its length, its content.",
    "옵션 하나로, 종류와 길이와 내용으로 이루어진다.",
);
static KIND: Field = Field::code(
    "Option Type",
    &KINDS,
    "RFC 791 §3.1",
    "Which option it is; the top bit says whether every fragment must repeat it.",
    "어떤 옵션인지 나타낸다. 맨 위 비트는 모든 조각이 이 옵션을 되풀이해야 하는지를 알린다.",
);
static OPTION_LENGTH: Field = Field::dec(
    "Option Length",
    "RFC 791 §3.1",
    "Bytes of the option with its type and length, so that an unknown option can be passed over.",
    "종류와 길이를 포함한 옵션의 바이트 수로, 모르는 옵션을 건너뛸 수 있게 한다.",
);
static OPTION_DATA: Field = Field::hex(
    "Option Data",
    "RFC 791 §3.1",
    "The content of the option.",
    "옵션의 내용이다.",
);
static END: Field = Field::code(
    "End of Options List",
    &KINDS,
    "RFC 791 §3.1",
    "No option follows; the rest of the header is padding.",
    "뒤따르는 옵션이 없으며 헤더의 나머지는 패딩이다.",
);
static NO_OPERATION: Field = Field::code(
    "No-Operation",
    &KINDS,
    "RFC 791 §3.1",
    "Does nothing; puts the next option at an even place.",
    "아무 일도 하지 않으며 다음 옵션의 자리를 맞춘다.",
);
static OPTION_PADDING: Field = Field::hex(
    "Padding",
    "RFC 791 §3.1",
    "Fills the header up to a multiple of 32 bits.",
    "헤더를 32비트의 배수까지 채운다.",
);
static KINDS: Codes = Codes::new(&[
    Code::plain(0, "End of Options List"),
    Code::plain(1, "No-Operation"),
    Code::plain(7, "Record Route"),
    Code::plain(68, "Internet Timestamp"),
    Code::plain(130, "Security"),
    Code::plain(131, "Loose Source Route"),
    Code::plain(136, "Stream ID"),
    Code::plain(137, "Strict Source Route"),
    Code::plain(148, "Router Alert"),
]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dissect::sum::Soundness;

    /// The header of a SYN from 10.77.0.1 to 10.77.0.2, 60 bytes in all.
    static HEADER: [u8; 20] = [
        0x45, 0, 0, 60, 0x12, 0x34, 0x40, 0, 64, 6, 0x13, 0xec, 10, 77, 0, 1, 10, 77, 0, 2,
    ];

    fn check(change: impl FnOnce(&mut [u8; 20])) -> Result<Header> {
        let mut bytes = HEADER;
        change(&mut bytes);
        header(&mut Reader::quiet(&bytes), 60)
    }

    #[test]
    fn a_header_is_read_and_summed() {
        let header = check(|_| ()).unwrap();
        assert_eq!((header.ttl, header.protocol, header.payload), (64, 6, 40));
        assert_eq!(header.fragment, None);
        assert_eq!(checksum(&HEADER).verdict(), Soundness::Right);
        let mut changed = HEADER;
        changed[8] = 63;
        assert_eq!(checksum(&changed).verdict(), Soundness::Wrong);
    }

    #[test]
    fn fragments_and_offload_are_recognised() {
        let place = |offset, more| {
            Some(Place {
                id: 0x1234,
                offset,
                more,
                repeated: 20,
            })
        };
        let first = check(|bytes| bytes[6] = 0x20).unwrap();
        assert_eq!(first.fragment, place(0, true));
        let last = check(|bytes| bytes[7] = 1).unwrap();
        assert_eq!(last.fragment, place(8, false));
        assert_eq!(check(|bytes| bytes[3] = 0).unwrap().payload, 40);
    }

    #[test]
    fn lies_are_named() {
        let broken = check(|bytes| bytes[0] = 0x44).unwrap_err();
        assert_eq!(broken.to_string(), "IHL at byte 0 is 4, not 5 or more");
        assert!(check(|bytes| bytes[3] = 19).is_err());
        assert!(check(|bytes| bytes[0] = 0x46).is_err());
    }

    #[test]
    fn a_source_route_hides_the_end() {
        let mut bytes = [0; 28];
        bytes[..20].copy_from_slice(&HEADER);
        bytes[0] = 0x47;
        bytes[20..].copy_from_slice(&[1, 131, 4, 4, 0, 0, 9, 9]);
        assert!(
            !header(&mut Reader::quiet(&bytes), 60)
                .unwrap()
                .final_destination
        );
    }
}
