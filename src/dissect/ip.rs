//! Reading an IP packet of either version, and what it carries.
//!
//! Fragments are recognised here and put together in `fragments`. A packet inside a packet is read as deep as `tunnel` goes.

use std::net::IpAddr;

use crate::base::field::Field;
use crate::base::reader::{Fault, Reader, Result};
use crate::base::text::Doc;
use crate::dissect::fragment::{Fragment, Place};
use crate::dissect::icmp;
use crate::dissect::icmp6;
use crate::dissect::inside::{Carries, Ip};
use crate::dissect::ip4;
use crate::dissect::ip6;
use crate::dissect::nesting::Nesting;
use crate::dissect::protocol;
use crate::dissect::sum::Pseudo;
use crate::dissect::tcp;
use crate::dissect::tunnel;
use crate::dissect::udp;

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
    fragment: Option<Place>,
}

/// Reads an IP packet within the next `n` bytes, inside as many tunnels as `nesting` says, and leaves what the packet's
/// length says is not its own. A packet cut by the capture is read as far as it goes.
#[inline]
pub(crate) fn packet<'a>(r: &mut Reader<'a, '_>, n: usize, nesting: Nesting) -> Result<Ip<'a>> {
    let start = r.at();
    let header = match r.peek() {
        [first, ..] if n > 0 && first >> 4 == 4 => four(ip4::header(r, n)?),
        [first, ..] if n > 0 && first >> 4 == 6 => six(ip6::header(r, n)?),
        [first, ..] if n > 0 => {
            return r.fail(
                &VERSION,
                Fault::Value {
                    found: (first >> 4).into(),
                    want: Doc::new("4 or 6", "4 또는 6"),
                },
            );
        }
        _ => return r.fail(&VERSION, Fault::Short { need: 1, have: 0 }),
    };
    let read = r.at() - start;
    let here = header.payload.min(n.saturating_sub(read));
    let carries = carried(r, &header, start, here, nesting)?;
    Ok(Ip {
        source: header.source,
        destination: header.destination,
        ttl: header.ttl,
        length: read + header.payload,
        header: r.whole(start..start + read),
        carries,
    })
}

#[inline]
fn four(header: ip4::Header) -> Header {
    Header {
        source: header.source.into(),
        destination: header.destination.into(),
        final_destination: header.final_destination,
        ttl: header.ttl,
        protocol: header.protocol,
        payload: header.payload,
        fragment: header.fragment,
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
    }
}

/// Reads the payload of a packet that began at `start`; `here` bytes of it are in the capture.
#[inline]
fn carried<'a>(
    r: &mut Reader<'a, '_>,
    header: &Header,
    start: usize,
    here: usize,
    nesting: Nesting,
) -> Result<Carries<'a>> {
    if let Some(place) = header.fragment {
        return Ok(Carries::Fragment(Fragment {
            place,
            protocol: header.protocol,
            header: r.whole(start..start + place.repeated),
            bytes: some(r, &FRAGMENT, here)?,
            length: header.payload,
        }));
    }
    let addresses = match (header.final_destination, header.source) {
        (true, IpAddr::V4(_)) => r.whole(start + 12..start + 20),
        (true, IpAddr::V6(_)) => r.whole(start + 8..start + 40),
        (false, _) => &[],
    };
    let pseudo = Pseudo {
        addresses,
        protocol: header.protocol,
        length: header.payload,
    };
    match (header.protocol, header.source) {
        (protocol::TCP, _) => Ok(Carries::Tcp(tcp::segment(r, here, &pseudo)?)),
        (protocol::UDP, _) => {
            let (datagram, tunnel) = udp::datagram(r, here, &pseudo, |r, datagram| {
                tunnel::over_udp(r, datagram, nesting)
            })?;
            Ok(tunnel.unwrap_or(Carries::Udp(datagram)))
        }
        (protocol::ICMP, IpAddr::V4(_)) => {
            Ok(Carries::Icmp(icmp::message(r, here, header.payload)?))
        }
        (protocol::ICMP6, IpAddr::V6(_)) => Ok(Carries::Icmp(icmp6::message(r, here, &pseudo)?)),
        (other, _) => {
            if let Some(tunnel) = tunnel::over_ip(r, other, here, nesting) {
                return Ok(tunnel);
            }
            some(r, &PAYLOAD, here)?;
            Ok(Carries::Other(other))
        }
    }
}

#[inline]
fn some<'a>(r: &mut Reader<'a, '_>, field: &'static Field, n: usize) -> Result<&'a [u8]> {
    match n {
        0 => Ok(&[]),
        n => r.bytes(field, n),
    }
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
