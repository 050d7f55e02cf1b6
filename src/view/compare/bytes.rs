//! The bytes of a field that differs, those that differ in brackets.

use crate::story::compare::model::{Comparison, Difference, Pair};
use crate::view::layout::{Ink, Row, Span};

/// Rows that are shown of one field.
const ROWS: usize = 8;

/// The bytes of one side, within so many columns and indented by so many.
pub(super) fn rows(
    comparison: &Comparison<'_>,
    pair: &Pair,
    difference: &Difference,
    side: usize,
    (columns, indent): (usize, usize),
) -> Vec<Row> {
    let Some(own) = bytes(comparison, pair, difference, side) else {
        return Vec::new();
    };
    let other = bytes(comparison, pair, difference, 1 - side.min(1)).unwrap_or_default();
    // Four columns a byte, eight or sixteen of them a row.
    let wide = match columns.saturating_sub(indent + 6) >= 64 {
        true => 16,
        false => 8,
    };
    let mut rows = Vec::new();
    for (n, line) in own.chunks(wide).take(ROWS).enumerate() {
        let mut row = Row::indented(indent);
        row.0
            .push(Span::new(format!("{:04x} ", n * wide), Ink::Faint));
        for (k, byte) in line.iter().enumerate() {
            match other.get(n * wide + k) == Some(byte) {
                true => row.0.push(Span::plain(format!(" {byte:02x} "))),
                false => row.0.push(Span::new(format!("[{byte:02x}]"), Ink::Bad)),
            }
        }
        rows.push(row.fit(columns));
    }
    let left = own.len().saturating_sub(ROWS * wide);
    if left > 0 {
        let mut row = Row::indented(indent);
        row.0.push(Span::new(format!("… +{left}"), Ink::Faint));
        rows.push(row);
    }
    rows
}

fn bytes<'c>(
    comparison: &Comparison<'c>,
    pair: &Pair,
    difference: &Difference,
    side: usize,
) -> Option<&'c [u8]> {
    let spot = difference.spots.get(side)?.as_ref()?;
    let story = *comparison.stories.get(side)?;
    let step = story.steps.get((*pair.steps.get(side)?)?)?;
    step.exhibits.get(spot.exhibit)?.bytes.get(spot.at.clone())
}
