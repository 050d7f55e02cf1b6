//! Pictures beside each other: each a block of title, drawing and words, as many in a row as fit.

use crate::story::picture::{Drawing, Picture, Swatch};
use crate::view::layout::{Ink, Row, Span, wrap};
use crate::view::look::Look;
use crate::view::picture::bars;
use crate::view::picture::curves;
use crate::view::picture::grid;
use crate::view::picture::mix;
use crate::view::picture::swatch;
use crate::view::picture::ways::Ways;

/// Words narrower than this are hard to read.
const WORDS: usize = 20;
/// Words wider than this are too.
const READABLE: usize = 74;
/// Blanks between pictures.
const GAP: usize = 3;

/// The pictures, a row of them below the other.
pub(super) fn rows(pictures: &[Picture], look: &Look, columns: usize, indent: usize) -> Vec<Row> {
    let ways = Ways::of(pictures, look);
    let mut rows = Vec::new();
    let mut left = pictures;
    while !left.is_empty() {
        let (count, indent, gap) = fitting(left, look, columns, indent);
        let (now, later) = left.split_at(count);
        rows.extend(abreast(now, look, ways, columns, indent, gap));
        left = later;
    }
    rows
}

/// How many of `pictures` stand in the next row, at which indent, and how far apart: whatever lets most of them stand there.
fn fitting(
    pictures: &[Picture],
    look: &Look,
    columns: usize,
    indent: usize,
) -> (usize, usize, usize) {
    let tries = [
        (indent, GAP),
        (indent.min(2), GAP),
        (indent.min(2), 2),
        (0, 1),
    ];
    let mut best = (1, indent, GAP);
    for (indent, gap) in tries {
        let mut used = indent;
        let mut count = 0;
        for picture in pictures {
            used += least(picture, look) + if count > 0 { gap } else { 0 };
            if used > columns {
                break;
            }
            count += 1;
        }
        if count > best.0 {
            best = (count, indent, gap);
        }
    }
    best
}

/// Columns a picture needs.
fn least(picture: &Picture, look: &Look) -> usize {
    let drawing = match &picture.drawing {
        Drawing::Grid(grid) => grid.columns,
        Drawing::Bars(all) => bars::least(all, look),
        Drawing::Curves(_) => curves::LEAST,
        Drawing::Mix(all) => mix::least(all, look),
    };
    drawing.max(WORDS)
}

/// `pictures` in one row. What they all have in their legends is said once, below.
fn abreast(
    pictures: &[Picture],
    look: &Look,
    ways: Ways,
    columns: usize,
    indent: usize,
    gap: usize,
) -> Vec<Row> {
    let gaps = gap * pictures.len().saturating_sub(1);
    let needed: usize = pictures.iter().map(|picture| least(picture, look)).sum();
    let spare = columns.saturating_sub(indent + gaps + needed);
    let more = spare / pictures.len().max(1);
    let shared = shared(pictures);
    let blocks: Vec<(usize, Vec<Row>)> = pictures
        .iter()
        .map(|picture| {
            let room = columns.saturating_sub(indent);
            let wide = (least(picture, look) + more).min(READABLE).min(room);
            (wide, block(picture, look, ways, wide, shared.is_some()))
        })
        .collect();
    let tallest = blocks.iter().map(|(_, rows)| rows.len()).max();
    let mut rows: Vec<Row> = (0..tallest.unwrap_or(0))
        .map(|n| {
            let mut row = Row::indented(indent);
            let mut edge = indent;
            for (wide, block) in &blocks {
                row = row.padded(edge);
                if let Some(part) = block.get(n) {
                    row.0.extend(part.clone().fit(*wide).0);
                }
                edge += wide + gap;
            }
            row
        })
        .collect();
    if let Some(swatches) = shared {
        let room = columns.min(indent + READABLE);
        rows.extend(swatch::legend(swatches, look, ways, room, indent));
    }
    rows
}

/// The swatches of all `pictures`, where there are several grids and all have the same.
fn shared(pictures: &[Picture]) -> Option<&[Swatch]> {
    let of = |picture: &'_ Picture| match &picture.drawing {
        Drawing::Grid(grid) => Some(grid.swatches.clone()),
        Drawing::Bars(_) | Drawing::Curves(_) | Drawing::Mix(_) => None,
    };
    let (first, others) = pictures.split_first()?;
    let swatches = of(first)?;
    let alike = !others.is_empty()
        && others
            .iter()
            .all(|other| of(other).as_ref() == Some(&swatches));
    match &first.drawing {
        Drawing::Grid(grid) if alike => Some(&grid.swatches),
        Drawing::Grid(_) | Drawing::Bars(_) | Drawing::Curves(_) | Drawing::Mix(_) => None,
    }
}

/// Title, drawing, legend and what there is to see, in `columns`.
fn block(picture: &Picture, look: &Look, ways: Ways, columns: usize, told: bool) -> Vec<Row> {
    let title = [Span::new(look.say(&picture.title), Ink::Strong)];
    let mut rows = wrap(&title, columns, 0, 0);
    match &picture.drawing {
        Drawing::Grid(grid) => {
            rows.extend(grid::rows(grid, look, ways, columns));
            if !told {
                rows.extend(swatch::legend(&grid.swatches, look, ways, columns, 0));
            }
        }
        Drawing::Bars(all) => rows.extend(bars::rows(all, look, columns)),
        Drawing::Curves(curves) => rows.extend(curves::rows(curves, look, columns)),
        Drawing::Mix(all) => rows.extend(mix::rows(all, look, columns)),
    }
    let says = [Span::new(look.say(&picture.says), Ink::Faint)];
    rows.extend(wrap(&says, columns, 0, 0));
    rows
}
