//! What happens to a student, and how a line of the log says it: a kind, then `key=value` fields.
//!
//! Values are text with everything but visible ASCII, and `%` and `=`, written as `%xx`.

use std::collections::BTreeMap;
use std::fmt;

use crate::exercise::judge::Standing;
use crate::pki::authority::field::{escaped, plain};
use crate::pki::authority::log::Entry;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// An identity was made for somebody who studies alone.
    Began,
    /// A pack was taken: from here on, its exercises are the student's.
    Joined {
        /// The class.
        class: String,
        /// The student, as the roster calls them.
        student: String,
        /// The mark of the pack (its MAC, hexadecimal).
        pack: String,
    },
    /// A task folder was written.
    Started {
        /// Which exercise.
        number: u8,
        /// Its version.
        version: u32,
        /// The language of the task: `en` or `ko`.
        lang: String,
    },
    /// Something was handed in to be checked.
    Checked {
        /// Which exercise.
        number: u8,
        /// The answers as they were typed, by question.
        answers: BTreeMap<String, String>,
        /// SHA-256 of the files, hexadecimal, by name.
        files: BTreeMap<String, String>,
        /// How the exercise stood, as far as the student's own machine can say.
        standing: Standing,
        /// Known mistakes, each as `item/mistake`.
        slips: Vec<String>,
    },
    /// A hint was given.
    Hinted {
        /// Which exercise.
        number: u8,
        /// Which hint, from 1.
        level: u8,
    },
    /// The task folder was written anew; what was in it was put aside.
    Reset {
        /// Which exercise.
        number: u8,
        /// Whether its data are those it was begun with.
        data: Data,
    },
    /// A submission was written.
    Submitted {
        /// SHA-256 of what was in it, hexadecimal.
        sha256: String,
    },
}

/// Whether data are those an exercise was begun with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// They are.
    Same,
    /// They are others, of another version or another pack: what was answered before is no answer now.
    Other,
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Began => f.write_str("began"),
            Self::Joined {
                class,
                student,
                pack,
            } => write!(
                f,
                "joined class={} student={} pack={}",
                escaped(class),
                escaped(student),
                escaped(pack)
            ),
            Self::Started {
                number,
                version,
                lang,
            } => write!(
                f,
                "started n={number} version={version} lang={}",
                escaped(lang)
            ),
            Self::Checked {
                number,
                answers,
                files,
                standing,
                slips,
            } => {
                let standing = match standing {
                    Standing::Open => "open",
                    Standing::Handed => "handed",
                    Standing::Solved => "solved",
                };
                write!(f, "checked n={number} standing={standing}")?;
                for (key, answer) in answers {
                    write!(f, " answer.{}={}", escaped(key), escaped(answer))?;
                }
                for (name, hash) in files {
                    write!(f, " file.{}={}", escaped(name), escaped(hash))?;
                }
                slips
                    .iter()
                    .try_for_each(|slip| write!(f, " slip={}", escaped(slip)))
            }
            Self::Hinted { number, level } => write!(f, "hinted n={number} level={level}"),
            Self::Reset { number, data } => match data {
                Data::Same => write!(f, "reset n={number}"),
                Data::Other => write!(f, "reset n={number} data=other"),
            },
            Self::Submitted { sha256 } => write!(f, "submitted sha256={}", escaped(sha256)),
        }
    }
}

impl Entry for Event {
    fn read(text: &str) -> Option<Self> {
        Self::read(text)
    }
}

impl Event {
    /// Reads what [`fmt::Display`] wrote.
    pub fn read(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let kind = words.next()?;
        let fields: Vec<(&str, String)> = words
            .map(|word| {
                let (key, value) = word.split_once('=')?;
                Some((key, plain(value)?))
            })
            .collect::<Option<_>>()?;
        let raw = |key: &str| fields.iter().find(|(name, _)| *name == key);
        let text = |key: &str| raw(key).map(|(_, value)| value.clone());
        let number = || text("n")?.parse().ok();
        let all = |prefix: &str| -> Option<BTreeMap<String, String>> {
            let these = fields.iter().filter_map(|(name, value)| {
                let name = name.strip_prefix(prefix)?;
                Some(plain(name).map(|name| (name, value.clone())))
            });
            these.collect()
        };
        Some(match kind {
            "began" => Self::Began,
            "joined" => Self::Joined {
                class: text("class")?,
                student: text("student")?,
                pack: text("pack")?,
            },
            "started" => Self::Started {
                number: number()?,
                version: text("version")?.parse().ok()?,
                lang: text("lang")?,
            },
            "checked" => Self::Checked {
                number: number()?,
                answers: all("answer.")?,
                files: all("file.")?,
                standing: match text("standing")?.as_str() {
                    "open" => Standing::Open,
                    "handed" => Standing::Handed,
                    "solved" => Standing::Solved,
                    _ => return None,
                },
                slips: fields
                    .iter()
                    .filter(|(name, _)| *name == "slip")
                    .map(|(_, slip)| slip.clone())
                    .collect(),
            },
            "hinted" => Self::Hinted {
                number: number()?,
                level: text("level")?.parse().ok()?,
            },
            "reset" => Self::Reset {
                number: number()?,
                data: match text("data").as_deref() {
                    None => Data::Same,
                    Some("other") => Data::Other,
                    Some(_) => return None,
                },
            },
            "submitted" => Self::Submitted {
                sha256: text("sha256")?,
            },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let check = |event: Event| {
            let text = event.to_string();
            assert!(text.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
            assert_eq!(Event::read(&text), Some(event), "{text}");
        };
        check(Event::Began);
        check(Event::Joined {
            class: "3반".to_owned(),
            student: "김 민수=1".to_owned(),
            pack: "00ff".to_owned(),
        });
        check(Event::Started {
            number: 36,
            version: 2,
            lang: "ko".to_owned(),
        });
        check(Event::Checked {
            number: 1,
            answers: BTreeMap::from([("word".to_owned(), "a b\n=%".to_owned())]),
            files: BTreeMap::from([("root 1.pem".to_owned(), "ab".to_owned())]),
            standing: Standing::Open,
            slips: vec!["word/backwards".to_owned(), "x/y".to_owned()],
        });
        check(Event::Hinted {
            number: 2,
            level: 3,
        });
        for data in [Data::Same, Data::Other] {
            check(Event::Reset { number: 2, data });
        }
        check(Event::Submitted {
            sha256: "00".to_owned(),
        });
        assert_eq!(Event::read("checked n=1"), None);
        assert_eq!(Event::read("nonsense"), None);
    }
}
