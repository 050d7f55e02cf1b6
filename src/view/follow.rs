//! The application bytes of one connection as a conversation: who said what, HTTP/1.1 as text, the rest as bytes.

use std::io::{self, Write};

use crate::base::side::Side;
use crate::base::text::{Text, plural};
use crate::text;
use crate::view::http::{Part, parts};
use crate::view::layout::{Ink, Row, Span, bytes_told, wrap};
use crate::view::look::{Depth, Look};

/// What both ends said, in the order it was seen.
#[derive(Clone, Debug, Default)]
pub struct Conversation {
    /// Turns: one ends where the other end speaks.
    pub turns: Vec<Turn>,
    /// Bytes of each side, client first, those not kept included.
    pub bytes: [u64; 2],
    kept: usize,
}

/// What one end said before the other spoke.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Who.
    pub from: Side,
    /// The frame that completed its first bytes.
    pub packet: u32,
    /// Its bytes, as far as they are kept.
    pub bytes: Vec<u8>,
    /// How many there were.
    pub length: u64,
}

impl Conversation {
    /// Bytes that are kept to be shown; what comes after is counted.
    pub const MOST: usize = 8 << 20;
    /// Turns that are kept.
    const TURNS: usize = 20_000;

    /// Adds bytes that `from` said, completed by the frame `packet`.
    pub fn say(&mut self, from: Side, packet: u32, bytes: &[u8]) {
        let [client, server] = &mut self.bytes;
        *from.of(client, server) += bytes.len() as u64;
        let goes_on = self.turns.last().is_some_and(|turn| turn.from == from);
        if !goes_on && self.turns.len() < Self::TURNS {
            self.turns.push(Turn {
                from,
                packet,
                bytes: Vec::new(),
                length: 0,
            });
        }
        if let Some(turn) = self.turns.last_mut().filter(|turn| turn.from == from) {
            turn.length += bytes.len() as u64;
            let room = Self::MOST.saturating_sub(self.kept).min(bytes.len());
            turn.bytes
                .extend_from_slice(bytes.get(..room).unwrap_or_default());
            self.kept += room;
        }
    }
}

/// Bytes of one part that are shown at each depth.
fn most(depth: Depth) -> usize {
    match depth {
        Depth::Line => 0,
        Depth::Block => 1 << 10,
        Depth::Field => 16 << 10,
        Depth::Byte => usize::MAX,
    }
}

/// Writes the conversation.
///
/// # Errors
/// Those of `out`.
pub fn write(talk: &Conversation, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let [client, server] = talk.bytes;
    let turns = talk.turns.len();
    let s = plural(turns);
    let sums = text!(
        en: "{turns} turn{s}: the client said {client} bytes, the server {server}",
        ko: "차례 {turns}번: 클라이언트 {client}바이트, 서버 {server}바이트"
    );
    for row in wrap(&[Span::plain(look.say(&sums))], look.columns(), 0, 2) {
        row.write(look, out)?;
    }
    for turn in &talk.turns {
        if look.depth != Depth::Line {
            writeln!(out)?;
        }
        speak(turn, look, out)?;
    }
    Ok(())
}

fn speak(turn: &Turn, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let ink = Ink::from(turn.from);
    let who = turn.from.text();
    let (packet, length) = (turn.packet, turn.length);
    let place =
        text!(en: "  frame {packet}, {length} bytes", ko: "  프레임 {packet}, {length}바이트");
    let arrow = turn.from.of("──▶ ", "◀── ");
    let mut row = Row(vec![
        Span::new(arrow, ink),
        Span::new(look.say(&who), ink),
        Span::new(look.say(&place), Ink::Faint),
    ]);
    if look.depth == Depth::Line {
        let first = turn.bytes.split(|b| matches!(b, b'\r' | b'\n')).next();
        let first = first.unwrap_or_default();
        if !first.is_empty() && readable(first) {
            row.0.push(Span::plain("  "));
            row.0.push(Span::plain(String::from_utf8_lossy(first)));
        }
        return row.write(look, out);
    }
    row.write(look, out)?;
    for part in parts(&turn.bytes) {
        match part {
            Part::Head(head) => text(head, most(look.depth).max(4 << 10), look, ink, out)?,
            Part::Note(note) => {
                let span = Span::new(format!("({})", look.say(&note)), Ink::Maybe);
                for row in wrap(&[span], look.columns(), 4, 6) {
                    row.write(look, out)?;
                }
            }
            Part::Packed { read, .. } if readable(&read) => {
                text(&read, most(look.depth), look, Ink::Plain, out)?;
            }
            Part::Packed { sent, .. } => dump(sent, look, out)?,
            Part::Body(body) if readable(body) => {
                text(body, most(look.depth), look, Ink::Plain, out)?;
            }
            Part::Body(body) => dump(body, look, out)?,
        }
    }
    let missing = turn.length.saturating_sub(turn.bytes.len() as u64);
    if missing > 0 {
        beyond(missing, look, out)?;
    }
    Ok(())
}

