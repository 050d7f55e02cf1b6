//! How a story is to look: depth, language, width, colour, marks.

use crate::base::text::{Lang, Text};

/// How a story is to look.
#[derive(Clone, Debug)]
pub struct Look {
    /// How deep it goes.
    pub depth: Depth,
    /// The language.
    pub lang: Lang,
    /// Columns that may be used; at least [`Look::NARROWEST`] are.
    pub width: usize,
    /// Whether colour is used.
    pub paint: Paint,
    /// Whether steps that are folded by default are shown.
    pub folded: Folded,
    /// Which characters draw arrows and marks.
    pub marks: Marks,
    /// Commands worth trying next, in the last line; none: no such line.
    pub next: Vec<String>,
}

impl Look {
    /// Fewer columns than this are treated as this many.
    pub const NARROWEST: usize = 40;
    /// From this many columns on, decoded bytes stand right of their step.
    pub const WIDE: usize = 120;

    /// What `text` says in the chosen language.
    pub fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.say(self.lang)
    }

    /// The one of two words that fits the language.
    pub fn word<'w>(&self, en: &'w str, ko: &'w str) -> &'w str {
        match self.lang {
            Lang::En => en,
            Lang::Ko => ko,
        }
    }

    /// Columns in use.
    pub fn columns(&self) -> usize {
        self.width.max(Self::NARROWEST)
    }

    /// Columns of the text and of the decoded bytes beside it; none where there is no room for two columns.
    pub fn halves(&self) -> Option<(usize, usize)> {
        let whole = self.columns();
        let left = whole * 4 / 7;
        (whole >= Self::WIDE).then(|| (left, whole.saturating_sub(left + 3)))
    }
}

impl Default for Look {
    fn default() -> Self {
        Self {
            depth: Depth::Block,
            lang: Lang::En,
            width: 80,
            paint: Paint::Plain,
            folded: Folded::Hide,
            marks: Marks::Unicode,
            next: Vec::new(),
        }
    }
}

/// How deep a story goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// One line a step.
    Line,
    /// A few lines a step: the sentence, the values that matter, the proofs.
    #[default]
    Block,
    /// Every field with its value and what it is for.
    Field,
    /// Every byte beside the field it belongs to.
    Byte,
}

/// Whether colour is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paint {
    /// Terminal colours.
    Colour,
    /// None; nothing is lost, every mark is a word too.
    #[default]
    Plain,
}

/// Whether steps that are folded by default are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Folded {
    /// They are left out, and counted.
    #[default]
    Hide,
    /// They are shown.
    Show,
}

/// Which characters draw arrows and marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// Lines, arrows and check marks of Unicode.
    #[default]
    Unicode,
    /// ASCII only, for terminals that are not UTF-8.
    Ascii,
}
