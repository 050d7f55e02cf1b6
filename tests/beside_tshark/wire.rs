//! TCP segments, written into frames of every link, and frames into files of every kind.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Control bits of TCP.
pub(crate) const FIN: u8 = 1;
pub(crate) const SYN: u8 = 2;
pub(crate) const PSH: u8 = 8;
pub(crate) const ACK: u8 = 16;

/// The two ends, client first, with their ports.
pub(crate) type Ends = [(IpAddr, u16); 2];

/// A segment from one of the ends.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    /// 0: the client, 1: the server.
    pub(crate) from: usize,
    pub(crate) sequence: u32,
    pub(crate) acknowledgment: u32,
    pub(crate) flags: u8,
    pub(crate) payload: Vec<u8>,
}

/// A frame as it will stand in a file.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) link: u16,
    pub(crate) bytes: Vec<u8>,
    /// Bytes on the wire, more than there are where the capture cut it.
    pub(crate) original: usize,
}

/// What stands before the IP header.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Link {
    Ethernet,
    Vlan,
    QinQ,
    Mpls,
    Pppoe,
    Raw,
    Null,
    Cooked,
    Cooked2,
    Gre,
    IpInIp,
}

pub(crate) const LINKS: [Link; 11] = [
    Link::Ethernet,
    Link::Vlan,
    Link::QinQ,
    Link::Mpls,
    Link::Pppoe,
    Link::Raw,
    Link::Null,
    Link::Cooked,
    Link::Cooked2,
    Link::Gre,
    Link::IpInIp,
];

fn be(value: usize) -> [u8; 2] {
    u16::try_from(value).unwrap().to_be_bytes()
}

/// The checksum of the Internet (RFC 1071).
pub(crate) fn checksum(bytes: &[u8]) -> u16 {
    let words = bytes.chunks(2);
    let sum: u32 = words
        .map(|word| u32::from(word[0]) << 8 | u32::from(*word.get(1).unwrap_or(&0)))
        .sum();
    let folded = (sum & 0xffff) + (sum >> 16);
    let folded = (folded & 0xffff) + (folded >> 16);
    !u16::try_from(folded).unwrap()
}

fn address(ip: IpAddr) -> Vec<u8> {
    match ip {
        IpAddr::V4(ip) => ip.octets().to_vec(),
        IpAddr::V6(ip) => ip.octets().to_vec(),
    }
}

/// Header and payload of TCP, the checksum filled in.
fn tcp(segment: &Segment, ends: &Ends) -> Vec<u8> {
    let [from, to] = [ends[segment.from], ends[1 - segment.from]];
    let mut bytes = Vec::new();
    bytes.extend(from.1.to_be_bytes());
    bytes.extend(to.1.to_be_bytes());
    bytes.extend(segment.sequence.to_be_bytes());
    bytes.extend(segment.acknowledgment.to_be_bytes());
    bytes.extend([0x50, segment.flags, 0xff, 0xff, 0, 0, 0, 0]);
    bytes.extend(&segment.payload);
    let mut pseudo = [address(from.0), address(to.0)].concat();
    pseudo.extend(u32::try_from(bytes.len()).unwrap().to_be_bytes());
    pseudo.extend([0, 0, 0, 6]);
    pseudo.extend(&bytes);
    let sum = checksum(&pseudo);
    bytes[16..18].copy_from_slice(&sum.to_be_bytes());
    bytes
}

/// An IPv4 header before `payload`, which begins at byte `at` of the datagram `id`.
fn ip4(from: Ipv4Addr, to: Ipv4Addr, protocol: u8, id: u16, at: usize, payload: &[u8]) -> Vec<u8> {
    let more = if at & 1 == 1 { 0x2000 } else { 0 };
    let mut header = vec![0x45, 0];
    header.extend(be(20 + payload.len()));
    header.extend(id.to_be_bytes());
    header.extend(be(more | (at >> 3)));
    header.extend([64, protocol, 0, 0]);
    header.extend(from.octets());
    header.extend(to.octets());
    let sum = checksum(&header);
    header[10..12].copy_from_slice(&sum.to_be_bytes());
    header.extend(payload);
    header
}

