//! A step: what it is, a sentence, values, pictures, proofs, faults, bytes, and why it is so.

use crate::base::side::Side;
use crate::base::text::Text;
use crate::story::blank::Part;
use crate::story::model::{Kind, Step, Weight, Who};
use crate::view::header::{fate_told, frames, moment};
use crate::view::html::blank;
use crate::view::html::bytes;
use crate::view::html::certificates;
use crate::view::html::faults;
use crate::view::html::lock;
use crate::view::html::markup::Markup;
use crate::view::html::nest;
use crate::view::html::picture;
use crate::view::html::place::Place;
use crate::view::html::proof;
use crate::view::html::value;
use crate::view::layout::bytes_told;

/// Step `n`, counted from 0. One that is folded is folded here too.
pub(super) fn write(m: &mut Markup, place: &Place<'_>, n: usize, step: &Step) {
    let id = place.step(n);
    let mut class = match step.weight {
        Weight::Main => "step".to_owned(),
        Weight::Folded => "step minor".to_owned(),
    };
    if place.broke() == Some(n) {
        class.push_str(" broke");
    }
    match step.weight {
        Weight::Main => m.tag("article", &[("class", &class), ("id", &id)], |m| {
            m.tag("div", &[("class", "about")], |m| {
                about(m, place, n, step, &id)
            });
            body(m, place, n, step);
        }),
        Weight::Folded => m.tag("details", &[("class", &class), ("id", &id)], |m| {
            m.tag("summary", &[("class", "about")], |m| {
                about(m, place, n, step, &id)
            });
            body(m, place, n, step);
        }),
    }
}

fn about(m: &mut Markup, place: &Place<'_>, n: usize, step: &Step, id: &str) {
    m.tag("h3", &[], |m| {
        let number = (n + 1).to_string();
        match step.weight {
            Weight::Main => {
                let link = format!("#{id}");
                m.with("a", &[("class", "number"), ("href", &link)], &number);
            }
            // What opens a step is one thing to press, not two.
            Weight::Folded => m.with("span", &[("class", "number")], &number),
        }
        m.ours(" ");
        match place.asked(n, Part::Name) {
            Some(asked) => blank::write(m, asked),
            None => m.say(&step.name),
        }
    });
    m.ours(" ");
    m.tag("span", &[("class", "facts")], |m| facts(m, step));
}

/// Who to whom, when, in which frames, how long, and whether it could be read.
fn facts(m: &mut Markup, step: &Step) {
    let [client, server] = Side::BOTH.map(Side::text);
    let arrow = |m: &mut Markup, sign: &'static str| {
        m.said("span", &[("class", "client")], &client);
        m.ours(sign);
        m.said("span", &[("class", "server")], &server);
    };
    match &step.kind {
        Kind::Wire {
            from: Side::Client, ..
        } => arrow(m, " → "),
        Kind::Wire {
            from: Side::Server, ..
        } => arrow(m, " ← "),
        Kind::Computation { by: Who::Both } => arrow(m, " · "),
        Kind::Computation { by: Who::Client } => m.said("span", &[("class", "client")], &client),
        Kind::Computation { by: Who::Server } => m.said("span", &[("class", "server")], &server),
        Kind::Remark => m.word("note", "설명"),
        Kind::Desk => {}
    }
    let fact = |m: &mut Markup, text: &Text| {
        m.ours(" ");
        m.said("span", &[("class", "fact")], text);
    };
    if step.time.is_some() {
        fact(m, &Text::same(moment(step.time).trim().to_owned()));
    }
    let Kind::Wire {
        packets,
        length,
        cover,
        ..
    } = &step.kind
    else {
        return;
    };
    if !packets.is_empty() {
        fact(m, &frames(packets));
    }
    fact(m, &bytes_told(*length));
    lock::cover(m, *cover);
}

fn body(m: &mut Markup, place: &Place<'_>, n: usize, step: &Step) {
    if place.broke() == Some(n) {
        m.tag("p", &[("class", "bad")], |m| {
            m.ours("✗ ");
            m.tag(
                "a",
                &[("href", &format!("#{}", place.named("cause")))],
                |m| {
                    m.word("Here it broke.", "여기서 깨졌다.");
                },
            );
        });
    }
    if let Some(fate) = fate_told(step) {
        m.said("p", &[("class", "maybe")], &fate);
    }
    // Faults name their rules themselves.
    if !step.sentence.is_empty() || (!step.rfc.is_empty() && step.faults.is_empty()) {
        m.tag("p", &[("class", "sentence")], |m| {
            m.say(&step.sentence);
            m.rfc(step.rfc);
        });
    }
    value::table(m, place, n, &step.values);
    if !step.pictures.is_empty() {
        m.tag("div", &[("class", "pictures")], |m| {
            for (p, picture) in (1..).zip(&step.pictures) {
                let id = place.named(&format!("picture-{}-{p}", n + 1));
                picture::write(m, picture, &id);
            }
        });
    }
    certificates::write(m, place, n, step);
    for (p, proof) in step.proofs.iter().enumerate() {
        proof::write(m, place, n, p, proof);
    }
    for fault in &step.faults {
        faults::write(m, fault);
    }
    if !step.why.is_empty() {
        m.tag("details", &[("class", "why")], |m| {
            m.tag("summary", &[], |m| m.word("Why", "왜 그런가"));
            for why in &step.why {
                m.said("p", &[], why);
            }
        });
    }
    nest::write(m, place, n, step);
    for (e, exhibit) in step.exhibits.iter().enumerate() {
        bytes::write(m, place, n, e, exhibit);
    }
}
