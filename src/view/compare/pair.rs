//! A pair on one row: its mark, both numbers, who to whom, the name.

use crate::story::compare::model::{Comparison, Likeness, Pair};
use crate::story::model::{Kind, Step};
use crate::view::header::{arrow, fate, padlock, zone};
use crate::view::layout::{Ink, Row, Span};
use crate::view::look::Look;

/// The mark of a likeness: every terminal has it.
pub fn mark(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Same => "=",
        Likeness::AsItMust => "~",
        Likeness::Differs => "!",
        Likeness::OnlyLeft => "<",
        Likeness::OnlyRight => ">",
    }
}

/// Its ink.
pub fn ink(likeness: Likeness) -> Ink {
    match likeness {
        Likeness::Same | Likeness::AsItMust => Ink::Faint,
        Likeness::Differs => Ink::Bad,
        Likeness::OnlyLeft | Likeness::OnlyRight => Ink::Maybe,
    }
}

/// The pair on one row.
pub fn row(comparison: &Comparison<'_>, pair: &Pair, look: &Look) -> Row {
    let likeness = pair.likeness();
    let number = |n: Option<usize>| match n {
        Some(n) => format!("{:>3} ", n + 1),
        None => "  - ".to_owned(),
    };
    let [left, right] = pair.steps;
    let mut row = Row(vec![
        Span::new(format!("{} ", mark(likeness)), ink(likeness)),
        Span::new(number(left), Ink::Faint),
        Span::new(number(right), Ink::Faint),
        Span::plain(" "),
    ]);
    let [a, b] = comparison.steps(pair);
    let Some(step) = a.or(b) else {
        return row;
    };
    row.0.extend(named(step, look));
    if let (Some(a), Some(b)) = (a, b)
        && a.name != b.name
    {
        row.0.push(Span::new(" / ", Ink::Faint));
        row.0.push(Span::new(look.say(&b.name), Ink::Strong));
    }
    row
}

/// One step of a pair, for a column of its own.
pub fn half(step: Option<&Step>, number: Option<usize>, look: &Look) -> Row {
    let (Some(step), Some(number)) = (step, number) else {
        return Row::default();
    };
    let mut row = Row(vec![Span::new(format!("{:>3} ", number + 1), Ink::Faint)]);
    row.0.extend(named(step, look));
    row
}

fn named(step: &Step, look: &Look) -> Vec<Span> {
    /// Where hosts no longer fit before a name.
    const NAMES: usize = 48;
    let mut spans = match look.columns() >= NAMES {
        true => zone(&step.kind, look),
        false => vec![arrow(&step.kind)],
    };
    if let Kind::Desk = step.kind {
        spans.clear();
    }
    spans.push(Span::plain("  "));
    spans.push(Span::new(look.say(&step.name), Ink::Strong));
    if let Kind::Wire { cover, .. } = step.kind
        && let Some(lock) = padlock(cover, look)
    {
        spans.extend([Span::plain(" "), lock]);
    }
    if let Some(word) = fate(step) {
        spans.push(Span::plain("  "));
        spans.push(Span::new(look.say(&word), Ink::Maybe));
    }
    spans
}
