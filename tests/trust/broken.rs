//! One fault a certificate: time, authority, usage, constraints, extensions, names, signatures, form.

use rcgen::{
    BasicConstraints, CidrSubnet, CustomExtension, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa,
    KeyUsagePurpose, NameConstraints, SanType, SerialNumber,
};
use tlslab::base::level::Level;
use tlslab::base::time::Time;
use tlslab::trust::fault::Place;
use tlslab::trust::profile::Profile;
use tlslab::trust::question::{Purpose, Question, Wanted};
use tlslab::trust::verify::verify;

use crate::world::{Authority, DAY, NOW, ask, dns, moment, question};

/// A leaf under root and intermediate, spoilt, must be refused for `expected` and nothing else.
fn leaf(spoil: impl FnOnce(&mut rcgen::CertificateParams), expected: &str) {
    let root = Authority::root(|_| ());
    let between = root.below("intermediate", |_| ());
    let leaf = between.leaf(spoil);
    assert_eq!(
        ask(&question(
            &leaf,
            std::slice::from_ref(&between.der),
            std::slice::from_ref(&root.der)
        )),
        expected
    );
}

/// The same with a spoilt intermediate.
fn between(spoil: impl FnOnce(&mut rcgen::CertificateParams), expected: &str) {
    let root = Authority::root(|_| ());
    let between = root.below("intermediate", spoil);
    let leaf = between.leaf(|_| ());
    assert_eq!(
        ask(&question(
            &leaf,
            std::slice::from_ref(&between.der),
            std::slice::from_ref(&root.der)
        )),
        expected
    );
}

#[test]
fn a_good_path_passes() {
    leaf(|_| (), "ok");
}

#[test]
fn time_is_inclusive_to_the_second() {
    leaf(|p| p.not_after = moment(NOW), "ok");
    leaf(
        |p| p.not_after = moment(Time::seconds(NOW.as_seconds() - 1)),
        "time.expired",
    );
    leaf(|p| p.not_before = moment(NOW), "ok");
    leaf(
        |p| p.not_before = moment(Time::seconds(NOW.as_seconds() + 1)),
        "time.not-yet",
    );
    between(
        |p| p.not_after = moment(Time::seconds(NOW.as_seconds() - 1)),
        "time.expired",
    );
}

#[test]
fn who_signs_must_be_an_authority() {
    between(|p| p.is_ca = IsCa::ExplicitNoCa, "ca.not-a-ca");
    between(|p| p.is_ca = IsCa::NoCa, "ca.no-basic-constraints");
    between(
        |p| p.key_usages = vec![KeyUsagePurpose::CrlSign],
        "ca.no-cert-sign",
    );
    let root = Authority::root(|p| p.is_ca = IsCa::Ca(BasicConstraints::Constrained(0)));
    let first = root.below("first", |_| ());
    let leaf = first.leaf(|_| ());
    assert_eq!(
        ask(&question(&leaf, &[first.der], &[root.der])),
        "ca.pathlen"
    );
}

#[test]
fn keys_are_for_what_they_are_for() {
    let eku =
        |purpose| move |p: &mut rcgen::CertificateParams| p.extended_key_usages = vec![purpose];
    leaf(eku(ExtendedKeyUsagePurpose::ClientAuth), "usage.eku");
    leaf(eku(ExtendedKeyUsagePurpose::CodeSigning), "usage.eku");
    leaf(eku(ExtendedKeyUsagePurpose::Any), "ok");
    leaf(
        |p| p.key_usages = vec![KeyUsagePurpose::ContentCommitment],
        "usage.key-usage",
    );
    leaf(|p| p.key_usages.clear(), "ok");
}

#[test]
fn on_the_web_an_intermediate_limits_what_lies_below() {
    let root = Authority::root(|_| ());
    let mail = root.below("mail", |p| {
        p.extended_key_usages = vec![ExtendedKeyUsagePurpose::EmailProtection]
    });
    let leaf = mail.leaf(|_| ());
    let (between, roots) = ([mail.der], [root.der]);
    let asked = question(&leaf, &between, &roots);
    assert_eq!(ask(&asked), "ok");
    let verification = verify(&asked);
    let told = verification
        .faults()
        .find(|fault| fault.reason.code == "usage.eku-chain");
    assert_eq!(told.map(|fault| fault.level), Some(Level::Warning));
    let web = Question {
        profile: Profile::WebPki,
        ..asked
    };
    assert_eq!(ask(&web), "usage.eku-chain");
}

