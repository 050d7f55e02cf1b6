//! `tlslab exercise check`: what was done is judged, and taken down.

use std::collections::BTreeMap;

use anyhow::Result;
use clap::Args;

use crate::app::exercise::answers;
use crate::app::exercise::place::Place;
use crate::app::exercise::set::{named, open};
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::exercise::judge::Standing;
use crate::exercise::set::Set;
use crate::exercise::student::handing::{self, Checked};
use crate::exercise::student::home::Home;
use crate::exercise::student::path;
use crate::exercise::student::source;
use crate::exercise::task::Exercise;
use crate::exercise::verdict;
use crate::story::model::{Line, Story};
use crate::view::look::Folded;

/// Have an exercise judged: your answers, the files in its folder, what you asked its oracle
///
/// Answers are remembered, so that they can be given one by one. The exit code is 0 if it is solved, or ready to hand in, and 1 if
/// not. In a class this is advice: the grade is computed again by the teacher.
#[derive(Args, Debug)]
pub(super) struct Check {
    /// Which, by number or name
    #[arg(value_name = "NUMBER")]
    exercise: String,
    /// Answers, each with the key of its question; the key may be left out where there is one question
    #[arg(value_name = "KEY=ANSWER")]
    given: Vec<String>,
    #[command(flatten)]
    place: Place,
}

impl Check {
    /// Judges it.
    ///
    /// # Errors
    /// An answer to nothing; those of the home and of the output.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        let set = open(None)?;
        let exercise = named(&set, &self.exercise)?;
        let answers = answers::read(exercise, &self.given)?;
        let ruled = ruled(&set, exercise, &answers, &self.place, ui)?;
        ui.story(&ruled.story, Folded::Show, ruled.next)?;
        Ok(match ruled.standing {
            Standing::Solved | Standing::Handed => Answer::Good,
            Standing::Open => Answer::No,
        })
    }
}

/// A ruling, told.
pub(super) struct Ruled {
    /// As a story.
    pub(super) story: Story,
    /// How the exercise stands.
    pub(super) standing: Standing,
    /// Commands to try next.
    pub(super) next: Vec<String>,
}

/// Judges `exercise` with these new answers, takes that down, and tells it.
///
/// # Errors
/// Those of the home.
pub(super) fn ruled(
    set: &Set,
    exercise: &Exercise,
    answers: &BTreeMap<String, String>,
    place: &Place,
    ui: &Ui,
) -> Result<Ruled> {
    let mut held = place.enter(exercise.number, ui)?;
    let Checked { drawn, judgement } = handing::check(&mut held, exercise, answers, Place::now())
        .map_err(|fault| place.refusal(&fault))?;
    let standing = judgement.standing();
    let mut story = verdict::tell(exercise, &drawn.entry, &judgement);
    let best = held.home.record.tasks.get(&exercise.number);
    let best = best.and_then(|task| task.best);
    if best.is_some_and(|best| best > standing) {
        story.summary.push(Line {
            label: Text::new("before", "전에"),
            key: "before",
            text: Text::new(
                "it was solved before, with other answers or files, and the answers of then are kept",
                "전에 이미 풀었다. 그때의 답을 그대로 간직한다",
            ),
        });
    }
    Ok(Ruled {
        story,
        standing,
        next: next(set, exercise, standing, &held.home, &place.flag()),
    })
}

fn next(
    set: &Set,
    exercise: &Exercise,
    standing: Standing,
    home: &Home,
    flag: &str,
) -> Vec<String> {
    let number = exercise.number;
    if standing == Standing::Open {
        return vec![format!("tlslab exercise hint {number}{flag}")];
    }
    let pack = source::numbers(home);
    match path::next(set, &home.record, pack.as_deref(), Some(number)) {
        Some(next) => vec![format!("tlslab exercise start {}{flag}", next.number)],
        None => vec![
            format!("tlslab exercise progress{flag}"),
            format!("tlslab exercise submit{flag}"),
        ],
    }
}
