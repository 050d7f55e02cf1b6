//! The one parser that can take notes: quiet for gigabytes, noting for the message on the screen.
//!
//! A parser written against [`Reader`] reads as the RFC writes. Leaf notes tile what was read: every byte is explained
//! once (bit fields share the range of their number). On an error the notes taken so far stay: a broken message still teaches.

use std::mem::replace;
use std::ops::Range;

use crate::base::field::Field;
use crate::base::text::{Doc, Text};
use crate::text;

/// A field and where it stands. The value stays in the bytes.
#[derive(Clone, Debug)]
pub struct Note {
    /// Which field.
    pub field: &'static Field,
    /// Its bytes, within the buffer that was read.
    pub at: Range<u32>,
    /// How many groups it stands in.
    pub depth: u16,
}

impl Note {
    /// Its range as indices into a slice.
    pub fn range(&self) -> Range<usize> {
        self.at.start as usize..self.at.end as usize
    }

    /// Its bytes within the buffer that was read.
    pub fn of<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        bytes.get(self.range()).unwrap_or_default()
    }
}

/// Bytes that are not what they claim: which field, where, and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field} at byte {at} {fault}")]
pub struct Malformed {
    /// Name of the field that could not be read.
    pub field: &'static str,
    /// Offset of the fault in the buffer.
    pub at: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong at a place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The bytes end too early.
    #[error("needs {need} bytes, {have} left")]
    Short {
        /// Bytes the field needs.
        need: usize,
        /// Bytes that are left.
        have: usize,
    },
    /// Bytes are left over where the structure should end.
    #[error("leaves {left} bytes over")]
    Trailing {
        /// Bytes left over.
        left: usize,
    },
    /// A value that must not stand there.
    #[error("is {found}, not {}", .want.en)]
    Value {
        /// The value found.
        found: u64,
        /// What may stand there.
        want: Doc,
    },
}

impl Malformed {
    /// The same in both languages.
    pub fn text(&self) -> Text {
        let Self { field, at, fault } = self;
        match fault {
            Fault::Short { need, have } => {
                text!(en: "{field} at byte {at} needs {need} bytes, {have} left", ko: "{at}번째 바이트의 {field}: {need}바이트가 필요하지만 {have}바이트만 남음")
            }
            Fault::Trailing { left } => {
                text!(en: "{field} at byte {at} leaves {left} bytes over", ko: "{at}번째 바이트의 {field}: {left}바이트가 남음")
            }
            Fault::Value { found, want } => {
                let (en, ko) = (want.en, want.ko);
                text!(en: "{field} at byte {at} is {found}, not {en}", ko: "{at}번째 바이트의 {field}: 값 {found}, 기대값 {ko}")
            }
        }
    }
}

/// What reading gives.
pub type Result<T> = std::result::Result<T, Malformed>;

/// A cursor over bytes that may take notes of what it reads.
#[derive(Debug)]
pub struct Reader<'a, 'n> {
    data: &'a [u8],
    at: usize,
    end: usize,
    depth: u16,
    notes: Option<&'n mut Vec<Note>>,
}

impl<'a, 'n> Reader<'a, 'n> {
    /// Reads without notes.
    pub fn quiet(data: &'a [u8]) -> Self {
        Self {
            data,
            at: 0,
            end: data.len(),
            depth: 0,
            notes: None,
        }
    }

    /// Reads and appends a note for each field to `notes`.
    pub fn noting(data: &'a [u8], notes: &'n mut Vec<Note>) -> Self {
        Self {
            notes: Some(notes),
            ..Self::quiet(data)
        }
    }

    /// Bytes left before the end of the present structure.
    #[inline(always)]
    pub fn left(&self) -> usize {
        self.end.saturating_sub(self.at)
    }

