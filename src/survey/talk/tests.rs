//! A conversation is the same however its bytes are cut, and survives whatever is done to them.

use std::path::Path;

use proptest::prelude::*;

use crate::base::reader::Reader;
use crate::base::side::Side;
use crate::capture::source;
use crate::dissect::inside::Carries;
use crate::dissect::link;
use crate::keys::log::Log;
use crate::survey::connection::Connection;
use crate::survey::desk::Desk;
use crate::survey::drawer::{Digests, Drawer};
use crate::survey::talk::{Talk, Told};
use crate::survey::watcher::Watcher;

struct Nobody;

impl Watcher for Nobody {
    fn connection(&mut self, _: Connection) {}
}

/// What each end of a capture's first connection said, in turns, and the key log beside it.
fn turns(name: &str) -> (Vec<(Side, Vec<u8>)>, Log) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/captures");
    let reading = source::read(&std::fs::read(folder.join(name)).unwrap());
    let keys =
        std::fs::read_to_string(folder.join(format!("{name}.keylog.txt"))).unwrap_or_default();
    let mut client = None;
    let mut turns: Vec<(Side, Vec<u8>)> = Vec::new();
    let mut next = [None::<u32>; 2];
    for packet in &reading.packets {
        let frame = link::frame(&mut Reader::quiet(&packet.bytes), packet.link).unwrap();
        let Some(Carries::Tcp(segment)) = frame.ip().map(|ip| ip.carries.clone()) else {
            continue;
        };
        let client = *client.get_or_insert(segment.source);
        let from = if segment.source == client {
            Side::Client
        } else {
            Side::Server
        };
        let next = &mut next[from as usize];
        if segment.payload.is_empty() || next.is_some_and(|next| next != segment.sequence) {
            continue;
        }
        *next = Some(
            segment
                .sequence
                .wrapping_add(u32::try_from(segment.payload.len()).unwrap()),
        );
        match turns.last_mut() {
            Some((last, bytes)) if *last == from => bytes.extend_from_slice(segment.payload),
            _ => turns.push((from, segment.payload.to_vec())),
        }
    }
    let (log, _) = Log::parse(&format!("{keys}\n{}", reading.secrets));
    (turns, log)
}

/// Follows the turns, each cut after every so many bytes.
fn follow(turns: &[(Side, Vec<u8>)], log: &Log, cuts: &[usize]) -> Told {
    let mut drawer = Drawer::new(log.clone());
    drawer.digests = Digests::Compute;
    let mut nobody = Nobody;
    let mut desk = Desk {
        drawer: &mut drawer,
        watcher: &mut nobody,
        connection: 1,
        packet: 1,
        time: Default::default(),
    };
    let mut talk = Talk::default();
    let mut sizes = cuts.iter().cycle();
    for (from, bytes) in turns {
        let mut left = bytes.as_slice();
        while !left.is_empty() {
            let size = (*sizes.next().unwrap()).clamp(1, left.len());
            let (piece, rest) = left.split_at(size);
            talk.bytes(&mut desk, *from, piece);
            left = rest;
        }
    }
    let told = talk.close(&mut desk, [true; 2]);
    assert_eq!(drawer.held, 0, "memory held is given back");
    told
}

const CAPTURES: [&str; 3] = [
    "tls13-nanosecond.pcap",
    "tls13-big-endian-nanosecond-dsb.pcapng",
    "tls10-last-packet-cut.pcap",
];

#[test]
fn cuts_change_nothing() {
    for name in CAPTURES {
        let (turns, log) = turns(name);
        let whole = follow(&turns, &log, &[usize::MAX]);
        let tls = whole.tls.unwrap();
        assert!(!tls.messages.is_empty(), "{name}");
        for cuts in [&[1][..], &[2, 3], &[7], &[64, 1, 1000], &[1448]] {
            let cut = follow(&turns, &log, cuts);
            assert_eq!(
                format!("{:?}", cut.tls.unwrap()),
                format!("{tls:?}"),
                "{name} cut at {cuts:?}"
            );
            assert_eq!(cut.starttls, whole.starttls);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_cuts_change_nothing(cuts in prop::collection::vec(1_usize..700, 1..12)) {
        let (turns, log) = turns(CAPTURES[0]);
        let whole = follow(&turns, &log, &[usize::MAX]);
        let cut = follow(&turns, &log, &cuts);
        prop_assert_eq!(format!("{:?}", cut.tls), format!("{:?}", whole.tls));
    }

    #[test]
    fn nothing_that_is_done_to_bytes_panics(
        which in 0..CAPTURES.len(),
        flips in prop::collection::vec((0_usize..8000, any::<u8>()), 1..20),
        gap in prop::option::of((0_usize..12, 1_u64..20_000)),
        cuts in prop::collection::vec(1_usize..1500, 1..5),
    ) {
        let (mut turns, log) = turns(CAPTURES[which]);
        for (at, mask) in flips {
            let turn = at % turns.len();
            let bytes = &mut turns[turn].1;
            let place = at % bytes.len();
            bytes[place] ^= mask;
        }
        if let Some((at, lost)) = gap {
            let turn = at % turns.len();
            let bytes = &mut turns[turn].1;
            let lost = usize::try_from(lost).unwrap().min(bytes.len());
            bytes.drain(..lost);
        }
        follow(&turns, &log, &cuts);
    }
}

#[test]
fn a_gap_of_known_length_is_stepped_over() {
    let (turns, log) = turns(CAPTURES[0]);
    let whole = follow(&turns, &log, &[usize::MAX]).tls.unwrap();
    // The middle of the server's first flight is missing: the record around it is lost, those behind it are not.
    let mut drawer = Drawer::new(log);
    let mut nobody = Nobody;
    let mut desk = Desk {
        drawer: &mut drawer,
        watcher: &mut nobody,
        connection: 1,
        packet: 1,
        time: Default::default(),
    };
    let mut talk = Talk::default();
    for (n, (from, bytes)) in turns.iter().enumerate() {
        if n == 1 {
            let (front, rest) = bytes.split_at(300);
            talk.bytes(&mut desk, *from, front);
            talk.gap(&mut desk, *from, 50);
            talk.bytes(&mut desk, *from, &rest[50..]);
        } else {
            talk.bytes(&mut desk, *from, bytes);
        }
    }
    let tls = talk.close(&mut desk, [true; 2]).tls.unwrap();
    assert_eq!(tls.version, whole.version);
    assert_eq!(tls.decryption.bytes, whole.decryption.bytes);
    assert!(tls.records.application_data < whole.records.application_data + 1);
}

/// MySQL's client asks to turn and needs no answer: its hello may follow in the same segment, at any place.
#[test]
fn a_hello_in_the_segment_that_asks_to_turn_is_heard() {
    let (turns, log) = turns("mysql-vlan-tls11.pcap");
    let mut joined: Vec<(Side, Vec<u8>)> = Vec::new();
    for (from, bytes) in turns {
        match joined.last_mut() {
            Some((last, before)) if *last == from => before.extend(bytes),
            _ => joined.push((from, bytes)),
        }
    }
    for cut in [37, 38, 41, 42, 60, 9000] {
        let told = follow(&joined, &log, &[78, cut, 9000, 9000, 9000]);
        assert_eq!(told.starttls, Some("mysql"), "{cut}");
        let hellos = told.tls.unwrap().client_hellos.len();
        assert_eq!(hellos, 1, "{cut}");
    }
}
