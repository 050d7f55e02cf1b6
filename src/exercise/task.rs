//! What an exercise is: its pages, what it asks, the mistakes it knows.

use std::collections::BTreeMap;

use crate::base::text::Text;
use crate::exercise::form::Form;
use crate::exercise::words::Words;

/// An exercise, as its folder has it. Its texts have places for words that are drawn for a student.
#[derive(Clone, Debug)]
pub struct Exercise {
    /// Its number in the set, from 1.
    pub number: u8,
    /// The name of its folder without the number: `five-dresses`.
    pub name: String,
    /// Counts up whenever what is drawn changes, so that older packs are recognised.
    pub version: u32,
    /// What it is called.
    pub title: Text,
    /// What is learned.
    pub goal: Text,
    /// Estimated minutes.
    pub minutes: u8,
    /// Exercises advised before this one.
    pub after: Vec<u8>,
    /// What draws its variant: a row of [`KINDS`](crate::exercise::kinds::list::KINDS).
    pub kind: String,
    /// What the kind is told.
    pub settings: toml::Table,
    /// Between what bounds the difficulty of every variant lies, by what is counted.
    pub bounds: BTreeMap<String, [u64; 2]>,
    /// The task, in Markdown.
    pub task: Text,
    /// What is told after success, in Markdown.
    pub solved: Text,
    /// Three hints, each saying more.
    pub hints: Vec<Text>,
    /// What is to be answered.
    pub questions: Vec<Question>,
    /// What must be true of the files handed in.
    pub properties: Vec<Property>,
    /// What the oracle must have been asked, if there is one.
    pub work: Option<Work>,
    /// The mistakes it knows.
    pub slips: Vec<Slip>,
}

/// Something to be answered.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its name on the command line: `check 1 word=…`.
    pub key: String,
    /// What is asked, in one line.
    pub asks: Text,
    /// What form the answer has.
    pub form: FormOf,
    /// Whether a pack can say if it is right.
    pub commits: Commits,
    /// The given file in which the answer stands for whoever can read it.
    pub read_in: Option<String>,
    /// The question whose answer this one is computed from: while that is wrong, so is this.
    pub made_from: Option<String>,
}

/// The form of an answer; what can be chosen may be drawn.
#[derive(Clone, Debug)]
pub enum FormOf {
    /// The same for everybody.
    Fixed(Form),
    /// As the variant has it, under the key of the question.
    Drawn,
}

/// Whether a pack can say if an answer is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commits {
    /// It can: there are too many possible answers to try them all.
    Alone,
    /// Together with all others of this sort only: alone it could be guessed by trying.
    Together,
    /// It cannot: the teacher alone checks it.
    Never,
}

/// Something that must be true of a file handed in.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name.
    pub key: String,
    /// What must be true, in one line.
    pub asks: Text,
    /// What tests it: a row of [`TESTS`](crate::exercise::property::list::TESTS).
    pub test: String,
    /// The file in the task folder that is tested.
    pub file: String,
    /// What the test is told; texts in it have places.
    pub with: toml::Table,
}

/// What must be true of the questions to an oracle.
#[derive(Clone, Debug)]
pub struct Work {
    /// What must have been done, in one line.
    pub asks: Text,
}

/// A mistake that is known.
#[derive(Clone, Debug)]
pub struct Slip {
    /// The question, property or `work` it belongs to.
    pub of: String,
    /// Its name.
    pub key: String,
    /// What is said to whoever makes it: what was done, and what to look at; never the answer.
    pub says: Text,
    /// Whether a pack can name it: not where its answers are so few that they tell a part of the right one.
    pub commits: Commits,
}

impl Exercise {
    /// The name of its folder: `01-five-dresses`.
    pub fn folder(&self) -> String {
        format!("{:02}-{}", self.number, self.name)
    }

    /// Whether a pack can name the mistake `key` at `of`.
    pub fn tells(&self, of: &str, key: &str) -> bool {
        let mut slips = self.slips.iter();
        slips.any(|slip| slip.of == of && slip.key == key && slip.commits != Commits::Never)
    }

    /// What is said of the mistake `key` at `of`, with the words of a variant.
    pub fn slip(&self, of: &str, key: &str, words: &Words) -> Option<Text> {
        let mut slips = self.slips.iter();
        let slip = slips.find(|slip| slip.of == of && slip.key == key)?;
        Some(words.fill(&slip.says))
    }
}
