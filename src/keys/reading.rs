//! A key log being read, line by line: numbers, what is passed over, and the lines that cannot be used.

use std::io;
use std::io::{BufRead, Read};

use crate::base::text::{Text, plural};
use crate::keys::line;
use crate::keys::line::Found;
use crate::keys::log::{Contradiction, Key, Log};
use crate::text;

/// Bad lines that are kept; one more entry counts the rest.
pub(crate) const MOST_BAD: usize = 100;

/// Bytes of a line that are read; what is longer is no line of a key log.
pub(crate) const LONGEST: usize = 1 << 16;

impl Log {
    /// Reads a key log of its own. See [`Self::read`].
    pub fn parse(text: &str) -> (Self, Vec<BadLine>) {
        let mut log = Self::default();
        let bad = log.read(text, 0);
        (log, bad)
    }

    /// Reads a key log into this one, as the file number `source` (from 0). Comments (`#`), empty lines and a byte order mark
    /// are passed over; lines with labels that are not in [`LABELS`] are kept if they have the form; the last line may lack
    /// its end. Gives the lines that cannot be used, the first 100 each, and one entry for all others.
    pub fn read(&mut self, text: impl AsRef<[u8]>, source: u16) -> Vec<BadLine> {
        let mut reading = Reading::new(source);
        for line in text.as_ref().split(|byte| *byte == b'\n') {
            reading.line(self, line);
        }
        reading.end()
    }

    /// The same out of a reader, so that the text need not be in memory.
    pub fn drain(&mut self, text: &mut dyn BufRead, source: u16) -> io::Result<Vec<BadLine>> {
        let mut reading = Reading::new(source);
        let mut line = Vec::new();
        let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
        loop {
            line.clear();
            if (&mut *text).take(most).read_until(b'\n', &mut line)? == 0 {
                return Ok(reading.end());
            }
            let ended = line.pop_if(|byte| *byte == b'\n').is_some();
            reading.line(self, &line);
            if !ended && line.len() == LONGEST {
                text.skip_until(b'\n')?;
            }
        }
    }
}

/// A line of a key log that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Which file, as it was given to [`Log::read`].
    pub source: u16,
    /// Its number in the text, from 1.
    pub line: usize,
    /// What is wrong with it. No secret is repeated in it.
    pub why: Text,
}

/// One file being read.
struct Reading {
    source: u16,
    line: usize,
    bad: Vec<BadLine>,
    /// Bad lines beyond those kept: the first, and how many.
    more: Option<(usize, usize)>,
    room: Found,
}

impl Reading {
    fn new(source: u16) -> Self {
        Self {
            source,
            line: 0,
            bad: Vec::new(),
            more: None,
            room: Found::default(),
        }
    }

    fn line(&mut self, log: &mut Log, line: &[u8]) {
        let line = match self.line {
            0 => line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line),
            _ => line,
        };
        self.line += 1;
        let line = line.trim_ascii();
        if line.is_empty() || line.starts_with(b"#") {
            return;
        }
        if let Err(why) = self.add(log, line) {
            match (self.bad.len(), &mut self.more) {
                (0..MOST_BAD, _) => self.bad.push(BadLine {
                    source: self.source,
                    line: self.line,
                    why: why(),
                }),
                (_, Some((_, count))) => *count += 1,
                (_, more @ None) => *more = Some((self.line, 1)),
            }
        }
    }

    fn add(&mut self, log: &mut Log, line: &[u8]) -> Result<(), line::Why> {
        line::read(line, &mut self.room)?;
        let Found { label, key, secret } = &self.room;
        let label = log.label(label).ok_or_else(|| -> line::Why {
            Box::new(|| {
                Text::new(
                    "The labels outside the standard are too many: this one is not kept.",
                    "표준에 없는 레이블이 너무 많아 이 줄은 보관하지 않는다.",
                )
            })
        })?;
        let key = Key::new(key).ok_or_else(|| -> line::Why {
            Box::new(|| {
                Text::new(
                    "The word after the label must have 1 to 32 bytes.",
                    "레이블 다음 단어의 길이는 1~32바이트여야 한다.",
                )
            })
        })?;
        let number = u32::try_from(self.line).unwrap_or(u32::MAX);
        log.insert(label, key, secret, self.source, number)
            .map_err(|Contradiction| -> line::Why {
                Box::new(|| Text::new(
                    "It gives another secret for the same label and random than an earlier line; the earlier one is used.",
                    "레이블과 random이 같은 앞선 줄과 비밀이 다르다. 앞선 줄을 쓴다.",
                ))
            })
    }

    fn end(mut self) -> Vec<BadLine> {
        if let Some((line, count)) = self.more {
            let s = plural(count);
            self.bad.push(BadLine {
                source: self.source,
                line,
                why: text!(
                    en: "From here on {count} more line{s} cannot be used.",
                    ko: "여기부터 쓸 수 없는 줄이 {count}개 더 있다."
                ),
            });
        }
        self.bad
    }
}
