//! One TCP segment through every link and tunnel there is: found each time, every byte explained, and tshark beside it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod explained;

use std::fs;
use std::process::Command;

use tlslab::capture::packet::LinkType;
use tlslab::dissect::inside::Carries;
use tlslab::dissect::link::Frame;

use crate::explained::read;

fn bytes(hex: &str) -> Vec<u8> {
    hex::decode(hex.replace(' ', "")).unwrap()
}

/// 10.77.0.1 to 10.77.0.2, port 443: `hello`.
static PACKET: &str = "\
    4500003912344000400613ef0a4d00010a4d0002c35001bb000003e8000000008018faf051a50000\
    0101050a000003e8000007d068656c6c6f";
static MACS: &str = "020000007702 020000007701";

/// The packet in another one of IPv4, after `header`.
fn ip4(protocol: u8, header: &str) -> String {
    let inner = header.replace(' ', "") + PACKET;
    let total = 20 + inner.len() / 2;
    format!("4500{total:04x}0000000040{protocol:02x}0000c0000201c0000202{inner}")
}

fn udp(port: u16, header: &str) -> String {
    let length = 8 + (header.replace(' ', "") + PACKET).len() / 2;
    ip4(17, &format!("1388{port:04x}{length:04x}0000{header}"))
}

/// Name, link type, frame.
fn frames() -> Vec<(&'static str, u16, String)> {
    let ethernet = format!("{MACS} 0800");
    let snap = "aaaa030000000800";
    let data = "0801 0000 020000000001 020000007701 020000007702 1000";
    let quality = "8801 0000 020000000001 020000007701 020000007702 1000 0000";
    let six = "6000000000390 440";
    let addresses = "20010db8000000000000000000000001 20010db8000000000000000000000002";
    vec![
        ("PPP", 9, format!("ff030021{PACKET}")),
        ("PPP, short", 9, format!("21{PACKET}")),
        ("HDLC", 50, format!("0f000800{PACKET}")),
        ("Cisco HDLC", 104, format!("8f000800{PACKET}")),
        ("PPPoE", 51, format!("11000001003b0021{PACKET}")),
        ("802.3 SNAP", 1, format!("{MACS} 0041 {snap} {PACKET}")),
        (
            "cooked LLC",
            113,
            format!("0000 0001 0006 0200000077010000 0004 {snap} {PACKET}"),
        ),
        ("MPLS", 1, format!("{MACS} 8847 00010040 00011140 {PACKET}")),
        (
            "pseudowire",
            1,
            format!("{MACS} 8847 00011140 00000000 {ethernet} {PACKET}"),
        ),
        ("802.11", 105, format!("{data} {snap} {PACKET}")),
        ("802.11 QoS", 105, format!("{quality} {snap} {PACKET}")),
        (
            "802.11 HT",
            105,
            format!("8881{} 00000000 {snap} {PACKET}", &quality[4..]),
        ),
        (
            "802.11, four",
            105,
            format!("0803{} 020000000009 {snap} {PACKET}", &data[4..]),
        ),
        (
            "radiotap",
            127,
            format!("00000800 00000000 {data} {snap} {PACKET}"),
        ),
        (
            "radiotap, FCS and pad",
            127,
            format!(
                "00001000 0e000000 30 02 6c09 a000 c400 {quality} 0000 {snap} {PACKET} 01020304"
            ),
        ),
        ("IP in IP", 101, ip4(4, "")),
        ("IP in IPv6", 101, format!("{six}{addresses} {PACKET}")),
        ("GRE", 101, ip4(47, "00000800")),
        (
            "GRE, all",
            101,
            ip4(47, "b0000800 00000000 00000007 00000001"),
        ),
        (
            "Ethernet in GRE",
            101,
            ip4(47, &format!("00006558 {ethernet}")),
        ),
        (
            "PPTP",
            101,
            ip4(47, "3081880b 003d 0007 00000001 00000002 ff030021"),
        ),
        (
            "VXLAN",
            101,
            udp(4789, &format!("08000000 00002a00 {ethernet}")),
        ),
        (
            "VXLAN of Linux",
            101,
            udp(8472, &format!("08000000 00002a00 {ethernet}")),
        ),
        (
            "Geneve",
            101,
            udp(
                6081,
                &format!("02006558 00002a00 0102 80 01 00000001 {ethernet}"),
            ),
        ),
        ("Geneve IP", 101, udp(6081, "00000800 00002a00")),
        ("GTP-U", 101, udp(2152, "30ff0039 00000007")),
        (
            "GTP-U, all",
            101,
            udp(2152, "36ff0041 00000007 0001 00 85 01100000"),
        ),
    ]
}

