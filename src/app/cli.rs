//! The command line: one line a command, and from arguments to exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::app::completions::Completions;
use crate::app::everywhere::Everywhere;
use crate::app::handshake::Handshake;
use crate::app::locale;
use crate::app::man::Man;
use crate::app::refusal::Answer;
use crate::app::scenarios::Scenarios;
use crate::app::ui::{Ui, complain, tell};
use crate::app::welcome;
use crate::base::text::Lang;

/// Every byte of a TLS connection, explained and proven
#[derive(Parser, Debug)]
#[command(name = "tlslab", version, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    everywhere: Everywhere,
}

#[derive(Subcommand, Debug)]
enum Command {
    Handshake(Box<Handshake>),
    Scenarios(Scenarios),
    Completions(Completions),
    Man(Man),
}

/// Runs the program with `arguments`, the program's own name first.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(usage) => return ExitCode::from(misused(&usage)),
    };
    let ui = Ui::new(cli.everywhere);
    match run(cli.command, &ui) {
        Ok(Answer::Good) => ExitCode::SUCCESS,
        Ok(Answer::No) => ExitCode::from(1),
        Err(error) => ExitCode::from(complain(&error, ui.lang())),
    }
}

fn run(command: Option<Command>, ui: &Ui) -> Result<Answer> {
    match command {
        None => {
            ui.write(&mut |out| welcome::write(ui.look(), out))?;
            Ok(Answer::Good)
        }
        Some(Command::Handshake(command)) => command.run(ui),
        Some(Command::Scenarios(command)) => command.run(ui),
        Some(Command::Completions(command)) => command.run(ui),
        Some(Command::Man(command)) => command.run(ui),
    }
}

/// Help and version are successes; everything else that clap has to say is wrong usage. A reader that left is no error.
fn misused(usage: &clap::Error) -> u8 {
    let _ = usage.print();
    if !usage.use_stderr() {
        return 0;
    }
    match locale::lang(&|name| std::env::var(name).ok()) {
        Lang::En => tell("hint: tlslab --help lists commands and flags"),
        Lang::Ko => tell("도움말: tlslab --help 로 명령과 옵션을 모두 볼 수 있다"),
    }
    2
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn flags_work_anywhere() {
        for line in ["tlslab --lang ko man", "tlslab man --lang ko"] {
            Cli::try_parse_from(line.split(' ')).unwrap();
        }
    }
}
