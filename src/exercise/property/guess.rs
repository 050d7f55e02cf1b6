//! Verdicts guessed, and how sure whoever guessed was, beside what a verifier says.

use std::collections::BTreeMap;

use crate::base::text::Text;
use crate::base::time::Time;
use crate::exercise::property::papers;
use crate::exercise::property::test::{Case as Looked, Found, Test};
use crate::text;
use crate::trust::certificate::Certificate;
use crate::trust::question::{Question, Wanted};
use crate::trust::verify::verify;

/// The file has a line for each case of the given file `cases`, in any order: its name, `accept` or `refuse`, `sure` or `unsure`. The
/// verdicts are those of a verifier that trusts the given file `roots` at the moment `at`, in seconds since 1970.
///
/// Points: 2 for sure and right, 1 for unsure and right, 0 for unsure and wrong, -2 for sure and wrong.
pub static GUESS: Test = Test {
    name: "guess",
    look,
};

/// What a verifier says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing refuses it.
    Accept,
    /// Something does.
    Refuse,
}

impl Verdict {
    /// How it is written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Refuse => "refuse",
        }
    }
}

/// A case that can be guessed at.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name; the chain is in the file of this name and `.pem`.
    pub name: String,
    /// What a verifier says.
    pub verdict: Verdict,
    /// Mistakes of thought that lead to the other verdict.
    pub traps: Vec<&'static str>,
}

/// The cases among the `given` files; none if one cannot be read.
pub fn cases(
    given: &BTreeMap<String, Vec<u8>>,
    list: &str,
    roots: &str,
    at: Time,
) -> Option<Vec<Case>> {
    let roots = papers::certificates(given.get(roots)?)?;
    let list = std::str::from_utf8(given.get(list)?).ok()?;
    let lines = list.lines().filter_map(|line| line.split_once(' '));
    lines
        .map(|(name, host)| {
            let chain = papers::certificates(given.get(&format!("{name}.pem"))?)?;
            Some(judged(name, host.trim(), &chain, &roots, at))
        })
        .collect()
}

fn judged(name: &str, host: &str, chain: &[Vec<u8>], roots: &[Vec<u8>], at: Time) -> Case {
    let leaf = chain.first().map(Vec::as_slice).unwrap_or_default();
    let question = Question {
        intermediates: chain.get(1..).unwrap_or_default(),
        roots,
        wanted: vec![Wanted::host(host)],
        ..Question::new(leaf, at)
    };
    let verification = verify(&question);
    let mut traps = Vec::new();
    let refusing = verification.faults().filter(|fault| fault.refuses());
    for fault in refusing {
        match fault.reason.code {
            "time.expired" if fault.place.index() != Some(0) => traps.push("intermediate"),
            "name.mismatch" | "name.no-san" if common(leaf, host) => traps.push("common_name"),
            "name.wildcard-depth" | "name.wildcard-apex" => traps.push("wildcard"),
            _ => {}
        }
    }
    let own_issuer = |der: &Vec<u8>| {
        let read = Certificate::read(der);
        read.is_ok_and(|read| read.is_self_issued())
    };
    let accepted = verification.accepted();
    if accepted && chain.iter().any(own_issuer) {
        traps.push("self_signed");
    }
    Case {
        name: name.to_owned(),
        verdict: match accepted {
            true => Verdict::Accept,
            false => Verdict::Refuse,
        },
        traps,
    }
}

/// Whether the subject's common name is `host`.
fn common(der: &[u8], host: &str) -> bool {
    let read = Certificate::read(der);
    read.is_ok_and(|read| {
        let mut names = read.subject.common_names();
        names.any(|name| name.words().is_some_and(|name| name == host))
    })
}

fn look(looked: &Looked<'_>) -> Found {
    let with = looked.with;
    let at = Time::seconds(with.number("at").unwrap_or_default());
    let Some(cases) = cases(looked.given, with.text("cases"), with.text("roots"), at) else {
        return Found::Unreadable(Text::new(
            "the given cases were altered",
            "주어진 사례가 고쳐졌다",
        ));
    };
    let guesses = match guesses(looked.file, &cases) {
        Ok(guesses) => guesses,
        Err(why) => return Found::Unreadable(why),
    };
    let (mut right, mut points, mut bold) = (0, 0, 0);
    let mut wrong = Vec::new();
    for (case, (verdict, sure)) in cases.iter().zip(&guesses) {
        match (*verdict == case.verdict, sure) {
            (true, Sure::Very) => points += 2,
            (true, Sure::Not) => points += 1,
            (false, Sure::Not) => {}
            (false, Sure::Very) => {
                points -= 2;
                bold += 1;
            }
        }
        match *verdict == case.verdict {
            true => right += 1,
            false => wrong.push(case),
        }
    }
    let (all, most) = (cases.len(), 2 * cases.len());
    let seen = text!(
        en: "{right} of {all} right, {bold} sure and wrong; {points} of {most} points",
        ko: "{all}개 가운데 {right}개 맞음, 확신했지만 틀린 것 {bold}개, {most}점 가운데 {points}점",
    );
    if wrong.is_empty() {
        return Found::Holds(seen);
    }
    let trap = TRAPS
        .iter()
        .find(|trap| wrong.iter().all(|case| case.traps.contains(trap)));
    match trap {
        Some(trap) => Found::Slip(trap, seen),
        None => Found::Not(seen),
    }
}

static TRAPS: [&str; 4] = ["self_signed", "intermediate", "common_name", "wildcard"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sure {
    Very,
    Not,
}

/// The guesses in the file, in the order of the cases.
fn guesses(file: &[u8], cases: &[Case]) -> Result<Vec<(Verdict, Sure)>, Text> {
    let text = String::from_utf8_lossy(file);
    let mut found = BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (name, verdict, sure) = match words.as_slice() {
            [name, verdict, sure] => (*name, *verdict, *sure),
            _ => {
                return Err(text!(
                    en: "a line has three words, such as `case01 accept sure`: {line}",
                    ko: "한 줄은 `case01 accept sure`처럼 세 낱말이다: {line}",
                ));
            }
        };
        let verdict = match verdict {
            "accept" => Verdict::Accept,
            "refuse" => Verdict::Refuse,
            other => {
                return Err(
                    text!(en: "neither accept nor refuse: {other}", ko: "accept도 refuse도 아닌 것: {other}"),
                );
            }
        };
        let sure = match sure {
            "sure" => Sure::Very,
            "unsure" => Sure::Not,
            other => {
                return Err(
                    text!(en: "neither sure nor unsure: {other}", ko: "sure도 unsure도 아닌 것: {other}"),
                );
            }
        };
        found.insert(name.to_owned(), (verdict, sure));
    }
    let of = |case: &Case| {
        let name = &case.name;
        let missing = || text!(en: "{name} is missing", ko: "빠진 것: {name}");
        found.get(name).copied().ok_or_else(missing)
    };
    cases.iter().map(of).collect()
}
