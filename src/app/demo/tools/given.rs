//! What tools are given: bytes on the command line, a message there or in a file, randomness.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::app::demo::own::{self, Bytes};
use crate::app::refusal::{Refusal, unreadable};
use crate::app::seed;
use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::demo::sizes::Sizes;
use crate::demo::tool::hash::Message;
use crate::demo::wrong::Wrong;

/// The longest message that tools take whole. Those that take it in parts have no limit.
const MOST: usize = 16 << 20;

/// How a message is read.
#[derive(Args, Debug)]
pub(super) struct Given {
    /// The message: hexadecimal digits, or text:words
    #[arg(long, value_name = "BYTES", conflicts_with = "message_file")]
    message: Option<String>,
    /// The same from a file; - is standard input
    #[arg(long, value_name = "FILE")]
    message_file: Option<PathBuf>,
}

/// How the result is written.
#[derive(Args, Debug)]
pub(super) struct Raw {
    /// Only the result, one line of hexadecimal digits
    #[arg(long)]
    pub(super) raw: bool,
}

/// Where what is not given is drawn from.
#[derive(Args, Debug)]
pub(super) struct Seeded {
    /// Draw what is random from this number, so that a run can be had again
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
}

impl Seeded {
    /// The stream for the tool called `name`.
    ///
    /// # Errors
    /// If the operating system has nothing random to give.
    pub(super) fn chance(&self, name: &str) -> Result<Chance, Refusal> {
        let seed = self.seed.map_or_else(seed::drawn, Ok)?;
        Ok(Chance::new(seed, name))
    }
}

/// Inputs as they are read, and how each was.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) told: Vec<Text>,
}

impl Reading {
    /// What is never words, such as a key.
    ///
    /// # Errors
    /// If it is no bytes.
    pub(super) fn exact(
        &mut self,
        flag: &'static str,
        said: Option<&str>,
    ) -> Result<Option<Vec<u8>>, Refusal> {
        said.map(|said| Ok(own::exact(flag, said)?.bytes))
            .transpose()
    }

    /// What may be words, such as associated data; nothing if it is not given.
    ///
    /// # Errors
    /// If it is said to be bytes and is none.
    pub(super) fn loose(
        &mut self,
        flag: &'static str,
        said: Option<&str>,
    ) -> Result<Vec<u8>, Refusal> {
        let Some(said) = said else {
            return Ok(Vec::new());
        };
        Ok(self.noted(flag, own::typed(flag, said)?))
    }

    /// The message, whole.
    ///
    /// # Errors
    /// If it is not given, cannot be read, or is longer than 16 MiB.
    pub(super) fn message(&mut self, given: &Given) -> Result<Vec<u8>, Refusal> {
        let read = match (&given.message, &given.message_file) {
            (Some(said), _) => own::typed("--message", said)?,
            (None, Some(place)) => own::file(place, MOST as u64)?,
            (None, None) => return Err(missing_message()),
        };
        Ok(self.noted("--message", read))
    }

    /// The message in parts, each given to `take`.
    ///
    /// # Errors
    /// If it is not given or cannot be read.
    pub(super) fn stream(
        &mut self,
        given: &Given,
        take: &mut dyn FnMut(&[u8]),
    ) -> Result<Streamed, Refusal> {
        if let Some(said) = &given.message {
            let read = self.noted("--message", own::typed("--message", said)?);
            take(&read);
            return Ok(Streamed::Whole(read));
        }
        let Some(place) = &given.message_file else {
            return Err(missing_message());
        };
        passing(place, take).map_err(|why| unreadable(place, &why))
    }

    fn noted(&mut self, flag: &str, read: Bytes) -> Vec<u8> {
        self.told.push(read.told(flag));
        read.bytes
    }
}

/// A message that went by.
#[derive(Debug)]
pub(super) enum Streamed {
    /// It was short, and here it is.
    Whole(Vec<u8>),
    /// It had so many bytes.
    Passed(u64),
}

impl Streamed {
    /// As it is told.
    pub(super) fn message(&self) -> Message<'_> {
        match self {
            Self::Whole(bytes) => Message::Whole(bytes),
            Self::Passed(n) => Message::Passed(*n),
        }
    }
}

/// Files up to this many bytes are kept to be shown.
const KEPT: usize = 4096;

fn passing(place: &Path, take: &mut dyn FnMut(&[u8])) -> io::Result<Streamed> {
    let mut from = own::opened(place)?;
    let mut part = vec![0; 1 << 16];
    let mut kept = Vec::new();
    let mut passed = 0_u64;
    loop {
        let n = match from.read(&mut part) {
            Ok(0) => break,
            Ok(n) => n,
            Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
            Err(why) => return Err(why),
        };
        let read = part.get(..n).unwrap_or(&part);
        take(read);
        passed += n as u64;
        if passed <= KEPT as u64 {
            kept.extend_from_slice(read);
        }
    }
    Ok(match passed <= KEPT as u64 {
        true => Streamed::Whole(kept),
        false => Streamed::Passed(passed),
    })
}

fn missing_message() -> Refusal {
    let wrong = Wrong::Missing {
        input: "--message",
        need: Sizes::Between(0, MOST),
    };
    Refusal::usage(
        wrong.what(),
        Text::new(
            "write --message text:hello, --message hex:00ff, or --message-file FILE",
            "--message text:hello, --message hex:00ff, --message-file 파일 가운데 하나를 쓴다",
        ),
    )
}

/// A row of a table, by its name.
pub(super) fn rows<R: Sync>(
    all: &'static [R],
    name: fn(&R) -> &'static str,
) -> impl TypedValueParser<Value = &'static R> {
    let names: Vec<&'static str> = all.iter().map(name).collect();
    PossibleValuesParser::new(names).try_map(move |said| {
        let mut rows = all.iter();
        rows.find(|row| name(row) == said).ok_or("no such name")
    })
}
