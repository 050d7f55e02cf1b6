//! The bytes of one direction of one TCP connection, put in order again (RFC 9293 §3.4), and which frame carried them.
//!
//! Knows nothing of TLS and checks no checksum: whoever pushes decides what arrived. Where two segments say different
//! bytes for the same place, the first stays. Memory is bounded by what the segments carried, data beyond a gap by [`HELD`].

use std::collections::BTreeMap;
use std::ops::Range;

use crate::dissect::tcp::{Flags, Segment};

/// Most bytes kept beyond a gap, and how far beyond the last byte in order a segment may begin.
pub const HELD: usize = 4 << 20;
/// Largest gap that [`Stream::skip_gap`] gives up on: some TLS records of the largest size.
pub const GAP: u64 = 64 << 10;
/// Most bytes all skipped gaps of a stream may count together.
const GAPS: u64 = 256 << 10;
/// Most contradictions kept.
const CONFLICTS: usize = 64;

/// What a segment brought. Ranges are offsets in the stream, from the first data byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// No bytes and no news: a pure acknowledgment, or a segment whose bytes the capture cut off.
    Empty,
    /// The first SYN; bytes it carries, if any (RFC 7413), are taken in.
    Syn,
    /// A SYN with another initial sequence number: a new connection on the same ports. Nothing was taken in; begin a new
    /// [`Stream`] with this segment.
    Reused,
    /// The next bytes in order. `at` leaves out bytes at the front that were there before. The segment may have FIN too.
    New {
        /// The bytes that are new.
        at: Range<u64>,
    },
    /// A retransmission: everything in it was seen before, be it bytes, the SYN (`at` is `0..0`) or the FIN (`at` is empty,
    /// at its place).
    Again {
        /// The frame that carried it first.
        first: u32,
        /// The bytes carried again.
        at: Range<u64>,
        /// Whether they differ from those seen first: an honest sender never does that.
        differs: bool,
    },
    /// Bytes, or a FIN, beyond a gap: earlier ones were not seen yet. They are held back.
    Ahead {
        /// The bytes that are missing before what is held back.
        missing: Range<u64>,
    },
    /// Bytes that arrive late and fill a gap, at least its beginning: `bytes()` has grown by them and perhaps by what was held.
    Fills {
        /// The bytes of this segment that were missing.
        at: Range<u64>,
    },
    /// A probe that only asks for an acknowledgment: one number back, with at most one byte (RFC 9293 §3.8.4).
    KeepAlive,
    /// The sender is done: a FIN without bytes, in its place. (With bytes it is [`Arrival::New`] or [`Arrival::Fills`].)
    Fin {
        /// How many bytes were sent in all.
        at: u64,
    },
    /// The connection is over at once.
    Reset,
    /// Not taken in: before the first byte seen, behind the FIN, or more than [`HELD`] ahead.
    Refused,
}

/// One direction of one TCP connection.
#[derive(Clone, Debug, Default)]
pub struct Stream {
    /// The first SYN: its sequence number and frame.
    syn: Option<(u32, u32)>,
    /// Sequence number of the first data byte.
    first: Option<u32>,
    /// The FIN: its place and frame.
    fin: Option<(u64, u32)>,
    reset: bool,
    bytes: Vec<u8>,
    /// From which offset on which frame carried the bytes, ascending; a frame of 0 is a skipped gap.
    runs: Vec<(u64, u32)>,
    /// Data beyond a gap, by its offset; pieces do not overlap.
    held: BTreeMap<u64, Piece>,
    held_bytes: usize,
    gaps: Vec<Range<u64>>,
    conflicts: Vec<Range<u64>>,
}

#[derive(Clone, Debug)]
struct Piece {
    packet: u32,
    bytes: Vec<u8>,
}

impl Piece {
    fn end(&self, start: u64) -> u64 {
        start + size(&self.bytes)
    }
}

