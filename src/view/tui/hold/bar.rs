//! The bar about the frame that waits: what it is, what the last decision led to, what can be decided.

use crate::base::text::{Lang, Text};
use crate::story::aim::carries;
use crate::story::model::{Kind, Story};
use crate::view::layout::{Ink, Row, Span, flow, wrap};
use crate::view::look::Look;
use crate::view::tui::hold::keys::KEYS;
use crate::view::tui::keys::first;

/// What frame `number` is: from whom to whom, and what it carries.
pub(super) fn waits(story: &Story, number: u32, look: &Look, columns: usize) -> Vec<Row> {
    let from = story.steps.iter().rev().find_map(|step| match &step.kind {
        Kind::Wire { from, packets, .. } if packets.contains(&number) => Some(*from),
        _ => None,
    });
    let packet = story.packets.iter().find(|packet| packet.number == number);
    let (Some(from), Some(packet)) = (from, packet) else {
        return Vec::new();
    };
    let names = carries(story, number);
    let names: Vec<&str> = names.iter().map(|name| look.say(name)).collect();
    let bytes = packet.bytes.len();
    let frame = match look.lang {
        Lang::En => format!("Frame {number} waits:"),
        Lang::Ko => format!("프레임 {number} 대기 중:"),
    };
    let (sender, receiver) = (from.text(), from.peer().text());
    let words = [
        Span::new(frame, Ink::Strong),
        Span::plain(" "),
        Span::new(look.say(&sender), Ink::from(from)),
        Span::plain(" → "),
        Span::new(look.say(&receiver), Ink::from(from.peer())),
        Span::plain("  "),
        Span::new(names.join(", "), Ink::Strong),
        Span::plain("  "),
        Span::new(
            match look.lang {
                Lang::En => format!("({bytes} bytes)"),
                Lang::Ko => format!("({bytes}바이트)"),
            },
            Ink::Faint,
        ),
    ];
    wrap(&words, columns, 0, 2)
}

/// Sentences, one after the other.
pub(super) fn told(said: &[Text], look: &Look, columns: usize) -> Vec<Row> {
    let words: Vec<&str> = said.iter().map(|said| look.say(said)).collect();
    match words.is_empty() {
        true => Vec::new(),
        false => wrap(&[Span::plain(words.join(" "))], columns, 0, 2),
    }
}

/// The command that repeats the run.
pub(super) fn command(command: &str, look: &Look, columns: usize) -> Vec<Row> {
    let again = look.word("The same again:", "똑같이 다시 실행하려면:");
    let words = [
        Span::new(again, Ink::Faint),
        Span::plain(" "),
        Span::new(command, Ink::Strong),
    ];
    wrap(&words, columns, 0, 2)
}

/// As many rows as there is room for; where some are left out, the last one says so.
pub(super) fn cut(mut rows: Vec<Row>, most: usize, columns: usize) -> Vec<Row> {
    if rows.len() <= most {
        return rows;
    }
    rows.truncate(most);
    if let Some(last) = rows.pop() {
        let mut last = last.fit(columns.saturating_sub(2));
        let said = last.text();
        if !said.ends_with('…') {
            last.0.push(Span::plain(" …"));
        }
        rows.push(last);
    }
    rows
}

/// What the keys do; `over` leaves out those that are about a frame.
pub(super) fn keys(over: Over, look: &Look, columns: usize) -> Vec<Row> {
    let pieces: Vec<Vec<Span>> = KEYS
        .iter()
        .filter(|binding| over == Over::NotYet || !binding.wish.about_frame())
        .map(|binding| {
            vec![
                Span::new(first(binding.keys, look), Ink::Strong),
                Span::plain(" "),
                Span::new(look.word(binding.en, binding.ko), Ink::Faint),
                Span::plain("  "),
            ]
        })
        .collect();
    flow(&pieces, columns, 0)
}

/// Whether the run is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Over {
    Yes,
    NotYet,
}
