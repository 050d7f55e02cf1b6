//! Cells in rows: two cells a character where half blocks can show them, else a glyph a cell.

use crate::story::picture::{Grid, Swatch};
use crate::view::layout::{Ink, Row, Span};
use crate::view::look::{Look, Paint};
use crate::view::picture::colour::ground;
use crate::view::picture::swatch;
use crate::view::picture::ways::Ways;

/// The grid, in at most `columns`; what is wider is shown with every second cell, or third ….
pub(super) fn rows(grid: &Grid, look: &Look, ways: Ways, columns: usize) -> Vec<Row> {
    let coarse = grid.columns.div_ceil(columns.max(1)).max(1);
    let mut lines: Vec<Vec<&Swatch>> = grid
        .cells
        .chunks(grid.columns.max(1))
        .step_by(coarse)
        .map(|line| {
            let cells = line.iter().step_by(coarse);
            cells.filter_map(|cell| grid.swatch(*cell)).collect()
        })
        .collect();
    let pairs = |lines: &mut Vec<Vec<&Swatch>>, half: &dyn Fn(&Swatch, Option<&Swatch>) -> Span| {
        let pairs = lines.chunks(2).map(|pair| {
            let (upper, lower) = (pair.first(), pair.get(1));
            let cells = upper.into_iter().flatten().enumerate();
            Row(cells
                .map(|(n, cell)| half(cell, lower.and_then(|line| line.get(n)).copied()))
                .collect())
        });
        pairs.collect()
    };
    match ways {
        Ways::Pixels => pairs(&mut lines, &|upper, lower| {
            let lower = lower.map_or(upper.rgb, |lower| lower.rgb);
            Span::new("▀", Ink::Pixels(upper.rgb, lower))
        }),
        Ways::Halves { dark } => pairs(&mut lines, &|upper, lower| {
            let lower = lower.is_some_and(|lower| lower.rgb == dark);
            Span::plain(match (upper.rgb == dark, lower) {
                (true, true) => "█",
                (true, false) => "▀",
                (false, true) => "▄",
                (false, false) => " ",
            })
        }),
        Ways::Glyphs => lines
            .into_iter()
            .map(|line| Row(line.into_iter().map(|cell| letter(cell, look)).collect()))
            .collect(),
    }
}

fn letter(cell: &Swatch, look: &Look) -> Span {
    let glyph = String::from(swatch::glyph(cell));
    match look.paint {
        Paint::Plain => Span::plain(glyph),
        Paint::Colour => Span::new(glyph, Ink::Pixels(cell.rgb, ground(cell.rgb))),
    }
}
