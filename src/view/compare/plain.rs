//! The comparison on a terminal without a screen: headlines, then the pairs.

use std::io::{self, Write};

use crate::base::text::{Text, plural};
use crate::story::compare::model::{Comparison, Likeness, Nature, Pair, Place};
use crate::story::model::Weight;
use crate::text;
use crate::view::block;
use crate::view::compare::{bytes, difference, headlines, pair};
use crate::view::layout::{Ink, Row, Span, beside, flow, wrap};
use crate::view::look::{Depth, Folded, Look};

/// Writes it.
pub(super) fn write(
    comparison: &Comparison<'_>,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = look.columns();
    let all = |rows: Vec<Row>, out: &mut dyn Write| -> io::Result<()> {
        rows.iter().try_for_each(|row| row.write(look, out))
    };
    all(headlines::opening(comparison, look), out)?;
    writeln!(out)?;
    for (number, headline) in (1..).zip(&comparison.headlines) {
        all(headlines::rows(headline, number, look, columns), out)?;
    }
    writeln!(out)?;
    all(headlines::legend(comparison, look, columns), out)?;
    pairs(comparison, look, out)?;
    if !look.next.is_empty() {
        writeln!(out)?;
        let commands: Vec<Vec<Span>> = look
            .next
            .iter()
            .map(|command| vec![Span::tight(command, Ink::Faint)])
            .collect();
        let word = look.word("Next:  ", "다음:  ");
        let mut rows = flow(&commands, columns, 7);
        if let Some(first) = rows.first_mut()
            && let Some(blank) = first.0.first_mut()
        {
            *blank = Span::new(word, Ink::Faint);
        }
        all(rows, out)?;
    }
    Ok(())
}

fn pairs(comparison: &Comparison<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut chapter = Text::EMPTY;
    let mut hidden: Option<(Place, usize)> = None;
    let mut folded = 0;
    for pair in &comparison.pairs {
        if look.folded == Folded::Hide && pair.place != Place::Compared {
            let count = match hidden {
                Some((place, count)) if place == pair.place => count + 1,
                Some(_) | None => 1,
            };
            if let Some((place, count)) = hidden.filter(|(place, _)| *place != pair.place) {
                left_out(place, count, look).write(look, out)?;
            }
            hidden = Some((pair.place, count));
            continue;
        }
        if let Some((place, count)) = hidden.take() {
            writeln!(out)?;
            left_out(place, count, look).write(look, out)?;
        }
        if look.folded == Folded::Hide && is_minor(comparison, pair) {
            folded += 1;
            continue;
        }
        let [a, b] = comparison.steps(pair);
        if let Some(step) = a.or(b)
            && step.chapter != chapter
            && !step.chapter.is_empty()
        {
            chapter = step.chapter.clone();
            writeln!(out)?;
            block::heading(&chapter, look).write(look, out)?;
        }
        for row in rows(comparison, pair, look) {
            row.write(look, out)?;
        }
    }
    if let Some((place, count)) = hidden {
        left_out(place, count, look).write(look, out)?;
    }
    if folded > 0 {
        let said = text!(
            en: "{folded} pairs are folded; --all shows them",
            ko: "{folded}쌍을 접어 두었다. --all 로 펼친다"
        );
        Row(vec![Span::new(look.say(&said), Ink::Faint)]).write(look, out)?;
    }
    Ok(())
}

/// Whether both steps are folded, and do not differ in meaning.
pub(crate) fn is_minor(comparison: &Comparison<'_>, pair: &Pair) -> bool {
    let steps = comparison.steps(pair).into_iter().flatten();
    let mut minor = steps.map(|step| step.weight == Weight::Folded);
    minor.all(|minor| minor) && pair.likeness() != Likeness::Differs
}

/// One row for all of a connection that is not compared.
fn left_out(place: Place, count: usize, look: &Look) -> Row {
    let said = match place {
        Place::Before => {
            text!(en: "{count} steps of an earlier connection; --all shows them", ko: "앞선 연결의 단계 {count}개. --all 로 펼친다")
        }
        Place::Compared | Place::After => {
            text!(en: "{count} steps of a later connection; --all shows them", ko: "뒤따르는 연결의 단계 {count}개. --all 로 펼친다")
        }
    };
    Row(vec![
        Span::new("… ", Ink::Faint),
        Span::new(look.say(&said), Ink::Faint),
    ])
}

/// A pair with what differs in it.
fn rows(comparison: &Comparison<'_>, this: &Pair, look: &Look) -> Vec<Row> {
    let columns = look.columns();
    if columns >= Look::WIDE {
        return abreast(comparison, this, look);
    }
    const INDENT: usize = 11;
    let mut rows = vec![pair::row(comparison, this, look)];
    let (shown, more) = difference::shown(this, look);
    for one in shown {
        rows.extend(difference::rows(
            comparison, this, one, look, columns, INDENT,
        ));
    }
    rows.extend(last(this, more, look, columns, INDENT));
    rows
}

/// The same in two columns.
fn abreast(comparison: &Comparison<'_>, this: &Pair, look: &Look) -> Vec<Row> {
    const INDENT: usize = 6;
    let likeness = this.likeness();
    // A mark and a blank before the left column, a line between the two.
    let half = look.columns().saturating_sub(2 + 3) / 2;
    let [a, b] = comparison.steps(this);
    let [x, y] = this.steps;
    let mut left = vec![pair::half(a, x, look)];
    let mut right = vec![pair::half(b, y, look)];
    let (shown, more) = difference::shown(this, look);
    for one in shown {
        for (side, column) in [(0, &mut left), (1, &mut right)] {
            let mut words = difference::titled(one, look);
            words.push(Span::plain("  "));
            words.extend(difference::said(one, side, look));
            column.extend(wrap(&words, half, INDENT, INDENT + 2));
            if look.depth == Depth::Byte || one.nature == Nature::Changed {
                let room = (half, INDENT + 2);
                column.extend(bytes::rows(comparison, this, one, side, room));
            }
        }
        let rows = left.len().max(right.len());
        left.resize(rows, Row::default());
        right.resize(rows, Row::default());
    }
    let mut marks = Span::new(format!("{} ", pair::mark(likeness)), pair::ink(likeness));
    let mut rows: Vec<Row> = beside(left, half, right)
        .into_iter()
        .map(|row| {
            let mut whole = Row(vec![std::mem::replace(&mut marks, Span::blank(2))]);
            whole.0.extend(row.0);
            whole
        })
        .collect();
    rows.extend(last(this, more, look, look.columns(), INDENT + 2));
    rows
}

/// What is not shown, in words.
fn last(this: &Pair, more: usize, look: &Look, columns: usize, indent: usize) -> Vec<Row> {
    let mut said = Vec::new();
    if more > 0 {
        said.push(text!(
            en: "{more} more field{s}: --depth field",
            ko: "다른 필드가 {more}개 더 있다: --depth field",
            s = plural(more)
        ));
    }
    said.extend(difference::quiet(this, look));
    if said.is_empty() {
        return Vec::new();
    }
    let said = Text::join(&said, "; ");
    wrap(
        &[Span::new(look.say(&said), Ink::Faint)],
        columns,
        indent,
        indent + 2,
    )
}
