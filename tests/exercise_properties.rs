//! Every test of certificates, lists and configurations on what just passes and on what just does not.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;

use tlslab::exercise::property::list::{TESTS, named};
use tlslab::exercise::property::test::{Case, Found, With};
use tlslab::exercise::recipe::workshop::Workshop;
use tlslab::exercise::set::Set;
use tlslab::exercise::words::Words;

/// A root, a leaf below it, another leaf, and what stands beside them.
static ITEMS: &str = r#"
item = [
  { kind = "key", name = "root", file = "root.key" },
  { kind = "certificate", name = "root", file = "root.pem", subject = "O=Lab, CN=root", from = "2026-01-01T00:00:00Z", until = "2026-01-01T00:00:00Z+100d", ca = "yes", length = "1", usage = ["keyCertSign", "cRLSign"], permitted = ["lab.test"] },
  { kind = "certificate", name = "leaf", file = "leaf.pem", by = "root", subject = "OU=Web, CN=www.lab.test", from = "2026-01-02T00:00:00Z", until = "2026-01-02T00:00:00Z+30d", ca = "no", usage = ["digitalSignature"], purposes = ["serverAuth"], names = ["www.lab.test", "api.lab.test"] },
  { kind = "key", name = "leaf", file = "leaf.key" },
  { kind = "certificate", name = "other", file = "other.pem", by = "root", subject = "CN=www.else.test", from = "2026-01-02T00:00:00Z", until = "2026-01-02T00:00:00Z+30d", ca = "no", usage = ["digitalSignature"], purposes = ["serverAuth"], names = ["www.else.test"], curve = "P-384" },
  { kind = "crl", name = "list", file = "ca.crl", by = "root", this = "2026-01-05T00:00:00Z", next = "2026-01-05T00:00:00Z+7d", revoked = ["leaf keyCompromise"] },
  { kind = "bundle", file = "chain.pem", parts = ["leaf"] },
  { kind = "bundle", file = "rooted.pem", parts = ["leaf", "root"] },
  { kind = "bundle", file = "turned.pem", parts = ["root", "leaf"] },
  { kind = "text", file = "server.conf", lines = ["min = 1.2", "list = A_RC4 B", "chain = chain.pem", "key = leaf.key"] },
  { kind = "text", file = "wrong.conf", lines = ["chain = chain.pem", "key = root.key"] },
]
"#;

