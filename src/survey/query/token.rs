//! A query as words and signs, each with the character where it begins, from 1.

use crate::survey::query::error::{QueryError, Wrong};

/// How a field is compared with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Is,
    IsNot,
    Less,
    AtMost,
    More,
    AtLeast,
    Has,
    HasNot,
}

/// Signs as they are written, longer ones first.
static SIGNS: &[(&str, Sign)] = &[
    ("==", Sign::Is),
    ("!=", Sign::IsNot),
    ("<>", Sign::IsNot),
    ("<=", Sign::AtMost),
    (">=", Sign::AtLeast),
    ("!~", Sign::HasNot),
    ("=", Sign::Is),
    ("<", Sign::Less),
    (">", Sign::More),
    ("~", Sign::Has),
];

/// A word or a sign of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A bare word: a field, a value, or one of and, or, not, in.
    Word(String),
    /// A value in quotes.
    Quoted(String),
    Sign(Sign),
    Open,
    Close,
    Comma,
    And,
    Or,
    Not,
}

/// The tokens of `text`, each with its column, and the column after the last.
pub(super) fn tokens(text: &str) -> Result<(Vec<(usize, Token)>, usize), QueryError> {
    let letters: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let start = at;
        let rest = letters.get(at..).unwrap_or_default();
        if letter.is_whitespace() {
            at += 1;
            continue;
        }
        let token = if let Some((length, token)) = fixed(rest) {
            at += length;
            token
        } else if matches!(letter, '"' | '\'') {
            let (length, value) = quoted(rest, *letter).ok_or(QueryError {
                column: start + 1,
                wrong: Wrong::OpenQuote,
            })?;
            at += length;
            Token::Quoted(value)
        } else {
            let bare = rest.iter().take_while(|letter| is_bare(**letter));
            let word: String = bare.collect();
            at += word.chars().count().max(1);
            Token::Word(word)
        };
        tokens.push((start + 1, token));
    }
    Ok((tokens, letters.len() + 1))
}

fn is_bare(letter: char) -> bool {
    !letter.is_whitespace() && !"()=<>!~,\"'".contains(letter)
}

/// A sign at the head of `rest`, and how many characters it takes.
fn fixed(rest: &[char]) -> Option<(usize, Token)> {
    let begins = |sign: &str| {
        let mut letters = rest.iter();
        sign.chars().all(|letter| letters.next() == Some(&letter))
    };
    let signs = SIGNS
        .iter()
        .map(|(written, sign)| (*written, Token::Sign(*sign)));
    let others = [
        ("(", Token::Open),
        (")", Token::Close),
        (",", Token::Comma),
        ("&&", Token::And),
        ("||", Token::Or),
        ("!", Token::Not),
    ];
    let (written, token) = signs.chain(others).find(|(written, _)| begins(written))?;
    Some((written.chars().count(), token))
}

/// A value in quotes at the head of `rest`, and how many characters it takes with them. A backslash takes the next letter as it is.
fn quoted(rest: &[char], quote: char) -> Option<(usize, String)> {
    let mut value = String::new();
    let mut letters = rest.iter().enumerate().skip(1);
    while let Some((at, letter)) = letters.next() {
        match *letter {
            '\\' => value.push(*letters.next()?.1),
            letter if letter == quote => return Some((at + 1, value)),
            letter => value.push(letter),
        }
    }
    None
}
