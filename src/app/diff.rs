//! `tlslab diff`: two connections side by side, from scenarios or captures.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::app::carry::{Wire, carry};
use crate::app::everywhere::Form;
use crate::app::inspect::one::{Openers, pick};
use crate::app::inspect::remarks::quoted;
use crate::app::misuse::whole;
use crate::app::output::complain;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::nearest::nearest;
use crate::base::text::Text;
use crate::lab::knobs::Knobs;
use crate::lab::scenario::Scenario;
use crate::lab::scenarios::list::{self, SCENARIOS};
use crate::story::compare::parts::parts;
use crate::story::compare::tell::{Operand, compare};
use crate::story::evidence::Evidence;
use crate::story::model::Story;
use crate::story::tell::tell;
use crate::text;
use crate::view::look::Folded;

/// Say how one connection differs from another, and why
///
/// Each of the two is a scenario, as `tlslab handshake` takes it, or a capture. Of a capture with several connections one is named
/// by its number: FILE#2; of a scenario too: resumption#1; without a number it is the last. A file called like a scenario is given
/// with its path: ./full. Both scenarios are run from the same seed, so that what differs is no matter of chance. Exit code 0 if
/// the two were compared, whether they differ or not; nothing is wrong with being different.
#[derive(Args, Debug)]
pub struct Diff {
    /// A scenario or a capture; - is a capture on standard input
    #[arg(value_name = "LEFT")]
    left: OsString,
    /// The scenario or capture to hold against it
    #[arg(value_name = "RIGHT")]
    right: OsString,
    /// File with secrets, as SSLKEYLOGFILE has them; may be given more than once
    #[arg(long, value_name = "FILE")]
    keys: Vec<PathBuf>,
    /// The server's private RSA key (PEM or DER); may be given more than once
    #[arg(long, value_name = "FILE")]
    rsa_key: Vec<PathBuf>,
    /// Draw everything random in scenarios from this number, the same on both sides
    #[arg(long, value_name = "NUMBER", default_value_t = 1, allow_negative_numbers = true, value_parser = whole(0, u64::MAX))]
    seed: u64,
    /// Show folded steps too, and those of connections that are not compared
    #[arg(long)]
    all: bool,
}

/// What one of the two stands for.
enum Stands {
    /// A scenario, and which of its connections.
    For(&'static Scenario, Option<usize>),
    /// A capture, and which of its connections, as lists number them.
    In(PathBuf, Option<u32>),
}

/// One of the two, read.
struct Told {
    story: Story,
    name: String,
    connection: Option<usize>,
    broken: Option<Refusal>,
}

impl Diff {
    /// Reads or runs both, and tells how they differ.
    ///
    /// # Errors
    /// If there is no such scenario or connection, if a capture cannot be read; those of the output.
    pub fn run(self, ui: &Ui) -> Result<Answer> {
        check_steps(ui)?;
        check_blanks(ui)?;
        ui.check()?;
        let (left, right) = (stands(&self.left)?, stands(&self.right)?);
        if let (Stands::In(a, _), Stands::In(b, _)) = (&left, &right)
            && a == b
            && a.as_os_str() == "-"
        {
            return Err(Refusal::read_twice().into());
        }
        let left = self.told(left, &self.left, ui)?;
        let right = self.told(right, &self.right, ui)?;
        let operand =
            |told: &'_ Told| -> (String, Option<usize>) { (told.name.clone(), told.connection) };
        let ((a, one), (b, other)) = (operand(&left), operand(&right));
        let comparison = compare(
            Operand {
                story: &left.story,
                name: a,
                connection: one,
            },
            Operand {
                story: &right.story,
                name: b,
                connection: other,
            },
        );
        let folded = match self.all {
            true => Folded::Show,
            false => Folded::Hide,
        };
        ui.compare(&comparison, folded, self.next())?;
        let broken: Vec<Refusal> = [left.broken, right.broken].into_iter().flatten().collect();
        let damaged = !broken.is_empty();
        for refusal in broken {
            complain(&refusal.into(), ui.lang());
        }
        Ok(match damaged {
            true => Answer::Damaged,
            false => Answer::Good,
        })
    }

    fn told(&self, stands: Stands, said: &OsStr, ui: &Ui) -> Result<Told> {
        let name = said.to_string_lossy().into_owned();
        match stands {
            Stands::For(scenario, connection) => {
                let story = tell(&self.carried(scenario)?);
                let count = parts(&story).len();
                if let Some(asked) = connection
                    && asked >= count
                {
                    return Err(no_connection(scenario.name, count).into());
                }
                Ok(Told {
                    story,
                    name,
                    connection,
                    broken: None,
                })
            }
            Stands::In(place, number) => {
                no_certificate(&place)?;
                let openers = Openers {
                    keys: &self.keys,
                    rsa: &self.rsa_key,
                };
                let picked = pick(&place, number, openers, ui)?;
                // What a capture is called, is called so in every sentence: without its folders.
                let short = place.file_name().unwrap_or(place.as_os_str());
                let short = short.to_string_lossy();
                Ok(Told {
                    story: tell(&picked.evidence),
                    name: match number {
                        Some(number) => format!("{short}#{number}"),
                        None => short.into_owned(),
                    },
                    connection: None,
                    broken: picked.broken,
                })
            }
        }
    }

    fn carried(&self, scenario: &Scenario) -> Result<Evidence> {
        let knobs = Knobs {
            seed: Some(self.seed),
            ..Knobs::default()
        };
        carry(scenario, &knobs, Wire::Virtual)
    }

