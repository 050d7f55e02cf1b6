//! Revocation lists: who may sign them, when they count, what they say.

use rcgen::{
    CertificateRevocationListParams, CrlDistributionPoint, CrlIssuingDistributionPoint, CrlScope,
    KeyIdMethod, KeyUsagePurpose, RevocationReason, RevokedCertParams, SerialNumber,
};
use tlslab::base::time::Time;
use tlslab::base::verdict::Verdict;
use tlslab::trust::question::Question;
use tlslab::trust::verify::verify;

use crate::world::{Authority, DAY, NOW, ask, codes, moment, question};

fn list(by: &Authority, spoil: impl FnOnce(&mut CertificateRevocationListParams)) -> Vec<u8> {
    let mut params = CertificateRevocationListParams {
        this_update: moment(Time::seconds(NOW.as_seconds() - 3600)),
        next_update: moment(NOW + DAY),
        crl_number: SerialNumber::from(1u64),
        issuing_distribution_point: None,
        revoked_certs: Vec::new(),
        key_identifier_method: KeyIdMethod::Sha256,
    };
    spoil(&mut params);
    params.signed_by(&by.issuer()).unwrap().der().to_vec()
}

fn revoked(serial: &[u8]) -> RevokedCertParams {
    RevokedCertParams {
        serial_number: SerialNumber::from_slice(serial),
        revocation_time: moment(Time::seconds(NOW.as_seconds() - 7200)),
        reason_code: Some(RevocationReason::KeyCompromise),
        invalidity_date: None,
    }
}

fn check(spoil: impl FnOnce(&mut CertificateRevocationListParams), expected: &str) {
    let root = Authority::root(|_| ());
    let leaf = root.leaf(|_| ());
    let (crls, roots) = ([list(&root, spoil)], [root.der]);
    assert_eq!(
        ask(&Question {
            crls: &crls,
            ..question(&leaf, &[], &roots)
        }),
        expected
    );
}

#[test]
fn a_list_refuses_whom_it_names_and_only_while_it_counts() {
    check(|_| (), "ok");
    check(|p| p.revoked_certs = vec![revoked(&[7])], "ok");
    check(
        |p| p.revoked_certs = vec![revoked(&[7]), revoked(&[0x42; 12])],
        "rev.revoked",
    );
    check(
        |p| p.next_update = moment(Time::seconds(NOW.as_seconds() - 1)),
        "rev.crl-stale",
    );
    check(
        |p| p.this_update = moment(Time::seconds(NOW.as_seconds() + 1)),
        "rev.crl-not-yet",
    );
    let point = |scope| CrlIssuingDistributionPoint {
        distribution_point: CrlDistributionPoint {
            uris: vec!["http://crl.test/".to_owned()],
        },
        scope: Some(scope),
    };
    // A list for authorities says nothing of a leaf.
    check(
        |p| {
            p.revoked_certs = vec![revoked(&[0x42; 12])];
            p.issuing_distribution_point = Some(point(CrlScope::CaCertsOnly));
        },
        "ok",
    );
    check(
        |p| {
            p.revoked_certs = vec![revoked(&[0x42; 12])];
            p.issuing_distribution_point = Some(point(CrlScope::UserCertsOnly));
        },
        "rev.revoked",
    );
}

#[test]
fn the_reason_and_the_date_are_told() {
    let root = Authority::root(|_| ());
    let leaf = root.leaf(|_| ());
    let (crls, roots) = (
        [list(&root, |p| {
            p.revoked_certs = vec![revoked(&[0x42; 12])]
        })],
        [root.der],
    );
    let verification = verify(&Question {
        crls: &crls,
        ..question(&leaf, &[], &roots)
    });
    let fault = verification.faults().find(|fault| fault.refuses()).unwrap();
    assert!(
        fault.says.en.contains("2026-11-27 22:00:00Z") && fault.says.en.contains("keyCompromise"),
        "{}",
        fault.says.en
    );
}

