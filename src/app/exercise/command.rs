//! The subcommands of `tlslab exercise`, one line each.

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::app::exercise::ask::Ask;
use crate::app::exercise::begin::{Reset, Start};
use crate::app::exercise::check::Check;
use crate::app::exercise::class::command::ClassCommand;
use crate::app::exercise::dev::Dev;
use crate::app::exercise::hint::Hint;
use crate::app::exercise::join::Join;
use crate::app::exercise::list::List;
use crate::app::exercise::place::Place;
use crate::app::exercise::progress::{Progress, whereabouts};
use crate::app::exercise::submit::Submit;
use crate::app::exercise::watch::Watch;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;

/// Solve tasks with data of your own, checked at once; for teachers, a class without a server
///
/// Without a subcommand it says where you are and what comes next. Everything lies in one folder, which works from anywhere; no network
/// is needed.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ExerciseCommand {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    place: Place,
}

#[derive(Subcommand, Debug)]
enum What {
    List(List),
    Start(Start),
    Check(Check),
    Hint(Hint),
    Ask(Ask),
    Watch(Watch),
    Progress(Progress),
    Reset(Reset),
    Submit(Submit),
    Join(Join),
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
            None => whereabouts(&self.place, ui),
            Some(What::List(list)) => list.run(ui),
            Some(What::Start(start)) => start.run(ui),
            Some(What::Check(check)) => check.run(ui),
            Some(What::Hint(hint)) => hint.run(ui),
            Some(What::Ask(ask)) => ask.run(ui),
            Some(What::Watch(watch)) => watch.run(ui),
            Some(What::Progress(progress)) => progress.run(ui),
            Some(What::Reset(reset)) => reset.run(ui),
            Some(What::Submit(submit)) => submit.run(ui),
            Some(What::Join(join)) => join.run(ui),
            Some(What::Class(class)) => class.run(ui),
            Some(What::Dev(dev)) => dev.run(ui),
        }
    }
}
