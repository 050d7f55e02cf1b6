//! What a test is, what it is told, and what it finds.

use std::collections::BTreeMap;

use crate::base::text::Text;
use crate::exercise::words::Words;

/// A test of a file.
#[derive(Debug)]
pub struct Test {
    /// What `test` in `exercise.toml` calls it.
    pub name: &'static str,
    /// Looks at a file.
    pub look: fn(&Case<'_>) -> Found,
}

/// What a test looks at.
#[derive(Debug)]
pub struct Case<'c> {
    /// The name of the file.
    pub name: &'c str,
    /// Its bytes.
    pub file: &'c [u8],
    /// All files handed in, this one among them.
    pub handed: &'c BTreeMap<String, Vec<u8>>,
    /// All files that were given.
    pub given: &'c BTreeMap<String, Vec<u8>>,
    /// What to look for; places are filled.
    pub with: &'c With,
}

/// What a test finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is as it must be. What was seen.
    Holds(Text),
    /// It is not, and a known mistake leads there: the key of a slip of this property. What was seen.
    Slip(&'static str, Text),
    /// It is not. What was seen instead.
    Not(Text),
    /// The file cannot be looked at: it is not what it should be.
    Unreadable(Text),
}

/// What a test is told.
#[derive(Clone, Debug, Default)]
pub struct With(toml::Table);

impl With {
    /// What `written` says, its places filled with `words`.
    pub fn new(written: &toml::Table, words: &Words) -> Self {
        let mut table = written.clone();
        table.iter_mut().for_each(|(_, value)| fill(value, words));
        Self(table)
    }

    /// The text of `key`; empty if there is none.
    pub fn text(&self, key: &str) -> &str {
        self.0
            .get(key)
            .and_then(toml::Value::as_str)
            .unwrap_or_default()
    }

    /// What stands at `key`.
    pub fn value(&self, key: &str) -> Option<&toml::Value> {
        self.0.get(key)
    }

    /// The number of `key`, written as one or drawn as a text.
    pub fn number(&self, key: &str) -> Option<u64> {
        let value = self.0.get(key)?;
        let whole = || value.as_integer()?.try_into().ok();
        whole().or_else(|| value.as_str()?.trim().parse().ok())
    }

    /// The texts of `key`: a list, or one text with blanks or commas between.
    pub fn list(&self, key: &str) -> Vec<&str> {
        match self.0.get(key) {
            Some(toml::Value::Array(list)) => list.iter().filter_map(toml::Value::as_str).collect(),
            Some(toml::Value::String(text)) => {
                let parts = text.split([' ', ',', '\n']);
                parts.filter(|part| !part.is_empty()).collect()
            }
            Some(_) | None => Vec::new(),
        }
    }
}

fn fill(value: &mut toml::Value, words: &Words) {
    match value {
        toml::Value::String(text) => *text = words.filled(text, crate::base::text::Lang::En),
        toml::Value::Array(list) => list.iter_mut().for_each(|value| fill(value, words)),
        toml::Value::Table(table) => table.iter_mut().for_each(|(_, value)| fill(value, words)),
        toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Datetime(_) => {}
    }
}
