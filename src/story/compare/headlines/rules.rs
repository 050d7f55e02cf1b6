//! The one list of rules, in the order in which they are said.

use crate::story::compare::headlines::case::Case;
use crate::story::compare::headlines::{
    agreement, fate, identity, kept, messages, protection, trips,
};
use crate::story::compare::model::{Comparison, Headline};

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
