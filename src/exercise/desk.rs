//! The task folder a student works in: the task and what is asked, in one language, and the files given.

use std::collections::BTreeMap;

use crate::base::text::{Lang, Text};
use crate::exercise::entry::Entry;
use crate::exercise::task::{Commits, Exercise};
use crate::text;

/// The name of the page with the task.
pub const TASK: &str = "TASK.md";

/// The files of the folder, by name.
pub fn files(exercise: &Exercise, entry: &Entry, lang: Lang) -> BTreeMap<String, Vec<u8>> {
    let mut files = entry.files.clone();
    files.insert(TASK.to_owned(), task(exercise, entry, lang).into_bytes());
    files
}

/// The page with the task: what to do, what is asked, how to have it checked.
pub fn task(exercise: &Exercise, entry: &Entry, lang: Lang) -> String {
    let say = |text: &Text| entry.fill(text).say(lang).trim().to_owned();
    let number = exercise.number;
    let mut page = format!(
        "# {number}. {}\n\n{}\n",
        say(&exercise.title),
        say(&exercise.task)
    );
    let heading = |en, ko| Text::new(en, ko).say(lang).to_owned();
    if !exercise.questions.is_empty() {
        page += &format!("\n## {}\n\n", heading("What is asked", "물음"));
        for question in &exercise.questions {
            let form = entry.form(question).map(|form| form.says());
            let form = form.map_or(String::new(), |form| form.say(lang).to_owned());
            page += &format!("- `{}`: {}\n  ({form})", question.key, say(&question.asks));
            if question.commits == Commits::Never {
                let few = Text::new(
                    "in a class, only your teacher sees whether this one is right",
                    "수업에서는 이 답이 맞는지 선생님만 본다",
                );
                page += &format!(" — {}", few.say(lang));
            }
            page.push('\n');
            let choices = entry.form(question).map_or(&[][..], |form| form.choices());
            for choice in choices.iter().filter(|choice| !choice.means.is_empty()) {
                page += &format!("  - `{}`: {}\n", choice.key, say(&choice.means));
            }
        }
    }
    if !exercise.properties.is_empty() {
        page += &format!("\n## {}\n\n", heading("What is checked", "확인하는 것"));
        for property in &exercise.properties {
            page += &format!("- `{}`: {}\n", property.file, say(&property.asks));
        }
    }
    if let Some(work) = &exercise.work {
        page += &format!("\n- {}\n", say(&work.asks));
    }
    let example: Vec<String> = exercise
        .questions
        .iter()
        .map(|question| format!("{}=…", question.key))
        .collect();
    let command = format!("tlslab exercise check {number} {}", example.join(" "));
    let how = text!(
        en: "Have it checked as often as you like:",
        ko: "몇 번이든 확인할 수 있다:",
    );
    page += &format!("\n{}\n\n    {}\n", how.say(lang), command.trim());
    page
}
