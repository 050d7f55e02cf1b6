//! What is said of a command line that clap cannot read: in the chosen language, with a hint.

use std::error::Error as _;
use std::ffi::OsString;
use std::io::{self, Write};
use std::num::ParseIntError;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use thiserror::Error;

use crate::app::korean::spoken::{self, Notes};
use crate::app::locale;
use crate::app::ui::{complain, printed, tell};
use crate::base::field::printable;
use crate::base::text::Lang;

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
    let commands = whole.get_subcommands().map(Command::get_name);
    let help = match commands.into_iter().find(|name| said.contains(name)) {
        Some(command) => format!("tlslab {command} --help"),
        None => "tlslab --help".to_owned(),
    };
    match (wanted(&said), korean(usage)) {
        (Lang::Ko, Some(words)) => tell(&format!("오류: {}", printable(words.as_bytes()))),
        (Lang::Ko, None) | (Lang::En, _) => {
            let _ = usage.print();
        }
    }
    match wanted(&said) {
        Lang::En => tell(&format!("hint: {help} lists what can be said here")),
        Lang::Ko => tell(&format!(
            "도움말: {help} 로 쓸 수 있는 것을 모두 볼 수 있다"
        )),
    }
    2
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
            None => format!(" ({why})"),
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
    use clap::Parser;

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
    fn the_flag_chooses_the_language_of_the_error() {
        assert_eq!(wanted(&["tlslab", "--lang", "ko", "frob"]), Lang::Ko);
        assert_eq!(wanted(&["tlslab", "frob", "--lang=en"]), Lang::En);
    }
}
