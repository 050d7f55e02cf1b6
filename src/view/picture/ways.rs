//! What a screen can show of the cells of a grid.

use crate::story::picture::{Drawing, Picture};
use crate::view::look::{Look, Marks, Paint};
use crate::view::picture::colour::light;

/// How the cells of all grids of a step are shown, so that they can be held against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ways {
    /// Two cells a character, in their colours.
    Pixels,
    /// Two cells a character: the dark of two colours is ink.
    Halves {
        /// The dark one.
        dark: [u8; 3],
    },
    /// A glyph a cell.
    Glyphs,
}

impl Ways {
    /// What the screen can show of `pictures`.
    pub(super) fn of(pictures: &[Picture], look: &Look) -> Self {
        match (look.marks, look.paint) {
            (Marks::Ascii, _) => return Self::Glyphs,
            (Marks::Unicode, Paint::Colour) => return Self::Pixels,
            (Marks::Unicode, Paint::Plain) => {}
        }
        let grids = pictures
            .iter()
            .filter_map(|picture| match &picture.drawing {
                Drawing::Grid(grid) => Some(grid),
                Drawing::Bars(_) | Drawing::Curves(_) | Drawing::Mix(_) => None,
            });
        // What stands in the legend must be told apart as well, though no cell has it in this run.
        let mut colours: Vec<[u8; 3]> = grids
            .flat_map(|grid| {
                let shown = grid.cells.iter().filter_map(|cell| grid.swatch(*cell));
                let meant = grid.swatches.iter();
                shown.chain(meant.filter(|swatch| !swatch.word.is_empty()))
            })
            .map(|swatch| swatch.rgb)
            .collect();
        colours.sort_by_key(|rgb| (light(*rgb), *rgb));
        colours.dedup();
        match colours.as_slice() {
            [dark, _] => Self::Halves { dark: *dark },
            _ => Self::Glyphs,
        }
    }
}