#[test]
fn a_list_of_another_key_or_use_is_not_believed() {
    let root = Authority::root(|_| ());
    let twin = Authority::root(|_| ());
    let leaf = root.leaf(|_| ());
    let roots = [root.der.clone()];
    let crls = [list(&twin, |_| ())];
    assert_eq!(
        ask(&Question {
            crls: &crls,
            ..question(&leaf, &[], &roots)
        }),
        "rev.crl-bad-signature"
    );

    let other = root.below("other", |_| ());
    let crls = [list(&other, |p| {
        p.revoked_certs = vec![revoked(&[0x42; 12])]
    })];
    assert_eq!(
        ask(&Question {
            crls: &crls,
            ..question(&leaf, &[], &roots)
        }),
        "ok"
    );

    let mut narrow = Authority::root(|_| ());
    let crls = [list(&narrow, |_| ())];
    narrow.params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    narrow.der = narrow
        .params
        .self_signed(&narrow.key)
        .unwrap()
        .der()
        .to_vec();
    let leaf = narrow.leaf(|_| ());
    let roots = [narrow.der];
    assert_eq!(
        ask(&Question {
            crls: &crls,
            ..question(&leaf, &[], &roots)
        }),
        "rev.crl-no-crl-sign"
    );

    let crls = [b"nonsense".to_vec()];
    let verification = verify(&Question {
        crls: &crls,
        ..question(&leaf, &[], &roots)
    });
    assert_eq!(codes(&verification), "rev.crl-malformed");
}

#[test]
fn an_idle_list_beside_one_that_counts_does_no_harm() {
    let root = Authority::root(|_| ());
    let twin = Authority::root(|_| ());
    let leaf = root.leaf(|_| ());
    let roots = [root.der.clone()];
    let fresh = list(&root, |_| ());
    let revoking = list(&root, |p| p.revoked_certs = vec![revoked(&[0x42; 12])]);
    let old = list(&root, |p| {
        p.next_update = moment(Time::seconds(NOW.as_seconds() - 1))
    });
    for idle in [old, list(&twin, |_| ())] {
        for (other, expected) in [(&fresh, "ok"), (&revoking, "rev.revoked")] {
            let crls = [idle.clone(), other.clone()];
            let asked = Question {
                crls: &crls,
                ..question(&leaf, &[], &roots)
            };
            assert_eq!(ask(&asked), expected);
            // It is told all the same.
            let verification = verify(&asked);
            let mut told = verification.faults();
            assert!(told.any(|fault| fault.reason.code.starts_with("rev.crl-")));
        }
    }
}

#[test]
fn the_part_of_another_distribution_point_says_nothing_of_the_others() {
    let root = Authority::root(|_| ());
    let roots = [root.der.clone()];
    let part = |number: &str| CrlDistributionPoint {
        uris: vec![format!("http://crl.test/{number}.crl")],
    };
    let leaf = root.leaf(|p| p.crl_distribution_points = vec![part("1")]);
    let verdict = |number: &str| {
        let crls = [list(&root, |p| {
            p.issuing_distribution_point = Some(CrlIssuingDistributionPoint {
                distribution_point: part(number),
                scope: None,
            });
        })];
        let verification = verify(&Question {
            crls: &crls,
            ..question(&leaf, &[], &roots)
        });
        let checks = &verification.path().unwrap().checks;
        checks.iter().find(|c| c.key == "crl").unwrap().verdict
    };
    assert_eq!(verdict("1"), Verdict::Holds);
    assert_eq!(verdict("2"), Verdict::NotReached);
}

#[test]
fn a_staple_that_was_promised_must_come() {
    let root = Authority::root(|_| ());
    let leaf = root.leaf(|p| {
        let feature = rcgen::CustomExtension::from_oid_content(
            &[1, 3, 6, 1, 5, 5, 7, 1, 24],
            vec![0x30, 3, 2, 1, 5],
        );
        p.custom_extensions.push(feature);
    });
    let roots = [root.der];
    assert_eq!(ask(&question(&leaf, &[], &roots)), "rev.staple-missing");
}
