//! The subcommands of `tlslab exercise class`.

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::app::exercise::class::found::New;
use crate::app::exercise::class::grade::Grade;
use crate::app::exercise::class::packs::Packs;
use crate::app::exercise::class::preview::Preview;
use crate::app::exercise::class::report::Report;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;

/// Teach a class without a server: make packs, grade what comes back, report
#[derive(Args, Debug)]
pub(in crate::app::exercise) struct ClassCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    New(New),
    Packs(Packs),
    Grade(Grade),
    Report(Report),
    Preview(Preview),
}

impl ClassCommand {
    /// Runs the subcommand.
    ///
    /// # Errors
    /// Those of the subcommand.
    pub(in crate::app::exercise) fn run(self, ui: &Ui) -> Result<Answer> {
        match self.what {
            What::New(new) => new.run(ui),
            What::Packs(packs) => packs.run(ui),
            What::Grade(grade) => grade.run(ui),
            What::Report(report) => report.run(ui),
            What::Preview(preview) => preview.run(ui),
        }
    }
}
