//! Questions on a story's own values, and whether an answer is right.
//!
//! An answer is read kindly: the case of letters, blanks, colons, commas, hyphens and a leading `0x` do not matter.

use crate::base::text::Text;

/// A question, its answer, and why that is the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question, about values that were shown.
    pub asks: Text,
    /// What is right.
    pub answer: Answer,
    /// Why it is right: said after the answer, never before.
    pub because: Text,
}

/// What is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// One of several, which are shown as `a`, `b`, `c` ….
    Choice {
        /// All of them, in the order shown; at most 26.
        options: Vec<Text>,
        /// The place of the right one, from 0.
        right: usize,
    },
    /// A number, a word, or bytes in hexadecimal.
    Word(String),
}

impl Question {
    /// One of several: `right`, and those that are `wrong`. `turn` (any number, of a seed) decides where the right one stands.
    pub fn choice<const N: usize>(
        asks: Text,
        right: Text,
        wrong: [Text; N],
        turn: u64,
        because: Text,
    ) -> Self {
        let mut options = Vec::from(wrong);
        let places = options.len() + 1;
        let place = usize::try_from(turn % places.max(1) as u64).unwrap_or(0);
        options.insert(place.min(options.len()), right);
        Self {
            asks,
            answer: Answer::Choice {
                options,
                right: place,
            },
            because,
        }
    }

    /// A number, a word, or bytes in hexadecimal.
    pub fn word(asks: Text, answer: impl ToString, because: Text) -> Self {
        Self {
            asks,
            answer: Answer::Word(answer.to_string()),
            because,
        }
    }

    /// Whether `given` is right.
    pub fn accepts(&self, given: &str) -> bool {
        let said = bare(given);
        match &self.answer {
            Answer::Word(word) => said == bare(word),
            Answer::Choice { options, right } => {
                let by_words = options.get(*right).is_some_and(|option| {
                    !said.is_empty() && (said == bare(&option.en) || said == bare(&option.ko))
                });
                letter(*right).is_some_and(|letter| said == letter.to_string()) || by_words
            }
        }
    }

    /// The right answer as it is shown: a letter with its words, or the word.
    pub fn shown(&self) -> Text {
        match &self.answer {
            Answer::Word(word) => Text::same(word.clone()),
            Answer::Choice { options, right } => {
                let letter = letter(*right).map_or_else(String::new, |letter| letter.to_string());
                let option = options.get(*right).cloned().unwrap_or(Text::EMPTY);
                Text::same(format!("{letter})")).then(&option)
            }
        }
    }
}

/// What stands before the option at `place`.
pub fn letter(place: usize) -> Option<char> {
    ('a'..='z').nth(place)
}

/// An answer without what does not matter.
fn bare(answer: &str) -> String {
    let lower = answer.trim().to_lowercase();
    let digits = lower.strip_prefix("0x").unwrap_or(&lower);
    let matters = |c: &char| !c.is_whitespace() && ![':', ',', '-', '_', ')', '('].contains(c);
    digits.chars().filter(matters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_kindly() {
        let question = Question::word(Text::same("?"), "00ff10", Text::EMPTY);
        for good in ["00ff10", " 0x00FF10 ", "00:ff:10", "00 FF 10"] {
            assert!(question.accepts(good), "{good}");
        }
        for bad in ["", "ff10", "00ff11"] {
            assert!(!question.accepts(bad), "{bad}");
        }
    }

    #[test]
    fn a_choice_takes_its_letter_or_its_words() {
        for turn in 0..6 {
            let wrong = [Text::new("one", "하나"), Text::new("two", "둘")];
            let right = Text::new("the key", "키");
            let question = Question::choice(Text::same("?"), right, wrong, turn, Text::EMPTY);
            let Answer::Choice { right, .. } = question.answer else {
                panic!("no choice");
            };
            let letter = letter(right).unwrap();
            assert_eq!(question.shown().en, format!("{letter}) the key"));
            assert!(question.accepts(&letter.to_string()) && question.accepts("The Key"));
            assert!(question.accepts("키") && question.accepts(&format!("{letter})")));
            assert!(!question.accepts("one") && !question.accepts("") && !question.accepts("z"));
        }
    }
}
