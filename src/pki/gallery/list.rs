//! All entries, in the order of their numbers.

use std::sync::LazyLock;

use crate::pki::gallery::entry::Entry;
use crate::pki::gallery::family::{
    chain, constraints, damage, deep, form, key, name, number, odd, revoked, rights, secret, time,
    usage, wildcard,
};

/// Every entry; those of one number stand together.
pub static GALLERY: LazyLock<Vec<&'static Entry>> = LazyLock::new(|| {
    let mut entries: Vec<&Entry> = FAMILIES.iter().copied().flatten().collect();
    entries.sort_by_key(|entry| entry.number);
    entries
});

/// The entry called `name`.
pub fn find(name: &str) -> Option<&'static Entry> {
    GALLERY.iter().copied().find(|entry| entry.name == name)
}

static FAMILIES: [&[Entry]; 15] = [
    time::ENTRIES,
    name::ENTRIES,
    wildcard::ENTRIES,
    chain::ENTRIES,
    rights::ENTRIES,
    constraints::ENTRIES,
    usage::ENTRIES,
    damage::ENTRIES,
    key::ENTRIES,
    revoked::ENTRIES,
    form::ENTRIES,
    number::ENTRIES,
    odd::ENTRIES,
    deep::ENTRIES,
    secret::ENTRIES,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::base::text::Lang;

    #[test]
    fn every_number_from_1_to_56_is_there_under_its_own_names() {
        let numbers: BTreeSet<u8> = GALLERY.iter().map(|entry| entry.number).collect();
        assert_eq!(numbers, (1..=56).collect());
        let names: BTreeSet<&str> = GALLERY.iter().map(|entry| entry.name).collect();
        assert_eq!(names.len(), GALLERY.len());
        let label = |name: &str| {
            name.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        assert!(names.iter().all(|name| label(name)));
    }

    #[test]
    fn everything_is_said_in_both_languages() {
        for entry in GALLERY.iter() {
            for doc in [entry.fault, entry.lesson, entry.repair] {
                for lang in [Lang::En, Lang::Ko] {
                    assert!(!doc.say(lang).is_empty(), "{}", entry.name);
                }
                assert_ne!(doc.en, doc.ko, "{}", entry.name);
            }
        }
    }
}
