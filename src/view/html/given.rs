//! What goes into a computation: its name, the value, who knows it, and a link to the step where it was seen.

use crate::story::model::Given;
use crate::text;
use crate::view::html::markup::Markup;
use crate::view::html::place::Place;
use crate::view::html::value;

/// An input of a computation of step `n`.
pub(super) fn write(m: &mut Markup, place: &Place<'_>, n: usize, given: &Given) {
    m.said("dt", &[], &given.value.name);
    m.tag("dd", &[], |m| {
        value::what(m, &given.value.what);
        value::tag(m, given.value.knows);
        m.ours(" ");
        m.said("span", &[("class", "faint")], &given.seen);
        if let Some(source) = place.source(given, n) {
            let number = source + 1;
            let link = format!("#{}", place.step(source));
            m.ours(" ");
            m.tag("a", &[("class", "source"), ("href", &link)], |m| {
                m.say(&text!(en: "step {number}", ko: "{number}단계"));
            });
        }
    });
}
