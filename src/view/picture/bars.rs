//! Counts beside each other: label, bar, number.

use crate::story::picture::Bar;
use crate::view::layout::{Ink, Row, Span, cut, grouped, width};
use crate::view::look::{Look, Marks};

/// Columns of the longest bar at least.
const SHORTEST: usize = 12;
/// Columns of the longest bar at most: longer ones say no more.
const LONGEST: usize = 40;
/// Columns of a label at most.
const LABEL: usize = 28;

/// Columns that the bars need.
pub(super) fn least(bars: &[Bar], look: &Look) -> usize {
    let (label, count) = edges(bars, look);
    label + 1 + SHORTEST + 1 + count
}

/// A row a bar. The longest fills its room; what is not nothing is seen.
pub(super) fn rows(bars: &[Bar], look: &Look, columns: usize) -> Vec<Row> {
    let (mut label, count) = edges(bars, look);
    label = label.min(columns / 2);
    let room = columns.saturating_sub(label + count + 2).clamp(1, LONGEST);
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0);
    bars.iter()
        .map(|bar| {
            let said = cut(look.say(&bar.label), label);
            let mut row = Row(vec![Span::new(said, Ink::Name)]).padded(label);
            row.0.push(Span::plain(" "));
            let drawn = drawn(bar.count, most, room, look.marks);
            let gap = if drawn.is_empty() { "" } else { " " };
            row.0.push(Span::new(drawn, Ink::Client));
            row.0
                .push(Span::plain(format!("{gap}{}", grouped(bar.count))));
            row
        })
        .collect()
}

/// Columns of the labels and of the numbers.
fn edges(bars: &[Bar], look: &Look) -> (usize, usize) {
    let widest = |wide: &dyn Fn(&Bar) -> usize| bars.iter().map(wide).max().unwrap_or(0);
    let label = widest(&|bar| width(look.say(&bar.label)));
    (label.min(LABEL), widest(&|bar| width(&grouped(bar.count))))
}

fn drawn(count: u64, most: u64, room: usize, marks: Marks) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let room = u128::try_from(room).unwrap_or(0);
    let scaled = |steps: u128| {
        let steps = u128::from(count) * room * steps / u128::from(most.max(1));
        usize::try_from(steps)
            .unwrap_or(0)
            .max(usize::from(count > 0))
    };
    match marks {
        Marks::Ascii => "#".repeat(scaled(1)),
        Marks::Unicode => {
            let eighths = scaled(8);
            let rest = EIGHTHS.get(eighths % 8).copied().unwrap_or_default();
            format!("{}{rest}", "█".repeat(eighths / 8))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_nothing_is_seen() {
        let check = |count, marks, expected: &str| {
            assert_eq!(drawn(count, 1000, 4, marks), expected, "{count}");
        };
        check(0, Marks::Unicode, "");
        check(1, Marks::Unicode, "▏");
        check(500, Marks::Unicode, "██");
        check(1000, Marks::Unicode, "████");
        check(1, Marks::Ascii, "#");
        check(1000, Marks::Ascii, "####");
        assert_eq!(drawn(u64::MAX, u64::MAX, 4, Marks::Ascii), "####");
        assert_eq!(drawn(0, 0, 4, Marks::Ascii), "");
    }
}
