//! The first row of a step: number, time, who to whom, name, lock, frames, length.

use std::time::Duration;

use crate::base::side::Side;
use crate::base::text::{Lang, Text};
use crate::base::verdict::Verdict;
use crate::story::model::{Cover, Fate, Kind, Step, Who};
use crate::text;
use crate::view::layout::{Ink, Row, Span, bytes_told, ends, width};
use crate::view::look::{Look, Marks};
use crate::view::proofs::tally;

/// Columns before the text of a step.
pub const MARGIN: usize = 6;

/// How a lock is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lock {
    /// Mark and word.
    Said,
    /// The mark alone; a lock that stays shut keeps its word.
    Bare,
}

/// The header of step `number` (from 1) in `columns`: one row, without the length if that makes it one; two where even the frames find no room.
pub fn rows(step: &Step, number: usize, look: &Look, columns: usize) -> Vec<Row> {
    if let Kind::Desk = step.kind {
        return ends(desk(step, number, look), verdicts(step, look), columns);
    }
    let fits = |start: &Row, end: &Row| start.width() + 2 + end.width() <= columns;
    let whole = end(step, look);
    let said = start(step, number, look, Lock::Said);
    if fits(&said, &whole) {
        return ends(said, whole, columns);
    }
    let bare = start(step, number, look, Lock::Bare);
    let frames = carried(step, look);
    match !fits(&bare, &whole) && fits(&bare, &frames) {
        true => ends(bare, frames, columns),
        false => ends(bare, whole, columns),
    }
}

/// The header with what its proofs say, for a view of one row a step.
pub fn brief(step: &Step, number: usize, look: &Look) -> Row {
    let mut row = narrow(step, number, look);
    if let Some(word) = fate(step) {
        row.0.push(Span::plain("  "));
        row.0.push(Span::new(look.say(&word), Ink::Maybe));
    }
    let verdicts = verdicts(step, look);
    if verdicts.width() > 0 {
        row.0.push(Span::plain("  "));
        row.0.extend(verdicts.0);
    }
    row
}

/// How many proofs hold, fail and were not reached.
fn verdicts(step: &Step, look: &Look) -> Row {
    let mut row = Row::default();
    for verdict in [Verdict::Holds, Verdict::Fails, Verdict::NotReached] {
        if let Some(span) = tally(&step.proofs, verdict, look) {
            if row.width() > 0 {
                row.0.push(Span::plain("  "));
            }
            row.0.push(span);
        }
    }
    row
}

/// What a header says besides the name, for a place that has the name already: number, who to whom, moment, frames, length, lock.
pub fn besides(step: &Step, number: usize, look: &Look) -> Vec<Span> {
    let mut spans = vec![Span::new(format!("{number}  "), Ink::Faint)];
    spans.extend(zone(&step.kind, look));
    if step.time.is_some() {
        let moment = moment(step.time);
        spans.push(Span::plain("  "));
        spans.push(Span::tight(moment.trim_start(), Ink::Faint));
    }
    let end = end(step, look);
    if end.width() > 0 {
        spans.push(Span::plain("  "));
        spans.extend(end.0);
    }
    if let Kind::Wire { cover, .. } = &step.kind
        && let Some(span) = lock(*cover, look, Lock::Said)
    {
        spans.push(Span::plain("  "));
        spans.push(span);
    }
    spans
}

/// What is on paper has neither moment nor hosts: number and name.
fn desk(step: &Step, number: usize, look: &Look) -> Row {
    Row(vec![
        Span::new(format!("{number:>3}   "), Ink::Faint),
        Span::new(look.say(&step.name), Ink::Strong),
    ])
}

fn start(step: &Step, number: usize, look: &Look, said: Lock) -> Row {
    let mut row = Row(vec![
        Span::new(format!("{number:>3} "), Ink::Faint),
        Span::new(moment(step.time), Ink::Faint),
        Span::plain("  "),
    ]);
    row.0.extend(zone(&step.kind, look));
    named(row, step, look, said)
}

/// What stands before the name on a page of one row a step: on narrow screens without the moment, on the narrowest with the arrow
/// alone, so that the name has room.
fn narrow(step: &Step, number: usize, look: &Look) -> Row {
    if let Kind::Desk = step.kind {
        return desk(step, number, look);
    }
    const MOMENT: usize = 60;
    const NAMES: usize = 48;
    if look.columns() >= MOMENT {
        return start(step, number, look, Lock::Bare);
    }
    let mut row = Row(vec![Span::new(format!("{number:>3} "), Ink::Faint)]);
    match look.columns() >= NAMES {
        true => row.0.extend(zone(&step.kind, look)),
        false => row.0.push(arrow(&step.kind)),
    }
    named(row, step, look, Lock::Bare)
}

