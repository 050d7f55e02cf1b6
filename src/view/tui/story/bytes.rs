//! The bytes of an exhibit in hexadecimal and as text; those of the chosen field are turned round.

use std::ops::Range;

use ratatui::text::{Line, Span};

use crate::base::exhibit::Exhibit;
use crate::story::model::Story;
use crate::view::layout::Ink;
use crate::view::look::Look;
use crate::view::tui::paint;
use crate::view::tui::story::place::Place;

/// Bytes on a row, as many as fit in `columns`: `00a0  16 03 …  ..text..` takes 8 and 4 each.
pub(super) fn on_a_row(columns: usize) -> usize {
    match columns.saturating_sub(9) / 4 {
        32.. => 32,
        16.. => 16,
        8.. => 8,
        _ => 4,
    }
}

/// Which byte of `exhibit` stands in this row and column of [`rows`], in digits or as text.
pub(super) fn byte(row: usize, column: usize, columns: usize) -> Option<usize> {
    const OFFSET: usize = 6;
    let wide = on_a_row(columns);
    let column = column.checked_sub(OFFSET)?;
    let text = wide * 3 + 1;
    let n = match column.checked_sub(text) {
        Some(n) => n,
        None => column / 3,
    };
    (n < wide).then_some(row * wide + n)
}

/// The place with the field chosen that byte `at` of its exhibit belongs to: the smallest.
pub(super) fn chosen(story: &Story, place: Place, at: usize) -> Place {
    let notes = place.exhibit(story).map(|exhibit| exhibit.notes.iter());
    let holds = notes.into_iter().flatten().enumerate();
    let holds = holds.filter(|(_, note)| note.range().contains(&at));
    let note = holds.max_by_key(|(_, note)| note.depth).map(|(n, _)| n);
    Place { note, ..place }
}

/// The rows of `exhibit` from row `top` on, at most `most`; the bytes `chosen` are turned round.
pub(super) fn rows(
    exhibit: &Exhibit,
    chosen: &Range<usize>,
    (top, most): (usize, usize),
    columns: usize,
    look: &Look,
) -> Vec<Line<'static>> {
    let row = on_a_row(columns);
    let faint = paint::style(Ink::Faint, look);
    let style = |at: usize| match chosen.contains(&at) {
        true => paint::CHOSEN,
        false => paint::style(Ink::Plain, look),
    };
    let chunks = exhibit.bytes.chunks(row).enumerate().skip(top).take(most);
    chunks
        .map(|(n, chunk)| {
            let start = n * row;
            let mut line = vec![Span::styled(
                format!("{:04x}  ", exhibit.start() + start),
                faint,
            )];
            for (at, byte) in (start..).zip(chunk) {
                line.push(Span::styled(format!("{byte:02x}"), style(at)));
                let between = match chosen.contains(&at) && chosen.contains(&(at + 1)) {
                    true => paint::CHOSEN,
                    false => paint::style(Ink::Plain, look),
                };
                line.push(Span::styled(" ", between));
            }
            line.push(Span::raw(" ".repeat((row - chunk.len()) * 3 + 1)));
            for (at, byte) in (start..).zip(chunk) {
                let said = match byte {
                    0x20..=0x7e => char::from(*byte).to_string(),
                    _ => ".".to_owned(),
                };
                line.push(Span::styled(said, style(at)));
            }
            Line::from(line)
        })
        .collect()
}
