//! What a decision led to, at both ends: the difference of the stories before and after it.

use std::time::Duration;

use crate::base::side::Side;
use crate::base::text::Text;
use crate::story::deed::{Deed, Order};
use crate::story::model::{Fate, Kind, Story, Who};
use crate::text;

/// From so much on, waiting is worth a word.
const LONG: Duration = Duration::from_millis(5);
/// Names told one by one.
const NAMED: usize = 4;
/// Turns told one by one.
const TURNS: usize = 3;

/// The frame that waits in `story`, if one does.
pub(super) fn waiting(story: &Story) -> Option<u32> {
    let mut steps = story.steps.iter().rev();
    let waits = steps.any(|step| {
        matches!(
            step.kind,
            Kind::Wire {
                fate: Fate::Waiting,
                ..
            }
        )
    });
    let last = story.packets.last().filter(|_| waits)?;
    Some(last.number)
}

/// What `order` led to: sentences in order.
pub(super) fn effect(before: &Story, after: &Story, order: Order) -> Vec<Text> {
    let mut said = vec![done(order)];
    for side in Side::BOTH {
        let names = more(&computed(before, side), computed(after, side));
        if !names.is_empty() {
            let (who, names) = (side.text(), listed(&names));
            let (en, ko) = (&names.en, &names.ko);
            said.push(text!(
                en: "The {who_en} computes {en}.",
                ko: "{who_ko} 계산: {ko}.",
                who_en = who.en,
                who_ko = who.ko,
            ));
        }
    }
    said.extend(sent(after, order.frame));
    said.extend(outcome(after));
    said
}

/// How the run ended, once it is over.
pub(super) fn outcome(story: &Story) -> Vec<Text> {
    if waiting(story).is_some() {
        return Vec::new();
    }
    let Some(cause) = &story.cause else {
        return vec![Text::new(
            "The run is over, and both ends are content.",
            "실행이 끝났고 양 끝 모두 만족한다.",
        )];
    };
    let (en, ko) = (&cause.sentence.en, &cause.sentence.ko);
    let mut said = vec![text!(en: "The run is over. {en}", ko: "실행이 끝났다. {ko}")];
    for (side, words) in Side::BOTH.into_iter().zip(&cause.said) {
        if let Some(error) = words.error() {
            let who = side.text();
            said.push(text!(
                en: "The {who_en} says: {error}.",
                ko: "{who_ko} 쪽의 말: {error}.",
                who_en = who.en,
                who_ko = who.ko,
            ));
        }
    }
    said
}

fn done(order: Order) -> Text {
    let told = match order.deed {
        Deed::Deliver => Text::new("delivered.", "전달했다."),
        deed => deed.told(),
    };
    let (number, en, ko) = (order.frame, &told.en, &told.ko);
    text!(en: "Frame {number}: {en}", ko: "프레임 {number}: {ko}")
}

/// What was sent after frame `number`: by whom, what, and after how long.
fn sent(story: &Story, number: u32) -> Vec<Text> {
    let mut turns: Vec<(Side, Vec<&Text>, u32)> = Vec::new();
    for step in &story.steps {
        let Kind::Wire { from, packets, .. } = &step.kind else {
            continue;
        };
        let Some(first) = packets.iter().find(|packet| **packet > number) else {
            continue;
        };
        match turns.last_mut().filter(|(side, ..)| side == from) {
            Some((_, names, _)) => names.push(&step.name),
            None => turns.push((*from, vec![&step.name], *first)),
        }
    }
    let time = |number: u32| {
        let mut packets = story.packets.iter();
        packets
            .find(|packet| packet.number == number)
            .map(|packet| packet.time)
    };
    let pause = turns
        .first()
        .and_then(|(_, _, first)| Some(time(*first)?.since(time(number)?)))
        .unwrap_or_default();
    let mut said = Vec::new();
    if pause >= LONG {
        let ms = pause.as_millis();
        said.push(
            text!(en: "For {ms} ms nothing comes.", ko: "{ms} ms 동안 아무것도 오지 않는다."),
        );
    }
    for (side, names, _) in turns.iter().take(TURNS) {
        let (who, names) = (side.text(), listed(names));
        let (en, ko) = (&names.en, &names.ko);
        said.push(text!(
            en: "The {who_en} sends {en}.",
            ko: "{who_ko} 전송: {ko}.",
            who_en = who.en,
            who_ko = who.ko,
        ));
    }
    let left = turns.len().saturating_sub(TURNS);
    if left > 0 {
        said.push(
            text!(en: "And so on: {left} more turns.", ko: "이어서 차례가 {left}번 더 바뀐다."),
        );
    }
    said
}

/// What `side` has computed, by name.
fn computed(story: &Story, side: Side) -> Vec<&Text> {
    let steps = story.steps.iter();
    let own = Who::from(side);
    steps
        .filter(|step| match step.kind {
            Kind::Computation { by } => by == own || by == Who::Both,
            Kind::Wire { .. } | Kind::Remark | Kind::Desk => false,
        })
        .map(|step| &step.name)
        .collect()
}

/// What of `after` is more than `before`, as often as it is.
fn more<'t>(before: &[&Text], after: Vec<&'t Text>) -> Vec<&'t Text> {
    let mut known = before.to_vec();
    let mut left = after;
    left.retain(|name| match known.iter().position(|one| one == name) {
        Some(at) => {
            known.swap_remove(at);
            false
        }
        None => true,
    });
    left
}

/// The first few names, and how many more there are.
fn listed(names: &[&Text]) -> Text {
    let mut said = String::new();
    let mut ko = String::new();
    for name in names.iter().take(NAMED) {
        for (list, word) in [(&mut said, &name.en), (&mut ko, &name.ko)] {
            if !list.is_empty() {
                list.push_str(", ");
            }
            list.push_str(word);
        }
    }
    match names.len().saturating_sub(NAMED) {
        0 => Text {
            en: said.into(),
            ko: ko.into(),
        },
        n => text!(en: "{said} and {n} more", ko: "{ko} 외 {n}개"),
    }
}
