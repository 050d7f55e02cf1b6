//! Streams as honest, lossy and hostile senders make them.

use proptest::prelude::*;

use super::*;
use crate::dissect::sum::Sum;

fn segment(flags: Flags, sequence: u32, payload: &[u8]) -> Segment<'_> {
    Segment {
        source: 1,
        destination: 2,
        sequence,
        acknowledgment: 0,
        flags,
        window: 0,
        sum: Sum::default(),
        urgent: 0,
        options: &[],
        header: 20,
        payload,
        length: payload.len(),
        payload_at: 54,
    }
}

/// A stream after a SYN numbered 999 in frame 1, then `segments` in frames 2, 3 …
fn check<const N: usize>(segments: [(Flags, u32, &[u8]); N]) -> (Stream, [Arrival; N]) {
    let mut stream = Stream::new();
    assert_eq!(stream.push(1, &segment(Flags::SYN, 999, &[])), Arrival::Syn);
    let mut packet = 1;
    let arrivals = segments.map(|(flags, sequence, payload)| {
        packet += 1;
        stream.push(packet, &segment(flags, sequence, payload))
    });
    (stream, arrivals)
}

const ACK: Flags = Flags::ACK;
const FIN: Flags = Flags(0x011);

fn again(first: u32, at: Range<u64>) -> Arrival {
    Arrival::Again {
        first,
        at,
        differs: false,
    }
}

#[test]
fn in_order() {
    let (stream, arrivals) = check([
        (ACK, 1000, b""),
        (ACK, 1000, b"hello "),
        (ACK, 1006, b"world"),
        (FIN, 1011, b""),
        (ACK, 1012, b""),
    ]);
    assert_eq!(
        arrivals,
        [
            Arrival::Empty,
            Arrival::New { at: 0..6 },
            Arrival::New { at: 6..11 },
            Arrival::Fin { at: 11 },
            Arrival::Empty,
        ]
    );
    assert_eq!(stream.bytes(), b"hello world");
    assert_eq!(stream.packets(0..11), [3, 4]);
    assert_eq!(stream.packets(5..6), [3]);
    assert_eq!(stream.packets(6..7), [4]);
    assert!(stream.packets(3..3).is_empty());
    assert_eq!(stream.initial(), Some(999));
    assert!(stream.finished());
}

#[test]
fn everything_is_sent_again() {
    let (stream, arrivals) = check([
        (Flags::SYN, 999, b""),
        (ACK, 1000, b"abcd"),
        (ACK, 1000, b"abcd"),
        (ACK, 1001, b"bX"),
        (FIN, 1004, b""),
        (FIN, 1004, b""),
        (FIN, 1000, b"abcd"),
        (Flags::SYN, 5000, b""),
    ]);
    let differs = Arrival::Again {
        first: 3,
        at: 1..3,
        differs: true,
    };
    assert_eq!(
        arrivals,
        [
            again(1, 0..0),
            Arrival::New { at: 0..4 },
            again(3, 0..4),
            differs,
            Arrival::Fin { at: 4 },
            again(6, 4..4),
            again(3, 0..4),
            Arrival::Reused,
        ]
    );
    assert_eq!(stream.bytes(), b"abcd");
    assert_eq!(stream.conflicts().first(), Some(&(2..3)));
}

#[test]
fn a_gap_is_filled_in_parts() {
    let (stream, arrivals) = check([
        (FIN, 1006, b"gh"),
        (ACK, 1002, b"cd"),
        (ACK, 1002, b"cd"),
        (ACK, 1000, b"abc"),
        (ACK, 1003, b"defg"),
    ]);
    assert_eq!(
        arrivals,
        [
            Arrival::Ahead { missing: 0..6 },
            Arrival::Ahead { missing: 0..2 },
            again(3, 2..4),
            Arrival::Fills { at: 0..2 },
            Arrival::Fills { at: 4..6 },
        ]
    );
    assert_eq!(stream.bytes(), b"abcdefgh");
    assert_eq!(stream.packets(0..8), [2, 3, 5, 6]);
    assert_eq!(stream.missing(), None);
    assert!(stream.finished());
}

