//! The steps at a glance, each leading to its place: between two hosts as a drawing, else as a list.
//!
//! A row a step: arrows between two lifelines, computations at the side that makes them. A drawing of very many steps is no
//! overview and weighs; above [`DRAWN`] the steps are listed, chapter by chapter, and the page says so.

use crate::story::model::{Step, Weight};
use crate::text;
use crate::view::header::fate;
use crate::view::html::drawing;
use crate::view::html::markup::Markup;
use crate::view::html::place::Place;

/// The most steps that are drawn.
const DRAWN: usize = 250;
/// The most steps of a chapter that are listed one by one; of more, the first.
const LISTED: usize = 1000;

/// The sequence, folded open.
pub(super) fn write(m: &mut Markup, place: &Place<'_>) {
    let hosts = place.story.has_hosts();
    let drawn = hosts && place.story.steps.len() <= DRAWN;
    let class = if drawn { "sequence" } else { "contents" };
    m.tag("nav", &[("class", class)], |m| {
        m.tag("details", &[("open", "open")], |m| {
            m.tag("summary", &[], |m| m.word("The steps", "단계"));
            if drawn {
                return drawing::write(m, place);
            }
            if hosts {
                let steps = place.story.steps.len();
                m.said("p", &[("class", "faint")], &text!(
                    en: "{steps} steps: listed, not drawn. A drawing is made of up to {DRAWN}.",
                    ko: "단계 {steps}개: 그림 대신 목록으로 보인다. 그림은 {DRAWN}개까지 그린다."
                ));
            }
            chapters(m, place);
        });
    });
}

/// The chapters, each with its steps; those of a long story are folded.
fn chapters(m: &mut Markup, place: &Place<'_>) {
    let steps = &place.story.steps;
    let folded = steps.len() > DRAWN;
    let mut start = 0;
    while let Some(first) = steps.get(start) {
        let rest = steps.get(start..).unwrap_or_default();
        let length = rest
            .iter()
            .take_while(|step| step.chapter == first.chapter)
            .count();
        let list = |m: &mut Markup| {
            m.tag("ol", &[], |m| {
                for (n, step) in (start..).zip(rest.iter().take(length.min(LISTED))) {
                    entry(m, place, step, n);
                }
            });
            let more = length.saturating_sub(LISTED);
            if more > 0 {
                m.said(
                    "p",
                    &[("class", "faint")],
                    &text!(en: "and {more} more", ko: "이 밖에 {more}개"),
                );
            }
        };
        match folded {
            true => m.tag("details", &[], |m| {
                m.tag("summary", &[("class", "chapter")], |m| {
                    m.say(&first.chapter);
                    m.ours(" ");
                    m.with("span", &[("class", "faint")], &format!("({length})"));
                });
                list(m);
            }),
            false => {
                m.said("p", &[("class", "chapter")], &first.chapter);
                list(m);
            }
        }
        start += length.max(1);
    }
}

fn entry(m: &mut Markup, place: &Place<'_>, step: &Step, n: usize) {
    let class: &[(&'static str, &str)] = match (place.broke() == Some(n), step.weight) {
        (true, _) => &[("class", "broke")],
        (false, Weight::Folded) => &[("class", "minor")],
        (false, Weight::Main) => &[],
    };
    m.tag("li", class, |m| {
        m.tag("a", &[("href", &format!("#{}", place.step(n)))], |m| {
            m.with("span", &[("class", "number")], &(n + 1).to_string());
            m.ours(" ");
            m.say(&step.name);
            if let Some(fate) = fate(step) {
                m.ours(" ");
                m.said("em", &[], &fate);
            }
        });
    });
}
