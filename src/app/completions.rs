//! `tlslab completions`: what a shell needs to complete commands and flags.

use anyhow::Result;
use clap::{Args, Command};
use clap_complete::Shell;

use crate::app::help::page_of;
use crate::app::korean::spoken::Notes;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;

/// Print completions for a shell
///
/// For bash: tlslab completions bash > ~/.local/share/bash-completion/completions/tlslab
#[derive(Args, Debug)]
pub struct Completions {
    /// Which shell
    shell: Shell,
}

impl Completions {
    /// Prints them.
    ///
    /// # Errors
    /// Those of the output.
    pub fn run(self, whole: Command, ui: &Ui) -> Result<Answer> {
        let mut whole = page_of(whole, &[], ui.lang(), Notes::Apart)?;
        // Generated into memory: the generator panics where writing fails, as on a closed pipe.
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut whole, "tlslab", &mut text);
        ui.write(&mut |out| out.write_all(&text))?;
        Ok(Answer::Good)
    }
}
