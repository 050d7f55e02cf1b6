//! `--quiz`: the questions of a demonstration, one by one, each answer judged at once.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::Result;

use crate::app::output::printed;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::story::model::Story;
use crate::text;
use crate::view::layout::{Ink, Row, Span};
use crate::view::quiz;

/// Asks the questions of `story` on standard output and reads a line for each from standard input.
///
/// # Errors
/// If the answers end before the questions do; those of the output.
pub(super) fn run(story: &Story, ui: &Ui) -> Result<Answer> {
    let (questions, look) = (&story.quiz, ui.look());
    let show = |rows: Vec<Row>| {
        let mut out = io::stdout().lock();
        let mut rows = rows.into_iter();
        printed(rows.try_for_each(|row| row.write(look, &mut out)))
    };
    let mut rows = quiz::opening(&story.title, questions.len(), look);
    rows.push(Row::default());
    show(rows)?;
    // Who pipes answers in types nothing, and needs no place for it.
    let typed = io::stdin().is_terminal();
    let mut answers = io::stdin().lock().lines();
    let mut right = 0;
    for (n, question) in questions.iter().enumerate() {
        show(quiz::asked(question, n + 1, look))?;
        if typed {
            let mut out = io::stdout().lock();
            printed(write!(out, "{}", quiz::prompt()).and_then(|()| out.flush()))?;
        }
        let Some(given) = answers.next().transpose()? else {
            return Err(unanswered(n, questions.len()).into());
        };
        let good = question.accepts(&given);
        right += usize::from(good);
        let mut rows = quiz::judged(question, good, look);
        rows.push(Row::default());
        show(rows)?;
    }
    let all = questions.len();
    let words = text!(en: "{right} of {all} right", ko: "{all}개 가운데 {right}개 맞음");
    let ink = if right == all { Ink::Good } else { Ink::Bad };
    show(vec![Row(vec![Span::new(look.say(&words), ink)])])?;
    Ok(match right == all {
        true => Answer::Good,
        false => Answer::No,
    })
}

fn unanswered(n: usize, all: usize) -> Refusal {
    Refusal::usage(
        text!(en: "the answers ended after {n} of {all}", ko: "답이 {all}개 가운데 {n}개에서 끝났다"),
        Text::new(
            "type an answer to each question, and end it with Enter",
            "질문마다 답을 쓰고 Enter를 누른다",
        ),
    )
}
