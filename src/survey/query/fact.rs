//! A field of a query: its name, what it means, what kind of value it has, and how it is read off a connection.

use std::borrow::Cow;
use std::net::SocketAddr;

use crate::base::text::Doc;
use crate::survey::connection::Connection;

/// A field that a query or an order may name.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it says of a connection.
    pub doc: Doc,
    /// What its values look like.
    pub kind: Kind,
    /// The words it may have, where they are few and known; else empty.
    pub choices: fn() -> Vec<&'static str>,
    pub(super) read: fn(&Connection) -> Option<Fact<'_>>,
}

/// What the values of a field look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A number.
    Number,
    /// A number of bytes: `1500`, `10k`, `2MB`, `1MiB`.
    Bytes,
    /// A time span: `200ms`, `1.5s`, `2m`, `1h`; plain numbers are seconds.
    Span,
    /// A moment in UTC: `2024-01-31`, `2024-01-31T12:00`, `2024-01-31T12:00:05.25Z`.
    Moment,
    /// A protocol version: `1.2`, `TLS1.2`, `ssl3`; older ones are less.
    Version,
    /// How much a finding matters: `note`, `warning`, `error`.
    Level,
    /// `yes` or `no`.
    Flag,
    /// An address, with `:port` or `/prefix length` if wanted, or a pattern of one.
    End,
    /// Words.
    Words,
}

impl Kind {
    /// What its values look like, for help and hints.
    pub const fn doc(self) -> Doc {
        match self {
            Self::Number => Doc::new("a number, such as 7", "7 같은 수"),
            Self::Bytes => Doc::new(
                "a number of bytes, such as 1500, 10k or 2MB",
                "1500, 10k, 2MB 같은 바이트 수",
            ),
            Self::Span => Doc::new(
                "a time span, such as 200ms, 1.5s or 2m",
                "200ms, 1.5s, 2m 같은 시간",
            ),
            Self::Moment => Doc::new(
                "a moment in UTC, such as 2024-01-31 or 2024-01-31T12:00:05",
                "2024-01-31이나 2024-01-31T12:00:05 같은 UTC 시각",
            ),
            Self::Version => Doc::new(
                "a version, such as 1.2, TLS1.3 or ssl3",
                "1.2, TLS1.3, ssl3 같은 버전",
            ),
            Self::Level => Doc::new(
                "one of note, warning, error",
                "note, warning, error 가운데 하나",
            ),
            Self::Flag => Doc::new("yes or no", "yes나 no"),
            Self::End => Doc::new(
                "an address, such as 192.0.2.7, 192.0.2.7:443, 10.0.0.0/8 or 192.0.2.*",
                "192.0.2.7, 192.0.2.7:443, 10.0.0.0/8, 192.0.2.* 같은 주소",
            ),
            Self::Words => Doc::new(
                "a word, where * and ? stand for any letters",
                "단어. *와 ?는 아무 글자나 대신한다",
            ),
        }
    }

    /// Whether its values have an order, so that `<` means something.
    pub const fn is_ordered(self) -> bool {
        match self {
            Self::Number
            | Self::Bytes
            | Self::Span
            | Self::Moment
            | Self::Version
            | Self::Level => true,
            Self::Flag | Self::End | Self::Words => false,
        }
    }
}

/// What a connection says in a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fact<'c> {
    /// A number, a number of bytes, nanoseconds, a version's age or a level's weight.
    Number(u64),
    Flag(bool),
    /// Both ends, or one of them twice.
    Ends([SocketAddr; 2]),
    /// Any of these; none is known as well.
    Words(Vec<Cow<'c, str>>),
}

impl Fact<'_> {
    /// What a field alone asks: whether it is so, or anything is there.
    pub(super) fn is_so(&self) -> bool {
        match self {
            Self::Number(number) => *number > 0,
            Self::Flag(flag) => *flag,
            Self::Ends(_) => true,
            Self::Words(words) => words.iter().any(|word| !word.is_empty()),
        }
    }
}
