//! Bytes put before the reader, with named and explained ranges, and where the bytes came from.

use std::ops::Range;

use crate::base::field::Field;
use crate::base::reader::{Malformed, Note, Reader, Result};
use crate::base::side::Side;
use crate::base::text::Text;

/// Where bytes come from. A note's range is within one buffer; this says which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A frame of the capture, by its 1-based number.
    Packet(u32),
    /// A run of the bytes that one side sent over TCP.
    Stream {
        /// Who sent them.
        from: Side,
        /// Offsets in that side's stream, from its first byte.
        at: Range<u64>,
        /// Frames that carried them.
        packets: Vec<u32>,
    },
    /// The inside of a protected record, after decryption.
    Opened {
        /// Who sent it.
        from: Side,
        /// Which record of that side, under its present keys, from 0.
        record: u64,
        /// Frames that carried it.
        packets: Vec<u32>,
    },
    /// Computed by tlslab; it never stood on the wire as such.
    Computed,
    /// A document as it was given, such as a certificate from a file.
    Document,
    /// A part of such a document.
    Part {
        /// Where in the document the part begins.
        start: usize,
        /// Bytes of the whole document.
        whole: usize,
    },
}

/// Bytes with their explanation.
#[derive(Clone, Debug)]
pub struct Exhibit {
    /// What is shown, in a few words.
    pub title: Text,
    /// Where the bytes come from.
    pub origin: Origin,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The fields in them, in the order read: a group comes before its parts.
    pub notes: Vec<Note>,
    /// What could not be read, if anything.
    pub broken: Option<Malformed>,
    /// The bytes that the exhibit is shown for, where it is not for all of them.
    pub marked: Option<Range<usize>>,
}

impl Exhibit {
    /// Reads `bytes` with `parse` and keeps the notes; what `parse` refuses or leaves is kept as well.
    pub fn read<'a, T>(
        title: Text,
        origin: Origin,
        bytes: &'a [u8],
        parse: impl FnOnce(&mut Reader<'a, '_>) -> Result<T>,
    ) -> Self {
        Self::told(title, origin, bytes, parse).0
    }

    /// The same, and what `parse` gives.
    pub fn told<'a, T>(
        title: Text,
        origin: Origin,
        bytes: &'a [u8],
        parse: impl FnOnce(&mut Reader<'a, '_>) -> Result<T>,
    ) -> (Self, Result<T>) {
        // A note takes some three bytes of most messages; growing again and again costs more than a little room.
        let mut notes = Vec::with_capacity(bytes.len() / 4 + 4);
        let mut reader = Reader::noting(bytes, &mut notes);
        let parsed = parse(&mut reader);
        let (start, left) = (reader.at(), reader.left());
        if left > 0 {
            let [start, end] =
                [start, start + left].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
            let field = match parsed {
                Ok(_) => &LEFT_OVER,
                Err(_) => &UNREAD,
            };
            notes.push(Note {
                field,
                at: start..end,
                depth: 0,
            });
        }
        let exhibit = Self {
            title,
            origin,
            bytes: bytes.to_vec(),
            notes,
            broken: parsed.as_ref().err().cloned(),
            marked: None,
        };
        (exhibit, parsed)
    }

    /// A part of a document that was read: those of its notes that lie within `at`, counted from its start.
    pub fn part(&self, title: Text, at: Range<usize>) -> Self {
        let at = at.start.min(self.bytes.len())..at.end.min(self.bytes.len());
        let within = |note: &&Note| {
            let range = note.range();
            at.start <= range.start && range.end <= at.end
        };
        let start = u32::try_from(at.start).unwrap_or(u32::MAX);
        // Groups that reach beyond the part are gone, so that depths are counted anew.
        let mut around: Vec<&Note> = Vec::new();
        let mut notes = Vec::new();
        for note in self.notes.iter().filter(within) {
            let holds = |group: &Note| {
                group.depth < note.depth
                    && group.at.start <= note.at.start
                    && note.at.end <= group.at.end
            };
            while around.last().is_some_and(|group| !holds(group)) {
                around.pop();
            }
            notes.push(Note {
                field: note.field,
                at: note.at.start.saturating_sub(start)..note.at.end.saturating_sub(start),
                depth: u16::try_from(around.len()).unwrap_or(u16::MAX),
            });
            around.push(note);
        }
        Self {
            title,
            origin: Origin::Part {
                start: at.start,
                whole: self.bytes.len(),
            },
            notes,
            bytes: self.bytes.get(at).unwrap_or_default().to_vec(),
            broken: None,
            marked: None,
        }
    }

    /// Whether `note` stands within the bytes it is shown for, where those are not all of it.
    pub fn marks(&self, note: &Note) -> bool {
        let at = note.range();
        self.marked.as_ref().is_some_and(|marked| {
            let part = marked.len() < self.bytes.len();
            part && marked.start <= at.start && at.end <= marked.end && !at.is_empty()
        })
    }

    /// Where its first byte stands in the document it is a part of; 0 for what is whole.
    pub fn start(&self) -> usize {
        match self.origin {
            Origin::Part { start, .. } => start,
            Origin::Packet(_)
            | Origin::Stream { .. }
            | Origin::Opened { .. }
            | Origin::Computed
            | Origin::Document => 0,
        }
    }

    /// Notes that have no parts.
    pub fn leaves(&self) -> impl Iterator<Item = &Note> {
        self.notes
            .iter()
            .enumerate()
            .filter(|(n, note)| {
                self.notes
                    .get(n + 1)
                    .is_none_or(|next| next.depth <= note.depth)
            })
            .map(|(_, note)| note)
    }

    /// The first note of the field called `name`.
    pub fn find(&self, name: &str) -> Option<&Note> {
        self.notes.iter().find(|note| note.field.name == name)
    }

    /// Ranges that no leaf explains: none, if every byte is explained.
    pub fn unexplained(&self) -> Vec<Range<u32>> {
        let mut ranges: Vec<Range<u32>> = self.leaves().map(|note| note.at.clone()).collect();
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut gaps = Vec::new();
        let mut at = 0;
        for range in ranges {
            if range.start > at {
                gaps.push(at..range.start);
            }
            at = at.max(range.end);
        }
        let end = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        if end > at {
            gaps.push(at..end);
        }
        gaps
    }
}

static UNREAD: Field = Field::hex(
    "unread bytes",
    "RFC 8446 §6.2",
    "The structure is broken before this point, so these bytes cannot be given a meaning.",
    "이 지점 앞에서 구조가 깨져 이 바이트들에는 의미를 붙일 수 없다.",
);
static LEFT_OVER: Field = Field::hex(
    "trailing bytes",
    "RFC 8446 §6.2",
    "Bytes after the end of the structure.",
    "구조가 끝난 뒤에 남은 바이트.",
);
