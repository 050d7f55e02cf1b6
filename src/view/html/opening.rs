//! Switches, title, preface, hosts.

use crate::base::side::Side;
use crate::story::model::Story;
use crate::view::html::markup::Markup;
use crate::view::look::Look;

/// What stands above the steps.
pub(super) fn write(m: &mut Markup, story: &Story, look: &Look) {
    m.tag("header", &[("class", "opening")], |m| {
        m.tag("div", &[("class", "switches")], |m| switches(m, look));
        heading(m, story);
    });
}

/// Title, preface and hosts.
pub(super) fn heading(m: &mut Markup, story: &Story) {
    m.said("h1", &[], &story.title);
    for line in &story.preface {
        m.said("p", &[("class", "preface")], line);
    }
    if story.has_hosts() {
        m.tag("p", &[("class", "preface")], |m| {
            m.word(
                "Values without a tag stood on the wire, where anyone can read them.",
                "꼬리표 없는 값은 선로에 있어 누구나 읽을 수 있다.",
            );
        });
        m.tag("p", &[("class", "hosts")], |m| {
            for side in Side::BOTH {
                host(m, story, side);
            }
        });
    }
}

/// Language and light: chosen by inputs that the style asks, so that no script is needed.
pub(super) fn switches(m: &mut Markup, look: &Look) {
    let first = look.word("lang-en", "lang-ko");
    m.tag("fieldset", &[], |m| {
        m.tag("legend", &[], |m| m.word("language", "언어"));
        for (id, name) in [("lang-en", "English"), ("lang-ko", "한국어")] {
            choice(m, "lang", id, id == first, |m| m.text(name));
        }
    });
    m.tag("fieldset", &[], |m| {
        m.tag("legend", &[], |m| m.word("colours", "색"));
        choice(m, "light", "light-auto", true, |m| {
            m.word("as the system", "시스템에 따름")
        });
        choice(m, "light", "light-day", false, |m| m.word("light", "밝게"));
        choice(m, "light", "light-night", false, |m| {
            m.word("dark", "어둡게")
        });
    });
}

fn choice(
    m: &mut Markup,
    group: &'static str,
    id: &'static str,
    chosen: bool,
    label: impl FnOnce(&mut Markup),
) {
    let mut attributes = vec![
        ("type", "radio"),
        ("name", group),
        ("id", id),
        ("autocomplete", "off"),
    ];
    if chosen {
        attributes.push(("checked", "checked"));
    }
    m.tag("label", &[], |m| {
        m.void("input", &attributes);
        m.ours(" ");
        label(m);
    });
}

fn host(m: &mut Markup, story: &Story, side: Side) {
    let [client, server] = &story.hosts;
    let host = side.of(client, server);
    m.tag("span", &[("class", side.of("client", "server"))], |m| {
        let word = side.text();
        m.said("b", &[], &word);
        for words in [&host.name, &host.address] {
            if !words.is_empty() && *words != word.en && *words != word.ko {
                m.ours(" ");
                m.text(words);
            }
        }
    });
}