impl Stream {
    /// Nothing seen yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in what frame `packet` carried.
    pub fn push(&mut self, packet: u32, segment: &Segment<'_>) -> Arrival {
        let (flags, sequence) = (segment.flags, segment.sequence);
        if flags.has(Flags::RST) {
            self.reset = true;
            return Arrival::Reset;
        }
        if flags.has(Flags::SYN) {
            return self.open(packet, segment);
        }
        if segment.length == 0 && !flags.has(Flags::FIN) {
            return if self.probes(sequence) {
                Arrival::KeepAlive
            } else {
                Arrival::Empty
            };
        }
        if segment.length == 1 && self.probes(sequence) && !self.ends_alone(segment.payload) {
            return Arrival::KeepAlive;
        }
        let first = *self.first.get_or_insert(sequence);
        match self.place(first, sequence) {
            Some(at) => self.arrive(packet, at, segment),
            None => self.before(first, packet, segment),
        }
    }

    /// The bytes in order so far, from the first data byte. A gap that was skipped counts as zeros; see [`Stream::gaps`].
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Frames that first carried the bytes of `at`, ascending, each once.
    pub fn packets(&self, at: Range<u64>) -> Vec<u32> {
        let from = self.runs.partition_point(|(start, _)| *start <= at.start);
        let mut packets: Vec<u32> = self
            .runs
            .iter()
            .skip(from.saturating_sub(1))
            .take_while(|(start, _)| *start < at.end)
            .filter(|(_, packet)| *packet != 0 && !at.is_empty())
            .map(|(_, packet)| *packet)
            .collect();
        packets.sort_unstable();
        packets.dedup();
        packets
    }

    /// The gap before data, or a FIN, that is held back; none while everything is in order.
    pub fn missing(&self) -> Option<Range<u64>> {
        let next = self.next();
        let held = self.held.keys().next().copied();
        let fin = self.fin.map(|(at, _)| at).filter(|at| *at > next);
        let end = held.into_iter().chain(fin).min()?;
        Some(next..end)
    }

    /// Sequence number of the SYN; none where the capture begins later.
    pub fn initial(&self) -> Option<u32> {
        self.syn.map(|(sequence, _)| sequence)
    }

    /// Sequence number of the first data byte.
    pub fn first(&self) -> Option<u32> {
        self.first
    }

    /// Gives up on the gap of [`Stream::missing`]: its bytes count as zeros, and what was held back follows. None where
    /// nothing is missing, or where more is missing than [`GAP`] or than such gaps may count together.
    pub fn skip_gap(&mut self) -> Option<Range<u64>> {
        let gap = self.missing()?;
        let zeros = gap.end - gap.start;
        let skipped: u64 = self.gaps.iter().map(|gap| gap.end - gap.start).sum();
        if zeros > GAP || skipped + zeros > GAPS {
            return None;
        }
        self.runs.push((gap.start, 0));
        let end = self.bytes.len() + usize::try_from(zeros).ok()?;
        self.bytes.resize(end, 0);
        self.gaps.push(gap.clone());
        self.drain();
        Some(gap)
    }

    /// Gaps that were skipped, ascending: bytes nobody saw.
    pub fn gaps(&self) -> &[Range<u64>] {
        &self.gaps
    }

    /// Places for which segments gave different bytes, in the order noticed; at most 64 are kept.
    pub fn conflicts(&self) -> &[Range<u64>] {
        &self.conflicts
    }

    /// Whether everything up to the FIN has arrived.
    pub fn finished(&self) -> bool {
        self.fin.is_some_and(|(at, _)| at == self.next())
    }

    /// Whether an RST ended it.
    pub fn reset(&self) -> bool {
        self.reset
    }

    fn open(&mut self, packet: u32, segment: &Segment<'_>) -> Arrival {
        let start = segment.sequence.wrapping_add(1);
        if self.first.is_some_and(|first| first != start) {
            return Arrival::Reused;
        }
        self.first = Some(start);
        let known = self.syn;
        self.syn.get_or_insert((segment.sequence, packet));
        let data = (segment.length > 0).then(|| self.arrive(packet, 0, segment));
        match (known, data) {
            (None, _) => Arrival::Syn,
            // It may come again without the bytes it had, or with bytes for the first time.
            (Some(_), Some(data @ (Arrival::New { .. } | Arrival::Again { .. }))) => data,
            (Some((_, first)), _) => Arrival::Again {
                first,
                at: 0..0,
                differs: false,
            },
        }
    }

