//! The ruling on what was handed in: item by item, with the mistake where it is known.

use std::collections::BTreeMap;

use crate::base::text::Text;
use crate::exercise::entry::{Entry, joined};
use crate::exercise::handed::Handed;
use crate::exercise::kinds;
use crate::exercise::property;
use crate::exercise::property::test::{Case, Found, With};
use crate::exercise::seal::Opened;
use crate::exercise::task::{Commits, Exercise, Property, Question};
use crate::exercise::variant::Variant;
use crate::text;

/// What was ruled on one thing that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The key of the question or property; `work` for what an oracle was asked.
    pub key: String,
    /// What is asked for, in one line.
    pub asks: Text,
    /// What kind of thing is expected.
    pub expected: Text,
    /// How what was handed in was read.
    pub given: Option<Text>,
    /// The same in the one way it is written, where it is an answer.
    pub plain: Option<String>,
    /// The ruling.
    pub ruling: Ruling,
}

/// A ruling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// It is right.
    Right,
    /// It is what a known mistake leads to.
    Slip {
        /// The mistake.
        key: String,
        /// What is said of it.
        says: Text,
    },
    /// It is wrong.
    Wrong,
    /// It is wrong, or another of those that are committed with it is.
    OneOfThese,
    /// Nothing was handed in.
    Blank,
    /// It is not what it should be. Why.
    Unreadable(Text),
    /// It was taken down; only the teacher can say, for there are few possible answers.
    Kept,
}

/// The ruling on all of an exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Item by item: questions, properties, work.
    pub items: Vec<Item>,
}

/// How an exercise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Something is missing or wrong.
    Open,
    /// All that can be said here is right; the rest only the teacher can say.
    Handed,
    /// Everything is right.
    Solved,
}

impl Judgement {
    /// How the exercise stands.
    pub fn standing(&self) -> Standing {
        let standings = self.items.iter().map(|item| match item.ruling {
            Ruling::Right => Standing::Solved,
            Ruling::Kept => Standing::Handed,
            Ruling::Slip { .. }
            | Ruling::Wrong
            | Ruling::OneOfThese
            | Ruling::Blank
            | Ruling::Unreadable(_) => Standing::Open,
        });
        standings.min().unwrap_or(Standing::Open)
    }

    /// The keys of the known mistakes that were made, each as `item/mistake`.
    pub fn slips(&self) -> Vec<String> {
        let slips = self.items.iter().filter_map(|item| match &item.ruling {
            Ruling::Slip { key, .. } => Some(format!("{}/{key}", item.key)),
            Ruling::Right
            | Ruling::Wrong
            | Ruling::OneOfThese
            | Ruling::Blank
            | Ruling::Unreadable(_)
            | Ruling::Kept => None,
        });
        slips.collect()
    }
}

/// Rules on what was `handed` in for `exercise`, beside the `truth` where it is known, else beside what the student has.
pub fn judge(
    exercise: &Exercise,
    entry: &Entry,
    truth: Option<&Variant>,
    handed: &Handed,
) -> Judgement {
    let mut items: Vec<Item> = exercise
        .questions
        .iter()
        .map(|question| asked(exercise, entry, truth, handed, question))
        .collect();
    if truth.is_none() {
        settle_together(exercise, entry, &mut items);
    }
    point_back(exercise, &mut items);
    let properties = exercise.properties.iter();
    items.extend(properties.map(|property| held(exercise, entry, handed, property)));
    items.extend(worked(exercise, entry, handed));
    Judgement { items }
}

fn asked(
    exercise: &Exercise,
    entry: &Entry,
    truth: Option<&Variant>,
    handed: &Handed,
    question: &Question,
) -> Item {
    let key = &question.key;
    let form = entry.form(question);
    let mut item = Item {
        key: key.clone(),
        asks: entry.fill(&question.asks),
        expected: form.map_or(Text::EMPTY, crate::exercise::form::Form::says),
        given: None,
        plain: None,
        ruling: Ruling::Blank,
    };
    let typed = handed
        .answers
        .get(key)
        .filter(|typed| !typed.trim().is_empty());
    let (Some(typed), Some(form)) = (typed, form) else {
        return item;
    };
    let read = match form.read(typed) {
        Ok(read) => read,
        Err(why) => {
            item.given = Some(Text::same(typed.clone()));
            item.ruling = Ruling::Unreadable(why);
            return item;
        }
    };
    item.given = Some(read.says);
    item.ruling = match truth {
        Some(variant) => {
            let right = variant.answers.get(key);
            let mut slips = variant.slips.iter();
            let slip = slips.find(|slip| slip.question == *key && slip.answer == read.plain);
            match (right.is_some_and(|right| right.contains(&read.plain)), slip) {
                (true, _) => Ruling::Right,
                (false, Some(slip)) => known(exercise, entry, key, &slip.key),
                (false, None) => Ruling::Wrong,
            }
        }
        None => match (question.commits, entry.sealed.get(key)) {
            (Commits::Alone, Some(sealed)) => match sealed.open(&read.plain) {
                Opened::Right => Ruling::Right,
                Opened::Slip(slip) => known(exercise, entry, key, &slip),
                Opened::Other => Ruling::Wrong,
            },
            (Commits::Alone, None) | (Commits::Together | Commits::Never, _) => Ruling::Kept,
        },
    };
    item.plain = Some(read.plain);
    item
}

