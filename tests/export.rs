//! Forms of certificates and keys, opened by other people's programs: PKCS#12, PKCS#7, JWK.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use tlslab::base::exhibit::{Exhibit, Origin};
use tlslab::base::reader::Reader;
use tlslab::base::text::Text;
use tlslab::base::time::Time;
use tlslab::dissect::x509::bundle;
use tlslab::pki::armor::armored;
use tlslab::pki::export::pkcs12::{BundleFault, Seal};
use tlslab::pki::export::{jwk, pkcs7, pkcs12};
use tlslab::pki::key::KeyKind;
use tlslab::pki::throwaway::{Authority, Issued, Wish};

mod oracle;

/// 2026-11-21.
const NOW: Time = Time::seconds(1_795_219_200);
const PASSWORD: &str = "바다 password 42";

fn issued(key: KeyKind) -> (Issued, Vec<Vec<u8>>) {
    let authority = Authority::new(NOW, Some(5), "export").unwrap();
    let wish = Wish {
        key,
        ..Wish::server(["server.test"], NOW)
    };
    let issued = authority.issue(&wish).unwrap();
    let mut chain = issued.chain.clone();
    chain.push(authority.root_der());
    (issued, chain)
}

fn pem(chain: &[Vec<u8>]) -> String {
    let blocks = chain.iter();
    blocks.map(|der| armored("CERTIFICATE", der)).collect()
}

fn read(bag: &[u8]) -> Vec<Vec<u8>> {
    let certificates = bundle::read(&mut Reader::quiet(bag)).unwrap();
    certificates.into_iter().map(<[u8]>::to_vec).collect()
}

