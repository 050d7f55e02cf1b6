//! The bytes of an exhibit in hexadecimal and as text. Those of the chosen field are turned round and stand in brackets, so that they
//! are found without colour too; a faint line parts one field from the next.

use std::ops::Range;

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::base::exhibit::Exhibit;
use crate::base::field::Show;
use crate::base::reader::Note;
use crate::story::model::Story;
use crate::view::fields::{Long, name_and_value};
use crate::view::layout;
use crate::view::layout::{Ink, Row};
use crate::view::look::{Look, Marks};
use crate::view::tui::paint;
use crate::view::tui::story::page;
use crate::view::tui::story::place::Place;

/// Columns of the offset and the blank behind it.
const OFFSET: usize = 5;
/// Columns between the digits and the text.
const GAP: usize = 2;

/// Bytes on a row, as many as fit in `columns`: `00a0 16 03[03 00]7a  .....` takes 7, and 4 each.
pub(super) fn on_a_row(columns: usize) -> usize {
    match columns.saturating_sub(OFFSET + GAP) / 4 {
        32.. => 32,
        16.. => 16,
        8.. => 8,
        _ => 4,
    }
}

/// Which byte of `exhibit` stands in this row and column of [`rows`], in digits or as text.
pub(super) fn byte(row: usize, column: usize, columns: usize) -> Option<usize> {
    let wide = on_a_row(columns);
    let column = column.checked_sub(OFFSET)?;
    let n = match column.checked_sub(wide * 3 + GAP) {
        Some(n) => n,
        None => column / 3,
    };
    (n < wide).then_some(row * wide + n)
}

/// The place with the field chosen that byte `at` of its exhibit belongs to: the innermost; of bits, the number they are part of.
pub(super) fn chosen(story: &Story, place: Place, at: usize) -> Place {
    let shown = place.exhibit(story);
    let at = shown.map_or(0, |shown| at.min(shown.bytes.len().saturating_sub(1)));
    let notes = shown.map(|shown| shown.notes.iter());
    let holds = notes.into_iter().flatten().enumerate();
    let holds = holds.filter(|(_, note)| note.range().contains(&at) && !is_bits(note));
    let note = holds.max_by_key(|(_, note)| note.depth).map(|(n, _)| n);
    Place {
        note,
        byte: Some(at),
        ..place
    }
}

/// So many bytes to the right and rows down, and the field of the byte one comes to is chosen.
pub(super) fn moved(
    story: &Story,
    place: Place,
    (right, down): (isize, isize),
    columns: usize,
) -> Place {
    let Some(shown) = place.exhibit(story) else {
        return place;
    };
    let here = place.byte.unwrap_or(range(shown, place).start);
    let row = on_a_row(columns).cast_signed();
    let there = here.checked_add_signed(right.saturating_add(down.saturating_mul(row)));
    let last = shown.bytes.len().saturating_sub(1);
    match there {
        // Above the first row and below the last there is nothing: one stays in the column.
        Some(there) if there > last && down != 0 => place,
        None if down != 0 => place,
        there => chosen(story, place, there.unwrap_or(0).min(last)),
    }
}

/// The bytes of the chosen field.
pub(super) fn range(shown: &Exhibit, place: Place) -> Range<usize> {
    let note = place.note.and_then(|note| shown.notes.get(note));
    note.map_or(0..0, |note| note.range())
}

/// The byte that must be in sight; none: any may be.
pub(super) fn spot(shown: &Exhibit, place: Place) -> Option<usize> {
    let field = place.note.map(|_| range(shown, place).start);
    place.byte.or(field)
}

/// The chosen field in one row: its name, its value, its place.
pub(super) fn told(shown: &Exhibit, place: Place, look: &Look, columns: usize) -> Row {
    let Some(note) = place.note.and_then(|note| shown.notes.get(note)) else {
        return Row::default();
    };
    let mut words = vec![layout::Span::plain(" ")];
    words.extend(name_and_value(note, shown, look, Long::Cut));
    let at = page::place(note.range(), shown.start());
    let at = layout::Span::new(format!("  {} ", look.say(&at)), Ink::Faint);
    let room = columns.saturating_sub(Row(vec![at.clone()]).width());
    let mut row = Row(words).fit(room);
    row.0.push(at);
    row.fit(columns)
}

