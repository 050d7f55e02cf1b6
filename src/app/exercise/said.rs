//! What several of a student's commands say alike.

use std::io::{self, Write};

use anyhow::Result;

use crate::app::everywhere::ListForm;
use crate::app::ui::Ui;
use crate::base::text::{Text, plural};
use crate::exercise::student::home::Home;
use crate::exercise::student::record::{Record, State, Who};
use crate::exercise::task::Exercise;
use crate::text;
use crate::view::json;
use crate::view::layout::{Row, Span, width};
use crate::view::look::Look;
use crate::view::sheet::{self, Datum, Sheet};

/// Writes `sheet` in the form asked for; in JSON it is `tlslab-NAME`.
///
/// # Errors
/// Those of the output.
pub(super) fn show(name: &str, sheet: &Sheet, form: ListForm, ui: &Ui) -> Result<()> {
    ui.write(&mut |out| match form {
        ListForm::Plain => sheet::write(sheet, ui.look(), out),
        ListForm::Json => json::sheet::write(name, sheet, out),
    })
}

/// How an exercise stands, in a word.
pub(super) fn state(state: State) -> Text {
    match state {
        State::New => Text::new("new", "새 문제"),
        State::Begun => Text::new("begun", "푸는 중"),
        State::Handed => Text::new("handed in", "제출할 수 있음"),
        State::Solved => Text::new("solved", "풀었음"),
    }
}

/// The same for programs.
pub(super) fn state_key(state: State) -> &'static str {
    match state {
        State::New => "new",
        State::Begun => "begun",
        State::Handed => "handed",
        State::Solved => "solved",
    }
}

/// How an exercise stands, with tries and hints.
pub(super) fn standing(record: &Record, number: u8) -> Text {
    let (state, effort) = (state(record.state(number)), effort(record, number));
    Text::join(
        [&state, &effort]
            .into_iter()
            .filter(|part| !part.is_empty()),
        ", ",
    )
}

/// Tries and hints, where there are any.
pub(super) fn effort(record: &Record, number: u8) -> Text {
    let mut parts = Vec::new();
    if let Some(task) = record.tasks.get(&number) {
        let (tries, hints) = (task.tries, task.hints);
        match tries {
            0 => {}
            1 => parts.push(Text::new("1 try", "1번 확인")),
            _ => parts.push(text!(en: "{tries} tries", ko: "{tries}번 확인")),
        }
        let s = plural(hints);
        if hints > 0 {
            parts.push(text!(en: "{hints} hint{s}", ko: "힌트 {hints}개"));
        }
    }
    Text::join(&parts, ", ")
}

/// Whose home it is.
pub(super) fn who(home: &Home) -> Text {
    match &home.record.who {
        None => Text::new("Nobody has begun here yet", "아직 아무도 시작하지 않았다"),
        Some(Who::Alone) => Text::new(
            "Studying alone: you are your own teacher",
            "혼자 공부하는 중. 내가 나의 선생님이다",
        ),
        Some(Who::Of { class, student, .. }) => {
            text!(en: "Student {student} in the class {class}", ko: "수업 {class}, 학생 {student}")
        }
    }
}

/// An exercise by number and title.
pub(super) fn titled(exercise: &Exercise) -> Text {
    let number = exercise.number;
    let (en, ko) = (&exercise.title.en, &exercise.title.ko);
    text!(en: "{number} {en}", ko: "{number} {ko}")
}

/// Numbers as data.
pub(super) fn numbers(numbers: &[u8]) -> Datum {
    Datum::List(numbers.iter().map(u8::to_string).collect())
}

/// Commands to try next; never cut, for they are there to be copied.
///
/// # Errors
/// Those of `out`.
pub(super) fn next(commands: &[String], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let head = look.word("Next:  ", "다음:  ");
    Row::default().write(look, out)?;
    for (n, command) in commands.iter().enumerate() {
        let head = match n {
            0 => Span::plain(head),
            _ => Span::blank(width(head)),
        };
        Row(vec![head, Span::plain(command)]).write(look, out)?;
    }
    Ok(())
}
