//! Questions after a story: asked on the page, or one by one at a terminal.

use crate::story::quiz::{Answer, Question, letter};
use crate::view::layout::{Ink, Row, Span, flow, wrap};
use crate::view::look::Look;

/// Columns before the words of a question.
const MARGIN: usize = 3;

/// Question `number` (from 1), with its options.
pub fn asked(question: &Question, number: usize, look: &Look) -> Vec<Row> {
    let columns = look.columns();
    let spans = [
        Span::new(format!("{number}. "), Ink::Strong),
        Span::plain(look.say(&question.asks)),
    ];
    let mut rows = wrap(&spans, columns, 0, MARGIN);
    let Answer::Choice { options, .. } = &question.answer else {
        return rows;
    };
    let pieces = options.iter().enumerate().map(|(place, option)| {
        let letter = letter(place).unwrap_or('?');
        vec![
            Span::new(format!("{letter}) "), Ink::Name),
            Span::plain(look.say(option)),
        ]
    });
    rows.extend(flow(&pieces.collect::<Vec<_>>(), columns, MARGIN));
    rows
}

/// What is said to an answer: right or not, the right answer, why.
pub fn judged(question: &Question, right: bool, look: &Look) -> Vec<Row> {
    let verdict = match right {
        true => Span::new(look.word("right: ", "맞음: "), Ink::Good),
        false => Span::new(look.word("no: ", "아님: "), Ink::Bad),
    };
    let shown = question.shown();
    let spans = [
        verdict,
        Span::new(look.say(&shown), Ink::Strong),
        Span::plain(". "),
        Span::plain(look.say(&question.because)),
    ];
    wrap(&spans, look.columns(), MARGIN, MARGIN)
}
