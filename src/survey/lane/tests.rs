//! Directions as honest, lossy and hostile senders make them.

use proptest::prelude::*;

use super::*;

/// What was heard: bytes with the frame that completed them, and gaps.
#[derive(Debug, Default, PartialEq, Eq)]
struct Heard {
    bytes: Vec<u8>,
    gaps: Vec<(usize, u64)>,
    packets: Vec<u32>,
    now: u32,
}

impl Ear for Heard {
    fn bytes(&mut self, bytes: &[u8]) {
        self.packets.push(self.now);
        self.bytes.extend_from_slice(bytes);
    }

    fn earlier(&mut self, packet: u32, _time: Time, bytes: &[u8]) {
        self.packets.push(packet);
        self.bytes.extend_from_slice(bytes);
    }

    fn gap(&mut self, _packet: u32, missing: u64) {
        self.gaps.push((self.bytes.len(), missing));
    }
}

fn load<'a>(packet: u32, sequence: u32, bytes: &'a [u8]) -> Load<'a> {
    Load {
        sequence,
        length: size(bytes),
        bytes,
        packet,
        time: Time::seconds(0),
    }
}

fn size(bytes: &[u8]) -> u64 {
    bytes.len().try_into().unwrap()
}

/// Segments after a SYN numbered 999, in frames 1, 2, …
fn check<const N: usize>(segments: [(u32, &[u8]); N]) -> (Lane, Heard, [(Arrival, bool); N]) {
    let (mut lane, mut heard) = (Lane::default(), Heard::default());
    lane.open(999);
    let arrivals = segments.map(|(sequence, bytes)| {
        heard.now += 1;
        let arrival = lane.arrive(&load(heard.now, sequence, bytes), &mut heard);
        lane.pass(Time::seconds(0), &mut heard);
        arrival
    });
    (lane, heard, arrivals)
}

const NEW: (Arrival, bool) = (Arrival::New, false);
const AGAIN: (Arrival, bool) = (Arrival::Again, false);
const AHEAD: (Arrival, bool) = (Arrival::Ahead, false);
const LATE: (Arrival, bool) = (Arrival::Late, false);

#[test]
fn in_order() {
    let (lane, heard, arrivals) = check([(1000, b"hello "), (1006, b"world")]);
    assert_eq!(arrivals, [NEW, NEW]);
    assert_eq!((&*heard.bytes, lane.given()), (&b"hello world"[..], 11));
}

#[test]
fn a_late_segment_brings_its_successors_with_it() {
    let (lane, heard, arrivals) = check([
        (1000, b"ab"),
        (1004, b"ef"),
        (1006, b"gh"),
        (1002, b"cd"),
        (1008, b"ij"),
    ]);
    assert_eq!(arrivals, [NEW, AHEAD, AHEAD, LATE, NEW]);
    assert_eq!(heard.bytes, b"abcdefghij");
    assert_eq!(heard.packets, [1, 4, 4, 4, 5]);
    assert_eq!(lane.cost(), 0);
}

#[test]
fn sent_again_and_partly_new() {
    let (_, heard, arrivals) = check([
        (1000, b"abcd"),
        (1000, b"abcd"),
        (1002, b"cdef"),
        (1001, b"bc"),
        (1008, b"ij"),
        (1008, b"ij"),
        (1004, b"efghijkl"),
    ]);
    assert_eq!(arrivals, [NEW, AGAIN, NEW, AGAIN, AHEAD, AGAIN, LATE]);
    assert_eq!(heard.bytes, b"abcdefghijkl");
}

#[test]
fn other_bytes_for_the_same_place_are_noticed_and_the_first_stay() {
    let (_, heard, arrivals) = check([
        (1000, b"abcd"),
        (1000, b"abXd"),
        (1006, b"gh"),
        (1004, b"efXh"),
    ]);
    let differs = |arrival| (arrival, true);
    assert_eq!(
        arrivals,
        [NEW, differs(Arrival::Again), AHEAD, differs(Arrival::Late)]
    );
    assert_eq!(heard.bytes, b"abcdefgh");
}