fn payload(frame: &Frame<'_>) -> Option<Vec<u8>> {
    match &frame.ip()?.carries {
        Carries::Tcp(segment) => Some(segment.payload.to_vec()),
        Carries::Udp(_)
        | Carries::Icmp(_)
        | Carries::Fragment(_)
        | Carries::Tunnel(..)
        | Carries::Other(_) => None,
    }
}

#[test]
fn the_segment_is_found() {
    for (name, link, hex) in frames() {
        let bytes = bytes(&hex);
        let frame =
            read(&bytes, LinkType(link)).unwrap_or_else(|broken| unreachable!("{name}: {broken}"));
        assert_eq!(
            payload(&frame).as_deref(),
            Some(&b"hello"[..]),
            "{name}: {frame:?}"
        );
    }
}

#[test]
fn no_cut_and_no_flip_does_harm() {
    for (_, link, hex) in frames() {
        let mut bytes = bytes(&hex);
        for cut in 0..bytes.len() {
            let _ = read(&bytes[..cut], LinkType(link));
        }
        for bit in 0..bytes.len() * 8 {
            bytes[bit / 8] ^= 1 << (bit % 8);
            let _ = read(&bytes, LinkType(link));
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
    }
}

#[test]
fn tunnels_without_end_are_left() {
    let mut hex = PACKET.to_owned();
    for _ in 0..200 {
        let total = 20 + hex.len() / 2;
        hex = format!("4500{total:04x}00000000400400000a0000010a000002{hex}");
    }
    let bytes = bytes(&hex);
    let frame = read(&bytes, LinkType(101)).unwrap();
    assert_eq!(frame.ip().unwrap().carries, Carries::Other(4));
}

#[test]
fn protected_frames_are_left() {
    let hex = "0841 0000 020000000001 020000007701 020000007702 1000 0102030405060708090a";
    assert!(read(&bytes(hex), LinkType(105)).unwrap().ip().is_none());
}

#[test]
fn tshark_finds_it_too() {
    if Command::new("tshark").arg("--version").output().is_err() {
        eprintln!("SKIPPED: tshark is not installed, links are not compared with it");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let mut missed = Vec::new();
    for (name, link, hex) in frames() {
        let frame = bytes(&hex);
        let length = u32::try_from(frame.len()).unwrap().to_le_bytes();
        let mut file = bytes("d4c3b2a1 0200 0400 00000000 00000000 00000400");
        file.extend(u32::from(link).to_le_bytes());
        file.extend([&[0; 8][..], &length, &length, &frame].concat());
        let path = dir.path().join("one.pcap");
        fs::write(&path, file).unwrap();
        let tshark = Command::new("tshark")
            .args(["-T", "fields", "-e", "tcp.payload", "-r"])
            .arg(&path)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&tshark.stdout);
        // tshark must be told by hand which labels are pseudowires, and which other ports are VXLAN.
        let by_hand = ["pseudowire", "VXLAN of Linux"].contains(&name);
        if said.trim() != "68656c6c6f" && !by_hand {
            missed.push(name);
        }
    }
    assert!(missed.is_empty(), "{missed:?}");
}
