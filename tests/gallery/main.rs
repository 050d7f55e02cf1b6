//! The gallery of broken certificates beside other verifiers: each entry as OpenSSL and rustls judge it is what its row says,
//! and where they differ from what the entry must be told, the difference is listed with its reason.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod openssl;
#[path = "../oracle/mod.rs"]
mod oracle;
mod served;
mod webpki;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use tlslab::base::time::Time;
use tlslab::pki::gallery::case::{Case, Pair};
use tlslab::pki::gallery::entry::{Entry, Place, Said};
use tlslab::pki::gallery::list::{GALLERY, find};
use tlslab::pki::gallery::workshop::Workshop;
use tlslab::trust::fault::{Fault, Place as Found};
use tlslab::trust::profile::Profile;
use tlslab::trust::verify::{Verification, verify};

/// The moment all tests judge at: 2026-11-28, noon.
const NOW: Time = Time::seconds(1_795_867_200);

/// The gallery that all tests look at.
static MINTED: LazyLock<Vec<Minted>> = LazyLock::new(|| mint(1));

type Minted = (&'static Entry, Pair);

fn mint(seed: u64) -> Vec<Minted> {
    let mut shop = Workshop::open(Some(seed), NOW).unwrap();
    let made = GALLERY
        .iter()
        .map(|entry| (*entry, entry.make(&mut shop).unwrap()));
    made.collect()
}

#[test]
fn others_say_what_the_rows_claim() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for (entry, pair) in MINTED.iter() {
        for (who, claimed, heard) in [
            (
                "openssl",
                entry.openssl,
                openssl::verify(&dir, entry.name, &pair.broken, &[]),
            ),
            (
                "strict",
                entry.strict,
                openssl::verify(&dir, entry.name, &pair.broken, &openssl::STRICT),
            ),
            ("rustls", entry.rustls, webpki::verify(&pair.broken)),
            (
                "openssl on the twin",
                Said::Accepts,
                openssl::verify(&dir, entry.name, &pair.fixed, &[]),
            ),
            (
                "strict on the twin",
                Said::Accepts,
                openssl::verify(&dir, entry.name, &pair.fixed, &openssl::STRICT),
            ),
            (
                "rustls on the twin",
                Said::Accepts,
                webpki::verify(&pair.fixed),
            ),
        ] {
            let agree = match claimed {
                Said::AtHandshake => true,
                Said::Accepts => heard.is_empty(),
                Said::Refuses(words) => heard == words,
            };
            if !agree {
                wrong.push(format!(
                    "{} {}: {who} says {heard:?}, claimed {claimed:?}",
                    entry.number, entry.name
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_same_seed_mints_the_same_bytes() {
    let bytes = |pair: &Pair| {
        let case = |case: &Case| {
            [
                case.chain(),
                case.roots.clone(),
                case.crls.clone(),
                vec![case.key.pkcs8.clone()],
            ]
            .concat()
        };
        [case(&pair.broken), case(&pair.fixed)]
    };
    for ((entry, one), (_, other)) in MINTED.iter().zip(mint(1)) {
        assert_eq!(bytes(one), bytes(&other), "{}", entry.name);
    }
    for ((entry, one), (_, other)) in MINTED.iter().zip(mint(2)) {
        assert_ne!(bytes(one), bytes(&other), "{}", entry.name);
    }
    // An entry minted alone is the one minted among all.
    let mut shop = Workshop::open(Some(1), NOW).unwrap();
    for name in ["subject-edited", "shared-prime", "revoked"] {
        let alone = find(name).unwrap().make(&mut shop).unwrap();
        let (_, among) = MINTED.iter().find(|(entry, _)| entry.name == name).unwrap();
        assert_eq!(bytes(&alone), bytes(among), "{name}");
    }
}

#[test]
fn every_entry_yields_its_reason_and_its_twin_passes() {
    let mut wrong = Vec::new();
    for (entry, pair) in MINTED.iter() {
        for profile in [Profile::Rfc5280, Profile::WebPki] {
            let said = verify(&pair.broken.question(&[], profile));
            let mut faults = said.faults();
            let hit = match entry.reason {
                None => said.accepted(),
                Some(code) => faults.any(|fault| {
                    fault.reason.code == code && stands(entry.place, &fault.place, &said)
                }),
            };
            if !hit {
                let (name, found) = (entry.name, list(&said));
                wrong.push(format!("{name}, {profile:?}: found {found:?}"));
            }
            let said = verify(&pair.fixed.question(&[], profile));
            // Certificates that lead nowhere are sent with some of the twins, too.
            let mut faults = said.faults();
            let silent = faults.all(|fault| fault.reason.code == "warn.extra");
            if !said.accepted() || !silent {
                let (name, found) = (entry.name, list(&said));
                wrong.push(format!("twin of {name}, {profile:?}: found {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Nothing else is found than what was broken: else a lesson would be about two things.
#[test]
fn an_entry_has_one_fault() {
    let mut others = Vec::new();
    for (entry, pair) in MINTED.iter() {
        let said = verify(&pair.broken.question(&[], Profile::Rfc5280));
        let codes = said.faults().map(|fault| fault.reason.code);
        let others_here = codes.filter(|code| Some(*code) != entry.reason && *code != "warn.extra");
        others.extend(others_here.map(|code| (entry.name, code)));
    }
    let follow = [
        // The name with a NUL is not the host's either.
        ("embedded-nul", "name.mismatch"),
        // What has ended ended before the certificate below it.
        ("intermediate-expired", "lint.outlives-issuer"),
        ("root-expired", "lint.outlives-issuer"),
        // The common name that OpenSSL falls back on is none of the alternative names.
        ("mail-san-only", "name.common-name"),
    ];
    assert_eq!(others, follow);
}

/// A changed body is shown part by part to whoever has the certificate as it was.
#[test]
fn what_was_edited_is_shown_beside_the_original() {
    for (entry, pair) in MINTED.iter() {
        let part = match entry.name {
            "subject-edited" => "Ministry of Education",
            "names-edited" => "bank.test",
            _ => continue,
        };
        let known = [pair.fixed.leaf.clone()];
        let said = verify(&pair.broken.question(&known, Profile::Rfc5280));
        let mut faults = said.faults();
        assert!(faults.any(|fault| fault.says.en.contains(part) && fault.says.ko.contains(part)));
    }
}

/// Who else accepts and refuses, entry by entry, against the list of differences.
#[test]
fn differences_are_listed_with_their_reasons() {
    let mut found = BTreeSet::new();
    for (entry, pair) in MINTED.iter() {
        let ours = verify(&pair.broken.question(&[], Profile::Rfc5280)).accepted();
        for (who, said) in [
            ("openssl", entry.openssl),
            ("strict", entry.strict),
            ("rustls", entry.rustls),
        ] {
            if said != Said::AtHandshake && (said == Said::Accepts) != ours {
                found.insert((entry.name, who));
            }
        }
    }
    let lines = include_str!("../data/gallery-differences.txt").lines();
    let mut listed = BTreeSet::new();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let (head, reason) = line.split_once("  # ").unwrap();
        assert!(!reason.is_empty(), "{line}");
        let mut words = head.split(' ');
        let name = words.next().unwrap();
        listed.extend(words.map(|who| (name, who)));
    }
    assert_eq!(found, listed);
}

fn list(said: &Verification) -> Vec<String> {
    let one = |fault: &Fault| format!("{} {:?} {:?}", fault.reason.code, fault.level, fault.place);
    said.faults().map(one).collect()
}

/// Whether what was found is where the entry has its fault.
fn stands(wanted: Place, found: &Found, said: &Verification) -> bool {
    let last = said.path().unwrap().members.len().saturating_sub(1);
    match (wanted, found) {
        (Place::Leaf, Found::Certificate { index, .. }) => *index == 0,
        (Place::Issuer(above), Found::Certificate { index, .. }) => *index == above,
        (Place::Root, Found::Certificate { index, .. }) => *index == last,
        (Place::Crl, Found::Crl { number, .. }) => *number == 0,
        (Place::Path, Found::Path) => true,
        _ => false,
    }
}
