//! Neighbour discovery (RFC 4861): how IPv6 hosts find hardware addresses and routers. As with ARP, nobody proves anything.

use crate::base::field::{Code, Codes, Field};
use crate::base::reader::{Fault, Reader, Result};
use crate::base::text::Doc;
use crate::dissect::icmp::Message;

/// Reads the body of a neighbour solicitation, after the checksum.
pub fn solicitation(r: &mut Reader<'_, '_>) -> Result<Message> {
    r.u32(&RESERVED)?;
    let target = r.array::<16>(&TARGET)?.into();
    let mac = options(r)?;
    Ok(Message::NeighborSolicitation { target, mac })
}

/// Reads the body of a neighbour advertisement, after the checksum.
pub fn advertisement(r: &mut Reader<'_, '_>) -> Result<Message> {
    r.bits(&FLAGS, 4, &[&ROUTER, &SOLICITED, &OVERRIDE])?;
    let target = r.array::<16>(&TARGET)?.into();
    let mac = options(r)?;
    Ok(Message::NeighborAdvertisement { target, mac })
}

/// Reads the body of a router solicitation, after the checksum.
pub fn router_solicitation(r: &mut Reader<'_, '_>) -> Result<Message> {
    r.u32(&RESERVED)?;
    options(r)?;
    Ok(Message::RouterSolicitation)
}

/// Reads the body of a router advertisement, after the checksum.
pub fn router_advertisement(r: &mut Reader<'_, '_>) -> Result<Message> {
    r.u8(&CUR_HOP_LIMIT)?;
    r.bits(&ROUTER_FLAGS, 1, &[&MANAGED, &OTHER_CONFIG])?;
    r.u16(&ROUTER_LIFETIME)?;
    r.u32(&REACHABLE_TIME)?;
    r.u32(&RETRANS_TIMER)?;
    options(r)?;
    Ok(Message::RouterAdvertisement)
}

/// Reads the body of a redirect, after the checksum.
pub fn redirect(r: &mut Reader<'_, '_>) -> Result<Message> {
    r.u32(&RESERVED)?;
    r.array::<16>(&BETTER_HOP)?;
    r.array::<16>(&REDIRECTED)?;
    options(r)?;
    Ok(Message::Other)
}

/// Reads options to the end of the message and gives the hardware address among them.
fn options(r: &mut Reader<'_, '_>) -> Result<Option<[u8; 6]>> {
    let mut mac = None;
    while let [kind, ref rest @ ..] = *r.peek() {
        let units = rest.first().copied().unwrap_or(1);
        if units == 0 {
            let want = Doc::new("1 or more", "1 이상");
            return r.fail(&LENGTH, Fault::Value { found: 0, want });
        }
        let field = match kind {
            1 => &SOURCE_LINK,
            2 => &TARGET_LINK,
            3 => &PREFIX_INFORMATION,
            5 => &MTU_OPTION,
            _ => &OPTION,
        };
        r.fenced(field, usize::from(units) * 8, |r| {
            r.u8(&TYPE)?;
            r.u8(&LENGTH)?;
            match (kind, units) {
                (1 | 2, 1) => mac = Some(r.array(&LINK_ADDRESS)?),
                (3, 4) => prefix(r)?,
                (5, 1) => {
                    r.u16(&OPTION_RESERVED)?;
                    r.u32(&MTU)?;
                }
                _ => {
                    r.rest(&CONTENT)?;
                }
            }
            Ok(())
        })?;
    }
    Ok(mac)
}

fn prefix(r: &mut Reader<'_, '_>) -> Result<()> {
    r.u8(&PREFIX_LENGTH)?;
    r.bits(&PREFIX_FLAGS, 1, &[&ON_LINK, &AUTONOMOUS])?;
    r.u32(&VALID)?;
    r.u32(&PREFERRED)?;
    r.u32(&OPTION_RESERVED)?;
    r.array::<16>(&PREFIX)?;
    Ok(())
}

