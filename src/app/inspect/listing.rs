//! The connections of one capture for people: as many rows as are wanted, and counts of the rest.

use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::io::{self, Write};

use crate::app::inspect::counting::Counting;
use crate::app::inspect::reading::Reader;
use crate::app::inspect::wanted::Wanted;
use crate::survey::connection::Connection;
use crate::survey::finding::Finding;
use crate::survey::query::Key;
use crate::survey::watcher::Watcher;
use crate::view::look::Look;
use crate::view::table;
use crate::view::table::line::Line;

/// Rows of one capture.
pub(super) struct Listing<'w> {
    wanted: &'w Wanted,
    look: &'w Look,
    most: usize,
    rows: BinaryHeap<Kept>,
    pub(super) counting: Counting,
}

/// A row that is kept, ordered by what it is sorted by.
struct Kept {
    key: Key,
    line: Line,
    /// What is said below it.
    findings: Vec<Finding>,
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Kept {}

impl PartialOrd for Kept {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Kept {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key.cmp(&other.key)
    }
}

impl<'w> Listing<'w> {
    /// Keeps at most `most` rows.
    pub(super) fn new(wanted: &'w Wanted, look: &'w Look, most: usize) -> Self {
        Self {
            wanted,
            look,
            most,
            rows: BinaryHeap::new(),
            counting: Counting::default(),
        }
    }

    /// Keeps the row of `told`, if it stands among the first.
    fn row(&mut self, mut told: Connection) {
        let key = self.wanted.order.key(&told);
        if self.rows.len() >= self.most {
            match self.rows.peek_mut() {
                Some(last) if key < last.key => PeekMut::pop(last),
                Some(_) | None => return,
            };
        }
        self.wanted.judge(&mut told);
        self.counting.judged |= !told.findings.is_empty();
        let line = Line::new(&told);
        let findings = match table::says_findings(self.look) {
            true => told.findings,
            false => Vec::new(),
        };
        self.rows.push(Kept {
            key,
            line,
            findings,
        });
    }

    /// The rows, in their order.
    pub(super) fn lines(self) -> Vec<Line> {
        let rows = self.rows.into_sorted_vec();
        rows.into_iter().map(|row| row.line).collect()
    }

    /// Writes the rows, and gives how many more of `matching` there are.
    ///
    /// # Errors
    /// Those of `out`.
    pub(super) fn write(self, matching: u32, out: &mut dyn Write) -> io::Result<u32> {
        let rows = self.rows.into_sorted_vec();
        let shown = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        if !rows.is_empty() {
            table::heading(self.look, out)?;
        }
        for row in rows {
            table::row(&row.line, self.look, out)?;
            table::beneath(&row.findings, self.look, out)?;
        }
        Ok(matching.saturating_sub(shown))
    }
}

impl Watcher for Listing<'_> {
    fn connection(&mut self, mut told: Connection) {
        self.counting.all += 1;
        if !self.wanted.settle(&mut told) {
            return;
        }
        self.counting.matching(&told);
        self.row(told);
    }
}

impl Reader for Listing<'_> {}
