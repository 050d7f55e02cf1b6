//! Pictures in a terminal: a file a drawing. Those of one step stand beside each other where the screen is wide enough.
//!
//! Without colour nothing is lost: cells have their glyphs, lines their marks, and what there is to see is said in words.

mod arrange;
mod bars;
mod colour;
mod curves;
mod grid;
mod mix;
mod swatch;
#[cfg(test)]
mod tests;
mod ways;

use crate::story::picture::Picture;
use crate::view::layout::Row;
use crate::view::look::Look;

/// `pictures` in at most `columns`, indented by `indent`, by less where that lets one more stand in the row.
pub fn rows(pictures: &[Picture], look: &Look, columns: usize, indent: usize) -> Vec<Row> {
    arrange::rows(pictures, look, columns, indent)
}
