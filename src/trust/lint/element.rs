//! DER elements with their places, opened one level at a time: what the lint looks at is how a certificate is written.

use std::ops::Range;

/// A tag, a length and a content, where they stand in the certificate.
#[derive(Clone, Copy, Debug)]
pub struct Element<'d> {
    /// The tag.
    pub tag: u8,
    /// Offset of the tag.
    pub start: usize,
    /// Tag and length.
    pub header: &'d [u8],
    /// The content.
    pub content: &'d [u8],
}

impl<'d> Element<'d> {
    /// The element at the head of `bytes`, which begin at `start`; none if there is no whole one.
    pub fn first(bytes: &'d [u8], start: usize) -> Option<Self> {
        let (tag, first) = (*bytes.first()?, *bytes.get(1)?);
        if tag & 0x1f == 0x1f {
            return None;
        }
        let (header, length) = match first {
            0..=0x7f => (2, usize::from(first)),
            0x81..=0x84 => {
                let end = 2 + usize::from(first & 0x7f);
                let length = bytes.get(2..end)?;
                let length = length.iter().fold(0, |n, byte| n << 8 | usize::from(*byte));
                (end, length)
            }
            _ => return None,
        };
        Some(Self {
            tag,
            start,
            header: bytes.get(..header)?,
            content: bytes.get(header..header.checked_add(length)?)?,
        })
    }

    /// Its bytes, header included.
    pub fn at(&self) -> Range<usize> {
        self.start..self.inside().end
    }

    /// The bytes of its content.
    pub fn inside(&self) -> Range<usize> {
        let start = self.start + self.header.len();
        start..start + self.content.len()
    }

    /// How many bytes it is.
    pub fn size(&self) -> usize {
        self.header.len() + self.content.len()
    }

    /// The elements in its content; they end where something is no element.
    pub fn parts(&self) -> Parts<'d> {
        Parts {
            left: self.content,
            start: self.inside().start,
        }
    }

    /// The element number `n` in its content, from 0.
    pub fn part(&self, n: usize) -> Option<Self> {
        self.parts().nth(n)
    }

    /// The element in its content with this tag.
    pub fn tagged(&self, tag: u8) -> Option<Self> {
        self.parts().find(|part| part.tag == tag)
    }

    /// Its header and content as they are written, for comparing.
    pub fn same_as(&self, other: &Self) -> bool {
        self.header == other.header && self.content == other.content
    }
}

/// The elements of a content.
#[derive(Clone, Debug)]
pub struct Parts<'d> {
    left: &'d [u8],
    start: usize,
}

impl<'d> Iterator for Parts<'d> {
    type Item = Element<'d>;

    fn next(&mut self) -> Option<Self::Item> {
        let element = Element::first(self.left, self.start)?;
        self.left = self.left.get(element.size()..).unwrap_or_default();
        self.start += element.size();
        Some(element)
    }
}
