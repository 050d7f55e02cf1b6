//! What is said first, and what the marks mean.

use crate::base::text::Text;
use crate::story::compare::model::{Comparison, Headline, Likeness};
use crate::text;
use crate::view::compare::pair::{ink, mark};
use crate::view::layout::{Ink, Row, Span, flow, wrap};
use crate::view::look::{Depth, Look};

/// What is compared, with the titles of both.
pub fn opening(comparison: &Comparison<'_>, look: &Look) -> Vec<Row> {
    let columns = look.columns();
    let [left, right] = &comparison.names;
    let mut rows = wrap(
        &[
            Span::new(left, Ink::Strong),
            Span::new(look.word("  and  ", "  대  "), Ink::Faint),
            Span::new(right, Ink::Strong),
        ],
        columns,
        0,
        2,
    );
    for (story, name) in comparison.stories.iter().zip(&comparison.names) {
        let title = [
            Span::new(format!("{name}: "), Ink::Faint),
            Span::new(look.say(&story.title), Ink::Faint),
        ];
        rows.extend(wrap(&title, columns, 0, 2));
    }
    rows
}

/// A headline with its number, and below it why it is so.
pub fn rows(headline: &Headline, number: usize, look: &Look, columns: usize) -> Vec<Row> {
    let mut says = vec![
        Span::new(format!("{number:>2}. "), Ink::Faint),
        Span::plain(look.say(&headline.says)),
    ];
    if !headline.rfc.is_empty() {
        says.push(Span::plain("  "));
        says.push(Span::tight(headline.rfc, Ink::Faint));
    }
    let mut rows = wrap(&says, columns, 0, 4);
    if look.depth != Depth::Line && !headline.why.is_empty() {
        let why = [Span::new(look.say(&headline.why), Ink::Faint)];
        rows.extend(wrap(&why, columns, 6, 6));
    }
    rows
}

/// How many pairs have which mark, and what the marks mean.
pub fn legend(comparison: &Comparison<'_>, look: &Look, columns: usize) -> Vec<Row> {
    let counts = Likeness::ALL.map(|likeness| comparison.count(likeness));
    let pieces: Vec<Vec<Span>> = Likeness::ALL
        .into_iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(likeness, count)| {
            let word = meaning(comparison, likeness);
            vec![
                Span::new(mark(likeness), ink(likeness)),
                Span::new(format!(" {} {count}", look.say(&word)), Ink::Faint),
            ]
        })
        .collect();
    flow(&pieces, columns, 0)
}

/// What a mark means.
pub fn meaning(comparison: &Comparison<'_>, likeness: Likeness) -> Text {
    let [left, right] = &comparison.names;
    match likeness {
        Likeness::Same => Text::new("the same:", "같음:"),
        Likeness::AsItMust => Text::new(
            "differs only in what is fresh in every run, or follows from the rest:",
            "실행마다 새롭거나 나머지에서 따라 나오는 값만 다름:",
        ),
        Likeness::Differs => Text::new("differs in meaning:", "뜻이 다름:"),
        Likeness::OnlyLeft => text!(en: "only {left}:", ko: "{left} 쪽에만:"),
        Likeness::OnlyRight => text!(en: "only {right}:", ko: "{right} 쪽에만:"),
    }
}