fn ip6(from: Ipv6Addr, to: Ipv6Addr, next: u8, payload: &[u8]) -> Vec<u8> {
    let mut header = vec![0x60, 0, 0, 0];
    header.extend(be(payload.len()));
    header.extend([next, 64]);
    header.extend(from.octets());
    header.extend(to.octets());
    header.extend(payload);
    header
}

/// The IP packets that carry a segment: one, or as many fragments as its length in steps of `piece` bytes asks for.
pub(crate) fn packets(
    segment: &Segment,
    ends: &Ends,
    id: u16,
    piece: Option<usize>,
) -> Vec<Vec<u8>> {
    let payload = tcp(segment, ends);
    let [from, to] = [ends[segment.from].0, ends[1 - segment.from].0];
    let piece = piece.map_or(payload.len(), |piece| piece / 8 * 8).max(8);
    let last = payload.len().div_ceil(piece) - 1;
    let part = |(n, part): (usize, &[u8])| match (from, to) {
        (IpAddr::V4(from), IpAddr::V4(to)) => {
            ip4(from, to, 6, id, n * piece + usize::from(n < last), part)
        }
        (IpAddr::V6(from), IpAddr::V6(to)) if last == 0 => ip6(from, to, 6, part),
        (IpAddr::V6(from), IpAddr::V6(to)) => {
            let mut fragment = vec![6, 0];
            fragment.extend(be(n * piece + usize::from(n < last)));
            fragment.extend([0, 0]);
            fragment.extend(id.to_be_bytes());
            fragment.extend(part);
            ip6(from, to, 44, &fragment)
        }
        _ => unreachable!("both ends are of one family"),
    };
    payload.chunks(piece).enumerate().map(part).collect()
}

/// A packet behind the headers of `link`.
pub(crate) fn frame(link: Link, packet: &[u8]) -> Frame {
    let six = packet[0] >> 4 == 6;
    let kind = be(if six { 0x86dd } else { 0x0800 });
    let macs: &[u8] = &[2, 0, 0, 0, 0x77, 2, 2, 0, 0, 0, 0x77, 1];
    let outer = [Ipv4Addr::new(192, 0, 2, 1), Ipv4Addr::new(192, 0, 2, 2)];
    let (number, before): (u16, Vec<u8>) = match link {
        Link::Ethernet => (1, [macs, &kind].concat()),
        Link::Vlan => (1, [macs, &[0x81, 0, 0, 7], &kind].concat()),
        Link::QinQ => (
            1,
            [macs, &[0x88, 0xa8, 0, 9, 0x81, 0, 0, 7], &kind].concat(),
        ),
        Link::Mpls => (1, [macs, &[0x88, 0x47, 0, 1, 0x11, 64]].concat()),
        Link::Pppoe => {
            let protocol = be(if six { 0x57 } else { 0x21 });
            let length = be(packet.len() + 2);
            (
                1,
                [macs, &[0x88, 0x64, 0x11, 0, 0, 1], &length, &protocol].concat(),
            )
        }
        Link::Raw => (101, Vec::new()),
        Link::Null => (0, vec![if six { 30 } else { 2 }, 0, 0, 0]),
        Link::Cooked => (
            113,
            [&[0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0x77, 1, 0, 0][..], &kind].concat(),
        ),
        Link::Cooked2 => {
            let rest = [0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 2, 0, 0, 0, 0x77, 1, 0, 0];
            (276, [&kind[..], &rest].concat())
        }
        Link::Gre => {
            let inner = [&[0, 0][..], &kind, packet].concat();
            let whole = ip4(outer[0], outer[1], 47, 0, 0, &inner);
            return whole_frame(1, &[macs, &[8, 0], &whole].concat());
        }
        Link::IpInIp => {
            let protocol = if six { 41 } else { 4 };
            let whole = ip4(outer[0], outer[1], protocol, 0, 0, packet);
            return whole_frame(1, &[macs, &[8, 0], &whole].concat());
        }
    };
    whole_frame(number, &[&before, packet].concat())
}

