//! A key log being read, line by line: numbers, what is passed over, and the lines that cannot be used.

use crate::base::text::Text;
use crate::keys::line;
use crate::keys::line::Found;
use crate::keys::log::{BadLine, Contradiction, Key, Log};
use crate::text;

/// Bad lines that are kept; one more entry counts the rest.
pub(crate) const MOST_BAD: usize = 100;

/// One file being read.
pub(crate) struct Reading {
    source: u16,
    line: usize,
    bad: Vec<BadLine>,
    /// Bad lines beyond those kept: the first, and how many.
    more: Option<(usize, usize)>,
    room: Found,
}

impl Reading {
    pub(crate) fn new(source: u16) -> Self {
        Self {
            source,
            line: 0,
            bad: Vec::new(),
            more: None,
            room: Found::default(),
        }
    }

    pub(crate) fn line(&mut self, log: &mut Log, line: &[u8]) {
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

    pub(crate) fn end(mut self) -> Vec<BadLine> {
        if let Some((line, count)) = self.more {
            self.bad.push(BadLine {
                source: self.source,
                line,
                why: text!(
                    en: "From here on {count} more lines cannot be used.",
                    ko: "여기부터 쓸 수 없는 줄이 {count}개 더 있다."
                ),
            });
        }
        self.bad
    }
}
