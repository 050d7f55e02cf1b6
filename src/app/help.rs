//! `tlslab help`: what the program or one of its commands can do, as `--help` says it.

use std::ffi::OsString;

use anyhow::Result;
use clap::{Args, Command};

use crate::app::korean::spoken::{self, Notes};
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::nearest::nearest;
use crate::base::text::Lang;
use crate::survey::query::grammar;
use crate::text;
use crate::view::look::Paint;

/// Show what a command can do
#[derive(Args, Debug)]
pub struct Help {
    /// The command, and the one below it, as in `ca issue`; without one, all of them
    command: Vec<String>,
}

impl Help {
    /// Shows it; `whole` is the command line it is made from.
    ///
    /// # Errors
    /// If there is no such command; those of the output.
    pub fn run(self, whole: Command, ui: &Ui) -> Result<Answer> {
        const READABLE: usize = 100;
        let found = page_of(whole, &self.command, ui.lang(), Notes::Written)?;
        let mut found = found.term_width(ui.look().width.min(READABLE));
        let said = found.render_long_help();
        ui.write(&mut |out| match ui.look().paint {
            Paint::Colour => write!(out, "{}", said.ansi()),
            Paint::Plain => write!(out, "{said}"),
        })?;
        Ok(Answer::Good)
    }
}

/// The command that `names` lead to, the outermost first, or all of `whole`, with its words in `lang`.
///
/// # Errors
/// If there is no such command.
pub fn page_of(
    mut whole: Command,
    names: &[String],
    lang: Lang,
    notes: Notes,
) -> Result<Command, Refusal> {
    whole.build();
    if lang == Lang::Ko {
        whole = spoken::spoken(whole, notes);
    }
    let mut found = &whole;
    for (n, name) in names.iter().enumerate() {
        let above = names.get(..n).unwrap_or_default();
        found = found
            .find_subcommand(name)
            .ok_or_else(|| no_such(name, above, found))?;
    }
    Ok(with_grammar(found.clone(), lang))
}

/// `tlslab ca help issue` is what `tlslab help ca issue` is: the word may stand behind a command that has others below it.
pub fn put_first(mut arguments: Vec<OsString>, whole: &Command) -> Vec<OsString> {
    let word = |n: usize| arguments.get(n).and_then(|word| word.to_str());
    let (Some(command), Some("help")) = (word(1), word(2)) else {
        return arguments;
    };
    let above = whole
        .find_subcommand(command)
        .is_some_and(Command::has_subcommands);
    if above {
        arguments.swap(1, 2);
    }
    arguments
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

fn no_such(name: &str, above: &[String], parent: &Command) -> Refusal {
    let names = parent.get_subcommands().map(Command::get_name);
    let above: String = above.iter().map(|name| format!("{name} ")).collect();
    let hint = match nearest(name, names) {
        Some(close) => {
            text!(en: "did you mean {above}{close}?", ko: "혹시 {above}{close} 인가?")
        }
        None => {
            text!(en: "tlslab {above}--help lists the commands", ko: "tlslab {above}--help 로 명령 목록을 본다")
        }
    };
    let name = format!("{above}{name}");
    Refusal::usage(
        text!(en: "there is no command called {name}", ko: "그런 명령은 없음: {name}"),
        hint,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::cli::Cli;
    use clap::CommandFactory;

    fn names(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn a_page_is_found_below_another() {
        let check = |line: &str| {
            let found = page_of(Cli::command(), &names(line), Lang::Ko, Notes::Written);
            found.unwrap().get_name().to_owned()
        };
        assert_eq!(check(""), "tlslab");
        assert_eq!(check("ca"), "ca");
        assert_eq!(check("ca issue"), "issue");
        assert_eq!(check("cert gallery"), "gallery");
    }

    #[test]
    fn what_is_not_there_is_said_with_what_is_near() {
        let check = |line: &str, what: &str, hint: &str| {
            let lost = page_of(Cli::command(), &names(line), Lang::En, Notes::Written);
            let refusal = lost.unwrap_err();
            assert!(refusal.what.en.ends_with(what), "{}", refusal.what.en);
            assert_eq!(refusal.hint.en, hint);
        };
        check("sert", "called sert", "did you mean cert?");
        check("ca isue", "called ca isue", "did you mean ca issue?");
        check(
            "ca zzzzzzz",
            "called ca zzzzzzz",
            "tlslab ca --help lists the commands",
        );
    }

    #[test]
    fn help_may_stand_behind_a_command_that_has_others() {
        let check = |line: &str, first: &str| {
            let arguments = line.split(' ').map(OsString::from).collect();
            let moved = put_first(arguments, &Cli::command());
            let said: Vec<_> = moved.iter().filter_map(|word| word.to_str()).collect();
            assert_eq!(said.join(" "), first);
        };
        check("tlslab ca help issue", "tlslab help ca issue");
        check("tlslab cert help", "tlslab help cert");
        check("tlslab inspect help", "tlslab inspect help");
        check("tlslab ca issue help", "tlslab ca issue help");
    }
}
