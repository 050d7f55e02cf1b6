//! What grading found, as `grades.json` keeps it and reports read it: no key and no exercises are needed to read it again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::text::Text;

/// What the file says it is.
pub const FORMAT: &str = "tlslab grades";
/// Its version.
pub const VERSION: u32 = 1;

/// What grading found.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Grades {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// Which program graded.
    pub made_by: String,
    /// The name of the class.
    pub class: String,
    /// When, as the teacher's clock said.
    pub at: String,
    /// The exercises.
    pub tasks: Vec<Task>,
    /// The students, whether they handed in or not.
    pub students: Vec<Graded>,
    /// The files, each with what became of it.
    pub files: Vec<Filed>,
    /// Answers, files and questions to an oracle that belong to somebody else.
    pub likenesses: Vec<Likeness>,
}

/// Words in both languages.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Both {
    /// In English.
    pub en: String,
    /// In Korean.
    pub ko: String,
}

/// An exercise.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Task {
    /// Its number.
    pub number: u8,
    /// Its version when it was graded.
    pub version: u32,
    /// What it is called.
    pub title: Both,
    /// The mistakes it knows; `…` where a word is each student's own.
    pub mistakes: Vec<Mistake>,
}

/// A mistake an exercise knows.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Mistake {
    /// The question, property or `work` it belongs to.
    pub of: String,
    /// Its name.
    pub key: String,
    /// What is said of it.
    pub says: Both,
}

/// A student's results.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Graded {
    /// As the roster calls them.
    pub id: String,
    /// Their name.
    pub name: String,
    /// The file that counts; none if nothing was handed in.
    pub file: Option<String>,
    /// What to know of it.
    pub notes: Vec<Note>,
    /// Exercise by exercise, all of the class.
    pub results: Vec<Outcome>,
}

/// How a student stands in an exercise.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It was not begun.
    NotBegun,
    /// It was drawn from another version of the exercise, and cannot be judged.
    OtherVersion,
    /// It was begun, and nothing is right.
    Open,
    /// Some of it is right.
    Part,
    /// All of it is right.
    Solved,
}

/// A student's results in one exercise.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Which exercise.
    pub number: u8,
    /// How it stands.
    pub standing: Standing,
    /// How many of its parts are right.
    pub right: usize,
    /// How many parts it has.
    pub of: usize,
    /// How often it was checked, as the log says.
    pub attempts: usize,
    /// How many different hints were taken, as the log says.
    pub hints: usize,
    /// When it was begun, in seconds since 1970, as the log says.
    pub begun: Option<u64>,
    /// When all of it was first right, in seconds since 1970, as the log says.
    pub solved: Option<u64>,
    /// Part by part.
    pub parts: Vec<Part>,
    /// Wrong answers, ever: in the log and in what was handed in.
    pub wrong: Vec<Wrong>,
}

impl Outcome {
    /// How many seconds it took from the first start until all of it was right.
    pub fn seconds(&self) -> Option<u64> {
        self.solved?.checked_sub(self.begun?)
    }
}

/// One thing that is asked for.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The question, property or `work`.
    pub key: String,
    /// `right`, `slip`, `wrong`, `blank` or `unreadable`.
    pub ruling: String,
    /// How what was handed in was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Both>,
    /// The known mistake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slip: Option<String>,
    /// What the student is told of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<Both>,
}

/// A wrong answer, or a known mistake in a file or in questions to an oracle.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Wrong {
    /// The question, property or `work`.
    pub of: String,
    /// The answer in the one way it is written; none for a file or an oracle.
    pub answer: Option<String>,
    /// The known mistake that leads to it.
    pub slip: Option<String>,
}

/// Something to know of what was handed in.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What kind of thing: a word for programs.
    pub key: String,
    /// The exercise it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exercise: Option<u8>,
    /// In words.
    pub says: Both,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It counts.
    Counts,
    /// Another file of the same student counts.
    Superseded,
    /// It is damaged.
    Damaged,
    /// It is no submission.
    Else,
    /// A newer program wrote it.
    Newer,
    /// It comes from somebody who studies alone, without a pack of the class.
    SelfStudy,
    /// It comes from another class.
    OtherClass,
    /// It names this class, and its pack was not made with the key of this class.
    OtherPack,
    /// Nobody of this id is in the class.
    Unknown,
}

impl Fate {
    /// Whether the file itself could not be read, though it was meant as a submission.
    pub fn is_damage(self) -> bool {
        match self {
            Self::Damaged | Self::Newer => true,
            Self::Counts
            | Self::Superseded
            | Self::Else
            | Self::SelfStudy
            | Self::OtherClass
            | Self::OtherPack
            | Self::Unknown => false,
        }
    }
}

/// A file of the folder.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Filed {
    /// Its name below the folder.
    pub name: String,
    /// What became of it.
    pub fate: Fate,
    /// Who says to have handed it in.
    pub student: Option<String>,
    /// In words.
    pub says: Both,
}

/// Something that belongs to somebody else: evidence, and no verdict.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Likeness {
    /// What it is.
    pub kind: Kind,
    /// The exercise.
    pub number: u8,
    /// The question, or the name of the file.
    pub item: String,
    /// The answer; of a file, its SHA-256; of an oracle, how many questions.
    pub value: String,
    /// Who gave it, though it is not right for them.
    pub by: Party,
    /// For whom it is right, or who handed in the same.
    pub of: Party,
}

/// What is alike.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An answer that is right for another student.
    Answer,
    /// A file, byte for byte.
    File,
    /// Questions to an oracle with what it said.
    Oracle,
}

/// A student in a likeness.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Party {
    /// As the roster calls them.
    pub id: String,
    /// Their name.
    pub name: String,
    /// When they first gave it, in seconds since 1970, as their log says; none if the log does not say, or they never gave it.
    pub when: Option<u64>,
    /// Whether they handed anything in.
    pub handed_in: bool,
}

impl Both {
    /// The same as a text.
    pub fn text(&self) -> Text {
        Text {
            en: self.en.clone().into(),
            ko: self.ko.clone().into(),
        }
    }
}

impl From<Text> for Both {
    fn from(text: Text) -> Self {
        Self {
            en: text.en.into_owned(),
            ko: text.ko.into_owned(),
        }
    }
}

impl From<&Text> for Both {
    fn from(text: &Text) -> Self {
        Self::from(text.clone())
    }
}

impl Grades {
    /// The students by their ids.
    pub fn by_id(&self) -> BTreeMap<&str, &Graded> {
        let students = self.students.iter();
        students.map(|one| (one.id.as_str(), one)).collect()
    }

    /// Whether a file that was meant as a submission could not be read.
    pub fn is_damaged(&self) -> bool {
        self.files.iter().any(|file| file.fate.is_damage())
    }
}

impl Graded {
    /// How many exercises are solved.
    pub fn solved(&self) -> usize {
        let solved = |one: &&Outcome| one.standing == Standing::Solved;
        self.results.iter().filter(solved).count()
    }

    /// How often anything was checked.
    pub fn attempts(&self) -> usize {
        self.results.iter().map(|one| one.attempts).sum()
    }

    /// How many hints were taken.
    pub fn hints(&self) -> usize {
        self.results.iter().map(|one| one.hints).sum()
    }

    /// How many seconds all that is solved took.
    pub fn seconds(&self) -> Option<u64> {
        let took: Vec<u64> = self.results.iter().filter_map(Outcome::seconds).collect();
        (!took.is_empty()).then(|| took.iter().sum())
    }
}