static RESERVED: Field = Field::hex(
    "Reserved",
    "RFC 4861 §4.3",
    "Zero; ignored.",
    "0이며 무시한다.",
);
static TARGET: Field = Field::ip6(
    "Target Address",
    "RFC 4861 §4.3",
    "The IPv6 address whose hardware address is asked or told.",
    "하드웨어 주소를 묻거나 알리는 대상이 되는 IPv6 주소이다.",
);
static FLAGS: Field = Field::hex(
    "Flags",
    "RFC 4861 §4.4",
    "Three marks; the other bits are zero.",
    "표시 세 개이며 나머지 비트는 0이다.",
);
static ROUTER: Field = Field::bits(
    "Router",
    31,
    1,
    "RFC 4861 §4.4",
    "The answer comes from a router, not from a host.",
    "답한 쪽이 호스트가 아니라 라우터라는 뜻이다.",
);
static SOLICITED: Field = Field::bits(
    "Solicited",
    30,
    1,
    "RFC 4861 §4.4",
    "It answers a question, which proves that the neighbour can be reached in both directions.",
    "질문에 대한 답이라는 뜻으로, 이웃과 양방향으로 통한다는 증거가 된다.",
);
static OVERRIDE: Field = Field::bits(
    "Override",
    29,
    1,
    "RFC 4861 §4.4",
    "Replace what you remember of this neighbour; nothing proves the claim.",
    "이 이웃에 대해 기억하는 주소를 바꾸라는 뜻으로, 주장을 증명하는 것은 없다.",
);
static CUR_HOP_LIMIT: Field = Field::dec(
    "Cur Hop Limit",
    "RFC 4861 §4.2",
    "The hop limit hosts should put in their packets; 0: no advice.",
    "호스트가 패킷에 적을 홉 제한으로, 0이면 정하지 않는다.",
);
static ROUTER_FLAGS: Field = Field::hex(
    "Flags",
    "RFC 4861 §4.2",
    "How hosts get their addresses and settings.",
    "호스트가 주소와 설정을 얻는 방법을 나타낸다.",
);
static MANAGED: Field = Field::bits(
    "Managed",
    7,
    1,
    "RFC 4861 §4.2",
    "Addresses are given by DHCPv6.",
    "주소를 DHCPv6가 준다는 뜻이다.",
);
static OTHER_CONFIG: Field = Field::bits(
    "Other",
    6,
    1,
    "RFC 4861 §4.2",
    "Other settings, such as DNS servers, are given by DHCPv6.",
    "DNS 서버 같은 다른 설정을 DHCPv6가 준다는 뜻이다.",
);
static ROUTER_LIFETIME: Field = Field::dec(
    "Router Lifetime",
    "RFC 4861 §4.2",
    "Seconds for which this router may be used as the way out; 0: not at all.",
    "이 라우터를 바깥으로 나가는 길로 쓸 수 있는 시간(초)이며, 0이면 쓰지 않는다.",
);
static REACHABLE_TIME: Field = Field::dec(
    "Reachable Time",
    "RFC 4861 §4.2",
    "Milliseconds for which a neighbour counts as reachable after it answered.",
    "이웃이 답한 뒤 통한다고 볼 수 있는 시간으로, 밀리초 단위이다.",
);
static RETRANS_TIMER: Field = Field::dec(
    "Retrans Timer",
    "RFC 4861 §4.2",
    "Milliseconds between repeated questions.",
    "질문을 되풀이하는 사이의 시간으로, 밀리초 단위이다.",
);
static BETTER_HOP: Field = Field::ip6(
    "Target Address",
    "RFC 4861 §4.5",
    "The better first hop for the destination.",
    "그 목적지로 가는 더 나은 첫 홉이다.",
);
static REDIRECTED: Field = Field::ip6(
    "Destination Address",
    "RFC 4861 §4.5",
    "The destination this is about.",
    "대상이 되는 목적지이다.",
);
static TYPE: Field = Field::code(
    "Option Type",
    &TYPES,
    "RFC 4861 §4.6",
    "Which option it is.",
    "어떤 옵션인지를 나타낸다.",
);
static LENGTH: Field = Field::dec(
    "Option Length",
    "RFC 4861 §4.6",
    "Length of the option in units of 8 bytes.",
    "8바이트 단위로 센 옵션의 길이이다.",
);
static SOURCE_LINK: Field = Field::group(
    "Source Link-Layer Address",
    "RFC 4861 §4.6.1",
    "The sender's own hardware address, so that the answer needs no question.",
    "보낸 쪽의 하드웨어 주소로, 답하는 쪽이 따로 묻지 않아도 되게 한다.",
);
static TARGET_LINK: Field = Field::group(
    "Target Link-Layer Address",
    "RFC 4861 §4.6.1",
    "The answer itself: the hardware address of the target.",
    "답 그 자체로, 대상의 하드웨어 주소이다.",
);
static LINK_ADDRESS: Field = Field::mac(
    "Link-Layer Address",
    "RFC 4861 §4.6.1",
    "The hardware address.",
    "하드웨어 주소이다.",
);
static PREFIX_INFORMATION: Field = Field::group(
    "Prefix Information",
    "RFC 4861 §4.6.2",
    "The network part of addresses on this link; hosts make their own addresses from it.",
    "이 링크에서 쓰는 주소의 네트워크 부분으로, 호스트는 이것으로 자기 주소를 만든다.",
);
static PREFIX_LENGTH: Field = Field::dec(
    "Prefix Length",
    "RFC 4861 §4.6.2",
    "How many leading bits are the network.",
    "앞의 몇 비트가 네트워크인지를 나타낸다.",
);
static PREFIX_FLAGS: Field = Field::hex(
    "Flags",
    "RFC 4861 §4.6.2",
    "What the prefix may be used for.",
    "프리픽스를 어디에 써도 되는지를 나타낸다.",
);
static ON_LINK: Field = Field::bits(
    "On-link",
    7,
    1,
    "RFC 4861 §4.6.2",
    "Addresses with this prefix are on this very link and need no router.",
    "이 프리픽스의 주소는 바로 이 링크에 있어 라우터가 필요 없다.",
);
static AUTONOMOUS: Field = Field::bits(
    "Autonomous",
    6,
    1,
    "RFC 4861 §4.6.2",
    "Hosts may make their own address from it.",
    "호스트가 이것으로 스스로 주소를 만들어도 된다.",
);
static VALID: Field = Field::dec(
    "Valid Lifetime",
    "RFC 4861 §4.6.2",
    "Seconds for which addresses made from it are valid.",
    "이것으로 만든 주소가 유효한 시간(초)이다.",
);
static PREFERRED: Field = Field::dec(
    "Preferred Lifetime",
    "RFC 4861 §4.6.2",
    "Seconds for which such addresses may be used for new connections.",
    "그런 주소를 새 연결에 써도 되는 시간(초)이다.",
);
static PREFIX: Field = Field::ip6(
    "Prefix",
    "RFC 4861 §4.6.2",
    "The network part, the rest zero.",
    "네트워크 부분이며 나머지는 0이다.",
);
static MTU_OPTION: Field = Field::group(
    "MTU",
    "RFC 4861 §4.6.4",
    "The largest packet all hosts on this link should use.",
    "이 링크의 모든 호스트가 써야 할 가장 큰 패킷 크기이다.",
);
static MTU: Field = Field::dec(
    "MTU Value",
    "RFC 4861 §4.6.4",
    "In bytes.",
    "바이트 단위이다.",
);
static OPTION: Field = Field::group(
    "Option",
    "RFC 4861 §4.6",
    "An option that is not taken apart here.",
    "여기서 풀지 않는 옵션이다.",
);
static OPTION_RESERVED: Field = Field::hex(
    "Reserved",
    "RFC 4861 §4.6",
    "Zero; ignored.",
    "0이며 무시한다.",
);
static CONTENT: Field = Field::hex(
    "Option Data",
    "RFC 4861 §4.6",
    "The content of the option.",
    "옵션의 내용이다.",
);
static TYPES: Codes = Codes::new(&[
    Code::plain(1, "Source Link-Layer Address"),
    Code::plain(2, "Target Link-Layer Address"),
    Code::plain(3, "Prefix Information"),
    Code::plain(4, "Redirected Header"),
    Code::plain(5, "MTU"),
    Code::plain(14, "Nonce"),
    Code::plain(24, "Route Information"),
    Code::plain(25, "Recursive DNS Server"),
    Code::plain(31, "DNS Search List"),
]);