/// Whether bytes are text that a person can read.
fn readable(bytes: &[u8]) -> bool {
    let sample = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let cut = match std::str::from_utf8(sample) {
        Ok(_) => 0,
        // A character may be cut at the end of what is looked at.
        Err(fault) if fault.error_len().is_none() => sample.len() - fault.valid_up_to(),
        Err(_) => return false,
    };
    let sample = sample.get(..sample.len() - cut).unwrap_or_default();
    sample
        .iter()
        .all(|b| matches!(b, b'\t' | b'\r' | b'\n' | 0x20..=0x7e | 0x80..))
}

fn text(bytes: &[u8], most: usize, look: &Look, ink: Ink, out: &mut dyn Write) -> io::Result<()> {
    let shown = bytes.get(..bytes.len().min(most)).unwrap_or_default();
    let said = String::from_utf8_lossy(shown);
    for line in said.lines() {
        for row in wrap(&[Span::new(line, ink)], look.columns(), 4, 6) {
            row.write(look, out)?;
        }
        if line.is_empty() {
            writeln!(out)?;
        }
    }
    left_out((bytes.len() - shown.len()) as u64, look, out)
}

/// Bytes sixteen a row where there is room, else eight, with their letters.
fn dump(bytes: &[u8], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let wide = if look.columns() >= 78 { 16 } else { 8 };
    let most = most(look.depth) / 4;
    let shown = bytes.get(..bytes.len().min(most)).unwrap_or_default();
    for (n, line) in shown.chunks(wide).enumerate() {
        let digits: Vec<String> = line.iter().map(|b| format!("{b:02x}")).collect();
        let letters: String = line
            .iter()
            .map(|b| match b {
                0x20..=0x7e => char::from(*b),
                _ => '.',
            })
            .collect();
        let mut row = Row(vec![
            Span::new(format!("    {:05x}  ", n * wide), Ink::Faint),
            Span::plain(digits.join(" ")),
        ]);
        row = row.padded(11 + wide * 3 + 1);
        row.0.push(Span::new(letters, Ink::Faint));
        row.write(look, out)?;
    }
    left_out((bytes.len() - shown.len()) as u64, look, out)
}

fn left_out(bytes: u64, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if bytes == 0 {
        return Ok(());
    }
    let n = bytes_told(usize::try_from(bytes).unwrap_or(usize::MAX));
    let (en, ko) = (&n.en, &n.ko);
    let more = match look.depth {
        Depth::Byte => return beyond(bytes, look, out),
        Depth::Line | Depth::Block | Depth::Field => {
            text!(en: "(… {en} more; --depth byte shows them)", ko: "(… {ko} 더. --depth byte 로 볼 수 있다)")
        }
    };
    aside(&more, look, out)
}

/// Bytes that no depth shows.
fn beyond(bytes: u64, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let n = bytes_told(usize::try_from(bytes).unwrap_or(usize::MAX));
    let (en, ko) = (&n.en, &n.ko);
    let more = text!(en: "(… {en} more; --export FOLDER writes them all)", ko: "(… {ko} 더. --export 폴더 로 모두 쓴다)");
    aside(&more, look, out)
}

fn aside(more: &Text, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for row in wrap(
        &[Span::new(look.say(more), Ink::Faint)],
        look.columns(),
        4,
        6,
    ) {
        row.write(look, out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::Lang;
    use crate::view::layout::width;

    fn talk() -> Conversation {
        let mut talk = Conversation::default();
        talk.say(Side::Client, 8, b"GET / HTTP/1.1\r\nHost: a\r\n");
        talk.say(Side::Client, 9, b"X: \x1b[31m\r\n\r\n");
        talk.say(
            Side::Server,
            10,
            b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n",
        );
        talk.say(Side::Client, 12, &[0; 5000]);
        talk
    }

    fn shown(look: &Look) -> String {
        let mut out = Vec::new();
        write(&talk(), look, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn turns_end_where_the_other_speaks() {
        let talk = talk();
        assert_eq!(talk.turns.len(), 3);
        assert_eq!(talk.bytes, [5037, 44]);
        assert_eq!(talk.turns[0].packet, 8);
    }

    #[test]
    fn heads_are_text_and_the_rest_is_bytes() {
        for lang in [Lang::En, Lang::Ko] {
            for depth in [Depth::Line, Depth::Block, Depth::Field, Depth::Byte] {
                for columns in [40, 80, 140] {
                    let look = Look {
                        lang,
                        depth,
                        width: columns,
                        ..Look::default()
                    };
                    let text = shown(&look);
                    assert!(text.lines().all(|row| width(row) <= columns), "{text}");
                    assert!(!text.contains('\u{1b}'), "{text}");
                    assert!(text.contains("GET"), "{text}");
                }
            }
        }
        let text = shown(&Look::default());
        assert!(
            text.contains("hello") && text.contains("00 00 00"),
            "{text}"
        );
        assert!(text.contains("more; --depth byte"), "{text}");
    }
}
