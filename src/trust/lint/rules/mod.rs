//! The rules, a file a family.

pub mod authority;
pub mod encoding;
pub mod frame;
pub mod hosts;
pub mod identifiers;
pub mod key;
pub mod names;
pub mod pointers;
pub mod subject;
pub mod usage;
pub mod validity;

use crate::trust::lint::rule::Rule;

/// Every rule, by family, in the order of the certificate.
pub static RULES: [&[Rule]; 11] = [
    encoding::RULES,
    frame::RULES,
    validity::RULES,
    subject::RULES,
    names::RULES,
    hosts::RULES,
    key::RULES,
    authority::RULES,
    usage::RULES,
    identifiers::RULES,
    pointers::RULES,
];

/// Every rule, one after the other.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().flat_map(|family| family.iter())
}

/// The rule with this code.
pub fn find(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.reason.code == code)
}
