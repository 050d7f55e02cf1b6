//! A lock beside words: drawn, as not every machine has a font with one.

use crate::base::text::Text;
use crate::story::model::Cover;
use crate::view::html::markup::Markup;

/// The lock.
pub(super) fn lock(m: &mut Markup) {
    m.ours("<svg class=\"padlock\" viewBox=\"0 0 11 16\" aria-hidden=\"true\"><rect y=\"7\" width=\"11\" height=\"8\" rx=\"1.5\"/><path d=\"M2.5 7V4.5a3 3 0 0 1 6 0V7\"/></svg> ");
}

/// Whether a message could be read: nothing of one in the clear.
pub(super) fn cover(m: &mut Markup, cover: Cover) {
    let says = match cover {
        Cover::Clear => return,
        Cover::Opened => Text::new("opened", "열어 봄"),
        Cover::Sealed => Text::new("sealed", "열지 못함"),
    };
    m.ours(" ");
    m.tag("span", &[("class", "fact")], |m| {
        lock(m);
        m.say(&says);
    });
}
