//! Which step of one story belongs to which of the other: by what a step is, never by its number.
//!
//! The pairing that is worth most is sought among all that keep both orders (a longest common subsequence with weights). What both
//! begin and end with is paired at once. For what remains between, a table of at most [`CELLS`] cells is filled: of longer stories
//! a partner is sought only near the place where it would be if both ran at the same pace, so that time and memory stay bounded.

use std::collections::HashMap;

use crate::base::side::Side;
use crate::story::model::{Cover, Kind, Step, Who};

/// The most cells of the table, a byte each.
pub const CELLS: usize = 1 << 22;

/// Pairs the steps `left` and `right`: each stands in exactly one pair, and both orders are kept. Numbers count from 0 in the slices.
pub fn align(left: &[Step], right: &[Step]) -> Vec<[Option<usize>; 2]> {
    let mut names = Names::default();
    let a: Vec<Token> = left.iter().map(|step| names.token(step)).collect();
    let b: Vec<Token> = right.iter().map(|step| names.token(step)).collect();
    let alike = |(a, b): &(&Token, &Token)| a == b;
    let before = a.iter().zip(&b).take_while(alike).count();
    let (a_rest, b_rest) = (
        a.get(before..).unwrap_or_default(),
        b.get(before..).unwrap_or_default(),
    );
    let after = a_rest
        .iter()
        .rev()
        .zip(b_rest.iter().rev())
        .take_while(alike)
        .count();
    let middle = |tokens: &'_ [Token]| tokens.len().saturating_sub(after);
    let (n, m) = (middle(a_rest), middle(b_rest));
    let mut pairs: Vec<[Option<usize>; 2]> = (0..before).map(|n| [Some(n), Some(n)]).collect();
    // Turned round, so that of partners worth the same the first is taken.
    let turned = |tokens: &'_ [Token], end: usize| -> Vec<Token> {
        tokens.iter().take(end).rev().copied().collect()
    };
    let inner = between(&turned(a_rest, n), &turned(b_rest, m));
    let place = |at: Option<usize>, end: usize| at.map(|at| before + end - 1 - at);
    pairs.extend(
        inner
            .into_iter()
            .rev()
            .map(|[a, b]| [place(a, n), place(b, m)]),
    );
    pairs.extend((0..after).map(|k| [Some(before + n + k), Some(before + m + k)]));
    pairs
}

/// What a step is, as numbers that are quick to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token {
    /// Whose step of which kind it is.
    whose: u8,
    /// Its name.
    name: u32,
    /// Its heading.
    chapter: u32,
    /// What it is kin to; none: to nothing but its own name.
    kin: Option<u32>,
}

impl Token {
    /// What it is worth to pair the two; 0: they are not the same thing.
    fn worth(self, other: Self) -> u32 {
        if self.whose != other.whose {
            return 0;
        }
        match (self.name == other.name, self.chapter == other.chapter) {
            (true, true) => 8,
            (true, false) => 7,
            (false, _) if self.kin.is_some() && self.kin == other.kin => 3,
            (false, _) => 0,
        }
    }
}

/// Words as numbers.
#[derive(Debug, Default)]
struct Names<'s> {
    known: HashMap<&'s str, u32>,
}

impl<'s> Names<'s> {
    fn token(&mut self, step: &'s Step) -> Token {
        Token {
            whose: whose(step),
            name: self.number(&step.name.en),
            chapter: self.number(&step.chapter.en),
            kin: kin(step).map(|word| self.number(word)),
        }
    }

    fn number(&mut self, word: &'s str) -> u32 {
        let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        *self.known.entry(word).or_insert(next)
    }
}

fn whose(step: &Step) -> u8 {
    match &step.kind {
        Kind::Wire {
            from: Side::Client, ..
        } => 0,
        Kind::Wire {
            from: Side::Server, ..
        } => 1,
        Kind::Computation { by: Who::Client } => 2,
        Kind::Computation { by: Who::Server } => 3,
        Kind::Computation { by: Who::Both } => 4,
        Kind::Remark => 5,
        Kind::Desk => 6,
    }
}