#[test]
fn numbers_wrap() {
    let (mut lane, mut heard) = (Lane::default(), Heard::default());
    lane.open(0xffff_fffb);
    lane.arrive(&load(1, 0xffff_fffc, b"abcd"), &mut heard);
    lane.arrive(&load(2, 2, b"gh"), &mut heard);
    lane.arrive(&load(3, 0, b"ef"), &mut heard);
    assert_eq!(
        lane.arrive(&load(4, 0xffff_fffe, b"cdef"), &mut heard),
        AGAIN
    );
    assert_eq!(heard.bytes, b"abcdefgh");
}

#[test]
fn probes() {
    let (lane, ..) = check([(1000, b"ab"), (1002, b"c")]);
    assert!(lane.probed(1002, 0));
    assert!(!lane.probed(1002, 1), "the segment of one byte again");
    assert!(!lane.probed(1003, 0) && !lane.probed(1001, 1) && !lane.probed(1002, 2));
    let (lane, ..) = check([(1000, b"abc")]);
    assert!(lane.probed(1002, 0) && lane.probed(1002, 1));
}

#[test]
fn what_the_other_end_has_got_is_not_awaited_for_long() {
    let (mut lane, mut heard, _) = check([(1000, b"ab"), (1004, b"ef")]);
    for _ in 0..1000 {
        lane.pass(Time::seconds(0), &mut heard);
    }
    assert_eq!(heard.bytes, b"ab", "nobody has got it");
    lane.acknowledge(1006);
    for _ in 0..PATIENCE {
        lane.pass(Time::seconds(0), &mut heard);
    }
    assert_eq!((&*heard.bytes, &*heard.gaps), (&b"abef"[..], &[(2, 2)][..]));
    assert_eq!(heard.packets, [1, 2]);
    assert_eq!(lane.arrive(&load(9, 1006, b"gh"), &mut heard), NEW);
    assert_eq!(lane.given(), 6);
}

#[test]
fn an_old_hole_is_given_up() {
    let (mut lane, mut heard, _) = check([(1000, b"ab"), (1004, b"ef")]);
    lane.pass(Time::seconds(29), &mut heard);
    assert_eq!(heard.bytes, b"ab");
    lane.pass(Time::seconds(30), &mut heard);
    assert_eq!(heard.bytes, b"abef");
}

#[test]
fn a_hole_holds_back_a_megabyte_and_no_more() {
    let (mut lane, mut heard) = (Lane::default(), Heard::default());
    lane.open(999);
    let bytes = [7; 1000];
    for n in 0..100_000 {
        lane.arrive(&load(n, 1001 + n * 1000, &bytes), &mut heard);
        lane.pass(Time::seconds(0), &mut heard);
        assert!(lane.cost() <= MOST);
    }
    assert_eq!(heard.gaps, [(0, 1)]);
    assert_eq!(heard.bytes.len(), 100_000_000);
}

#[test]
fn the_end_tells_what_was_lost() {
    let lost = |acknowledged: u32, fin: Option<u32>| {
        let (mut lane, mut heard, _) = check([(1000, b"ab"), (1004, b"ef")]);
        lane.acknowledge(acknowledged);
        fin.map(|fin| lane.finish(fin, 9));
        lane.close(9, &mut heard);
        assert_eq!(heard.bytes, b"abef");
        heard.gaps.iter().map(|(_, missing)| missing).sum::<u64>()
    };
    assert_eq!(lost(1000, None), 2);
    assert_eq!(lost(1007, None), 2, "perhaps the FIN");
    assert_eq!(lost(1010, None), 6);
    assert_eq!(lost(1007, Some(1006)), 2);
    assert_eq!(lost(1000, Some(1010)), 6);
    assert_eq!(lost(0, Some(0)), 2, "nonsense");
}

#[test]
fn what_the_capture_cut_off_is_a_gap() {
    let (mut lane, mut heard) = (Lane::default(), Heard::default());
    lane.open(999);
    let cut = |packet, sequence, bytes| Load {
        length: 10,
        ..load(packet, sequence, bytes)
    };
    lane.arrive(&cut(1, 1000, b"abcd"), &mut heard);
    lane.arrive(&cut(2, 1020, b"ijkl"), &mut heard);
    lane.arrive(&cut(3, 1010, b"efgh"), &mut heard);
    assert_eq!(heard.bytes, b"abcdefghijkl");
    assert_eq!(heard.gaps, [(4, 6), (8, 6), (12, 6)]);
    assert_eq!((lane.given(), lane.cost()), (12, 0));
}

