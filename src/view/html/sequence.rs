//! The steps at a glance, each leading to its place: between two hosts as arrows, on paper as a list.

use crate::base::side::Side;
use crate::base::text::Text;
use crate::story::model::{Cover, Fate, Kind, Step, Story, Weight, Who};
use crate::view::header::fate;
use crate::view::html::markup::Markup;

/// The sequence, folded open.
pub(super) fn write(m: &mut Markup, story: &Story) {
    let hosts = story.has_hosts();
    let class = if hosts { "sequence" } else { "contents" };
    m.tag("nav", &[("class", class)], |m| {
        m.tag("details", &[("open", "open")], |m| {
            m.tag("summary", &[], |m| m.word("The steps", "단계"));
            if hosts {
                m.tag("p", &[("class", "ends")], |m| {
                    for side in Side::BOTH {
                        m.said(
                            "span",
                            &[("class", side.of("client", "server"))],
                            &side.text(),
                        );
                    }
                });
            }
            m.tag("ol", &[], |m| {
                let mut chapter = &Text::EMPTY;
                for (number, step) in (1..).zip(&story.steps) {
                    if step.chapter != *chapter {
                        chapter = &step.chapter;
                        m.said("li", &[("class", "chapter")], chapter);
                    }
                    entry(m, step, number);
                }
            });
        });
    });
}

fn entry(m: &mut Markup, step: &Step, number: u32) {
    let mut class = kind(&step.kind).to_owned();
    if step.weight == Weight::Folded {
        class.push_str(" minor");
    }
    m.tag("li", &[("class", &class)], |m| {
        m.tag("a", &[("href", &format!("#step-{number}"))], |m| {
            m.with("span", &[("class", "number")], &number.to_string());
            m.ours(" ");
            m.say(&step.name);
            if let Kind::Wire {
                cover: Cover::Opened | Cover::Sealed,
                ..
            } = step.kind
            {
                m.ours(" <span aria-hidden=\"true\">🔒</span>");
            }
            if let Some(fate) = fate(step) {
                m.ours(" ");
                m.said("em", &[], &fate);
            }
        });
    });
}

/// Who it is from, or where it is computed, as the style knows it.
fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Wire { from, fate, .. } => match (from, fate) {
            (Side::Client, Fate::Lost | Fate::Damaged) => "wire from-client lost",
            (Side::Server, Fate::Lost | Fate::Damaged) => "wire from-server lost",
            (Side::Client, Fate::Delivered | Fate::Changed | Fate::Twice) => "wire from-client",
            (Side::Client, Fate::Late(_) | Fate::Waiting | Fate::Again(_)) => "wire from-client",
            (Side::Server, Fate::Delivered | Fate::Changed | Fate::Twice) => "wire from-server",
            (Side::Server, Fate::Late(_) | Fate::Waiting | Fate::Again(_)) => "wire from-server",
        },
        Kind::Computation { by: Who::Client } => "at at-client",
        Kind::Computation { by: Who::Server } => "at at-server",
        Kind::Computation { by: Who::Both } => "at at-both",
        Kind::Remark => "remark",
        Kind::Desk => "desk",
    }
}
