//! The rows that were found and the order they stand in, arranged in steps so that no key waits for a million of them.

use std::cmp::Ordering;

use crate::survey::connection::Connection;
use crate::survey::query::Key;
use crate::view::table::line::{Column, Line};
use crate::view::tui::table::news::{Found, Id};

/// Rows that are kept.
pub const MOST: usize = 4_000_000;
/// Connections of which all that was learned is kept, some kilobytes each.
pub const KEPT: usize = 20_000;
/// Rows that are put in their places in one step.
const STEP: usize = 8192;

/// What rows are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// What `--sort` asked for.
    Asked,
    /// What stands in a column.
    Column(Column, Direction),
}

/// Which end comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Up,
    Down,
}

impl Direction {
    /// The other one.
    pub(super) fn turned(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

/// The rows, in the order they came and in the order they are shown.
#[derive(Debug)]
pub(super) struct Rows {
    rows: Vec<Row>,
    keys: Vec<Key>,
    kept: Vec<Connection>,
    by: By,
    /// The first rows that came, as many as are arranged, in the order they are shown.
    order: Vec<Place>,
    /// Rows that found no room.
    pub(super) beyond: u64,
    most: usize,
}

/// What is kept of every connection.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) file: u16,
    pub(super) line: Line,
}

impl Row {
    pub(super) fn id(&self) -> Id {
        Id {
            file: self.file,
            number: self.line.number(),
        }
    }
}

/// Where a row is to stand: most comparisons need no more than the rank.
#[derive(Clone, Copy, Debug)]
struct Place {
    rank: u64,
    row: u32,
}

impl Rows {
    /// None yet; ordered so, at most `most` of them.
    pub(super) fn new(by: By, most: usize) -> Self {
        Self {
            rows: Vec::new(),
            keys: Vec::new(),
            kept: Vec::new(),
            by,
            order: Vec::new(),
            beyond: 0,
            most,
        }
    }

    /// Forgets all of them.
    pub(super) fn clear(&mut self) {
        *self = Self::new(self.by, self.most);
    }

    /// Takes in another, and gives its place among those that came.
    pub(super) fn add(&mut self, found: Found) -> Option<u32> {
        let row = u32::try_from(self.rows.len()).ok();
        let row = row.filter(|_| self.rows.len() < self.most);
        if row.is_none() {
            self.beyond += 1;
            return None;
        }
        let Found {
            file,
            line,
            key,
            connection,
        } = found;
        self.rows.push(Row { file, line });
        self.keys.extend(key);
        if self.kept.len() < KEPT {
            self.kept.push(*connection);
        }
        row
    }

    /// How many came.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many are shown by now.
    pub(super) fn shown(&self) -> usize {
        self.order.len()
    }

    /// Whether all that came stand in their places.
    pub(super) fn settled(&self) -> bool {
        self.order.len() == self.rows.len()
    }

    /// The row that is shown at `position`.
    pub(super) fn at(&self, position: usize) -> Option<(u32, &Row)> {
        let place = self.order.get(position)?;
        Some((place.row, self.row(place.row)?))
    }

    /// The row that came as number `row`, from 0.
    pub(super) fn row(&self, row: u32) -> Option<&Row> {
        self.rows.get(index(row))
    }

    /// All that was learned of its connection, where that is kept.
    pub(super) fn connection(&self, row: u32) -> Option<&Connection> {
        self.kept.get(index(row))
    }

    /// Where a row is shown.
    pub(super) fn position(&self, row: u32) -> Option<usize> {
        let place = self.place(row)?;
        let found = self.order.binary_search_by(|one| self.compare(*one, place));
        found.ok()
    }

    /// What they are ordered by.
    pub(super) fn by(&self) -> By {
        self.by
    }

    /// Orders them anew.
    pub(super) fn order_by(&mut self, by: By) {
        if self.by != by {
            self.by = by;
            self.order.clear();
        }
    }

    /// Puts some more rows in their places.
    pub(super) fn arrange(&mut self) {
        let begin = self.order.len();
        let end = self.rows.len().min(begin + STEP);
        let fresh = (begin..end).filter_map(|row| self.place(u32::try_from(row).ok()?));
        let mut fresh: Vec<Place> = fresh.collect();
        fresh.sort_unstable_by(|one, two| self.compare(*one, *two));
        let Some(first) = fresh.first().copied() else {
            return;
        };
        let before = |one: &Place| self.compare(*one, first).is_lt();
        let stays = match self.order.last().is_none_or(before) {
            true => begin,
            false => self.order.partition_point(before),
        };
        let mut order = std::mem::take(&mut self.order);
        let tail = order.split_off(stays);
        self.merge(&tail, &fresh, &mut order);
        self.order = order;
    }

    /// Both one after the other as they are to stand.
    fn merge(&self, tail: &[Place], fresh: &[Place], into: &mut Vec<Place>) {
        into.reserve(tail.len() + fresh.len());
        let mut left = tail;
        for place in fresh {
            let before = |one: &Place| self.compare(*one, *place).is_lt();
            // The next one is near, as a rule: look in steps that grow.
            let mut reach = 1;
            while left.get(reach).is_some_and(before) {
                reach *= 2;
            }
            let near = left.get(..reach.saturating_add(1)).unwrap_or(left);
            let (smaller, rest) = left.split_at(near.partition_point(before));
            into.extend_from_slice(smaller);
            into.push(*place);
            left = rest;
        }
        into.extend_from_slice(left);
    }

    fn place(&self, row: u32) -> Option<Place> {
        let Row { file, line } = self.row(row)?;
        let rank = match self.by {
            By::Asked => 0,
            By::Column(column, _) if !line.has(column) => u64::MAX,
            By::Column(Column::Number, direction) => {
                // Numbers begin anew in each capture.
                let rank = u64::from(*file) << 32 | u64::from(line.number());
                match direction {
                    Direction::Up => rank,
                    Direction::Down => u64::MAX - 1 - rank,
                }
            }
            By::Column(column, Direction::Up) => line.rank(column).min(u64::MAX - 1),
            By::Column(column, Direction::Down) => (!line.rank(column)).min(u64::MAX - 1),
        };
        Some(Place { rank, row })
    }

    /// What is unknown comes last either way, and what is equal stands by number.
    fn compare(&self, one: Place, two: Place) -> Ordering {
        let by_rank = one.rank.cmp(&two.rank);
        if by_rank.is_ne() || one.row == two.row {
            return by_rank;
        }
        let (Some(a), Some(b)) = (self.row(one.row), self.row(two.row)) else {
            return one.row.cmp(&two.row);
        };
        let told = match self.by {
            By::Asked => self
                .keys
                .get(index(one.row))
                .cmp(&self.keys.get(index(two.row))),
            By::Column(column, _) if !a.line.has(column) || !b.line.has(column) => {
                b.line.has(column).cmp(&a.line.has(column))
            }
            By::Column(column, Direction::Up) => a.line.compare(&b.line, column),
            By::Column(column, Direction::Down) => b.line.compare(&a.line, column),
        };
        told.then_with(|| (a.file, a.line.number()).cmp(&(b.file, b.line.number())))
            .then(one.row.cmp(&two.row))
    }
}

fn index(row: u32) -> usize {
    usize::try_from(row).unwrap_or(usize::MAX)
}
