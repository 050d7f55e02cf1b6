//! The one list of rules, in the order in which they are said.

use crate::base::text::Text;
use crate::story::compare::facts::Facts;
use crate::story::compare::headlines::{
    agreement, fate, identity, kept, messages, protection, trips,
};
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

/// A rule: nothing to say where it does not apply.
type Rule = fn(&Case<'_>) -> Option<Headline>;

static RULES: &[Rule] = &[
    kept::alike,
    fate::changed,
    fate::noticed,
    fate::outcome,
    fate::parted,
    agreement::version,
    identity::resumed,
    trips::early,
    trips::round_trips,
    trips::retry,
    trips::first_key,
    identity::certificate,
    identity::client_certificate,
    protection::encrypted_from,
    messages::only_one,
    protection::cipher_change,
    agreement::derivation,
    agreement::forward_secrecy,
    protection::tickets,
    agreement::group,
    agreement::suite,
    agreement::inside,
    messages::key_update,
    identity::names,
    kept::bytes,
    protection::eavesdropper,
    kept::earlier,
    kept::unknown,
    kept::on_paper,
];

/// Everything that is to be said first.
pub fn headlines(comparison: &Comparison<'_>) -> Vec<Headline> {
    let ([l, r], [left, right]) = (&comparison.names, &comparison.facts);
    let case = Case {
        all: comparison,
        l,
        r,
        left,
        right,
    };
    RULES.iter().filter_map(|rule| rule(&case)).collect()
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
    pub(super) fn one<'f>(
        &'f self,
        holds: impl Fn(&Facts) -> bool,
    ) -> Option<[(&'f str, &'f Facts); 2]> {
        let (left, right) = ((self.l, self.left), (self.r, self.right));
        match (holds(self.left), holds(self.right)) {
            (true, false) => Some([left, right]),
            (false, true) => Some([right, left]),
            _ => None,
        }
    }
}