fn at(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn pkcs12_is_opened_by_openssl_java_and_nss() {
    let openssl = oracle::find("openssl", "openssl");
    // Java is large, and not everywhere.
    let keytool = Command::new("keytool").arg("-help").output().is_ok();
    let pk12util = oracle::find("pk12util", "libnss3-tools");
    let certutil = oracle::find("certutil", "libnss3-tools");
    for (kind, seal) in [
        (KeyKind::EcdsaP256, Seal::Compatible),
        (KeyKind::EcdsaP256, Seal::Modern),
        (KeyKind::Rsa2048, Seal::Compatible),
        (KeyKind::Ed25519, Seal::Modern),
    ] {
        let (issued, chain) = issued(kind);
        let file = pkcs12::write(&issued.key_pkcs8, &chain, "서버 server", PASSWORD, seal).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::write(at(folder, "x.p12"), &file).unwrap();
        fs::write(at(folder, "password"), PASSWORD).unwrap();
        let pass = format!("file:{}", at(folder, "password"));
        if let Some(openssl) = &openssl {
            let shown = openssl.says(
                folder,
                &[
                    "pkcs12",
                    "-in",
                    &at(folder, "x.p12"),
                    "-passin",
                    &pass,
                    "-nodes",
                ],
            );
            assert_eq!(shown.matches("BEGIN CERTIFICATE").count(), chain.len());
            assert_eq!(shown.matches("localKeyID").count(), 2, "{shown}");
            fs::write(at(folder, "key.pem"), &shown).unwrap();
            let key = openssl.says(folder, &["pkey", "-in", &at(folder, "key.pem")]);
            let read = tlslab::pki::key_file::read(key.as_bytes(), None).unwrap();
            assert_eq!(read.pkcs8, issued.key_pkcs8);
            let wrong = [
                "pkcs12",
                "-in",
                &at(folder, "x.p12"),
                "-passin",
                "pass:no",
                "-nodes",
            ];
            assert!(!openssl.run(folder, &wrong).status.success());
        }
        if keytool {
            // It takes only passwords in ASCII, OpenSSL's own files too.
            let file = pkcs12::write(&issued.key_pkcs8, &chain, "서버", "sea and salt", seal);
            fs::write(at(folder, "ascii.p12"), file.unwrap()).unwrap();
            let mut list = Command::new("keytool");
            list.args([
                "-list",
                "-v",
                "-storetype",
                "PKCS12",
                "-storepass",
                "sea and salt",
            ]);
            let shown = list
                .arg("-keystore")
                .arg(at(folder, "ascii.p12"))
                .output()
                .unwrap();
            let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
            assert!(shown.contains("PrivateKeyEntry"), "{shown}");
            assert!(shown.contains("Certificate chain length: 3"), "{shown}");
        }
        if let (Some(pk12util), Some(certutil)) = (&pk12util, &certutil) {
            // NSS has no Ed25519.
            if kind == KeyKind::Ed25519 {
                continue;
            }
            let base = format!("sql:{}", at(folder, "nss"));
            fs::create_dir(at(folder, "nss")).unwrap();
            certutil.says(folder, &["-N", "-d", &base, "--empty-password"]);
            pk12util.says(
                folder,
                &[
                    "-i",
                    &at(folder, "x.p12"),
                    "-d",
                    &base,
                    "-w",
                    &at(folder, "password"),
                    "-K",
                    "",
                ],
            );
            let keys = certutil.says(folder, &["-K", "-d", &base]);
            // NSS shows the name of the certificate, which is its subject.
            assert!(keys.contains("server.test"), "{keys}");
        }
    }
}

#[test]
fn pkcs12_of_openssl_is_read() {
    let Some(openssl) = oracle::find("openssl", "openssl") else {
        return;
    };
    let (issued, chain) = issued(KeyKind::EcdsaP256);
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let all = pem(&chain);
    let key = armored("PRIVATE KEY", &issued.key_pkcs8);
    fs::write(at(folder, "all.pem"), all + &key).unwrap();
    let forms: [&[&str]; 4] = [
        &[],
        &["-legacy"],
        &[
            "-keypbe",
            "PBE-SHA1-3DES",
            "-certpbe",
            "PBE-SHA1-3DES",
            "-macalg",
            "sha1",
        ],
        &["-keypbe", "NONE", "-certpbe", "NONE", "-nomac"],
    ];
    for form in forms {
        let file = at(folder, "x.p12");
        let pem = at(folder, "all.pem");
        let begin = [
            "pkcs12", "-export", "-in", &pem, "-out", &file, "-name", "이름",
        ];
        openssl.says(
            folder,
            &[&begin[..], &["-passout", "pass:바다"], form].concat(),
        );
        let bytes = fs::read(&file).unwrap();
        assert!(pkcs12::looks_like(&bytes));
        let read = pkcs12::read(&bytes, "바다").unwrap();
        assert!(read.has_key(), "{form:?}");
        let names: Vec<_> = read
            .certificates
            .iter()
            .filter_map(|(_, name)| name.clone())
            .collect();
        assert_eq!(names, ["이름"]);
        let mut found: Vec<_> = read.certificates.into_iter().map(|(der, _)| der).collect();
        let mut wanted = chain.clone();
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted);
        if !form.contains(&"-nomac") {
            assert_eq!(pkcs12::read(&bytes, "산"), Err(BundleFault::Password));
        }
    }
}

#[test]
fn passwords_that_programs_write_differently_are_refused() {
    let (issued, chain) = issued(KeyKind::Ed25519);
    let check = |password: &str, fault: BundleFault| {
        let written = pkcs12::write(&issued.key_pkcs8, &chain, "x", password, Seal::Modern);
        assert_eq!(written, Err(fault));
    };
    check("", BundleFault::EmptyPassword);
    check("sea 🌊", BundleFault::WidePassword);
    // A name is only shown: it is written as well as it goes.
    pkcs12::write(&issued.key_pkcs8, &chain, "sea 🌊", "x", Seal::Compatible).unwrap();
}