    /// A segment that begins before the first byte seen. Its part from there on counts.
    fn before(&mut self, first: u32, packet: u32, segment: &Segment<'_>) -> Arrival {
        let early = usize::try_from(first.wrapping_sub(segment.sequence)).unwrap_or(usize::MAX);
        let rest = segment.payload.get(early..).unwrap_or_default();
        if rest.is_empty() {
            return Arrival::Refused;
        }
        let segment = Segment {
            payload: rest,
            length: segment.length - early,
            ..*segment
        };
        self.arrive(packet, 0, &segment)
    }

    /// The payload and FIN of a segment whose first byte stands at `at`.
    fn arrive(&mut self, packet: u32, at: u64, segment: &Segment<'_>) -> Arrival {
        let end = at + u64::try_from(segment.length).unwrap_or(u64::MAX);
        let next = self.next();
        let beyond = self.fin.is_some_and(|(fin, _)| end > fin);
        let far = end.saturating_sub(next) > HELD as u64;
        if beyond || far {
            return Arrival::Refused;
        }
        let fin_again = self.fin;
        if segment.flags.has(Flags::FIN) && fin_again.is_none() && self.last() <= end {
            self.fin = Some((end, packet));
        }
        if segment.length > 0 {
            return match self.data(packet, at, segment.payload) {
                // Old bytes, but the FIN with them is new.
                Arrival::Again { .. } if self.fin != fin_again && self.finished() => {
                    Arrival::Fin { at: end }
                }
                arrival => arrival,
            };
        }
        match fin_again {
            Some((fin, first)) if fin == end => Arrival::Again {
                first,
                at: fin..fin,
                differs: false,
            },
            None if self.fin.is_some() => match self.missing() {
                Some(missing) => Arrival::Ahead { missing },
                None => Arrival::Fin { at: end },
            },
            _ => Arrival::Refused,
        }
    }

    fn data(&mut self, packet: u32, at: u64, payload: &[u8]) -> Arrival {
        if payload.is_empty() {
            return Arrival::Empty;
        }
        let (next, end) = (self.next(), at + size(payload));
        let gap = self.missing().is_some();
        if !gap && at == next {
            self.append(packet, payload);
            return Arrival::New { at: at..end };
        }
        let (first, differs) = self.compare(at, payload);
        let fresh = self.fresh(at..end);
        let (Some(start), Some(stop)) = (fresh.first(), fresh.last()) else {
            let at = at..end;
            // Nobody carried it: it comes after its gap was given up.
            return first.map_or(Arrival::Refused, |first| Arrival::Again {
                first,
                at,
                differs,
            });
        };
        let new = start.start..stop.end;
        let bytes: u64 = fresh.iter().map(|part| part.end - part.start).sum();
        if new.start > next && self.held_bytes as u64 + bytes > HELD as u64 {
            return Arrival::Refused;
        }
        for part in fresh {
            let bytes = slice(payload, part.start - at..part.end - at).to_vec();
            self.held_bytes += bytes.len();
            self.held.insert(part.start, Piece { packet, bytes });
        }
        self.drain();
        match self.missing() {
            Some(missing) if new.start > next => Arrival::Ahead { missing },
            _ if gap => Arrival::Fills { at: new },
            _ => Arrival::New { at: new },
        }
    }

