//! What is handed in: to be judged here, and to a teacher.

use std::collections::BTreeMap;

use crate::base::time::Time;
use crate::exercise::desk;
use crate::exercise::entry::Entry;
use crate::exercise::handed::{Handed, MOST_ASKED, sha256};
use crate::exercise::judge::{Judgement, judge};
use crate::exercise::seed::Student;
use crate::exercise::set::Set;
use crate::exercise::student::event::Event;
use crate::exercise::student::fault::{Fault, Result};
use crate::exercise::student::folder;
use crate::exercise::student::home::{Held, Home};
use crate::exercise::student::record::Who;
use crate::exercise::student::source::{self, Drawn};
use crate::exercise::student::transcript;
use crate::exercise::submission::{Submission, Work};
use crate::exercise::task::Exercise;

/// What was ruled on a task.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What the student has of it.
    pub drawn: Drawn,
    /// The ruling.
    pub judgement: Judgement,
}

/// Judges `exercise` with these new answers, and takes it down.
///
/// # Errors
/// If it was not begun; those of its source and of the file system.
pub fn check(
    held: &mut Held,
    exercise: &Exercise,
    answers: &BTreeMap<String, String>,
    at: Time,
) -> Result<Checked> {
    let number = exercise.number;
    let drawn = source::begun(held, exercise, at)?;
    let task = held.home.record.tasks.get(&number);
    let mut all = task.map(|task| task.answers.clone()).unwrap_or_default();
    all.extend(answers.clone());
    let known = |key: &String| exercise.questions.iter().any(|one| one.key == *key);
    all.retain(|key, answer| known(key) && !answer.trim().is_empty());
    let handed = handed(&held.home, exercise, &drawn.entry, all)?;
    let judgement = judge(exercise, &drawn.entry, drawn.truth.as_ref(), &handed);
    let files = handed.files.iter();
    let event = Event::Checked {
        number,
        answers: handed.answers,
        files: files
            .map(|(name, bytes)| (name.clone(), sha256(bytes)))
            .collect(),
        standing: judgement.standing(),
        slips: judgement.slips(),
    };
    held.record(at, event)?;
    Ok(Checked { drawn, judgement })
}

/// All that can be judged of `exercise` with these answers.
///
/// # Errors
/// What stands in the place of a file and is none; a record of questions that was changed; those of the file system.
pub fn handed(
    home: &Home,
    exercise: &Exercise,
    entry: &Entry,
    answers: BTreeMap<String, String>,
) -> Result<Handed> {
    let mut asked = transcript::read(&home.transcript(exercise.number))?;
    // The last ones count: a teacher takes no more.
    asked.drain(..asked.len().saturating_sub(MOST_ASKED));
    Ok(Handed {
        answers,
        files: folder::read(&home.folder(exercise), &desk::wanted(exercise, entry))?,
        asked,
    })
}

/// A submission, and what is left out of it.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// What is handed in.
    pub submission: Submission,
    /// Exercises of which only the answers are in it, for they were begun with other data.
    pub bare: Vec<u8>,
}

/// All that was begun, as it is now.
///
/// # Errors
/// Those of [`handed`].
pub fn bundle(held: &mut Held, set: &Set, at: Time) -> Result<Bundle> {
    let mut works = BTreeMap::new();
    let mut bare = Vec::new();
    let tasks = held.home.record.tasks.clone();
    for (number, task) in tasks {
        let Some(exercise) = set.numbered(number) else {
            continue;
        };
        let handed = match source::begun(held, exercise, at) {
            Ok(drawn) => handed(&held.home, exercise, &drawn.entry, task.answers)?,
            Err(
                Fault::Version(..) | Fault::Begun(..) | Fault::Changed(_) | Fault::NotInPack(_),
            ) => {
                bare.push(number);
                Handed {
                    answers: task.answers,
                    ..Handed::default()
                }
            }
            Err(fault) => return Err(fault),
        };
        let version = task.version;
        works.insert(number, Work { version, handed });
    }
    let student = match &held.home.record.who {
        Some(Who::Of { class, student, .. }) => Student {
            class: class.clone(),
            id: student.clone(),
            name: source::pack(&held.home)?.student.name,
        },
        Some(Who::Alone) | None => source::alone(),
    };
    let submission = Submission {
        made_by: concat!("tlslab ", env!("CARGO_PKG_VERSION")).to_owned(),
        student,
        pack: held.home.record.pack().to_owned(),
        log: held.lines()?,
        works,
    };
    Ok(Bundle { submission, bare })
}
