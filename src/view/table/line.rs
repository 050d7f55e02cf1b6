//! What a table says of one connection, kept small: a capture may have millions.

use std::cmp::Ordering;
use std::net::SocketAddr;

use crate::base::level::Level;
use crate::base::text::{Doc, Text};
use crate::dissect::tls::codes::suite::SUITES;
use crate::dissect::tls::codes::version::Version;
use crate::survey::connection::{Connection, Protocol, Transport};
use crate::survey::outcome::{Outcome, outcome};
use crate::survey::tls::{Status, Tls};
use crate::text;
use crate::view::layout::Ink;
use crate::view::look::Look;

/// What the table says of one connection.
#[derive(Clone, Debug)]
pub struct Line {
    number: u32,
    client: SocketAddr,
    server: SocketAddr,
    name: Box<str>,
    transport: Transport,
    protocol: Option<Protocol>,
    version: Option<Version>,
    offered: Option<Version>,
    suite: Option<u32>,
    outcome: Outcome,
    opened: Opened,
    worst: Option<Level>,
    findings: u32,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "columns are called what stands in them")]
pub enum Column {
    Number,
    Client,
    Server,
    Name,
    Version,
    Suite,
    Outcome,
    Opened,
    Findings,
}

impl Column {
    /// Every column, from the left.
    pub const ALL: [Self; 9] = [
        Self::Number,
        Self::Client,
        Self::Server,
        Self::Name,
        Self::Version,
        Self::Suite,
        Self::Outcome,
        Self::Opened,
        Self::Findings,
    ];

    /// Its name.
    pub const fn doc(self) -> Doc {
        match self {
            Self::Number => Doc::new("#", "#"),
            Self::Client => Doc::new("client", "클라이언트"),
            Self::Server => Doc::new("server", "서버"),
            Self::Name => Doc::new("name (SNI)", "이름 (SNI)"),
            Self::Version => Doc::new("version", "버전"),
            Self::Suite => Doc::new("cipher suite", "암호 모음"),
            Self::Outcome => Doc::new("outcome", "결과"),
            Self::Opened => Doc::new("content", "내용"),
            Self::Findings => Doc::new("findings", "살필 점"),
        }
    }
}

/// How much of a connection could be read, as a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Opened {
    /// There is nothing to open.
    Nothing,
    Whole,
    Part,
    Dark,
}

impl Opened {
    fn doc(self) -> Doc {
        match self {
            Self::Nothing => Doc::EMPTY,
            Self::Whole => Doc::new("opened", "열림"),
            Self::Part => Doc::new("partly", "일부"),
            Self::Dark => Doc::new("dark", "닫힘"),
        }
    }

    fn ink(self) -> Ink {
        match self {
            Self::Nothing | Self::Dark => Ink::Faint,
            Self::Whole => Ink::Good,
            Self::Part => Ink::Maybe,
        }
    }
}

impl Line {
    /// What the table says of `connection`, which was judged before.
    pub fn new(connection: &Connection) -> Self {
        let tls = connection.tls.as_deref();
        Self {
            number: connection.number,
            client: connection.client,
            server: connection.server,
            name: tls.and_then(Tls::sni).unwrap_or_default().into(),
            transport: connection.transport,
            protocol: connection.protocol,
            version: tls.and_then(|tls| tls.version),
            offered: tls.and_then(|tls| tls.version_offered),
            suite: tls.and_then(|tls| tls.suite),
            outcome: outcome(connection),
            opened: match tls.map(|tls| tls.decryption.status) {
                None | Some(Status::NotNeeded) => Opened::Nothing,
                Some(Status::Full) => Opened::Whole,
                Some(Status::Partial) => Opened::Part,
                Some(Status::Dark) => Opened::Dark,
            },
            worst: connection.findings.iter().map(|one| one.level).max(),
            findings: u32::try_from(connection.findings.len()).unwrap_or(u32::MAX),
        }
    }

    /// The number of the connection.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Its ink where nothing else is said.
    pub fn ink(&self) -> Ink {
        match self.spoken().is_empty() {
            true => Ink::Faint,
            false => Ink::Plain,
        }
    }

    /// What stands in `column`.
    pub fn says(&self, column: Column, look: &Look) -> (String, Ink) {
        let ink = self.ink();
        match column {
            Column::Number => (self.number.to_string(), ink),
            Column::Client => (self.client.to_string(), ink),
            Column::Server => (self.server.to_string(), ink),
            Column::Name => (self.name.to_string(), ink),
            Column::Version => match self.spoken() {
                spoken if spoken.is_empty() => (look.word("no TLS", "TLS 아님").to_owned(), ink),
                spoken => (spoken, ink),
            },
            Column::Suite => (self.suite(), ink),
            Column::Outcome => (self.outcome.word().say(look.lang).to_owned(), ink),
            Column::Opened => (
                self.opened.doc().say(look.lang).to_owned(),
                self.opened.ink(),
            ),
            Column::Findings => {
                let (text, ink) = self.findings();
                (look.say(&text).to_owned(), ink)
            }
        }
    }

