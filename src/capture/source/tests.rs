//! What a source gives, from real captures: whole, cut, changed, packed, and byte by byte.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use super::*;
use crate::base::time::Time;

/// Every capture in the test data, with its name.
pub(super) fn captures() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/captures");
    let files = std::fs::read_dir(folder).unwrap();
    let mut captures: Vec<_> = files
        .map(|file| file.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|end| end == "pcap" || end == "pcapng")
        })
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect();
    captures.sort();
    captures
}

fn capture(name: &str) -> Reading {
    let captures = captures();
    let (_, bytes) = captures.iter().find(|(file, _)| file == name).unwrap();
    read(bytes)
}

#[test]
fn a_cut_file_gives_what_stands_before_the_cut() {
    for (name, bytes) in captures() {
        let whole = read(&bytes);
        let ends = ends(&bytes);
        for end in 0..bytes.len() {
            let cut = read(&bytes[..end]);
            assert!(whole.packets.starts_with(&cut.packets), "{name} at {end}");
            let noticed = cut.broken.is_some();
            assert_eq!(noticed, !ends.contains(&end), "{name} cut at {end}");
        }
    }
}

/// Where the file's header, a packet or a block ends, as the lengths in the file say.
fn ends(bytes: &[u8]) -> Vec<usize> {
    let ng = bytes[..4] == [0x0a, 0x0d, 0x0d, 0x0a];
    let big = match ng {
        true => bytes[8] == 0x1a,
        false => bytes[0] == 0xa1,
    };
    let number = |at: usize| {
        let four = bytes.get(at..at + 4)?.try_into().ok()?;
        let number = if big {
            u32::from_be_bytes(four)
        } else {
            u32::from_le_bytes(four)
        };
        Some(number as usize)
    };
    let mut ends = vec![if ng { number(4).unwrap() } else { 24 }];
    let length = |end| match ng {
        true => number(end + 4),
        false => number(end + 8).map(|kept| kept + 16),
    };
    while let Some(length) = length(*ends.last().unwrap()) {
        ends.push(ends.last().unwrap() + length);
    }
    ends
}

#[test]
fn a_changed_byte_never_panics() {
    for (_, bytes) in captures() {
        let mut bytes = bytes;
        for at in 0..bytes.len() {
            for mask in [0x01, 0x80, 0xff] {
                bytes[at] ^= mask;
                read(&bytes);
                bytes[at] ^= mask;
            }
        }
    }
}

#[test]
fn byte_order_and_resolution_change_nothing() {
    let [micro, nano, big] = [
        "tls13-big-endian.pcap",
        "tls13-nanosecond.pcap",
        "tls13-big-endian-nanosecond-dsb.pcapng",
    ]
    .map(capture);
    assert_eq!(micro.packets.len(), 22);
    let close = |a: Time, b: Time| a.0.abs_diff(b.0) < 1_000;
    for (n, packet) in micro.packets.iter().enumerate() {
        assert_eq!(packet.number as usize, n + 1);
        for other in [&nano.packets[n], &big.packets[n]] {
            assert_eq!(other.bytes, packet.bytes);
            assert!(close(other.time, packet.time));
        }
    }
    assert!(big.secrets.contains("CLIENT_HANDSHAKE_TRAFFIC_SECRET "));
    assert!(big.broken.is_none());
}

#[test]
fn a_snap_length_keeps_the_length_on_the_wire() {
    let packets = capture("tls12-snaplen-128.pcap").packets;
    assert!(packets.iter().all(|packet| packet.bytes.len() <= 128));
    assert!(packets.iter().any(|packet| packet.original > 128));
}

#[test]
fn damage_is_placed_in_the_file() {
    let cut = capture("tls10-last-packet-cut.pcap");
    let broken = cut.broken.unwrap();
    assert!(!cut.packets.is_empty());
    assert_eq!(broken.field, "packet");
    let Fault::Short { need, have } = broken.fault else {
        panic!("{broken}")
    };
    assert_eq!(need - have, 20);
}

#[test]
fn what_is_no_capture_says_so() {
    let broken = |bytes: &[u8]| read(bytes).broken.unwrap().to_string();
    assert_eq!(
        broken(b"SSH-2.0-OpenSSH_9.2\r\n\r\nxx"),
        "magic number at byte 0 is 1397966893, not that of pcap or pcapng"
    );
    assert_eq!(broken(b""), "magic number at byte 0 needs 4 bytes, 0 left");
}
