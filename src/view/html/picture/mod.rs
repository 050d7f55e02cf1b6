//! Pictures: a file a drawing. Each has its title and, in words, what there is to see.

mod bars;
mod curves;
mod grid;
mod mix;
mod patch;

use crate::story::picture::{Drawing, Picture};
use crate::view::html::markup::Markup;

/// The picture; `id` is its own on the page.
pub(super) fn write(m: &mut Markup, picture: &Picture, id: &str) {
    let says = format!("{id}-says");
    m.tag("figure", &[("id", id), ("aria-describedby", &says)], |m| {
        m.said("p", &[("class", "title")], &picture.title);
        match &picture.drawing {
            Drawing::Grid(grid) => grid::write(m, grid, &says),
            Drawing::Bars(all) => bars::write(m, all),
            Drawing::Curves(curves) => curves::write(m, curves, &says),
            Drawing::Mix(all) => mix::write(m, all),
        }
        m.tag("figcaption", &[("id", &says)], |m| m.say(&picture.says));
    });
}
