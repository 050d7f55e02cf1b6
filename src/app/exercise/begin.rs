//! `tlslab exercise start` and `reset`: a task folder is written.

use std::io::{self, Write};
use std::path::PathBuf;

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
use crate::exercise::student::task::{self, Begun, How};
use crate::exercise::task::Exercise;
use crate::pki::stores::system::quoted;
use crate::text;
use crate::view::json;
use crate::view::layout::{Ink, Row, Span, wrap};
use crate::view::look::Look;
use crate::view::sheet::{Datum, Sheet};

/// Begin an exercise: write its folder, with the task and your own files, and show the task
///
/// A folder that is there is not written over: what is missing in it comes back, what you changed stays.
#[derive(Args, Debug)]
pub(super) struct Start {
    /// Which, by number or name
    #[arg(value_name = "NUMBER")]
    exercise: String,
    #[command(flatten)]
    place: Place,
}

/// Begin an exercise anew: put its folder aside, removing nothing, and write it again
///
/// Answers you gave and questions you asked an oracle still count. Files that were handed in lie in the folder put aside: copy back
/// what should be handed in.
#[derive(Args, Debug)]
pub(super) struct Reset {
    /// Which, by number or name
    #[arg(value_name = "NUMBER")]
    exercise: String,
    #[command(flatten)]
    place: Place,
}

impl Start {
    /// Begins it.
    ///
    /// # Errors
    /// If there is no such exercise; those of the home.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let form = ui.list_form()?;
        let set = open(None)?;
        let exercise = named(&set, &self.exercise)?;
        let begun = begin(exercise, &self.place, ui)?;
        show("exercise-start", exercise, &begun, (&self.place, form), ui)?;
        Ok(Answer::Good)
    }
}

impl Reset {
    /// Begins it anew.
    ///
    /// # Errors
    /// If it was not begun; those of the home.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let form = ui.list_form()?;
        let set = open(None)?;
        let exercise = named(&set, &self.exercise)?;
        let mut held = self.place.enter(exercise.number, ui)?;
        let begun = task::reset(&mut held, exercise, ui.lang(), Place::now())
            .map_err(|fault| self.place.refusal(&fault))?;
        show("exercise-reset", exercise, &begun, (&self.place, form), ui)?;
        Ok(Answer::Good)
    }
}

/// Begins `exercise` in the language of `ui`.
///
/// # Errors
/// Those of the home.
pub(super) fn begin(exercise: &Exercise, place: &Place, ui: &Ui) -> Result<Begun> {
    let mut held = place.found(ui)?;
    task::start(&mut held, exercise, ui.lang(), Place::now()).map_err(|fault| place.refusal(&fault))
}

fn show(
    name: &str,
    exercise: &Exercise,
    begun: &Begun,
    (place, form): (&Place, ListForm),
    ui: &Ui,
) -> Result<()> {
    ui.write(&mut |out| match form {
        ListForm::Plain => told(exercise, begun, place, ui.look(), out),
        ListForm::Json => json::sheet::write(name, &data(exercise, begun, ui.look()), out),
    })
}

fn data(exercise: &Exercise, begun: &Begun, look: &Look) -> Sheet {
    let entry = &begun.drawn.entry;
    let paths = |paths: &[PathBuf]| {
        Datum::List(
            paths
                .iter()
                .map(|path| path.display().to_string())
                .collect(),
        )
    };
    let (missing, changed) = match &begun.how {
        How::Written => (Vec::new(), Vec::new()),
        How::There(mended) => (mended.missing.clone(), mended.changed.clone()),
    };
    Sheet::new(Text::EMPTY)
        .also("number", Datum::Number(exercise.number.into()))
        .also("title", Datum::Words(entry.fill(&exercise.title)))
        .also("minutes", Datum::Number(exercise.minutes.into()))
        .also("folder", Datum::word(begun.folder.display().to_string()))
        .also("written", Datum::Flag(begun.how == How::Written))
        .also("files", Datum::List(entry.files.keys().cloned().collect()))
        .also("written_again", Datum::List(missing))
        .also("changed", Datum::List(changed))
        .also("put_aside", paths(&begun.aside))
        .also("task", Datum::word(desk::task(exercise, entry, look.lang)))
}

/// Writes the task, where it is, and what to type next.
///
/// # Errors
/// Those of `out`.
pub(super) fn told(
    exercise: &Exercise,
    begun: &Begun,
    place: &Place,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let entry = &begun.drawn.entry;
    for row in page::rows(&desk::task(exercise, entry, look.lang), look) {
        row.write(look, out)?;
    }
    Row::default().write(look, out)?;
    for (ink, note) in notes(begun) {
        for row in wrap(&[Span::new(look.say(&note), ink)], look.columns(), 0, 2) {
            row.write(look, out)?;
        }
    }
    let (number, flag) = (exercise.number, place.flag());
    let folder = quoted(&begun.folder.display().to_string());
    let next = [
        format!("cd {folder}"),
        format!("{}{flag}", desk::command(exercise)),
        format!("tlslab exercise hint {number}{flag}"),
    ];
    said::next(&next, look, out)
}

fn notes(begun: &Begun) -> Vec<(Ink, Text)> {
    let folder = begun.folder.display();
    let mut files: Vec<&str> = begun.drawn.entry.files.keys().map(String::as_str).collect();
    files.insert(0, desk::TASK);
    let files = files.join(", ");
    let mut notes = Vec::new();
    match &begun.how {
        How::Written => notes.push((
            Ink::Plain,
            text!(en: "The folder was written: {folder} ({files})", ko: "폴더를 썼다: {folder} ({files})"),
        )),
        How::There(mended) => {
            notes.push((
                Ink::Plain,
                text!(en: "The folder was there already, and your files are as they were: {folder}", ko: "폴더가 이미 있다. 파일은 그대로 두었다: {folder}"),
            ));
            if !mended.missing.is_empty() {
                let missing = mended.missing.join(", ");
                notes.push((
                    Ink::Maybe,
                    text!(en: "Missing, and written again: {missing}", ko: "없어서 다시 쓴 것: {missing}"),
                ));
            }
            if !mended.changed.is_empty() {
                let changed = mended.changed.join(", ");
                notes.push((
                    Ink::Maybe,
                    text!(
                        en: "Not as it was given, and left so: {changed} (reset puts the folder aside and writes all of it anew)",
                        ko: "받은 것과 달라졌지만 그대로 둔 것: {changed} (reset 은 폴더를 옆에 치우고 모두 새로 쓴다)",
                    ),
                ));
            }
        }
    }
    for path in &begun.aside {
        let place = path.display();
        notes.push((
            Ink::Maybe,
            text!(en: "What was there was put aside, and nothing removed: {place}", ko: "있던 것은 지우지 않고 치워 두었다: {place}"),
        ));
    }
    notes
}
