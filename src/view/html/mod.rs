//! A story as a page for a browser: one file that loads nothing and runs nothing.
//!
//! Both languages are in it, and a switch between them that is style alone; so are light and dark. There is no script, and the
//! policy in its head forbids any (CSP): names, certificates and messages come from strangers. All text goes through one function,
//! [`Markup::text`](markup::Markup::text); markup of our own is `&'static str` by type, so that nothing from outside can be taken for it.
//!
//! A file a part: [`page`] puts them in order, `style.css` is how they look. Knows the shape of a story, and no clock and no files.

mod bytes;
mod closing;
pub mod compare;
mod faults;
mod head;
mod markup;
mod opening;
mod page;
mod picture;
mod proof;
mod quiz;
mod sequence;
mod step;
#[cfg(test)]
mod tests;
mod value;

use std::io::{self, Write};

use crate::story::model::Story;
use crate::view::look::Look;

/// Writes `story` as a page. Of `look`, the language is the one it opens in, and commands to try next stand at its end; depth and
/// width are the reader's, who folds and unfolds.
///
/// # Errors
/// Only those of `out`.
pub fn write(story: &Story, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(page::page(story, look).as_bytes())
}