fn is_bits(note: &Note) -> bool {
    matches!(note.field.show, Show::Bits { .. })
}

/// What stands in the blank before a byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seam {
    Blank,
    Border,
    Opens,
    Closes,
    /// Around the byte the keys stand at.
    Before,
    After,
}

/// The rows of `shown` from row `top` on, at most `most`.
pub(super) fn rows(
    shown: &Exhibit,
    place: Place,
    (top, most): (usize, usize),
    columns: usize,
    look: &Look,
) -> Vec<Line<'static>> {
    let wide = on_a_row(columns);
    let chosen = range(shown, place);
    let borders = borders(shown, top * wide..(top + most) * wide);
    let seam = |at: usize, first: bool, last: bool| {
        let inside = |at: usize| chosen.contains(&at);
        let before = at.checked_sub(1).filter(|_| !first);
        match (place.byte, before) {
            (Some(byte), _) if byte == at && !last => Seam::Before,
            (Some(byte), Some(before)) if byte == before => Seam::After,
            (_, Some(before)) if inside(before) && (last || !inside(at)) => Seam::Closes,
            (_, before) if !last && inside(at) && !before.is_some_and(inside) => Seam::Opens,
            _ if !first && !last && borders.contains(&at) && !inside(at) => Seam::Border,
            _ => Seam::Blank,
        }
    };
    let chunks = shown.bytes.chunks(wide).enumerate().skip(top).take(most);
    let lines = chunks.map(|(n, chunk)| {
        let start = n * wide;
        let faint = paint::style(Ink::Faint, look);
        let offset = format!("{:04x} ", shown.start() + start);
        let mut line = vec![Span::styled(offset, faint)];
        for (n, (at, byte)) in (start..).zip(chunk).enumerate() {
            let inner = chosen.contains(&at) && n > 0 && chosen.contains(&(at - 1));
            line.push(drawn(seam(at, n == 0, false), inner, look));
            line.push(Span::styled(
                format!("{byte:02x}"),
                style(at, &chosen, place, look),
            ));
        }
        let end = start + chunk.len();
        line.push(drawn(seam(end, false, true), false, look));
        line.push(Span::raw(" ".repeat((wide - chunk.len()) * 3 + GAP - 1)));
        for (at, byte) in (start..).zip(chunk) {
            let said = match byte {
                0x20..=0x7e => char::from(*byte),
                _ => '.',
            };
            line.push(Span::styled(
                said.to_string(),
                style(at, &chosen, place, look),
            ));
        }
        Line::from(line)
    });
    lines.collect()
}

/// Where fields begin among the bytes of `seen`.
fn borders(shown: &Exhibit, seen: Range<usize>) -> Vec<usize> {
    let leaves = shown.leaves().map(|note| note.range());
    let ends = leaves.flat_map(|range| [range.start, range.end]);
    let mut borders: Vec<usize> = ends.filter(|at| seen.contains(at)).collect();
    borders.sort_unstable();
    borders.dedup();
    borders
}

fn style(at: usize, chosen: &Range<usize>, place: Place, look: &Look) -> Style {
    let style = match chosen.contains(&at) {
        true => paint::CHOSEN,
        false => paint::style(Ink::Plain, look),
    };
    match place.byte == Some(at) {
        true => style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        false => style,
    }
}

fn drawn(seam: Seam, inner: bool, look: &Look) -> Span<'static> {
    let (mark, ink) = match seam {
        Seam::Blank => (" ", Ink::Plain),
        Seam::Border => match look.marks {
            Marks::Unicode => ("│", Ink::Faint),
            Marks::Ascii => ("|", Ink::Faint),
        },
        Seam::Opens => ("[", Ink::Strong),
        Seam::Closes => ("]", Ink::Strong),
        Seam::Before => (">", Ink::Strong),
        Seam::After => ("<", Ink::Strong),
    };
    let style = match inner && seam == Seam::Blank {
        true => paint::CHOSEN,
        false => paint::style(ink, look),
    };
    Span::styled(mark, style)
}
