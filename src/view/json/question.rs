//! Questions, with what is right.

use serde::Serialize;

use crate::story::quiz::{Answer, Question, letter};
use crate::view::json::words::Both;

#[derive(Serialize)]
pub(super) struct QuestionOut<'s> {
    asks: Both<'s>,
    /// None: the answer is a word, a number, or bytes in hexadecimal.
    options: Option<Vec<OptionOut<'s>>>,
    /// The letter of the right option, or the word.
    right: String,
    because: Both<'s>,
}

#[derive(Serialize)]
struct OptionOut<'s> {
    letter: Option<char>,
    text: Both<'s>,
}

impl<'s> From<&'s Question> for QuestionOut<'s> {
    fn from(question: &'s Question) -> Self {
        let (options, right) = match &question.answer {
            Answer::Word(word) => (None, word.clone()),
            Answer::Choice { options, right } => {
                let all = options.iter().enumerate().map(|(place, option)| OptionOut {
                    letter: letter(place),
                    text: Both::from(option),
                });
                (Some(all.collect()), letter(*right).into_iter().collect())
            }
        };
        Self {
            asks: Both::from(&question.asks),
            options,
            right,
            because: Both::from(&question.because),
        }
    }
}
