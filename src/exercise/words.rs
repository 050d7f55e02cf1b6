//! Words drawn for a student, and texts with places for them.
//!
//! A text of an exercise has `{name}` where a drawn word belongs. A name is small letters, digits and underscores, so that braces of
//! a shell or of JSON stay what they are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::text::{Lang, Text};

/// Words by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(pub BTreeMap<String, Text>);

impl Words {
    /// Adds one; the same in both languages where it is one word.
    pub fn set(&mut self, name: &str, word: impl Into<Text>) {
        self.0.insert(name.to_owned(), word.into());
    }

    /// The word `name` in English; nothing if there is none.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|word| word.en.as_ref())
    }

    /// `text` with every place filled.
    pub fn fill(&self, text: &Text) -> Text {
        Text {
            en: self.filled(&text.en, Lang::En).into(),
            ko: self.filled(&text.ko, Lang::Ko).into(),
        }
    }

    /// `text`, which is in `lang`, with every place filled; a place without a word stays.
    pub fn filled(&self, text: &str, lang: Lang) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, name, after)) = place(rest) {
            out.push_str(before);
            match self.0.get(name) {
                Some(word) => out.push_str(word.say(lang)),
                None => {
                    out.push('{');
                    out.push_str(name);
                    out.push('}');
                }
            }
            rest = after;
        }
        out + rest
    }

    /// The names of places in `text` for which there is no word.
    pub fn lacking<'t>(&self, mut text: &'t str) -> Vec<&'t str> {
        let mut lacking = Vec::new();
        while let Some((_, name, after)) = place(text) {
            if !self.0.contains_key(name) {
                lacking.push(name);
            }
            text = after;
        }
        lacking
    }
}

/// A word as files have it: one text where both languages have the same.
#[derive(Deserialize, Serialize)]
#[serde(untagged)]
pub enum Spoken {
    /// The same in both.
    Same(String),
    /// Each its own.
    Both {
        /// In English.
        en: String,
        /// In Korean.
        ko: String,
    },
}

impl From<&Text> for Spoken {
    fn from(text: &Text) -> Self {
        match text.en == text.ko {
            true => Self::Same(text.en.to_string()),
            false => Self::Both {
                en: text.en.to_string(),
                ko: text.ko.to_string(),
            },
        }
    }
}

impl From<Spoken> for Text {
    fn from(spoken: Spoken) -> Self {
        match spoken {
            Spoken::Same(word) => Self::same(word),
            Spoken::Both { en, ko } => Self {
                en: en.into(),
                ko: ko.into(),
            },
        }
    }
}

impl Words {
    /// As files have them.
    pub fn said(&self) -> BTreeMap<String, Spoken> {
        let words = self.0.iter();
        words
            .map(|(name, text)| (name.clone(), text.into()))
            .collect()
    }

    /// Of a file.
    pub fn heard(words: BTreeMap<String, Spoken>) -> Self {
        let words = words.into_iter();
        Self(words.map(|(name, spoken)| (name, spoken.into())).collect())
    }
}

/// The first place in `text`: what stands before it, its name, what stands after it.
fn place(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let open = from + text.get(from..)?.find('{')?;
        let inside = text.get(open + 1..)?;
        let length = inside
            .find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'))
            .unwrap_or(inside.len());
        let (name, after) = inside.split_at_checked(length)?;
        match after.strip_prefix('}') {
            Some(after) if !name.is_empty() => return Some((text.get(..open)?, name, after)),
            Some(_) | None => from = open + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_and_other_braces_stay() {
        let mut words = Words::default();
        words.set("amount", "500");
        words.set("who", Text::new("Mina", "미나"));
        let check = |text: &str, expected: &str| {
            assert_eq!(words.filled(text, Lang::Ko), expected);
        };
        check("{who}: {amount} {}", "미나: 500 {}");
        check("${HOME} {\"a\": {amount}}", "${HOME} {\"a\": 500}");
        check("{nobody} {", "{nobody} {");
        assert_eq!(words.lacking("{amount} {nobody}"), ["nobody"]);
    }
}
