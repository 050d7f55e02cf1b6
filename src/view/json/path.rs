//! The learning path: what `tlslab demo --as json` prints.

use std::io::{self, Write};

use serde::Serialize;

use crate::base::text::{Doc, Text};
use crate::view::json::safely::write_safely;
use crate::view::json::words::{Both, Owned};

/// A stretch of the path.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// A stable name, such as `basics`.
    pub key: &'static str,
    /// Its heading.
    pub title: Doc,
    /// What one can answer after it.
    pub promise: Doc,
    /// The demonstrations of it, in order.
    pub stops: Vec<Stop>,
}

/// A demonstration on the path.
#[derive(Clone, Debug)]
pub struct Stop {
    /// Its place on the path, from 1; the command line takes it in place of the name.
    pub number: usize,
    /// Its name on the command line.
    pub name: &'static str,
    /// Its title.
    pub title: Doc,
    /// What there is to be seen, in one line.
    pub line: Doc,
    /// Inputs of the asker's own that it takes.
    pub takes: Vec<Taken>,
    /// Number and title of the exercise that goes with it.
    pub exercise: (u8, Doc),
}

/// An input of the asker's own.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The flag it is given with, such as `--key`.
    pub flag: &'static str,
    /// What it is there.
    pub means: Doc,
    /// How many bytes it may have, in words.
    pub sizes: Text,
}

/// Writes the path as `{"format": "tlslab-demos", …}` and a line end.
///
/// # Errors
/// Only those of `out`.
pub fn write(path: &[Stretch], out: &mut dyn Write) -> io::Result<()> {
    let demos = path.iter().flat_map(|stretch| {
        let stops = stretch.stops.iter();
        stops.map(move |stop| StopOut::new(stop, stretch))
    });
    let whole = PathOut {
        format: "tlslab-demos",
        version: 1,
        topics: path.iter().map(TopicOut::from).collect(),
        demos: demos.collect(),
    };
    write_safely(&whole, out)
}

#[derive(Serialize)]
struct PathOut {
    format: &'static str,
    version: u32,
    topics: Vec<TopicOut>,
    demos: Vec<StopOut>,
}

#[derive(Serialize)]
struct TopicOut {
    key: &'static str,
    title: Both<'static>,
    promise: Both<'static>,
}

impl From<&Stretch> for TopicOut {
    fn from(stretch: &Stretch) -> Self {
        Self {
            key: stretch.key,
            title: Both::from(stretch.title),
            promise: Both::from(stretch.promise),
        }
    }
}

#[derive(Serialize)]
struct StopOut {
    number: usize,
    name: &'static str,
    topic: &'static str,
    title: Both<'static>,
    text: Both<'static>,
    takes: Vec<TakenOut>,
    exercise: ExerciseOut,
}

impl StopOut {
    fn new(stop: &Stop, stretch: &Stretch) -> Self {
        let (number, title) = stop.exercise;
        Self {
            number: stop.number,
            name: stop.name,
            topic: stretch.key,
            title: Both::from(stop.title),
            text: Both::from(stop.line),
            takes: stop.takes.iter().map(TakenOut::from).collect(),
            exercise: ExerciseOut {
                number,
                title: Both::from(title),
            },
        }
    }
}

#[derive(Serialize)]
struct TakenOut {
    flag: &'static str,
    means: Both<'static>,
    sizes: Owned,
}

impl From<&Taken> for TakenOut {
    fn from(taken: &Taken) -> Self {
        Self {
            flag: taken.flag,
            means: Both::from(taken.means),
            sizes: Owned::from(taken.sizes.clone()),
        }
    }
}

#[derive(Serialize)]
struct ExerciseOut {
    number: u8,
    title: Both<'static>,
}
