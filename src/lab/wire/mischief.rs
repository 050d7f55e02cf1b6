//! What the wire does to frames: it loses some, and it may flip one bit.
//!
//! Both wires ask it about every frame, as the sender sent it. Loss is drawn from a seed. The bit to flip is named by
//! TLS record, so the TCP stream is followed from its SYN by sequence number (RFC 9293 section 3.4) and cut at record
//! headers (RFC 8446 section 5.1), which may lie across segments. A changed segment sent again is changed again:
//! otherwise the receiver could get two versions of one byte.

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use crate::base::side::Side;
use crate::base::text::Text;
use crate::dissect::checksum;
use crate::dissect::tcp::Flags;
use crate::lab::wire::segment::{Ports, Seen};
use crate::lab::wire::visit::{Conditions, Flip};
use crate::text;

/// What becomes of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It goes on as it was sent.
    Deliver,
    /// It is lost.
    Drop,
    /// It goes on, changed; here is how.
    Changed(Text),
}

/// The fate of every frame of a run.
#[derive(Debug)]
pub struct Mischief {
    dice: ChaCha8Rng,
    loss: f64,
    unlucky: BTreeMap<Same, u32>,
    flip: Option<Flip>,
    streams: BTreeMap<Ports, Stream>,
    target: Option<(Ports, u32)>,
}

/// What a segment and its retransmissions have in common: ports, sequence number, whether it carries anything.
type Same = (Ports, u32, bool);

/// So often in a row the same segment may be lost. The kernel waits 0.2 s before the first retransmission and twice
/// as long before each next: four losses already cost 3 s.
const UNLUCKY: u32 = 4;

impl Mischief {
    /// Nothing has been seen yet; the dice are seeded from `conditions`.
    pub fn new(conditions: &Conditions) -> Self {
        Self {
            dice: ChaCha8Rng::seed_from_u64(conditions.seed),
            loss: conditions.loss,
            unlucky: BTreeMap::new(),
            flip: conditions.flip,
            streams: BTreeMap::new(),
            target: None,
        }
    }

    /// What becomes of an Ethernet frame that `from` sent, seen now for the first time. Frames must come in the order
    /// they were sent, retransmissions too. The bit to flip is flipped in `frame`, and its TCP checksum made right
    /// again, for otherwise the kernel would drop it and nobody above would ever see the change.
    ///
    /// Only frames with TCP are ever touched. A segment is lost at most four times in a row, so that a run ends;
    /// with a loss of 100 percent the wire is cut and nothing arrives.
    pub fn judge(&mut self, from: Side, frame: &mut [u8]) -> Verdict {
        let Some(seen) = Seen::of(frame) else {
            return Verdict::Deliver;
        };
        let aim = self.aim(from, &seen, frame);
        if self.loses(&seen) {
            return Verdict::Drop;
        }
        match aim.and_then(|aim| aim.flip(frame)) {
            Some(how) => Verdict::Changed(how),
            None => Verdict::Deliver,
        }
    }

    fn loses(&mut self, seen: &Seen) -> bool {
        if self.loss <= 0.0 {
            return false;
        }
        if self.loss >= 100.0 {
            return true;
        }
        let drawn = f64::from(self.dice.next_u32()) / f64::from(u32::MAX) * 100.0;
        let row = self
            .unlucky
            .entry((seen.ports, seen.seq, seen.occupies()))
            .or_default();
        if drawn >= self.loss || *row >= UNLUCKY {
            *row = 0;
            return false;
        }
        *row += 1;
        true
    }

