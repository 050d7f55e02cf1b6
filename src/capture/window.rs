//! The part of a file that is in memory: it slides, and grows only under bytes that have arrived.

use crate::capture::feed::{Feed, Packing, Trouble};

/// A window over the bytes of a file.
#[derive(Debug)]
pub(crate) struct Window<'r> {
    feed: Feed<'r>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Offset in the file of the byte at `start`.
    offset: u64,
}

impl<'r> Window<'r> {
    pub(crate) fn new(feed: Feed<'r>) -> Self {
        Self {
            feed,
            buffer: vec![0; SIZE],
            start: 0,
            end: 0,
            offset: 0,
        }
    }

    /// The bytes in it.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// Offset in the file of its first byte.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// Bytes of memory it takes.
    #[cfg(test)]
    pub(crate) fn held(&self) -> usize {
        self.buffer.capacity()
    }

    /// Bytes taken from the input.
    pub(crate) fn taken(&self) -> u64 {
        self.feed.taken()
    }

    /// Leaves `length` bytes behind, at most all; they stay readable by [`behind`](Self::behind) until it moves.
    pub(crate) fn advance(&mut self, length: usize) {
        let length = length.min(self.end - self.start);
        self.start += length;
        self.offset += u64::try_from(length).unwrap_or_default();
    }

    /// Of the `used` bytes last left behind, those from `from` to `to`.
    pub(crate) fn behind(&self, used: usize, from: usize, to: usize) -> &[u8] {
        let base = self.start.saturating_sub(used);
        self.buffer.get(base + from..base + to).unwrap_or_default()
    }

    /// Adds what the file has next, waiting for at least one byte; 0: its end.
    pub(crate) fn more(&mut self) -> Result<usize, Trouble> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.buffer.len() > SIZE && self.end < SIZE {
            self.buffer.truncate(SIZE);
            self.buffer.shrink_to_fit();
        }
        if self.end == self.buffer.len() {
            self.buffer.resize(self.end * 2, 0);
        }
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        let read = self.feed.read(room)?;
        self.end += read;
        Ok(read)
    }

    /// Takes all that was read for packed bytes, and unpacks from now on.
    pub(crate) fn unpack(&mut self, packing: Packing) -> Result<(), Trouble> {
        let front = self.bytes().to_vec();
        (self.start, self.end, self.offset) = (0, 0, 0);
        self.feed.unpack(packing, front)
    }
}

/// What it begins with, and comes back to after a long block.
const SIZE: usize = 256 << 10;
