//! A packet inside a packet: which protocols carry whole packets or frames, and how deep to look.
//!
//! Whoever is between the two ends of a tunnel sees both packets; a tunnel hides nothing unless it is encrypted. A header
//! that does not make sense is no tunnel: the bytes are left to the protocol that carried them.

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::dissect::geneve;
use crate::dissect::gre;
use crate::dissect::gtp;
use crate::dissect::inside::{Carries, Inside, Tunnel};
use crate::dissect::nesting::Nesting;
use crate::dissect::protocol;
use crate::dissect::udp::Datagram;
use crate::dissect::vxlan;

/// The tunnel that IP protocol number `protocol` is, if it is one and the next `n` bytes make sense.
pub(crate) fn over_ip<'a>(
    r: &mut Reader<'a, '_>,
    protocol: u8,
    n: usize,
    nesting: Nesting,
) -> Option<Carries<'a>> {
    match protocol {
        protocol::IP4 => through(r, n, Tunnel::Ip4, nesting, |r, deeper| deeper.ip(r, n)),
        protocol::IP6 => through(r, n, Tunnel::Ip6, nesting, |r, deeper| deeper.ip(r, n)),
        protocol::GRE => through(r, n, Tunnel::Gre, nesting, gre::packet),
        _ => None,
    }
}

/// The tunnel that stands in a datagram, by its ports, if its payload makes sense as one.
pub(crate) fn over_udp<'a>(
    r: &mut Reader<'a, '_>,
    datagram: &Datagram<'a>,
    nesting: Nesting,
) -> Option<Carries<'a>> {
    let n = datagram.payload.len();
    match (datagram.source, datagram.destination) {
        // 8472 is what Linux used before the port was given out.
        (_, 4789 | 8472) => through(r, n, Tunnel::Vxlan, nesting, vxlan::frame),
        (_, 6081) => through(r, n, Tunnel::Geneve, nesting, geneve::packet),
        (2152, _) | (_, 2152) => through(r, n, Tunnel::Gtp, nesting, gtp::packet),
        _ => None,
    }
}

/// What `body` reads in the next `n` bytes, one tunnel deeper.
fn through<'a>(
    r: &mut Reader<'a, '_>,
    n: usize,
    tunnel: Tunnel,
    nesting: Nesting,
    body: impl FnOnce(&mut Reader<'a, '_>, Nesting) -> Result<Inside<'a>>,
) -> Option<Carries<'a>> {
    let deeper = nesting.deeper()?;
    let inside = r.attempt(|r| {
        r.fenced(&TUNNELLED, n, |r| {
            let inside = body(r, deeper)?;
            r.rest(&SURPLUS)?;
            Ok(inside)
        })
    })?;
    Some(Carries::Tunnel(tunnel, Box::new(inside)))
}

static TUNNELLED: Field = Field::group(
    "tunnel",
    "RFC 2003 §1",
    "A whole packet travels as the payload of another: the outer addresses are those of the tunnel's ends, the inner ones those of the hosts that talk.",
    "패킷 하나가 통째로 다른 패킷의 내용이 되어 간다. 바깥 주소는 터널 양 끝의 것이고, 안쪽 주소가 실제로 대화하는 호스트의 것이다.",
);
static SURPLUS: Field = Field::hex(
    "after the inner packet",
    "RFC 2003 §3.1",
    "Bytes that the inner packet's length does not count: padding that was carried along.",
    "안쪽 패킷의 길이에 들지 않는 바이트로, 함께 실려 온 패딩이다.",
);
