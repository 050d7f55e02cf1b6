//! A frame as the capture has it: Ethernet II (IEEE 802.3) with VLAN tags, or another link, then ARP or IP.
//!
//! Knows what a frame may begin with and nothing above IP. Bytes after the packet are noted as padding.

use crate::base::field::Field;
use crate::base::reader::{Fault, Reader, Result};
use crate::capture::packet::LinkType;
use crate::dissect::arp::{self, Arp};
use crate::dissect::cooked;
use crate::dissect::ethertype::{self, ETHERTYPES};
use crate::dissect::ip::{self, Ip};
use crate::dissect::pppoe;

/// A frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    /// The Ethernet header, where the link has one.
    pub ethernet: Option<Ethernet>,
    /// What the frame carries.
    pub inside: Inside<'a>,
}

/// An Ethernet header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ethernet {
    /// Who on this link should take it.
    pub destination: [u8; 6],
    /// Who on this link sent it.
    pub source: [u8; 6],
    /// What it carries, after all VLAN tags; up to 1500 it is a length instead (IEEE 802.3).
    pub ethertype: u16,
}

/// What a frame carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inside<'a> {
    /// A question or answer about addresses.
    Arp(Arp),
    /// An IP packet.
    Ip(Ip<'a>),
    /// Something else, by its EtherType.
    Other(u16),
}

/// Reads a whole frame seen on a link of the kind `link`. A packet cut by the capture is read as far as it goes: an error
/// only if it is cut inside a header. A link type that is not known is an error at byte 0.
pub fn frame<'a>(r: &mut Reader<'a, '_>, link: LinkType) -> Result<Frame<'a>> {
    let (ethernet, inside) = match link.0 {
        1 => {
            let ethernet = ethernet(r)?;
            (Some(ethernet), inside(r, ethernet.ethertype)?)
        }
        // 12 and 14 are raw IP as some systems number it, 228 IPv4 alone, 229 IPv6 alone.
        12 | 14 | 101 | 228 | 229 => {
            let all = r.left();
            (None, Inside::Ip(ip::packet(r, all)?))
        }
        0 | 108 => {
            let ethertype = cooked::loopback(r)?;
            (None, inside(r, ethertype)?)
        }
        113 => {
            let ethertype = cooked::first(r)?;
            (None, inside(r, ethertype)?)
        }
        276 => {
            let ethertype = cooked::second(r)?;
            (None, inside(r, ethertype)?)
        }
        found => {
            return r.fail(
                &LINK,
                Fault::Value {
                    found: found.into(),
                    want: "Ethernet (1), raw IP (101), loopback (0, 108) or Linux cooked (113, 276)",
                },
            );
        }
    };
    r.rest(&PADDING)?;
    Ok(Frame { ethernet, inside })
}

fn ethernet(r: &mut Reader<'_, '_>) -> Result<Ethernet> {
    let mut ethernet = r.group(&ETHERNET, |r| {
        Ok(Ethernet {
            destination: r.array(&DESTINATION)?,
            source: r.array(&SOURCE)?,
            ethertype: kind(r)?,
        })
    })?;
    while let ethertype::VLAN | ethertype::PROVIDER | ethertype::OLD_PROVIDER = ethernet.ethertype {
        ethernet.ethertype = r.group(&TAG, |r| {
            r.bits(&TAG_CONTROL, 2, &[&PRIORITY, &DROP, &VLAN_ID])?;
            kind(r)
        })?;
    }
    Ok(ethernet)
}

/// Up to 1500 the number is a length, from 1536 a type (IEEE 802.3 §3.2.6).
fn kind(r: &mut Reader<'_, '_>) -> Result<u16> {
    match r.peek() {
        [0..=5, ..] => r.u16(&LENGTH),
        _ => r.u16(&TYPE),
    }
}

fn inside<'a>(r: &mut Reader<'a, '_>, ethertype: u16) -> Result<Inside<'a>> {
    let all = r.left();
    match ethertype {
        ethertype::ARP => Ok(Inside::Arp(arp::packet(r)?)),
        ethertype::IPV4 | ethertype::IPV6 => Ok(Inside::Ip(ip::packet(r, all)?)),
        ethertype::PPPOE => {
            let session = pppoe::session(r)?;
            let length = session.length.min(r.left());
            if session.ethertype != 0 {
                return Ok(Inside::Ip(ip::packet(r, length)?));
            }
            if length > 0 {
                r.bytes(&PAYLOAD, length)?;
            }
            Ok(Inside::Other(ethertype))
        }
        length @ 1..=1500 if usize::from(length) <= all => {
            r.bytes(&LLC, length.into())?;
            Ok(Inside::Other(length))
        }
        other => {
            r.rest(&PAYLOAD)?;
            Ok(Inside::Other(other))
        }
    }
}

