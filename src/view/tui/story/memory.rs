//! What is worked out over a whole story once, so that a key press only looks it up: states, knowledge, origins.

use std::cell::RefCell;
use std::rc::Rc;

use crate::story::ends::{Moment, moments};
use crate::story::known::Ledger;
use crate::story::model::Story;
use crate::story::origin::Origins;

/// What was worked out so far, each with the number of steps it was worked out from: a live story grows.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    moments: RefCell<Option<(usize, Rc<Vec<Moment>>)>>,
    ledger: RefCell<Option<(usize, Rc<Ledger>)>>,
    origins: RefCell<Option<(usize, Rc<Origins>)>>,
}

impl Memory {
    /// Works out everything about `story`, so that no key press has to wait for it.
    pub(super) fn of(story: &Story) -> Self {
        let memory = Self::default();
        memory.moments(story);
        memory.ledger(story);
        memory.origins(story);
        memory
    }

    /// The state of both ends after each step.
    pub(super) fn moments(&self, story: &Story) -> Rc<Vec<Moment>> {
        recall(&self.moments, story, moments)
    }

    /// Who knows what.
    pub(super) fn ledger(&self, story: &Story) -> Rc<Ledger> {
        recall(&self.ledger, story, Ledger::of)
    }

    /// Where values were first seen.
    pub(super) fn origins(&self, story: &Story) -> Rc<Origins> {
        recall(&self.origins, story, Origins::of)
    }
}

fn recall<T>(
    cell: &RefCell<Option<(usize, Rc<T>)>>,
    story: &Story,
    make: impl Fn(&Story) -> T,
) -> Rc<T> {
    let steps = story.steps.len();
    let known = cell.borrow().clone();
    match known {
        Some((count, made)) if count == steps => made,
        Some(_) | None => {
            let made = Rc::new(make(story));
            *cell.borrow_mut() = Some((steps, Rc::clone(&made)));
            made
        }
    }
}
