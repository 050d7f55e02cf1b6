//! The rows of the screen: a pair in two columns, and what differs in it.

use crate::story::compare::model::{Comparison, Pair};
use crate::view::compare::{difference, headlines, pair};
use crate::view::layout::{Ink, Row, Span, wrap};
use crate::view::look::{Depth, Look};
use crate::view::tui::compare::keys::{KEYS, Wish};
use crate::view::tui::key_line::{Entry, Room, key_line};
use crate::view::tui::keys::{every, first};

/// A pair on one row: two columns where both have room, else one.
pub(super) fn pair_row(
    comparison: &Comparison<'_>,
    this: &Pair,
    look: &Look,
    columns: usize,
) -> Row {
    /// Columns that are enough for two names with their hosts.
    const TWO: usize = 92;
    if columns < TWO {
        return pair::row(comparison, this, look).fit(columns);
    }
    let likeness = this.likeness();
    let half = columns.saturating_sub(5) / 2;
    let [a, b] = comparison.steps(this);
    let [x, y] = this.steps;
    let mut row = Row(vec![Span::new(
        format!("{} ", pair::mark(likeness)),
        pair::ink(likeness),
    )]);
    row.0
        .extend(pair::half(a, x, look).fit(half).padded(half).0);
    row.0.push(Span::new(" │ ", Ink::Faint));
    row.0.extend(pair::half(b, y, look).0);
    row.fit(columns)
}

/// What is said first.
pub(super) fn said(comparison: &Comparison<'_>, look: &Look, columns: usize) -> Vec<Row> {
    let narrow = narrow(look, columns);
    let mut rows = headlines::opening(comparison, &narrow);
    rows.push(Row::default());
    for (number, headline) in (1..).zip(&comparison.headlines) {
        rows.extend(headlines::rows(headline, number, &narrow, columns));
    }
    rows.push(Row::default());
    rows.extend(headlines::legend(comparison, &narrow, columns));
    rows
}

/// What differs in a pair.
pub(super) fn differing(
    comparison: &Comparison<'_>,
    this: &Pair,
    look: &Look,
    columns: usize,
) -> Vec<Row> {
    let mut rows = vec![
        Row(vec![
            Span::new(
                format!("{} ", pair::mark(this.likeness())),
                pair::ink(this.likeness()),
            ),
            Span::new(
                look.say(&headlines::meaning(comparison, this.likeness()))
                    .trim_end_matches(':'),
                Ink::Strong,
            ),
        ])
        .fit(columns),
    ];
    let [a, b] = comparison.steps(this);
    let mut last = None;
    for (step, name) in [a, b].into_iter().zip(&comparison.names) {
        let Some(step) = step.filter(|step| !step.sentence.is_empty()) else {
            continue;
        };
        // Two steps that say the same need not say it twice.
        if last == Some(&step.sentence) {
            continue;
        }
        last = Some(&step.sentence);
        let words = [
            Span::new(format!("{name}: "), Ink::Faint),
            Span::plain(look.say(&step.sentence)),
        ];
        rows.extend(wrap(&words, columns, 0, 2));
    }
    let narrow = narrow(look, columns);
    let (shown, more) = difference::shown(this, &narrow);
    for one in shown {
        rows.extend(difference::rows(comparison, this, one, &narrow, columns, 0));
    }
    if more > 0 {
        let word = look.word("more fields: f", "나머지 필드: f");
        rows.push(Row(vec![Span::new(format!("+{more} {word}"), Ink::Faint)]));
    }
    if let Some(quiet) = difference::quiet(this, &narrow) {
        rows.extend(wrap(
            &[Span::new(look.say(&quiet), Ink::Faint)],
            columns,
            0,
            2,
        ));
    }
    rows
}

fn narrow(look: &Look, columns: usize) -> Look {
    Look {
        width: columns,
        ..look.clone()
    }
}

/// Every key and what it does.
pub(super) fn help(comparison: &Comparison<'_>, look: &Look, columns: usize) -> Vec<Row> {
    /// Columns for the keys themselves.
    const NAMES: usize = 22;
    let mut rows: Vec<Row> = KEYS
        .iter()
        .map(|binding| {
            let mut row = Row(vec![Span::new(every(binding.keys, look), Ink::Name)]).padded(NAMES);
            row.0.push(Span::plain(look.word(binding.en, binding.ko)));
            row.fit(columns)
        })
        .collect();
    rows.push(Row::default());
    rows.extend(headlines::legend(comparison, look, columns));
    rows
}

/// The keys that fit on one row.
pub(super) fn keys(look: &Look, columns: usize) -> Row {
    let entries = KEYS.iter().map(|binding| Entry {
        key: first(binding.keys, look),
        word: look.word(binding.en, binding.ko),
        room: match binding.wish {
            Wish::Help | Wish::Language | Wish::Leave => Room::Always,
            _ => Room::IfAny,
        },
    });
    key_line(&Vec::from_iter(entries), columns)
}

/// How deep the panel goes next.
pub(super) fn deeper(depth: Depth) -> Depth {
    match depth {
        Depth::Line | Depth::Block => Depth::Field,
        Depth::Field => Depth::Byte,
        Depth::Byte => Depth::Block,
    }
}
