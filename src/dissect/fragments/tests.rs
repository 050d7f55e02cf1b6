//! Packets cut honestly, twice, deceitfully and without end.

use proptest::prelude::*;

use super::*;
use crate::dissect::inside::Carries;
use crate::dissect::sum::Soundness;

/// A SYN from 10.77.0.1 to 10.77.0.2, 40 bytes.
static SYN: &str =
    "c35001bb000003e800000000a002faf06f760000020405b40402080a000000090000000001030307";

fn syn() -> Vec<u8> {
    hex::decode(SYN).unwrap()
}

fn four(id: u16, offset: usize, last: bool, payload: &[u8]) -> Vec<u8> {
    let total = u16::try_from(20 + payload.len()).unwrap().to_be_bytes();
    let place = u16::try_from(offset / 8).unwrap() | if last { 0 } else { 0x2000 };
    let (id, place) = (id.to_be_bytes(), place.to_be_bytes());
    let mut packet = vec![
        0x45, 0, total[0], total[1], id[0], id[1], place[0], place[1], 64, 6, 0, 0, 10, 77, 0, 1,
        10, 77, 0, 2,
    ];
    packet.extend(payload);
    packet
}

fn six(id: u32, offset: usize, last: bool, payload: &[u8]) -> Vec<u8> {
    let mut packet = vec![0x60, 0, 0, 0];
    // Destination options of 8 bytes before the fragment header, TCP behind it.
    packet.extend(u16::try_from(16 + payload.len()).unwrap().to_be_bytes());
    packet.extend([60, 64]);
    packet.extend(hex::decode("fd770000000000000000000000000001").unwrap());
    packet.extend(hex::decode("fd770000000000000000000000000002").unwrap());
    packet.extend([44, 0, 1, 4, 0, 0, 0, 0, 6, 0]);
    packet.extend((u16::try_from(offset).unwrap() | u16::from(!last)).to_be_bytes());
    packet.extend(id.to_be_bytes());
    packet.extend(payload);
    packet
}

fn push(fragments: &mut Fragments, bytes: &[u8], packet: u32, time: Time) -> Option<Whole> {
    let ip = link::packet(&mut Reader::quiet(bytes), bytes.len()).unwrap();
    let Carries::Fragment(fragment) = &ip.carries else {
        unreachable!()
    };
    fragments.push(&ip, fragment, packet, time)
}

/// What pieces give, in frames 1, 2 …
fn check(pieces: &[Vec<u8>]) -> Option<Whole> {
    let mut fragments = Fragments::default();
    let mut whole = None;
    for (packet, bytes) in (1..).zip(pieces) {
        whole = whole.or(push(&mut fragments, bytes, packet, Time(0)));
    }
    assert_eq!(fragments.held == 0, fragments.unfinished.is_empty());
    whole
}

fn port(whole: &Whole) -> u16 {
    let ip = whole.ip().unwrap();
    let Carries::Tcp(segment) = ip.carries else {
        unreachable!()
    };
    segment.destination
}

#[test]
fn a_segment_in_three_pieces() {
    let syn = syn();
    let whole = check(&[
        four(7, 24, true, &syn[24..]),
        four(7, 0, false, &syn[..8]),
        four(8, 8, false, &syn[8..24]),
        four(7, 8, false, &syn[8..24]),
    ])
    .unwrap();
    assert_eq!(
        (whole.packets.as_slice(), port(&whole)),
        (&[1, 2, 4][..], 443)
    );
    let ip = whole.ip().unwrap();
    assert_eq!(ip.checksum().unwrap().verdict(), Soundness::Right);
    let Carries::Tcp(segment) = ip.carries else {
        unreachable!()
    };
    assert_eq!(segment.checksum().verdict(), Soundness::Right);
}

#[test]
fn the_fragment_header_is_gone() {
    let syn = syn();
    let whole = check(&[six(7, 0, false, &syn[..16]), six(7, 16, true, &syn[16..])]).unwrap();
    assert_eq!((port(&whole), whole.bytes.len()), (443, 48 + 40));
    assert_eq!(whole.overlap, Overlap::None);
}

