//! What a report is made of.

use crate::base::text::Text;
use crate::story::picture::Picture;
use crate::view::layout::Ink;

/// A report.
#[derive(Clone, Debug)]
pub struct Report {
    /// What it is about.
    pub title: Text,
    /// What stands before all sections, a sentence each.
    pub preface: Vec<Text>,
    /// The sections.
    pub sections: Vec<Section>,
    /// Commands to try next.
    pub next: Vec<String>,
}

/// A section of a report.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its heading.
    pub heading: Text,
    /// Whether it is read at once.
    pub weight: Weight,
    /// What it is made of, in order.
    pub parts: Vec<Part>,
}

/// Whether a section is read at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It is.
    Main,
    /// It is for whoever wants all: folded in a page, left out of text unless depth is asked for.
    More,
}

/// A part of a section.
#[derive(Clone, Debug)]
pub enum Part {
    /// A heading within the section.
    Heading(Text),
    /// Words.
    Words(Text, Ink),
    /// A table.
    Table(Table),
    /// Bars, on a page only: a table beside them says the same.
    Bars(Picture),
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it shows, in a few words.
    pub caption: Text,
    /// What each column is called, and what that stands for, if it is short for something.
    pub columns: Vec<(Text, Text)>,
    /// So many columns from the first say whose a row is; where a table is parted, each part has them.
    pub heads: usize,
    /// What it looks like.
    pub kind: Kind,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// What a table looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words in columns.
    List,
    /// A map: cells have grounds, and are small.
    Map,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What it says.
    pub says: Text,
    /// In which ink.
    pub ink: Ink,
    /// What it stands for, for whoever asks; empty: nothing more.
    pub means: Text,
}

impl Cell {
    /// A cell in ordinary ink.
    pub fn plain(says: impl Into<Text>) -> Self {
        Self::new(says, Ink::Plain)
    }

    /// A cell.
    pub fn new(says: impl Into<Text>, ink: Ink) -> Self {
        Self {
            says: says.into(),
            ink,
            means: Text::EMPTY,
        }
    }

    /// With what it stands for.
    #[must_use]
    pub fn meaning(mut self, means: Text) -> Self {
        self.means = means;
        self
    }
}

impl Section {
    /// A section that is read at once.
    pub fn new(heading: Text) -> Self {
        Self {
            heading,
            weight: Weight::Main,
            parts: Vec::new(),
        }
    }

    /// With words.
    pub fn say(&mut self, words: Text) {
        self.parts.push(Part::Words(words, Ink::Plain));
    }
}
