//! Looking for a word in what rows say, some thousand rows at a time.

use crate::view::look::Look;
use crate::view::table::line::Column;
use crate::view::tui::table::rows::{Row, Rows};

/// Rows that are looked at in one step.
const STEP: usize = 4096;

/// A word that is looked for.
#[derive(Clone, Debug)]
pub(super) struct Search {
    /// In small letters.
    word: String,
    /// Where to look next, and how many rows are still to be looked at.
    going: Option<(usize, usize)>,
    way: Way,
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    On,
    Back,
}

/// What a step found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The word, at this position.
    Here(usize),
    /// Nothing so far.
    Going,
    /// It stands nowhere.
    Nowhere,
}

impl Search {
    /// For `word`, wherever small and great letters.
    pub(super) fn new(word: &str) -> Self {
        Self {
            word: word.to_lowercase(),
            going: None,
            way: Way::On,
        }
    }

    /// Begins after `position`, or before it.
    pub(super) fn begin(&mut self, position: usize, way: Way, rows: &Rows) {
        self.way = way;
        let next = self.after(position, rows.shown());
        self.going = Some((next, rows.shown()));
    }

    /// Begins at `position` itself.
    pub(super) fn begin_here(&mut self, position: usize, rows: &Rows) {
        self.way = Way::On;
        self.going = Some((position, rows.shown()));
    }

    /// Whether there are rows to look at.
    pub(super) fn going(&self) -> bool {
        self.going.is_some()
    }

    /// Looks at some rows.
    pub(super) fn step(&mut self, rows: &Rows, look: &Look) -> Step {
        let Some((mut at, mut left)) = self.going else {
            return Step::Nowhere;
        };
        let mut said = String::new();
        for _ in 0..STEP {
            let Some((_, row)) = rows.at(at).filter(|_| left > 0) else {
                self.going = None;
                return Step::Nowhere;
            };
            if says(row, look, &mut said).contains(&self.word) {
                self.going = None;
                return Step::Here(at);
            }
            at = self.after(at, rows.shown());
            left -= 1;
        }
        self.going = Some((at, left));
        Step::Going
    }

    /// The position after `at`, round the end.
    fn after(&self, at: usize, rows: usize) -> usize {
        match self.way {
            Way::On if at + 1 >= rows => 0,
            Way::On => at + 1,
            Way::Back => at.checked_sub(1).unwrap_or(rows.saturating_sub(1)),
        }
    }
}

/// All that a row says, in small letters.
fn says<'s>(row: &Row, look: &Look, said: &'s mut String) -> &'s str {
    said.clear();
    for column in Column::ALL {
        said.push_str(&row.line.says(column, look).0.to_lowercase());
        said.push('\n');
    }
    said
}
