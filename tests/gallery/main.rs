//! The gallery of broken certificates beside other verifiers: each entry as OpenSSL and rustls judge it is what its row says,
//! and where they differ from what the entry must be told, the difference is listed with its reason.
#![allow(clippy::unwrap_used)]

mod openssl;
#[path = "../oracle/mod.rs"]
mod oracle;
mod served;
mod webpki;

use tlslab::base::time::Time;
use tlslab::pki::gallery::case::{Case, Pair};
use tlslab::pki::gallery::entry::{Entry, Said};
use tlslab::pki::gallery::list::{GALLERY, find};
use tlslab::pki::gallery::workshop::Workshop;

/// The moment all tests judge at: 2026-11-28, noon.
const NOW: Time = Time::seconds(1_795_867_200);

fn minted(seed: u64) -> Vec<(&'static Entry, Pair)> {
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
    for (entry, pair) in minted(1) {
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
    let all = minted(7);
    for ((entry, one), (_, other)) in all.iter().zip(minted(7)) {
        assert_eq!(bytes(one), bytes(&other), "{}", entry.name);
    }
    for ((entry, one), (_, other)) in all.iter().zip(minted(8)) {
        assert_ne!(bytes(one), bytes(&other), "{}", entry.name);
    }
    // An entry minted alone is the one minted among all.
    let mut shop = Workshop::open(Some(7), NOW).unwrap();
    for name in ["subject-edited", "shared-prime", "revoked"] {
        let alone = find(name).unwrap().make(&mut shop).unwrap();
        let (_, among) = all.iter().find(|(entry, _)| entry.name == name).unwrap();
        assert_eq!(bytes(&alone), bytes(among), "{name}");
    }
}
