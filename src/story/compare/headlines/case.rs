//! What a rule looks at, and how it speaks.

use crate::base::text::Text;
use crate::story::compare::facts::Facts;
use crate::story::compare::model::{Comparison, Headline};

/// What a rule looks at.
pub(super) struct Case<'c> {
    /// Everything.
    pub(super) all: &'c Comparison<'c>,
    /// What the left run is called.
    pub(super) l: &'c str,
    /// What the right run is called.
    pub(super) r: &'c str,
    /// What the left run shows.
    pub(super) left: &'c Facts,
    /// What the right run shows.
    pub(super) right: &'c Facts,
}

/// A headline.
pub(super) fn say(key: &'static str, says: Text, why: Text, rfc: &'static str) -> Option<Headline> {
    Some(Headline {
        key,
        says,
        why,
        rfc,
    })
}

impl Case<'_> {
    /// What both show of one thing, where they differ in it.
    pub(super) fn apart<'f, T: PartialEq>(
        &'f self,
        fact: impl Fn(&'f Facts) -> Option<T>,
    ) -> Option<(T, T)> {
        let (a, b) = (fact(self.left)?, fact(self.right)?);
        (a != b).then_some((a, b))
    }

    /// The one run for which something holds, and the other, where it holds for exactly one: what each is called and shows.
    pub(super) fn one(&self, holds: impl Fn(&Facts) -> bool) -> Option<[(&str, &Facts); 2]> {
        let (left, right) = ((self.l, self.left), (self.r, self.right));
        match (holds(self.left), holds(self.right)) {
            (true, false) => Some([left, right]),
            (false, true) => Some([right, left]),
            _ => None,
        }
    }
}
