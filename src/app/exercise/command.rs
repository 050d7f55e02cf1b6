//! The subcommands of `tlslab exercise`, one line each.

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::app::exercise::class::command::ClassCommand;
use crate::app::exercise::dev::Dev;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;

/// Solve tasks with data of your own, checked at once; for teachers, a class without a server
#[derive(Args, Debug)]
pub struct ExerciseCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    Class(ClassCommand),
    Dev(Dev),
}

impl ExerciseCommand {
    /// Runs the subcommand.
    ///
    /// # Errors
    /// Those of the subcommand.
    pub fn run(self, ui: &Ui) -> Result<Answer> {
        match self.what {
            What::Class(class) => class.run(ui),
            What::Dev(dev) => dev.run(ui),
        }
    }
}
