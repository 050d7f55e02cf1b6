//! An exercise drawn for one student.

use std::collections::BTreeMap;

use crate::base::text::Text;
use crate::exercise::form::Form;
use crate::exercise::words::Words;

/// What was drawn. Everything in it comes from the student's chance alone: drawn again, it is the same to the byte.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variant {
    /// Words for the places in the task, the questions, the hints. They are given away: no answer among them.
    pub words: Words,
    /// Words for the places in what is told after success.
    pub solved: Words,
    /// The files given, by name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Forms of the answers that are drawn, by question.
    pub forms: BTreeMap<String, Form>,
    /// Right answers, by question; where several are right, any of them.
    pub answers: BTreeMap<String, Vec<String>>,
    /// Answers a known mistake leads to.
    pub slips: Vec<Slipped>,
    /// What the oracle knows; empty without one.
    pub secret: Vec<u8>,
    /// What makes it hard, counted: the same for everybody, within what the exercise bounds.
    pub difficulty: BTreeMap<&'static str, u64>,
}

/// An answer a known mistake leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slipped {
    /// The question.
    pub question: String,
    /// The mistake.
    pub key: String,
    /// The answer.
    pub answer: String,
}

impl Variant {
    /// Sets the right answer to `question`.
    pub fn answer(&mut self, question: &str, answer: impl ToString) {
        let answers = self.answers.entry(question.to_owned()).or_default();
        answers.push(answer.to_string());
    }

    /// Says to what answer the mistake `key` leads; one that happens to be right is left out.
    pub fn slip(&mut self, question: &str, key: &str, answer: impl ToString) {
        self.slips.push(Slipped {
            question: question.to_owned(),
            key: key.to_owned(),
            answer: answer.to_string(),
        });
    }

    /// Gives a file.
    pub fn file(&mut self, name: &str, bytes: impl Into<Vec<u8>>) {
        self.files.insert(name.to_owned(), bytes.into());
    }

    /// Says a word that is given away.
    pub fn say(&mut self, name: &str, word: impl Into<Text>) {
        self.words.set(name, word);
    }
}
