//! A story as a page for a browser: one file that loads nothing and is whole without a script.
//!
//! Both languages are in it, and a switch between them that is style alone; so are light and dark. `script.js` only adds comfort
//! (keys, copying, links that open what they lead to). The policy in the page's head names its hash and forbids any other (CSP):
//! names, certificates and messages come from strangers. All text goes through one function,
//! [`Markup::text`](markup::Markup::text); markup of our own is `&'static str` by type, so that nothing from outside can be taken for it.
//!
//! A file a part: [`page`] puts them in order, `style.css` is how they look. Knows the shape of a story, and no clock and no files.

mod blank;
mod bytes;
pub mod capture;
mod certificates;
mod closing;
pub mod compare;
mod drawing;
mod faults;
mod given;
mod head;
mod lock;
mod markup;
mod nest;
mod opening;
mod page;
mod picture;
mod place;
mod proof;
mod quiz;
pub mod report;
mod sequence;
mod step;
#[cfg(test)]
mod tests;
mod value;
mod veil;

use std::io::{self, Write};

use crate::story::handout::Handout;
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

/// Writes `story` as a page with blanks, numbered, in the place of its answers, which are nowhere in it.
///
/// # Errors
/// Only those of `out`.
pub fn handout(story: &Story, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(page::handout(story, &Handout::of(story), look).as_bytes())
}

/// Writes the key to the page that [`handout`] writes: what belongs into each blank.
///
/// # Errors
/// Only those of `out`.
pub fn key(story: &Story, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(page::key(story, &Handout::of(story), look).as_bytes())
}
