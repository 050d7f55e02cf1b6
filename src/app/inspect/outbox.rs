//! Lines that are ready before their turn: connections end in any order, and are written by number.
//!
//! What waits is held in memory up to [`HELD`] bytes, and beyond that in a file without a name, so that one connection that never
//! ends does not hold a gigabyte of others in memory. A waiting line takes 12 bytes beside that.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// Bytes of waiting lines in memory.
const HELD: usize = 4 << 20;
/// Places in one piece of the index.
const PIECE: usize = 1024;

/// Puts lines in order.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    /// The number whose turn it is, less one.
    done: u32,
    /// Where the lines of the numbers after it wait, in pieces that never move.
    index: VecDeque<Box<[Place]>>,
    /// Places of the first piece that are behind us.
    behind: usize,
    /// The end of what waits, as if all of it stood in one file.
    held: Vec<u8>,
    /// Where in that file the held end begins; all before it is spilled.
    spilled: u64,
    file: Option<File>,
    /// Bytes of `held` whose line is still to be written.
    live: usize,
}

/// Where a line waits: its offset in 5 bytes of two numbers, its length, and whether it came at all.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    low: u32,
    high: u32,
    /// Bytes and one; 0: not come yet.
    length: u32,
}

impl Place {
    fn at(self) -> u64 {
        u64::from(self.high) << 32 | u64::from(self.low)
    }

    fn new(at: u64, length: u32) -> Self {
        let half = |bits: u64| u32::try_from(bits & 0xffff_ffff).unwrap_or_default();
        Self {
            low: half(at),
            high: half(at >> 32),
            length: length.saturating_add(1),
        }
    }

    /// Bytes of the line; none: it has not come.
    fn length(self) -> Option<usize> {
        usize::try_from(self.length).ok()?.checked_sub(1)
    }
}

impl Outbox {
    /// Takes the line of `number`, which may be empty, and writes to `out` every line whose turn has come. A number comes once.
    ///
    /// # Errors
    /// Those of `out`, and those of the file that holds what does not fit in memory.
    pub(super) fn put(&mut self, number: u32, line: &[u8], out: &mut dyn Write) -> io::Result<()> {
        let Some(ahead) = number.checked_sub(self.done.saturating_add(1)) else {
            // Its turn is over: late is better than never.
            return out.write_all(line);
        };
        if ahead == 0 {
            out.write_all(line)?;
            self.step();
            return self.drain(out);
        }
        self.hold(ahead, line)
    }

