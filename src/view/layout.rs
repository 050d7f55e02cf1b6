//! Rows of inked text, measured in columns: a Korean letter takes two.

use std::io::{self, Write};

use colored::Colorize;
use unicode_width::UnicodeWidthChar;
use unicode_width::UnicodeWidthStr;

use crate::base::field::printable;
use crate::base::side::Side;
use crate::base::text::Text;
use crate::text;
use crate::view::look::{Look, Marks, Paint};

/// A blank that does not break.
const TIE: &str = "\u{a0}";

/// The role of a run of text, which colour follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Ordinary.
    Plain,
    /// A title or the name of a step.
    Strong,
    /// Less important than what stands around it.
    Faint,
    /// Of the client.
    Client,
    /// Of the server.
    Server,
    /// The name of a value or field.
    Name,
    /// Good news.
    Good,
    /// Bad news.
    Bad,
    /// Neither.
    Maybe,
    /// A colour that is itself what is shown: the upper half of the character, then the lower.
    Pixels([u8; 3], [u8; 3]),
}

impl From<Side> for Ink {
    fn from(side: Side) -> Self {
        side.of(Self::Client, Self::Server)
    }
}

/// A run of text in one ink, safe on a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    text: String,
    ink: Ink,
}

impl Span {
    /// `text` with everything that could steer a terminal escaped.
    pub fn new(text: impl AsRef<str>, ink: Ink) -> Self {
        Self {
            text: printable(text.as_ref().as_bytes()),
            ink,
        }
    }

    /// `text` that is not broken at its blanks, such as `RFC 8446 §4.1.2`.
    pub fn tight(text: impl AsRef<str>, ink: Ink) -> Self {
        let Self { text, ink } = Self::new(text, ink);
        let text = text.replace(' ', TIE);
        Self { text, ink }
    }

    /// In ordinary ink.
    pub fn plain(text: impl AsRef<str>) -> Self {
        Self::new(text, Ink::Plain)
    }

    /// `columns` blanks.
    pub fn blank(columns: usize) -> Self {
        Self::plain(" ".repeat(columns))
    }

    /// Its ink.
    pub fn ink(&self) -> Ink {
        self.ink
    }

    /// The characters that reach the screen.
    pub fn shown(&self, marks: Marks) -> String {
        let text = self.text.replace(TIE, " ");
        match marks {
            Marks::Unicode => text,
            Marks::Ascii => text.chars().map(ascii).collect(),
        }
    }
}

/// One row of spans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row(pub Vec<Span>);

impl Row {
    /// A row that starts with `columns` blanks.
    pub fn indented(columns: usize) -> Self {
        match columns {
            0 => Self::default(),
            n => Self(vec![Span::blank(n)]),
        }
    }

    /// Its columns.
    pub fn width(&self) -> usize {
        self.0.iter().map(|span| width(&span.text)).sum()
    }

    /// Fills it with blanks to `columns`.
    #[must_use]
    pub fn padded(mut self, columns: usize) -> Self {
        let missing = columns.saturating_sub(self.width());
        if missing > 0 {
            self.0.push(Span::blank(missing));
        }
        self
    }

    /// What it says, without ink.
    pub fn text(&self) -> String {
        let text: String = self.0.iter().map(|span| span.text.as_str()).collect();
        text.replace(TIE, " ")
    }

    /// Cut at `columns`, with an ellipsis where something was lost.
    #[must_use]
    pub fn fit(self, columns: usize) -> Self {
        if self.width() <= columns {
            return self;
        }
        let mut left = columns.saturating_sub(1);
        let mut kept = Self::default();
        for mut span in self.0 {
            span.text = head(&span.text, left).to_owned();
            left = left.saturating_sub(width(&span.text));
            kept.0.push(span);
        }
        kept.0.push(Span::plain("…"));
        kept
    }

    /// Writes it and a line end, never wider than the look allows.
    pub fn write(&self, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        let mut row = self.clone().fit(look.columns());
        while let Some(last) = row.0.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() {
                break;
            }
            row.0.pop();
        }
        for span in &row.0 {
            let text = span.shown(look.marks);
            match look.paint {
                Paint::Plain => out.write_all(text.as_bytes())?,
                Paint::Colour => painted(&text, span.ink, out)?,
            }
        }
        writeln!(out)
    }
}