/// The row with the name and the lock behind it.
fn named(mut row: Row, step: &Step, look: &Look, said: Lock) -> Row {
    row.0.push(Span::plain("  "));
    row.0.push(Span::new(look.say(&step.name), Ink::Strong));
    if let Kind::Wire { cover, .. } = &step.kind
        && let Some(span) = lock(*cover, look, said)
    {
        row.0.push(Span::plain("  "));
        row.0.push(span);
    }
    row
}

/// Frames and length of a step on the wire; nothing for others.
pub fn end(step: &Step, look: &Look) -> Row {
    let Kind::Wire { length, .. } = &step.kind else {
        return Row::default();
    };
    let size = bytes_told(*length);
    let mut row = carried(step, look);
    if row.width() > 0 {
        row.0.push(Span::plain("  "));
    }
    row.0.push(Span::new(look.say(&size), Ink::Faint));
    row
}

/// Frames of a step on the wire; nothing for others.
pub fn carried(step: &Step, look: &Look) -> Row {
    match &step.kind {
        Kind::Wire { packets, .. } if !packets.is_empty() => {
            Row(vec![Span::new(look.say(&frames(packets)), Ink::Faint)])
        }
        Kind::Wire { .. } | Kind::Computation { .. } | Kind::Remark | Kind::Desk => Row::default(),
    }
}

/// Frame numbers in words, runs joined: `frames 3-5, 8`.
pub fn frames(packets: &[u32]) -> Text {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &packet in packets {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(packet) => *last = packet,
            Some(_) | None => runs.push((packet, packet)),
        }
    }
    let list = runs
        .iter()
        .map(|&(first, last)| match first == last {
            true => first.to_string(),
            false => format!("{first}-{last}"),
        })
        .collect::<Vec<_>>()
        .join(", ");
    match packets.len() {
        1 => text!(en: "frame {list}", ko: "프레임 {list}"),
        _ => text!(en: "frames {list}", ko: "프레임 {list}"),
    }
}

/// A moment in milliseconds, eight columns and the unit; what is late has fewer decimal places.
pub fn moment(time: Option<Duration>) -> String {
    match time {
        Some(time) => {
            let ms = time.as_secs_f64() * 1000.0;
            let places = match ms {
                ..9999.9995 => 3,
                ..99999.995 => 2,
                _ => 1,
            };
            format!("{ms:>8.places$} ms")
        }
        None => " ".repeat(11),
    }
}

/// Who to whom, in the same columns for every kind of step.
pub fn zone(kind: &Kind, look: &Look) -> Vec<Span> {
    let [client, server] = Side::BOTH.map(|side| look.say(&side.text()).to_owned());
    let (a, b) = (width(&client), width(&server));
    let (client, server) = (
        Span::new(client, Ink::Client),
        Span::new(server, Ink::Server),
    );
    let dot = |text: &str| Span::new(text, Ink::Faint);
    match kind {
        Kind::Wire { .. } | Kind::Computation { by: Who::Both } => {
            let blank = || Span::plain(" ");
            vec![client, blank(), arrow(kind), blank(), server]
        }
        Kind::Computation { by: Who::Client } => vec![client, dot(" •  "), Span::blank(b + 1)],
        Kind::Computation { by: Who::Server } => vec![Span::blank(a + 1), dot("  • "), server],
        Kind::Remark => vec![
            dot(look.word("note", "설명")),
            Span::blank((a + b + 5).saturating_sub(4)),
        ],
        Kind::Desk => Vec::new(),
    }
}

/// Where it goes, or at which end it is computed, the client on the left: three columns.
pub fn arrow(kind: &Kind) -> Span {
    match kind {
        Kind::Wire { from, fate, .. } => {
            let arrow = match (from, fate) {
                (Side::Client, Fate::Lost | Fate::Damaged) => "──✗",
                (Side::Server, Fate::Lost | Fate::Damaged) => "✗──",
                (Side::Client, Fate::Waiting) => "──…",
                (Side::Server, Fate::Waiting) => "…──",
                (Side::Client, Fate::Delivered | Fate::Changed | Fate::Twice) => "──▶",
                (Side::Client, Fate::Late(_) | Fate::Again(_)) => "──▶",
                (Side::Server, Fate::Delivered | Fate::Changed | Fate::Twice) => "◀──",
                (Side::Server, Fate::Late(_) | Fate::Again(_)) => "◀──",
            };
            Span::new(arrow, Ink::from(*from))
        }
        Kind::Computation { by } => {
            let dots = match by {
                Who::Client => "•  ",
                Who::Server => "  •",
                Who::Both => "•••",
            };
            Span::new(dots, Ink::Faint)
        }
        Kind::Remark | Kind::Desk => Span::blank(3),
    }
}

