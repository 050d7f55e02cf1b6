//! A report as text: what does not fit beside each other is wrapped in its column, or the table is parted.

use std::io::{self, Write};

use crate::base::field::printable;
use crate::view::layout::{Ink, Row, Span, cut, width, wrap};
use crate::view::look::{Depth, Look};
use crate::view::report::model::{Cell, Kind, Part, Report, Section, Table, Weight};

/// Blanks between two columns.
const GAP: usize = 2;
/// No column is made narrower to make room.
const NARROWEST: usize = 6;
/// Whose a row of a map is, at most so wide.
const HEAD: usize = 22;

/// Writes `report`.
///
/// # Errors
/// Only those of `out`.
pub fn write(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    said(look.say(&report.title), Ink::Strong, 0, look, out)?;
    for words in &report.preface {
        said(look.say(words), Ink::Plain, 0, look, out)?;
    }
    let mut folded = 0;
    for section in &report.sections {
        match (section.weight, look.depth) {
            (Weight::More, Depth::Line | Depth::Block) => folded += 1,
            (Weight::Main, _) | (Weight::More, Depth::Field | Depth::Byte) => {
                writeln!(out)?;
                told(section, look, out)?;
            }
        }
    }
    if folded > 0 {
        writeln!(out)?;
        let more = look.word(
            "More: --depth field tells each student's exercises one by one",
            "더 보기: --depth field 로 학생마다 문제를 하나씩 볼 수 있다",
        );
        said(more, Ink::Faint, 0, look, out)?;
    }
    for (n, command) in report.next.iter().enumerate() {
        if n == 0 {
            writeln!(out)?;
        }
        let head = match n {
            0 => look.word("Next:  ", "다음:  "),
            _ => "       ",
        };
        // Never cut at the edge: a command is there to be copied.
        writeln!(out, "{head}{}", printable(command.as_bytes()))?;
    }
    Ok(())
}

fn said(words: &str, ink: Ink, indent: usize, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let rows = wrap(&[Span::new(words, ink)], look.columns(), indent, indent);
    rows.iter().try_for_each(|row| row.write(look, out))
}

fn told(section: &Section, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    said(look.say(&section.heading), Ink::Strong, 0, look, out)?;
    for (n, part) in section.parts.iter().enumerate() {
        match part {
            Part::Heading(heading) => {
                if n > 0 {
                    writeln!(out)?;
                }
                said(look.say(heading), Ink::Name, 2, look, out)?;
            }
            Part::Words(words, ink) => said(look.say(words), *ink, 2, look, out)?,
            Part::Table(table) => {
                // Two tables do not run into each other.
                let before = n.checked_sub(1).and_then(|n| section.parts.get(n));
                if let Some(Part::Table(_)) = before {
                    writeln!(out)?;
                }
                drawn(table, look, out)?;
            }
            // The table beside them says the same.
            Part::Bars(_) => {}
        }
    }
    Ok(())
}

fn drawn(table: &Table, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let room = look.columns().saturating_sub(2);
    let most = match table.kind {
        Kind::List => usize::MAX,
        Kind::Map => HEAD,
    };
    let natural: Vec<usize> = (0..table.columns.len())
        .map(|n| {
            let says = |cell: &Cell| width(&printable(look.say(&cell.says).as_bytes()));
            let cells = table.rows.iter().filter_map(|row| row.get(n)).map(says);
            let name = table
                .columns
                .get(n)
                .map_or(0, |(name, _)| width(look.say(name)));
            cells.max().unwrap_or(0).max(name).min(most)
        })
        .collect();
    match table.kind {
        Kind::List => {
            let widths = narrowed(natural, room);
            let all: Vec<usize> = (0..widths.len()).collect();
            part(table, &all, &widths, look, out)
        }
        Kind::Map => {
            let blocks = blocks(&natural, table.heads, room);
            for (n, block) in blocks.iter().enumerate() {
                if n > 0 {
                    writeln!(out)?;
                }
                part(table, block, &natural, look, out)?;
            }
            Ok(())
        }
    }
}

