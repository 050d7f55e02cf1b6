//! Secrets that were given: key logs, read and held against what the captures needed.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::Result;

use crate::app::inspect::input::unreadable;
use crate::app::output::tell;
use crate::app::refusal::Refusal;
use crate::base::field::printable;
use crate::base::text::{Lang, plural};
use crate::keys::log::Log;
use crate::keys::reading::BadLine;

/// How many bad lines of one key log are named one by one.
const NAMED: usize = 8;

/// The secrets given. A log may be the largest thing in memory, so that it is handed on and read again rather than copied, where
/// it stands in ordinary files.
#[derive(Debug)]
pub(super) struct Secrets {
    places: Vec<PathBuf>,
    log: Mutex<Option<Log>>,
    /// Whether the files can be read again.
    lasting: bool,
}

impl Secrets {
    /// Reads the key logs at `places`, one after the other. Lines that cannot be used are said on standard error and left out.
    ///
    /// # Errors
    /// A [`Refusal`] if one cannot be read.
    pub(super) fn read(places: &[PathBuf], lang: Lang) -> Result<Self> {
        let log = logs(places, &mut |place, bad| complain(place, bad, lang))?;
        Ok(Self {
            places: places.to_vec(),
            log: Mutex::new(Some(log)),
            lasting: places.iter().all(|place| place.is_file()),
        })
    }

    /// The secrets, for one reading.
    pub(super) fn log(&self) -> Log {
        if !self.lasting {
            return self.first().clone().unwrap_or_default();
        }
        let first = self.first().take();
        // Whoever deletes a key log while it is used gets what can be had without it.
        first.unwrap_or_else(|| logs(&self.places, &mut |_, _| {}).unwrap_or_default())
    }

    fn first(&self) -> MutexGuard<'_, Option<Log>> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn logs(places: &[PathBuf], bad: &mut dyn FnMut(&Path, &[BadLine])) -> Result<Log, Refusal> {
    let mut log = Log::default();
    for (source, place) in (0..).zip(places) {
        let wrong = File::open(place)
            .and_then(|file| log.drain(&mut BufReader::new(file), source))
            .map_err(|why| unreadable(place, &why))?;
        bad(place, &wrong);
    }
    Ok(log)
}

fn complain(place: &Path, bad: &[BadLine], lang: Lang) {
    let name = place.display();
    for line in bad.iter().take(NAMED) {
        let (number, why) = (line.line, line.why.say(lang));
        say(&match lang {
            Lang::En => format!("note: {name}, line {number}: {why}"),
            Lang::Ko => format!("참고: {name}, {number}번째 줄: {why}"),
        });
    }
    let more = bad.len().saturating_sub(NAMED);
    let s = plural(more);
    if more > 0 {
        say(&match lang {
            Lang::En => format!("note: {name}: {more} more line{s} cannot be used"),
            Lang::Ko => format!("참고: {name}: 쓸 수 없는 줄이 {more}개 더 있다"),
        });
    }
}

fn say(line: &str) {
    tell(&printable(line.as_bytes()));
}
