//! `tlslab exercise class report`: what grading found, as text, a page, data, and a table for a spreadsheet.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::app::everywhere::Form;
use crate::app::exercise::class::faults::no_class;
use crate::app::output::{is_same, possible, save, tell};
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::exercise::class::folder::graded;
use crate::exercise::class::ledger::ledger;
use crate::exercise::class::report;
use crate::exercise::class::tally::Whole;
use crate::text;
use crate::view::html;
use crate::view::json::safely::write_safely;
use crate::view::report::plain;

/// Report what grading found: who stands where, what went wrong most often, what belongs to somebody else
#[derive(Args, Debug)]
pub(super) struct Report {
    /// The folder of the class
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    class: PathBuf,
    /// Write a table for a spreadsheet too: CSV in UTF-8, with a byte order mark for Excel
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

impl Report {
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        if ui.talks() {
            // Says why there is no screen of a report.
            ui.list_form()?;
        }
        ui.check()?;
        if ui.blanks() {
            return Err(Refusal::usage(
                Text::new("a report has no blanks", "보고서에는 빈칸이 없다"),
                Text::new("leave --blanks out", "--blanks 를 뺀다"),
            )
            .into());
        }
        if let Some(csv) = &self.csv {
            possible(csv)?;
            if ui.output().is_some_and(|page| is_same(page, csv)) {
                return Err(Refusal::usage(
                    Text::new(
                        "--csv and -o name the same file",
                        "--csv 와 -o 가 같은 파일을 가리킨다",
                    ),
                    Text::new("give each a file of its own", "서로 다른 파일 이름을 준다"),
                )
                .into());
            }
        }
        let grades = graded(&self.class).map_err(no_class)?;
        if let Some(csv) = &self.csv {
            let table = ledger(&grades, ui.lang());
            save(csv, &mut |out| out.write_all(&table))?;
            let place = csv.display();
            let said = text!(
                en: "wrote {place}: UTF-8 with a byte order mark, so that Excel opens it as it is",
                ko: "썼다: {place}. 엑셀에서 바로 열리도록 바이트 순서 표시(BOM)가 있는 UTF-8이다",
            );
            tell(said.say(ui.lang()));
        }
        let place = self.class.display();
        let next = match ui.form() {
            Form::Plain => vec![format!(
                "tlslab exercise class report --class {place} --as html -o report.html"
            )],
            Form::Tui | Form::Json | Form::Html => Vec::new(),
        };
        let report = report::report(&grades, next);
        ui.write(&mut |out| match ui.form() {
            Form::Plain | Form::Tui => plain::write(&report, ui.look(), out),
            Form::Json => write_safely(&Whole::new(&grades), out),
            Form::Html => html::report::write(&report, ui.look(), out),
        })?;
        Ok(Answer::Good)
    }
}