fn painted(text: &str, ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    if text.trim().is_empty() {
        return out.write_all(text.as_bytes());
    }
    match ink {
        Ink::Pixels([r, g, b], [under_r, under_g, under_b]) => write!(
            out,
            "\x1b[38;2;{r};{g};{b};48;2;{under_r};{under_g};{under_b}m{text}\x1b[0m"
        ),
        Ink::Plain => write!(out, "{text}"),
        Ink::Strong => write!(out, "{}", text.bold()),
        Ink::Faint => write!(out, "{}", text.bright_black()),
        Ink::Client => write!(out, "{}", text.cyan()),
        Ink::Server => write!(out, "{}", text.magenta()),
        Ink::Name => write!(out, "{}", text.blue()),
        Ink::Good => write!(out, "{}", text.green()),
        Ink::Bad => write!(out, "{}", text.red().bold()),
        Ink::Maybe => write!(out, "{}", text.yellow()),
    }
}

/// The ASCII character, as wide, that stands for one of ours.
fn ascii(c: char) -> char {
    match c {
        '─' | '–' | '—' => '-',
        '═' => '=',
        '│' => '|',
        '▶' | '→' | '›' => '>',
        '◀' | '←' => '<',
        '▼' => 'v',
        '✔' => '+',
        '✗' | '×' => 'x',
        // In formulas.
        '−' | '⁻' => '-',
        '‖' => '|',
        '⊕' => '^',
        'Σ' => 'S',
        '≈' => '~',
        '′' => '\'',
        '¹' | '₁' => '1',
        '²' | '₂' => '2',
        '³' | '₃' => '3',
        '○' => 'o',
        '…' => '~',
        '·' | '•' => '.',
        '§' => 's',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        other => other,
    }
}

/// Columns of `text`.
pub fn width(text: &str) -> usize {
    text.width()
}