    /// Follows the stream, and tells where in this segment the bit lies, if it does.
    fn aim(&mut self, from: Side, seen: &Seen, frame: &[u8]) -> Option<Aim> {
        let flip = self.flip.filter(|flip| flip.from == from)?;
        if seen.flags.has(Flags::SYN) {
            let stream = self.streams.entry(seen.ports).or_default();
            if stream.origin != seen.seq.wrapping_add(1) {
                *stream = Stream::from(seen.seq.wrapping_add(1));
            }
        }
        let stream = self.streams.get_mut(&seen.ports)?;
        let start = seen.seq.wrapping_sub(stream.origin);
        let found = stream.follow(start, frame.get(seen.payload.clone())?, &flip);
        if let (None, Some(offset)) = (self.target, found) {
            self.target = Some((seen.ports, offset)); // One bit of the run, in the first connection that has it.
        }
        let (_, offset) = self.target.filter(|(ports, _)| *ports == seen.ports)?;
        let place = usize::try_from(offset.checked_sub(start)?).ok()?;
        (place < seen.payload.len()).then(|| Aim {
            flip,
            at: seen.payload.start + place,
        })
    }
}

/// One direction of a connection, cut into records.
#[derive(Debug, Default)]
struct Stream {
    /// Sequence number of the first byte.
    origin: u32,
    /// How many bytes were looked at; those sent again are not looked at again.
    known: u32,
    /// Records whose header is complete.
    records: usize,
    /// The header that is under way.
    header: Vec<u8>,
    /// Bytes of the current record's body still to come.
    body: u32,
}

impl Stream {
    fn from(origin: u32) -> Self {
        Self {
            origin,
            ..Self::default()
        }
    }

    /// Looks at `payload`, which begins `start` bytes after the origin; gives the offset of the byte that `flip` means
    /// once the header of its record is complete.
    fn follow(&mut self, start: u32, payload: &[u8], flip: &Flip) -> Option<u32> {
        let again = usize::try_from(self.known.checked_sub(start)?).ok()?;
        let mut found = None;
        for byte in payload.get(again..)? {
            self.known = self.known.wrapping_add(1);
            if self.body > 0 {
                self.body -= 1;
                continue;
            }
            self.header.push(*byte);
            let &[_, _, _, high, low] = self.header.as_slice() else {
                continue;
            };
            self.header.clear();
            let length = u16::from_be_bytes([high, low]);
            self.body = u32::from(length);
            if self.records == flip.record {
                found = place(flip.byte, length).map(|place| self.known.wrapping_add(place));
            }
            self.records += 1;
        }
        found
    }
}

/// Where byte `byte` of a body of `length` bytes is; none if the body has no such byte.
fn place(byte: isize, length: u16) -> Option<u32> {
    let place = if byte < 0 {
        usize::from(length).checked_sub(byte.unsigned_abs())?
    } else {
        byte.unsigned_abs()
    };
    (place < usize::from(length)).then(|| u32::try_from(place).ok())?
}

/// A bit of a frame.
struct Aim {
    flip: Flip,
    /// Where the byte is.
    at: usize,
}