    /// Compares with what is there already: the frame that first carried any of it, and whether bytes differ.
    fn compare(&mut self, at: u64, payload: &[u8]) -> (Option<u32>, bool) {
        let end = at + size(payload);
        let old = at..end.min(self.next());
        let mut first = self.packets(old.clone()).first().copied();
        let mut conflict: Option<Range<u64>> = None;
        if !old.is_empty() {
            let (have, got) = (
                slice(&self.bytes, old.clone()),
                slice(payload, 0..old.end - at),
            );
            let gaps = &self.gaps;
            let differ = have
                .iter()
                .zip(got)
                .zip(old.start..)
                .filter(|((a, b), n)| a != b && !gaps.iter().any(|gap| gap.contains(n)));
            for (_, n) in differ {
                conflict = Some(conflict.map_or(n, |seen| seen.start)..n + 1);
            }
        }
        for (start, piece) in self.pieces(at..end) {
            let both = at.max(*start)..end.min(piece.end(*start));
            if both.is_empty() {
                continue;
            }
            first = Some(first.map_or(piece.packet, |first| first.min(piece.packet)));
            if slice(&piece.bytes, both.start - start..both.end - start)
                != slice(payload, both.start - at..both.end - at)
            {
                conflict = Some(conflict.map_or(both.start, |seen| seen.start)..both.end);
            }
        }
        let differs = conflict.is_some();
        if self.conflicts.len() < CONFLICTS {
            self.conflicts.extend(conflict);
        }
        (first, differs)
    }

    /// The parts of `at` that neither stand in order nor are held back.
    fn fresh(&self, at: Range<u64>) -> Vec<Range<u64>> {
        let mut from = at.start.max(self.next());
        let mut parts = Vec::new();
        for (start, piece) in self.pieces(from..at.end) {
            if *start > from {
                parts.push(from..*start);
            }
            from = from.max(piece.end(*start));
        }
        if from < at.end {
            parts.push(from..at.end);
        }
        parts
    }

    /// Pieces held back that may overlap `at`: the one before may reach into it, the others begin inside.
    fn pieces(&self, at: Range<u64>) -> impl Iterator<Item = (&u64, &Piece)> {
        let before = self.held.range(..=at.start).next_back();
        let from = before.map_or(at.start, |(start, _)| *start);
        self.held.range(from..at.end.max(from))
    }

    /// Moves what is held back and now in order behind the bytes.
    fn drain(&mut self) {
        while let Some(entry) = self.held.first_entry() {
            if *entry.key() != size(&self.bytes) {
                return;
            }
            let piece = entry.remove();
            self.held_bytes -= piece.bytes.len();
            self.append(piece.packet, &piece.bytes);
        }
    }

    fn append(&mut self, packet: u32, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        if self.runs.last().is_none_or(|(_, last)| *last != packet) {
            self.runs.push((self.next(), packet));
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// Offset of the next byte in order.
    fn next(&self) -> u64 {
        size(&self.bytes)
    }

    /// Offset after the last byte seen, in order or held.
    fn last(&self) -> u64 {
        self.held
            .last_key_value()
            .map_or(self.next(), |(start, piece)| piece.end(*start))
    }

    /// The offset of a sequence number, taken as the nearest to the next byte: the numbers wrap after 4 GiB. None before the
    /// first byte.
    fn place(&self, first: u32, sequence: u32) -> Option<u64> {
        let next = self.next();
        let low = u32::try_from(next & 0xffff_ffff).unwrap_or_default();
        let ahead = sequence.wrapping_sub(first.wrapping_add(low)).cast_signed();
        next.checked_add_signed(ahead.into())
    }

    /// Whether `sequence` is one before the next byte, with nothing held back.
    fn probes(&self, sequence: u32) -> bool {
        let before = self.first.map(|first| first.wrapping_sub(1));
        self.held.is_empty()
            && before.and_then(|before| self.place(before, sequence)) == Some(self.next())
    }

    /// Whether the last frame in order carried `payload` and nothing else: then one byte again is that frame sent again.
    fn ends_alone(&self, payload: &[u8]) -> bool {
        let alone = self.runs.last().map(|(start, _)| *start) == self.next().checked_sub(1);
        alone && self.bytes.ends_with(payload)
    }
}

fn size(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

fn slice(bytes: &[u8], at: Range<u64>) -> &[u8] {
    let (Ok(start), Ok(end)) = (usize::try_from(at.start), usize::try_from(at.end)) else {
        return &[];
    };
    bytes.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests;
