//! The folder of an exercise, read: `exercise.toml`, `task.en.md`, `task.ko.md`, `solved.en.md`, `solved.ko.md`.
//!
//! ```toml
//! version = 1
//! title = { en = "…", ko = "…" }
//! goal = { en = "…", ko = "…" }
//! minutes = 10
//! after = [1]                      # advised, not forced
//! kind = "blobs"
//! hints = [{ en = "…", ko = "…" }, { … }, { … }]
//!
//! [settings]                       # what the kind is told
//!
//! [bounds]                         # what the kind counts, from least to most
//! pieces = [5, 5]
//!
//! [[question]]
//! key = "word"
//! asks = { en = "…", ko = "…" }
//! form = "words"                   # words, hex, number, choice, some, order, each, drawn
//! choices = ["a", { key = "b", en = "…", ko = "…" }]
//! places = 6                       # of `each`
//! commits = "alone"                # alone, together, never
//! read_in = "blob.txt"             # where the task is to read it there
//! made_from = "other"              # the question before whose answer it is computed from
//!
//! [[property]]
//! key = "path_length"
//! asks = { en = "…", ko = "…" }
//! test = "path_length"
//! file = "root.pem"
//! with = { most = "{most}" }
//!
//! [work]
//! asks = { en = "…", ko = "…" }
//!
//! [[slip]]
//! of = "word"                      # a question, a property, or `work`
//! key = "reversed"
//! says = { en = "…", ko = "…" }
//! commits = "never"                # a pack does not name it: its answers are too few
//! ```

use std::collections::BTreeMap;

use serde::Deserialize;
use thiserror::Error;

use crate::base::text::Text;
use crate::exercise::form::{Choice, Form};
use crate::exercise::task::{Commits, Exercise, FormOf, Property, Question, Slip, Work};

/// Why the folder of an exercise cannot be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Unreadable {
    /// The folder's name is not `NN-name`.
    #[error("{0}: a folder of an exercise is called NN-name, such as 01-five-dresses")]
    Name(String),
    /// A file is missing.
    #[error("{0}: {1} is missing")]
    Missing(String, &'static str),
    /// A file is not what it should be.
    #[error("{0}: {1}: {2}")]
    Toml(String, &'static str, String),
    /// Something in it does not fit together.
    #[error("{0}: {1}")]
    Unfit(String, String),
}

/// Reads the folder called `folder` from its files.
///
/// # Errors
/// A file that is missing, or is not what it should be.
pub fn read(folder: &str, file: &dyn Fn(&str) -> Option<String>) -> Result<Exercise, Unreadable> {
    let numbered = folder.split_once('-').and_then(|(number, name)| {
        let number = number.parse().ok().filter(|number| *number > 0)?;
        Some((number, name.to_owned()))
    });
    let (number, name) = numbered.ok_or_else(|| Unreadable::Name(folder.to_owned()))?;
    let need = |place: &'static str| {
        file(place).ok_or_else(|| Unreadable::Missing(folder.to_owned(), place))
    };
    let page = |en: &'static str, ko: &'static str| -> Result<Text, Unreadable> {
        Ok(Text {
            en: need(en)?.into(),
            ko: need(ko)?.into(),
        })
    };
    let written: Written = toml::from_str(&need("exercise.toml")?)
        .map_err(|why| Unreadable::Toml(folder.to_owned(), "exercise.toml", why.to_string()))?;
    let unfit = |why: String| Unreadable::Unfit(folder.to_owned(), why);
    let exercise = Exercise {
        number,
        name,
        version: written.version,
        title: written.title.text(),
        goal: written.goal.text(),
        minutes: written.minutes,
        after: written.after,
        kind: written.kind,
        settings: written.settings,
        bounds: written.bounds,
        task: page("task.en.md", "task.ko.md")?,
        solved: page("solved.en.md", "solved.ko.md")?,
        hints: written.hints.into_iter().map(Said::text).collect(),
        questions: written
            .question
            .into_iter()
            .map(Asked::question)
            .collect::<Result<_, _>>()
            .map_err(unfit)?,
        properties: written.property.into_iter().map(Held::property).collect(),
        work: written.work.map(|work| Work {
            asks: work.asks.text(),
        }),
        slips: written.slip.into_iter().map(Known::slip).collect(),
    };
    sound(&exercise).map_err(|why| Unreadable::Unfit(folder.to_owned(), why))?;
    Ok(exercise)
}

