//! `tlslab man`: the manual page, of the program or of one command.

use anyhow::Result;
use clap::{Args, Command};
use clap_mangen::Man as Page;

use crate::app::help::page_of;
use crate::app::korean::spoken::Notes;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::base::text::Lang;

/// Print a manual page
///
/// To read it: tlslab man | man -l -
#[derive(Args, Debug)]
pub struct Man {
    /// A command to print the page of, as in `ca issue`; without one, the page of tlslab itself
    command: Vec<String>,
}

impl Man {
    /// Prints it; `whole` is the command line it is made from.
    ///
    /// # Errors
    /// If there is no such command; those of the output.
    pub fn run(self, whole: Command, ui: &Ui) -> Result<Answer> {
        let command = page_of(whole, &self.command, ui.lang(), Notes::Apart)?;
        let mut page = Vec::new();
        Page::new(command).render(&mut page)?;
        let mut page = String::from_utf8_lossy(&page).into_owned();
        if ui.lang() == Lang::Ko {
            for (english, korean) in KOREAN {
                page = page.replace(english, korean);
            }
        }
        ui.write(&mut |out| out.write_all(page.as_bytes()))?;
        Ok(Answer::Good)
    }
}

/// What the generator says of its own accord.
const KOREAN: [(&str, &str); 6] = [
    (".SH NAME\n", ".SH 이름\n"),
    (".SH SYNOPSIS\n", ".SH 사용법\n"),
    (".SH DESCRIPTION\n", ".SH 설명\n"),
    (".SH VERSION\n", ".SH 버전\n"),
    ("\\fIPossible values:\\fR", "\\fI쓸 수 있는 값:\\fR"),
    ("[default: ", "[기본값: "),
];