static LINK: Field = Field::dec(
    "link type",
    "pcap LINKTYPE_",
    "What each frame of the capture begins with.",
    "캡처의 각 프레임이 무엇으로 시작하는지를 나타낸다.",
);
static ETHERNET: Field = Field::group(
    "Ethernet II",
    "IEEE 802.3 §3.1",
    "Carries a packet one hop: from one network card to the next on the same link.",
    "패킷을 한 홉만큼, 곧 같은 링크의 한 네트워크 카드에서 다음 카드로 나른다.",
);
static DESTINATION: Field = Field::mac(
    "Destination",
    "IEEE 802.3 §3.2.4",
    "The network card on this link that should take the frame; ff:ff:ff:ff:ff:ff is everyone.",
    "이 링크에서 프레임을 받아야 할 네트워크 카드이다. ff:ff:ff:ff:ff:ff는 모두를 뜻한다.",
);
static SOURCE: Field = Field::mac(
    "Source",
    "IEEE 802.3 §3.2.5",
    "The network card that sent the frame; switches learn from it which port leads to whom.",
    "프레임을 보낸 네트워크 카드이다. 스위치는 이것을 보고 어느 포트가 누구에게 이어지는지 배운다.",
);
static TYPE: Field = Field::code(
    "Type",
    &ETHERTYPES,
    "IEEE 802.3 §3.2.6",
    "Which protocol the frame carries, so that the receiver knows whom to give it to.",
    "프레임이 나르는 프로토콜로, 받는 쪽은 이것을 보고 누구에게 넘길지 안다.",
);
static LENGTH: Field = Field::dec(
    "Length",
    "IEEE 802.3 §3.2.6",
    "Numbers up to 1500 here are a length: the older 802.3 form, where an LLC header tells the protocol.",
    "여기서 1500 이하의 수는 길이이다. LLC 헤더가 프로토콜을 알려 주는 옛 802.3 형식이다.",
);
static TAG: Field = Field::group(
    "802.1Q Virtual LAN",
    "IEEE 802.1Q §9",
    "Says to which of several separate networks on the same cable the frame belongs.",
    "한 케이블을 나누어 쓰는 여러 네트워크 가운데 어디에 속하는 프레임인지 알린다.",
);
static TAG_CONTROL: Field = Field::hex(
    "Tag Control Information",
    "IEEE 802.1Q §9.6",
    "Priority, drop mark and network number in two bytes.",
    "우선순위, 버림 표시, 네트워크 번호를 두 바이트에 담는다.",
);
static PRIORITY: Field = Field::bits(
    "Priority",
    13,
    3,
    "IEEE 802.1Q §9.6",
    "How urgent the frame is: switches send higher numbers first.",
    "프레임이 얼마나 급한지 나타내며, 스위치는 큰 수를 먼저 보낸다.",
);
static DROP: Field = Field::bits(
    "DEI",
    12,
    1,
    "IEEE 802.1Q §9.6",
    "Drop eligible: a switch short of room may drop this frame first.",
    "자리가 모자란 스위치가 이 프레임을 먼저 버려도 된다는 표시이다.",
);
static VLAN_ID: Field = Field::bits(
    "VLAN ID",
    0,
    12,
    "IEEE 802.1Q §9.6",
    "The number of the virtual network, 1 to 4094.",
    "가상 네트워크의 번호로, 1부터 4094까지이다.",
);
static LLC: Field = Field::hex(
    "LLC data",
    "IEEE 802.2",
    "The payload of an 802.3 frame with a length; not IP.",
    "길이를 적은 802.3 프레임의 내용으로, IP가 아니다.",
);
static PAYLOAD: Field = Field::hex(
    "frame payload",
    "IEEE 802.3 §3.2.7",
    "A protocol that plays no part in TLS over TCP; left as it is.",
    "TCP 위의 TLS와 관계없는 프로토콜이라 그대로 둔다.",
);
static PADDING: Field = Field::hex(
    "Padding",
    "IEEE 802.3 §3.2.8",
    "Fills an Ethernet frame up to its least size of 60 bytes; the IP length tells that it is not payload.",
    "이더넷 프레임을 최소 크기 60바이트까지 채운다. IP의 길이를 보면 내용이 아님을 알 수 있다.",
);
