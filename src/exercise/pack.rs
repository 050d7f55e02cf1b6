//! A pack: all that one student of a class gets, in one file of JSON.
//!
//! ```json
//! {"format": "tlslab pack", "version": 1, "made_by": "tlslab 0.1.0", "class": "…", "student": {"id": "…", "name": "…"},
//!  "exercises": [{"number": 1, "version": 1, "words": {"amount": "500"}, "files": {"blob1": "base64"},
//!                 "sealed": {"word": {"salt": "hex", "right": ["hex"], "slips": [["hex", "reversed"]]}}, "veiled": "base64"}],
//!  "mark": "hex"}
//! ```
//!
//! `mark` is HMAC-SHA-256 with a key derived from the class key over everything else: it tells the teacher that the pack is one of
//! theirs. `solved` is what is told after success, locked with the right answers. `veiled` is what the program has to know before anything
//! is answered, what an oracle keeps: it is hidden from the eye and from a search, not from somebody who reads the program, who can
//! open it and with it what the oracle protects.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA256, digest};
use ring::hmac;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::demo::chance::Chance;
use crate::exercise::entry::Entry;
use crate::exercise::envelope::{Head, Named, decoded, encoded};
use crate::exercise::form::{Choice, Form};
use crate::exercise::kind::Unfit;
use crate::exercise::seal::{Locked, Sealed};
use crate::exercise::seed::{ClassKey, Student};
use crate::exercise::task::Commits;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::exercise::words::{Spoken, Words};

const FORMAT: &str = "tlslab pack";
const VERSION: u32 = 1;

/// All that one student of a class gets.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    /// Whose it is.
    pub student: Student,
    /// What they get, in the order of the numbers.
    pub entries: Vec<Entry>,
    /// The mark of the class: 32 bytes in hexadecimal.
    pub mark: String,
}

/// Why a file is no pack.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NoPack {
    /// It is something else.
    #[error("it is no pack of tlslab")]
    Else,
    /// It is damaged.
    #[error("it is a pack, and damaged: {0}")]
    Damaged(String),
    /// A newer program made it.
    #[error("it is a pack of version {0}; this program reads version {VERSION}")]
    Newer(u32),
}

impl Pack {
    /// Draws `exercises` for `student` of the class with this key.
    ///
    /// # Errors
    /// An exercise is at fault.
    pub fn draw<'e>(
        key: &ClassKey,
        student: &Student,
        exercises: impl IntoIterator<Item = &'e Exercise>,
    ) -> Result<Self, Unfit> {
        let drawn = exercises.into_iter().map(|exercise| {
            let (mut entry, _): (Entry, Variant) = Entry::draw(key, student, exercise)
                .map_err(|why| Unfit::new(format!("{}: {why}", exercise.folder())))?;
            // It would open for whoever tries the few answers that only the teacher judges.
            let mut questions = exercise.questions.iter();
            if questions.any(|question| question.commits == Commits::Never) {
                entry.solved = None;
            }
            Ok(entry)
        });
        let mut pack = Self {
            student: student.clone(),
            entries: drawn.collect::<Result<_, Unfit>>()?,
            mark: String::new(),
        };
        pack.mark = pack.marked(key);
        Ok(pack)
    }

    /// Whether its mark is that of the class with this key.
    pub fn is_of(&self, key: &ClassKey) -> bool {
        self.mark == self.marked(key)
    }

    /// The mark a class with this key gives it.
    fn marked(&self, key: &ClassKey) -> String {
        let bare = Self {
            mark: String::new(),
            ..self.clone()
        };
        let key = hmac::Key::new(hmac::HMAC_SHA256, &key.derived(&["pack"]));
        hex::encode(hmac::sign(&key, &bare.write()).as_ref())
    }

    /// The file, the same bytes each time.
    pub fn write(&self) -> Vec<u8> {
        let written = Written {
            format: FORMAT.to_owned(),
            version: VERSION,
            made_by: concat!("tlslab ", env!("CARGO_PKG_VERSION")).to_owned(),
            class: self.student.class.clone(),
            student: (&self.student).into(),
            exercises: self
                .entries
                .iter()
                .map(|entry| self.written(entry))
                .collect(),
            mark: self.mark.clone(),
        };
        // Nothing in it fails to be JSON: keys are texts.
        let mut bytes = serde_json::to_vec(&written).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Reads a file.
    ///
    /// # Errors
    /// It is no pack, a damaged one, or one of a newer program.
    pub fn read(bytes: &[u8]) -> Result<Self, NoPack> {
        let head: Head = serde_json::from_slice(bytes).map_err(|_| NoPack::Else)?;
        if head.format != FORMAT {
            return Err(NoPack::Else);
        }
        if head.version > VERSION {
            return Err(NoPack::Newer(head.version));
        }
        let damaged = |why: &dyn ToString| NoPack::Damaged(why.to_string());
        let written: Written = serde_json::from_slice(bytes).map_err(|why| damaged(&why))?;
        let student = written.student.of(written.class);
        let entries = written
            .exercises
            .into_iter()
            .map(|one| {
                let number = one.number;
                read(one, &student).ok_or_else(|| damaged(&format!("exercise {number}")))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            student,
            entries,
            mark: written.mark,
        })
    }

    fn written(&self, entry: &Entry) -> Packed {
        let veiled = Veiled {
            secret: STANDARD.encode(&entry.secret),
        };
        let mut hidden = serde_json::to_vec(&veiled).unwrap_or_default();
        veil(&self.student, entry.number, &mut hidden);
        Packed {
            number: entry.number,
            version: entry.version,
            words: entry.words.said(),
            files: encoded(&entry.files),
            forms: entry
                .forms
                .iter()
                .map(|(key, form)| (key.clone(), shape(form)))
                .collect(),
            sealed: entry
                .sealed
                .iter()
                .map(|(key, sealed)| (key.clone(), Seals::of(sealed)))
                .collect(),
            together: entry.together.as_ref().map(Seals::of),
            solved: entry
                .solved
                .as_ref()
                .map(|locked| (hex::encode(locked.salt), STANDARD.encode(&locked.bytes))),
            veiled: STANDARD.encode(hidden),
        }
    }
}

