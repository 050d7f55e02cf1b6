//! A frame as the capture has it: a link header, then ARP or IP, however many headers stand between.
//!
//! Knows what a frame may begin with and nothing above IP. Bytes after the packet are noted as padding.

use crate::base::field::Field;
use crate::base::reader::{Fault, Reader, Result};
use crate::base::text::Doc;
use crate::capture::packet::LinkType;
use crate::dissect::arp;
use crate::dissect::cooked;
use crate::dissect::ethernet::{self, Ethernet};
use crate::dissect::ethertype;
use crate::dissect::inside::{Inside, Ip};
use crate::dissect::ip;
use crate::dissect::llc;
use crate::dissect::mpls;
use crate::dissect::nesting::{Nesting, Readers};
use crate::dissect::ppp;
use crate::dissect::pppoe;
use crate::dissect::radiotap;
use crate::dissect::wifi;

/// A frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    /// The Ethernet header, where the link has one.
    pub ethernet: Option<Ethernet>,
    /// What the frame carries.
    pub inside: Inside<'a>,
}

impl<'a> Frame<'a> {
    /// The innermost IP packet, through all tunnels.
    pub fn ip(&self) -> Option<&Ip<'a>> {
        match &self.inside {
            Inside::Ip(ip) => Some(ip.innermost()),
            Inside::Arp(_) | Inside::Other(_) => None,
        }
    }
}

/// Reads a whole frame seen on a link of the kind `link`. A packet cut by the capture is read as far as it goes: an error
/// only if it is cut inside a header. A link type that is not known is an error at byte 0.
pub fn frame<'a>(r: &mut Reader<'a, '_>, link: LinkType) -> Result<Frame<'a>> {
    let mut ethernet = None;
    let out = OUTERMOST;
    let inside = match link.0 {
        1 => {
            let header = ethernet::header(r)?;
            ethernet = Some(header);
            inside(r, header.ethertype, out)?
        }
        // 12 and 14 are raw IP as some systems number it, 228 IPv4 alone, 229 IPv6 alone.
        12 | 14 | 101 | 228 | 229 => {
            let all = r.left();
            Inside::Ip(packet(r, all)?)
        }
        0 | 108 => {
            let ethertype = cooked::loopback(r)?;
            inside(r, ethertype, out)?
        }
        9 => ppp::frame(r, out)?,
        // 104 is Cisco's HDLC alone.
        50 | 104 => ppp::serial(r, out)?,
        51 => inside(r, ethertype::PPPOE, out)?,
        105 => wifi::frame(r, wifi::Padding::None, out)?,
        127 => radiotap::frame(r, out)?,
        113 => {
            let protocol = cooked::first(r)?;
            cooked(r, protocol, out)?
        }
        276 => {
            let protocol = cooked::second(r)?;
            cooked(r, protocol, out)?
        }
        found => {
            return r.fail(
                &LINK,
                Fault::Value {
                    found: found.into(),
                    want: Doc::new("a link type that is known here, such as Ethernet (1), raw IP (101), Linux cooked (113, 276) or 802.11 (105, 127)", "여기서 아는 링크 유형, 예컨대 이더넷(1), 링크 헤더 없는 IP(101), Linux cooked(113, 276), 802.11(105, 127)"),
                },
            );
        }
    };
    r.rest(&PADDING)?;
    Ok(Frame { ethernet, inside })
}

/// Reads an IP packet within the next `n` bytes and leaves what the packet's length says is not its own. A packet cut by
/// the capture is read as far as it goes.
pub fn packet<'a>(r: &mut Reader<'a, '_>, n: usize) -> Result<Ip<'a>> {
    ip::packet(r, n, OUTERMOST)
}

/// In no tunnel; and what stands inside one is read as what stands behind a link header is.
pub(crate) const OUTERMOST: Nesting = Nesting::new(&Readers {
    inside,
    ip: ip::packet,
});

/// Whether frames of this link type are read.
pub fn is_known(link: LinkType) -> bool {
    let nothing = frame(&mut Reader::quiet(&[]), link);
    nothing.err().is_none_or(|why| why.field != LINK.name)
}

