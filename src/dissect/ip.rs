//! An IP packet of either version, and what it carries.
//!
//! Fragments are recognised, not put together: TCP avoids them by its maximum segment size (RFC 9293 §3.7.1).

use std::net::IpAddr;

use crate::base::field::Field;
use crate::base::reader::{Fault, Reader, Result};
use crate::dissect::icmp::{self, Icmp};
use crate::dissect::icmp6;
use crate::dissect::ip4;
use crate::dissect::ip6;
use crate::dissect::protocol;
use crate::dissect::sum::{Checksum, Pseudo};
use crate::dissect::tcp::{self, Segment};
use crate::dissect::udp::{self, Datagram};

/// An IP packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ip<'a> {
    /// Address of the host that sent it.
    pub source: IpAddr,
    /// Address of the host it goes to.
    pub destination: IpAddr,
    /// Routers it may still pass.
    pub ttl: u8,
    /// The whole packet in bytes, header included, as on the wire.
    pub length: usize,
    /// The checksum of the IPv4 header; IPv6 has none.
    pub checksum: Option<Checksum>,
    /// What it carries.
    pub carries: Carries<'a>,
}

/// What an IP packet carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carries<'a> {
    /// A piece of a TCP connection.
    Tcp(Segment<'a>),
    /// A UDP datagram.
    Udp(Datagram<'a>),
    /// A message about IP itself, of either version.
    Icmp(Icmp),
    /// A piece of a larger packet.
    Fragment,
    /// Something else, by its protocol number.
    Other(u8),
}

/// What both headers tell.
struct Header {
    source: IpAddr,
    destination: IpAddr,
    /// Where a source route has not come to its end, the destination is not the final one.
    final_destination: bool,
    ttl: u8,
    protocol: u8,
    /// Bytes of the payload, as the header tells.
    payload: usize,
    fragment: bool,
    checksum: Option<Checksum>,
}

/// Reads an IP packet within the next `n` bytes and leaves what the packet's length says is not its own. A packet cut by
/// the capture is read as far as it goes.
pub fn packet<'a>(r: &mut Reader<'a, '_>, n: usize) -> Result<Ip<'a>> {
    let start = r.at();
    let header = match r.peek() {
        [first, ..] if n > 0 && first >> 4 == 4 => four(ip4::header(r, n)?),
        [first, ..] if n > 0 && first >> 4 == 6 => six(ip6::header(r, n)?),
        [first, ..] if n > 0 => {
            return r.fail(
                &VERSION,
                Fault::Value {
                    found: (first >> 4).into(),
                    want: "4 or 6",
                },
            );
        }
        _ => return r.fail(&VERSION, Fault::Short { need: 1, have: 0 }),
    };
    let read = r.at() - start;
    let here = header.payload.min(n.saturating_sub(read));
    let carries = carried(r, &header, here)?;
    Ok(Ip {
        source: header.source,
        destination: header.destination,
        ttl: header.ttl,
        length: read + header.payload,
        checksum: header.checksum,
        carries,
    })
}

fn four(header: ip4::Header) -> Header {
    Header {
        source: header.source.into(),
        destination: header.destination.into(),
        final_destination: header.final_destination,
        ttl: header.ttl,
        protocol: header.protocol,
        payload: header.payload,
        fragment: header.fragment,
        checksum: Some(header.checksum),
    }
}

fn six(header: ip6::Header) -> Header {
    Header {
        source: header.source.into(),
        destination: header.destination.into(),
        final_destination: header.final_destination,
        ttl: header.hop_limit,
        protocol: header.next,
        payload: header.payload,
        fragment: header.fragment,
        checksum: None,
    }
}

/// Reads the payload, of which `here` bytes are in the capture.
fn carried<'a>(r: &mut Reader<'a, '_>, header: &Header, here: usize) -> Result<Carries<'a>> {
    let pseudo = Pseudo {
        source: header.source,
        destination: header.final_destination.then_some(header.destination),
        protocol: header.protocol,
        length: header.payload,
    };
    if header.fragment {
        some(r, &FRAGMENT, here)?;
        return Ok(Carries::Fragment);
    }
    match (header.protocol, header.source) {
        (protocol::TCP, _) => Ok(Carries::Tcp(tcp::segment(r, here, &pseudo)?)),
        (protocol::UDP, _) => Ok(Carries::Udp(udp::datagram(r, here, &pseudo)?)),
        (protocol::ICMP, IpAddr::V4(_)) => {
            Ok(Carries::Icmp(icmp::message(r, here, header.payload)?))
        }
        (protocol::ICMP6, IpAddr::V6(_)) => Ok(Carries::Icmp(icmp6::message(r, here, &pseudo)?)),
        (other, _) => {
            some(r, &PAYLOAD, here)?;
            Ok(Carries::Other(other))
        }
    }
}

fn some(r: &mut Reader<'_, '_>, field: &'static Field, n: usize) -> Result<()> {
    if n > 0 {
        r.bytes(field, n)?;
    }
    Ok(())
}

static VERSION: Field = Field::bits(
    "Version",
    4,
    4,
    "RFC 791 §3.1",
    "4 or 6: which layout the header has.",
    "4 또는 6이며, 헤더의 구조를 알려 준다.",
);
static FRAGMENT: Field = Field::hex(
    "fragment data",
    "RFC 791 §3.2",
    "A piece of a packet that was too large for some link; only the receiver puts the pieces together.",
    "어느 링크를 지나기에 너무 커서 나뉜 패킷의 조각으로, 받는 쪽만이 다시 맞춘다.",
);
static PAYLOAD: Field = Field::hex(
    "IP payload",
    "RFC 791 §1.4",
    "A protocol that plays no part in TLS over TCP; left as it is.",
    "TCP 위의 TLS와 관계없는 프로토콜이라 그대로 둔다.",
);
