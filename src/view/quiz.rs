//! Questions after a story: asked on the page, or one by one at a terminal.

use crate::base::text::{Text, plural};
use crate::story::quiz::{Answer, Question, letter};
use crate::text;
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
    let pieces: Vec<Vec<Span>> = pieces.collect();
    let abreast = flow(&pieces, columns, MARGIN);
    // Either all in one row, or each in its own: a third one alone in a second row looks like another question.
    match abreast.len() {
        1 => rows.extend(abreast),
        _ => {
            for piece in &pieces {
                rows.extend(wrap(piece, columns, MARGIN, 2 * MARGIN));
            }
        }
    }
    rows
}

/// What the questions are about, and how they are answered.
pub fn opening(title: &Text, number: usize, look: &Look) -> Vec<Row> {
    let columns = look.columns();
    let mut rows = wrap(
        &[Span::new(look.say(title), Ink::Strong)],
        columns,
        0,
        MARGIN,
    );
    let s = plural(number);
    let how = text!(
        en: "{number} question{s}. Type a letter, a word or a number, then Enter.",
        ko: "질문 {number}개. 글자나 낱말이나 수를 쓰고 Enter를 누른다.",
    );
    rows.extend(wrap(
        &[Span::new(look.say(&how), Ink::Faint)],
        columns,
        0,
        MARGIN,
    ));
    rows
}

/// What stands before the place to type.
pub fn prompt() -> &'static str {
    "   > "
}

/// What is said to an answer: right or not, the right answer, why.
pub fn judged(question: &Question, right: bool, look: &Look) -> Vec<Row> {
    let verdict = match right {
        true => Span::new(look.word("right: ", "맞음: "), Ink::Good),
        false => Span::new(look.word("no, it is ", "아님, 답은 "), Ink::Bad),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(options: [&'static str; 2]) -> usize {
        let [one, two] = options.map(Text::same);
        let right = Text::same("right");
        let question = Question::choice(Text::same("?"), right, [one, two], 1, Text::EMPTY);
        asked(&question, 1, &Look::default()).len()
    }

    #[test]
    fn options_stand_in_one_row_or_each_in_its_own() {
        assert_eq!(rows(["short", "as short"]), 2);
        let long = "an option that takes more than half of a screen by itself";
        assert_eq!(rows([long, "short"]), 4);
    }

    #[test]
    fn a_wrong_answer_is_told_the_right_one() {
        let question = Question::word(Text::same("?"), 38, Text::same("So it is."));
        let said = |right| judged(&question, right, &Look::default())[0].text();
        assert_eq!(said(false).trim(), "no, it is 38. So it is.");
        assert_eq!(said(true).trim(), "right: 38. So it is.");
    }
}
