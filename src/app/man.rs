//! `tlslab man`: the manual page, of the program or of one command.

use anyhow::Result;
use clap::{Args, Command};
use clap_mangen::Man as Page;

use crate::app::nearest::nearest;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::text;

/// Print a manual page
///
/// To read it: tlslab man | man -l -
#[derive(Args, Debug)]
pub struct Man {
    /// A command to print the page of; without it, the page of tlslab itself
    command: Option<String>,
}

impl Man {
    /// Prints it; `whole` is the command line it is made from.
    ///
    /// # Errors
    /// If there is no such command; those of the output.
    pub fn run(self, mut whole: Command, ui: &Ui) -> Result<Answer> {
        whole.build();
        let command = match &self.command {
            None => whole,
            Some(name) => match whole.find_subcommand(name) {
                Some(found) => found.clone(),
                None => return Err(no_such(name, &whole).into()),
            },
        };
        let page = Page::new(command);
        ui.write(&mut |out| page.render(out))?;
        Ok(Answer::Good)
    }
}

fn no_such(name: &str, whole: &Command) -> Refusal {
    let names = whole.get_subcommands().map(Command::get_name);
    let hint = match nearest(name, names) {
        Some(close) => text!(en: "did you mean {close}?", ko: "혹시 {close} 인가?"),
        None => Text::new(
            "tlslab --help lists the commands",
            "tlslab --help 로 명령 목록을 본다",
        ),
    };
    Refusal::usage(
        text!(en: "there is no command called {name}", ko: "그런 명령은 없음: {name}"),
        hint,
    )
}
