//! The help in Korean. The English words are the doc comments of the arguments; these are held against them by command and id,
//! and a test fails for whatever has none here.

use std::fmt::Write as _;

use clap::builder::{PossibleValue, PossibleValuesParser, Str};
use clap::{Arg, Command};

use crate::app::korean::page::{Page, Words};
use crate::app::korean::pages::PAGES;

/// What stands for a value.
static STAND_INS: &[(&str, &str)] = &[
    ("LANG", "언어"),
    ("WHEN", "언제"),
    ("DEPTH", "깊이"),
    ("FORM", "형식"),
    ("FILE", "파일"),
    ("INPUT", "입력"),
    ("CAPTURE", "캡처"),
    ("FOLDER", "폴더"),
    ("QUERY", "조건"),
    ("FIELDS", "필드"),
    ("SCENARIO", "시나리오"),
    ("VERSION", "버전"),
    ("GROUP", "그룹"),
    ("SUITE", "암호 모음"),
    ("KEY", "키"),
    ("WIRE", "선로"),
    ("MS", "밀리초"),
    ("PERCENT", "퍼센트"),
    ("HOURS", "시간"),
    ("LABEL", "이름표"),
    ("PORT", "포트"),
    ("SYSTEM", "시스템"),
    ("TIME", "시각"),
    ("BYTES", "바이트"),
    ("NUMBER", "수"),
    ("FRAME DEED", "프레임 할 일"),
    ("NAME", "이름"),
    ("PORT", "포트"),
    ("TIME", "시각"),
    ("SECONDS", "초"),
    ("ADDRESS", "주소"),
    ("PURPOSE", "용도"),
    ("PROFILE", "규칙"),
    ("FILE.pcapng", "파일.pcapng"),
    ("SHELL", "셸"),
    ("DAYS", "날수"),
    ("URL", "URL 주소"),
    ("LABEL", "이름표"),
    ("CSR", "요청"),
    ("REASON", "까닭"),
    ("CERTIFICATE", "인증서"),
    ("AUTHORITY", "기관"),
    ("OID", "식별자"),
    ("COMMAND", "명령"),
    ("CODE", "코드"),
    ("LEFT", "왼쪽"),
    ("RIGHT", "오른쪽"),
    ("TRACK", "길"),
    ("KEY=ANSWER", "물음=답"),
    ("PACK", "꾸러미"),
    ("FIRST", "첫째"),
    ("SECOND", "둘째"),
    ("ROSTER", "명단"),
    ("NUMBERS", "번호들"),
    ("STUDENT", "학생"),
];

/// Where defaults and possible values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notes {
    /// Into the help of each argument: for a screen, where clap has only English words for them.
    Written,
    /// Nowhere: for a manual page or a shell, which get them as data.
    Apart,
}

/// `built`, a command line that is built to its leaves, with its words in Korean. It is for showing, not for reading values with.
pub fn spoken(built: Command, notes: Notes) -> Command {
    let name = built.get_name().to_owned();
    under("", &name, built, notes)
}

/// The page of the command called `name`.
fn page_of(name: &str) -> Option<&'static Page> {
    PAGES
        .iter()
        .copied()
        .flatten()
        .find(|page| page.command == name)
}

/// The command whose whole name is `name`; those below it are called `below`, then their own names.
fn under(below: &str, name: &str, built: Command, notes: Notes) -> Command {
    let page = page_of(name);
    let bold = *built.get_styles().get_usage();
    let mut command = built
        .help_template(format!(
            "{{about-with-newline}}\n{bold}사용법:{bold:#} {{usage}}\n\n{{all-args}}"
        ))
        .subcommand_help_heading("명령")
        .subcommand_value_name("명령")
        .mut_args(|arg| argument(page, arg, notes))
        .mut_subcommands(|command| {
            let name = format!("{below}{}", command.get_name());
            under(&format!("{name} "), &name, command, notes)
        });
    if let Some(page) = page {
        command = command.about(page.about);
        if !page.more.is_empty() {
            command = command.long_about(format!("{}\n\n{}", page.about, page.more));
        }
    }
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    command.override_usage(usage.replace("[OPTIONS]", "[옵션]"))
}