/// Columns as wide as there is room: the widest gives first.
fn narrowed(mut widths: Vec<usize>, room: usize) -> Vec<usize> {
    loop {
        let all = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        let widest = widths.iter_mut().max_by_key(|width| **width);
        match widest {
            Some(widest) if all > room && *widest > NARROWEST => *widest -= 1,
            Some(_) | None => return widths,
        }
    }
}

/// The columns of each part of a map.
fn blocks(widths: &[usize], heads: usize, room: usize) -> Vec<Vec<usize>> {
    let head: usize = widths.iter().take(heads).map(|width| width + GAP).sum();
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    let mut used = room;
    for (n, width) in widths.iter().enumerate().skip(heads) {
        let wide = width + GAP;
        match blocks.last_mut() {
            Some(block) if used + wide <= room + GAP => {
                block.push(n);
                used += wide;
            }
            Some(_) | None => {
                blocks.push((0..heads).chain([n]).collect());
                used = head + wide;
            }
        }
    }
    match blocks.is_empty() {
        true => vec![(0..heads).collect()],
        false => blocks,
    }
}

/// Writes these columns of a table.
fn part(
    table: &Table,
    columns: &[usize],
    widths: &[usize],
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let names = table
        .columns
        .iter()
        .map(|(name, _)| Cell::new(name.clone(), Ink::Faint));
    let names: Vec<Cell> = names.collect();
    for row in [&names].into_iter().chain(&table.rows) {
        let cells: Vec<(usize, Vec<Row>)> = columns
            .iter()
            .filter_map(|n| {
                let (cell, columns) = (row.get(*n)?, *widths.get(*n)?);
                let says = look.say(&cell.says);
                let rows = match table.kind {
                    Kind::List => wrap(&[Span::new(says, cell.ink)], columns, 0, 0),
                    Kind::Map => vec![Row(vec![Span::new(cut(says, columns), cell.ink)])],
                };
                Some((columns, rows))
            })
            .collect();
        let lines = cells.iter().map(|(_, rows)| rows.len()).max().unwrap_or(0);
        for line in 0..lines {
            let mut whole = Row::indented(2);
            let mut edge = 2;
            for (columns, rows) in &cells {
                whole = whole.padded(edge);
                whole
                    .0
                    .extend(rows.get(line).cloned().unwrap_or_default().0);
                edge += columns + GAP;
            }
            whole.write(look, out)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::{Lang, Text};

    fn table(kind: Kind) -> Report {
        let name = |n: usize| (Text::same(format!("{n}")), Text::EMPTY);
        let mut columns = vec![(Text::new("student", "학생"), Text::EMPTY)];
        columns.extend((1..=36).map(name));
        let row = |who: &'static str| {
            let mut row = vec![Cell::plain(who)];
            row.extend((0..36).map(|_| Cell::plain("3/4")));
            row
        };
        let mut section = Section::new(Text::new("Who", "누가"));
        section.parts.push(Part::Table(Table {
            caption: Text::EMPTY,
            columns,
            heads: 1,
            kind,
            rows: vec![
                row("Mina"),
                row("a name that is much too long\nfor \u{1b}[31m any column"),
            ],
        }));
        Report {
            title: Text::new("Class", "수업"),
            preface: Vec::new(),
            sections: vec![section],
            next: Vec::new(),
        }
    }

    #[test]
    fn no_row_is_wider_than_the_screen_and_nothing_is_lost_of_a_map() {
        for (columns, lang) in [(40, Lang::Ko), (80, Lang::En), (140, Lang::En)] {
            let look = Look {
                width: columns,
                lang,
                ..Look::default()
            };
            for kind in [Kind::Map, Kind::List] {
                let mut out = Vec::new();
                write(&table(kind), &look, &mut out).unwrap();
                let text = String::from_utf8(out).unwrap();
                assert!(text.lines().all(|line| width(line) <= columns), "{text}");
                assert!(!text.contains('\u{1b}'));
                if kind == Kind::Map {
                    assert_eq!(text.matches("3/4").count(), 72, "{text}");
                }
            }
        }
    }
}
