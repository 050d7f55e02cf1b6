//! What is wrong with a query, at which character, and what to try.

use std::fmt;

use crate::base::text::Text;
use crate::survey::findings::quote::quote;
use crate::survey::query::fact::Field;
use crate::survey::query::fields::FIELDS;
use crate::text;

/// A query that cannot be read.
#[derive(Clone, Debug)]
pub struct QueryError {
    /// The character where it goes wrong, from 1.
    pub column: usize,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What is wrong with a query.
#[derive(Clone, Debug)]
pub enum Wrong {
    /// Nothing was asked.
    Empty,
    /// No field has this name.
    UnknownField {
        /// The name.
        name: String,
        /// A field that may be meant.
        near: Option<&'static str>,
    },
    /// A sign without a value after it.
    NoValue {
        /// The field before it.
        field: &'static Field,
    },
    /// A value that cannot be one of the field's.
    BadValue {
        /// The field.
        field: &'static Field,
        /// The value.
        value: String,
        /// A value that may be meant.
        near: Option<&'static str>,
    },
    /// `<` and its kin on a field without an order.
    NoOrder {
        /// The field.
        field: &'static Field,
    },
    /// `~` on a field that has no words.
    NoWords {
        /// The field.
        field: &'static Field,
    },
    /// Something stands where a field should.
    NoField,
    /// Something stands after a test that neither joins nor ends it.
    NoJoint,
    /// A parenthesis that is not closed.
    OpenParenthesis,
    /// A quote that is not closed.
    OpenQuote,
    /// More parentheses or `not` inside each other than anybody needs.
    TooDeep,
}

impl QueryError {
    /// What is wrong, and where.
    pub fn text(&self) -> Text {
        let column = self.column;
        let what = self.wrong.text();
        let (en, ko) = (what.en, what.ko);
        text!(en: "{en}, at character {column}", ko: "{ko} ({column}번째 글자)")
    }

    /// What to try.
    pub fn hint(&self) -> Text {
        self.wrong.hint()
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for QueryError {}

impl Wrong {
    fn text(&self) -> Text {
        match self {
            Self::Empty => Text::new("the query is empty", "조건이 비어 있다"),
            Self::UnknownField { name, near: _ } => {
                let name = quote(name);
                text!(en: "there is no field called '{name}'", ko: "'{name}' 필드가 없다")
            }
            Self::NoValue { field } => {
                let name = field.name;
                text!(en: "'{name}' is compared with nothing", ko: "'{name}' 필드와 비교할 값이 없다")
            }
            Self::BadValue {
                field,
                value,
                near: _,
            } => {
                let (name, value) = (field.name, quote(value));
                text!(en: "'{value}' is no value of '{name}'", ko: "'{name}' 필드의 값이 아니다: '{value}'")
            }
            Self::NoOrder { field } => {
                let name = field.name;
                text!(en: "'{name}' has no order, so nothing is less or more", ko: "'{name}' 필드에는 순서가 없어 크고 작음을 따질 수 없다")
            }
            Self::NoWords { field } => {
                let name = field.name;
                text!(en: "'{name}' has no letters to search in", ko: "'{name}' 필드에는 찾아볼 글자가 없다")
            }
            Self::NoField => Text::new("a field should stand here", "여기에는 필드가 와야 한다"),
            Self::NoJoint => Text::new(
                "'and', 'or' or the end should stand here",
                "여기에는 and나 or가 오거나 조건이 끝나야 한다",
            ),
            Self::OpenParenthesis => Text::new(
                "this parenthesis is never closed",
                "이 괄호가 닫히지 않았다",
            ),
            Self::OpenQuote => Text::new("this quote is never closed", "이 따옴표가 닫히지 않았다"),
            Self::TooDeep => Text::new(
                "too many parentheses stand inside each other",
                "괄호가 너무 여러 겹이다",
            ),
        }
    }

    fn hint(&self) -> Text {
        match self {
            Self::Empty | Self::NoField => Text::new(
                "try: sni=*.example and version<1.2",
                "예: sni=*.example and version<1.2",
            ),
            Self::UnknownField {
                near: Some(near), ..
            }
            | Self::BadValue {
                near: Some(near), ..
            } => {
                text!(en: "did you mean '{near}'?", ko: "혹시 이것인가: '{near}'")
            }
            Self::UnknownField { near: None, .. } => {
                let names: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
                let names = names.join(", ");
                text!(en: "the fields are: {names}", ko: "쓸 수 있는 필드: {names}")
            }
            Self::NoValue { field }
            | Self::BadValue {
                field, near: None, ..
            } => wanted(field),
            Self::NoOrder { field } | Self::NoWords { field } => {
                let name = field.name;
                text!(en: "compare with = or !=, as in: {name}=VALUE", ko: "=나 !=로 비교한다. 예: {name}=값")
            }
            Self::NoJoint => Text::new(
                "put values with spaces or signs in quotes: issuer=\"CN=Example CA\"",
                "빈칸이나 기호가 든 값은 따옴표로 묶는다: issuer=\"CN=Example CA\"",
            ),
            Self::OpenParenthesis => Text::new("close it with )", ")로 닫는다"),
            Self::OpenQuote => Text::new("close it with the same quote", "같은 따옴표로 닫는다"),
            Self::TooDeep => Text::new(
                "write it flatter: a and b and c needs no parentheses",
                "괄호를 줄여 쓴다. a and b and c에는 괄호가 필요 없다",
            ),
        }
    }
}

/// What a value of `field` looks like.
fn wanted(field: &Field) -> Text {
    let name = field.name;
    let choices = (field.choices)();
    if !choices.is_empty() {
        let choices = choices.join(", ");
        return text!(en: "'{name}' is one of: {choices}", ko: "'{name}' 필드의 값: {choices}");
    }
    let kind = field.kind.doc();
    let (en, ko) = (kind.en, kind.ko);
    text!(en: "'{name}' takes {en}", ko: "'{name}' 필드의 값: {ko}")
}
