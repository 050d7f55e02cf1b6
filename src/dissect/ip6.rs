//! The IPv6 header (RFC 8200) and its extension headers.

use std::net::Ipv6Addr;

use crate::base::field::{Code, Codes, Field};
use crate::base::reader::{Fault, Reader, Result};
use crate::dissect::fragment::Place;
use crate::dissect::protocol::PROTOCOLS;

/// What an IPv6 header and its extension headers tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Address of the sender.
    pub source: Ipv6Addr,
    /// Address of the receiver.
    pub destination: Ipv6Addr,
    /// Whether no routing header leads on from there.
    pub final_destination: bool,
    /// Routers it may still pass.
    pub hop_limit: u8,
    /// What it carries after all extension headers.
    pub next: u8,
    /// Bytes after all extension headers, as the header tells.
    pub payload: usize,
    /// Where it belongs in a larger packet, if it is a piece of one.
    pub fragment: Option<Place>,
}

/// Reads the headers of a packet within the next `n` bytes. A payload length of 0 means all of them: a jumbogram, or a
/// packet that the sender's network card will split.
pub fn header(r: &mut Reader<'_, '_>, n: usize) -> Result<Header> {
    let first = r.at();
    let mut unsaid = false;
    let mut header = r.group(&IPV6, |r| {
        r.bits(&VERSION_CLASS_FLOW, 4, &[&VERSION, &CLASS, &FLOW])?;
        let payload = match usize::from(r.u16(&PAYLOAD_LENGTH)?) {
            0 => {
                unsaid = true;
                n.saturating_sub(40)
            }
            payload => payload,
        };
        Ok(Header {
            next: r.u8(&NEXT_HEADER)?,
            hop_limit: r.u8(&HOP_LIMIT)?,
            source: r.array::<16>(&SOURCE)?.into(),
            destination: r.array::<16>(&DESTINATION)?.into(),
            final_destination: true,
            payload,
            fragment: None,
        })
    })?;
    while header.fragment.is_none() {
        let start = r.at();
        match header.next {
            0 => {
                let mut jumbo = None;
                header.next = extension(r, &HOP_BY_HOP, header.payload, |r| {
                    jumbo = options(r)?;
                    Ok(())
                })?;
                if let Some(jumbo) = jumbo.filter(|_| unsaid) {
                    header.payload = usize::try_from(jumbo).unwrap_or(usize::MAX);
                }
            }
            43 => {
                let mut left = 0;
                header.next = extension(r, &ROUTING, header.payload, |r| {
                    r.u8(&ROUTING_TYPE)?;
                    left = r.u8(&SEGMENTS_LEFT)?;
                    r.rest(&ROUTING_DATA).map(|_| ())
                })?;
                header.final_destination &= left == 0;
            }
            44 => fragment(r, &mut header, start - first)?,
            60 => {
                header.next = extension(r, &FOR_DESTINATION, header.payload, |r| {
                    options(r).map(drop)
                })?;
            }
            _ => break,
        }
        header.payload = header.payload.saturating_sub(r.at() - start);
    }
    Ok(header)
}

/// An extension header of 8 bytes and as many more units of 8 as its second byte says; gives the next header.
fn extension<'a>(
    r: &mut Reader<'a, '_>,
    field: &'static Field,
    limit: usize,
    body: impl FnOnce(&mut Reader<'a, '_>) -> Result<()>,
) -> Result<u8> {
    let length = match *r.peek() {
        [_, units, ..] => usize::from(units) * 8 + 8,
        _ => 8,
    };
    if length > limit {
        let (need, have) = (length, limit);
        return r.fail(field, Fault::Short { need, have });
    }
    r.fenced(field, length, |r| {
        let next = r.u8(&NEXT_HEADER)?;
        r.u8(&EXTENSION_LENGTH)?;
        body(r)?;
        Ok(next)
    })
}

/// The header of a piece; `repeated` bytes of headers before it stand in every piece.
fn fragment(r: &mut Reader<'_, '_>, header: &mut Header, repeated: usize) -> Result<()> {
    if header.payload < 8 {
        let have = header.payload;
        return r.fail(&FRAGMENT, Fault::Short { need: 8, have });
    }
    r.group(&FRAGMENT, |r| {
        header.next = r.u8(&NEXT_HEADER)?;
        r.u8(&RESERVED)?;
        let place = r.bits(&OFFSET_MORE, 2, &[&OFFSET, &MORE])?;
        let id = r.u32(&IDENTIFICATION)?;
        // Offset 0 without more is an atomic fragment: the whole packet (RFC 6946).
        header.fragment = (place & 0xfff9 != 0).then(|| Place {
            id,
            offset: usize::try_from(place & 0xfff8).unwrap_or_default(),
            more: place & 1 != 0,
            repeated,
        });
        Ok(())
    })
}