fn whole_frame(link: u16, bytes: &[u8]) -> Frame {
    Frame {
        link,
        bytes: bytes.to_vec(),
        original: bytes.len(),
    }
}

/// How a file is written.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    Pcapng,
    PcapngBig,
    Pcap,
    PcapBigNanos,
}

impl Form {
    fn four(self, value: usize) -> [u8; 4] {
        let value = u32::try_from(value).unwrap();
        match self {
            Self::Pcapng | Self::Pcap => value.to_le_bytes(),
            Self::PcapngBig | Self::PcapBigNanos => value.to_be_bytes(),
        }
    }

    fn two(self, value: u16) -> [u8; 2] {
        match self {
            Self::Pcapng | Self::Pcap => value.to_le_bytes(),
            Self::PcapngBig | Self::PcapBigNanos => value.to_be_bytes(),
        }
    }

    fn block(self, kind: usize, body: &[u8]) -> Vec<u8> {
        let padded = body.len().next_multiple_of(4);
        let length = self.four(12 + padded);
        let mut block = [&self.four(kind)[..], &length, body].concat();
        block.resize(8 + padded, 0);
        block.extend(length);
        block
    }
}

/// The file; in pcap, which knows one link only, all frames have that of the first.
pub(crate) fn file(form: Form, frames: &[Frame]) -> Vec<u8> {
    match form {
        Form::Pcap | Form::PcapBigNanos => pcap(form, frames),
        Form::Pcapng | Form::PcapngBig => pcapng(form, frames),
    }
}

fn pcap(form: Form, frames: &[Frame]) -> Vec<u8> {
    let magic = match form {
        Form::PcapBigNanos => 0xa1b2_3c4d,
        _ => 0xa1b2_c3d4,
    };
    let mut out = form.four(magic).to_vec();
    out.extend([form.two(2), form.two(4)].concat());
    out.extend([0; 8]);
    out.extend(form.four(262_144));
    out.extend(form.four(usize::from(frames[0].link)));
    for (n, frame) in frames.iter().enumerate() {
        assert_eq!(frame.link, frames[0].link);
        out.extend(form.four(1_700_000_000 + n / 1000));
        out.extend(form.four(n % 1000 * 1000));
        out.extend(form.four(frame.bytes.len()));
        out.extend(form.four(frame.original));
        out.extend(&frame.bytes);
    }
    out
}

fn pcapng(form: Form, frames: &[Frame]) -> Vec<u8> {
    let mut header = form.four(0x1a2b_3c4d).to_vec();
    header.extend([form.two(1), form.two(0)].concat());
    header.extend([0xff; 8]);
    let mut out = form.block(0x0a0d_0d0a, &header);
    let mut links: Vec<u16> = frames.iter().map(|frame| frame.link).collect();
    links.sort_unstable();
    links.dedup();
    for link in &links {
        let body = [&form.two(*link)[..], &[0; 6]].concat();
        out.extend(form.block(1, &body));
    }
    for (n, frame) in frames.iter().enumerate() {
        let place = links.iter().position(|link| *link == frame.link).unwrap();
        let micros = 1_700_000_000_000_000_u64 + u64::try_from(n).unwrap() * 1000;
        let [high, low] =
            [micros >> 32, micros & 0xffff_ffff].map(|half| usize::try_from(half).unwrap());
        let mut body = Vec::new();
        for value in [place, high, low, frame.bytes.len(), frame.original] {
            body.extend(form.four(value));
        }
        body.extend(&frame.bytes);
        out.extend(form.block(6, &body));
    }
    out
}
