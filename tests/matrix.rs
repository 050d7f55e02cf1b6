//! Every cipher suite, group, key and version that our peers have, on the virtual wire: all proofs hold.
#![allow(clippy::unwrap_used)]

use tlslab::base::verdict::Verdict;
use tlslab::lab::knobs::Knobs;
use tlslab::lab::offer::{Group, SUITES, Tls};
use tlslab::lab::run;
use tlslab::lab::scenarios::list::named;
use tlslab::pki::key::KeyKind;
use tlslab::story::tell;

/// Proofs that may stay open: nothing in one connection settles the key of a ticket.
const MAY_STAY_OPEN: &str = "resumption_psk";

/// Runs every combination with this key; gives how many worked. What cannot work must be refused with a reason.
fn all_with(key: KeyKind) -> usize {
    let mut worked = 0;
    for tls in [Tls::V13, Tls::V12] {
        let scenario = named(if tls == Tls::V13 { "full" } else { "tls12" }).unwrap();
        for suite in &SUITES {
            for group in Group::ALL {
                let knobs = Knobs {
                    tls: Some(tls),
                    group: Some(group),
                    suite: Some(suite),
                    key: Some(key),
                    seed: Some(7),
                    ..Knobs::default()
                };
                match run::on_virtual(scenario, &knobs, run::EPOCH) {
                    Ok(evidence) => {
                        let story = tell::tell(&evidence);
                        let what = format!("{tls:?} {} {group:?} {key:?}", suite.name);
                        assert!(story.cause.is_none(), "{what}: {:?}", story.cause);
                        let mut proofs = 0;
                        for proof in story.steps.iter().flat_map(|step| &step.proofs) {
                            let fine =
                                proof.verdict == Verdict::Holds || proof.key == MAY_STAY_OPEN;
                            assert!(
                                fine,
                                "{what}: {} {:?}: {}",
                                proof.claim.en, proof.verdict, proof.says.en
                            );
                            proofs += 1;
                        }
                        assert!(proofs > 20, "{what}: only {proofs} proofs");
                        worked += 1;
                    }
                    Err(why) => {
                        let reason = why.reason();
                        assert!(!reason.en.is_empty() && !reason.ko.is_empty());
                    }
                }
            }
        }
    }
    worked
}

// In TLS 1.3: 3 suites x 4 groups. In TLS 1.2: the 3 suites of the key's kind x 3 groups (the hybrid is TLS 1.3's alone).
const EACH: usize = 3 * 4 + 3 * 3;

#[test]
fn ecdsa_p256() {
    assert_eq!(all_with(KeyKind::EcdsaP256), EACH);
}

#[test]
fn ecdsa_p384() {
    assert_eq!(all_with(KeyKind::EcdsaP384), EACH);
}

#[test]
fn ed25519() {
    assert_eq!(all_with(KeyKind::Ed25519), EACH);
}

#[test]
fn rsa_2048() {
    assert_eq!(all_with(KeyKind::Rsa2048), EACH);
}

#[test]
fn rsa_4096() {
    assert_eq!(all_with(KeyKind::Rsa4096), EACH);
}
