//! Frames from link to TCP: every byte explained, no input too broken, and streams put in order from real captures.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod explained;

use std::collections::BTreeMap;
use std::fs::File;

use pcap_file::pcap::PcapReader;
use tlslab::capture::packet::LinkType;
use tlslab::dissect::checksum;
use tlslab::dissect::icmp::Message;
use tlslab::dissect::inside::{Carries, Inside};
use tlslab::dissect::link::Frame;
use tlslab::dissect::stream::{Arrival, Stream};
use tlslab::dissect::sum::Soundness;
use tlslab::dissect::tcp::Segment;

use crate::explained::read;

fn bytes(hex: &str) -> Vec<u8> {
    hex::decode(hex.replace(' ', "")).unwrap()
}

/// A frame in one line.
fn said(frame: &Frame<'_>) -> String {
    within(&frame.inside)
}

fn within(inside: &Inside<'_>) -> String {
    let ip = match inside {
        Inside::Arp(arp) => {
            return format!("arp {} {} {}", arp.operation, arp.sender_ip, arp.target_ip);
        }
        Inside::Other(other) => return format!("other {other:#x}"),
        Inside::Ip(ip) => ip,
    };
    let inside = match &ip.carries {
        Carries::Tcp(segment) => tcp(segment),
        Carries::Udp(udp) => format!(
            "udp {} {} {:?} {}",
            udp.source,
            udp.destination,
            udp.checksum().verdict(),
            String::from_utf8_lossy(udp.payload)
        ),
        Carries::Icmp(icmp) => format!("{:?} {:?}", icmp.message, icmp.checksum.verdict()),
        Carries::Fragment(fragment) => {
            let place = fragment.place;
            format!("fragment {:x} {} {}", place.id, place.offset, place.more)
        }
        Carries::Tunnel(tunnel, inside) => format!("{} [{}]", tunnel.name(), within(inside)),
        Carries::Other(protocol) => format!("protocol {protocol}"),
    };
    format!("{} > {} {}: {inside}", ip.source, ip.destination, ip.length)
}

fn tcp(segment: &Segment<'_>) -> String {
    format!(
        "[{}] {} {} {:?} {}",
        segment.flags,
        segment.sequence,
        segment.header,
        segment.checksum().verdict(),
        String::from_utf8_lossy(segment.payload)
    )
}

#[test]
fn frames_of_all_kinds() {
    for (hex, want) in FRAMES {
        let bytes = bytes(hex);
        assert_eq!(said(&read(&bytes, LinkType::ETHERNET).unwrap()), *want);
    }
}

#[test]
fn other_links_carry_the_same() {
    let ip = &bytes(IPV4_DATA)[14..];
    let want = said(&read(&bytes(IPV4_DATA), LinkType::ETHERNET).unwrap());
    let links = [
        (101, ""),
        (228, ""),
        (0, "02000000"),
        (0, "00000002"),
        (108, "00000002"),
        (113, "0000 0001 0006 020000007701 0000 0800"),
        (113, "0000 0304 0000 0000000000000000 0800"),
        (276, "0800 0000 00000002 0001 00 06 020000007701 0000"),
    ];
    for (link, header) in links {
        let whole = [&bytes(header), ip].concat();
        assert_eq!(said(&read(&whole, LinkType(link)).unwrap()), want);
        for cut in 0..header.len() / 2 {
            let _ = read(&whole[..cut], LinkType(link));
        }
    }
    let broken = read(ip, LinkType(147)).unwrap_err();
    assert!(broken.to_string().starts_with("link type at byte 0 is 147"));
}

#[test]
fn options_are_read() {
    let bytes = bytes(EVERY_OPTION);
    let Inside::Ip(ip) = read(&bytes, LinkType::ETHERNET).unwrap().inside else {
        unreachable!()
    };
    let Carries::Tcp(segment) = ip.carries else {
        unreachable!()
    };
    assert_eq!(segment.options().mss, Some(1460));
    assert_eq!(segment.options().window_scale, Some(7));
    assert_eq!(segment.options().timestamps, Some((9, 8)));
    assert_eq!(ip.checksum().unwrap().verdict(), Soundness::Right);
    assert_eq!(&bytes[segment.payload_at..], segment.payload);
}