/// File, test, what it is told, what it finds: `holds`, the key of a slip, `not`, or `unreadable`.
static ROWS: &[(&str, &str, &str, &str)] = &[
    ("root.pem", "authority", "", "holds"),
    ("leaf.pem", "authority", "", "not_ca"),
    ("root.pem", "path_length", "length = 1", "holds"),
    ("root.pem", "path_length", "length = 0", "counts_leaf"),
    ("root.pem", "path_length", "length = 2", "one_less"),
    ("root.pem", "path_length", "length = 7", "not"),
    ("leaf.pem", "path_length", "length = 1", "no_length"),
    (
        "root.pem",
        "constraints",
        "permitted = [\"lab.test\"]",
        "holds",
    ),
    (
        "root.pem",
        "constraints",
        "excluded = [\"lab.test\"]",
        "swapped",
    ),
    ("root.pem", "constraints", "permitted = [\"test\"]", "not"),
    (
        "leaf.pem",
        "constraints",
        "permitted = [\"test\"]",
        "no_constraints",
    ),
    ("leaf.pem", "validity", "most = 30\nleast = 30", "holds"),
    ("leaf.pem", "validity", "most = 29", "too_long"),
    ("leaf.pem", "validity", "least = 31", "too_short"),
    (
        "leaf.pem",
        "validity",
        "covers = \"2026-02-01T00:00:00Z\"",
        "holds",
    ),
    (
        "leaf.pem",
        "validity",
        "covers = \"2026-02-01T00:00:01Z\"",
        "another_time",
    ),
    (
        "leaf.pem",
        "validity",
        "covers = \"2026-01-12T00:00:00Z\"\nafter = 20",
        "holds",
    ),
    (
        "leaf.pem",
        "validity",
        "covers = \"2026-01-12T00:00:00Z\"\nafter = 21",
        "ends_early",
    ),
    (
        "leaf.pem",
        "validity",
        "since = \"2026-01-02T00:00:00Z\"",
        "holds",
    ),
    (
        "leaf.pem",
        "validity",
        "since = \"2026-01-02T00:00:01Z\"",
        "too_early",
    ),
    (
        "leaf.pem",
        "subject",
        "unit = \"Web\"\ncommon = \"www.lab.test\"",
        "holds",
    ),
    ("leaf.pem", "subject", "organization = \"Web\"", "swapped"),
    ("leaf.pem", "subject", "unit = \"Mail\"", "not"),
    ("leaf.pem", "key", "kind = \"P-256\"", "holds"),
    ("other.pem", "key", "kind = \"P-256\"", "other_kind"),
    (
        "leaf.pem",
        "names",
        "exactly = [\"api.lab.test\", \"www.lab.test\"]",
        "holds",
    ),
    ("leaf.pem", "names", "exactly = [\"api.lab.test\"]", "more"),
    (
        "leaf.pem",
        "names",
        "exactly = [\"a.lab.test\", \"www.lab.test\"]",
        "missing",
    ),
    ("leaf.pem", "names", "within = \"lab.test\"", "holds"),
    ("leaf.pem", "names", "within = \"ab.test\"", "outside"),
    ("root.pem", "names", "within = \"lab.test\"", "no_san"),
    ("leaf.pem", "end_entity", "", "holds"),
    ("root.pem", "end_entity", "", "ca"),
    (
        "root.pem",
        "key_usage",
        "exactly = [\"keyCertSign\", \"cRLSign\"]",
        "holds",
    ),
    (
        "root.pem",
        "key_usage",
        "exactly = [\"keyCertSign\"]",
        "more",
    ),
    ("root.pem", "key_usage", "without = [\"cRLSign\"]", "more"),
    (
        "root.pem",
        "key_usage",
        "with = [\"digitalSignature\"]",
        "missing",
    ),
    (
        "leaf.pem",
        "purposes",
        "with = [\"serverAuth\"]\nwithout = [\"clientAuth\"]",
        "holds",
    ),
    ("root.pem", "purposes", "with = [\"serverAuth\"]", "none"),
    ("root.pem", "self_signed", "", "holds"),
    ("leaf.pem", "self_signed", "", "other_issuer"),
    (
        "leaf.pem",
        "same_key",
        "of = \"leaf.key\"\nnot = \"root.key\"",
        "holds",
    ),
    ("leaf.pem", "same_key", "of = \"root.key\"", "other_key"),
    ("leaf.pem", "same_key", "not = \"leaf.key\"", "that_key"),
    ("leaf.pem", "same_key", "of = \"none.key\"", "unreadable"),
    (
        "leaf.pem",
        "chain",
        "root = \"root.pem\"\nhost = \"www.lab.test\"",
        "holds",
    ),
    (
        "leaf.pem",
        "chain",
        "root = \"root.pem\"\nhost = \"mail.lab.test\"",
        "name.mismatch",
    ),
    (
        "leaf.pem",
        "chain",
        "root = \"root.pem\"\nat = \"2026-03-01T00:00:00Z\"",
        "time.expired",
    ),
    (
        "leaf.pem",
        "chain",
        "root = \"root.pem\"\npurpose = \"client\"",
        "usage.eku",
    ),
    (
        "leaf.pem",
        "chain",
        "root = \"root.pem\"\ncrl = \"ca.crl\"",
        "rev.revoked",
    ),
    (
        "leaf.pem",
        "chain",
        "root = \"root.pem\"\ncrl = \"ca.crl\"\nrefused = \"rev.revoked\"",
        "holds",
    ),
    (
        "leaf.pem",
        "chain",
        "root = \"root.pem\"\nrefused = \"rev.revoked\"",
        "accepted",
    ),
    (
        "leaf.pem",
        "chain",
        "root = \"root.pem\"\nhost = \"x.test\"\nrefused = \"rev.revoked\"",
        "not",
    ),
    (
        "other.pem",
        "chain",
        "given_root = \"root.pem\"",
        "unreadable",
    ),
    (
        "chain.pem",
        "bundle",
        "root = \"root.pem\"\nhost = \"www.lab.test\"",
        "holds",
    ),
    (
        "rooted.pem",
        "bundle",
        "root = \"root.pem\"\nhost = \"www.lab.test\"",
        "root",
    ),
    (
        "turned.pem",
        "bundle",
        "root = \"root.pem\"\nhost = \"www.lab.test\"",
        "root",
    ),
    (
        "other.pem",
        "bundle",
        "root = \"root.pem\"\nhost = \"www.lab.test\"",
        "no_leaf",
    ),
    ("leaf.pem", "lint", "", "holds"),
    (
        "ca.crl",
        "crl_signed",
        "by = \"other.pem root.pem\"",
        "holds",
    ),
    ("ca.crl", "crl_signed", "by = \"leaf.pem\"", "other_signer"),
    (
        "ca.crl",
        "crl_lists",
        "certificate = \"leaf.pem\"\nnot = \"other.pem\"\nreason = \"keyCompromise\"",
        "holds",
    ),
    (
        "ca.crl",
        "crl_lists",
        "certificate = \"other.pem\"\nnot = \"leaf.pem\"",
        "wrong_one",
    ),
    (
        "ca.crl",
        "crl_lists",
        "certificate = \"leaf.pem\"\nreason = \"superseded\"",
        "other_reason",
    ),
    ("ca.crl", "crl_lists", "serial = \"0123\"", "empty"),
    (
        "ca.crl",
        "crl_times",
        "most = 7\nat = \"2026-01-06T00:00:00Z\"",
        "holds",
    ),
    ("ca.crl", "crl_times", "most = 6", "too_long"),
    (
        "ca.crl",
        "crl_times",
        "at = \"2026-01-13T00:00:00Z\"",
        "stale",
    ),
    (
        "ca.crl",
        "crl_times",
        "at = \"2026-01-04T00:00:00Z\"",
        "early",
    ),
    (
        "server.conf",
        "setting",
        "setting = \"min\"\nleast = \"1.2\"",
        "holds",
    ),
    (
        "server.conf",
        "setting",
        "setting = \"min\"\nleast = \"1.3\"",
        "too_low",
    ),
    (
        "server.conf",
        "setting",
        "setting = \"max\"\nleast = \"1.3\"",
        "unset",
    ),
    (
        "server.conf",
        "setting",
        "setting = \"list\"\nwithout = [\"3DES\"]",
        "holds",
    ),
    (
        "server.conf",
        "setting",
        "setting = \"list\"\nwithout = [\"rc4\"]",
        "left",
    ),
    (
        "server.conf",
        "key_fits",
        "chain = \"chain\"\nkey = \"key\"",
        "holds",
    ),
    (
        "wrong.conf",
        "key_fits",
        "chain = \"chain\"\nkey = \"key\"",
        "other_key",
    ),
    ("server.conf", "authority", "", "unreadable"),
];

