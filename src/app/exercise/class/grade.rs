//! `tlslab exercise class grade`: everything that was handed in, computed again from the key of the class.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::app::everywhere::ListForm;
use crate::app::exercise::class::faults::{no_class, no_roster, unfit, unread};
use crate::app::exercise::class::wanted::of_class;
use crate::app::exercise::set::open;
use crate::app::moment::now;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::exercise::class::folder::Class;
use crate::exercise::class::grading::grade;
use crate::exercise::class::report;
use crate::exercise::class::{intake, roster};
use crate::keys::certificate::date;
use crate::text;
use crate::view::json::safely::write_safely;
use crate::view::report::plain;

/// Grade a folder of submissions: all of it is judged again with the key of the class, and no file stops it
#[derive(Args, Debug)]
pub(super) struct Grade {
    /// The folder with what students handed in; folders in it are looked into
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// The folder of the class
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    class: PathBuf,
    /// Who is in the class, if not those for whom packs were made
    #[arg(long, value_name = "ROSTER")]
    roster: Option<PathBuf>,
    /// Read the exercises from this folder, not from the program
    #[arg(long, value_name = "FOLDER")]
    set: Option<PathBuf>,
}

impl Grade {
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let form = ui.list_form()?;
        let class = Class::open(&self.class).map_err(no_class)?;
        let set = open(self.set.as_deref())?;
        let exercises = of_class(&set, &class)?;
        let students = match &self.roster {
            Some(place) => {
                let bytes = fs::read(place).map_err(|why| unread(place, &why))?;
                let roster = roster::read(&bytes, &class.name);
                roster
                    .map_err(|why| no_roster(place, why, ui.lang()))?
                    .students
            }
            None => class.students(),
        };
        if students.is_empty() {
            return Err(Refusal::usage(
                text!(en: "nobody is in the class {name} yet", ko: "아직 아무도 없는 수업임: {name}", name = &class.name),
                Text::new(
                    "make packs first, or name the roster with --roster",
                    "먼저 꾸러미를 만들거나 --roster 로 명단을 준다",
                ),
            )
            .into());
        }
        let read = intake::read(&self.folder).map_err(|why| unread(&self.folder, &why))?;
        let at = date(now(None));
        let grades = grade(&class, &exercises, &students, read, at).map_err(|why| unfit(&why))?;
        class.keep(&grades).map_err(no_class)?;
        let place = self.class.display();
        let next = vec![
            format!("tlslab exercise class report --class {place} --as html -o report.html"),
            format!("tlslab exercise class report --class {place} --csv report.csv"),
        ];
        ui.write(&mut |out| match form {
            ListForm::Plain => {
                let report = report::grading(&grades, next.clone());
                plain::write(&report, ui.look(), out)
            }
            ListForm::Json => write_safely(&grades, out),
        })?;
        Ok(match grades.is_damaged() {
            true => Answer::Damaged,
            false => Answer::Good,
        })
    }
}
