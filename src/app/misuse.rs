//! What is said of a command line that clap cannot read: in the chosen language, with a hint.

use std::error::Error as _;
use std::ffi::OsString;
use std::io::{self, Write};
use std::net::AddrParseError;
use std::num::ParseIntError;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use thiserror::Error;

use crate::app::korean::spoken::{self, Notes};
use crate::app::locale;
use crate::app::moment::NoMoment;
use crate::app::output::{complain, printed, tell};
use crate::base::field::printable;
use crate::base::text::Lang;
use crate::pki::authority::purpose::NoPurpose;

/// A number that is none, or not in its range; both ends are in it.
#[derive(Debug, Error)]
#[error("a number from {least} to {most} is needed")]
pub struct Outside {
    /// The least that is taken.
    pub least: u64,
    /// The most that is taken.
    pub most: u64,
}

/// A whole number from `least` to `most`.
pub fn whole(least: u64, most: u64) -> impl Fn(&str) -> Result<u64, Outside> + Clone {
    move |said| match said.parse() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        Ok(_) | Err(_) => Err(Outside { least, most }),
    }
}

/// Says it, and gives the exit code. Help and version are successes; a reader that left is no error.
pub fn misused(usage: &clap::Error, arguments: &[OsString], whole: Command) -> u8 {
    let said: Vec<&str> = arguments.iter().filter_map(|said| said.to_str()).collect();
    if !usage.use_stderr() {
        let lang = wanted(&said);
        return match printed(shown(usage, arguments, whole, lang)) {
            Ok(()) => 0,
            Err(error) => complain(&error, lang),
        };
    }
    let lang = wanted(&said);
    let help = help_for(&said, &whole);
    if usage.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let page = told(usage, arguments, whole, lang);
        tell(page.trim_end());
        return 2;
    }
    match (lang, korean(usage)) {
        (Lang::Ko, Some(words)) => tell(&format!("오류: {}", printable(words.as_bytes()))),
        (Lang::Ko, None) | (Lang::En, _) => {
            let _ = usage.print();
        }
    }
    match lang {
        Lang::En => tell(&format!("hint: {help} lists what can be said here")),
        Lang::Ko => tell(&format!(
            "도움말: {help} 로 쓸 수 있는 것을 모두 볼 수 있다"
        )),
    }
    2
}

/// Where the help for what was `said` stands: behind the innermost command that it names.
fn help_for(said: &[&str], whole: &Command) -> String {
    let mut help = "tlslab ".to_owned();
    let mut found = whole;
    for word in said {
        if let Some(below) = found.find_subcommand(word) {
            help.push_str(below.get_name());
            help.push(' ');
            found = below;
        }
    }
    help + "--help"
}

/// The help that clap shows of its own accord for a command that needs another below it.
fn told(usage: &clap::Error, arguments: &[OsString], mut whole: Command, lang: Lang) -> String {
    if lang == Lang::Ko {
        whole.build();
        let asked = spoken::spoken(whole, Notes::Written).try_get_matches_from(arguments);
        if let Err(help) = asked {
            return help.to_string();
        }
    }
    usage.to_string()
}

/// Prints help or version, in Korean where it has Korean words.
fn shown(
    usage: &clap::Error,
    arguments: &[OsString],
    mut whole: Command,
    lang: Lang,
) -> io::Result<()> {
    if lang == Lang::Ko && usage.kind() == ErrorKind::DisplayHelp {
        whole.build();
        let asked = spoken::spoken(whole, Notes::Written).try_get_matches_from(arguments);
        if let Err(help) = asked {
            help.print()?;
            return io::stdout().flush();
        }
    }
    usage.print()?;
    io::stdout().flush()
}

/// The language asked for on the command line, as far as it can be read, else that of the locale.
fn wanted(said: &[&str]) -> Lang {
    let after = said
        .windows(2)
        .find_map(|pair| match pair {
            ["--lang", lang] => Some(*lang),
            _ => None,
        })
        .or_else(|| said.iter().find_map(|word| word.strip_prefix("--lang=")));
    match after {
        Some("ko") => Lang::Ko,
        Some("en") => Lang::En,
        Some(_) | None => locale::lang(&|name| std::env::var(name).ok()),
    }
}

