//! The command line: one line a command, and from arguments to exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, Parser, Subcommand};

use crate::app::ca::command::Ca;
use crate::app::cert::command::Cert;
use crate::app::completions::Completions;
use crate::app::demo::command::DemoCommand;
use crate::app::diff::Diff;
use crate::app::everywhere::Everywhere;
use crate::app::exercise::command::ExerciseCommand;
use crate::app::handshake::Handshake;
use crate::app::help::{self, Help};
use crate::app::inspect::asked::Inspect;
use crate::app::man::Man;
use crate::app::misuse::misused;
use crate::app::output::complain;
use crate::app::refusal::Answer;
use crate::app::scenarios::Scenarios;
use crate::app::ui::Ui;
use crate::app::welcome;

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
    Inspect(Box<Inspect>),
    Diff(Diff),
    Ca(Box<Ca>),
    Cert(Box<Cert>),
    Demo(Box<DemoCommand>),
    Exercise(Box<ExerciseCommand>),
    Scenarios(Scenarios),
    Completions(Completions),
    Man(Man),
    Help(Help),
}

/// Runs the program with `arguments`, the program's own name first.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = help::put_first(arguments.into_iter().collect(), &Cli::command());
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(usage) => {
            return ExitCode::from(misused(&usage, &arguments, Cli::command()));
        }
    };
    let ui = Ui::new(cli.everywhere);
    match run(cli.command, &ui) {
        Ok(answer) => ExitCode::from(answer.code()),
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
        Some(Command::Inspect(command)) => command.run(ui),
        Some(Command::Diff(command)) => command.run(ui),
        Some(Command::Ca(command)) => command.run(ui),
        Some(Command::Cert(command)) => command.run(ui),
        Some(Command::Demo(command)) => command.run(ui),
        Some(Command::Exercise(command)) => command.run(ui),
        Some(Command::Scenarios(command)) => command.run(ui),
        Some(Command::Completions(command)) => command.run(Cli::command(), ui),
        Some(Command::Man(command)) => command.run(Cli::command(), ui),
        Some(Command::Help(command)) => command.run(Cli::command(), ui),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