    /// Offset in the buffer of the next byte.
    #[inline]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The bytes left, without reading them.
    #[inline(always)]
    pub fn peek(&self) -> &'a [u8] {
        self.data.get(self.at..self.end).unwrap_or_default()
    }

    /// The bytes of `range` of the whole buffer, read or not.
    #[inline]
    pub fn whole(&self, range: Range<usize>) -> &'a [u8] {
        self.data.get(range).unwrap_or_default()
    }

    /// An error at the next byte.
    #[cold]
    pub fn fail<T>(&self, field: &Field, fault: Fault) -> Result<T> {
        Err(Malformed {
            field: field.name,
            at: self.at,
            fault,
        })
    }

    #[cold]
    #[inline(never)]
    fn short<T>(&self, field: &Field, need: usize) -> Result<T> {
        let have = self.left();
        self.fail(field, Fault::Short { need, have })
    }

    /// Whether no notes are taken: what only explains need not be read.
    pub fn is_quiet(&self) -> bool {
        self.notes.is_none()
    }

    /// The next `n` bytes.
    #[inline(always)]
    pub fn bytes(&mut self, field: &'static Field, n: usize) -> Result<&'a [u8]> {
        let Some(bytes) = self.peek().get(..n) else {
            return self.short(field, n);
        };
        self.note(field, self.at, self.at + n);
        self.at += n;
        Ok(bytes)
    }

    /// The next `N` bytes as an array.
    #[inline(always)]
    pub fn array<const N: usize>(&mut self, field: &'static Field) -> Result<[u8; N]> {
        let Some(bytes) = self.peek().first_chunk() else {
            return self.short(field, N);
        };
        self.note(field, self.at, self.at + N);
        self.at += N;
        Ok(*bytes)
    }

    /// All bytes left in the present structure; no note is taken when there are none.
    #[inline]
    pub fn rest(&mut self, field: &'static Field) -> Result<&'a [u8]> {
        match self.left() {
            0 => Ok(&[]),
            n => self.bytes(field, n),
        }
    }

    /// A big-endian number of `n` bytes, at most eight.
    #[inline(always)]
    pub fn uint(&mut self, field: &'static Field, n: usize) -> Result<u64> {
        Ok(match *self.bytes(field, n)? {
            [a] => a.into(),
            [a, b] => u16::from_be_bytes([a, b]).into(),
            [a, b, c, d] => u32::from_be_bytes([a, b, c, d]).into(),
            ref other => other.iter().fold(0, |v, b| v << 8 | u64::from(*b)),
        })
    }

    /// One byte as a number.
    #[inline(always)]
    pub fn u8(&mut self, field: &'static Field) -> Result<u8> {
        let [byte] = self.array(field)?;
        Ok(byte)
    }

    /// Two bytes as a big-endian number.
    #[inline(always)]
    pub fn u16(&mut self, field: &'static Field) -> Result<u16> {
        Ok(u16::from_be_bytes(self.array(field)?))
    }

    /// Four bytes as a big-endian number.
    #[inline(always)]
    pub fn u32(&mut self, field: &'static Field) -> Result<u32> {
        Ok(u32::from_be_bytes(self.array(field)?))
    }

    /// A number of `n` bytes whose bits are fields of their own: `whole` notes the number, `parts` its bits, deeper by one.
    #[inline(always)]
    pub fn bits(
        &mut self,
        whole: &'static Field,
        n: usize,
        parts: &[&'static Field],
    ) -> Result<u64> {
        let start = self.at;
        let value = self.uint(whole, n)?;
        if self.notes.is_some() {
            self.parts(parts, start, start + n);
        }
        Ok(value)
    }

    #[cold]
    #[inline(never)]
    fn parts(&mut self, parts: &[&'static Field], start: usize, end: usize) {
        self.depth += 1;
        for part in parts {
            self.note(part, start, end);
        }
        self.depth -= 1;
    }

    /// A structure: what `body` reads belongs to `field`.
    #[inline(always)]
    pub fn group<T>(
        &mut self,
        field: &'static Field,
        body: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        // One call of `body` for both kinds of reading, so that the quiet one is inlined.
        let open = self.note(field, self.at, self.at);
        self.depth += 1;
        let out = body(self);
        self.depth -= 1;
        if self.notes.is_some() {
            self.close(open);
        }
        out
    }

    /// Ends the group whose note is number `open` here.
    #[cold]
    #[inline(never)]
    fn close(&mut self, open: usize) {
        let end = u32::try_from(self.at).unwrap_or(u32::MAX);
        if let Some(note) = self.notes.as_mut().and_then(|notes| notes.get_mut(open)) {
            note.at.end = end;
        }
    }

    /// A structure of exactly `n` bytes: `body` sees no further, and must leave nothing.
    #[inline]
    pub fn fenced<T>(
        &mut self,
        field: &'static Field,
        n: usize,
        body: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        self.group(field, |r| r.within(field, n, body))
    }

    /// What `body` reads; none if it fails, and then nothing was read and nothing noted. For bytes that may be something
    /// else than what their place suggests.
    pub fn attempt<T>(&mut self, body: impl FnOnce(&mut Self) -> Result<T>) -> Option<T> {
        let at = self.at;
        let taken = self.notes.as_ref().map_or(0, |notes| notes.len());
        let out = body(self).ok();
        if out.is_none() {
            self.at = at;
            if let Some(notes) = &mut self.notes {
                notes.truncate(taken);
            }
        }
        out
    }

    /// RFC 8446's `T name<0..2^(8n)-1>`: a length of `n` bytes, then that many bytes for `body`, which must leave nothing.
    #[inline]
    pub fn vector<T>(
        &mut self,
        field: &'static Field,
        n: usize,
        body: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        self.group(field, |r| {
            let len = usize::try_from(r.uint(&LENGTH, n)?).unwrap_or(usize::MAX);
            r.within(field, len, body)
        })
    }

    #[inline(always)]
    fn within<T>(
        &mut self,
        field: &'static Field,
        n: usize,
        body: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        if n > self.left() {
            return self.fail(
                field,
                Fault::Short {
                    need: n,
                    have: self.left(),
                },
            );
        }
        let outer = replace(&mut self.end, self.at + n);
        let out = body(self).and_then(|value| match self.left() {
            0 => Ok(value),
            left => self.fail(field, Fault::Trailing { left }),
        });
        self.end = outer;
        out
    }

    #[inline(always)]
    fn note(&mut self, field: &'static Field, start: usize, end: usize) -> usize {
        match self.notes {
            None => 0,
            Some(_) => self.write(field, start, end),
        }
    }

    /// Apart from [`note`](Self::note), so that the quiet pass has only a question there and no code.
    #[cold]
    #[inline(never)]
    fn write(&mut self, field: &'static Field, start: usize, end: usize) -> usize {
        let Some(notes) = &mut self.notes else {
            return 0;
        };
        let [start, end] = [start, end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        notes.push(Note {
            field,
            at: start..end,
            depth: self.depth,
        });
        notes.len() - 1
    }
}

/// The length in front of a vector.
pub static LENGTH: Field = Field::dec(
    "length",
    "RFC 8446 §3.4",
    "How many bytes follow in this list or string.",
    "이 목록이나 문자열에서 뒤따르는 바이트 수이다.",
);

#[cfg(test)]
mod tests {
    use super::*;

    static LIST: Field = Field::group("list", "", "", "");
    static ITEM: Field = Field::hex("item", "", "", "");

    fn read(r: &mut Reader<'_, '_>) -> Result<usize> {
        r.vector(&LIST, 1, |r| {
            let mut n = 0;
            while r.left() > 0 {
                r.u16(&ITEM)?;
                n += 1;
            }
            Ok(n)
        })
    }

    #[test]
    fn a_vector_is_fenced() {
        let mut notes = Vec::new();
        assert_eq!(
            read(&mut Reader::noting(&[4, 1, 2, 3, 4, 9], &mut notes)),
            Ok(2)
        );
        let seen: Vec<_> = notes
            .iter()
            .map(|note| (note.field.name, note.at.clone(), note.depth))
            .collect();
        assert_eq!(
            seen,
            [
                ("list", 0..5, 0),
                ("length", 0..1, 1),
                ("item", 1..3, 1),
                ("item", 3..5, 1)
            ]
        );
    }

    #[test]
    fn a_failed_attempt_leaves_no_trace() {
        let mut notes = Vec::new();
        let mut r = Reader::noting(&[3, 1, 2, 3], &mut notes);
        assert_eq!(r.attempt(read), None);
        assert_eq!(r.at(), 0);
        assert_eq!(r.bytes(&ITEM, 4), Ok(&[3, 1, 2, 3][..]));
        assert_eq!(notes.len(), 1);
    }

    #[test]
    fn a_lie_about_length_names_the_place() {
        let broken = read(&mut Reader::quiet(&[3, 1, 2, 3])).unwrap_err();
        assert_eq!(
            broken,
            Malformed {
                field: "item",
                at: 3,
                fault: Fault::Short { need: 2, have: 1 }
            }
        );
        let broken = read(&mut Reader::quiet(&[9, 1, 2])).unwrap_err();
        assert_eq!(broken.to_string(), "list at byte 1 needs 9 bytes, 2 left");
    }
}
