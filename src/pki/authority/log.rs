//! The log: a text file, one line an event, only ever added to.
//!
//! A line is the hash, then number, second, kind and `key=value` fields. The hash is SHA-256 over the hash of the line before
//! (32 zero bytes for the first) and the rest of the line: whoever removes or edits a line would have to make all later ones
//! anew. What this cannot show is that the newest lines were cut off: then their files stand there without a line.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use ring::digest::{SHA256, digest};

use crate::base::time::Time;
use crate::pki::authority::disk::{Disk, Flush};
use crate::pki::authority::event::Event;

/// A line of the log, read.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// When it happened, as the clock then said.
    pub at: Time,
    /// What happened.
    pub event: Event,
}

/// The log of a folder.
#[derive(Debug)]
pub struct Log {
    path: PathBuf,
    /// The lines so far.
    count: u64,
    /// Their bytes.
    length: u64,
    /// The hash of the last.
    hash: [u8; 32],
}

/// A place to go back to.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    count: u64,
    length: u64,
    hash: [u8; 32],
}

/// What is wrong with a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The last line was never finished: its bytes.
    Torn(u64),
    /// This line is not what was written, or does not follow the one before.
    Broken(u64),
}

/// A log, read as far as it holds.
#[derive(Debug)]
pub struct Read {
    /// To go on with.
    pub log: Log,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What is wrong after them.
    pub damage: Option<Damage>,
}

impl Log {
    /// Makes the log of a new folder, with its first events.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn make(path: &Path, at: Time, events: &[Event], disk: &Disk) -> io::Result<Self> {
        let mut log = Self {
            path: path.to_path_buf(),
            count: 0,
            length: 0,
            hash: [0; 32],
        };
        let text = log.extend(at, events);
        disk.make_file(path, text.as_bytes(), Flush::Now)?;
        Ok(log)
    }

    /// Reads the log as far as it holds.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn read(path: &Path) -> io::Result<Read> {
        let bytes = fs::read(path)?;
        let mut log = Self {
            path: path.to_path_buf(),
            count: 0,
            length: 0,
            hash: [0; 32],
        };
        let mut lines = Vec::new();
        let mut damage = None;
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            match log.next(piece) {
                Some(line) => lines.push(line),
                None if !piece.ends_with(b"\n") => {
                    damage = Some(Damage::Torn(length(piece)));
                    break;
                }
                None => {
                    damage = Some(Damage::Broken(log.count + 1));
                    break;
                }
            }
        }
        Ok(Read { log, lines, damage })
    }

    /// Takes `piece` as the next line, if it is.
    fn next(&mut self, piece: &[u8]) -> Option<Line> {
        let text = std::str::from_utf8(piece).ok()?.strip_suffix('\n')?;
        let (hash, rest) = text.split_once(' ')?;
        let computed = chained(self.hash, rest);
        if hash != hex::encode(computed) {
            return None;
        }
        let mut words = rest.splitn(3, ' ');
        let number: u64 = words.next()?.parse().ok()?;
        let seconds: u64 = words.next()?.parse().ok()?;
        let event = Event::read(words.next()?)?;
        if number != self.count + 1 {
            return None;
        }
        self.count = number;
        self.length += length(piece);
        self.hash = computed;
        Some(Line {
            number,
            at: Time::seconds(seconds),
            event,
        })
    }

    /// Adds `events`, all or none of them, and brings them to the disk.
    ///
    /// # Errors
    /// Those of the file system; then the log is as before.
    pub fn append(&mut self, at: Time, events: &[Event], disk: &Disk) -> io::Result<()> {
        let mark = self.mark();
        let text = self.extend(at, events);
        let added = OpenOptions::new()
            .append(true)
            .open(&self.path)
            .and_then(|mut file| {
                disk.write(&mut file, text.as_bytes())?;
                disk.flush(&file)
            });
        if added.is_err() {
            self.go_back(mark, disk)?;
        }
        added
    }

    /// The text of `events` as the next lines, which are counted as written.
    fn extend(&mut self, at: Time, events: &[Event]) -> String {
        let mut text = String::new();
        for event in events {
            let number = self.count + 1;
            let rest = format!("{number} {} {event}", at.as_seconds());
            self.hash = chained(self.hash, &rest);
            self.count = number;
            text.push_str(&hex::encode(self.hash));
            text.push(' ');
            text.push_str(&rest);
            text.push('\n');
        }
        self.length += length(text.as_bytes());
        text
    }

    /// The number the next line will have.
    pub fn next_number(&self) -> u64 {
        self.count + 1
    }

    /// The present end.
    pub fn mark(&self) -> Mark {
        Mark {
            count: self.count,
            length: self.length,
            hash: self.hash,
        }
    }

    /// Cuts off what came after `mark`: a torn line, or events nobody was told of yet, under the same lock.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn go_back(&mut self, mark: Mark, disk: &Disk) -> io::Result<()> {
        let file = OpenOptions::new().write(true).open(&self.path)?;
        disk.cut(&file, mark.length)?;
        disk.flush(&file)?;
        self.count = mark.count;
        self.length = mark.length;
        self.hash = mark.hash;
        Ok(())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the file may be added to, asked before any work is done.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn writable(&self) -> io::Result<File> {
        OpenOptions::new().append(true).open(&self.path)
    }
}

/// The text of a log with these `events`, each at its moment: for authorities that are made up.
pub fn written(events: &[(Time, Event)]) -> String {
    let mut log = Log {
        path: PathBuf::new(),
        count: 0,
        length: 0,
        hash: [0; 32],
    };
    let lines = events
        .iter()
        .map(|(at, event)| log.extend(*at, std::slice::from_ref(event)));
    lines.collect()
}

/// The lines in the `text` of a log, as far as it holds.
pub fn lines(text: &str) -> Vec<Line> {
    let mut log = Log {
        path: PathBuf::new(),
        count: 0,
        length: 0,
        hash: [0; 32],
    };
    let pieces = text.split_inclusive('\n');
    pieces
        .map_while(|piece| log.next(piece.as_bytes()))
        .collect()
}

fn chained(before: [u8; 32], rest: &str) -> [u8; 32] {
    let whole = [before.as_slice(), rest.as_bytes()].concat();
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, &whole).as_ref());
    hash
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
