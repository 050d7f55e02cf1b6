//! What a student hands in.

use std::collections::BTreeMap;

use crate::demo::primitive::hash;

/// So many bytes an answer may have.
pub const LONGEST_ANSWER: usize = 16 << 10;
/// So many bytes a file may have.
pub const LARGEST_FILE: usize = 1 << 20;
/// So many questions to an oracle are handed in at most: twelve times what the longest attack of the set asks.
pub const MOST_ASKED: usize = 100_000;

/// Answers, files and questions to an oracle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handed {
    /// Answers as they were typed, by question.
    pub answers: BTreeMap<String, String>,
    /// Files, by name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What the oracle was asked, in order, and what it said.
    pub asked: Vec<Exchange>,
}

/// A question to an oracle, and what it said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exchange {
    /// The question, bytes.
    pub question: Vec<u8>,
    /// What it said: one line.
    pub reply: String,
}

impl Handed {
    /// Whether nothing was handed in.
    pub fn is_blank(&self) -> bool {
        self.answers.is_empty() && self.files.is_empty() && self.asked.is_empty()
    }
}

/// SHA-256 of `bytes`, in hexadecimal: how logs name files.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(hash::sha256(bytes))
}