#[test]
fn an_authority_is_no_leaf_on_the_web() {
    let root = Authority::root(|_| ());
    let between = root.below("leaf.test", |p| {
        p.subject_alt_names = vec![dns("leaf.test")];
        p.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    });
    let roots = [root.der];
    let asked = question(&between.der, &[], &roots);
    assert_eq!(ask(&asked), "ok");
    assert_eq!(
        ask(&Question {
            profile: Profile::WebPki,
            ..asked
        }),
        "usage.ca-as-leaf"
    );
}

#[test]
fn names_keep_to_their_constraints() {
    let fence = |permitted: Vec<GeneralSubtree>, excluded: Vec<GeneralSubtree>| {
        move |p: &mut rcgen::CertificateParams| {
            p.name_constraints = Some(NameConstraints {
                permitted_subtrees: permitted,
                excluded_subtrees: excluded,
            });
        }
    };
    let dns = |name: &str| GeneralSubtree::DnsName(name.to_owned());
    let ip = GeneralSubtree::IpAddress(CidrSubnet::from_v4_prefix([10, 0, 0, 0], 8));
    between(fence(vec![dns("test")], vec![]), "ok");
    between(fence(vec![dns("example")], vec![]), "nc.not-permitted");
    between(
        fence(vec![dns("test")], vec![dns("leaf.test")]),
        "nc.excluded",
    );
    between(fence(vec![ip.clone()], vec![]), "ok");
    let root = Authority::root(fence(vec![ip], vec![]));
    let leaf = root.leaf(|p| {
        p.subject_alt_names
            .push(SanType::IpAddress([192, 0, 2, 1].into()))
    });
    let roots = [root.der];
    let verification = verify(&question(&leaf, &[], &roots));
    let fault = verification.faults().find(|fault| fault.refuses()).unwrap();
    assert_eq!(fault.reason.code, "nc.ip-not-permitted");
    // The bytes of the culprit alone: the address, as an entry of subjectAltName.
    let Place::Certificate { index: 0, at } = &fault.place else {
        panic!("{:?}", fault.place);
    };
    assert_eq!(leaf[at.clone()], [0x87, 4, 192, 0, 2, 1]);
}

#[test]
fn critical_extensions_are_obeyed_or_refused() {
    let custom = |critical| {
        move |p: &mut rcgen::CertificateParams| {
            let mut extension =
                CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 55738, 1], vec![5, 0]);
            extension.set_criticality(critical);
            p.custom_extensions.push(extension);
        }
    };
    leaf(custom(false), "ok");
    leaf(custom(true), "ext.unknown-critical");
    let again = |p: &mut rcgen::CertificateParams| {
        let extension = CustomExtension::from_oid_content(&[2, 5, 29, 37], vec![0x30, 0]);
        p.custom_extensions.push(extension);
    };
    leaf(again, "ext.duplicate");
}

#[test]
fn every_kind_of_wrong_name_has_its_reason() {
    let named =
        |names: Vec<SanType>, expected: &str| leaf(|p| p.subject_alt_names = names, expected);
    named(vec![dns("other.test")], "name.mismatch");
    named(vec![dns("*.test")], "name.wildcard-broad");
    named(vec![dns("l*f.test")], "name.wildcard-partial");
    named(vec![dns("*.leaf.test")], "name.wildcard-apex");
    named(
        vec![SanType::Rfc822Name("a@leaf.test".try_into().unwrap())],
        "name.no-dns",
    );
    named(vec![], "name.no-san");
    named(
        vec![dns("leaf.test\0.evil.test")],
        "name.embedded-nul name.mismatch",
    );
    named(vec![dns("leaf_.test"), dns("leaf.test")], "name.malformed");
    leaf(
        |p| {
            p.subject_alt_names.clear();
            p.distinguished_name = rcgen::DistinguishedName::new();
        },
        "name.none",
    );
    leaf(
        |p| p.serial_number = Some(SerialNumber::from_slice(&[0])),
        "lint.serial",
    );
}

