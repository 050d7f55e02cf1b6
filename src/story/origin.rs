//! Where the input of a proof was first seen: from its bytes, or from what is said of their place, to the step that showed them.

use std::collections::HashMap;

use crate::base::side::Knows;
use crate::story::model::{Given, Kind, Step, Story};

/// Fewer bytes than this are found everywhere, and mean nothing.
const SHORTEST: usize = 4;
/// Steps back that are searched for a field with the bytes: what goes into a proof was mostly seen just before.
const BACK: usize = 400;

/// An index over the values and results of a story.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// The step where bytes were first a value or came out of a proof.
    values: HashMap<Vec<u8>, usize>,
    /// The step that first told of a frame.
    frames: HashMap<u32, usize>,
}

/// Where an input was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// In an earlier step.
    Step(usize),
    /// In the step itself.
    Here,
    /// Nowhere in the story: a constant, or something an end recorded.
    Nowhere,
}

impl Origins {
    /// The index of `story`.
    pub fn of(story: &Story) -> Self {
        let mut index = Self::default();
        for (n, step) in story.steps.iter().enumerate() {
            if let Kind::Wire { packets, .. } = &step.kind {
                for packet in packets {
                    index.frames.entry(*packet).or_insert(n);
                }
            }
            let values = step.values.iter().filter_map(|value| value.bytes());
            let results = step
                .proofs
                .iter()
                .filter_map(|proof| proof.result.as_deref());
            for bytes in values
                .chain(results)
                .filter(|bytes| bytes.len() >= SHORTEST)
            {
                if !index.values.contains_key(bytes) {
                    index.values.insert(bytes.to_vec(), n);
                }
            }
        }
        index
    }

    /// Where the input `given` to a proof of step `at` was seen.
    pub fn seen(&self, story: &Story, at: usize, given: &Given) -> Seen {
        if given.value.knows == Knows::Constant {
            return Seen::Nowhere;
        }
        if let Some(step) = frame_named(&given.seen.en).and_then(|n| self.frames.get(&n)) {
            return place(*step, at);
        }
        let Some(bytes) = given.value.bytes().filter(|bytes| bytes.len() >= SHORTEST) else {
            return Seen::Nowhere;
        };
        if let Some(step) = self.values.get(bytes).filter(|step| **step <= at) {
            return place(*step, at);
        }
        let upto = story.steps.get(..=at).unwrap_or(&story.steps);
        let recent = upto.iter().enumerate().rev().take(BACK);
        let mut shown = recent.filter(|(_, step)| shows(step, bytes));
        shown.next().map_or(Seen::Nowhere, |(n, _)| place(n, at))
    }
}

fn place(step: usize, at: usize) -> Seen {
    match step < at {
        true => Seen::Step(step),
        false => Seen::Here,
    }
}

/// The number in `frame 6`.
fn frame_named(seen: &str) -> Option<u32> {
    seen.strip_prefix("frame ")?.parse().ok()
}

/// Whether a field of the step's exhibits, or one of them as a whole, is `bytes`.
fn shows(step: &Step, bytes: &[u8]) -> bool {
    step.exhibits.iter().any(|shown| {
        let mut fields = shown.notes.iter().map(|note| note.of(&shown.bytes));
        shown.bytes == bytes || fields.any(|field| field == bytes)
    })
}
