//! The one list of rules, in the order in which they are said.

use crate::story::compare::headlines::case::Case;
use crate::story::compare::headlines::{
    agreement, fate, identity, kept, messages, parting, protection, trips,
};
use crate::story::compare::model::{Comparison, Headline};

/// A rule: nothing to say where it does not apply.
type Rule = fn(&Case<'_>) -> Option<Headline>;

static RULES: &[Rule] = &[
    kept::alike,
    protection::turned,
    fate::changed,
    fate::noticed,
    fate::outcome,
    parting::parted,
    agreement::version,
    agreement::key_transport,
    identity::resumed,
    trips::early,
    trips::round_trips,
    trips::retry,
    trips::first_key,
    identity::certificate,
    identity::client_certificate,
    protection::encrypted_from,
    messages::key_update,
    messages::only_one,
    protection::cipher_change,
    agreement::derivation,
    agreement::forward_secrecy,
    protection::tickets,
    agreement::group,
    agreement::suite,
    agreement::inside,
    identity::names,
    protection::eavesdropper,
    kept::bytes,
    kept::earlier,
    kept::unknown,
    kept::on_paper,
];

/// What can be said where one of the two is not opened at all.
static DARK: &[Rule] = &[kept::alike, kept::unopened, kept::earlier];

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
    // Of what is not opened, nothing but that is known: what it does not show may well be there.
    let dark = left.unopened.is_some() || right.unopened.is_some();
    let rules = if dark { DARK } else { RULES };
    rules.iter().filter_map(|rule| rule(&case)).collect()
}
