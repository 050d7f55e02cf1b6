//! Mixed colours: who mixes, what goes in, what comes out.

use crate::story::picture::{Mix, Swatch};
use crate::view::layout::{Ink, Row, Span, width, wrap};
use crate::view::look::Look;
use crate::view::picture::swatch;
use crate::view::picture::ways::Ways;

/// Columns of a patch and its blank at most.
const PATCH: usize = 4;

/// Columns in which every mix has one row.
pub(super) fn least(mixes: &[Mix], look: &Look) -> usize {
    let label = edge(mixes, look);
    let wide = |mix: &Mix| {
        let word = |swatch: &Swatch| PATCH + width(look.say(&swatch.word));
        let parts: usize = mix.parts.iter().map(|part| word(part) + 3).sum();
        label + parts + word(&mix.gives)
    };
    mixes.iter().map(wide).max().unwrap_or(0)
}

/// A row a mix, or more where there is no room for one.
pub(super) fn rows(mixes: &[Mix], look: &Look, columns: usize) -> Vec<Row> {
    let edge = edge(mixes, look).min(columns / 2);
    let mut rows = Vec::new();
    for mix in mixes {
        let mut spans = Vec::new();
        let parts = mix.parts.iter().map(Some);
        let signs = (0..mix.parts.len()).map(|n| if n == 0 { "" } else { " + " });
        for (sign, part) in signs.zip(parts).chain([(" = ", None)]) {
            let swatch = part.unwrap_or(&mix.gives);
            spans.push(Span::plain(sign));
            spans.push(swatch::patch(swatch, look, Ways::Glyphs));
            spans.push(Span::tight(
                format!(" {}", look.say(&swatch.word)),
                Ink::Plain,
            ));
        }
        let label = look.say(&mix.label);
        for (n, row) in wrap(&spans, columns, edge, edge).into_iter().enumerate() {
            let mut whole = match n {
                0 => Row(vec![Span::new(label, Ink::Name)])
                    .fit(edge)
                    .padded(edge),
                _ => Row::indented(edge),
            };
            whole
                .0
                .extend(row.0.into_iter().skip(usize::from(edge > 0)));
            rows.push(whole);
        }
    }
    rows
}

/// Columns of the labels, with the blanks behind them.
fn edge(mixes: &[Mix], look: &Look) -> usize {
    let labels = mixes.iter().map(|mix| width(look.say(&mix.label)));
    match labels.max() {
        None | Some(0) => 0,
        Some(widest) => widest + 2,
    }
}