/// The error in Korean, for the kinds people meet; none: clap's own words must do.
fn korean(usage: &clap::Error) -> Option<String> {
    let word = |kind| match usage.get(kind)? {
        ContextValue::String(one) => Some(one.clone()),
        ContextValue::Strings(many) => Some(many.join(", ")),
        _ => None,
    };
    let mut said = match usage.kind() {
        ErrorKind::InvalidSubcommand => {
            format!(
                "그런 명령은 없음: {}",
                word(ContextKind::InvalidSubcommand)?
            )
        }
        ErrorKind::UnknownArgument => {
            format!("여기에 쓸 수 없는 말: {}", word(ContextKind::InvalidArg)?)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = word(ContextKind::InvalidValue).unwrap_or_default();
            let argument = spoken::named(&word(ContextKind::InvalidArg)?);
            match value.is_empty() {
                true => format!("값이 필요함: {argument}"),
                false => format!("{argument} 값으로 쓸 수 없음: {value}"),
            }
        }
        ErrorKind::ArgumentConflict => {
            format!(
                "함께 쓸 수 없거나 두 번 쓴 옵션: {}",
                spoken::named(&word(ContextKind::InvalidArg)?)
            )
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = spoken::named(&word(ContextKind::InvalidArg)?);
            format!("빠진 것: {missing}")
        }
        _ => return None,
    };
    if let Some(valid) = word(ContextKind::ValidValue).filter(|valid| !valid.is_empty()) {
        said.push_str(&format!(". 쓸 수 있는 값: {valid}"));
    } else if let Some(why) = usage.source() {
        said.push_str(&match why.downcast_ref::<Outside>() {
            Some(Outside { least, most }) => format!(". {least}부터 {most}까지의 수가 필요하다"),
            None if why.is::<ParseIntError>() => ". 0 이상의 정수가 필요하다".to_owned(),
            None if why.is::<AddrParseError>() => {
                ". 10.0.0.7 이나 fd00::7 같은 주소가 필요하다".to_owned()
            }
            None => match (
                why.downcast_ref::<NoMoment>(),
                why.downcast_ref::<NoPurpose>(),
            ) {
                (Some(moment), _) => format!(". {}", moment.korean()),
                (_, Some(purpose)) => format!(". {}", purpose.korean()),
                (None, None) => format!(" ({why})"),
            },
        });
    }
    let close = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    if let Some(close) = close.into_iter().find_map(word) {
        said.push_str(&format!(". 혹시 {close} 인가?"));
    }
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::cli::Cli;
    use clap::{CommandFactory, Parser};

    /// A wrong command line is said in Korean, with these words in it.
    fn check(line: &str, says: &[&str]) {
        let error = Cli::try_parse_from(line.split(' ')).unwrap_err();
        let said = korean(&error).unwrap();
        for part in says {
            assert!(said.contains(part), "{line}: {part} in {said}");
        }
    }

    #[test]
    fn the_usual_slips_are_said_in_korean() {
        check(
            "tlslab hanshake",
            &["그런 명령은 없음: hanshake", "혹시 handshake"],
        );
        check("tlslab handshake --dept line", &["--dept", "혹시 --depth"]);
        check("tlslab handshake --key dsa", &["--key", "dsa", "ed25519"]);
        check(
            "tlslab handshake --loss -1",
            &["--loss", "-1", "0부터 90까지"],
        );
        check(
            "tlslab handshake --seed -1",
            &["--seed", "0부터 18446744073709551615까지"],
        );
        check("tlslab handshake --mtu 10", &["68부터 9000까지"]);
        check("tlslab handshake --loss", &["값이 필요함", "--loss"]);
        check("tlslab handshake --ipv6 --ipv6", &["--ipv6"]);
        check("tlslab handshake full extra", &["extra"]);
        check("tlslab inspect", &["빠진 것: <캡처>..."]);
        check("tlslab inspect a --export b", &["빠진 것: --follow <수>"]);
        check(
            "tlslab inspect a --limit many",
            &["--limit <수>", "0 이상의 정수"],
        );
    }

    #[test]
    fn slips_below_ca_and_cert_are_said_in_korean_to_the_end() {
        check(
            "tlslab ca issue a.test --at soon",
            &["--at <시각>", "soon. 시각은"],
        );
        check(
            "tlslab ca issue a.test --eku frob",
            &["--eku <식별자>", "frob. serverAuth"],
        );
        check(
            "tlslab cert verify a.pem --ip here",
            &["--ip <주소>", "here. 10.0.0.7"],
        );
        check("tlslab ca issue a.test --batch b", &["[이름]..."]);
        check("tlslab cert gallery --port x", &["정수가 필요하다"]);
    }

    #[test]
    fn the_hint_names_the_innermost_command() {
        let check = |line: &str, help: &str| {
            let said: Vec<&str> = line.split(' ').collect();
            assert_eq!(help_for(&said, &Cli::command()), help, "{line}");
        };
        check("tlslab ca issue --frob", "tlslab ca issue --help");
        check("tlslab --lang ko cert show", "tlslab cert show --help");
        check("tlslab ca isue", "tlslab ca --help");
        check("tlslab ca", "tlslab ca --help");
        check("tlslab frob", "tlslab --help");
        check("tlslab handshake --frob", "tlslab handshake --help");
    }

    #[test]
    fn a_command_that_needs_another_is_explained_in_korean() {
        let line = ["tlslab", "ca"];
        let usage = Cli::try_parse_from(line).unwrap_err();
        let said = told(&usage, &line.map(OsString::from), Cli::command(), Lang::Ko);
        assert!(said.contains("명령:") && !said.contains("Usage"), "{said}");
    }

    #[test]
    fn the_flag_chooses_the_language_of_the_error() {
        assert_eq!(wanted(&["tlslab", "--lang", "ko", "frob"]), Lang::Ko);
        assert_eq!(wanted(&["tlslab", "frob", "--lang=en"]), Lang::En);
    }
}
