//! Paths: what is missing, what leads in circles, which of several is taken, and what each check says.

use tlslab::base::verdict::Verdict;
use tlslab::trust::question::{Origin, Question};
use tlslab::trust::verify::verify;

use crate::world::{Authority, DAY, NOW, ask, key, moment, question};

#[test]
fn every_way_to_end_has_its_reason() {
    let (root, other) = (
        Authority::root(|_| ()),
        Authority::root(|p| {
            p.distinguished_name
                .push(rcgen::DnType::OrganizationName, "other");
        }),
    );
    let between = root.below("intermediate", |_| ());
    let leaf = between.leaf(|_| ());
    let (chain, roots) = ([between.der.clone()], [root.der.clone()]);
    assert_eq!(ask(&question(&leaf, &chain, &roots)), "ok");
    assert_eq!(ask(&question(&leaf, &[], &roots)), "chain.missing-issuer");
    assert_eq!(
        ask(&question(&leaf, &chain, std::slice::from_ref(&other.der))),
        "chain.untrusted-root"
    );
    let whole = [between.der.clone(), root.der.clone()];
    assert_eq!(
        ask(&question(&leaf, &whole, &[other.der])),
        "chain.untrusted-root"
    );
    assert_eq!(
        ask(&Question {
            depth: Some(0),
            ..question(&leaf, &chain, &roots)
        }),
        "chain.depth"
    );

    let (own, params) = (key(), crate::world::leaf_params());
    let own = params.self_signed(&own).unwrap().der().to_vec();
    assert_eq!(ask(&question(&own, &[], &roots)), "chain.self-signed");
    // Whoever trusts this very certificate is right.
    assert_eq!(ask(&question(&own, &[], std::slice::from_ref(&own))), "ok");
}

#[test]
fn two_who_vouch_for_each_other_vouch_for_nothing() {
    let (a, b) = (
        Authority::root(|p| {
            p.distinguished_name
                .push(rcgen::DnType::OrganizationName, "a")
        }),
        key(),
    );
    let strange = Authority::root(|_| ());
    let below = a.with_key(
        "b",
        rcgen::KeyPair::from_pem(&b.serialize_pem()).unwrap(),
        |_| (),
    );
    let back = a
        .params
        .signed_by(&a.key, &below.issuer())
        .unwrap()
        .der()
        .to_vec();
    let leaf = below.leaf(|_| ());
    let circle = [below.der.clone(), back];
    assert_eq!(ask(&question(&leaf, &circle, &[strange.der])), "chain.loop");
    assert_eq!(ask(&question(&leaf, &circle, &[a.der])), "ok");
}

#[test]
fn the_path_that_holds_is_taken_and_the_others_are_told() {
    let root = Authority::root(|_| ());
    let old = root.below("cross", |p| {
        p.not_after = moment(tlslab::base::time::Time::seconds(NOW.as_seconds() - 1))
    });
    let again = rcgen::KeyPair::from_pem(&old.key.serialize_pem()).unwrap();
    let new = root.with_key("cross", again, |p| p.not_after = moment(NOW + 10 * DAY));
    let leaf = old.leaf(|_| ());
    let (chain, roots) = ([old.der, new.der], [root.der]);
    let verification = verify(&question(&leaf, &chain, &roots));
    assert!(verification.accepted());
    assert_eq!(verification.candidates.len(), 2);
    let origins: Vec<Origin> = verification
        .path()
        .unwrap()
        .members
        .iter()
        .map(|member| member.origin)
        .collect();
    assert_eq!(
        origins,
        [Origin::Leaf, Origin::Intermediate(1), Origin::Root(0)]
    );
    assert!(!verification.candidates[1].holds());
}

#[test]
fn order_matters_to_nobody_but_is_said() {
    let root = Authority::root(|_| ());
    let first = root.below("first", |_| ());
    let second = first.below("second", |_| ());
    let leaf = second.leaf(|_| ());
    let (wrong, roots) = ([first.der, second.der], [root.der]);
    let verification = verify(&question(&leaf, &wrong, &roots));
    assert!(verification.accepted());
    assert!(
        verification
            .faults()
            .any(|fault| fault.reason.code == "warn.order")
    );
}

#[test]
fn a_chain_without_end_is_given_up() {
    let mut chain = vec![Authority::root(|_| ())];
    for n in 0..100 {
        let next = chain.last().unwrap().below(&format!("ca {n}"), |_| ());
        chain.push(next);
    }
    let leaf = chain.last().unwrap().leaf(|_| ());
    let roots = [chain[0].der.clone()];
    let between: Vec<Vec<u8>> = chain[1..].iter().rev().map(|ca| ca.der.clone()).collect();
    assert!(ask(&question(&leaf, &between, &roots)).contains("chain.budget"));
}

#[test]
fn each_check_says_what_it_saw_in_both_languages() {
    let root = Authority::root(|_| ());
    let between = root.below("intermediate", |_| ());
    let leaf = between.leaf(|_| ());
    let (chain, roots) = ([between.der], [root.der]);
    let verification = verify(&question(&leaf, &chain, &roots));
    let checks = &verification.path().unwrap().checks;
    for check in checks {
        assert!(
            !check.says.en.is_empty() && check.says.ko.chars().any(|c| ('가'..='힣').contains(&c)),
            "{}",
            check.key
        );
        assert_ne!(check.verdict, Verdict::Fails);
    }
    for key in [
        "trust",
        "form",
        "signature",
        "validity",
        "authority",
        "purpose",
        "key",
        "host",
    ] {
        assert!(
            checks
                .iter()
                .any(|check| check.key == key && check.verdict == Verdict::Holds),
            "{key}"
        );
    }
    // What was not asked is not good, it is not reached.
    for key in ["crl", "ocsp"] {
        assert!(
            checks
                .iter()
                .any(|check| check.key == key && check.verdict == Verdict::NotReached),
            "{key}"
        );
    }
}
