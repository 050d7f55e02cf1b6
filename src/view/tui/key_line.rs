//! A line of keys: each with what it does in a word, whole or not at all.

use crate::view::layout::{Ink, Row, Span, width};

/// Columns between two keys.
const GAP: usize = 2;

/// A key on the line.
pub(super) struct Entry<'w> {
    /// What stands on it.
    pub(super) key: String,
    /// What it does.
    pub(super) word: &'w str,
    pub(super) room: Room,
}

/// Which keys a narrow line has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// It is there however narrow the line is: whoever knows it finds everything else, or the way out.
    Always,
    /// It is there as long as there is room.
    IfAny,
}

impl Entry<'_> {
    fn width(&self) -> usize {
        width(&self.key) + 1 + width(self.word)
    }
}

/// Those that fit in `columns`, in their order.
pub(super) fn key_line(entries: &[Entry<'_>], columns: usize) -> Row {
    let always = entries.iter().filter(|entry| entry.room == Room::Always);
    let taken = always.map(|entry| entry.width() + GAP).sum::<usize>();
    // The last needs no gap after it.
    let mut left = (columns + GAP).saturating_sub(taken);
    let mut row = Row::default();
    for entry in entries {
        if entry.room == Room::IfAny {
            match left.checked_sub(entry.width() + GAP) {
                Some(less) => left = less,
                None => continue,
            }
        }
        if !row.0.is_empty() {
            row.0.push(Span::blank(GAP));
        }
        row.0.push(Span::new(&entry.key, Ink::Strong));
        row.0
            .push(Span::new(format!(" {}", entry.word), Ink::Faint));
    }
    row.fit(columns)
}
