//! What people would rather look at than read: grids, bars, curves, mixed colours. Data only; a view draws it.

use crate::base::text::Text;

/// Something to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// What it is, in a few words.
    pub title: Text,
    /// What there is to be seen in it: for those who cannot see it, and for those who do not know where to look.
    pub says: Text,
    /// The drawing.
    pub drawing: Drawing,
}

/// A drawing.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawing {
    /// Cells in rows, as the pixels of an image.
    Grid(Grid),
    /// Counts beside each other.
    Bars(Vec<Bar>),
    /// Lines over a common axis.
    Curves(Curves),
    /// Colours that are mixed: what goes in, and what comes out.
    Mix(Vec<Mix>),
}

/// Cells in rows of equal length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Cells in a row; at least 1.
    pub columns: usize,
    /// Which swatch each cell has, row after row: an index into `swatches`.
    pub cells: Vec<u8>,
    /// What a cell may look like.
    pub swatches: Vec<Swatch>,
}

/// A colour, with what stands for it where there are no colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swatch {
    /// Red, green, blue.
    pub rgb: [u8; 3],
    /// One ASCII character for terminals without colour; the darker the colour, the more ink.
    pub glyph: char,
    /// What it means; may be empty.
    pub word: Text,
}

/// A count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What was counted.
    pub label: Text,
    /// How many.
    pub count: u64,
}

/// Lines over a common axis, both axes from 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Curves {
    /// What the horizontal axis counts.
    pub across: Text,
    /// What the vertical axis counts.
    pub up: Text,
    /// The lines; the first is the one that is meant, later ones are what it is held against.
    pub lines: Vec<Line>,
}

/// A line through points, in ascending order of the first number.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it shows.
    pub label: Text,
    /// Its points: across, up. Both finite and not negative.
    pub points: Vec<(f64, f64)>,
}

/// Colours mixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mix {
    /// Who mixes.
    pub label: Text,
    /// What goes in.
    pub parts: Vec<Swatch>,
    /// What comes out.
    pub gives: Swatch,
}

impl Picture {
    /// A picture with its title and what there is to be seen in it.
    pub fn new(title: Text, says: Text, drawing: Drawing) -> Self {
        Self {
            title,
            says,
            drawing,
        }
    }
}

impl Grid {
    /// What a cell looks like; none: it is not among the swatches.
    pub fn swatch(&self, cell: u8) -> Option<&Swatch> {
        self.swatches.get(usize::from(cell))
    }
}

impl Swatch {
    /// A colour, its stand-in and its meaning.
    pub fn new(rgb: [u8; 3], glyph: char, word: impl Into<Text>) -> Self {
        Self {
            rgb,
            glyph,
            word: word.into(),
        }
    }
}
