//! Bytes of one direction that came before earlier ones did, until the hole before them is filled or given up.
//!
//! Where two segments say different bytes for the same place, the first stays.

use std::collections::BTreeMap;

use crate::base::time::Time;

/// What a piece costs beside its bytes.
const COST: usize = 96;

/// Pieces behind a hole. They do not overlap.
#[derive(Debug, Default)]
pub(crate) struct Held {
    /// By the place of the first byte.
    pieces: BTreeMap<u64, Piece>,
    cost: usize,
    /// When the first hole was noticed, and how many packets may still pass before it is given up.
    pub(crate) since: Time,
    pub(crate) patience: u32,
}

/// What a segment brought.
#[derive(Debug)]
pub(crate) struct Piece {
    /// The frame that carried it.
    pub(crate) packet: u32,
    /// When that was seen.
    pub(crate) time: Time,
    /// What the capture has of it.
    pub(crate) bytes: Vec<u8>,
    /// Its length on the wire.
    pub(crate) length: u64,
}

/// What became of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Put {
    /// How many of its bytes were not held yet.
    pub(crate) fresh: u64,
    /// Whether what was held already is something else.
    pub(crate) differs: bool,
}

impl Held {
    /// Holds what is new of a segment of `length` bytes at `at`, of which the capture has `bytes`.
    pub(crate) fn put(
        &mut self,
        at: u64,
        length: u64,
        bytes: &[u8],
        packet: u32,
        time: Time,
    ) -> Put {
        let end = at + length;
        let before = self.pieces.range(..=at).next_back();
        let start = before.map_or(at, |(start, _)| *start);
        let mut put = Put {
            fresh: 0,
            differs: false,
        };
        let mut from = at;
        let mut parts = Vec::new();
        for (start, piece) in self.pieces.range(start..end) {
            if *start > from {
                parts.push((from, *start));
            }
            from = from.max(start + piece.length);
            let both = at.max(*start);
            let (old, new) = (skip(&piece.bytes, both - start), skip(bytes, both - at));
            put.differs |= old.iter().zip(new).any(|(old, new)| old != new);
        }
        if from < end {
            parts.push((from, end));
        }
        for (from, to) in parts {
            let bytes = skip(bytes, from - at);
            let here = bytes.len().min(usize::try_from(to - from).unwrap_or(0));
            let piece = Piece {
                packet,
                time,
                bytes: bytes.get(..here).unwrap_or_default().to_vec(),
                length: to - from,
            };
            self.cost += piece.bytes.len() + COST;
            self.pieces.insert(from, piece);
            put.fresh += to - from;
        }
        put
    }

    /// The first piece, if it begins at `at` or before.
    pub(crate) fn take(&mut self, at: u64) -> Option<Piece> {
        let entry = self.pieces.first_entry()?;
        if *entry.key() > at {
            return None;
        }
        let piece = entry.remove();
        self.cost -= piece.bytes.len() + COST;
        Some(piece)
    }

    /// Where the first hole ends, and the frame that showed it.
    pub(crate) fn first(&self) -> Option<(u64, u32)> {
        let (at, piece) = self.pieces.first_key_value()?;
        Some((*at, piece.packet))
    }

    /// Where the last piece ends.
    pub(crate) fn end(&self) -> u64 {
        let last = self.pieces.last_key_value();
        last.map_or(0, |(at, piece)| at + piece.length)
    }

    /// Bytes of memory.
    pub(crate) fn cost(&self) -> usize {
        self.cost
    }
}

fn skip(bytes: &[u8], n: u64) -> &[u8] {
    usize::try_from(n)
        .ok()
        .and_then(|n| bytes.get(n..))
        .unwrap_or_default()
}
