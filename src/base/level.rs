//! How much something that was found matters.

use crate::base::text::Doc;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Should not be so.
    Warning,
    /// Broken, or why it failed.
    Error,
}

impl Level {
    /// Every level, the mildest first.
    pub const ALL: [Self; 3] = [Self::Note, Self::Warning, Self::Error];

    /// Its name in JSON and filters.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The word for it.
    pub const fn doc(self) -> Doc {
        match self {
            Self::Note => Doc::new("note", "참고"),
            Self::Warning => Doc::new("warning", "주의"),
            Self::Error => Doc::new("error", "오류"),
        }
    }
}
