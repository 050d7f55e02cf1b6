//! A fault: level, code and place, what is wrong, why it matters, what to do.

use crate::base::level::Level;
use crate::base::text::Text;
use crate::story::model::Fault;
use crate::view::faults::said;
use crate::view::html::markup::Markup;
use crate::view::html::value;

/// The fault.
pub(super) fn write(m: &mut Markup, fault: &Fault) {
    let class = match fault.level {
        Level::Error => "fault bad",
        Level::Warning => "fault maybe",
        Level::Note => "fault",
    };
    m.tag("div", &[("class", class)], |m| {
        m.tag("p", &[], |m| {
            m.said(
                "span",
                &[("class", "verdict")],
                &Text::from(fault.level.doc()),
            );
            m.ours(" ");
            m.with("code", &[], fault.code);
            if let Some(place) = &fault.place {
                m.ours(" ");
                m.said("span", &[("class", "faint")], &said(place));
            }
            m.rfc(fault.rfc);
        });
        if let Some(bytes) = fault.place.as_ref().map(|place| &place.bytes)
            && !bytes.is_empty()
        {
            m.tag("div", &[], |m| value::digits(m, bytes));
        }
        m.said("p", &[], &fault.says);
        m.said("p", &[("class", "faint")], &fault.why);
        let alert = fault.alert.map_or(Text::EMPTY, Text::same);
        for (en, ko, words) in [
            ("repair: ", "고치는 법: ", &fault.repair),
            ("a TLS peer would send: ", "TLS 상대가 보낼 경보: ", &alert),
        ] {
            if !words.is_empty() {
                m.tag("p", &[], |m| {
                    m.tag("b", &[], |m| m.word(en, ko));
                    m.say(words);
                });
            }
        }
    });
}