#[test]
fn pkcs7_goes_both_ways() {
    let (_, chain) = issued(KeyKind::EcdsaP384);
    let file = pkcs7::write(&chain);
    assert_eq!(read(&file), chain);
    let (exhibit, _) = Exhibit::told(Text::EMPTY, Origin::Computed, &file, bundle::read);
    assert_eq!(
        (exhibit.broken.clone(), exhibit.unexplained()),
        (None, vec![])
    );
    let Some(openssl) = oracle::find("openssl", "openssl") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(at(folder, "x.p7b"), &file).unwrap();
    let shown = openssl.says(
        folder,
        &[
            "pkcs7",
            "-inform",
            "DER",
            "-in",
            &at(folder, "x.p7b"),
            "-print_certs",
        ],
    );
    assert_eq!(shown.matches("BEGIN CERTIFICATE").count(), 3);
    let all = pem(&chain);
    fs::write(at(folder, "all.pem"), all).unwrap();
    openssl.says(
        folder,
        &[
            "crl2pkcs7",
            "-nocrl",
            "-certfile",
            &at(folder, "all.pem"),
            "-outform",
            "DER",
            "-out",
            &at(folder, "y.p7b"),
        ],
    );
    assert_eq!(read(&fs::read(at(folder, "y.p7b")).unwrap()), chain);
}

#[test]
fn a_jwk_has_the_numbers_of_the_key() {
    let openssl = oracle::find("openssl", "openssl");
    for (kind, members) in [
        (KeyKind::EcdsaP256, "\"kty\": \"EC\",\n  \"crv\": \"P-256\""),
        (KeyKind::EcdsaP384, "\"kty\": \"EC\",\n  \"crv\": \"P-384\""),
        (
            KeyKind::Ed25519,
            "\"kty\": \"OKP\",\n  \"crv\": \"Ed25519\"",
        ),
        (KeyKind::Rsa2048, "\"kty\": \"RSA\""),
    ] {
        let (_, chain) = issued(kind);
        let text = jwk::write(&chain).unwrap();
        assert!(text.contains(members), "{text}");
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["x5c"].as_array().unwrap().len(), 3);
        assert!(json.get("d").is_none());
        let Some(openssl) = &openssl else { continue };
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::write(at(folder, "leaf.der"), &chain[0]).unwrap();
        let shown = openssl.says(
            folder,
            &[
                "x509",
                "-inform",
                "DER",
                "-in",
                &at(folder, "leaf.der"),
                "-noout",
                "-text",
            ],
        );
        let dense: String = shown
            .chars()
            .filter(|c| !c.is_whitespace() && *c != ':')
            .collect();
        for number in ["x", "y", "n"] {
            let Some(word) = json[number].as_str() else {
                continue;
            };
            let bytes = base64_url(word);
            assert!(dense.contains(&hex::encode(&bytes)), "{number} of {kind:?}");
        }
    }
}

/// Base64 without padding, in the letters of URLs.
fn base64_url(word: &str) -> Vec<u8> {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits: String = word
        .chars()
        .map(|c| format!("{:06b}", letters.find(c).unwrap()))
        .collect();
    let bytes = bits.as_bytes().chunks_exact(8);
    bytes
        .map(|byte| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap())
        .collect()
}

/// Every cut and a flip in every byte: refused or read, never a panic.
#[test]
fn damaged_bags_are_refused_or_read() {
    let (_, chain) = issued(KeyKind::Ed25519);
    let file = pkcs7::write(&chain);
    for at in 0..file.len() {
        let _ = bundle::read(&mut Reader::quiet(&file[..at]));
        let mut flipped = file.clone();
        for bit in [0x01, 0x80, 0xff] {
            flipped[at] = file[at] ^ bit;
            let _ = bundle::read(&mut Reader::quiet(&flipped));
        }
        let (exhibit, _) = Exhibit::told(Text::EMPTY, Origin::Computed, &flipped, bundle::read);
        assert!(exhibit.unexplained().is_empty(), "{at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damaged_pkcs12_is_refused_or_read(hits in prop::collection::vec((0..4000_usize, any::<u8>()), 1..4), cut in 0..4000_usize) {
        // A file without a MAC and without rounds, so that damage gets far in and nothing is slow.
        let mut file = hex::decode(include_str!("data/plain.p12.hex").trim()).unwrap();
        let n = file.len();
        for (at, value) in hits {
            file[at % n] = value;
        }
        let _ = pkcs12::read(&file, "바다");
        file.truncate(cut % n);
        let _ = pkcs12::read(&file, "바다");
        let _ = pkcs12::looks_like(&file);
    }
}