fn lock(cover: Cover, look: &Look, said: Lock) -> Option<Span> {
    let (word, ink) = match cover {
        Cover::Clear => return None,
        Cover::Opened => (Text::new("opened", "열어 봄"), Ink::Good),
        Cover::Sealed => (Text::new("sealed", "열지 못함"), Ink::Maybe),
    };
    let mark = match look.marks {
        Marks::Unicode => "🔒",
        Marks::Ascii => "[enc]",
    };
    match (cover, said) {
        (Cover::Opened, Lock::Bare) => Some(Span::new(mark, ink)),
        (Cover::Clear | Cover::Opened | Cover::Sealed, _) => {
            Some(Span::new(format!("{mark} {}", look.say(&word)), ink))
        }
    }
}

/// The lock alone, where there is no room for words: of what nobody here could open it has a question mark.
pub fn padlock(cover: Cover, look: &Look) -> Option<Span> {
    let (mark, ink) = match (cover, look.marks) {
        (Cover::Clear, _) => return None,
        (Cover::Opened, Marks::Unicode) => ("🔒", Ink::Good),
        (Cover::Opened, Marks::Ascii) => ("[enc]", Ink::Good),
        (Cover::Sealed, Marks::Unicode) => ("🔒?", Ink::Maybe),
        (Cover::Sealed, Marks::Ascii) => ("[enc?]", Ink::Maybe),
    };
    Some(Span::new(mark, ink))
}

/// What became of a frame, in a word or two; nothing if it arrived as sent.
pub fn fate(step: &Step) -> Option<Text> {
    let Kind::Wire { fate, .. } = &step.kind else {
        return None;
    };
    (*fate != Fate::Delivered).then(|| fate.text())
}

/// What became of a frame, in a sentence; nothing if it arrived as sent, or if it is a retransmission, whose own sentence says so.
pub fn fate_told(step: &Step) -> Option<Text> {
    let Kind::Wire { fate, .. } = &step.kind else {
        return None;
    };
    match fate {
        Fate::Delivered | Fate::Again(_) => None,
        Fate::Lost => Some(Text::new(
            "lost: the wire dropped this frame, so it stands in the capture and never arrived",
            "손실: 선로가 이 프레임을 버렸다. 캡처에는 있지만 도착하지 않았다",
        )),
        Fate::Changed => Some(Text::new(
            "changed: the wire altered these bytes; the capture shows what arrived, not what was sent",
            "변조: 선로가 이 바이트를 바꾸었다. 캡처에는 보낸 것이 아니라 도착한 것이 있다",
        )),
        Fate::Damaged => Some(Text::new(
            "damaged: its checksum no longer fits, and the receiver threw this frame away; the capture shows what arrived",
            "손상: 체크섬이 맞지 않아 받은 쪽이 이 프레임을 버렸다. 캡처에는 도착한 것이 있다",
        )),
        Fate::Twice => Some(Text::new(
            "twice: a copy of this frame arrived right behind it",
            "두 번: 이 프레임 바로 뒤에 사본이 하나 더 도착했다",
        )),
        Fate::Late(time) => {
            let ms = time.as_millis();
            Some(
                text!(en: "late: this frame arrived {ms} ms later than it would have; what was sent meanwhile overtook it", ko: "늦음: 이 프레임은 {ms} ms 늦게 도착했다. 그사이에 보낸 것이 먼저 도착했다"),
            )
        }
        Fate::Waiting => Some(Text::new(
            "waiting: this frame left its sender and has not arrived; the wire is held, and so is time",
            "대기: 이 프레임은 보낸 쪽을 떠났지만 아직 도착하지 않았다. 선로와 함께 시간도 멈추어 있다",
        )),
    }
}

/// Columns before the text of a step: what one end computes stands on its side.
pub fn margin(kind: &Kind, lang: Lang) -> usize {
    let side = match lang {
        Lang::En => 6,
        Lang::Ko => 7,
    };
    match kind {
        Kind::Wire { .. } | Kind::Remark | Kind::Desk => MARGIN,
        Kind::Computation { by: Who::Client } => MARGIN + 2,
        Kind::Computation { by: Who::Both } => MARGIN + side,
        Kind::Computation { by: Who::Server } => MARGIN + 2 * side,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_keeps_its_columns() {
        let at = |micros| moment(Some(Duration::from_micros(micros)));
        assert_eq!(at(405), "   0.405 ms");
        assert_eq!(at(9_999_999), "9999.999 ms");
        assert_eq!(at(15_000_404), "15000.40 ms");
        assert_eq!(at(240_000_404), "240000.4 ms");
        assert_eq!(moment(None).len(), 11);
    }

    #[test]
    fn runs_of_frames_are_joined() {
        assert_eq!(frames(&[3]).en, "frame 3");
        assert_eq!(frames(&[3, 4, 5, 8]).en, "frames 3-5, 8");
        assert_eq!(frames(&[3, 4, 5, 8]).ko, "프레임 3-5, 8");
    }
}