    /// How it compares with `other` by what stands in `column`; none: one of them has nothing there, and which is said by
    /// [`has`](Self::has).
    pub fn compare(&self, other: &Self, column: Column) -> Ordering {
        match column {
            Column::Number => self.number.cmp(&other.number),
            Column::Client => self.client.cmp(&other.client),
            Column::Server => self.server.cmp(&other.server),
            Column::Name => self.name.cmp(&other.name),
            // Their names stand in the order of their age.
            Column::Version => self.spoken().cmp(&other.spoken()),
            Column::Suite => self.suite().cmp(&other.suite()),
            Column::Outcome => self.outcome.cmp(&other.outcome),
            Column::Opened => self.opened.cmp(&other.opened),
            Column::Findings => (self.worst, self.findings).cmp(&(other.worst, other.findings)),
        }
    }

    /// Whether anything is known for `column`.
    pub fn has(&self, column: Column) -> bool {
        match column {
            Column::Number | Column::Client | Column::Server | Column::Outcome => true,
            Column::Name => !self.name.is_empty(),
            Column::Version => !self.spoken().is_empty(),
            Column::Suite => self.suite.is_some(),
            Column::Opened => self.opened != Opened::Nothing,
            Column::Findings => self.worst.is_some(),
        }
    }

    /// A number that does not fall where [`compare`](Self::compare) rises: most comparisons need no more.
    pub fn rank(&self, column: Column) -> u64 {
        match column {
            Column::Number => self.number.into(),
            Column::Client => ends(self.client),
            Column::Server => ends(self.server),
            Column::Name => words(&self.name),
            Column::Version => words(&self.spoken()),
            Column::Suite => words(&self.suite()),
            Column::Outcome => self.outcome as u64,
            Column::Opened => self.opened as u64,
            Column::Findings => {
                let weight = self.worst.map_or(0, |level| 1 + level as u64);
                weight << 32 | u64::from(self.findings)
            }
        }
    }

    /// What is spoken, in a word: the version agreed on, else the highest that was offered with a question mark.
    fn spoken(&self) -> String {
        let version = match (self.version, self.offered) {
            (Some(version), _) => version.name(),
            (None, Some(offered)) => format!("{}?", offered.name()),
            (None, None) => String::new(),
        };
        match (self.protocol, self.transport) {
            (None, Transport::Tcp) => String::new(),
            (None, Transport::Udp) => "UDP".to_owned(),
            (Some(Protocol::Quic), _) => "QUIC".to_owned(),
            (Some(Protocol::Dtls), _) if version.is_empty() => "DTLS".to_owned(),
            (Some(Protocol::Tls), _) if version.is_empty() => "TLS".to_owned(),
            (Some(Protocol::Dtls | Protocol::Tls), _) => version,
        }
    }

    /// The suite's name without the words that stand in every one.
    fn suite(&self) -> String {
        let Some(code) = self.suite else {
            return String::new();
        };
        match SUITES.row(code.into()) {
            Some(row) => row.name.trim_start_matches("TLS_").replace("_WITH_", "_"),
            None => format!("{code:#06x}"),
        }
    }

    fn findings(&self) -> (Text, Ink) {
        let n = self.findings;
        let Some(worst) = self.worst else {
            return (Text::EMPTY, Ink::Plain);
        };
        let (en, ko) = (worst.doc().en, worst.doc().ko);
        let said = match (worst, n) {
            (Level::Note, 1) => text!(en: "1 note", ko: "참고 1개"),
            (Level::Note, _) => text!(en: "{n} notes", ko: "참고 {n}개"),
            (Level::Warning | Level::Error, 1) => text!(en: "1 {en}", ko: "{ko} 1개"),
            (Level::Warning | Level::Error, _) => text!(en: "{n}, {en}", ko: "{n}개, {ko}"),
        };
        (said, ink(worst))
    }
}

/// The ink of a level.
pub(super) fn ink(level: Level) -> Ink {
    match level {
        Level::Note => Ink::Faint,
        Level::Warning => Ink::Maybe,
        Level::Error => Ink::Bad,
    }
}

/// The first letters of a word as a number.
fn words(word: &str) -> u64 {
    let mut bytes = [0; 8];
    for (room, byte) in bytes.iter_mut().zip(word.bytes()) {
        *room = byte;
    }
    u64::from_be_bytes(bytes)
}

/// As much of an address as fits, those of IPv4 first as they compare.
fn ends(end: SocketAddr) -> u64 {
    match end {
        SocketAddr::V4(end) => u64::from(u32::from(*end.ip())) << 16 | u64::from(end.port()),
        SocketAddr::V6(end) => {
            let high = u128::from(*end.ip()) >> 65;
            1 << 63 | u64::try_from(high).unwrap_or(u64::MAX >> 1)
        }
    }
}
