//! A small plot: axes from 0, at most three lines told apart by their marks.

use crate::story::picture::{Curves, Line};
use crate::view::layout::{Ink, Row, Span, flow, short, width, wrap};
use crate::view::look::{Look, Marks};

/// Columns a plot needs.
pub(super) const LEAST: usize = 34;
/// Columns of a plot at most.
const MOST: usize = 64;
/// Rows of the plot.
const ROWS: usize = 10;

/// The plot in `columns`, with its axes and the marks of its lines.
pub(super) fn rows(curves: &Curves, look: &Look, columns: usize) -> Vec<Row> {
    let points = || curves.lines.iter().flat_map(|line| line.points.iter());
    let right = points().map(|(x, _)| *x).fold(0.0, f64::max);
    let top = points().map(|(_, y)| *y).fold(0.0, f64::max);
    let label = width(&short(top)).max(1);
    let wide = columns.min(MOST).saturating_sub(label + 2).max(1);
    let canvas = canvas(&curves.lines, look, (right, top), wide);
    let mut rows = wrap(
        &[Span::new(look.say(&curves.up), Ink::Faint)],
        columns,
        0,
        0,
    );
    let (side, floor, corner) = match look.marks {
        Marks::Unicode => ("│", "─", "└"),
        Marks::Ascii => ("|", "-", "+"),
    };
    for (n, line) in canvas.into_iter().enumerate() {
        let said = if n == 0 { short(top) } else { String::new() };
        let blank = label.saturating_sub(width(&said));
        let mut row = Row(vec![
            Span::blank(blank),
            Span::new(said, Ink::Faint),
            Span::new(format!(" {side}"), Ink::Faint),
        ]);
        row.0.extend(line);
        rows.push(row);
    }
    let before = " ".repeat(label.saturating_sub(1));
    let axis = format!("{before}0 {corner}{}", floor.repeat(wide));
    rows.push(Row(vec![Span::new(axis, Ink::Faint)]));
    let end = short(right);
    let start = Row(vec![Span::blank(label + 2), Span::new("0", Ink::Faint)]);
    let edge = (label + 2 + wide).saturating_sub(width(&end));
    let mut ends = start.padded(edge);
    ends.0.push(Span::new(end, Ink::Faint));
    rows.push(ends);
    let across = [Span::new(look.say(&curves.across), Ink::Faint)];
    rows.extend(wrap(&across, columns, label + 2, label + 2));
    let pieces: Vec<Vec<Span>> = curves
        .lines
        .iter()
        .enumerate()
        .map(|(n, line)| {
            vec![
                mark(n, look),
                Span::plain(" "),
                Span::plain(look.say(&line.label)),
            ]
        })
        .collect();
    rows.extend(flow(&pieces, columns, 0));
    rows
}

/// What a line is drawn with.
fn mark(n: usize, look: &Look) -> Span {
    let (unicode, ascii, ink) = match n {
        0 => ("●", "*", Ink::Client),
        1 => ("×", "x", Ink::Maybe),
        _ => ("·", ".", Ink::Server),
    };
    match look.marks {
        Marks::Unicode => Span::new(unicode, ink),
        Marks::Ascii => Span::new(ascii, ink),
    }
}

/// The rows of the plot, the first on top of all others where they meet.
fn canvas(lines: &[Line], look: &Look, most: (f64, f64), wide: usize) -> Vec<Vec<Span>> {
    let mut canvas = vec![vec![Span::plain(" "); wide]; ROWS];
    for (n, line) in lines.iter().enumerate().rev() {
        let mut last: Option<usize> = None;
        for column in 0..wide {
            let x = share(column, wide.saturating_sub(1)) * most.0;
            let Some(y) = at(&line.points, x) else {
                continue;
            };
            let up = height(y, most.1);
            // A steep line stays one line: rows between two columns are filled, the one before is not touched twice.
            let (low, high) = match last {
                Some(last) if last < up => (last + 1, up),
                Some(last) if last > up => (up, last - 1),
                Some(_) | None => (up, up),
            };
            for row in low..=high {
                let place = canvas
                    .get_mut(ROWS - 1 - row.min(ROWS - 1))
                    .and_then(|row| row.get_mut(column));
                if let Some(place) = place {
                    *place = mark(n, look);
                }
            }
            last = Some(up);
        }
    }
    canvas
}

/// The height of a line at `x`: between its points it is straight.
fn at(points: &[(f64, f64)], x: f64) -> Option<f64> {
    // The last column is reckoned, and may be off by a hair.
    let near = x.abs().max(1.0) * 1e-9;
    let (first, last) = (points.first()?, points.last()?);
    if x < first.0 - near || x > last.0 + near {
        return None;
    }
    let after = points.iter().position(|(place, _)| *place >= x);
    let Some(after) = after else {
        return Some(last.1);
    };
    let (right, up) = points.get(after).copied()?;
    let Some((left, before)) = after.checked_sub(1).and_then(|n| points.get(n)).copied() else {
        return Some(up);
    };
    let part = match right > left {
        true => (x - left) / (right - left),
        false => 1.0,
    };
    Some(before + (up - before) * part)
}

/// Which row, from the bottom.
fn height(y: f64, top: f64) -> usize {
    let part = if top > 0.0 { y / top } else { 0.0 };
    (0..ROWS)
        .rev()
        .find(|row| part + 1e-9 >= (share(*row, ROWS - 1) - 0.5 / 9.0).max(0.0))
        .unwrap_or(0)
}

/// `n` of `all`, 0 to 1.
fn share(n: usize, all: usize) -> f64 {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    number(n) / number(all.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_straight_between_its_points() {
        let points = [(0.0, 0.0), (10.0, 5.0), (10.0, 8.0), (20.0, 8.0)];
        assert_eq!(at(&points, 4.0), Some(2.0));
        assert_eq!(at(&points, 15.0), Some(8.0));
        assert_eq!(at(&points, 20.0), Some(8.0));
        assert_eq!(at(&points, 21.0), None);
        assert_eq!(at(&[], 0.0), None);
    }

    #[test]
    fn the_top_is_on_top() {
        assert_eq!(height(1.0, 1.0), ROWS - 1);
        assert_eq!(height(0.0, 1.0), 0);
        assert_eq!(height(0.5, 1.0), 5);
        assert_eq!(height(0.0, 0.0), 0);
    }
}