/// What steps of other names may be the same thing as this one: key pairs of two groups, two alerts that end a connection, and a
/// record that stays shut with a message from inside one.
fn kin(step: &Step) -> Option<&'static str> {
    let name: &str = &step.name.en;
    if name.ends_with(" key pair") {
        return Some("a key pair");
    }
    if name.starts_with("alert ") {
        return (name != CLOSING).then_some("an alert");
    }
    match &step.kind {
        Kind::Wire {
            cover: Cover::Opened | Cover::Sealed,
            ..
        } => Some("under protection"),
        Kind::Wire {
            cover: Cover::Clear,
            ..
        }
        | Kind::Computation { .. }
        | Kind::Remark
        | Kind::Desk => None,
    }
}

const CLOSING: &str = "alert close_notify";

/// Where the best way to a cell comes from.
const DOWN: u8 = 0;
const ASIDE: u8 = 1;
const BOTH: u8 = 2;

fn between(a: &[Token], b: &[Token]) -> Vec<[Option<usize>; 2]> {
    let (n, m) = (a.len(), b.len());
    let band = Band::new(n, m);
    let mut from = vec![DOWN; (n + 1).saturating_mul(band.wide)];
    // One row, written over in place: what is right of the column is still the row above.
    let mut row = vec![0u32; m + 2];
    let get = |row: &[u32], j: usize| row.get(j).copied().unwrap_or_default();
    for (i, left) in a.iter().enumerate() {
        let (low, high) = band.columns(i + 1);
        let mut diagonal = get(&row, low.saturating_sub(1));
        for j in low..=high {
            let worth = j
                .checked_sub(1)
                .and_then(|j| b.get(j))
                .map_or(0, |right| left.worth(*right));
            let down = get(&row, j);
            let aside = match j > low {
                true => get(&row, j - 1),
                false => 0,
            };
            let both = match worth {
                0 => 0,
                worth => diagonal + worth,
            };
            diagonal = down;
            let (best, way) = match (both >= down && both >= aside && worth > 0, aside > down) {
                (true, _) => (both, BOTH),
                (false, true) => (aside, ASIDE),
                (false, false) => (down, DOWN),
            };
            if let Some(cell) = row.get_mut(j) {
                *cell = best;
            }
            if let Some(cell) = from.get_mut(band.cell(i + 1, j)) {
                *cell = way;
            }
        }
    }
    back(&from, &band, n, m)
}

/// The way back through the table, turned round.
fn back(from: &[u8], band: &Band, n: usize, m: usize) -> Vec<[Option<usize>; 2]> {
    let (mut i, mut j) = (n, m);
    let mut pairs = Vec::with_capacity(n.max(m));
    while i > 0 || j > 0 {
        let (low, high) = band.columns(i);
        let way = match (i, j) {
            (0, _) => ASIDE,
            (_, 0) => DOWN,
            _ if j > high => ASIDE,
            _ if j < low => DOWN,
            _ => from.get(band.cell(i, j)).copied().unwrap_or(DOWN),
        };
        match way {
            BOTH => {
                (i, j) = (i - 1, j - 1);
                pairs.push([Some(i), Some(j)]);
            }
            ASIDE => {
                j -= 1;
                pairs.push([None, Some(j)]);
            }
            _ => {
                i -= 1;
                pairs.push([Some(i), None]);
            }
        }
    }
    pairs.reverse();
    pairs
}

/// Which columns of a row of the table are filled.
struct Band {
    n: usize,
    m: usize,
    /// Columns of a row that are kept.
    wide: usize,
}

impl Band {
    fn new(n: usize, m: usize) -> Self {
        let wide = (CELLS / (n + 1)).max(3).min(m + 1);
        Self { n, m, wide }
    }

    /// The first and the last column of row `i`.
    fn columns(&self, i: usize) -> (usize, usize) {
        let centre = i.saturating_mul(self.m) / self.n.max(1);
        let low = centre
            .saturating_sub(self.wide / 2)
            .min((self.m + 1).saturating_sub(self.wide));
        (low, low + self.wide - 1)
    }

    fn cell(&self, i: usize, j: usize) -> usize {
        i * self.wide + j.saturating_sub(self.columns(i).0)
    }
}