    /// Writes all that still waits, in order.
    ///
    /// # Errors
    /// As for [`put`](Self::put).
    pub(super) fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        while !self.index.is_empty() {
            self.drain(out)?;
            if !self.index.is_empty() {
                self.step();
            }
        }
        Ok(())
    }

    /// On to the next number.
    fn step(&mut self) {
        self.done = self.done.saturating_add(1);
        if self.index.is_empty() {
            return;
        }
        self.behind += 1;
        if self.behind == PIECE {
            self.index.pop_front();
            self.behind = 0;
        }
    }

    /// Writes the lines that follow without a hole.
    fn drain(&mut self, out: &mut dyn Write) -> io::Result<()> {
        while let Some(place) = self.index.front().and_then(|piece| piece.get(self.behind)) {
            let place = *place;
            let Some(length) = place.length() else {
                return Ok(());
            };
            self.write(place.at(), length, out)?;
            self.step();
        }
        Ok(())
    }

    fn write(&mut self, at: u64, length: usize, out: &mut dyn Write) -> io::Result<()> {
        if let Some(start) = at.checked_sub(self.spilled) {
            let start = usize::try_from(start).unwrap_or(usize::MAX);
            let line = self.held.get(start..start.saturating_add(length));
            out.write_all(line.unwrap_or_default())?;
            self.live = self.live.saturating_sub(length);
            return Ok(());
        }
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        file.seek(SeekFrom::Start(at))?;
        let mut rest = file.take(length as u64);
        io::copy(&mut rest, out)?;
        Ok(())
    }

    /// Keeps the line of the number `ahead` places after the one whose turn it is.
    fn hold(&mut self, ahead: u32, line: &[u8]) -> io::Result<()> {
        if self.held.len() + line.len() > HELD {
            self.make_room()?;
        }
        let at = self.spilled + self.held.len() as u64;
        self.held.extend_from_slice(line);
        self.live += line.len();
        let ahead = usize::try_from(ahead).unwrap_or(usize::MAX);
        let place = self.behind.saturating_add(ahead);
        while self.index.len() <= place / PIECE {
            self.index
                .push_back(vec![Place::default(); PIECE].into_boxed_slice());
        }
        let length = u32::try_from(line.len()).unwrap_or(u32::MAX - 1);
        let piece = self.index.get_mut(place / PIECE);
        if let Some(place) = piece.and_then(|piece| piece.get_mut(place % PIECE)) {
            *place = Place::new(at, length);
        }
        Ok(())
    }

    /// Drops what is written already; if that is little, moves all to the file.
    fn make_room(&mut self) -> io::Result<()> {
        if self.live > HELD / 2 {
            let file = match &mut self.file {
                Some(file) => file,
                none => none.insert(tempfile::tempfile()?),
            };
            file.seek(SeekFrom::Start(self.spilled))?;
            file.write_all(&self.held)?;
            self.spilled += self.held.len() as u64;
            self.held.clear();
            self.live = 0;
            return Ok(());
        }
        let mut kept = Vec::with_capacity(self.live);
        let behind = self.behind;
        let places = self.index.iter_mut().flat_map(|piece| piece.iter_mut());
        for place in places.skip(behind) {
            let Some(length) = place.length() else {
                continue;
            };
            let Some(start) = place.at().checked_sub(self.spilled) else {
                continue;
            };
            let start = usize::try_from(start).unwrap_or(usize::MAX);
            let line = self.held.get(start..start.saturating_add(length));
            let at = self.spilled + kept.len() as u64;
            kept.extend_from_slice(line.unwrap_or_default());
            *place = Place::new(at, place.length.saturating_sub(1));
        }
        self.live = kept.len();
        self.held.clear();
        self.held.extend_from_slice(&kept);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Puts lines of `length` bytes in this order of numbers and compares with the order by number.
    fn check(numbers: &[u32], length: usize) -> Outbox {
        let line = |number: u32| {
            let mut line = format!("{number}:").into_bytes();
            line.resize(length.max(line.len()), b'x');
            line.push(b'\n');
            line
        };
        let mut outbox = Outbox::default();
        let mut out = Vec::new();
        for number in numbers {
            outbox.put(*number, &line(*number), &mut out).unwrap();
        }
        outbox.finish(&mut out).unwrap();
        let mut sorted = numbers.to_vec();
        sorted.sort_unstable();
        let expected: Vec<u8> = sorted.into_iter().flat_map(line).collect();
        assert!(out == expected, "{numbers:?}");
        outbox
    }

    #[test]
    fn lines_come_by_number() {
        check(&[1, 2, 3], 5);
        check(&[3, 2, 1], 5);
        check(&[2, 5, 1, 4, 3, 6], 5);
        // Numbers that never come leave no gap.
        check(&[9, 4, 2], 5);
        let reversed: Vec<u32> = (1..5000).rev().collect();
        check(&reversed, 5);
    }

    #[test]
    fn what_does_not_fit_in_memory_waits_in_a_file() {
        let mut numbers: Vec<u32> = (2..4000).collect();
        numbers.push(1);
        let outbox = check(&numbers, 3000);
        assert!(outbox.spilled > 0 && outbox.held.capacity() <= 2 * HELD);
    }

    #[test]
    fn what_is_written_already_takes_no_room() {
        let pairs: Vec<u32> = (0..4000).flat_map(|n| [2 * n + 2, 2 * n + 1]).collect();
        let outbox = check(&pairs, 3000);
        assert_eq!(outbox.spilled, 0);
    }

    proptest::proptest! {
        #[test]
        fn any_order_is_put_right(seed: Vec<u16>) {
            let mut numbers: Vec<u32> = (1..=u32::try_from(seed.len()).unwrap()).collect();
            numbers.sort_by_key(|n| seed[*n as usize - 1]);
            check(&numbers, 20);
        }
    }
}
