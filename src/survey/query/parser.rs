//! From tokens to a tree of tests, and what the tree says of a connection.

use crate::base::nearest::nearest;
use crate::survey::connection::Connection;
use crate::survey::query::error::{QueryError, Wrong};
use crate::survey::query::fact::{Fact, Field, Kind};
use crate::survey::query::fields::FIELDS;
use crate::survey::query::glob::Glob;
use crate::survey::query::token::{Sign, Token, tokens};
use crate::survey::query::want::{Want, want};

/// How many parentheses and `not` may stand inside each other.
const DEEPEST: usize = 64;

/// A query as a tree.
#[derive(Clone, Debug)]
pub(super) enum Term {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    /// It is so, or anything is there.
    So(&'static Field),
    Test {
        field: &'static Field,
        sign: Sign,
        wants: Vec<Want>,
    },
}

impl Term {
    /// Whether it is true of `connection`. What is unknown is true of nothing.
    pub(super) fn holds(&self, connection: &Connection) -> bool {
        match self {
            Self::All(terms) => terms.iter().all(|term| term.holds(connection)),
            Self::Any(terms) => terms.iter().any(|term| term.holds(connection)),
            Self::Not(term) => !term.holds(connection),
            Self::So(field) => (field.read)(connection).is_some_and(|fact| fact.is_so()),
            Self::Test { field, sign, wants } => {
                (field.read)(connection).is_some_and(|fact| compare(&fact, *sign, wants))
            }
        }
    }
}

fn compare(fact: &Fact<'_>, sign: Sign, wants: &[Want]) -> bool {
    let any = || wants.iter().any(|want| want.is(fact));
    let number = |test: fn(u64, &std::ops::Range<u64>) -> bool| match fact {
        Fact::Number(number) => wants
            .iter()
            .filter_map(Want::numbers)
            .any(|wanted| test(*number, wanted)),
        Fact::Flag(_) | Fact::Ends(_) | Fact::Words(_) => false,
    };
    match sign {
        Sign::Is | Sign::Has => any(),
        Sign::IsNot | Sign::HasNot => !any(),
        Sign::Less => number(|number, wanted| number < wanted.start),
        Sign::AtMost => number(|number, wanted| number < wanted.end),
        Sign::More => number(|number, wanted| number >= wanted.end),
        Sign::AtLeast => number(|number, wanted| number >= wanted.start),
    }
}

/// Reads a query.
pub(super) fn parse(text: &str) -> Result<Term, QueryError> {
    let (tokens, end) = tokens(text)?;
    let mut parser = Parser {
        tokens,
        at: 0,
        end,
        depth: 0,
    };
    if parser.tokens.is_empty() {
        return parser.fail(Wrong::Empty);
    }
    let term = parser.any()?;
    match parser.peek() {
        None => Ok(term),
        Some(_) => parser.fail(Wrong::NoJoint),
    }
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    at: usize,
    end: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    fn column(&self) -> usize {
        self.tokens
            .get(self.at)
            .map_or(self.end, |(column, _)| *column)
    }

    fn fail<T>(&self, wrong: Wrong) -> Result<T, QueryError> {
        let column = self.column();
        Err(QueryError { column, wrong })
    }

    /// Takes the next token if it is `sign`, or the bare word `word`.
    fn takes(&mut self, sign: &Token, word: &str) -> bool {
        if self.peek() == Some(sign) {
            self.at += 1;
            return true;
        }
        self.takes_word(word)
    }

    /// Takes the next token if it is the bare word `word`.
    fn takes_word(&mut self, word: &str) -> bool {
        let taken = match self.peek() {
            Some(Token::Word(found)) => found.eq_ignore_ascii_case(word),
            Some(_) | None => false,
        };
        self.at += usize::from(taken);
        taken
    }

    fn any(&mut self) -> Result<Term, QueryError> {
        let first = self.all()?;
        let mut terms = vec![first];
        while self.takes(&Token::Or, "or") {
            terms.push(self.all()?);
        }
        Ok(single(terms, Term::Any))
    }

    fn all(&mut self) -> Result<Term, QueryError> {
        let first = self.term()?;
        let mut terms = vec![first];
        while self.takes(&Token::And, "and") {
            terms.push(self.term()?);
        }
        Ok(single(terms, Term::All))
    }

    fn term(&mut self) -> Result<Term, QueryError> {
        if self.depth >= DEEPEST {
            return self.fail(Wrong::TooDeep);
        }
        self.depth += 1;
        let term = self.inner();
        self.depth -= 1;
        term
    }

    fn inner(&mut self) -> Result<Term, QueryError> {
        if self.takes(&Token::Not, "not") {
            return Ok(Term::Not(Box::new(self.term()?)));
        }
        let open = self.column();
        if self.peek() == Some(&Token::Open) {
            self.at += 1;
            let term = self.any()?;
            return match self.peek() {
                Some(Token::Close) => {
                    self.at += 1;
                    Ok(term)
                }
                Some(_) => self.fail(Wrong::NoJoint),
                None => Err(QueryError {
                    column: open,
                    wrong: Wrong::OpenParenthesis,
                }),
            };
        }
        self.test()
    }

    fn test(&mut self) -> Result<Term, QueryError> {
        let column = self.column();
        let Some(Token::Word(name)) = self.peek() else {
            return self.fail(Wrong::NoField);
        };
        let field = named(name, column)?;
        self.at += 1;
        let column = self.column();
        if let Some(Token::Sign(sign)) = self.peek() {
            let sign = *sign;
            check(field, sign).map_err(|wrong| QueryError { column, wrong })?;
            self.at += 1;
            let want = self.value(field, sign)?;
            let wants = vec![want];
            return Ok(Term::Test { field, sign, wants });
        }
        let before = self.at;
        let turned = self.takes(&Token::Not, "not");
        if self.takes_word("in") {
            let sign = if turned { Sign::IsNot } else { Sign::Is };
            let wants = self.list(field)?;
            return Ok(Term::Test { field, sign, wants });
        }
        self.at = before;
        Ok(Term::So(field))
    }

    fn list(&mut self, field: &'static Field) -> Result<Vec<Want>, QueryError> {
        let open = self.column();
        if self.peek() != Some(&Token::Open) {
            return self.fail(Wrong::NoValue { field });
        }
        self.at += 1;
        let mut wants = Vec::new();
        loop {
            wants.push(self.value(field, Sign::Is)?);
            match self.peek() {
                Some(Token::Comma) => self.at += 1,
                Some(Token::Close) => {
                    self.at += 1;
                    return Ok(wants);
                }
                Some(_) => return self.fail(Wrong::NoJoint),
                None => {
                    return Err(QueryError {
                        column: open,
                        wrong: Wrong::OpenParenthesis,
                    });
                }
            }
        }
    }

    fn value(&mut self, field: &'static Field, sign: Sign) -> Result<Want, QueryError> {
        let Some(Token::Word(text) | Token::Quoted(text)) = self.peek() else {
            return self.fail(Wrong::NoValue { field });
        };
        let want = match sign {
            Sign::Has | Sign::HasNot => Some(Want::Word(Glob::part(text))),
            Sign::Is | Sign::IsNot | Sign::Less | Sign::AtMost | Sign::More | Sign::AtLeast => {
                want(field, text).filter(|want| possible(field, want))
            }
        };
        let Some(want) = want else {
            let near = nearest(text, (field.choices)());
            let value = text.clone();
            return self.fail(Wrong::BadValue { field, value, near });
        };
        self.at += 1;
        Ok(want)
    }
}

/// One term needs nobody to join it.
fn single(mut terms: Vec<Term>, join: fn(Vec<Term>) -> Term) -> Term {
    match terms.len() {
        1 => terms.pop().unwrap_or(Term::All(Vec::new())),
        _ => join(terms),
    }
}

/// Whether the sign says something of such a field.
fn check(field: &'static Field, sign: Sign) -> Result<(), Wrong> {
    match sign {
        Sign::Is | Sign::IsNot => Ok(()),
        Sign::Less | Sign::AtMost | Sign::More | Sign::AtLeast if field.kind.is_ordered() => Ok(()),
        Sign::Less | Sign::AtMost | Sign::More | Sign::AtLeast => Err(Wrong::NoOrder { field }),
        Sign::Has | Sign::HasNot if field.kind == Kind::Words => Ok(()),
        Sign::Has | Sign::HasNot => Err(Wrong::NoWords { field }),
    }
}

/// Whether any connection could ever have this word: a slip in `outcome=complete` should not give an empty list.
fn possible(field: &Field, want: &Want) -> bool {
    let choices = (field.choices)();
    match want {
        Want::Word(pattern) if !choices.is_empty() => choices.iter().any(|one| pattern.fits(one)),
        Want::Word(_) | Want::Number(_) | Want::Flag(_) | Want::End(_) => true,
    }
}

/// The field called `name`, which stands at `column`.
pub(super) fn named(name: &str, column: usize) -> Result<&'static Field, QueryError> {
    let mut fields = FIELDS.iter();
    let found = fields.find(|field| field.name.eq_ignore_ascii_case(name));
    found.ok_or_else(|| QueryError {
        column,
        wrong: Wrong::UnknownField {
            name: name.to_owned(),
            near: nearest(name, FIELDS.iter().map(|field| field.name)),
        },
    })
}