fn argument(page: Option<&'static Page>, arg: Arg, notes: Notes) -> Arg {
    let id = arg.get_id().as_str();
    let everywhere = page_of("tlslab");
    let words = [page, everywhere]
        .into_iter()
        .flatten()
        .flat_map(|page| page.arguments)
        .find(|words| words.id == id);
    let Some(words) = words else {
        return arg;
    };
    let whole = page.is_some_and(|page| page.command == "tlslab");
    let everywhere = arg.get_help_heading().is_some() || id == "help";
    let heading = match everywhere && !whole {
        true => "어디서나",
        false if arg.is_positional() => "인자",
        false => "옵션",
    };
    let names = arg.get_value_names().into_iter().flatten();
    let names: Vec<Str> = names.map(stand_in).collect();
    let (short, long) = match notes {
        Notes::Written => noted(&arg, words),
        Notes::Apart => (words.help.to_owned(), words.help.to_owned()),
    };
    let values: Vec<PossibleValue> = values(&arg, words)
        .map(|(value, said)| match said {
            Some(said) => value.help(said),
            None => value,
        })
        .collect();
    let mut arg = arg.help(short).long_help(long).help_heading(heading);
    if notes == Notes::Written {
        arg = arg.hide_possible_values(true).hide_default_value(true);
    }
    if !values.is_empty() {
        arg = arg.value_parser(PossibleValuesParser::new(values));
    }
    match names.is_empty() {
        true => arg,
        false => arg.value_names(names),
    }
}

/// The values an argument takes, each with its words.
fn values(
    arg: &Arg,
    words: &'static Words,
) -> impl Iterator<Item = (PossibleValue, Option<&'static str>)> {
    let possible = match arg.get_action().takes_values() {
        true => arg.get_possible_values(),
        false => Vec::new(),
    };
    possible.into_iter().map(|value| {
        let mut all = words.values.iter();
        let said = all.find(|(name, _)| *name == value.get_name());
        (value, said.map(|(_, said)| *said))
    })
}

/// The help with values and default behind it: in brief, and at length.
fn noted(arg: &Arg, words: &'static Words) -> (String, String) {
    let (mut short, mut long) = (words.help.to_owned(), words.help.to_owned());
    let values: Vec<_> = values(arg, words).collect();
    let names: Vec<&str> = values.iter().map(|(value, _)| value.get_name()).collect();
    let widest = names.iter().map(|name| name.len()).max().unwrap_or(0) + 1;
    // Writing to a string cannot fail.
    if !values.is_empty() {
        let names = names.join(", ");
        let _ = write!(short, " [쓸 수 있는 값: {names}]");
        if values.iter().all(|(_, said)| said.is_none()) {
            let _ = write!(long, "\n\n[쓸 수 있는 값: {names}]");
        } else {
            long.push_str("\n\n쓸 수 있는 값:");
            for (value, said) in &values {
                let name = format!("{}:", value.get_name());
                let _ = write!(long, "\n- {name:<widest$} {}", said.unwrap_or_default());
            }
        }
    }
    let defaults = arg.get_default_values().iter();
    let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
    if !defaults.is_empty() && arg.get_action().takes_values() {
        let defaults = defaults.join(", ");
        let _ = write!(short, " [기본값: {defaults}]");
        let _ = write!(long, "\n\n[기본값: {defaults}]");
    }
    (short, long)
}

/// An argument as clap names it in an error, with its values in Korean: `--limit <NUMBER>` is `--limit <수>`.
pub(in crate::app) fn named(argument: &str) -> String {
    let stand_ins = STAND_INS.iter();
    stand_ins.fold(argument.to_owned(), |said, (english, korean)| {
        said.replace(&format!("<{english}>"), &format!("<{korean}>"))
            .replace(&format!("[{english}]"), &format!("[{korean}]"))
    })
}

