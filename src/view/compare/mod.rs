//! Two stories side by side, as text: what a teacher would say first, then their steps in pairs with what differs marked.
//!
//! A mark before each pair tells how much the two differ, in characters that every terminal has; nothing is told by colour alone.

mod bytes;
pub mod difference;
pub mod headlines;
pub mod pair;
mod plain;

use std::io::{self, Write};

use crate::story::compare::model::Comparison;
use crate::view::look::Look;

/// Writes `comparison` as `look` wants it: in two columns where there is room, else one below the other. No row is wider than the
/// look allows; nothing from outside reaches `out` unescaped.
///
/// # Errors
/// Only those of `out`.
pub fn write(comparison: &Comparison<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    plain::write(comparison, look, out)
}