/// Options as they stand in hop-by-hop and destination headers; gives the length of a jumbogram (RFC 2675).
fn options(r: &mut Reader<'_, '_>) -> Result<Option<u32>> {
    let mut jumbo = None;
    while let [kind, ..] = *r.peek() {
        if kind == 0 {
            r.u8(&PAD1)?;
            continue;
        }
        r.group(&OPTION, |r| {
            r.u8(&OPTION_TYPE)?;
            match r.u8(&OPTION_LENGTH)? {
                0 => Ok(()),
                4 if kind == 0xc2 => {
                    jumbo = Some(r.u32(&JUMBO)?);
                    Ok(())
                }
                n => r.bytes(&OPTION_DATA, n.into()).map(|_| ()),
            }
        })?;
    }
    Ok(jumbo)
}

static IPV6: Field = Field::group(
    "Internet Protocol Version 6",
    "RFC 8200 §3",
    "Carries a packet from host to host as IPv4 does, with addresses of 128 bits and a simpler header.",
    "IPv4처럼 호스트에서 호스트로 패킷을 나르되, 주소가 128비트이고 헤더가 더 단순하다.",
);
static VERSION_CLASS_FLOW: Field = Field::hex(
    "Version, Traffic Class and Flow Label",
    "RFC 8200 §3",
    "Three numbers in four bytes.",
    "네 바이트에 담긴 세 개의 수이다.",
);
static VERSION: Field = Field::bits(
    "Version",
    28,
    4,
    "RFC 8200 §3",
    "6: tells the receiver how to read the rest.",
    "6이며, 나머지를 어떻게 읽을지 받는 쪽에 알린다.",
);
static CLASS: Field = Field::bits(
    "Traffic Class",
    20,
    8,
    "RFC 8200 §7",
    "The class of service asked for, and the marks by which full routers report congestion.",
    "청하는 서비스 등급, 그리고 붐비는 라우터가 혼잡을 알리는 표시이다.",
);
static FLOW: Field = Field::bits(
    "Flow Label",
    0,
    20,
    "RFC 6437 §2",
    "The same for all packets of one connection, so that routers keep them on one path and in order.",
    "한 연결의 모든 패킷에서 같은 값이라 라우터가 같은 길로, 순서대로 보낼 수 있다.",
);
static PAYLOAD_LENGTH: Field = Field::dec(
    "Payload Length",
    "RFC 8200 §3",
    "Bytes after this header, extension headers included; tells payload from Ethernet padding.",
    "확장 헤더를 포함해 이 헤더 뒤에 오는 바이트 수로, 내용과 이더넷 패딩을 구별하게 한다.",
);
static NEXT_HEADER: Field = Field::code(
    "Next Header",
    &PROTOCOLS,
    "RFC 8200 §4",
    "What comes after this header: an extension header or the protocol carried.",
    "이 헤더 다음에 오는 것으로, 확장 헤더이거나 나르는 프로토콜이다.",
);
static HOP_LIMIT: Field = Field::dec(
    "Hop Limit",
    "RFC 8200 §3",
    "Each router takes one off and drops the packet at zero, so that a loop cannot keep it alive for ever.",
    "라우터마다 1씩 줄이고 0이 되면 버린다. 경로가 고리를 이루어도 패킷이 영원히 돌지 않게 하려는 것이다.",
);
static SOURCE: Field = Field::ip6(
    "Source Address",
    "RFC 8200 §3",
    "The host that claims to have sent the packet; nothing in IP proves it.",
    "패킷을 보냈다고 주장하는 호스트이다. IP에는 이를 증명하는 것이 없다.",
);
static DESTINATION: Field = Field::ip6(
    "Destination Address",
    "RFC 8200 §3",
    "The host the packet goes to; routers decide by it alone.",
    "패킷이 갈 호스트로, 라우터는 이것만 보고 길을 정한다.",
);
static EXTENSION_LENGTH: Field = Field::dec(
    "Hdr Ext Len",
    "RFC 8200 §4",
    "Length of this extension header in units of 8 bytes, the first 8 not counted.",
    "처음 8바이트를 빼고 8바이트 단위로 센 이 확장 헤더의 길이이다.",
);
static HOP_BY_HOP: Field = Field::group(
    "Hop-by-Hop Options",
    "RFC 8200 §4.3",
    "For every router on the way; multicast reports use it to be noticed by routers.",
    "가는 길의 모든 라우터를 위한 헤더로, 멀티캐스트 보고가 라우터의 눈에 띄려고 쓴다.",
);
static FOR_DESTINATION: Field = Field::group(
    "Destination Options",
    "RFC 8200 §4.6",
    "For the final host alone; routers do not look inside.",
    "마지막 호스트만을 위한 헤더로, 라우터는 들여다보지 않는다.",
);
static ROUTING: Field = Field::group(
    "Routing Header",
    "RFC 8200 §4.4",
    "Hosts that the packet visits before its final destination.",
    "패킷이 마지막 목적지에 앞서 들르는 호스트들이다.",
);
static ROUTING_TYPE: Field = Field::dec(
    "Routing Type",
    "RFC 8200 §4.4",
    "Which form of source routing; type 0 was banned because it let attackers multiply traffic.",
    "소스 라우팅의 방식이다. 0번은 공격자가 트래픽을 부풀릴 수 있어 금지되었다.",
);
static SEGMENTS_LEFT: Field = Field::dec(
    "Segments Left",
    "RFC 8200 §4.4",
    "How many of the listed hosts are still to be visited.",
    "목록의 호스트 가운데 아직 들르지 않은 수이다.",
);
static ROUTING_DATA: Field = Field::hex(
    "type-specific data",
    "RFC 8200 §4.4",
    "The list of hosts, in the form of its type.",
    "유형이 정한 꼴로 적은 호스트 목록이다.",
);
static FRAGMENT: Field = Field::group(
    "Fragment Header",
    "RFC 8200 §4.5",
    "One piece of a larger packet; in IPv6 only the sender cuts, never a router.",
    "더 큰 패킷의 한 조각이다. IPv6에서는 라우터가 아니라 보내는 쪽만 패킷을 나눈다.",
);
static RESERVED: Field = Field::hex(
    "Reserved",
    "RFC 8200 §4.5",
    "Zero; ignored.",
    "0이며 무시한다.",
);
static OFFSET_MORE: Field = Field::hex(
    "Fragment Offset and M flag",
    "RFC 8200 §4.5",
    "Where the piece belongs, and whether more follow.",
    "조각이 놓일 곳과 뒤따르는 조각이 있는지를 적는다.",
);
static OFFSET: Field = Field::bits(
    "Fragment Offset",
    3,
    13,
    "RFC 8200 §4.5",
    "Where this fragment belongs in the whole payload, in units of 8 bytes.",
    "이 조각이 전체 내용의 어디에 놓이는지를 8바이트 단위로 적는다.",
);
static MORE: Field = Field::bits(
    "M flag",
    0,
    1,
    "RFC 8200 §4.5",
    "Set on every fragment but the last.",
    "마지막을 뺀 모든 조각에 켜져 있다.",
);
static IDENTIFICATION: Field = Field::hex(
    "Identification",
    "RFC 8200 §4.5",
    "The same in all fragments of one packet, so that the receiver can put them together.",
    "한 패킷의 모든 조각에서 같은 값이라 받는 쪽이 조각을 맞출 수 있다.",
);
static OPTION: Field = Field::group(
    "Option",
    "RFC 8200 §4.2",
    "One option: its type, its length, its content.",
    "옵션 하나로, 종류와 길이와 내용으로 이루어진다.",
);
static OPTION_TYPE: Field = Field::code(
    "Option Type",
    &OPTION_TYPES,
    "RFC 8200 §4.2",
    "Which option it is; the top two bits say what to do with the packet if it is not known.",
    "어떤 옵션인지 나타낸다. 맨 위의 두 비트는 모르는 옵션일 때 패킷을 어떻게 할지를 정한다.",
);
static OPTION_LENGTH: Field = Field::dec(
    "Opt Data Len",
    "RFC 8200 §4.2",
    "Bytes of the content.",
    "내용의 바이트 수이다.",
);
static OPTION_DATA: Field = Field::hex(
    "Option Data",
    "RFC 8200 §4.2",
    "The content of the option.",
    "옵션의 내용이다.",
);
static JUMBO: Field = Field::dec(
    "Jumbo Payload Length",
    "RFC 2675 §2",
    "Bytes after the IPv6 header where 16 bits of Payload Length cannot say so many: packets beyond 65535 bytes.",
    "IPv6 헤더 뒤의 바이트 수로, 16비트인 Payload Length로 적을 수 없는 65535바이트 넘는 패킷에 쓴다.",
);
static PAD1: Field = Field::code(
    "Pad1",
    &OPTION_TYPES,
    "RFC 8200 §4.2",
    "One byte that only fills.",
    "자리만 채우는 한 바이트이다.",
);
static OPTION_TYPES: Codes = Codes::new(&[
    Code::plain(0, "Pad1"),
    Code::plain(1, "PadN"),
    Code::plain(4, "Tunnel Encapsulation Limit"),
    Code::new(
        5,
        "Router Alert",
        "Asks every router to look into the packet.",
        "모든 라우터에 패킷 안을 보아 달라고 청한다.",
    ),
    Code::plain(0xc2, "Jumbo Payload"),
    Code::plain(0xc9, "Home Address"),
]);
