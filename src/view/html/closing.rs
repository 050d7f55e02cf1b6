//! After the steps: why it failed, the account, what it cost, commands to try next.

use crate::base::side::Side;
use crate::base::text::Text;
use crate::story::model::{Cause, Said};
use crate::text;
use crate::view::html::markup::Markup;
use crate::view::html::place::Place;
use crate::view::layout::grouped;

/// Why it failed, where it did, with the way to the step where it broke.
pub(super) fn cause(m: &mut Markup, place: &Place<'_>) {
    let Some(cause) = &place.story.cause else {
        return;
    };
    let id = place.named("cause");
    m.tag("section", &[("class", "cause"), ("id", &id)], |m| {
        m.tag("h2", &[], |m| m.word("Why it failed", "실패한 까닭"));
        m.said("p", &[("class", "sentence")], &cause.sentence);
        if let Some(n) = place.broke() {
            let number = n + 1;
            let link = format!("#{}", place.step(n));
            m.tag("p", &[], |m| {
                m.tag("a", &[("href", &link)], |m| {
                    m.ours("✗ ");
                    m.say(&text!(en: "It broke at step {number}", ko: "깨진 곳: {number}단계"));
                });
                if let Some(step) = place.story.steps.get(n) {
                    m.ours(" ");
                    m.said("span", &[("class", "faint")], &step.name);
                }
            });
        }
        m.tag("dl", &[("class", "values")], |m| lines(m, cause));
    });
}

fn lines(m: &mut Markup, cause: &Cause) {
    for (side, words) in Side::BOTH.into_iter().zip([&cause.client, &cause.server]) {
        m.said(
            "dt",
            &[("class", side.of("client", "server"))],
            &side.text(),
        );
        m.said("dd", &[], words);
    }
    for (side, said) in Side::BOTH.into_iter().zip(&cause.said) {
        let side = side.text();
        let (en, ko) = (side.en, side.ko);
        m.said("dt", &[], &text!(en: "{en} says", ko: "{ko} 쪽 보고"));
        m.tag("dd", &[], |m| match said {
            Said::Error(error) => m.text(error),
            Said::Content => m.word("nothing is wrong", "문제없음"),
            Said::Unknown => m.word("not known", "알 수 없음"),
        });
    }
    for (en, ko, words) in [
        ("alert", "경보", &cause.alert),
        ("outsider saw", "바깥에서 본 것", &cause.outsider),
        ("repair", "고치는 법", &cause.repair),
    ] {
        if !words.is_empty() {
            m.said("dt", &[], &Text::new(en, ko));
            m.said("dd", &[], words);
        }
    }
}

/// What is said at the end, and what the work cost.
pub(super) fn account(m: &mut Markup, place: &Place<'_>) {
    let story = place.story;
    if story.summary.is_empty() && story.costs.is_empty() {
        return;
    }
    let id = place.named("account");
    m.tag("section", &[("class", "account"), ("id", &id)], |m| {
        m.tag("h2", &[], |m| m.word("In short", "간추림"));
        m.tag("dl", &[("class", "values")], |m| {
            for line in &story.summary {
                m.said("dt", &[], &line.label);
                m.said("dd", &[], &line.text);
            }
            for cost in &story.costs {
                m.said("dt", &[], &cost.label);
                m.with("dd", &[], &grouped(cost.count));
            }
        });
    });
}

/// Commands worth trying next.
pub(super) fn next(m: &mut Markup, commands: &[String]) {
    if commands.is_empty() {
        return;
    }
    m.tag("section", &[("class", "next"), ("id", "next")], |m| {
        m.tag("h2", &[], |m| m.word("Next", "다음"));
        m.tag("ul", &[], |m| {
            for command in commands {
                m.tag("li", &[], |m| m.with("code", &[], command));
            }
        });
    });
}