#[test]
fn what_came_before_the_first_byte_seen_is_let_be() {
    let (mut lane, mut heard) = (Lane::default(), Heard::default());
    assert_eq!(lane.arrive(&load(1, 1000, b"cd"), &mut heard), NEW);
    assert_eq!(lane.arrive(&load(2, 998, b"ab"), &mut heard), AGAIN);
    assert_eq!(lane.arrive(&load(3, 998, b"abcdef"), &mut heard), NEW);
    assert_eq!(heard.bytes, b"cdef");
}

/// A stream, and where segments of it begin and end, in some order; `lost` leaves some out.
fn segments() -> impl Strategy<Value = (Vec<u8>, Vec<(usize, usize)>)> {
    let stream = prop::collection::vec(any::<u8>(), 1..300);
    stream.prop_flat_map(|stream| {
        let n = stream.len();
        let cuts = prop::collection::vec((0..n, 1..=40_usize), 0..60);
        let whole: Vec<(usize, usize)> = (0..n).step_by(7).map(|at| (at, 7)).collect();
        let all = cuts.prop_map(move |cuts| [whole.clone(), cuts].concat());
        (Just(stream), all.prop_shuffle())
    })
}

proptest! {
    /// However a stream is split, doubled and shuffled: all of it comes once and in order, wherever its numbers begin.
    #[test]
    fn everything_once_and_in_order((stream, segments) in segments(), initial: u32) {
        let (mut lane, mut heard) = (Lane::default(), Heard::default());
        lane.open(initial);
        for (packet, (at, length)) in (1..).zip(segments) {
            let bytes = &stream[at..(at + length).min(stream.len())];
            let sequence = initial.wrapping_add(1 + u32::try_from(at).unwrap());
            let (_, differs) = lane.arrive(&load(packet, sequence, bytes), &mut heard);
            prop_assert!(!differs);
            lane.pass(Time::seconds(0), &mut heard);
        }
        prop_assert_eq!(&heard.bytes, &stream);
        prop_assert!(heard.gaps.is_empty() && lane.cost() == 0);
    }

    /// Whatever is lost: the rest comes in order, and the gaps stand where bytes are missing.
    #[test]
    fn the_rest_with_its_gaps((stream, segments) in segments(), lost in prop::collection::vec(any::<bool>(), 110)) {
        let (mut lane, mut heard) = (Lane::default(), Heard::default());
        lane.open(0);
        let mut seen = vec![false; stream.len()];
        for ((at, length), lost) in segments.into_iter().zip(lost) {
            if lost {
                continue;
            }
            let end = (at + length).min(stream.len());
            seen[at..end].fill(true);
            let sequence = 1 + u32::try_from(at).unwrap();
            lane.arrive(&load(1, sequence, &stream[at..end]), &mut heard);
        }
        lane.acknowledge(1 + u32::try_from(stream.len()).unwrap());
        lane.finish(1 + u32::try_from(stream.len()).unwrap(), 2);
        lane.close(2, &mut heard);
        let rest: Vec<u8> = stream.iter().zip(&seen).filter_map(|(byte, seen)| seen.then_some(*byte)).collect();
        let missing: u64 = heard.gaps.iter().map(|(_, missing)| missing).sum();
        prop_assert_eq!(&heard.bytes, &rest);
        prop_assert_eq!(missing, size(&stream) - size(&rest));
        prop_assert!(heard.gaps.iter().all(|(at, _)| *at <= rest.len()));
    }

    /// Nonsense neither panics nor makes it hold more than it may.
    #[test]
    fn nonsense(loads in prop::collection::vec((any::<u32>(), 0..2000_usize, 0..3000_u64, any::<u32>(), any::<bool>()), 0..60)) {
        let (mut lane, mut heard) = (Lane::default(), Heard::default());
        let bytes = [9; 2000];
        for (packet, (sequence, here, length, number, fin)) in (1..).zip(loads) {
            let load = Load { length, ..load(packet, sequence, &bytes[..here.min(usize::try_from(length).unwrap())]) };
            lane.arrive(&load, &mut heard);
            lane.acknowledge(number);
            lane.pass(Time::seconds(u64::from(packet) * 3), &mut heard);
            if fin {
                lane.finish(number, packet);
            }
            prop_assert!(lane.cost() <= MOST);
        }
        lane.close(99, &mut heard);
        prop_assert_eq!(lane.cost(), 0);
    }
}
