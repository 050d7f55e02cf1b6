//! What came of a check.

use crate::base::text::Text;

/// Three states, never two: a check that did not happen is not good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The recomputed value equals what was seen.
    Holds,
    /// It does not.
    Fails,
    /// Something needed for it is missing, or the run ended before it.
    NotReached,
}

impl Verdict {
    /// The word for it.
    pub fn text(self) -> Text {
        match self {
            Self::Holds => Text::new("holds", "성립"),
            Self::Fails => Text::new("fails", "불성립"),
            Self::NotReached => Text::new("not reached", "도달 못 함"),
        }
    }
}
