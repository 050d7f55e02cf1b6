//! MPLS labels (RFC 3032), and what stands behind the last of them: IP, or Ethernet as a pseudowire (RFC 4448).

use crate::base::field::Field;
use crate::base::reader::{Fault, Reader, Result};
use crate::base::text::Doc;
use crate::dissect::ethernet;
use crate::dissect::ethertype;
use crate::dissect::inside::Inside;
use crate::dissect::nesting::Nesting;

/// Reads all labels and the packet behind them. The labels do not say what it is (only the routers at both ends know), so
/// its first bits must: 4 and 6 begin IP, 0 a control word (RFC 4385 §3).
pub(crate) fn packet<'a>(r: &mut Reader<'a, '_>, nesting: Nesting) -> Result<Inside<'a>> {
    loop {
        let entry = r.group(&MPLS, |r| {
            r.bits(&ENTRY, 4, &[&LABEL, &CLASS, &BOTTOM, &TTL])
        })?;
        if entry & 0x100 != 0 {
            break;
        }
    }
    let all = r.left();
    let nibble = r.peek().first().map(|first| first >> 4);
    let found = match nibble {
        Some(4 | 6) => r.attempt(|r| nesting.ip(r, all)),
        Some(0) => r.attempt(|r| {
            r.group(&CONTROL, |r| {
                r.bits(&CONTROL_FLAGS, 2, &[&NIBBLE, &FLAGS])?;
                r.u16(&SEQUENCE)
            })?;
            wire(r, nesting)
        }),
        _ => None,
    };
    if let Some(inside) = found.or_else(|| r.attempt(|r| wire(r, nesting))) {
        return Ok(inside);
    }
    r.rest(&PAYLOAD)?;
    Ok(Inside::Other(ethertype::MPLS))
}

/// An Ethernet frame, if what it says it carries is something known: nothing else tells one from any other bytes.
fn wire<'a>(r: &mut Reader<'a, '_>, nesting: Nesting) -> Result<Inside<'a>> {
    let header = ethernet::header(r)?;
    match (header.ethertype, nesting.deeper()) {
        (ethertype::IPV4 | ethertype::IPV6 | ethertype::ARP | ethertype::PPPOE, Some(deeper)) => {
            deeper.inside(r, header.ethertype)
        }
        (found, _) => r.fail(
            &PAYLOAD,
            Fault::Value {
                found: found.into(),
                want: Doc::new("an EtherType of IP or ARP", "IP나 ARP의 EtherType"),
            },
        ),
    }
}

static MPLS: Field = Field::group(
    "MPLS Label",
    "RFC 3032 §2.1",
    "Tells a provider's routers the way by a short number, so that they need not look at the IP address.",
    "통신사의 라우터가 IP 주소를 보지 않고 짧은 번호만으로 길을 정하게 한다.",
);
static ENTRY: Field = Field::hex(
    "Label Stack Entry",
    "RFC 3032 §2.1",
    "Four numbers in four bytes; entries are stacked, and each router looks at the first alone.",
    "네 바이트에 담긴 네 개의 수이다. 여러 층으로 쌓이며, 라우터는 맨 앞의 것만 본다.",
);
static LABEL: Field = Field::bits(
    "Label",
    12,
    20,
    "RFC 3032 §2.1",
    "The number by which the next router knows the way; every router puts its own in its place.",
    "다음 라우터가 길을 아는 번호로, 라우터마다 자기 번호로 바꾸어 적는다.",
);
static CLASS: Field = Field::bits(
    "Traffic Class",
    9,
    3,
    "RFC 5462 §2",
    "How urgent the packet is inside this network.",
    "이 네트워크 안에서 패킷이 얼마나 급한지를 나타낸다.",
);
static BOTTOM: Field = Field::bits(
    "Bottom of Stack",
    8,
    1,
    "RFC 3032 §2.1",
    "Set on the last label: the packet itself follows.",
    "마지막 레이블에 켜져 있으며, 바로 뒤에 패킷이 온다는 뜻이다.",
);
static TTL: Field = Field::bits(
    "TTL",
    0,
    8,
    "RFC 3032 §2.4",
    "Routers it may still pass, as in IP, so that a loop cannot keep it alive for ever.",
    "아직 지날 수 있는 라우터 수이다. IP에서처럼 패킷이 고리를 영원히 돌지 못하게 한다.",
);
static CONTROL: Field = Field::group(
    "Pseudowire Control Word",
    "RFC 4385 §3",
    "Begins with 0 so that no router takes the frame behind it for an IP packet and sends parts of one flow different ways.",
    "0으로 시작하므로 라우터가 뒤의 프레임을 IP 패킷으로 잘못 보고 한 흐름을 여러 길로 나누어 보내지 않는다.",
);
static CONTROL_FLAGS: Field = Field::hex(
    "Flags and Length",
    "RFC 4385 §3",
    "Four zero bits, then flags and a length for short frames; zero for Ethernet.",
    "0인 네 비트에 이어 깃발과 짧은 프레임의 길이가 온다. 이더넷에서는 0이다.",
);
static NIBBLE: Field = Field::bits(
    "First nibble",
    12,
    4,
    "RFC 4385 §3",
    "0: neither 4 nor 6, so not IP.",
    "0이다. 4도 6도 아니니 IP가 아니다.",
);
static FLAGS: Field = Field::bits(
    "Flags and Length bits",
    0,
    12,
    "RFC 4385 §3",
    "Used by few kinds of pseudowire.",
    "몇몇 종류의 가상 회선만 쓴다.",
);
static SEQUENCE: Field = Field::dec(
    "Sequence Number",
    "RFC 4448 §4.6",
    "Keeps frames in order, as a real cable would; 0 where nobody counts.",
    "진짜 케이블처럼 프레임의 순서를 지키게 한다. 세지 않으면 0이다.",
);
static PAYLOAD: Field = Field::hex(
    "MPLS payload",
    "RFC 3032 §2.2",
    "Only the routers at both ends of the labelled path know what this is; left as it is.",
    "레이블이 붙은 길의 양 끝 라우터만 무엇인지 알므로 그대로 둔다.",
);