#[test]
fn old_and_new_bytes_together() {
    let (stream, arrivals) = check([
        (ACK, 1000, b"abc"),
        (ACK, 1001, b"bcdef"),
        (FIN, 1004, b"ef"),
    ]);
    assert_eq!(
        arrivals,
        [
            Arrival::New { at: 0..3 },
            Arrival::New { at: 3..6 },
            Arrival::Fin { at: 6 },
        ]
    );
    assert_eq!(stream.packets(0..6), [2, 3]);
}

#[test]
fn probes_are_not_data() {
    let (stream, arrivals) = check([
        (ACK, 999, b"\0"),
        (ACK, 1000, b"abc"),
        (ACK, 1002, b""),
        (ACK, 1002, b"\0"),
        (ACK, 1002, b"c"),
        (ACK, 1003, b"d"),
        (ACK, 1003, b"d"),
    ]);
    assert_eq!(
        arrivals,
        [
            Arrival::KeepAlive,
            Arrival::New { at: 0..3 },
            Arrival::KeepAlive,
            Arrival::KeepAlive,
            Arrival::KeepAlive,
            Arrival::New { at: 3..4 },
            again(7, 3..4),
        ]
    );
    assert_eq!(stream.bytes(), b"abcd");
}

#[test]
fn a_gap_that_stays_can_be_skipped() {
    let (mut stream, _) = check([(ACK, 1000, b"ab"), (ACK, 1005, b"fg"), (FIN, 1009, b"")]);
    assert_eq!(stream.missing(), Some(2..5));
    assert_eq!(stream.skip_gap(), Some(2..5));
    assert_eq!(stream.bytes(), b"ab\0\0\0fg");
    assert_eq!(stream.packets(0..7), [2, 3]);
    assert!(stream.packets(2..5).is_empty());
    assert_eq!(stream.gaps().first(), Some(&(2..5)));
    // What comes after its gap was given up is too late.
    let late = stream.push(9, &segment(ACK, 1003, b"d"));
    assert_eq!(late, Arrival::Refused);
    // Only the FIN says that two more bytes are missing.
    assert_eq!(stream.skip_gap(), Some(7..9));
    assert_eq!(stream.skip_gap(), None);
    assert!(stream.finished());
}

#[test]
fn memory_is_bounded() {
    let mut stream = Stream::new();
    stream.push(1, &segment(Flags::SYN, 0, &[]));
    let block = vec![7; 60_000];
    let mut refused = 0;
    for n in 0..100 {
        if stream.push(2 + n, &segment(ACK, 2 + n * 60_000, &block)) == Arrival::Refused {
            refused += 1;
        }
    }
    assert!(refused > 0 && stream.held_bytes <= HELD);
    let far = segment(ACK, 1 << 30, b"far");
    assert_eq!(stream.push(999, &far), Arrival::Refused);
    let mut wide = Stream::new();
    wide.push(1, &segment(Flags::SYN, 0, &[]));
    wide.push(2, &segment(ACK, 1 + 70_000, b"x"));
    assert_eq!(wide.skip_gap(), None);
}

#[test]
fn a_capture_that_begins_in_the_middle() {
    let mut stream = Stream::new();
    assert_eq!(stream.push(1, &segment(ACK, 500, b"")), Arrival::Empty);
    let new = Arrival::New { at: 0..2 };
    assert_eq!(stream.push(2, &segment(ACK, 500, b"ab")), new);
    let early = segment(ACK, 490, b"0123456789");
    assert_eq!(stream.push(3, &early), Arrival::Refused);
    let across = segment(ACK, 498, b"89abcd");
    assert_eq!(stream.push(4, &across), Arrival::New { at: 2..4 });
    assert_eq!((stream.initial(), stream.first()), (None, Some(500)));
    assert_eq!(stream.bytes(), b"abcd");
    let reset = segment(Flags::RST, 77, b"why");
    assert_eq!(stream.push(5, &reset), Arrival::Reset);
    assert!(stream.reset());
}

