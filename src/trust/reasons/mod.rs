//! The registry of reasons, one file a family. A new reason is a static and its line in the list of its file.

pub mod authority;
pub mod chain;
pub mod constraints;
pub mod der;
pub mod extension;
pub mod key;
pub mod lint;
pub mod name;
pub mod revocation;
pub mod signature;
pub mod time;
pub mod tls;
pub mod usage;
pub mod warn;

use crate::trust::reason::Reason;

/// Every reason, by family, in the order in which a verifier comes to them.
pub static REASONS: [&[&Reason]; 14] = [
    der::ALL,
    chain::ALL,
    signature::ALL,
    time::ALL,
    authority::ALL,
    usage::ALL,
    constraints::ALL,
    extension::ALL,
    key::ALL,
    name::ALL,
    revocation::ALL,
    tls::ALL,
    warn::ALL,
    lint::ALL,
];

/// Every reason, one after the other.
pub fn all() -> impl Iterator<Item = &'static Reason> {
    REASONS.iter().flat_map(|family| family.iter().copied())
}

/// The reason with this code.
pub fn find(code: &str) -> Option<&'static Reason> {
    all().find(|reason| reason.code == code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_is_said_once_and_fully() {
        let mut seen = BTreeSet::new();
        for reason in all() {
            assert!(seen.insert(reason.code), "{}", reason.code);
            assert!(!reason.family().is_empty() && !reason.rfc.is_empty());
            for doc in [reason.title, reason.why, reason.repair] {
                assert!(!doc.en.is_empty(), "{}", reason.code);
                let korean = doc.ko.chars().any(|c| ('가'..='힣').contains(&c));
                assert!(korean, "{}", reason.code);
            }
        }
        assert!(seen.len() > 70, "{}", seen.len());
        assert!(find("time.expired").is_some() && find("time.never").is_none());
    }
}
