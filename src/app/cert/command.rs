//! The subcommands of `tlslab cert`, one line each.

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::app::cert::diff::Diff;
use crate::app::cert::gallery::command::Gallery;
use crate::app::cert::lint::Lint;
use crate::app::cert::show::Show;
use crate::app::cert::verify::Verify;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;

/// Look at certificates: what is in them, whether to believe them, and why not
#[derive(Args, Debug)]
pub struct Cert {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    Show(Box<Show>),
    Verify(Box<Verify>),
    Lint(Box<Lint>),
    Diff(Box<Diff>),
    Gallery(Gallery),
}

impl Cert {
    /// Runs the subcommand.
    ///
    /// # Errors
    /// Those of the subcommand.
    pub fn run(self, ui: &Ui) -> Result<Answer> {
        match self.what {
            What::Show(show) => show.run(ui),
            What::Verify(verify) => verify.run(ui),
            What::Lint(lint) => lint.run(ui),
            What::Diff(diff) => diff.run(ui),
            What::Gallery(gallery) => gallery.run(ui),
        }
    }
}
