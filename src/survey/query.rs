//! Which connections, and in which order: the little language of `--where` and `--sort`.
//!
//! Fields are a registry ([`FIELDS`](crate::survey::query::fields::FIELDS)) from which help and errors are printed;
//! [`grammar`] says the rest. A comparison with something unknown is false, `!=` as well; only `not` turns that round.

pub mod error;
pub mod fact;
pub mod fields;
mod glob;
pub mod grammar;
mod parser;
mod rank;
#[cfg(test)]
mod tests;
mod token;
mod want;

use std::cmp::Ordering;

use crate::survey::connection::Connection;
use crate::survey::query::error::QueryError;
use crate::survey::query::fact::{Fact, Field};
use crate::survey::query::parser::{Term, named, parse};

/// What `--where` asks for.
#[derive(Clone, Debug)]
pub struct Query {
    term: Term,
}

impl Query {
    /// Reads a query such as `sni=*.example and version<1.2`.
    ///
    /// # Errors
    ///
    /// Says what is wrong, at which character, and what to try.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        Ok(Self { term: parse(text)? })
    }

    /// Whether `connection` is one of those asked for. Its findings must have been judged before.
    pub fn matches(&self, connection: &Connection) -> bool {
        self.term.holds(connection)
    }
}

/// What `--sort` asks for: one field after the other, each up or down.
#[derive(Clone, Debug, Default)]
pub struct Order {
    by: Vec<(&'static Field, Direction)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

impl Order {
    /// Reads an order such as `start` or `-bytes,sni`; a minus turns a field round.
    ///
    /// # Errors
    ///
    /// Says which name is no field, at which character, and what to try.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let mut by = Vec::new();
        let mut column = 1;
        for part in text.split(',') {
            let word = part.trim();
            let (direction, name) = match word.strip_prefix('-') {
                Some(name) => (Direction::Down, name),
                None => (Direction::Up, word),
            };
            let indent = part.chars().take_while(|c| c.is_whitespace()).count();
            by.push((named(name, column + indent)?, direction));
            column += part.chars().count() + 1;
        }
        Ok(Self { by })
    }

    /// Whether connections stand by their numbers alone.
    pub fn is_by_number(&self) -> bool {
        self.by.is_empty()
    }

    /// Where `connection` stands in this order: keys compare as the connections are to stand. What is unknown comes last
    /// either way, and what is equal stands by number.
    pub fn key(&self, connection: &Connection) -> Key {
        let parts = self.by.iter().map(|(field, direction)| {
            let part = (field.read)(connection).and_then(Part::of);
            (part, *direction)
        });
        Key {
            parts: parts.collect(),
            number: connection.number,
        }
    }
}

/// Where a connection stands in an [`Order`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    parts: Vec<(Option<Part>, Direction)>,
    number: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Number(u64),
    Words(String),
    Ends(Vec<std::net::SocketAddr>),
}

impl Part {
    fn of(fact: Fact<'_>) -> Option<Self> {
        Some(match fact {
            Fact::Number(number) => Self::Number(number),
            Fact::Flag(flag) => Self::Number(flag.into()),
            Fact::Words(words) if words.is_empty() => return None,
            Fact::Words(words) => Self::Words(words.join(",").to_lowercase()),
            Fact::Ends(ends) => Self::Ends(ends.to_vec()),
        })
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        for ((one, direction), (two, _)) in self.parts.iter().zip(&other.parts) {
            let order = match (one, two, direction) {
                (None, None, _) => Ordering::Equal,
                (None, Some(_), _) => Ordering::Greater,
                (Some(_), None, _) => Ordering::Less,
                (Some(one), Some(two), Direction::Up) => one.cmp(two),
                (Some(one), Some(two), Direction::Down) => two.cmp(one),
            };
            if order.is_ne() {
                return order;
            }
        }
        self.number.cmp(&other.number)
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