/// Reads what follows a header that announces `ethertype`. What stands after it is left.
fn inside<'a>(r: &mut Reader<'a, '_>, ethertype: u16, nesting: Nesting) -> Result<Inside<'a>> {
    let all = r.left();
    match ethertype {
        ethertype::IPV4 | ethertype::IPV6 => Ok(Inside::Ip(ip::packet(r, all, nesting)?)),
        ethertype::ARP => Ok(Inside::Arp(arp::packet(r)?)),
        ethertype::VLAN | ethertype::PROVIDER | ethertype::OLD_PROVIDER => {
            let ethertype = ethernet::tags(r, ethertype)?;
            inside(r, ethertype, nesting)
        }
        ethertype::MPLS | ethertype::MPLS_MULTICAST => mpls::packet(r, nesting),
        ethertype::PPPOE => {
            let length = pppoe::session(r)?.min(r.left());
            r.fenced(&SESSION, length, |r| {
                let inside = ppp::frame(r, nesting)?;
                r.rest(&PADDING)?;
                Ok(inside)
            })
        }
        // A frame in a frame in a frame: no more often than tunnels may be.
        ethertype::BRIDGED => match nesting.deeper() {
            Some(deeper) => deeper.ethernet(r),
            None => rest(r, ethertype),
        },
        length @ 1..=1500 => logical(r, length, all.min(length.into()), nesting),
        other => rest(r, other),
    }
}

/// What is not looked into.
fn rest<'a>(r: &mut Reader<'a, '_>, ethertype: u16) -> Result<Inside<'a>> {
    r.rest(&PAYLOAD)?;
    Ok(Inside::Other(ethertype))
}

/// Reads a frame of `n` bytes that begins with an LLC header; one without an EtherType is told as `length`.
fn logical<'a>(
    r: &mut Reader<'a, '_>,
    length: u16,
    n: usize,
    nesting: Nesting,
) -> Result<Inside<'a>> {
    r.fenced(&LOGICAL, n, |r| {
        let Some(ethertype) = llc::header(r)? else {
            r.rest(&PAYLOAD)?;
            return Ok(Inside::Other(length));
        };
        let inside = inside(r, ethertype, nesting)?;
        r.rest(&PADDING)?;
        Ok(inside)
    })
}

/// Reads what follows a cooked header: Linux writes 4 in the place of an EtherType where LLC begins.
fn cooked<'a>(r: &mut Reader<'a, '_>, protocol: u16, nesting: Nesting) -> Result<Inside<'a>> {
    let all = r.left();
    match protocol {
        4 => logical(r, protocol, all, nesting),
        1..=1500 => {
            r.rest(&PAYLOAD)?;
            Ok(Inside::Other(protocol))
        }
        ethertype => inside(r, ethertype, nesting),
    }
}

static LINK: Field = Field::dec(
    "link type",
    "pcap LINKTYPE_",
    "What each frame of the capture begins with.",
    "캡처의 각 프레임이 무엇으로 시작하는지를 나타낸다.",
);
static LOGICAL: Field = Field::group(
    "IEEE 802.2 frame",
    "IEEE 802.2",
    "A frame whose header gives a length and no type: what it carries is told by the LLC header at its start.",
    "헤더에 유형 대신 길이가 적힌 프레임이다. 무엇을 나르는지는 맨 앞의 LLC 헤더가 알려 준다.",
);
static SESSION: Field = Field::group(
    "PPP in the session",
    "RFC 2516 §6",
    "The frame a dial-in modem would send, without its framing on the line: Ethernet has one of its own.",
    "전화 접속 모뎀이 보낼 프레임에서 회선용 틀을 뺀 것이다. 틀은 이더넷에 이미 있다.",
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

#[cfg(test)]
mod depth {
    use super::*;

    /// As many times over as the largest frame holds; the stack of a thread must do.
    fn deep(once: &[u8]) {
        let bytes = once.repeat(262_144 / once.len());
        let mut notes = Vec::new();
        let quiet = frame(&mut Reader::quiet(&bytes), LinkType::ETHERNET).map(drop);
        let noted = frame(&mut Reader::noting(&bytes, &mut notes), LinkType::ETHERNET).map(drop);
        assert_eq!(quiet, noted);
        assert!(notes.len() < 300_000, "{}", notes.len());
    }

    #[test]
    fn frames_in_frames_end() {
        let ethernet = |ethertype: u16| [&[0; 12][..], &ethertype.to_be_bytes()].concat();
        deep(&ethernet(0x6558));
        deep(&ethernet(0x8100));
        let labelled = [
            &ethernet(0x8864)[..],
            &[0x11, 0, 0, 1, 0xff, 0xff],
            &[2, 0x81],
            &[0, 0, 1, 64],
        ];
        deep(&labelled.concat());
    }
}