    /// Commands worth trying next.
    fn next(&self) -> Vec<String> {
        let said = [&self.left, &self.right];
        if said
            .iter()
            .any(|said| said.as_encoded_bytes().starts_with(b"-"))
        {
            return Vec::new();
        }
        let [left, right] = said.map(|said| quoted(Path::new(said)));
        vec![
            format!("tlslab diff {left} {right} --as tui"),
            format!("tlslab diff {left} {right} --depth field"),
            format!("tlslab diff {left} {right} --as html -o x.html"),
        ]
    }
}

/// Refuses to stop at every step of what is two stories.
fn check_steps(ui: &Ui) -> Result<(), Refusal> {
    if !ui.talks() || ui.form() == Form::Tui {
        return Ok(());
    }
    Err(Refusal::usage(
        Text::new(
            "--step goes through one story, and these are two",
            "--step 은 이야기 하나를 따라간다. 이것은 둘이다",
        ),
        Text::new(
            "--as tui goes through both, side by side",
            "--as tui 로 둘을 나란히 따라갈 수 있다",
        ),
    ))
}

/// Refuses blanks: they are for one story.
fn check_blanks(ui: &Ui) -> Result<(), Refusal> {
    if !ui.blanks() {
        return Ok(());
    }
    Err(Refusal::usage(
        Text::new(
            "--blanks makes a page of one story, and this compares two",
            "--blanks 는 이야기 하나로 만든다. 이것은 둘의 비교이다",
        ),
        Text::new(
            "tlslab handshake and inspect make one: add --blanks to either",
            "tlslab handshake 나 inspect 에 --blanks 를 붙인다",
        ),
    ))
}

/// What was meant: a scenario wins over a file of its name, unless a path is given.
fn stands(said: &OsStr) -> Result<Stands, Refusal> {
    let place = PathBuf::from(said);
    let Some(words) = said.to_str() else {
        return Ok(Stands::In(place, None));
    };
    let (base, number) = numbered(words);
    let path = words.contains(['/', '\\']) || base == "-";
    if !path && let Some(scenario) = list::named(base) {
        let connection = match number {
            Some(0) => return Err(no_connection(base, 0)),
            Some(number) => usize::try_from(number).ok().map(|n| n - 1),
            None => None,
        };
        return Ok(Stands::For(scenario, connection));
    }
    if place.exists() {
        return Ok(Stands::In(place, None));
    }
    if number.is_some() && (base == "-" || Path::new(base).exists()) {
        return Ok(Stands::In(PathBuf::from(base), number));
    }
    if path || base.contains('.') {
        return Ok(Stands::In(PathBuf::from(base), number));
    }
    let hint = match nearest(base, SCENARIOS.iter().map(|scenario| scenario.name)) {
        Some(close) => {
            text!(en: "did you mean {close}? tlslab scenarios lists them all", ko: "비슷한 이름: {close}. tlslab scenarios 로 모두 볼 수 있다")
        }
        None => Text::new(
            "tlslab scenarios lists the scenarios; a capture is named by its file",
            "시나리오는 tlslab scenarios 로 모두 볼 수 있다. 캡처는 파일 이름으로 준다",
        ),
    };
    Err(Refusal::usage(
        text!(en: "there is no scenario and no file called {base}", ko: "그런 시나리오도 파일도 없음: {base}"),
        hint,
    ))
}

/// What stands before `#2` or `:2`, and the number.
fn numbered(words: &str) -> (&str, Option<u32>) {
    let found = words.rsplit_once(['#', ':']);
    match found.and_then(|(base, number)| Some((base, number.parse().ok()?))) {
        Some((base, number)) => (base, Some(number)),
        None => (words, None),
    }
}

fn no_connection(name: &str, count: usize) -> Refusal {
    let hint = match count {
        0 => Text::new(
            "connections are numbered from 1",
            "연결 번호는 1부터 시작한다",
        ),
        1 => text!(en: "it has one: leave the number out", ko: "연결이 하나뿐이다. 번호를 뺀다"),
        _ => text!(en: "they are numbered from 1 to {count}", ko: "번호: 1~{count}"),
    };
    Refusal::usage(
        text!(en: "{name} has no such connection", ko: "{name}: 그런 연결이 없음"),
        hint,
    )
}

/// Two certificates are compared elsewhere.
fn no_certificate(place: &Path) -> Result<(), Refusal> {
    let mut head = [0; 10];
    let read = File::open(place).and_then(|mut file| file.read(&mut head));
    let (pem, der) = (
        head.starts_with(b"-----BEGIN"),
        head.starts_with(&[0x30, 0x82]),
    );
    if read.is_err() || !(pem || der) {
        return Ok(());
    }
    let name = place.display();
    Err(Refusal::usage(
        text!(
            en: "{name} looks like a certificate, not like a capture",
            ko: "{name}: 캡처가 아니라 인증서로 보임"
        ),
        Text::new(
            "tlslab cert diff A B compares certificates",
            "인증서는 tlslab cert diff A B 로 비교한다",
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_behind_a_mark() {
        assert_eq!(numbered("x.pcap#2"), ("x.pcap", Some(2)));
        assert_eq!(numbered("x.pcap:12"), ("x.pcap", Some(12)));
        assert_eq!(numbered("c:/x.pcap"), ("c:/x.pcap", None));
        assert_eq!(numbered("full"), ("full", None));
    }

    #[test]
    fn a_scenario_wins_over_a_file_unless_a_path_is_given() {
        assert!(matches!(stands(OsStr::new("full")), Ok(Stands::For(..))));
        assert!(matches!(stands(OsStr::new("./full")), Ok(Stands::In(..))));
        assert!(matches!(
            stands(OsStr::new("resumption#1")),
            Ok(Stands::For(_, Some(0)))
        ));
        assert!(stands(OsStr::new("ful")).is_err());
        assert!(stands(OsStr::new("full#0")).is_err());
    }
}