fn stand_in(name: &Str) -> Str {
    let found = STAND_INS.iter().find(|(english, _)| english == name);
    found.map_or_else(|| name.clone(), |(_, korean)| Str::from(*korean))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::cli::Cli;
    use clap::CommandFactory;

    fn hangul(text: &str) -> bool {
        text.chars().any(|c| ('가'..='힣').contains(&c))
    }

    /// Says what has no Korean below `command`.
    fn check(command: &Command, wrong: &mut Vec<String>) {
        let name = command.get_name();
        let mut look = |what: &str, said: Option<String>| match said {
            Some(said) if hangul(&said) => {}
            said => wrong.push(format!("{name} {what}: {said:?}")),
        };
        look("about", command.get_about().map(ToString::to_string));
        if let Some(long) = command.get_long_about() {
            look("long about", Some(long.to_string()));
        }
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            look(id, arg.get_help().map(ToString::to_string));
            look(id, arg.get_long_help().map(ToString::to_string));
            look(id, arg.get_help_heading().map(str::to_owned));
            if arg.get_action().takes_values() {
                let names = arg.get_value_names().map(|names| names.join(" "));
                look(id, names);
                for value in arg.get_possible_values() {
                    if let Some(help) = value.get_help() {
                        look(
                            &format!("{id} {}", value.get_name()),
                            Some(help.to_string()),
                        );
                    }
                }
            }
        }
        for below in command.get_subcommands() {
            check(below, wrong);
        }
    }

    #[test]
    fn every_help_text_has_korean() {
        let mut whole = Cli::command();
        whole.build();
        let mut wrong = Vec::new();
        for notes in [Notes::Written, Notes::Apart] {
            check(&spoken(whole.clone(), notes), &mut wrong);
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    #[test]
    fn no_words_are_left_over() {
        let mut whole = Cli::command();
        whole.build();
        for page in PAGES.iter().copied().flatten() {
            let command = match page.command {
                "tlslab" => Some(&whole),
                name => name
                    .split(' ')
                    .try_fold(&whole, |above, name| above.find_subcommand(name)),
            };
            let command = command.unwrap_or_else(|| panic!("no command {}", page.command));
            let long = command.get_long_about().is_some();
            assert_eq!(long, !page.more.is_empty(), "{}", page.command);
            for words in page.arguments {
                let mut all = command.get_arguments();
                let arg = all.find(|arg| arg.get_id() == words.id);
                let arg = arg.unwrap_or_else(|| panic!("{}: no {}", page.command, words.id));
                for (name, _) in words.values {
                    let values = arg.get_possible_values();
                    assert!(
                        values.iter().any(|value| value.get_name() == *name),
                        "{name}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_page_has_no_english_heading() {
        let mut whole = Cli::command();
        whole.build();
        let whole = spoken(whole, Notes::Written);
        let names: Vec<_> = whole.get_subcommands().map(Command::get_name).collect();
        for name in names {
            let mut command = whole.find_subcommand(name).unwrap().clone().term_width(80);
            for page in [command.render_help(), command.render_long_help()] {
                let page = page.to_string();
                for english in [
                    "Usage",
                    "Options",
                    "OPTIONS",
                    "Arguments",
                    "default",
                    "ossible",
                ] {
                    assert!(!page.contains(english), "{name}: {english} in {page}");
                }
            }
        }
    }

    #[test]
    fn no_row_is_wider_than_the_screen() {
        use unicode_width::UnicodeWidthStr;
        let mut whole = Cli::command();
        whole.build();
        let whole = spoken(whole, Notes::Written);
        let command = whole.find_subcommand("handshake").unwrap();
        for width in [80, 100] {
            let mut command = command.clone().term_width(width);
            for row in command.render_long_help().to_string().lines() {
                assert!(row.width() <= width, "{row}");
            }
        }
    }
}
