//! The connections of a capture, a row each: one line on wide screens, two on narrow ones.
//!
//! Columns depend on the screen alone and not on what stands in them, so that rows can be written as they come.

use std::io::{self, Write};
use std::net::SocketAddr;

use crate::base::level::Level;
use crate::base::text::{Lang, Text};
use crate::dissect::tls::codes::suite::SUITES;
use crate::survey::connection::{Connection, Protocol, Transport};
use crate::survey::finding::Finding;
use crate::survey::tls::{Status, Tls};
use crate::text;
use crate::view::layout::{Ink, Row, Span, cut, width, wrap};
use crate::view::look::{Depth, Look};

/// What the table says of one connection.
#[derive(Clone, Debug)]
pub struct Line {
    number: u32,
    client: SocketAddr,
    server: SocketAddr,
    name: String,
    version: Text,
    suite: String,
    outcome: Text,
    opened: Opened,
    worst: Option<Level>,
    findings: usize,
}

/// How much of a connection could be read, as a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opened {
    /// There is nothing to open.
    Nothing,
    Whole,
    Part,
    Dark,
}

impl Opened {
    fn text(self) -> Text {
        match self {
            Self::Nothing => Text::EMPTY,
            Self::Whole => Text::new("opened", "열림"),
            Self::Part => Text::new("partly", "일부"),
            Self::Dark => Text::new("dark", "닫힘"),
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
    /// What the table says of `connection`, which ended as `outcome` says.
    pub fn new(connection: &Connection, outcome: Text) -> Self {
        let tls = connection.tls.as_deref();
        Self {
            number: connection.number,
            client: connection.client,
            server: connection.server,
            name: tls.and_then(Tls::sni).unwrap_or_default().to_owned(),
            version: spoken(connection),
            suite: tls.and_then(|tls| tls.suite).map(suite).unwrap_or_default(),
            outcome,
            opened: match tls.map(|tls| tls.decryption.status) {
                None | Some(Status::NotNeeded) => Opened::Nothing,
                Some(Status::Full) => Opened::Whole,
                Some(Status::Partial) => Opened::Part,
                Some(Status::Dark) => Opened::Dark,
            },
            worst: connection.findings.iter().map(|one| one.level).max(),
            findings: connection.findings.len(),
        }
    }

    fn ink(&self) -> Ink {
        match self.version.is_empty() {
            true => Ink::Faint,
            false => Ink::Plain,
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

/// What is spoken, in a word: the version agreed on, else the highest that was offered with a question mark.
fn spoken(connection: &Connection) -> Text {
    let Some(tls) = &connection.tls else {
        return match connection.transport {
            Transport::Tcp => Text::EMPTY,
            Transport::Udp => Text::same("UDP"),
        };
    };
    let version = match (tls.version, tls.version_offered) {
        (Some(version), _) => version.name(),
        (None, Some(offered)) => format!("{}?", offered.name()),
        (None, None) => String::new(),
    };
    match connection.protocol {
        Some(Protocol::Quic) => Text::same("QUIC"),
        Some(Protocol::Dtls) if version.is_empty() => Text::same("DTLS"),
        Some(Protocol::Tls) if version.is_empty() => Text::same("TLS"),
        Some(Protocol::Dtls | Protocol::Tls) | None => Text::same(version),
    }
}

/// A suite's name without the words that stand in every one.
fn suite(code: u32) -> String {
    match SUITES.row(code.into()) {
        Some(row) => row.name.trim_start_matches("TLS_").replace("_WITH_", "_"),
        None => format!("{code:#06x}"),
    }
}

/// Where the columns stand.
#[derive(Clone, Copy, Debug)]
enum Columns {
    /// All on one line.
    One {
        peer: usize,
        name: usize,
        suite: usize,
    },
    /// Peers and outcome above; name, version and suite below.
    Two { left: usize },
}

const NUMBER: usize = 5;
const VERSION: usize = 8;
const OUTCOME: usize = 16;
const OPENED: usize = 8;
const FINDINGS: usize = 11;

impl Columns {
    fn new(look: &Look) -> Self {
        let whole = look.columns();
        let fixed = NUMBER + VERSION + OUTCOME + OPENED + FINDINGS + 8 * 2;
        match whole.checked_sub(fixed) {
            Some(free) if whole >= Look::WIDE => {
                let peer = (free * 3 / 10).clamp(17, 44);
                let rest = free.saturating_sub(2 * peer);
                let suite = (rest / 2).min(34);
                Self::One {
                    peer,
                    name: rest - suite,
                    suite,
                }
            }
            Some(_) | None => Self::Two {
                left: whole.saturating_sub(NUMBER + 2 + OUTCOME + 2 + FINDINGS + 2),
            },
        }
    }
}

/// Writes the names of the columns.
///
/// # Errors
/// Those of `out`.
pub fn heading(look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let word = |en, ko| look.word(en, ko).to_owned();
    let cells = Cells {
        number: "#".to_owned(),
        client: (word("client", "클라이언트"), Ink::Strong),
        server: (word("server", "서버"), Ink::Strong),
        name: (word("name (SNI)", "이름 (SNI)"), Ink::Strong),
        version: (word("version", "버전"), Ink::Strong),
        suite: (word("cipher suite", "암호 모음"), Ink::Strong),
        outcome: (word("outcome", "결과"), Ink::Strong),
        opened: (word("content", "내용"), Ink::Strong),
        findings: (word("findings", "살필 점"), Ink::Strong),
        ink: Ink::Strong,
    };
    cells.write(look, out)?;
    let rule = "─".repeat(look.columns());
    Row(vec![Span::new(rule, Ink::Faint)]).write(look, out)
}

/// Writes one connection.
///
/// # Errors
/// Those of `out`.
pub fn row(line: &Line, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let ink = line.ink();
    let (findings, worst) = line.findings();
    let version = match line.version.is_empty() {
        true => look.word("no TLS", "TLS 아님").to_owned(),
        false => look.say(&line.version).to_owned(),
    };
    let cells = Cells {
        number: line.number.to_string(),
        client: (line.client.to_string(), ink),
        server: (line.server.to_string(), ink),
        name: (line.name.clone(), ink),
        version: (version, ink),
        suite: (line.suite.clone(), ink),
        outcome: (look.say(&line.outcome).to_owned(), ink),
        opened: (look.say(&line.opened.text()).to_owned(), line.opened.ink()),
        findings: (look.say(&findings).to_owned(), worst),
        ink,
    };
    cells.write(look, out)
}

/// The words of one row, each with its ink.
struct Cells {
    number: String,
    client: (String, Ink),
    server: (String, Ink),
    name: (String, Ink),
    version: (String, Ink),
    suite: (String, Ink),
    outcome: (String, Ink),
    opened: (String, Ink),
    findings: (String, Ink),
    ink: Ink,
}

impl Cells {
    fn write(self, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        let number = format!("{:>NUMBER$}", self.number);
        let mut row = Row(vec![Span::new(number, self.ink)]);
        match Columns::new(look) {
            Columns::One { peer, name, suite } => {
                for ((text, ink), columns) in [
                    (self.client, peer),
                    (self.server, peer),
                    (self.name, name),
                    (self.version, VERSION),
                    (self.suite, suite),
                    (self.outcome, OUTCOME),
                    (self.opened, OPENED),
                    (self.findings, FINDINGS),
                ] {
                    row = cell(row, &text, ink, columns);
                }
                row.write(look, out)
            }
            Columns::Two { left } => {
                let ((client, ink), (server, _)) = (self.client, self.server);
                row = cell(row, &format!("{client} → {server}"), ink, left);
                row = cell(row, &self.outcome.0, self.outcome.1, OUTCOME);
                row = cell(row, &self.opened.0, self.opened.1, FINDINGS);
                row.write(look, out)?;
                let (name, suite) = (left * 9 / 20, left.saturating_sub(left * 9 / 20 + 2));
                let below = [
                    &self.name.0,
                    &self.version.0,
                    &self.suite.0,
                    &self.findings.0,
                ];
                if below.iter().all(|text| text.is_empty()) {
                    return Ok(());
                }
                let mut row = Row::indented(NUMBER);
                row = cell(row, &self.name.0, self.name.1, name);
                let agreed = [self.version.0, self.suite.0].join(" ");
                row = cell(row, agreed.trim(), self.version.1, suite + 2 + OUTCOME);
                row = cell(row, &self.findings.0, self.findings.1, FINDINGS);
                row.write(look, out)
            }
        }
    }
}

/// `row` with two blanks and a cell of `columns` after it.
fn cell(mut row: Row, text: &str, ink: Ink, columns: usize) -> Row {
    let end = row.width() + 2 + columns;
    row.0.push(Span::blank(2));
    row.0.push(Span::new(cut(text, columns), ink));
    row.padded(end)
}

/// Whether rows have their findings said below them.
pub fn says_findings(look: &Look) -> bool {
    match look.depth {
        Depth::Line | Depth::Block => false,
        Depth::Field | Depth::Byte => true,
    }
}

/// Writes the findings of a connection below its row, where they are said.
///
/// # Errors
/// Those of `out`.
pub fn beneath(findings: &[Finding], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    match says_findings(look) {
        true => sentences(findings, NUMBER + 2, look, out),
        false => Ok(()),
    }
}

/// Writes what a teacher would point at, each finding with its frame and its source.
///
/// # Errors
/// Those of `out`.
pub fn findings(findings: &[Finding], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    let heading = look.word("What a teacher would point at", "살펴볼 점");
    Row(vec![Span::new(heading, Ink::Strong)]).write(look, out)?;
    sentences(findings, 2, look, out)
}

fn sentences(
    findings: &[Finding],
    indent: usize,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Level::ALL.map(|level| width(level.doc().say(look.lang)));
    let edge = indent + words.into_iter().max().unwrap_or(0) + 2;
    for finding in findings {
        let word = finding.level.doc().say(look.lang);
        let place = match (finding.packet, look.lang) {
            (Some(packet), Lang::En) => format!("  frame {packet}"),
            (Some(packet), Lang::Ko) => format!("  프레임 {packet}"),
            (None, _) => String::new(),
        };
        let code = finding.code;
        let source = format!(" [{code}]{place}  {}", finding.rfc);
        let said = [
            Span::new(word, ink(finding.level)),
            Span::blank(edge.saturating_sub(indent + width(word))),
            Span::plain(look.say(&finding.text)),
            Span::new(source.trim_end(), Ink::Faint),
        ];
        for row in wrap(&said, look.columns(), indent, edge) {
            row.write(look, out)?;
        }
    }
    Ok(())
}

fn ink(level: Level) -> Ink {
    match level {
        Level::Note => Ink::Faint,
        Level::Warning => Ink::Maybe,
        Level::Error => Ink::Bad,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(version: Text) -> Line {
        Line {
            number: 12345,
            client: "[2001:db8:1234:5678:9abc:def0:1234:5678]:54321"
                .parse()
                .unwrap(),
            server: "192.168.100.200:443".parse().unwrap(),
            name: "한국어이름.\u{1b}[31m.example".to_owned(),
            version,
            suite: "ECDHE_RSA_AES_128_GCM_SHA256".to_owned(),
            outcome: Text::new("completed", "완료"),
            opened: Opened::Dark,
            worst: Some(Level::Warning),
            findings: 12,
        }
    }

    #[test]
    fn no_row_is_wider_than_the_screen() {
        for lang in [Lang::En, Lang::Ko] {
            for columns in [40, 80, 119, 120, 140, 200] {
                let look = Look {
                    width: columns,
                    lang,
                    ..Look::default()
                };
                let mut out = Vec::new();
                heading(&look, &mut out).unwrap();
                row(&line(Text::same("TLS 1.2")), &look, &mut out).unwrap();
                row(&line(Text::EMPTY), &look, &mut out).unwrap();
                let text = String::from_utf8(out).unwrap();
                assert!(text.lines().all(|row| width(row) <= columns), "{text}");
                assert!(!text.contains('\u{1b}'));
            }
        }
    }
}
