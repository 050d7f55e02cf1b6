//! What was searched for, marked wherever it stands on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::view::layout::width;

/// Seen without colour too.
const FOUND: Style = Style::new()
    .add_modifier(Modifier::UNDERLINED)
    .add_modifier(Modifier::BOLD);

/// Marks `query` (in small letters) in the rows of `area`, within its frame.
pub(super) fn mark(query: &str, area: Rect, buffer: &mut Buffer) {
    if query.is_empty() {
        return;
    }
    let columns = area.x.saturating_add(1)..(area.x + area.width).saturating_sub(1);
    for y in area.y.saturating_add(1)..(area.y + area.height).saturating_sub(1) {
        let mut said = String::new();
        // Where in what the row says the text of each column begins.
        let mut starts = Vec::new();
        let mut x = columns.start;
        while let Some(cell) = buffer.cell((x, y)).filter(|_| columns.contains(&x)) {
            starts.push((said.len(), x));
            said.push_str(&cell.symbol().to_lowercase());
            // A wide letter covers the next cell, which says nothing.
            x += u16::try_from(width(cell.symbol())).unwrap_or(1).max(1);
        }
        for (at, _) in said.match_indices(query) {
            let found = at..at + query.len();
            let cells = starts.iter().filter(|(start, _)| found.contains(start));
            for (_, x) in cells {
                if let Some(cell) = buffer.cell_mut((*x, y)) {
                    cell.set_style(FOUND);
                }
            }
        }
    }
}
