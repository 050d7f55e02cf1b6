//! What is worked out over a whole story once, so that a key press only looks it up: states, knowledge, origins.

use std::cell::OnceCell;

use crate::story::ends::course::Course;
use crate::story::known::Ledger;
use crate::story::model::Story;
use crate::story::origin::Origins;

/// What was worked out so far of one story; of another telling of it nothing is.
#[derive(Debug, Default)]
pub(super) struct Memory {
    course: OnceCell<Course>,
    ledger: OnceCell<Ledger>,
    origins: OnceCell<Origins>,
}

impl Memory {
    /// Works out everything about `story`, so that no key press has to wait for it.
    pub(super) fn of(story: &Story) -> Self {
        let memory = Self::default();
        memory.course(story);
        memory.ledger(story);
        memory.origins(story);
        memory
    }

    /// The state of both ends after each step, and the way there.
    pub(super) fn course(&self, story: &Story) -> &Course {
        self.course.get_or_init(|| Course::of(story))
    }

    /// Who knows what.
    pub(super) fn ledger(&self, story: &Story) -> &Ledger {
        self.ledger.get_or_init(|| Ledger::of(story))
    }

    /// Where values were first seen.
    pub(super) fn origins(&self, story: &Story) -> &Origins {
        self.origins.get_or_init(|| Origins::of(story))
    }
}
