//! The task folder a student works in: the task and what is asked, in one language, and the files given; which files are looked at.

use std::collections::BTreeMap;

use crate::base::text::{Lang, Text};
use crate::exercise::entry::Entry;
use crate::exercise::task::{Commits, Exercise};
use crate::text;

/// The name of the page with the task.
pub const TASK: &str = "TASK.md";

/// A file in the task folder that may be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its name.
    pub name: String,
    /// Whether it surely is a name of a file, or only looks like one.
    pub surely: bool,
}

/// The files of the folder, by name.
pub fn files(exercise: &Exercise, entry: &Entry, lang: Lang) -> BTreeMap<String, Vec<u8>> {
    let mut files = entry.files.clone();
    files.insert(TASK.to_owned(), task(exercise, entry, lang).into_bytes());
    files
}

/// The files the properties of `exercise` look at: the one each is about, and whatever else it may name.
pub fn wanted(exercise: &Exercise, entry: &Entry) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut add = |name: String, surely: bool| {
        let inside =
            !name.starts_with('/') && !name.split('/').any(|part| part == ".." || part.is_empty());
        if inside && name != TASK && wanted.iter().all(|one| one.name != name) {
            wanted.push(Wanted { name, surely });
        }
    };
    for property in &exercise.properties {
        add(entry.words.filled(&property.file, Lang::En), true);
    }
    for property in &exercise.properties {
        for (_, value) in &property.with {
            for text in texts(value) {
                let filled = entry.words.filled(text, Lang::En);
                for name in filled.split([' ', ',', '\n']) {
                    add(name.to_owned(), false);
                }
            }
        }
    }
    wanted
}

fn texts(value: &toml::Value) -> Vec<&str> {
    match value {
        toml::Value::String(text) => vec![text],
        toml::Value::Array(list) => list.iter().flat_map(texts).collect(),
        toml::Value::Table(table) => table.iter().flat_map(|(_, value)| texts(value)).collect(),
        toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Datetime(_) => Vec::new(),
    }
}

/// The page with the task: what to do, what is asked, how to have it checked.
pub fn task(exercise: &Exercise, entry: &Entry, lang: Lang) -> String {
    let say = |text: &Text| entry.fill(text).say(lang).trim().to_owned();
    let word = |en, ko| match lang {
        Lang::En => en,
        Lang::Ko => ko,
    };
    let number = exercise.number;
    let mut page = format!(
        "# {number}. {}\n\n{}\n",
        say(&exercise.title),
        say(&exercise.task)
    );
    if !exercise.questions.is_empty() {
        page += &format!("\n## {}\n\n", word("What is asked", "물음"));
        for question in &exercise.questions {
            let form = entry.form(question).map(crate::exercise::form::Form::says);
            let form = form.unwrap_or(Text::EMPTY);
            page += &format!("- `{}`: {}", question.key, say(&question.asks));
            page += &format!("\n  ({}", form.say(lang));
            if question.commits == Commits::Never {
                page += word(
                    "; in a class, only your teacher sees whether this is right",
                    ". 수업에서는 이 답이 맞는지 선생님만 본다",
                );
            }
            page += ")\n";
            let choices = entry.form(question).map_or(&[][..], |form| form.choices());
            for choice in choices.iter().filter(|choice| !choice.means.is_empty()) {
                page += &format!("  - `{}`: {}\n", choice.key, say(&choice.means));
            }
        }
    }
    if !exercise.properties.is_empty() {
        page += &format!(
            "\n## {}\n\n",
            word(
                "What is looked at in this folder",
                "이 폴더에서 확인하는 것"
            )
        );
        for property in &exercise.properties {
            let file = entry.words.filled(&property.file, lang);
            page += &format!("- `{file}`: {}\n", say(&property.asks));
        }
    }
    if let Some(work) = &exercise.work {
        page += &format!(
            "\n## {}\n\n",
            word("What you ask the oracle", "오라클에게 묻는 것")
        );
        page += &format!("- {}\n\n", say(&work.asks));
        let how = text!(
            en: "Ask it with bytes in hexadecimal, or with `text:` and words; `-` takes one question a line from a program:\n\n    tlslab exercise ask {number} 00ff\n    tlslab exercise ask {number} text:hello\n    python3 questions.py | tlslab exercise ask {number} -\n",
            ko: "16진수 바이트나 `text:` 뒤의 글로 묻는다. `-` 를 주면 프로그램이 쓴 질문을 한 줄에 하나씩 받는다:\n\n    tlslab exercise ask {number} 00ff\n    tlslab exercise ask {number} text:hello\n    python3 questions.py | tlslab exercise ask {number} -\n",
        );
        page += how.say(lang);
    }
    let how = text!(
        en: "Have it checked as often as you like, all at once or question by question; `tlslab exercise hint {number}` helps if you are stuck. Like this:",
        ko: "몇 번이든, 한꺼번에 또는 물음 하나씩 확인할 수 있다. 막히면 `tlslab exercise hint {number}` 명령을 쓴다. 확인은 이렇게 한다:",
    );
    page += &format!("\n{}\n\n    {}\n", how.say(lang), command(exercise));
    page
}

/// The command that has `exercise` checked.
pub fn command(exercise: &Exercise) -> String {
    let number = exercise.number;
    let answers: Vec<String> = match exercise.questions.as_slice() {
        [_] => vec!["…".to_owned()],
        many => many.iter().map(|one| format!("{}=…", one.key)).collect(),
    };
    let command = format!("tlslab exercise check {number} {}", answers.join(" "));
    command.trim_end().to_owned()
}
