//! Where things are on the page: the names that links lead to, and the step where a value was first seen.

use std::collections::{BTreeMap, HashMap};

use crate::story::blank::{Blank, Part};
use crate::story::broke::broke;
use crate::story::model::{Given, Kind, Story, What};

/// Bytes fewer than this are equal by chance.
const TELLING: usize = 8;

/// A story's places on a page.
pub(super) struct Place<'s> {
    /// The story.
    pub(super) story: &'s Story,
    /// What stands before every name, so that several stories find room on one page.
    prefix: String,
    /// Values, and the step where each was first seen.
    seen: HashMap<&'s [u8], usize>,
    /// Frames, and the step each is told in first.
    frames: HashMap<u32, usize>,
    /// What is asked instead of told.
    asked: BTreeMap<(usize, Part), &'s Blank>,
    /// Whether it is for whoever is to fill something in.
    blank: bool,
    /// The step where it broke.
    broke: Option<usize>,
}

impl<'s> Place<'s> {
    /// The places of `story`, whose names begin with `prefix`.
    pub(super) fn new(story: &'s Story, prefix: &str) -> Self {
        let mut place = Self {
            story,
            prefix: prefix.to_owned(),
            seen: HashMap::new(),
            frames: HashMap::new(),
            asked: BTreeMap::new(),
            blank: false,
            broke: broke(story),
        };
        for n in 0..story.steps.len() {
            place.note(n);
        }
        place
    }

    /// The same, where `blanks` are asked.
    pub(super) fn asking(story: &'s Story, blanks: &'s [Blank]) -> Self {
        Self {
            asked: blanks
                .iter()
                .map(|blank| ((blank.step, blank.part), blank))
                .collect(),
            blank: true,
            ..Self::new(story, "")
        }
    }

    fn note(&mut self, n: usize) {
        let Some(step) = self.story.steps.get(n) else {
            return;
        };
        if let Kind::Wire { packets, .. } = &step.kind {
            for packet in packets {
                self.frames.entry(*packet).or_insert(n);
            }
        }
        let mut see = |bytes: &'s [u8]| {
            if bytes.len() >= TELLING {
                self.seen.entry(bytes).or_insert(n);
            }
        };
        for value in &step.values {
            if let What::Bytes(bytes) = &value.what {
                see(bytes);
            }
        }
        for result in step.proofs.iter().filter_map(|proof| proof.result.as_ref()) {
            see(result);
        }
        for exhibit in &step.exhibits {
            for note in &exhibit.notes {
                see(note.of(&exhibit.bytes));
            }
        }
    }

    /// Whether it is for whoever is to fill something in: nothing is explained that would give the answer away.
    pub(super) fn is_blank(&self) -> bool {
        self.blank
    }

    /// The step where the connection broke, where it did.
    pub(super) fn broke(&self) -> Option<usize> {
        self.broke
    }

    /// What is asked of this part of step `n`, instead of told.
    pub(super) fn asked(&self, n: usize, part: Part) -> Option<&'s Blank> {
        self.asked.get(&(n, part)).copied()
    }

    /// Whether anything is asked of step `n`.
    pub(super) fn asks(&self, n: usize) -> bool {
        let parts = (n, Part::Name)..=(n, Part::Proof(usize::MAX));
        self.asked.range(parts).next().is_some()
    }

    /// The name of step `n`, counted from 0.
    pub(super) fn step(&self, n: usize) -> String {
        self.named(&format!("step-{}", n + 1))
    }

    /// The name of exhibit `e` of step `n`, both counted from 0.
    pub(super) fn bytes(&self, n: usize, e: usize) -> String {
        self.named(&format!("bytes-{}-{}", n + 1, e + 1))
    }

    /// The name of something that the story has once.
    pub(super) fn named(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// The step where `given` was seen, if that is another than `here`.
    pub(super) fn source(&self, given: &Given, here: usize) -> Option<usize> {
        let by_bytes = match &given.value.what {
            What::Bytes(bytes) => self.seen.get(bytes.as_slice()),
            What::Words(_) => None,
        };
        let by_frame = || {
            let number = given.seen.en.strip_prefix("frame ")?;
            self.frames.get(&number.parse().ok()?)
        };
        let found = by_bytes.or_else(by_frame).copied()?;
        (found != here).then_some(found)
    }
}