#[test]
fn each_test_finds_what_is_there() {
    let words = Words::default();
    let none = BTreeMap::new();
    let mut workshop = Workshop::new(&words, &[], [3; 32], &none);
    let items: toml::Table = toml::from_str(ITEMS).unwrap();
    for item in items.get("item").unwrap().as_array().unwrap() {
        workshop.make(item.as_table().unwrap()).unwrap();
    }
    let files = workshop.made;
    let mut wrong = Vec::new();
    for (name, test, told, expected) in ROWS {
        let with = With::new(&toml::from_str(told).unwrap(), &words);
        let found = (named(test).unwrap().look)(&Case {
            name,
            file: files.get(*name).unwrap(),
            handed: &files,
            given: &none,
            with: &with,
        });
        let key = match &found {
            Found::Holds(_) => "holds",
            Found::Slip(key, _) => key,
            Found::Not(_) => "not",
            Found::Unreadable(_) => "unreadable",
        };
        if key != *expected {
            wrong.push(format!("{name} {test} {told:?}: {found:?}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What looks at files that only one exercise makes is tried there: the trial of that exercise makes every mistake it declares.
#[test]
fn every_test_stands_in_a_row_or_is_tried_by_an_exercise() {
    let set = Set::ours().unwrap();
    for test in TESTS {
        let here = ROWS.iter().any(|(_, name, ..)| *name == test.name);
        let tried = set.exercises.iter().any(|exercise| {
            let mut properties = exercise.properties.iter();
            properties.any(|property| {
                let slips = || exercise.slips.iter().any(|slip| slip.of == property.key);
                property.test == test.name && slips()
            })
        });
        assert!(here || tried, "{}", test.name);
    }
}