#[test]
fn a_cut_segment_leaves_a_gap() {
    let mut stream = Stream::new();
    stream.push(1, &segment(Flags::SYN, 0, &[]));
    let cut = Segment {
        length: 10,
        ..segment(ACK, 1, b"abcd")
    };
    assert_eq!(stream.push(2, &cut), Arrival::New { at: 0..4 });
    let ahead = Arrival::Ahead { missing: 4..10 };
    assert_eq!(stream.push(3, &segment(ACK, 11, b"k")), ahead);
}

#[test]
fn bytes_in_the_first_syn() {
    let mut stream = Stream::new();
    let syn = segment(Flags::SYN, 7, b"early");
    assert_eq!(stream.push(1, &syn), Arrival::Syn);
    assert_eq!(stream.bytes(), b"early");
    assert_eq!(stream.push(2, &syn), again(1, 0..5));
}

proptest! {
    /// Whatever the order, overlap and repetition, an honest sender's bytes come out, across the wrap of the numbers.
    #[test]
    fn honest_bytes_come_out(
        bytes in prop::collection::vec(any::<u8>(), 1..400),
        cuts in prop::collection::vec((0usize..400, 1usize..90), 0..60),
    ) {
        let start = u32::MAX - 150;
        let mut stream = Stream::new();
        stream.push(1, &segment(Flags::SYN, start.wrapping_sub(1), &[]));
        let whole = (0..bytes.len()).step_by(50).map(|at| (at, 50)).rev();
        let mut packet = 1;
        for (at, n) in cuts.into_iter().chain(whole) {
            let Some(tail) = bytes.get(at..) else { continue };
            let payload = &tail[..n.min(tail.len())];
            packet += 1;
            let sequence = start.wrapping_add(u32::try_from(at).unwrap());
            let arrival = stream.push(packet, &segment(ACK, sequence, payload));
            prop_assert_ne!(&arrival, &Arrival::Refused);
            if let Arrival::Again { differs, .. } = arrival {
                prop_assert!(!differs);
            }
        }
        prop_assert_eq!(stream.bytes(), &bytes[..]);
        prop_assert_eq!(stream.missing(), None);
        prop_assert_eq!(stream.held_bytes, 0);
        prop_assert!(stream.conflicts().is_empty());
        for at in 0..bytes.len() as u64 {
            prop_assert_eq!(stream.packets(at..at + 1).len(), 1);
        }
    }

    /// Whatever a hostile sender does, nothing panics and the books stay right.
    #[test]
    fn hostile_segments_do_no_harm(
        segments in prop::collection::vec((0u16..64, 0u32..300, prop::collection::vec(any::<u8>(), 0..40), 0usize..9, any::<bool>()), 0..80),
    ) {
        let mut stream = Stream::new();
        for (n, (flags, sequence, payload, cut, skip)) in segments.into_iter().enumerate() {
            let packet = u32::try_from(n).unwrap() + 1;
            let shown = &payload[..payload.len().saturating_sub(cut)];
            let segment = Segment { length: payload.len(), ..segment(Flags(flags), sequence.wrapping_sub(99), shown) };
            stream.push(packet, &segment);
            if skip {
                stream.skip_gap();
            }
            let held: usize = stream.held.values().map(|piece| piece.bytes.len()).sum();
            prop_assert_eq!(held, stream.held_bytes);
            let all = 0..size(stream.bytes());
            prop_assert!(stream.packets(all).iter().all(|seen| *seen <= packet));
            if let Some(missing) = stream.missing() {
                prop_assert!(missing.start < missing.end);
            }
        }
    }
}