/// What are committed together is ruled on once all of them are given.
fn settle_together(exercise: &Exercise, entry: &Entry, items: &mut [Item]) {
    let Some(sealed) = &entry.together else {
        return;
    };
    let of_these = |question: &&Question| question.commits == Commits::Together;
    let keys: Vec<&str> = exercise
        .questions
        .iter()
        .filter(of_these)
        .map(|question| question.key.as_str())
        .collect();
    let these = items
        .iter()
        .filter(|item| keys.contains(&item.key.as_str()));
    let plain: Option<Vec<String>> = these.map(|item| item.plain.clone()).collect();
    let Some(plain) = plain else {
        return;
    };
    let ruling = match sealed.open(&joined(&plain)) {
        Opened::Right => Ruling::Right,
        Opened::Slip(_) | Opened::Other => Ruling::OneOfThese,
    };
    for item in items
        .iter_mut()
        .filter(|item| keys.contains(&item.key.as_str()))
    {
        item.ruling = ruling.clone();
    }
}

/// Says of an answer that is wrong which of those before it is the first to be mended: what is computed from a wrong one is wrong.
fn point_back(exercise: &Exercise, items: &mut [Item]) {
    let mut first_wrong: BTreeMap<&str, String> = BTreeMap::new();
    for (question, item) in exercise.questions.iter().zip(items) {
        let from = question.made_from.as_deref();
        let before = from.and_then(|from| first_wrong.get(from).cloned());
        if let (Ruling::Wrong, Some(before)) = (&item.ruling, &before) {
            item.ruling = Ruling::Slip {
                key: "earlier".to_owned(),
                says: text!(
                    en: "first get `{before}` right: this is computed from it",
                    ko: "먼저 맞게 할 것: `{before}`. 이 값은 거기서 계산된다",
                ),
            };
        }
        let settled = matches!(item.ruling, Ruling::Right | Ruling::Kept);
        if let Some(wrong) = before.or_else(|| (!settled).then(|| question.key.clone())) {
            first_wrong.insert(&question.key, wrong);
        }
    }
}

fn known(exercise: &Exercise, entry: &Entry, of: &str, key: &str) -> Ruling {
    match exercise.slip(of, key, &entry.words) {
        Some(says) => Ruling::Slip {
            key: key.to_owned(),
            says,
        },
        None => Ruling::Wrong,
    }
}

fn held(exercise: &Exercise, entry: &Entry, handed: &Handed, property: &Property) -> Item {
    let name = entry
        .words
        .filled(&property.file, crate::base::text::Lang::En);
    let mut item = Item {
        key: property.key.clone(),
        asks: entry.fill(&property.asks),
        expected: text!(en: "the file {name}", ko: "파일 {name}"),
        given: None,
        plain: None,
        ruling: Ruling::Blank,
    };
    let (Some(file), Some(test)) = (
        handed.files.get(&name),
        property::list::named(&property.test),
    ) else {
        return item;
    };
    let with = With::new(&property.with, &entry.words);
    let found = (test.look)(&Case {
        name: &name,
        file,
        handed: &handed.files,
        given: &entry.files,
        with: &with,
    });
    (item.given, item.ruling) = match found {
        Found::Holds(seen) => (Some(seen), Ruling::Right),
        Found::Slip(key, seen) => (Some(seen), known(exercise, entry, &property.key, key)),
        Found::Not(seen) => (Some(seen), Ruling::Wrong),
        Found::Unreadable(why) => (None, Ruling::Unreadable(why)),
    };
    item
}

fn worked(exercise: &Exercise, entry: &Entry, handed: &Handed) -> Option<Item> {
    let work = exercise.work.as_ref()?;
    let oracle = kinds::list::named(&exercise.kind)?.oracle.as_ref()?;
    let n = handed.asked.len();
    let mut item = Item {
        key: "work".to_owned(),
        asks: entry.fill(&work.asks),
        expected: Text::new("questions to the oracle", "오라클에게 한 질문"),
        given: None,
        plain: None,
        ruling: Ruling::Blank,
    };
    if n == 0 {
        return Some(item);
    }
    item.given = Some(text!(en: "{n} questions", ko: "질문 {n}개"));
    let honest = |exchange: &crate::exercise::handed::Exchange| {
        (oracle.reply)(&entry.secret, &exchange.question) == exchange.reply
    };
    item.ruling = if !handed.asked.iter().all(honest) {
        Ruling::Slip {
            key: "altered".to_owned(),
            says: Text::new(
                "the record of questions was altered: the oracle says something else to one of them",
                "질문 기록이 고쳐졌다. 오라클의 대답이 기록과 다른 질문이 있다",
            ),
        }
    } else {
        match (oracle.enough)(&entry.secret, &handed.asked) {
            Ok(()) => Ruling::Right,
            Err(key) => known(exercise, entry, "work", key),
        }
    };
    Some(item)
}
