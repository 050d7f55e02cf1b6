//! What tells one student from another: what was drawn for them, and what they gave.

use std::collections::{BTreeMap, BTreeSet};

use crate::exercise::entry::Entry;
use crate::exercise::handed::{Exchange, sha256};
use crate::exercise::task::{Commits, Exercise};
use crate::exercise::variant::Variant;

/// What was drawn for a student, and what they gave, as far as it tells one student from another.
#[derive(Debug, Default)]
pub struct Trace {
    /// Right answers to questions with many possible answers.
    pub right: BTreeMap<Asked, Vec<String>>,
    /// When the right answer was first given.
    pub knew: BTreeMap<Asked, u64>,
    /// Answers to such questions that are not right and follow from no known mistake, with when they were first given.
    pub strange: BTreeMap<(Asked, String), Option<u64>>,
    /// Files that were made, by exercise and SHA-256.
    pub files: BTreeMap<(u8, String), Made>,
    /// SHA-256 of files that were given.
    pub given: BTreeSet<(u8, String)>,
    /// What an oracle was asked and did say, by exercise.
    pub heard: BTreeMap<u8, BTreeSet<Exchange>>,
    /// What it is said to have said, and did not.
    pub forged: BTreeMap<u8, Vec<Exchange>>,
}

/// A question of an exercise.
pub type Asked = (u8, String);

/// A file a student made.
#[derive(Clone, Debug)]
pub struct Made {
    /// What it is called.
    pub name: String,
    /// When it was first checked.
    pub when: Option<u64>,
    /// How many bytes it has; none if it was checked and not handed in.
    pub bytes: Option<usize>,
    /// Whether all that must be true of the files of the exercise is.
    pub right: bool,
}

impl Trace {
    /// Takes down what was drawn.
    pub fn draw(&mut self, exercise: &Exercise, entry: &Entry, truth: &Variant) {
        let number = exercise.number;
        for question in &exercise.questions {
            if question.commits == Commits::Alone
                && let Some(right) = truth.answers.get(&question.key)
            {
                let asked = (number, question.key.clone());
                self.right.insert(asked, right.clone());
            }
        }
        if !exercise.properties.is_empty() {
            let given = entry.files.values();
            self.given.extend(given.map(|file| (number, sha256(file))));
        }
    }
}
