//! What a command did, on one page: a heading, values with their names, what to heed, what to do next.

use std::io::{self, Write};

use crate::base::field::printable;
use crate::base::text::Text;
use crate::base::time::Time;
use crate::view::layout::{Ink, Row, Span, width, wrap};
use crate::view::look::Look;

/// What a command did.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// In one line.
    pub title: Text,
    /// Values with their names.
    pub entries: Vec<Entry>,
    /// What to heed, a sentence each.
    pub notes: Vec<Text>,
    /// Commands to try next.
    pub next: Vec<String>,
}

/// A value with its name.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its key in JSON.
    pub key: &'static str,
    /// Its name for people; empty: it is for programs only.
    pub label: Text,
    /// The value.
    pub value: Datum,
}

/// A value.
#[derive(Clone, Debug)]
pub enum Datum {
    /// There is none.
    Nothing,
    /// Words.
    Words(Text),
    /// A number.
    Number(u64),
    /// Yes or no.
    Flag(bool),
    /// A moment, and how it is written.
    Moment(Time, String),
    /// Several words.
    List(Vec<String>),
    /// Things with values of their own.
    Sheets(Vec<Sheet>),
}

impl Sheet {
    /// A page under `title`.
    pub fn new(title: Text) -> Self {
        Self {
            title,
            entries: Vec::new(),
            notes: Vec::new(),
            next: Vec::new(),
        }
    }

    /// With a value.
    #[must_use]
    pub fn with(mut self, key: &'static str, label: Text, value: Datum) -> Self {
        self.entries.push(Entry { key, label, value });
        self
    }

    /// With a value for programs.
    #[must_use]
    pub fn also(self, key: &'static str, value: Datum) -> Self {
        self.with(key, Text::EMPTY, value)
    }

    /// With something to heed.
    #[must_use]
    pub fn note(mut self, note: impl IntoIterator<Item = Text>) -> Self {
        self.notes.extend(note);
        self
    }

    /// With a command to try next.
    #[must_use]
    pub fn next(mut self, command: impl Into<String>) -> Self {
        self.next.push(command.into());
        self
    }
}

impl Datum {
    /// A word that is the same in both languages.
    pub fn word(word: impl Into<String>) -> Self {
        Self::Words(Text::same(word.into()))
    }
}

/// Writes `sheet` for people.
///
/// # Errors
/// Only those of `out`.
pub fn write(sheet: &Sheet, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    body(sheet, 0, look, out)?;
    for note in &sheet.notes {
        Row::default().write(look, out)?;
        for row in wrap(
            &[Span::new(look.say(note), Ink::Maybe)],
            look.columns(),
            0,
            0,
        ) {
            row.write(look, out)?;
        }
    }
    let next = look.word("Next:  ", "다음:  ");
    for (n, command) in sheet.next.iter().enumerate() {
        if n == 0 {
            Row::default().write(look, out)?;
        }
        // Never cut at the edge: a command is there to be copied.
        let head = match n {
            0 => next.to_owned(),
            _ => " ".repeat(width(next)),
        };
        writeln!(out, "{head}{}", printable(command.as_bytes()))?;
    }
    Ok(())
}

fn body(sheet: &Sheet, indent: usize, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let title = [Span::new(look.say(&sheet.title), Ink::Strong)];
    for row in wrap(&title, look.columns(), indent, indent + 2) {
        row.write(look, out)?;
    }
    let shown = || sheet.entries.iter().filter(|entry| !entry.label.is_empty());
    let widest = shown().map(|entry| width(look.say(&entry.label))).max();
    let edge = indent + 2 + widest.unwrap_or(0) + 2;
    for entry in shown() {
        let said = match &entry.value {
            Datum::Nothing => continue,
            Datum::Words(words) => look.say(words).to_owned(),
            Datum::Number(number) => number.to_string(),
            Datum::Flag(flag) => match flag {
                true => look.word("yes", "예").to_owned(),
                false => look.word("no", "아니요").to_owned(),
            },
            Datum::Moment(_, said) => said.clone(),
            Datum::List(words) => words.join(", "),
            Datum::Sheets(sheets) => {
                for inner in sheets {
                    body(inner, indent + 2, look, out)?;
                }
                continue;
            }
        };
        let name = look.say(&entry.label);
        let head = Row(vec![Span::blank(indent + 2), Span::new(name, Ink::Name)]).padded(edge);
        for (n, row) in wrap(&[Span::plain(said)], look.columns(), edge, edge)
            .into_iter()
            .enumerate()
        {
            match n {
                0 => {
                    let mut first = head.clone();
                    first.0.extend(row.0.into_iter().skip(1));
                    first.write(look, out)?;
                }
                _ => row.write(look, out)?,
            }
        }
    }
    Ok(())
}
