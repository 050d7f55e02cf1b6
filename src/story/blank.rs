//! What a reader may be asked to predict before it is shown: the one list, for the screen, for hand-outs and for their key.

use crate::base::text::Text;
use crate::story::model::{Kind, Step, Story};

/// Something left blank, and what belongs there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    /// Its number, from 1, as a hand-out and its key have it.
    pub number: usize,
    /// The step, counted from 0.
    pub step: usize,
    /// Which part of the step.
    pub part: Part,
    /// What is asked.
    pub ask: Text,
    /// What belongs there.
    pub answer: Text,
}

/// A part of a step that can be left blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What is sent.
    Name,
    /// A value, counted from 0.
    Value(usize),
    /// What a proof says, counted from 0.
    Proof(usize),
}

/// Every blank of `story`, in order.
pub fn blanks(story: &Story) -> Vec<Blank> {
    let mut blanks = Vec::new();
    for (n, step) in story.steps.iter().enumerate() {
        for (part, ask, answer) in parts(step) {
            blanks.push(Blank {
                number: blanks.len() + 1,
                step: n,
                part,
                ask,
                answer,
            });
        }
    }
    blanks
}

fn parts(step: &Step) -> Vec<(Part, Text, Text)> {
    let mut parts = Vec::new();
    if let Kind::Wire { .. } = step.kind {
        let ask = Text::new("what is sent", "무엇을 보내는가");
        parts.push((Part::Name, ask, step.name.clone()));
    }
    for (n, value) in step.values.iter().enumerate() {
        parts.push((Part::Value(n), value.name.clone(), value.text()));
    }
    for (n, proof) in step.proofs.iter().enumerate() {
        parts.push((Part::Proof(n), proof.claim.clone(), proof.verdict.text()));
    }
    parts
}
