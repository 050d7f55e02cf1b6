//! A lock beside words: drawn, as not every machine has a font with one.

use crate::view::html::markup::Markup;

/// The lock.
pub(super) fn lock(m: &mut Markup) {
    m.ours("<svg class=\"padlock\" viewBox=\"0 0 11 16\" aria-hidden=\"true\"><rect y=\"7\" width=\"11\" height=\"8\" rx=\"1.5\"/><path d=\"M2.5 7V4.5a3 3 0 0 1 6 0V7\"/></svg> ");
}