impl Aim {
    fn flip(&self, frame: &mut [u8]) -> Option<Text> {
        let Flip {
            from,
            record,
            byte,
            bit,
        } = self.flip;
        let sent = *frame.get(self.at)?;
        let arrives = sent ^ 1_u8.checked_shl(u32::from(bit)).filter(|mask| *mask > 0)?;
        *frame.get_mut(self.at)? = arrives;
        checksum::rewrite(frame);
        let (en, ko) = match from {
            Side::Client => ("the client sent", "클라이언트가 보낸"),
            Side::Server => ("the server sent", "서버가 보낸"),
        };
        Some(text!(
            en: "bit {bit} of byte {byte} in the body of TLS record {record} that {en} (counted from 0) was flipped: {sent:#04x} became {arrives:#04x}",
            ko: "{ko} TLS 레코드 {record}번(0부터 셈) 본문에서 비트 하나가 뒤집힘 (바이트 {byte}, 비트 {bit}): {sent:#04x} → {arrives:#04x}",
        ))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const SYN: u8 = 2;
    const ACK: u8 = 16;

    fn conditions(loss: f64, flip: Option<Flip>) -> Conditions {
        Conditions {
            delay: Duration::ZERO,
            loss,
            mtu: 1500,
            seed: 7,
            flip,
            ipv6: false,
        }
    }

    fn frame(seq: u32, flags: u8, payload: &[u8]) -> Vec<u8> {
        let mut frame = vec![0; 54];
        frame[12..14].copy_from_slice(&[0x08, 0x00]);
        frame[14] = 0x45;
        frame[16..18].copy_from_slice(&u16::try_from(40 + payload.len()).unwrap().to_be_bytes());
        frame[23] = 6;
        frame[34..38].copy_from_slice(&[0xc0, 0x00, 1, 187]);
        frame[38..42].copy_from_slice(&seq.to_be_bytes());
        frame[46] = 0x50;
        frame[47] = flags;
        frame.extend(payload);
        checksum::rewrite(&mut frame);
        frame
    }

    /// The sum over the segment as the checksum field leaves it: it may not change when the payload and the field do.
    fn sum(frame: &[u8]) -> u32 {
        frame[34..]
            .chunks(2)
            .map(|two| u32::from(two[0]) * 256 + two.get(1).map_or(0, |low| u32::from(*low)))
            .sum::<u32>()
            % 0xffff
    }

    fn check(flip: Flip, segments: &[(u32, &[u8])], changed: &[(usize, usize)]) {
        let mut mischief = Mischief::new(&conditions(0.0, Some(flip)));
        mischief.judge(Side::Client, &mut frame(u32::MAX - 2, SYN, &[]));
        let mut found = Vec::new();
        for (nth, (offset, payload)) in segments.iter().enumerate() {
            let sent = frame((u32::MAX - 1).wrapping_add(*offset), ACK, payload);
            let mut arrives = sent.clone();
            match mischief.judge(Side::Client, &mut arrives) {
                Verdict::Deliver => assert_eq!(sent, arrives),
                Verdict::Drop => panic!("nothing is lost here"),
                Verdict::Changed(_) => {
                    assert_eq!(sum(&sent), sum(&arrives));
                    let at = (54..sent.len()).find(|at| sent[*at] != arrives[*at]);
                    found.push((nth, at.unwrap() - 54));
                }
            }
        }
        assert_eq!(found, changed);
    }

    fn flip(record: usize, byte: isize) -> Flip {
        Flip {
            from: Side::Client,
            record,
            byte,
            bit: 0,
        }
    }

    #[test]
    fn a_bit_is_found_across_segments_and_again_in_a_retransmission() {
        let one: &[u8] = &[22, 3, 1, 0, 2, 9, 9, 23, 3];
        let two: &[u8] = &[3, 0, 3, 7, 8, 9];
        let stream = [(0, one), (9, two), (9, two), (10, &two[1..])];
        check(flip(0, 1), &stream, &[(0, 6)]);
        check(flip(1, 0), &stream, &[(1, 3), (2, 3), (3, 2)]);
        check(flip(1, -1), &stream, &[(1, 5), (2, 5), (3, 4)]);
        check(flip(1, 3), &stream, &[]);
        check(flip(1, -4), &stream, &[]);
        check(flip(2, 0), &stream, &[]);
    }

    #[test]
    fn loss_is_a_matter_of_seed_and_never_endless() {
        let mut first = Mischief::new(&conditions(90.0, None));
        let mut second = Mischief::new(&conditions(90.0, None));
        let fates: Vec<Verdict> = (0..100)
            .map(|_| first.judge(Side::Client, &mut frame(5, ACK, b"x")))
            .collect();
        assert!(
            fates
                .windows(5)
                .all(|five| five.contains(&Verdict::Deliver))
        );
        assert!(fates.contains(&Verdict::Drop));
        for fate in fates {
            assert_eq!(fate, second.judge(Side::Client, &mut frame(5, ACK, b"x")));
        }
    }

    #[test]
    fn a_cut_wire_carries_addresses_but_no_segment() {
        let mut mischief = Mischief::new(&conditions(100.0, None));
        let mut arp = vec![0; 42];
        arp[12..14].copy_from_slice(&[0x08, 0x06]);
        assert_eq!(mischief.judge(Side::Client, &mut arp), Verdict::Deliver);
        for _ in 0..50 {
            assert_eq!(
                mischief.judge(Side::Client, &mut frame(0, SYN, &[])),
                Verdict::Drop
            );
        }
    }
}
