//! `tlslab help`: what the program or one of its commands can do, as `--help` says it.

use anyhow::Result;
use clap::{Args, Command};

use crate::app::korean::spoken::{self, Notes};
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::nearest::nearest;
use crate::base::text::{Lang, Text};
use crate::survey::query::grammar;
use crate::text;
use crate::view::look::Paint;

/// Show what a command can do
#[derive(Args, Debug)]
pub struct Help {
    /// The command; without it, all of them
    command: Option<String>,
}

impl Help {
    /// Shows it; `whole` is the command line it is made from.
    ///
    /// # Errors
    /// If there is no such command; those of the output.
    pub fn run(self, whole: Command, ui: &Ui) -> Result<Answer> {
        const READABLE: usize = 100;
        let found = page_of(whole, self.command.as_deref(), ui.lang(), Notes::Written)?;
        let mut found = found.term_width(ui.look().width.min(READABLE));
        let said = found.render_long_help();
        ui.write(&mut |out| match ui.look().paint {
            Paint::Colour => write!(out, "{}", said.ansi()),
            Paint::Plain => write!(out, "{said}"),
        })?;
        Ok(Answer::Good)
    }
}

/// The command called `name`, or all of `whole`, with its words in `lang`.
///
/// # Errors
/// If there is no such command.
pub fn page_of(
    mut whole: Command,
    name: Option<&str>,
    lang: Lang,
    notes: Notes,
) -> Result<Command, Refusal> {
    whole.build();
    if lang == Lang::Ko {
        whole = spoken::spoken(whole, notes);
    }
    let Some(name) = name else {
        return Ok(whole);
    };
    match whole.find_subcommand(name) {
        Some(found) => Ok(with_grammar(found.clone(), lang)),
        None => Err(no_such(name, &whole)),
    }
}

/// The language of queries belongs to the page of the command that takes one.
fn with_grammar(command: Command, lang: Lang) -> Command {
    if command.get_name() != "inspect" {
        return command;
    }
    let heading = match lang {
        Lang::En => "How a query of --where is written:",
        Lang::Ko => "--where 조건을 쓰는 법:",
    };
    let grammar = grammar::text();
    command.after_long_help(format!("{heading}\n\n{}", grammar.say(lang)))
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
