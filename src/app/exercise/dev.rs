//! `tlslab exercise dev`: for those who write exercises.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::app::exercise::set::{named, open};
use crate::app::output::{save, unwritten};
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::exercise::desk;
use crate::exercise::entry::Entry;
use crate::exercise::seed::{ClassKey, Student};
use crate::exercise::task::Exercise;
use crate::exercise::trial::{Outcome, try_out};
use crate::text;

/// Try exercises as their author: they pass for the solver, fail blank, and name every known mistake
#[derive(Args, Debug)]
pub(super) struct Dev {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    Check(Check),
    Draw(Draw),
}

/// Draw each exercise for several students, solve it, make each known mistake, and look for answers given away
#[derive(Args, Debug)]
struct Check {
    /// Which; without any, all
    #[arg(value_name = "NUMBER")]
    exercises: Vec<String>,
    /// Read the exercises from this folder, not from the program
    #[arg(long, value_name = "FOLDER")]
    set: Option<PathBuf>,
    /// How many students to draw each for
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    students: usize,
}

/// Write the folder a student would get
#[derive(Args, Debug)]
struct Draw {
    /// Which exercise
    #[arg(value_name = "NUMBER")]
    exercise: String,
    /// Where to: a folder, which is made
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Read the exercises from this folder, not from the program
    #[arg(long, value_name = "FOLDER")]
    set: Option<PathBuf>,
    /// Which student, such as s1
    #[arg(long, value_name = "NAME", default_value = "s1")]
    student: String,
}

/// The key of the class that tries: no secret, so that what an author sees is the same each time.
const KEY: ClassKey = ClassKey([1; 32]);

impl Dev {
    /// Runs the subcommand.
    ///
    /// # Errors
    /// Those of the subcommand.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        match self.what {
            What::Check(check) => check.run(ui),
            What::Draw(draw) => draw.run(ui),
        }
    }
}

impl Check {
    fn run(self, ui: &Ui) -> Result<Answer> {
        ui.list_form()?;
        let set = open(self.set.as_deref())?;
        let chosen: Vec<&Exercise> = match self.exercises.is_empty() {
            true => set.exercises.iter().collect(),
            false => {
                let chosen = self.exercises.iter().map(|typed| named(&set, typed));
                chosen.collect::<Result<_, _>>()?
            }
        };
        let mut answer = Answer::Good;
        for exercise in chosen {
            let outcome = try_out(exercise, &KEY, self.students);
            if !outcome.complaints.is_empty() {
                answer = Answer::No;
            }
            ui.write(&mut |out| told(exercise, &outcome, ui, out))?;
        }
        Ok(answer)
    }
}

fn told(exercise: &Exercise, outcome: &Outcome, ui: &Ui, out: &mut dyn Write) -> io::Result<()> {
    let (variants, slips) = (outcome.variants, outcome.slips);
    let line = match outcome.complaints.is_empty() {
        true => text!(
            en: "good: {variants} variants solved, {slips} mistakes named",
            ko: "좋음: 변형 {variants}개를 풀었고 실수 {slips}번을 짚었다",
        ),
        false => text!(
            en: "faulty, {n} complaints:",
            ko: "잘못됨, {n}가지:",
            n = outcome.complaints.len(),
        ),
    };
    writeln!(out, "{}  {}", exercise.folder(), line.say(ui.lang()))?;
    for complaint in &outcome.complaints {
        writeln!(out, "   {complaint}")?;
    }
    Ok(())
}

impl Draw {
    fn run(self, ui: &Ui) -> Result<Answer> {
        let set = open(self.set.as_deref())?;
        let exercise = named(&set, &self.exercise)?;
        let student = Student {
            class: "trial".to_owned(),
            id: self.student.clone(),
            name: self.student,
        };
        let (entry, _) = Entry::draw(&KEY, &student, exercise)?;
        fs::create_dir_all(&self.folder).map_err(|why| unwritten(&place(&self.folder), why))?;
        for (name, bytes) in desk::files(exercise, &entry, ui.lang()) {
            let file = self.folder.join(name);
            let folder = file.parent().unwrap_or(&self.folder);
            fs::create_dir_all(folder).map_err(|why| unwritten(&place(folder), why))?;
            save(&file, &mut |out| out.write_all(&bytes))?;
            ui.write(&mut |out| writeln!(out, "{}", file.display()))?;
        }
        Ok(Answer::Good)
    }
}

fn place(folder: &Path) -> Text {
    Text::same(folder.display().to_string())
}