/// As much of the beginning of `text` as fits in `columns`.
pub fn head(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > columns {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// `text` cut to `columns`, with an ellipsis if something was lost.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    format!("{}…", head(text, columns.saturating_sub(1)))
}

/// Long hexadecimal with its middle cut: `9c41d2aa…12e0`. Short text stays whole.
pub fn middle(digits: &str) -> String {
    const HEAD: usize = 8;
    const TAIL: usize = 4;
    match (
        digits.get(..HEAD),
        digits.get(digits.len().saturating_sub(TAIL)..),
    ) {
        (Some(head), Some(tail)) if digits.len() > 20 => format!("{head}…{tail}"),
        _ => digits.to_owned(),
    }
}

/// Breaks `spans` at blanks into rows of at most `columns`, the first indented by `first`, the others by `rest`. What has no
/// blank to break at is broken where it must.
pub fn wrap(spans: &[Span], columns: usize, first: usize, rest: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut row = Row::indented(first);
    let mut empty = true;
    for (gap, word) in words(spans) {
        let wide: usize = word.iter().map(|span| width(&span.text)).sum();
        let gap = if empty { 0 } else { gap };
        let room = columns.saturating_sub(row.width() + gap);
        let breaks = wide > columns.saturating_sub(rest) && room >= ROOM;
        if !empty && wide > room && !breaks {
            rows.push(std::mem::replace(&mut row, Row::indented(rest)));
            empty = true;
        } else if gap > 0 {
            row.0.push(Span::blank(gap));
        }
        for span in word {
            let mut left = span.text.as_str();
            while row.width() + width(left) > columns {
                let room = columns.saturating_sub(row.width());
                let part = even(head(left, room));
                if part.is_empty() && empty {
                    break;
                }
                row.0.push(Span {
                    text: part.to_owned(),
                    ink: span.ink,
                });
                left = left.get(part.len()..).unwrap_or_default();
                rows.push(std::mem::replace(&mut row, Row::indented(rest)));
                empty = true;
            }
            row.0.push(Span {
                text: left.to_owned(),
                ink: span.ink,
            });
            empty = false;
        }
    }
    if !empty {
        rows.push(row);
    }
    rows
}

/// Room that is enough to begin a word that must be broken anyway.
const ROOM: usize = 16;

/// Hexadecimal digits are not parted in the middle of a byte.
fn even(part: &str) -> &str {
    let digits = part.len() > ROOM && part.bytes().all(|b| b.is_ascii_hexdigit());
    match digits && part.len() % 2 == 1 {
        true => part.get(..part.len() - 1).unwrap_or(part),
        false => part,
    }
}

/// Words with the blanks before them; a word may have several inks.
fn words(spans: &[Span]) -> Vec<(usize, Vec<Span>)> {
    let mut words: Vec<(usize, Vec<Span>)> = Vec::new();
    let mut gap = 0;
    let mut open = false;
    for span in spans {
        for (n, piece) in span.text.split(' ').enumerate() {
            if n > 0 {
                gap += 1;
                open = false;
            }
            if piece.is_empty() {
                continue;
            }
            let part = Span {
                text: piece.to_owned(),
                ink: span.ink,
            };
            match words.last_mut() {
                Some((_, word)) if open => word.push(part),
                Some(_) | None => words.push((gap, vec![part])),
            }
            gap = 0;
            open = true;
        }
    }
    words
}

/// Sets `pieces` side by side, three blanks apart, a new row where the next does not fit.
pub fn flow(pieces: &[Vec<Span>], columns: usize, indent: usize) -> Vec<Row> {
    const GAP: usize = 3;
    let mut rows: Vec<Row> = Vec::new();
    for piece in pieces {
        let wide: usize = piece.iter().map(|span| width(&span.text)).sum();
        match rows.last_mut() {
            Some(row) if row.width() + GAP + wide <= columns => {
                row.0.push(Span::blank(GAP));
                row.0.extend(piece.iter().cloned());
            }
            Some(_) | None => rows.extend(wrap(piece, columns, indent, indent + 2)),
        }
    }
    rows
}

/// Sets `right` beside `left`, which takes `columns`.
pub fn beside(left: Vec<Row>, columns: usize, right: Vec<Row>) -> Vec<Row> {
    if right.is_empty() {
        return left;
    }
    let rows = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    (0..rows)
        .map(|_| {
            let mut row = left.next().unwrap_or_default().fit(columns).padded(columns);
            row.0.push(Span::new(" │ ", Ink::Faint));
            row.0.extend(right.next().unwrap_or_default().0);
            row
        })
        .collect()
}

/// `start` at the left edge and `end` at the right; on two rows if they do not fit on one.
pub fn ends(start: Row, end: Row, columns: usize) -> Vec<Row> {
    let (a, b) = (start.width(), end.width());
    if b == 0 {
        return vec![start.fit(columns)];
    }
    if a + 2 + b <= columns {
        let mut row = start.padded(columns - b);
        row.0.extend(end.0);
        return vec![row];
    }
    let mut below = Row::indented(columns.saturating_sub(b));
    below.0.extend(end.0);
    vec![start.fit(columns), below]
}

/// A number with a comma after every three digits.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number as short as it can be.
pub fn short(number: f64) -> String {
    match number {
        n if n >= 1e7 => format!("{n:.1e}"),
        n if n >= 100.0 || (n - n.round()).abs() < 1e-9 => format!("{n:.0}"),
        n if n >= 10.0 => format!("{n:.1}"),
        n if n >= 0.01 => format!("{n:.2}"),
        n => format!("{n:.1e}"),
    }
}

/// A number of bytes in words.
pub fn bytes_told(n: usize) -> Text {
    match n {
        1 => Text::new("1 byte", "1바이트"),
        _ => text!(en: "{n} bytes", ko: "{n}바이트"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(rows: &[Row]) -> Vec<String> {
        rows.iter().map(Row::text).collect()
    }

    #[test]
    fn korean_takes_two_columns() {
        let rows = wrap(&[Span::plain("공유 비밀 하나")], 9, 0, 2);
        assert_eq!(texts(&rows), ["공유 비밀", "  하나"]);
        assert_eq!(cut("공유 비밀", 6), "공유 …");
        assert_eq!(cut("공유비밀", 6), "공유…");
    }

    #[test]
    fn what_cannot_break_is_broken() {
        let rows = wrap(&[Span::plain("x 0123456789ab")], 6, 1, 2);
        assert_eq!(texts(&rows), [" x", "  0123", "  4567", "  89ab"]);
        let inks = wrap(&[Span::plain("ab"), Span::new("cd, e", Ink::Good)], 5, 0, 0);
        assert_eq!(texts(&inks), ["abcd,", "e"]);
    }

    #[test]
    fn long_hexadecimal_loses_its_middle() {
        assert_eq!(middle("00112233445566778899aabbcc"), "00112233…bbcc");
        assert_eq!(middle("0011"), "0011");
        assert_eq!(middle(&"가".repeat(20)).chars().count(), 20);
    }

    #[test]
    fn columns_stand_beside_each_other() {
        let rows = beside(
            vec![Row(vec![Span::plain("비밀")])],
            6,
            vec![Row(vec![Span::plain("a")]), Row(vec![Span::plain("b")])],
        );
        assert_eq!(texts(&rows), ["비밀   │ a", "       │ b"]);
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(
            Row(vec![Span::plain("a\x1b[2J\n")]).text(),
            "a\\u{1b}[2J\\n"
        );
    }

    #[test]
    fn numbers_are_short() {
        let check = |number: f64, said: &str| assert_eq!(short(number), said);
        check(1.0, "1");
        check(0.5, "0.50");
        check(23.0, "23");
        check(365.0, "365");
        check(4_294_967_296.0, "4.3e9");
        check(0.001, "1.0e-3");
    }
}