fn read(one: Packed, student: &Student) -> Option<Entry> {
    let mut hidden = STANDARD.decode(&one.veiled).ok()?;
    veil(student, one.number, &mut hidden);
    let veiled: Veiled = serde_json::from_slice(&hidden).ok()?;
    let forms = one
        .forms
        .into_iter()
        .map(|(key, shape)| Some((key, form(shape)?)));
    let sealed = one
        .sealed
        .into_iter()
        .map(|(key, seals)| Some((key, seals.read()?)));
    Some(Entry {
        number: one.number,
        version: one.version,
        words: Words::heard(one.words),
        solved: match one.solved {
            Some((salt, bytes)) => Some(Locked {
                salt: hex::decode(salt).ok()?.try_into().ok()?,
                bytes: STANDARD.decode(bytes).ok()?,
            }),
            None => None,
        },
        files: decoded(one.files)?,
        forms: forms.collect::<Option<_>>()?,
        sealed: sealed.collect::<Option<_>>()?,
        together: match one.together {
            Some(seals) => Some(seals.read()?),
            None => None,
        },
        secret: STANDARD.decode(veiled.secret).ok()?,
    })
}

/// Puts a veil over bytes, or takes it off: a key stream that depends on what everybody can read.
fn veil(student: &Student, number: u8, bytes: &mut [u8]) {
    let words = format!("{}\n{}\n{number}", student.class, student.id);
    let mut start = [0; 32];
    start.copy_from_slice(digest(&SHA256, words.as_bytes()).as_ref());
    let stream = Chance::of(start).vec(bytes.len());
    bytes
        .iter_mut()
        .zip(stream)
        .for_each(|(byte, with)| *byte ^= with);
}

#[derive(Deserialize, Serialize)]
struct Written {
    format: String,
    version: u32,
    made_by: String,
    class: String,
    student: Named,
    exercises: Vec<Packed>,
    mark: String,
}

#[derive(Deserialize, Serialize)]
struct Packed {
    number: u8,
    version: u32,
    words: BTreeMap<String, Spoken>,
    files: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    forms: BTreeMap<String, Shape>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    sealed: BTreeMap<String, Seals>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    together: Option<Seals>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    solved: Option<(String, String)>,
    veiled: String,
}

#[derive(Deserialize, Serialize)]
struct Veiled {
    secret: String,
}

#[derive(Deserialize, Serialize)]
struct Seals {
    salt: String,
    right: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    slips: Vec<(String, String)>,
}

impl Seals {
    fn of(sealed: &Sealed) -> Self {
        let slips = sealed.slips.iter();
        Self {
            salt: hex::encode(sealed.salt),
            right: sealed.right.iter().map(hex::encode).collect(),
            slips: slips
                .map(|(hash, key)| (hex::encode(hash), key.clone()))
                .collect(),
        }
    }

    fn read(self) -> Option<Sealed> {
        let hash = |text: &str| -> Option<[u8; 32]> { hex::decode(text).ok()?.try_into().ok() };
        let slips = self.slips.into_iter();
        Some(Sealed {
            salt: hex::decode(self.salt).ok()?.try_into().ok()?,
            right: self
                .right
                .iter()
                .map(|text| hash(text))
                .collect::<Option<_>>()?,
            slips: slips
                .map(|(text, key)| Some((hash(&text)?, key)))
                .collect::<Option<_>>()?,
        })
    }
}

/// A form that was drawn.
#[derive(Deserialize, Serialize)]
struct Shape {
    form: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    choices: Vec<(String, Spoken)>,
    #[serde(default)]
    places: usize,
}

fn shape(form: &Form) -> Shape {
    let (name, choices, places): (_, &[Choice], _) = match form {
        Form::Words => ("words", &[], 0),
        Form::Hex => ("hex", &[], 0),
        Form::Number => ("number", &[], 0),
        Form::Choice(choices) => ("choice", choices, 0),
        Form::Some(choices) => ("some", choices, 0),
        Form::Order(choices) => ("order", choices, 0),
        Form::Each { choices, places } => ("each", choices, *places),
    };
    let choices = choices.iter();
    Shape {
        form: name.to_owned(),
        choices: choices
            .map(|one| (one.key.clone(), Spoken::from(&one.means)))
            .collect(),
        places,
    }
}

fn form(shape: Shape) -> Option<Form> {
    let choices = shape.choices.into_iter();
    let choices: Vec<Choice> = choices
        .map(|(key, means)| Choice {
            key,
            means: means.into(),
        })
        .collect();
    Some(match shape.form.as_str() {
        "words" => Form::Words,
        "hex" => Form::Hex,
        "number" => Form::Number,
        "choice" => Form::Choice(choices),
        "some" => Form::Some(choices),
        "order" => Form::Order(choices),
        "each" => Form::Each {
            choices,
            places: shape.places,
        },
        _ => return None,
    })
}
