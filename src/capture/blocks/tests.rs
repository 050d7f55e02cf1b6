//! Blocks made by hand: clocks, kinds, lengths that lie.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::capture::source::read;

/// A block around `body`, its numbers written by `four`.
fn block(kind: u32, body: &[u8], four: fn(u32) -> [u8; 4]) -> Vec<u8> {
    let length = u32::try_from(body.len() + FRAME).unwrap();
    [&four(kind), &four(length), body, &four(length)].concat()
}

/// A little-endian section with one interface and one packet stamped `ticks`.
fn section(options: &[u8], ticks: u64) -> Vec<u8> {
    let four = u32::to_le_bytes;
    let mut header = four(0x1a2b_3c4d).to_vec();
    header.extend([1, 0, 0, 0]);
    header.extend([0xff; 8]);
    let interface = [&[1, 0, 0, 0, 0, 0, 0, 0], options].concat();
    let high = u32::try_from(ticks >> 32).unwrap();
    let low = u32::try_from(ticks & 0xffff_ffff).unwrap();
    let fields = [0, high, low, 2, 60].map(four).concat();
    let packet = [&fields[..], &[0xab, 0xcd, 0, 0]].concat();
    [
        block(Section::MAGIC, &header, four),
        block(INTERFACE, &interface, four),
        block(0x0bad, b"skip", four),
        block(ENHANCED_PACKET, &packet, four),
    ]
    .concat()
}

#[test]
fn ticks_are_what_the_interface_says() {
    let check = |options: &[u8], ticks: u64, nanos: u64| {
        let reading = read(&section(options, ticks));
        assert_eq!(reading.broken, None);
        assert_eq!(reading.packets[0].time, Time(nanos));
        assert_eq!(reading.packets[0].bytes, [0xab, 0xcd]);
        assert_eq!(reading.packets[0].original, 60);
    };
    let half = 1_700_000_000_500_000_000;
    check(&[], 1_700_000_000_500_000, half);
    check(&[9, 0, 1, 0, 9, 0, 0, 0], half, half);
    check(&[9, 0, 1, 0, 3, 0, 0, 0], 1_700_000_000_500, half);
    check(&[9, 0, 1, 0, 0, 0, 0, 0], 1_700_000_000, half - 500_000_000);
    check(&[9, 0, 1, 0, 0x81, 0, 0, 0], 3_400_000_001, half);
    let offset = [14, 0, 8, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
    check(&offset, 1_700_000_001_500_000, half);
    check(&[9, 0, 1, 0, 0x7f, 0, 0, 0], u64::MAX, 0);
}

#[test]
fn a_name_in_another_encoding_or_no_end_of_options_is_no_fault() {
    let reading = read(&section(&[2, 0, 4, 0, 0xb0, 0xa1, 0xb3, 0xaa], 0));
    assert_eq!((reading.packets.len(), reading.broken), (1, None));
}

#[test]
fn sections_follow_one_another_and_numbers_go_on() {
    let file = [section(&[], 1), section(&[9, 0, 1, 0, 9, 0, 0, 0], 1)].concat();
    let packets = read(&file).packets;
    let seen: Vec<_> = packets.iter().map(|p| (p.number, p.time.0)).collect();
    assert_eq!(seen, [(1, 1_000), (2, 1)]);
}

#[test]
fn old_and_simple_packet_blocks_are_read() {
    let four = u32::to_le_bytes;
    let mut file = section(&[], 0);
    let old = [
        &[0, 0, 0, 0],
        &[0, 7, 1, 60].map(four).concat()[..],
        &[9, 0, 0, 0],
    ]
    .concat();
    file.extend(block(OLD_PACKET, &old, four));
    file.extend(block(SIMPLE_PACKET, &[1, 0, 0, 0, 8, 0, 0, 0], four));
    let reading = read(&file);
    assert_eq!(reading.broken, None);
    let [_, old, simple] = &reading.packets[..] else {
        panic!("{reading:?}")
    };
    assert_eq!(
        (&old.bytes[..], old.time, old.original),
        (&[9][..], Time(7_000), 60)
    );
    assert_eq!((&simple.bytes[..], simple.number), (&[8][..], 3));
}

#[test]
fn a_fault_is_placed_and_what_stood_before_is_kept() {
    let mut file = section(&[], 0);
    let end = file.len();
    file.extend(section(&[], 0));
    let packet = file.len() - 36;
    file[packet + 8] = 9;
    let reading = read(&file);
    assert_eq!(reading.packets.len(), 1);
    let broken = reading.broken.unwrap();
    assert!(broken.at > end);
    let says = format!(
        "interface at byte {} is 9, not an interface that the section described before",
        packet + 8
    );
    assert_eq!(broken.to_string(), says);
}
