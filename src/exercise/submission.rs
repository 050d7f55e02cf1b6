//! A submission: all that a student hands to the teacher, in one file of JSON. Nothing in it is believed but what can be computed
//! again.
//!
//! ```json
//! {"format": "tlslab submission", "version": 1, "made_by": "tlslab 0.1.0", "class": "…", "student": {"id": "…", "name": "…"},
//!  "pack": "mark of the pack, hex; empty for somebody who studies alone", "log": ["line", "…"],
//!  "exercises": [{"number": 1, "version": 1, "answers": {"word": "…"}, "files": {"root.pem": "base64"}, "asked": [["hex", "reply"]]}]}
//! ```

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::exercise::envelope::{Head, Named, decoded, encoded};
use crate::exercise::handed::{Exchange, Handed, LARGEST_FILE, LONGEST_ANSWER, MOST_ASKED};
use crate::exercise::seed::Student;

const FORMAT: &str = "tlslab submission";
const VERSION: u32 = 1;

/// All that a student hands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Which program wrote it.
    pub made_by: String,
    /// Who says to hand it in.
    pub student: Student,
    /// The mark of the pack; empty for somebody who studies alone.
    pub pack: String,
    /// The lines of the log, without their ends.
    pub log: Vec<String>,
    /// What is handed in, by the number of the exercise.
    pub works: BTreeMap<u8, Work>,
}

/// What is handed in for one exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// The version of the exercise it was drawn from.
    pub version: u32,
    /// The work.
    pub handed: Handed,
}

/// Why a file is no submission.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NoSubmission {
    /// It is something else.
    #[error("it is no submission of tlslab")]
    Else,
    /// It is damaged.
    #[error("it is a submission, and damaged: {0}")]
    Damaged(String),
    /// A newer program made it.
    #[error("it is a submission of version {0}; this program reads version {VERSION}")]
    Newer(u32),
}

impl Submission {
    /// The file.
    pub fn write(&self) -> Vec<u8> {
        let works = self.works.iter();
        let written = Written {
            format: FORMAT.to_owned(),
            version: VERSION,
            made_by: self.made_by.clone(),
            class: self.student.class.clone(),
            student: (&self.student).into(),
            pack: self.pack.clone(),
            log: self.log.clone(),
            exercises: works
                .map(|(number, work)| Piece {
                    number: *number,
                    version: work.version,
                    answers: work.handed.answers.clone(),
                    files: encoded(&work.handed.files),
                    asked: work
                        .handed
                        .asked
                        .iter()
                        .map(|exchange| (hex::encode(&exchange.question), exchange.reply.clone()))
                        .collect(),
                })
                .collect(),
        };
        // Nothing in it fails to be JSON: keys are texts.
        let mut bytes = serde_json::to_vec(&written).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Reads a file.
    ///
    /// # Errors
    /// It is no submission, a damaged one, or one of a newer program.
    pub fn read(bytes: &[u8]) -> Result<Self, NoSubmission> {
        let head: Head = serde_json::from_slice(bytes).map_err(|why| unread(bytes, &why))?;
        if head.format != FORMAT {
            return Err(NoSubmission::Else);
        }
        if head.version > VERSION {
            return Err(NoSubmission::Newer(head.version));
        }
        let written: Written =
            serde_json::from_slice(bytes).map_err(|why| NoSubmission::Damaged(why.to_string()))?;
        let pieces = written.exercises.into_iter();
        let works = pieces.map(|piece| {
            let number = piece.number;
            let work = piece.work();
            let work =
                work.map_err(|why| NoSubmission::Damaged(format!("exercise {number}: {why}")))?;
            Ok((number, work))
        });
        Ok(Self {
            made_by: written.made_by,
            student: written.student.of(written.class),
            pack: written.pack,
            log: written.log,
            works: works.collect::<Result<_, _>>()?,
        })
    }
}

/// Why a file is not even JSON: it may have been cut short, or changed on its way.
fn unread(bytes: &[u8], why: &serde_json::Error) -> NoSubmission {
    let start = bytes.get(..BEGINNING).unwrap_or(bytes);
    let format = FORMAT.as_bytes();
    match start.windows(format.len()).any(|here| here == format) {
        true => NoSubmission::Damaged(why.to_string()),
        false => NoSubmission::Else,
    }
}

/// Within so many bytes, a submission says that it is one.
const BEGINNING: usize = 64;

#[derive(Deserialize, Serialize)]
struct Written {
    format: String,
    version: u32,
    made_by: String,
    class: String,
    student: Named,
    pack: String,
    log: Vec<String>,
    exercises: Vec<Piece>,
}

#[derive(Deserialize, Serialize)]
struct Piece {
    number: u8,
    version: u32,
    #[serde(default)]
    answers: BTreeMap<String, String>,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    asked: Vec<(String, String)>,
}

impl Piece {
    /// The work in it; what is longer than a student's own program would hand in is refused.
    fn work(self) -> Result<Work, String> {
        if let Some((key, _)) = self
            .answers
            .iter()
            .find(|(_, answer)| answer.len() > LONGEST_ANSWER)
        {
            return Err(format!("{key} is longer than {LONGEST_ANSWER} bytes"));
        }
        if self.asked.len() > MOST_ASKED {
            return Err(format!("more than {MOST_ASKED} questions"));
        }
        let files = decoded(self.files).ok_or("a file is no Base64")?;
        if let Some((name, _)) = files.iter().find(|(_, file)| file.len() > LARGEST_FILE) {
            return Err(format!("{name:?} is longer than {LARGEST_FILE} bytes"));
        }
        let asked = self.asked.into_iter().map(|(question, reply)| {
            let question = hex::decode(question).map_err(|why| why.to_string())?;
            Ok(Exchange { question, reply })
        });
        Ok(Work {
            version: self.version,
            handed: Handed {
                answers: self.answers,
                files,
                asked: asked.collect::<Result<_, String>>()?,
            },
        })
    }
}
