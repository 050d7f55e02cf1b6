//! What is left to say of a capture when what it holds has been written.

use std::collections::HashSet;
use std::io::{self, Write};

use anyhow::{Error, Result};

use crate::app::output::{complain, tell};
use crate::app::refusal::{Answer, Refusal};
use crate::base::field::printable;
use crate::base::text::{Lang, Text};
use crate::survey::pass::Closing;

/// How one capture went.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) answer: Answer,
    /// What was wrong with it.
    pub(super) refusal: Option<Refusal>,
    /// What is worth knowing beside the answer.
    pub(super) notes: Vec<Text>,
    /// Which secrets found no use, where all of it was read.
    pub(super) unused: Option<Unused>,
}

/// Secrets that no connection of a capture had.
#[derive(Debug, Default)]
pub(super) struct Unused {
    /// Client randoms.
    pub(super) randoms: HashSet<Vec<u8>>,
    /// RSA keys, by their places.
    pub(super) keys: HashSet<usize>,
}

impl Unused {
    /// What a pass gave no use.
    pub(super) fn of(closing: &mut Closing) -> Self {
        Self {
            randoms: std::mem::take(&mut closing.unmatched).into_iter().collect(),
            keys: std::mem::take(&mut closing.idle_keys).into_iter().collect(),
        }
    }

    /// Keeps what another capture gave no use either.
    pub(super) fn and(&mut self, other: &Self) {
        self.randoms.retain(|random| other.randoms.contains(random));
        self.keys.retain(|key| other.keys.contains(key));
    }
}

/// How all captures went.
#[derive(Debug, Default)]
pub(super) struct Reports {
    worst: Option<Answer>,
    /// What ended all of it.
    pub(super) fatal: Option<Error>,
    /// Secrets that were of no use in any capture; none: not every capture was read whole.
    unused: Option<Unused>,
    seen: usize,
}

impl Reports {
    /// Takes in how one of `captures` captures went, and says on standard error what is to be said of it, after what was written.
    ///
    /// # Errors
    /// Those of the output.
    pub(super) fn take(
        &mut self,
        result: Result<Report>,
        captures: usize,
        lang: Lang,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let report = match result {
            Ok(report) => report,
            Err(error) => match error.downcast::<io::Error>() {
                // Of the output: whoever gave it knows its name.
                Ok(error) => return Err(error),
                Err(error) if captures == 1 => {
                    self.fatal = Some(error);
                    return Err(io::Error::other("refused"));
                }
                Err(error) => {
                    out.flush()?;
                    complain(&error, lang);
                    Report {
                        answer: Answer::Damaged,
                        refusal: None,
                        notes: Vec::new(),
                        unused: None,
                    }
                }
            },
        };
        out.flush()?;
        for note in &report.notes {
            say(note, lang);
        }
        if let Some(refusal) = report.refusal {
            complain(&refusal.into(), lang);
        }
        let worst = self.worst.map_or(0, Answer::code);
        if report.answer.code() >= worst {
            self.worst = Some(report.answer);
        }
        self.unused = match (self.unused.take(), report.unused) {
            (None, unused) if self.seen == 0 => unused,
            (Some(mut all), Some(unused)) => {
                all.and(&unused);
                Some(all)
            }
            (_, _) => None,
        };
        self.seen += 1;
        Ok(())
    }

    /// How many captures were taken in.
    pub(super) fn seen(&self) -> usize {
        self.seen
    }

    /// The worst answer.
    pub(super) fn answer(&self) -> Answer {
        self.worst.unwrap_or(Answer::Good)
    }

    /// Secrets that were of no use in any capture, where every capture was read whole.
    pub(super) fn unused(&self) -> Option<&Unused> {
        self.unused.as_ref()
    }
}

/// Says a note on standard error.
pub(super) fn say(note: &Text, lang: Lang) {
    let word = match lang {
        Lang::En => "note",
        Lang::Ko => "참고",
    };
    let said = note.say(lang);
    tell(&printable(format!("{word}: {said}").as_bytes()));
}