#[test]
fn the_first_bytes_win() {
    let syn = syn();
    let twice = check(&[
        four(7, 0, false, &syn[..16]),
        four(7, 0, false, &syn[..16]),
        four(7, 16, true, &syn[16..]),
    ]);
    assert_eq!(twice.unwrap().overlap, Overlap::None);
    let over = check(&[
        four(7, 8, false, &syn[8..16]),
        four(7, 0, false, &syn[..24]),
        four(7, 16, true, &syn[16..]),
    ]);
    assert_eq!(over.unwrap().overlap, Overlap::Same);
    let mut other = syn.clone();
    other[..24].fill(9);
    let deceit = check(&[
        four(7, 0, false, &syn[..16]),
        four(7, 0, false, &other[..24]),
        four(7, 24, true, &syn[24..]),
    ])
    .unwrap();
    assert_eq!((deceit.overlap, port(&deceit)), (Overlap::Differs, 443));
    assert_eq!(deceit.bytes[36..44], [9; 8]);
}

#[test]
fn what_cannot_be_a_piece_is_not_taken() {
    let syn = syn();
    let death = [four(7, 0, false, &syn[..8]), four(7, 65_528, true, &syn)];
    assert_eq!(check(&death), None);
    assert_eq!(
        check(&[four(7, 0, false, &syn[..9]), four(7, 8, true, b"x")]),
        None
    );
    // Cut by the capture.
    let mut cut = four(7, 0, false, &syn[..16]);
    cut.truncate(28);
    assert_eq!(check(&[cut, four(7, 16, true, &syn[16..])]), None);
    // Two ends.
    let ends = [four(7, 8, true, &syn[8..24]), four(7, 24, true, &syn[24..])];
    assert_eq!(check(&ends), None);
}

#[test]
fn nothing_grows_without_end() {
    let mut fragments = Fragments::default();
    for id in 0..1000 {
        push(&mut fragments, &four(id, 8, false, &[0; 8]), 1, Time(0));
        assert!(fragments.unfinished.len() <= MOST_PACKETS);
    }
    assert_eq!(fragments.let_go(), 1000 - 256);
    for n in 0..30_000 {
        let bytes = four(n % 200, usize::from(n / 200) * 400 + 8, false, &[0; 400]);
        push(&mut fragments, &bytes, 1, Time(1));
        assert!(fragments.held <= MOST_HELD);
    }
    let before = fragments.let_go();
    let late = Time::seconds(100);
    let waiting = u64::try_from(fragments.unfinished.len()).unwrap();
    push(&mut fragments, &four(1, 0, false, &[0; 8]), 1, late);
    assert_eq!(fragments.let_go(), before + waiting);
}

proptest! {
    #[test]
    fn any_order_gives_the_same(
        payload in prop::collection::vec(any::<u8>(), 20..400),
        cuts in prop::collection::btree_set(1usize..50, 1..8),
        order in any::<u64>(),
    ) {
        let mut ends: Vec<_> = cuts.iter().map(|cut| cut * 8).filter(|cut| *cut < payload.len()).collect();
        prop_assume!(!ends.is_empty());
        ends.push(payload.len());
        let mut start = 0;
        let mut pieces = Vec::new();
        for end in ends {
            pieces.push(four(7, start, end == payload.len(), &payload[start..end]));
            start = end;
        }
        let n = pieces.len();
        for at in 0..n {
            let with = usize::try_from(order.rotate_left(u32::try_from(at).unwrap() * 7) % 64).unwrap() % n;
            pieces.swap(at, with);
        }
        let whole = check(&pieces).unwrap();
        prop_assert_eq!(&whole.bytes[20..], &payload[..]);
        prop_assert_eq!(whole.packets.len(), n);
    }

    #[test]
    fn any_pieces_are_harmless(
        pieces in prop::collection::vec((0u16..3, 0usize..40, any::<bool>(), 1usize..40), 0..40),
    ) {
        let mut fragments = Fragments::default();
        for (id, offset, last, length) in pieces {
            if offset == 0 && last {
                continue;
            }
            let bytes = four(id, offset * 8, last, &vec![7; length]);
            if let Some(whole) = push(&mut fragments, &bytes, 1, Time(0)) {
                assert!(whole.bytes[20..].iter().all(|byte| *byte == 7));
            }
            let held: usize = fragments.unfinished.iter().map(Unfinished::held).sum();
            assert_eq!(held, fragments.held);
        }
    }
}