/// What fits together: keys are names and stand once, every slip belongs to something, there are three hints.
fn sound(exercise: &Exercise) -> Result<(), String> {
    if exercise.hints.len() != 3 {
        return Err(format!(
            "three hints are needed, {} are there",
            exercise.hints.len()
        ));
    }
    let questions = exercise
        .questions
        .iter()
        .map(|question| question.key.as_str());
    let properties = exercise
        .properties
        .iter()
        .map(|property| property.key.as_str());
    let mut keys: Vec<&str> = questions.chain(properties).collect();
    if exercise.work.is_some() {
        keys.push("work");
    }
    let named = |key: &str| {
        !key.is_empty()
            && key
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    if let Some(key) = keys.iter().find(|key| !named(key)) {
        return Err(format!(
            "`{key}` is no name: small letters, digits and _ are"
        ));
    }
    if keys.is_empty() {
        return Err("it asks for nothing".to_owned());
    }
    for (place, question) in exercise.questions.iter().enumerate() {
        let mut before = exercise.questions.iter().take(place);
        if let Some(from) = &question.made_from
            && !before.any(|question| question.key == *from)
        {
            return Err(format!(
                "`{}` is made from `{from}`, which is not asked before it",
                question.key
            ));
        }
    }
    for slip in &exercise.slips {
        if !keys.contains(&slip.of.as_str()) {
            return Err(format!(
                "the slip `{}` belongs to `{}`, which is not there",
                slip.key, slip.of
            ));
        }
    }
    keys.sort_unstable();
    match keys.windows(2).find(|two| matches!(two, [a, b] if a == b)) {
        Some(twice) => Err(format!("a key stands twice: {twice:?}")),
        None => Ok(()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    title: Said,
    goal: Said,
    minutes: u8,
    #[serde(default)]
    after: Vec<u8>,
    kind: String,
    hints: Vec<Said>,
    #[serde(default)]
    settings: toml::Table,
    #[serde(default)]
    bounds: BTreeMap<String, [u64; 2]>,
    #[serde(default)]
    question: Vec<Asked>,
    #[serde(default)]
    property: Vec<Held>,
    work: Option<Worked>,
    #[serde(default)]
    slip: Vec<Known>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    en: String,
    ko: String,
}

impl Said {
    fn text(self) -> Text {
        Text {
            en: self.en.into(),
            ko: self.ko.into(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    key: String,
    asks: Said,
    form: Shape,
    #[serde(default)]
    choices: Vec<OneOf>,
    #[serde(default)]
    places: usize,
    #[serde(default)]
    commits: Sort,
    read_in: Option<String>,
    made_from: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Shape {
    Words,
    Hex,
    Number,
    Choice,
    Some,
    Order,
    Each,
    Drawn,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Sort {
    #[default]
    Alone,
    Together,
    Never,
}

impl Sort {
    fn commits(self) -> Commits {
        match self {
            Self::Alone => Commits::Alone,
            Self::Together => Commits::Together,
            Self::Never => Commits::Never,
        }
    }
}

/// What can be chosen: a key, or a key and what it means.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOf {
    Key(String),
    Told { key: String, en: String, ko: String },
}

impl Asked {
    fn question(self) -> Result<Question, String> {
        let choices: Vec<Choice> = self
            .choices
            .into_iter()
            .map(|choice| match choice {
                OneOf::Key(key) => Choice {
                    key,
                    means: Text::EMPTY,
                },
                OneOf::Told { key, en, ko } => Choice {
                    key,
                    means: Said { en, ko }.text(),
                },
            })
            .collect();
        let chosen = |form: fn(Vec<Choice>) -> Form| match choices.is_empty() {
            true => Err(format!("`{}` has no choices", self.key)),
            false => Ok(FormOf::Fixed(form(choices.clone()))),
        };
        let form = match self.form {
            Shape::Words => FormOf::Fixed(Form::Words),
            Shape::Hex => FormOf::Fixed(Form::Hex),
            Shape::Number => FormOf::Fixed(Form::Number),
            Shape::Choice => chosen(Form::Choice)?,
            Shape::Some => chosen(Form::Some)?,
            Shape::Order => chosen(Form::Order)?,
            Shape::Each => FormOf::Fixed(Form::Each {
                choices,
                places: self.places,
            }),
            Shape::Drawn => FormOf::Drawn,
        };
        Ok(Question {
            key: self.key,
            asks: self.asks.text(),
            form,
            commits: self.commits.commits(),
            read_in: self.read_in,
            made_from: self.made_from,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Held {
    key: String,
    asks: Said,
    test: String,
    file: String,
    #[serde(default)]
    with: toml::Table,
}

impl Held {
    fn property(self) -> Property {
        Property {
            key: self.key,
            asks: self.asks.text(),
            test: self.test,
            file: self.file,
            with: self.with,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Worked {
    asks: Said,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    of: String,
    key: String,
    says: Said,
    #[serde(default)]
    commits: Sort,
}

impl Known {
    fn slip(self) -> Slip {
        Slip {
            of: self.of,
            key: self.key,
            says: self.says.text(),
            commits: self.commits.commits(),
        }
    }
}

/// A track, as `tracks.toml` has it: `[[track]]` with `key`, `title`, `line`, `exercises`.
#[derive(Clone, Debug)]
pub struct Track {
    /// Its name on the command line.
    pub key: String,
    /// What it is called.
    pub title: Text,
    /// What it is for, in one line.
    pub line: Text,
    /// The numbers of its exercises, in order.
    pub exercises: Vec<u8>,
}

/// Reads `tracks.toml`.
///
/// # Errors
/// What is not as it should be in it.
pub fn tracks(written: &str) -> Result<Vec<Track>, Unreadable> {
    let read: BTreeMap<String, Vec<Way>> = toml::from_str(written)
        .map_err(|why| Unreadable::Toml("exercises".to_owned(), "tracks.toml", why.to_string()))?;
    let ways = read.into_iter().filter(|(key, _)| key == "track");
    Ok(ways
        .flat_map(|(_, ways)| ways)
        .map(|way| Track {
            key: way.key,
            title: way.title.text(),
            line: way.line.text(),
            exercises: way.exercises,
        })
        .collect())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Way {
    key: String,
    title: Said,
    line: Said,
    exercises: Vec<u8>,
}
