//! The connections of a capture, a row each: one line on wide screens, two on narrow ones.
//!
//! Columns depend on the screen alone and not on what stands in them, so that rows can be written as they come.

pub mod line;

use std::io::{self, Write};

use crate::base::level::Level;
use crate::base::text::Lang;
use crate::survey::finding::Finding;
use crate::view::layout::{Ink, Row, Span, cut, width, wrap};
use crate::view::look::{Depth, Look};
use crate::view::table::line::{Column, Line, ink};

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
    let name = |column: Column| (column.doc().say(look.lang).to_owned(), Ink::Strong);
    write(&name, Ink::Strong, look, out)?;
    let rule = "─".repeat(look.columns());
    Row(vec![Span::new(rule, Ink::Faint)]).write(look, out)
}

/// Writes one connection.
///
/// # Errors
/// Those of `out`.
pub fn row(line: &Line, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    write(&|column| line.says(column, look), line.ink(), look, out)
}

/// Writes the cells of a row, on as many lines as the screen asks for.
fn write(
    says: &dyn Fn(Column) -> (String, Ink),
    plain: Ink,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let number = format!("{:>NUMBER$}", says(Column::Number).0);
    let mut row = Row(vec![Span::new(number, plain)]);
    match Columns::new(look) {
        Columns::One { peer, name, suite } => {
            for (column, columns) in [
                (Column::Client, peer),
                (Column::Server, peer),
                (Column::Name, name),
                (Column::Version, VERSION),
                (Column::Suite, suite),
                (Column::Outcome, OUTCOME),
                (Column::Opened, OPENED),
                (Column::Findings, FINDINGS),
            ] {
                let (text, ink) = says(column);
                row = cell(row, &text, ink, columns);
            }
            row.write(look, out)
        }
        Columns::Two { left } => {
            let ((client, ink), (server, _)) = (says(Column::Client), says(Column::Server));
            row = cell(row, &format!("{client} → {server}"), ink, left);
            for (column, columns) in [(Column::Outcome, OUTCOME), (Column::Opened, FINDINGS)] {
                let (text, ink) = says(column);
                row = cell(row, &text, ink, columns);
            }
            row.write(look, out)?;
            let (name, suite) = (left * 9 / 20, left.saturating_sub(left * 9 / 20 + 2));
            let below = [
                Column::Name,
                Column::Version,
                Column::Suite,
                Column::Findings,
            ];
            let [(sni, _), (version, ink), (suites, _), (findings, worst)] = below.map(says);
            let mut row = Row::indented(NUMBER);
            row = cell(row, &sni, plain, name);
            let agreed = [version, suites].join(" ");
            row = cell(row, agreed.trim(), ink, suite + 2 + OUTCOME);
            row = cell(row, &findings, worst, FINDINGS);
            row.write(look, out)
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
    let mut rows = said(findings, indent, look).into_iter();
    rows.try_for_each(|row| row.write(look, out))
}

/// What a teacher would point at, in rows indented by `indent`.
pub fn said(findings: &[Finding], indent: usize, look: &Look) -> Vec<Row> {
    let words = Level::ALL.map(|level| width(level.doc().say(look.lang)));
    let edge = indent + words.into_iter().max().unwrap_or(0) + 2;
    let mut rows = Vec::new();
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
        rows.extend(wrap(&said, look.columns(), indent, edge));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::Text;
    use crate::base::time::Time;
    use crate::dissect::tls::codes::version::Version;
    use crate::survey::connection::{Connection, Protocol, Transport};
    use crate::survey::seen::ClientHello;
    use crate::survey::tls::Tls;

    /// The longest of everything; without TLS where `tls` is none.
    fn line(tls: Option<Box<Tls>>) -> Line {
        Line::new(&Connection {
            number: 12345,
            transport: Transport::Tcp,
            client: "[2001:db8:1234:5678:9abc:def0:1234:5678]:54321"
                .parse()
                .unwrap(),
            server: "192.168.100.200:443".parse().unwrap(),
            first_packet: 1,
            last_packet: 2,
            packets: 2,
            digits: 6,
            start: Time::default(),
            end: Time::default(),
            tcp: None,
            protocol: tls.as_ref().map(|_| Protocol::Tls),
            starttls: None,
            tls,
            findings: vec![
                Finding {
                    code: "old_version",
                    level: Level::Warning,
                    packet: None,
                    text: Text::EMPTY,
                    rfc: "",
                };
                12
            ],
        })
    }

    fn tls() -> Box<Tls> {
        let hello = ClientHello {
            sni: Some("한국어이름.\u{1b}[31m.example".to_owned()),
            ..ClientHello::default()
        };
        Box::new(Tls {
            version: Some(Version::TLS12),
            suite: Some(0xc02f),
            client_hellos: vec![hello],
            ..Tls::default()
        })
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
                row(&line(Some(tls())), &look, &mut out).unwrap();
                row(&line(None), &look, &mut out).unwrap();
                let text = String::from_utf8(out).unwrap();
                assert!(text.lines().all(|row| width(row) <= columns), "{text}");
                assert!(!text.contains('\u{1b}'));
            }
        }
    }
}
