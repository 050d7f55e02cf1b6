//! The log: a text file, one line an event, only ever added to.
//!
//! A line is the hash, then number, second, kind and `key=value` fields. The hash is SHA-256 over the hash of the line before
//! (32 zero bytes for the first) and the rest of the line: whoever removes or edits a line would have to make all later ones
//! anew. What this cannot show is that the newest lines were cut off: then their files stand there without a line.
//!
//! What happens, and how a line says it, is an [`Entry`]: that of an authority is one, that of a student another.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek, SeekFrom};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use ring::digest::{SHA256, digest};

use crate::base::time::Time;
use crate::pki::authority::disk::{Disk, Flush};

/// What a line of a log says: one line of text, and read again from it.
pub trait Entry: fmt::Display + Sized {
    /// Reads what [`fmt::Display`] wrote; none if it is something else.
    fn read(text: &str) -> Option<Self>;
}

/// A line of the log, read.
#[derive(Clone, Debug)]
pub struct Line<E> {
    /// Its number, from 1.
    pub number: u64,
    /// When it happened, as the clock then said.
    pub at: Time,
    /// What happened.
    pub event: E,
}

/// The log of a folder.
#[derive(Debug)]
pub struct Log<E> {
    path: PathBuf,
    /// The lines so far.
    count: u64,
    /// Their bytes.
    length: u64,
    /// The hash of the last.
    hash: [u8; 32],
    says: PhantomData<E>,
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
pub struct Read<E> {
    /// To go on with.
    pub log: Log<E>,
    /// Its lines.
    pub lines: Vec<Line<E>>,
    /// What is wrong after them.
    pub damage: Option<Damage>,
}

impl<E: Entry> Log<E> {
    /// Makes the log of a new folder, with its first events.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn make(path: &Path, at: Time, events: &[E], disk: &Disk) -> io::Result<Self> {
        let mut log = Self::empty(path);
        let text = log.extend(at, events);
        disk.make_file(path, text.as_bytes(), Flush::Now)?;
        Ok(log)
    }

    /// Reads the log as far as it holds.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn read(path: &Path) -> io::Result<Read<E>> {
        let bytes = fs::read(path)?;
        let mut log = Self::empty(path);
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

    /// A log without a line, which is not there yet.
    pub fn empty(path: &Path) -> Self {
        Self {
            path: path.to_path_buf(),
            count: 0,
            length: 0,
            hash: [0; 32],
            says: PhantomData,
        }
    }

    /// The end of a log that may be long, to go on with: its last whole line is believed, those before it are not looked at. Also
    /// the bytes of a line after it that was never finished. None where the end alone does not tell.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn end(path: &Path) -> io::Result<Option<(Self, u64)>> {
        let mut file = File::open(path)?;
        let whole = file.metadata()?.len();
        file.seek(SeekFrom::Start(whole.saturating_sub(END)))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let torn = bytes.rsplit(|byte| *byte == b'\n').next().map_or(0, length);
        let lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let mut last = lines.filter(|line| line.ends_with(b"\n")).rev();
        let (Some(line), Some(before)) = (last.next(), last.next()) else {
            return Ok(None);
        };
        let mut log = Self::empty(path);
        let known = hash_of(before).zip(number_of(line).and_then(|number| number.checked_sub(1)));
        let Some((hash, count)) = known else {
            return Ok(None);
        };
        (log.hash, log.count) = (hash, count);
        Ok(log.next(line).map(|_| {
            log.length = whole - torn;
            (log, torn)
        }))
    }

    /// Takes `piece` as the next line, if it is.
    fn next(&mut self, piece: &[u8]) -> Option<Line<E>> {
        let text = std::str::from_utf8(piece).ok()?.strip_suffix('\n')?;
        let (hash, rest) = text.split_once(' ')?;
        let computed = chained(self.hash, rest);
        if hash != hex::encode(computed) {
            return None;
        }
        let mut words = rest.splitn(3, ' ');
        let number: u64 = words.next()?.parse().ok()?;
        let seconds: u64 = words.next()?.parse().ok()?;
        let event = E::read(words.next()?)?;
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
    pub fn append(&mut self, at: Time, events: &[E], disk: &Disk) -> io::Result<()> {
        self.add(at, events, disk, Flush::Now)
    }

    /// Adds `events`, all or none of them; with [`Flush::Later`] the system may lose them while the machine dies, and a program that
    /// dies does not.
    ///
    /// # Errors
    /// Those of the file system; then the log is as before.
    pub fn add(&mut self, at: Time, events: &[E], disk: &Disk, flush: Flush) -> io::Result<()> {
        let mark = self.mark();
        let text = self.extend(at, events);
        let added = OpenOptions::new()
            .append(true)
            .open(&self.path)
            .and_then(|mut file| {
                disk.write(&mut file, text.as_bytes())?;
                match flush {
                    Flush::Now => disk.flush(&file),
                    Flush::Later => Ok(()),
                }
            });
        if added.is_err() {
            self.go_back(mark, disk)?;
        }
        added
    }

    /// The text of `events` as the next lines, which are counted as written.
    fn extend(&mut self, at: Time, events: &[E]) -> String {
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

    /// Its bytes, as far as it holds.
    pub fn length(&self) -> u64 {
        self.length
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

/// How much of the end of a log is looked at: more than any line is long.
const END: u64 = 256 << 10;

/// The hash a line begins with.
fn hash_of(line: &[u8]) -> Option<[u8; 32]> {
    hex::decode(line.get(..64)?).ok()?.try_into().ok()
}

/// The number a line has.
fn number_of(line: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(line).ok()?;
    text.split(' ').nth(1)?.parse().ok()
}

/// The text of a log with these `events`, each at its moment: for what is made up, in exercises and in tests.
pub fn written<E: Entry>(events: &[(Time, E)]) -> String {
    let mut log = Log::empty(Path::new(""));
    let lines = events
        .iter()
        .map(|(at, event)| log.extend(*at, std::slice::from_ref(event)));
    lines.collect()
}

/// The lines in the `text` of a log, as far as it holds.
pub fn lines<E: Entry>(text: &str) -> Vec<Line<E>> {
    let mut log = Log::empty(Path::new(""));
    let pieces = text.split_inclusive('\n');
    pieces
        .map_while(|piece| log.next(piece.as_bytes()))
        .collect()
}

/// The hash of a line: over that of the line before (32 zero bytes for the first) and the rest of the line.
pub fn chained(before: [u8; 32], rest: &str) -> [u8; 32] {
    let whole = [before.as_slice(), rest.as_bytes()].concat();
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, &whole).as_ref());
    hash
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