#[test]
fn addresses_and_mailboxes_are_wanted_too() {
    let root = Authority::root(|_| ());
    let address = Wanted::host("192.0.2.1");
    let roots = [root.der.clone()];
    let check = |names: Vec<SanType>, wanted: Wanted, expected: &str| {
        let leaf = root.leaf(|p| p.subject_alt_names = names);
        let asked = Question {
            wanted: vec![wanted],
            ..question(&leaf, &[], &roots)
        };
        assert_eq!(ask(&asked), expected);
    };
    let ip = SanType::IpAddress([192, 0, 2, 1].into());
    let mail = || SanType::Rfc822Name("me@leaf.test".try_into().unwrap());
    check(vec![ip], address.clone(), "ok");
    check(vec![dns("192.0.2.1")], address.clone(), "name.ip-as-dns");
    check(vec![dns("leaf.test")], address, "name.ip-missing");
    check(vec![mail()], Wanted::Mail("me@LEAF.test".to_owned()), "ok");
    check(
        vec![mail()],
        Wanted::Mail("Me@leaf.test".to_owned()),
        "name.mail",
    );
    check(
        vec![dns("*.leaf.test")],
        Wanted::Dns("a.b.leaf.test".to_owned()),
        "name.wildcard-depth",
    );
}

#[test]
fn a_flipped_signature_and_a_changed_body_are_told_apart() {
    let root = Authority::root(|_| ());
    let good = root.leaf(|_| ());
    let roots = [root.der.clone()];
    let mut flipped = good.clone();
    *flipped.last_mut().unwrap() ^= 1;
    assert_eq!(ask(&question(&flipped, &[], &roots)), "sig.bad");

    let at = good
        .windows(9)
        .rposition(|run| run == b"leaf.test")
        .unwrap();
    let mut edited = good.clone();
    edited[at] = b'b';
    let known = [good];
    let asked = Question {
        known: &known,
        ..question(&edited, &[], &roots)
    };
    let verification = verify(&asked);
    let fault = verification
        .faults()
        .find(|fault| fault.reason.code == "sig.body-changed")
        .unwrap();
    assert_eq!(
        fault.place,
        Place::Certificate {
            index: 0,
            at: at..at + 1
        }
    );
    assert!(
        fault.says.en.contains("DNS:leaf.test") && fault.says.en.contains("DNS:beaf.test"),
        "{}",
        fault.says.en
    );
    // Without the twin, an ECDSA signature does not say which of the two was changed.
    assert_eq!(
        ask(&question(&edited, &[], &roots)),
        "name.mismatch sig.bad"
    );
}

#[test]
fn an_rsa_signature_says_by_itself_that_the_body_was_changed() {
    let der = std::fs::read("tests/data/limbo/limbo-subset.json").unwrap();
    let all: serde_json::Value = serde_json::from_slice(&der).unwrap();
    let cases = all["testcases"].as_array().unwrap();
    let case = cases
        .iter()
        .find(|case| case["id"] == "online::docs.python.org")
        .unwrap();
    let read = |text: &serde_json::Value| {
        let block =
            x509_parser::pem::Pem::iter_from_buffer(text.as_str().unwrap().as_bytes()).next();
        block.unwrap().unwrap().contents
    };
    let mut leaf = read(&case["peer_certificate"]);
    let (between, roots) = (
        [read(&case["untrusted_intermediates"][0])],
        [read(&case["trusted_certs"][0])],
    );
    let at = leaf
        .windows(10)
        .position(|run| run == b"python.org")
        .unwrap();
    leaf[at] = b'q';
    let asked = Question::new(&leaf, Time::seconds(1_768_309_427));
    let asked = Question {
        intermediates: &between,
        roots: &roots,
        ..asked
    };
    assert_eq!(ask(&asked), "sig.body-changed");
}