#[test]
fn no_cut_and_no_flip_does_harm() {
    for (hex, _) in FRAMES {
        let mut bytes = bytes(hex);
        for cut in 0..bytes.len() {
            // A whole packet with less padding is well, and so is a payload cut by the capture; never with a checksum.
            if let Ok(Frame {
                inside: Inside::Ip(ip),
                ..
            }) = read(&bytes[..cut], LinkType::ETHERNET)
                && let Carries::Tcp(segment) = ip.carries
            {
                let whole = segment.payload.len() == segment.length;
                assert!(whole || segment.checksum().verdict() == Soundness::Unchecked);
            }
        }
        for bit in 0..bytes.len() * 8 {
            bytes[bit / 8] ^= 1 << (bit % 8);
            let _ = read(&bytes, LinkType::ETHERNET);
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
    }
}

#[test]
fn a_changed_payload_gets_its_checksum_back() {
    for hex in [IPV4_DATA, IPV6_DATA, EVERY_OPTION] {
        let sent = bytes(hex);
        let mut frame = sent.clone();
        checksum::rewrite(&mut frame);
        assert_eq!(frame, sent);
        *frame.last_mut().unwrap() ^= 0x10;
        let verdict = |frame: &[u8]| {
            let said = said(&read(frame, LinkType::ETHERNET).unwrap());
            (said.contains(" Right "), said.contains(" Wrong "))
        };
        assert_eq!(verdict(&frame), (false, true));
        checksum::rewrite(&mut frame);
        assert_eq!(verdict(&frame), (true, false));
    }
    for (hex, _) in FRAMES {
        let whole = bytes(hex);
        for cut in 0..whole.len() {
            let mut frame = whole[..cut].to_vec();
            checksum::rewrite(&mut frame);
        }
    }
}

/// By the number of the frame.
type Arrivals = Vec<(u32, Arrival)>;
/// By source and destination port.
type Streams = BTreeMap<(u16, u16), Stream>;

/// What each segment with bytes, SYN or FIN brought, and the streams; every frame is read both ways.
fn follow(name: &str) -> (Arrivals, Streams) {
    let file = format!("{}/tests/data/captures/{name}", env!("CARGO_MANIFEST_DIR"));
    let mut reader = PcapReader::new(File::open(file).unwrap()).unwrap();
    let link = LinkType(u16::try_from(u32::from(reader.header().datalink)).unwrap());
    let (mut arrivals, mut streams) = (Vec::new(), BTreeMap::<_, Stream>::new());
    let mut number = 0;
    while let Some(packet) = reader.next_raw_packet() {
        number += 1;
        let bytes = packet.unwrap().data;
        let Inside::Ip(ip) = read(&bytes, link).unwrap().inside else {
            continue;
        };
        let Carries::Tcp(segment) = ip.carries else {
            continue;
        };
        let ports = (segment.source, segment.destination);
        match streams.entry(ports).or_default().push(number, &segment) {
            Arrival::Empty => {}
            arrival => arrivals.push((number, arrival)),
        }
    }
    (arrivals, streams)
}

#[test]
fn out_of_order_and_again() {
    let (arrivals, streams) = follow("tcp-out-of-order-retransmit.pcap");
    let of = |number| arrivals.iter().find(|(n, _)| *n == number).map(|(_, a)| a);
    let ahead = Arrival::Ahead { missing: 0..1448 };
    assert_eq!(of(6), Some(&ahead));
    assert_eq!(of(12), Some(&Arrival::Fills { at: 0..1448 }));
    let again = Arrival::Again {
        first: 12,
        at: 0..1448,
        differs: false,
    };
    assert_eq!(of(15), Some(&again));
    for stream in streams.values() {
        assert_eq!(stream.missing(), None);
        assert!(stream.conflicts().is_empty());
        assert_eq!(stream.bytes().first(), Some(&22));
    }
}

#[test]
fn other_captures_give_whole_streams() {
    for (name, bytes) in CAPTURES {
        let (_, streams) = follow(name);
        let counted: Vec<_> = streams.values().map(|s| s.bytes().len()).collect();
        assert_eq!(counted, *bytes, "{name}");
        assert!(streams.values().all(|s| s.missing().is_none()), "{name}");
    }
}

#[test]
fn packets_cut_by_the_capture_leave_gaps() {
    let (_, streams) = follow("tls12-snaplen-128.pcap");
    assert!(streams.values().any(|stream| stream.missing().is_some()));
}

#[test]
fn neighbors_say_their_hardware_address() {
    for (hex, server) in [(NEIGHBOR_SOLICITATION, 1), (NEIGHBOR_ADVERTISEMENT, 2)] {
        let bytes = bytes(hex);
        let Inside::Ip(ip) = read(&bytes, LinkType::ETHERNET).unwrap().inside else {
            unreachable!()
        };
        let Carries::Icmp(icmp) = ip.carries else {
            unreachable!()
        };
        let (Message::NeighborSolicitation { mac, .. }
        | Message::NeighborAdvertisement { mac, .. }) = icmp.message
        else {
            unreachable!()
        };
        assert_eq!(mac, Some([2, 0, 0, 0, 0x77, server]));
    }
}

/// Bytes in each direction, by ports, as tshark 4.0 counts them.
static CAPTURES: &[(&str, &[usize])] = &[
    ("mysql-vlan-tls11.pcap", &[951, 192]),
    ("sslv2-hello-in-pppoe.pcap", &[3282, 282]),
    ("tls12-ml-dsa-certificate.pcap", &[4125, 50]),
    ("tls13.pcap", &[1865, 359]),
];

/// Frames and what they say; checked with tshark 4.0.
static FRAMES: &[(&str, &str)] = &[
    (ARP, "arp 1 10.77.0.1 10.77.0.2"),
    (IPV4_SYN, "10.77.0.1 > 10.77.0.2 60: [SYN] 1000 40 Right "),
    (
        IPV4_DATA,
        "10.77.0.1 > 10.77.0.2 57: [PSH, ACK] 1000 32 Right hello",
    ),
    (
        EVERY_OPTION,
        "10.77.0.1 > 10.77.0.2 85: [FIN, SYN, RST, PSH, ACK, URG, ECE, CWR, AE] 1000 56 Right x",
    ),
    (SHORT_ACK, "10.77.0.1 > 10.77.0.2 40: [ACK] 1000 20 Right "),
    (
        IPV6_DATA,
        "fd77::1 > fd77::2 63: [PSH, ACK] 1000 20 Right odd",
    ),
    (
        ROUTED,
        "fd77::1 > fd77::2 103: [PSH, ACK] 1000 20 Unchecked odd",
    ),
    (
        IPV6_FRAGMENT,
        "fd77::1 > fd77::2 64: fragment deadbeef 0 true",
    ),
    (
        IPV4_FRAGMENT,
        "10.77.0.1 > 10.77.0.2 25: fragment 1234 8 true",
    ),
    (UDP, "10.77.0.1 > 10.77.0.2 32: udp 5000 53 Right ping"),
    (
        ECHO,
        "10.77.0.1 > 10.77.0.2 32: Echo { identifier: 4660, sequence: 1 } Right",
    ),
    (
        TOO_LARGE,
        "10.77.0.1 > 10.77.0.2 56: Unreachable { mtu: Some(1400) } Right",
    ),
    (
        NEIGHBOR_SOLICITATION,
        "fd77::1 > ff02::1:ff00:2 72: NeighborSolicitation { target: fd77::2, mac: Some([2, 0, 0, 0, 119, 1]) } Right",
    ),
    (
        NEIGHBOR_ADVERTISEMENT,
        "fd77::2 > fd77::1 72: NeighborAdvertisement { target: fd77::2, mac: Some([2, 0, 0, 0, 119, 2]) } Right",
    ),
    (
        ROUTER_ADVERTISEMENT,
        "fe80::2 > ff02::1 112: RouterAdvertisement Right",
    ),
    (LISTENERS, "fe80::1 > ff02::16 76: Listeners Right"),
    (TAGGED, "10.77.0.1 > 10.77.0.2 40: [ACK] 1000 20 Right "),
    (LLC, "other 0x5"),
    (PPPOE, "10.77.0.1 > 10.77.0.2 40: [ACK] 1000 20 Right "),
];

static ARP: &str = "\
    ffffffffffff02000000 77010806000108000604 00010200000077010a4d 00010000000000000a4d 00020000000000000000 \
    00000000000000000000";
static IPV4_SYN: &str = "\
    02000000770202000000 770108004500003c1234 4000400613ec0a4d0001 0a4d0002c35001bb0000 03e800000000a002faf0 \
    6f760000020405b40402 080a0000000900000000 01030307";
static IPV4_DATA: &str = "\
    02000000770202000000 77010800450000391234 4000400613ef0a4d0001 0a4d0002c35001bb0000 03e8000000008018faf0 \
    51a500000101050a0000 03e8000007d068656c6c 6f";
static EVERY_OPTION: &str = "\
    02000000770202000000 77010800470000551234 400040067cce0a4d0001 0a4d0002940400000100 0000c35001bb000003e8 \
    00000000e1fffaf07a4d 0000020405b401030307 0402080a000000090000 00082206c0ffee001c04 00014d040102000078";
static SHORT_ACK: &str = "\
    02000000770202000000 77010800450000281234 4000400614000a4d0001 0a4d0002c35001bb0000 03e8000000005010faf0 \
    d7530000000000000000";
static IPV6_DATA: &str = "\
    02000000770202000000 770186dd600000000017 0640fd77000000000000 0000000000000001fd77 00000000000000000000 \
    00000002c35001bb0000 03e8000000005018faf0 1d8e00006f6464";
static ROUTED: &str = "\
    02000000770202000000 770186dd60000000003f 0040fd77000000000000 0000000000000001fd77 00000000000000000000 \
    000000023c0005020000 01002b00010400000000 0602040100000000fd77 00000000000000000000 00000001c35001bb0000 \
    03e8000000005018faf0 1d8e00006f6464";
static IPV6_FRAGMENT: &str = "\
    02000000770202000000 770186dd600000000018 2c40fd77000000000000 0000000000000001fd77 00000000000000000000 \
    0000000206000001dead beef0000000000000000 0000000000000000";
static IPV4_FRAGMENT: &str = "\
    02000000770202000000 77010800450000191234 20014006340e0a4d0001 0a4d00027069656365";
static UDP: &str = "\
    02000000770202000000 77010800450000201234 4000401113fd0a4d0001 0a4d000213880035000c f8ab70696e67";
static ECHO: &str = "\
    02000000770202000000 77010800450000201234 40004001140d0a4d0001 0a4d0002080021041234 000161626364";
static TOO_LARGE: &str = "\
    02000000770202000000 77010800450000381234 4000400113f50a4d0001 0a4d00020304f7830000 05784500001c12344000 \
    4006140c0a4d00010a4d 00020000000000000000";
static NEIGHBOR_SOLICITATION: &str = "\
    3333ff00000202000000 770186dd600000000020 3afffd77000000000000 0000000000000001ff02 00000000000000000001 \
    ff000002870005a90000 0000fd77000000000000 00000000000000020101 020000007701";
static NEIGHBOR_ADVERTISEMENT: &str = "\
    02000000770102000000 770286dd600000000020 3afffd77000000000000 0000000000000002fd77 00000000000000000000 \
    000000018800a4346000 0000fd77000000000000 00000000000000020201 020000007702";
static ROUTER_ADVERTISEMENT: &str = "\
    33330000000102000000 770286dd600000000048 3afffe80000000000000 0000000000000002ff02 00000000000000000000 \
    000000018600cbf24080 07080000000000000000 030440c0000151800000 384000000000fd770000 00000000000000000000 \
    00000501000000000578 01010200000077021901 000000000000";
static LISTENERS: &str = "\
    33330000001602000000 770186dd600000000024 0001fe80000000000000 0000000000000001ff02 00000000000000000000 \
    000000163a0005020000 01008f00710600000001 04000000ff0200000000 000000000001ff000002";
static TAGGED: &str = "\
    02000000770202000000 770188a800648100e0c8 08004500002812344000 400614000a4d00010a4d 0002c35001bb000003e8 \
    000000005010faf0d753 0000000000000000";
static LLC: &str = "\
    02000000770202000000 77010005424203000000 00000000000000000000 00000000000000000000 00000000000000000000 \
    00000000000000000000";
static PPPOE: &str = "\
    02000000770202000000 7701886411000001002a 00214500002812344000 400614000a4d00010a4d 0002c35001bb000003e8 \
    000000005010faf0d753 0000000000000000";
