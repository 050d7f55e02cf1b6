//! What a kind of exercise is: how a variant is drawn, how it is solved from what a student has, what its oracle says.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use crate::demo::chance::Chance;
use crate::exercise::form::Form;
use crate::exercise::handed::{Exchange, Handed};
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::exercise::words::Words;

/// A kind of exercise.
pub struct Kind {
    /// What `kind` in `exercise.toml` calls it.
    pub name: &'static str,
    /// Draws a variant.
    pub draw: fn(&Exercise, &mut Chance) -> Result<Variant, Unfit>,
    /// Solves it from what a student has, or makes the known mistake that is named.
    pub solve: fn(&mut Desk<'_>, Aim<'_>) -> Result<Handed, Unfit>,
    /// What can be asked, where something can.
    pub oracle: Option<Oracle>,
}

/// What a student has before them: nothing in it holds the answer.
pub struct Desk<'d> {
    /// The exercise.
    pub exercise: &'d Exercise,
    /// The words drawn for the task.
    pub words: &'d Words,
    /// The files given.
    pub files: &'d BTreeMap<String, Vec<u8>>,
    /// The forms of answers that were drawn, by question.
    pub forms: &'d BTreeMap<String, Form>,
    /// Asks the oracle. What was asked is kept, and handed in with the rest.
    pub ask: &'d mut dyn FnMut(&[u8]) -> String,
}

impl Desk<'_> {
    /// The bytes of the given file `name`.
    ///
    /// # Errors
    /// There is no such file.
    pub fn file(&self, name: &str) -> Result<&[u8], Unfit> {
        let file = self.files.get(name).map(Vec::as_slice);
        file.ok_or_else(|| Unfit::new(format!("no file {name} is given")))
    }

    /// The word `name`.
    ///
    /// # Errors
    /// There is no such word.
    pub fn word(&self, name: &str) -> Result<&str, Unfit> {
        let word = self.words.get(name);
        word.ok_or_else(|| Unfit::new(format!("no word {name} was drawn")))
    }
}

/// What a solver is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim<'a> {
    /// Solve it.
    Right,
    /// Make the mistake of this key at this property, or at `work`. (Mistakes in answers are drawn with the variant.)
    Slip {
        /// The property, or `work`.
        of: &'a str,
        /// The mistake.
        key: &'a str,
    },
}

/// Something that answers questions and keeps a secret.
pub struct Oracle {
    /// What it says to a question: one line. The same question gets the same reply.
    pub reply: fn(secret: &[u8], question: &[u8]) -> String,
    /// Whether what was asked is enough to know the answer; else the key of a slip of `work`.
    pub enough: fn(secret: &[u8], asked: &[Exchange]) -> Result<(), &'static str>,
}

/// Why a variant cannot be drawn or solved: a fault of the exercise, for its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit(pub String);

impl Unfit {
    /// In these words.
    pub fn new(why: impl fmt::Display) -> Self {
        Self(why.to_string())
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Unfit {}

impl Exercise {
    /// The text of `key` in the settings.
    ///
    /// # Errors
    /// There is none.
    pub fn setting(&self, key: &str) -> Result<&str, Unfit> {
        let text = self.settings.get(key).and_then(toml::Value::as_str);
        text.ok_or_else(|| Unfit::new(format!("settings: no text `{key}`")))
    }

    /// The number of `key` in the settings.
    ///
    /// # Errors
    /// There is none.
    pub fn setting_number(&self, key: &str) -> Result<u64, Unfit> {
        let number = self.settings.get(key).and_then(toml::Value::as_integer);
        let number = number.and_then(|number| number.try_into().ok());
        number.ok_or_else(|| Unfit::new(format!("settings: no number `{key}`")))
    }

    /// The texts of the list `key` in the settings.
    ///
    /// # Errors
    /// There is none, or it is empty.
    pub fn setting_list(&self, key: &str) -> Result<Vec<&str>, Unfit> {
        let list = self.settings.get(key).and_then(toml::Value::as_array);
        let texts = list.into_iter().flatten().filter_map(toml::Value::as_str);
        let texts: Vec<&str> = texts.collect();
        match texts.is_empty() {
            true => Err(Unfit::new(format!("settings: no list `{key}`"))),
            false => Ok(texts),
        }
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kind")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