#[test]
fn two_authorities_of_one_name_are_told_apart_by_their_keys() {
    let root = Authority::root(|_| ());
    let (right, wrong) = (root.below("twin", |_| ()), root.below("twin", |_| ()));
    let leaf = right.leaf(|_| ());
    let roots = [root.der.clone()];
    assert_eq!(
        ask(&question(&leaf, std::slice::from_ref(&wrong.der), &roots)),
        "chain.issuer-key-differs"
    );
    let both = [wrong.der, right.der];
    assert_eq!(ask(&question(&leaf, &both, &roots)), "ok");
}

#[test]
fn form_is_judged_by_itself() {
    let root = Authority::root(|_| ());
    let mut long = root.leaf(|_| ());
    long.extend_from_slice(b"more");
    let roots = [root.der];
    assert_eq!(ask(&question(&long, &[], &roots)), "der.trailing");
    assert_eq!(ask(&question(b"", &[], &roots)), "tls.client-cert");
    assert_eq!(ask(&question(b"nonsense", &[], &roots)), "der.malformed");
}

#[test]
fn the_key_that_the_server_uses_is_the_one_certified() {
    let root = Authority::root(|_| ());
    let (leaf, other) = (root.leaf(|_| ()), root.leaf(|_| ()));
    let roots = [root.der];
    let own = tlslab::keys::certificate::summary(&leaf).unwrap().spki;
    let strange = tlslab::keys::certificate::summary(&other).unwrap().spki;
    let asked = question(&leaf, &[], &roots);
    assert_eq!(
        ask(&Question {
            key: Some(&own),
            ..asked.clone()
        }),
        "ok"
    );
    assert_eq!(
        ask(&Question {
            key: Some(&strange),
            ..asked
        }),
        "key.mismatch"
    );
}

#[test]
fn a_look_alike_is_said_and_not_refused() {
    let root = Authority::root(|_| ());
    let leaf = root.leaf(|p| p.subject_alt_names = vec![dns("xn--pypal-4ve.test")]);
    let roots = [root.der];
    let asked = Question {
        wanted: vec![Wanted::Dns("pаypal.test".to_owned())],
        ..question(&leaf, &[], &roots)
    };
    let verification = verify(&asked);
    assert!(verification.accepted());
    let warned = verification
        .faults()
        .find(|fault| fault.reason.code == "warn.homograph")
        .unwrap();
    assert!(warned.says.en.contains("pаypal.test") && warned.says.en.contains("paypal.test"));
}

#[test]
fn lint_speaks_up_and_refuses_nothing() {
    let root = Authority::root(|p| p.not_after = moment(NOW + 100 * DAY));
    let leaf = root.leaf(|p| p.not_after = moment(NOW + 500 * DAY));
    let roots = [root.der];
    let verification = verify(&question(&leaf, &[], &roots));
    assert!(verification.accepted());
    let said: Vec<&str> = verification
        .faults()
        .map(|fault| fault.reason.code)
        .collect();
    assert!(
        said.contains(&"lint.validity") && said.contains(&"lint.outlives-issuer"),
        "{said:?}"
    );
}

#[test]
fn a_client_is_judged_as_a_client() {
    let root = Authority::root(|_| ());
    let leaf = root.leaf(|p| p.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth]);
    let roots = [root.der];
    let asked = Question {
        purpose: Purpose::Client,
        wanted: vec![],
        ..question(&leaf, &[], &roots)
    };
    assert_eq!(ask(&asked), "ok");
}

#[test]
fn a_required_policy_must_hold_along_the_path() {
    let required = CustomExtension::from_oid_content(&[2, 5, 29, 36], vec![0x30, 3, 0x80, 1, 0]);
    let policy = || {
        CustomExtension::from_oid_content(&[2, 5, 29, 32], vec![0x30, 6, 0x30, 4, 6, 2, 0x2a, 3])
    };
    let root = Authority::root(|_| ());
    let between = root.below("strict", |p| p.custom_extensions = vec![required, policy()]);
    let (without, with) = (
        between.leaf(|_| ()),
        between.leaf(|p| p.custom_extensions = vec![policy()]),
    );
    let (chain, roots) = ([between.der], [root.der]);
    assert_eq!(ask(&question(&without, &chain, &roots)), "ext.policy");
    assert_eq!(ask(&question(&with, &chain, &roots)), "ok");
}
