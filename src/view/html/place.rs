//! Where things are on the page: the names that links lead to, and the step where a value was first seen.

use std::collections::BTreeMap;

use crate::story::blank::{Blank, Part};
use crate::story::broke::broke;
use crate::story::model::{Given, Story};
use crate::story::origin::{Origins, Seen};

/// A story's places on a page.
pub(super) struct Place<'s> {
    /// The story.
    pub(super) story: &'s Story,
    /// What stands before every name, so that several stories find room on one page.
    prefix: String,
    /// Where values and frames were first seen.
    origins: Origins,
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
        Self {
            story,
            prefix: prefix.to_owned(),
            origins: Origins::of(story),
            asked: BTreeMap::new(),
            blank: false,
            broke: broke(story),
        }
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

    /// The step before `here` where `given` was seen.
    pub(super) fn source(&self, given: &Given, here: usize) -> Option<usize> {
        match self.origins.seen(self.story, here, given) {
            Seen::Step(step) => Some(step),
            Seen::Here | Seen::Nowhere => None,
        }
    }
}
