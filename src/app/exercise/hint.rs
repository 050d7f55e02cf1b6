//! `tlslab exercise hint`: one more of three hints, and it is taken down.

use std::io::{self, Write};

use anyhow::Result;
use clap::Args;

use crate::app::everywhere::ListForm;
use crate::app::exercise::page;
use crate::app::exercise::place::Place;
use crate::app::exercise::said;
use crate::app::exercise::set::{named, open};
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::exercise::desk;
use crate::exercise::student::event::Event;
use crate::exercise::student::source;
use crate::exercise::task::Exercise;
use crate::text;
use crate::view::json;
use crate::view::layout::{Ink, Row, Span};
use crate::view::look::Look;
use crate::view::sheet::{Datum, Sheet};

/// Get a hint: three of them, each saying more
///
/// Hints are counted, and a teacher sees how many were taken. After the third, all of them are shown again.
#[derive(Args, Debug)]
pub(super) struct Hint {
    /// Which exercise, by number or name
    #[arg(value_name = "NUMBER")]
    exercise: String,
    #[command(flatten)]
    place: Place,
}

/// Hints that are shown.
pub(super) struct Given {
    number: u8,
    /// Each with its level.
    hints: Vec<(usize, Text)>,
    all: usize,
    command: String,
}

impl Hint {
    /// Gives it.
    ///
    /// # Errors
    /// If the exercise was not begun; those of the home and of the output.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let form = ui.list_form()?;
        let set = open(None)?;
        let exercise = named(&set, &self.exercise)?;
        let given = give(exercise, &self.place, ui)?;
        ui.write(&mut |out| match form {
            ListForm::Plain => told(&given, ui.look(), out),
            ListForm::Json => json::sheet::write("exercise-hint", &data(&given), out),
        })?;
        Ok(Answer::Good)
    }
}

/// Gives the next hint; after the last, all of them.
///
/// # Errors
/// If the exercise was not begun; those of the home.
pub(super) fn give(exercise: &Exercise, place: &Place, ui: &Ui) -> Result<Given> {
    let number = exercise.number;
    let mut held = place.enter(number, ui)?;
    let refusal = |fault| place.refusal(&fault);
    let drawn = source::begun(&mut held, exercise, Place::now()).map_err(refusal)?;
    let had = held
        .home
        .record
        .tasks
        .get(&number)
        .map_or(0, |task| task.hints);
    let mut hints: Vec<(usize, Text)> = exercise
        .hints
        .iter()
        .enumerate()
        .map(|(n, hint)| (n + 1, drawn.entry.fill(hint)))
        .collect();
    let all = hints.len();
    if usize::from(had) < all {
        hints = hints.into_iter().skip(had.into()).take(1).collect();
        let level = had.saturating_add(1);
        let event = Event::Hinted { number, level };
        held.record(Place::now(), event).map_err(refusal)?;
    }
    Ok(Given {
        number,
        hints,
        all,
        command: format!("{}{}", desk::command(exercise), place.flag()),
    })
}

fn left(given: &Given) -> Text {
    let last = given.hints.last().map_or(0, |(level, _)| *level);
    match given.all.saturating_sub(last) {
        0 if given.hints.len() > 1 => {
            Text::new("These are all the hints.", "힌트는 이것이 전부이다.")
        }
        0 => Text::new("That was the last hint.", "마지막 힌트이다."),
        1 => Text::new(
            "One more hint is left; it says nearly everything.",
            "힌트가 하나 남았다. 거의 다 알려 주는 힌트이다.",
        ),
        n => text!(en: "{n} more hints are left.", ko: "힌트가 {n}개 남았다."),
    }
}

fn data(given: &Given) -> Sheet {
    let all = given.hints.iter().map(|(level, hint)| {
        Sheet::new(Text::EMPTY)
            .also("level", Datum::Number(*level as u64))
            .also("hint", Datum::Words(hint.clone()))
    });
    let last = given.hints.last().map_or(0, |(level, _)| *level);
    Sheet::new(Text::EMPTY)
        .also("number", Datum::Number(given.number.into()))
        .also("hints", Datum::Sheets(all.collect()))
        .also("left", Datum::Number(given.all.saturating_sub(last) as u64))
}

/// Writes the hints.
///
/// # Errors
/// Those of `out`.
pub(super) fn told(given: &Given, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let (number, all) = (given.number, given.all);
    for (level, hint) in &given.hints {
        let title = text!(
            en: "Exercise {number}, hint {level} of {all}",
            ko: "연습 문제 {number}, 힌트 {all}개 가운데 {level}번째",
        );
        Row(vec![Span::new(look.say(&title), Ink::Strong)]).write(look, out)?;
        for row in page::rows(look.say(hint), look) {
            row.write(look, out)?;
        }
    }
    let left = left(given);
    Row(vec![Span::new(look.say(&left), Ink::Faint)]).write(look, out)?;
    said::next(std::slice::from_ref(&given.command), look, out)
}
