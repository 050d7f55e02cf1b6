//! The subcommands of `tlslab ca`, one line each.

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::app::ca::check::Check;
use crate::app::ca::crl::Crl;
use crate::app::ca::export::Export;
use crate::app::ca::init::Init;
use crate::app::ca::issue::Issue;
use crate::app::ca::list::List;
use crate::app::ca::ocsp::Ocsp;
use crate::app::ca::renew::Renew;
use crate::app::ca::revoke::Revoke;
use crate::app::ca::rollover::Rollover;
use crate::app::ca::show::Show;
use crate::app::ca::sign::Sign;
use crate::app::ca::trust::Trust;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;

/// Be a certificate authority: found it, issue, revoke, renew, and see why each byte stands where it does
#[derive(Args, Debug)]
pub struct Ca {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    Init(Box<Init>),
    Issue(Box<Issue>),
    Sign(Box<Sign>),
    Revoke(Box<Revoke>),
    Crl(Box<Crl>),
    List(Box<List>),
    Show(Box<Show>),
    Renew(Box<Renew>),
    Rollover(Box<Rollover>),
    Check(Box<Check>),
    Ocsp(Box<Ocsp>),
    Export(Box<Export>),
    Trust(Trust),
}

impl Ca {
    /// Runs the subcommand.
    ///
    /// # Errors
    /// Those of the subcommand.
    pub fn run(self, ui: &Ui) -> Result<Answer> {
        if !self.what.tells_one_story() {
            ui.list_form()?;
        }
        match self.what {
            What::Init(command) => command.run(ui),
            What::Issue(command) => command.run(ui),
            What::Sign(command) => command.run(ui),
            What::Revoke(command) => command.run(ui),
            What::Crl(command) => command.run(ui),
            What::List(command) => command.run(ui),
            What::Show(command) => command.run(ui),
            What::Renew(command) => command.run(ui),
            What::Rollover(command) => command.run(ui),
            What::Check(command) => command.run(ui),
            What::Ocsp(command) => command.run(ui),
            What::Export(command) => command.run(ui),
            What::Trust(command) => command.run(ui),
        }
    }
}

impl What {
    /// Whether nothing but one story is told, which a page can hold.
    fn tells_one_story(&self) -> bool {
        match self {
            Self::Ocsp(command) => command.explain,
            Self::Export(command) => command.explain,
            Self::Init(_)
            | Self::Issue(_)
            | Self::Sign(_)
            | Self::Revoke(_)
            | Self::Crl(_)
            | Self::List(_)
            | Self::Show(_)
            | Self::Renew(_)
            | Self::Rollover(_)
            | Self::Check(_)
            | Self::Trust(_) => false,
        }
    }
}
