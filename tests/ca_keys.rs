//! Private keys in files, beside OpenSSL: what it writes is read, what is sealed here it opens.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use tlslab::pki::key::KeyKind;
use tlslab::pki::key_file;
use tlslab::pki::sealed_key;
use tlslab::pki::sealed_key::KeyFault;

mod oracle;

const WORDS: &str = "여름 바다 42";

#[test]
fn openssl_opens_what_is_sealed() {
    let Some(openssl) = oracle::find("openssl", "openssl") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("words"), format!("{WORDS}\n")).unwrap();
    for kind in [
        KeyKind::EcdsaP256,
        KeyKind::EcdsaP384,
        KeyKind::Ed25519,
        KeyKind::Rsa2048,
    ] {
        let mut rng = ChaCha20Rng::from_seed([3; 32]);
        let key = kind.make(&mut rng).unwrap();
        let sealed = sealed_key::seal(&key.pkcs8, WORDS, &mut rng).unwrap();
        fs::write(at("sealed"), sealed).unwrap();
        let pass = format!("file:{}", at("words"));
        openssl.says(
            folder.path(),
            &[
                "pkey",
                "-in",
                &at("sealed"),
                "-passin",
                &pass,
                "-check",
                "-out",
                &at("plain"),
            ],
        );
        let plain = fs::read(at("plain")).unwrap();
        assert_eq!(key_file::read(&plain, None).unwrap().pkcs8, key.pkcs8);
        let wrong = openssl.run(
            folder.path(),
            &["pkey", "-in", &at("sealed"), "-passin", "pass:no"],
        );
        assert!(!wrong.status.success());
    }
}

#[test]
fn what_openssl_writes_is_read() {
    let Some(openssl) = oracle::find("openssl", "openssl") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let make: [(&[&str], KeyKind); 4] = [
        (
            &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
            KeyKind::EcdsaP256,
        ),
        (
            &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
            KeyKind::EcdsaP384,
        ),
        (&["-algorithm", "ED25519"], KeyKind::Ed25519),
        (
            &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
            KeyKind::Rsa2048,
        ),
    ];
    for (arguments, kind) in make {
        let out = at("key");
        openssl.says(
            folder.path(),
            &[&["genpkey", "-out", &out], arguments].concat(),
        );
        let plain = key_file::read(&fs::read(&out).unwrap(), None).unwrap();
        assert_eq!(plain.kind, kind);
        let forms: [(&[&str], Option<&str>); 5] = [
            (&["pkey", "-traditional"], None),
            (&["pkey", "-outform", "DER"], None),
            (&["pkey", "-traditional", "-outform", "DER"], None),
            (
                &[
                    "pkcs8",
                    "-topk8",
                    "-v2",
                    "aes-128-cbc",
                    "-passout",
                    "pass:x",
                ],
                Some("x"),
            ),
            (
                &[
                    "pkcs8", "-topk8", "-scrypt", "-outform", "DER", "-passout", "pass:x",
                ],
                Some("x"),
            ),
        ];
        for (form, words) in forms {
            // There is no older form of an Ed25519 key.
            if kind == KeyKind::Ed25519 && form.contains(&"-traditional") {
                continue;
            }
            let other = at("other");
            openssl.says(
                folder.path(),
                &[form, &["-in", &out, "-out", &other]].concat(),
            );
            let file = fs::read(&other).unwrap();
            let read = key_file::read(&file, words);
            assert_eq!(read.unwrap().pkcs8, plain.pkcs8, "{form:?}");
            assert_eq!(key_file::is_sealed(&file), Ok(words.is_some()));
        }
        let old: [(&[&str], &str); 2] = [
            (
                &[
                    "pkcs8",
                    "-topk8",
                    "-v1",
                    "PBE-SHA1-3DES",
                    "-passout",
                    "pass:x",
                ],
                "pbeWithSHAAnd3-KeyTripleDES-CBC",
            ),
            (
                &["pkey", "-traditional", "-aes128", "-passout", "pass:x"],
                "Proc-Type: 4,ENCRYPTED",
            ),
        ];
        for (form, says) in old {
            if kind == KeyKind::Ed25519 && form.contains(&"-traditional") {
                continue;
            }
            let other = at("other");
            openssl.says(
                folder.path(),
                &[form, &["-in", &out, "-out", &other]].concat(),
            );
            let refused = key_file::read(&fs::read(&other).unwrap(), Some("x"));
            assert_eq!(refused.err(), Some(KeyFault::Scheme(says.to_owned())));
        }
    }
    openssl.says(
        folder.path(),
        &[
            "ecparam",
            "-name",
            "secp521r1",
            "-genkey",
            "-out",
            &at("p521"),
        ],
    );
    let other = key_file::read(&fs::read(at("p521")).unwrap(), None);
    assert!(matches!(other, Err(KeyFault::Kind(_))), "{other:?}");
}
