//! The fields of two exhibits, held against each other by name: a group against the group of that name, a leaf against the leaf.
//!
//! The order of siblings is not looked at: clients shuffle their extensions on purpose, and mean nothing by it.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use crate::base::exhibit::Exhibit;
use crate::base::field::Show;
use crate::base::reader::Note;

/// A field in which two exhibits differ.
pub(crate) struct Differing {
    /// The names of the groups it stands in, the outermost first, and its own.
    pub(crate) path: Vec<&'static str>,
    /// Which note it is in each; none: the other alone has it.
    pub(crate) notes: [Option<usize>; 2],
}

/// Every field in which they differ; a group that only one has is one field.
pub(crate) fn differing(a: &Exhibit, b: &Exhibit) -> Vec<Differing> {
    let mut found = Vec::new();
    if a.bytes == b.bytes {
        return found;
    }
    let whole = [0..a.notes.len(), 0..b.notes.len()];
    held([a, b], whole, &mut Vec::new(), &mut found);
    found
}

fn held(
    sides: [&Exhibit; 2],
    within: [Range<usize>; 2],
    path: &mut Vec<&'static str>,
    found: &mut Vec<Differing>,
) {
    let [a, b] = sides;
    let [in_a, in_b] = within;
    let (left, right) = (siblings(&a.notes, in_a), siblings(&b.notes, in_b));
    let many = [(a, &left), (b, &right)].map(|(exhibit, list)| repeated(exhibit, list));
    let repeats = |name: &str| many.iter().any(|names| names.contains_key(name));
    let mut waiting: HashMap<(&str, Vec<u8>), VecDeque<Range<usize>>> = HashMap::new();
    for range in &right {
        let key = key(b, range, &repeats);
        waiting.entry(key).or_default().push_back(range.clone());
    }
    for range in left {
        let partner = waiting
            .get_mut(&key(a, &range, &repeats))
            .and_then(VecDeque::pop_front);
        let Some(note) = a.notes.get(range.start) else {
            continue;
        };
        path.push(note.field.name);
        match partner {
            None => found.push(Differing {
                path: path.clone(),
                notes: [Some(range.start), None],
            }),
            Some(partner) => {
                let other = b.notes.get(partner.start);
                let same = other.is_some_and(|other| other.of(&b.bytes) == note.of(&a.bytes));
                let groups = range.len() > 1 && partner.len() > 1;
                match (same, groups) {
                    (true, _) => {}
                    (false, true) => {
                        let inner = [range.start + 1..range.end, partner.start + 1..partner.end];
                        held(sides, inner, path, found);
                    }
                    (false, false) => found.push(Differing {
                        path: path.clone(),
                        notes: [Some(range.start), Some(partner.start)],
                    }),
                }
            }
        }
        path.pop();
    }
    let mut left_over: Vec<usize> = waiting
        .into_values()
        .flatten()
        .map(|range| range.start)
        .collect();
    left_over.sort_unstable();
    for n in left_over {
        if let Some(note) = b.notes.get(n) {
            let mut path = path.clone();
            path.push(note.field.name);
            found.push(Differing {
                path,
                notes: [None, Some(n)],
            });
        }
    }
}

/// The notes of one depth in `within`, each with what stands in it.
fn siblings(notes: &[Note], within: Range<usize>) -> Vec<Range<usize>> {
    let Some(depth) = notes.get(within.start).map(|note| note.depth) else {
        return Vec::new();
    };
    let mut starts: Vec<usize> = within
        .clone()
        .filter(|n| notes.get(*n).is_some_and(|note| note.depth <= depth))
        .collect();
    starts.push(within.end);
    let pairs = starts.windows(2);
    pairs
        .filter_map(|pair| match pair {
            [start, end] => Some(*start..*end),
            _ => None,
        })
        .collect()
}

/// Names that stand more than once in a list.
fn repeated(exhibit: &Exhibit, list: &[Range<usize>]) -> HashMap<&'static str, usize> {
    let mut names = HashMap::new();
    for note in list
        .iter()
        .filter_map(|range| exhibit.notes.get(range.start))
    {
        *names.entry(note.field.name).or_insert(0) += 1;
    }
    names.retain(|_, count| *count > 1);
    names
}

/// What a sibling is: its name, and among several of that name its own value, or the code that tells which it is.
fn key<'e>(
    exhibit: &'e Exhibit,
    range: &Range<usize>,
    repeats: &dyn Fn(&str) -> bool,
) -> (&'e str, Vec<u8>) {
    let notes = exhibit.notes.get(range.clone()).unwrap_or_default();
    let Some((first, below)) = notes.split_first() else {
        return ("", Vec::new());
    };
    let name = first.field.name;
    if !repeats(name) {
        return (name, Vec::new());
    }
    if below.is_empty() {
        return (name, first.of(&exhibit.bytes).to_vec());
    }
    let mut codes = below
        .iter()
        .filter(|note| matches!(note.field.show, Show::Code(_)));
    let code = codes.next().map(|note| note.of(&exhibit.bytes).to_vec());
    (name, code.unwrap_or_default())
}
