//! `tlslab exercise class packs`: a pack for each student of a roster.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use clap::Args;

use crate::app::exercise::class::faults::{no_class, no_roster, unread};
use crate::app::exercise::class::found::say;
use crate::app::exercise::class::wanted::of_class;
use crate::app::exercise::set::open;
use crate::app::output::{save, unwritten};
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::base::text::{Text, plural};
use crate::exercise::class::folder::Class;
use crate::exercise::class::packs::{ENDING, Made, make};
use crate::exercise::class::roster;
use crate::exercise::seed::Student;
use crate::text;
use crate::view::layout::grouped;
use crate::view::sheet::{Datum, Sheet};

/// Make a pack for each student of a roster: a CSV file with id and name; -o names the folder for the packs, or else packs, in the folder of the class
#[derive(Args, Debug)]
pub(super) struct Packs {
    /// The roster: CSV in UTF-8, an id and a name on each line
    #[arg(value_name = "ROSTER")]
    roster: PathBuf,
    /// The folder of the class
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    class: PathBuf,
    /// Read the exercises from this folder, not from the program
    #[arg(long, value_name = "FOLDER")]
    set: Option<PathBuf>,
}

impl Packs {
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.list_form()?;
        let start = Instant::now();
        let mut class = Class::open(&self.class).map_err(no_class)?;
        let set = open(self.set.as_deref())?;
        let exercises = of_class(&set, &class)?;
        let bytes = fs::read(&self.roster).map_err(|why| unread(&self.roster, &why))?;
        let roster = roster::read(&bytes, &class.name)
            .map_err(|why| no_roster(&self.roster, why, ui.lang()))?;
        let folder = ui
            .output()
            .map_or_else(|| self.class.join("packs"), PathBuf::from);
        fs::create_dir_all(&folder)
            .map_err(|why| unwritten(&Text::same(folder.display().to_string()), why))?;
        let keep = |student: &Student, bytes: &[u8]| -> Result<()> {
            let name = format!("{}.{ENDING}", student.id);
            save(&folder.join(name), &mut |out| out.write_all(bytes))
        };
        let made = make(&class, &exercises, &roster.students, &keep);
        let made: Vec<Made> = made.into_iter().collect::<Result<_>>()?;
        let marks: Vec<(Student, String)> = made
            .iter()
            .map(|one| (one.student.clone(), one.mark.clone()))
            .collect();
        class.enrol(&marks).map_err(no_class)?;
        let count = made.len();
        let bytes: usize = made.iter().map(|one| one.bytes).sum();
        let largest = made.iter().map(|one| one.bytes).max().unwrap_or(0);
        let took = start.elapsed().as_millis();
        let seconds = format!("{}.{}", took / 1000, took % 1000 / 100);
        let (total, most) = (grouped(bytes as u64), grouped(largest as u64));
        let place = folder.display();
        let blank: Vec<String> = roster.blank.iter().map(u64::to_string).collect();
        let left_out = (!blank.is_empty()).then(|| {
            let lines = blank.join(", ");
            text!(en: "Left out for they are blank: line {lines}", ko: "비어 있어 뺀 줄: {lines}")
        });
        let sheet = Sheet::new(text!(en: "Made {count} pack{s}: {place}", ko: "꾸러미를 만들었다: {count}개 ({place})", s = plural(count)))
            .also("packs", Datum::Number(count as u64))
            .also("bytes", Datum::Number(bytes as u64))
            .also("largest", Datum::Number(largest as u64))
            .also("folder", Datum::word(place.to_string()))
            .with("size", Text::new("size", "크기"), Datum::Words(text!(
                en: "{total} bytes in all, {most} the largest",
                ko: "모두 {total}바이트, 가장 큰 것 {most}바이트",
            )))
            .with("took", Text::new("took", "걸린 시간"), Datum::Words(text!(en: "{seconds} s", ko: "{seconds}초")))
            .with("students", Text::new("students run", "학생이 할 일"), Datum::Words(Text::new(
                "tlslab exercise join FILE",
                "tlslab exercise join 파일",
            )))
            .note([Text::new(
                "Give each student the file with their own id, and no other.",
                "학생마다 자기 학번의 파일만 준다.",
            )])
            .note(left_out)
            .next(format!("tlslab exercise class grade FOLDER --class {}", self.class.display()));
        say(ui, "class-packs", &sheet)?;
        Ok(Answer::Good)
    }
}
