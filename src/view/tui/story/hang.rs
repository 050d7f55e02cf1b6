//! A label, and words beside it that keep to their own column.

use crate::view::layout::{Row, Span, wrap};

/// `label`, and from column `edge` on `words`, in `columns`; where the label is too long for that, the words begin below it.
pub(super) fn hang(label: Span, words: &[Span], columns: usize, edge: usize) -> Vec<Row> {
    let edge = edge.min(columns / 2);
    let label = Row(vec![label]);
    let mut rows = wrap(words, columns, edge, edge).into_iter();
    if label.width() >= edge {
        return [label.fit(columns)].into_iter().chain(rows).collect();
    }
    let mut first = label.padded(edge);
    // The blanks before the words are those of the label's column.
    first
        .0
        .extend(rows.next().unwrap_or_default().0.into_iter().skip(1));
    [first].into_iter().chain(rows).collect()
}
