//! A blank: a number, and a line to write on.

use crate::story::blank::Blank;
use crate::view::html::markup::Markup;

/// The place for the answer of `blank`.
pub(super) fn write(m: &mut Markup, blank: &Blank) {
    m.tag("span", &[("class", "blank")], |m| {
        m.with("b", &[], &blank.number.to_string());
    });
}

/// The number alone, where what belongs into a blank is spoken of.
pub(super) fn mention(number: usize) -> String {
    format!("▁({number})▁")
}
