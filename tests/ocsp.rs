//! OCSP as bytes: questions of OpenSSL, answers that OpenSSL verifies, and what strangers may send.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::path::Path;
use std::time::Duration;

use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyUsagePurpose,
};
use tlslab::base::exhibit::{Exhibit, Origin};
use tlslab::base::text::Text;
use tlslab::base::time::Time;
use tlslab::dissect::x509::ocsp;
use tlslab::pki::armor::armored;
use tlslab::pki::key::{Key, KeyKind};
use tlslab::pki::ocsp::answer::{Complaint, Standing};
use tlslab::pki::ocsp::responder::{Course, Responder, reply};
use tlslab::pki::ocsp::{get, question};

mod oracle;

/// 2026-11-28.
const NOW: Time = Time::seconds(1_795_824_000);
const LASTS: Duration = Duration::from_secs(86_400);

fn key(kind: KeyKind, seed: u8) -> Key {
    kind.make(&mut ChaCha20Rng::from_seed([seed; 32])).unwrap()
}

/// A root, its key, and a delegate of it.
struct Authority {
    root: Vec<u8>,
    key: Key,
    delegate: Vec<u8>,
    delegate_key: Key,
}

fn authority(kind: KeyKind, seed: u8) -> Authority {
    let mut params = CertificateParams::default();
    params
        .distinguished_name
        .push(DnType::CommonName, format!("root {seed}"));
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![
        KeyUsagePurpose::KeyCertSign,
        KeyUsagePurpose::DigitalSignature,
    ];
    let key = key(kind, seed);
    let root = params.self_signed(&key).unwrap().der().to_vec();
    let mut delegate = CertificateParams::default();
    delegate.extended_key_usages = vec![ExtendedKeyUsagePurpose::OcspSigning];
    let delegate_key = self::key(KeyKind::EcdsaP256, seed + 100);
    let issuer = Issuer::new(params, &key);
    let delegate = delegate.signed_by(&delegate_key, &issuer).unwrap();
    let delegate = delegate.der().to_vec();
    Authority {
        root,
        key,
        delegate,
        delegate_key,
    }
}

fn at(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

fn standing(_: usize, serial: &[u8]) -> Standing {
    match serial {
        [0x51] => Standing::Good,
        [0x52] => Standing::Revoked {
            at: NOW,
            reason: Some(1),
        },
        [0x53] => Standing::Revoked {
            at: NOW,
            reason: None,
        },
        _ => Standing::Unknown,
    }
}

/// What `openssl ocsp` asks about `serials`, with `more` arguments.
fn asked(openssl: &oracle::Oracle, folder: &Path, serials: &[&str], more: &[&str]) -> Vec<u8> {
    let (root, out) = (at(folder, "root.pem"), at(folder, "question.der"));
    let mut arguments = vec!["ocsp"];
    arguments.extend(more);
    arguments.extend(["-issuer", &root, "-reqout", &out]);
    serials
        .iter()
        .for_each(|serial| arguments.extend(["-serial", serial]));
    openssl.says(folder, &arguments);
    fs::read(out).unwrap()
}

#[test]
fn openssl_verifies_the_answers() {
    let Some(openssl) = oracle::find("openssl", "openssl") else {
        return;
    };
    for (kind, delegated) in [
        (KeyKind::EcdsaP256, false),
        (KeyKind::EcdsaP384, true),
        (KeyKind::Ed25519, false),
        (KeyKind::Rsa2048, true),
        (KeyKind::Rsa2048, false),
    ] {
        let authority = authority(kind, 1);
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::write(
            at(folder, "root.pem"),
            armored("CERTIFICATE", &authority.root),
        )
        .unwrap();
        let responder = match delegated {
            true => Responder::delegated(
                &authority.root,
                &authority.delegate,
                authority.delegate_key,
                LASTS,
            ),
            false => Responder::itself(&authority.root, authority.key, LASTS),
        };
        let responders = [responder.unwrap()];
        for hash in ["-sha1", "-sha256", "-sha512"] {
            let serials = ["0x51", "0x52", "0x53", "0x54"];
            let question = asked(&openssl, folder, &serials, &[hash]);
            let reply = reply(&question, &responders, NOW, &mut standing);
            assert!(
                matches!(&reply.course, Course::Answered { said, nonce: 16 } if said.len() == 4),
                "{:?}",
                reply.course
            );
            let (exhibit, _) = Exhibit::told(Text::EMPTY, Origin::Computed, &reply.der, ocsp::read);
            assert_eq!(
                (exhibit.broken.clone(), exhibit.unexplained()),
                (None, vec![])
            );
            fs::write(at(folder, "answer.der"), &reply.der).unwrap();
            let (root, from, moment) = (
                at(folder, "root.pem"),
                at(folder, "answer.der"),
                NOW.as_seconds().to_string(),
            );
            // The nonce is that of the question that was written; another one must not be added.
            let mut arguments = vec![
                "ocsp",
                "-no_nonce",
                hash,
                "-respin",
                &from,
                "-reqin",
                "question.der",
                "-issuer",
                &root,
                "-CAfile",
                &root,
                "-attime",
                &moment,
                "-status_age",
                "1000000000",
                "-validity_period",
                "1000000000",
            ];
            let question = at(folder, "question.der");
            arguments[6] = &question;
            serials
                .iter()
                .for_each(|serial| arguments.extend(["-serial", serial]));
            let output = openssl.run(folder, &arguments);
            let said =
                String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
            assert!(said.contains("Response verify OK"), "{said}");
            assert!(!said.contains("WARNING: no nonce"), "{said}");
            for line in [
                "0x51: good",
                "0x52: revoked",
                "Reason: keyCompromise",
                "0x53: revoked",
                "0x54: unknown",
            ] {
                assert!(said.contains(line), "{line}: {said}");
            }
        }
    }
}

#[test]
fn what_is_not_answered_gets_its_error() {
    let Some(openssl) = oracle::find("openssl", "openssl") else {
        return;
    };
    let (one, other) = (
        authority(KeyKind::Ed25519, 1),
        authority(KeyKind::Ed25519, 2),
    );
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(at(folder, "root.pem"), armored("CERTIFICATE", &other.root)).unwrap();
    let question = asked(&openssl, folder, &["1"], &["-no_nonce"]);
    let check = |question: &[u8], expected: Complaint| {
        let responders = [Responder::itself(&one.root, key(KeyKind::Ed25519, 1), LASTS).unwrap()];
        let reply = reply(question, &responders, NOW, &mut standing);
        assert_eq!(reply.der, expected.der());
    };
    check(&question, Complaint::Unauthorized);
    check(b"hello", Complaint::MalformedRequest);
    check(&[], Complaint::MalformedRequest);
    check(
        &[question.clone(), vec![0]].concat(),
        Complaint::MalformedRequest,
    );
    for complaint in Complaint::ALL {
        let der = complaint.der();
        let (exhibit, _) = Exhibit::told(Text::EMPTY, Origin::Computed, &der, ocsp::read);
        assert_eq!(
            (exhibit.broken.clone(), exhibit.unexplained()),
            (None, vec![])
        );
        fs::write(at(folder, "error.der"), der).unwrap();
        let said = openssl.run(
            folder,
            &["ocsp", "-respin", &at(folder, "error.der"), "-text"],
        );
        let said = String::from_utf8_lossy(&said.stdout).to_lowercase()
            + &String::from_utf8_lossy(&said.stderr).to_lowercase();
        assert!(said.contains(&complaint.name().to_lowercase()), "{said}");
    }
}

/// A question with a nonce of `n` bytes.
fn with_nonce(n: u8) -> Vec<u8> {
    let plain = hex::decode("3051304f304d304b3049300906052b0e03021a05000414000000000000000000000000000000000000000004140000000000000000000000000000000000000000021051515151515151515151515151515151").unwrap();
    question::read(&plain).unwrap();
    let wrap = |tag: u8, inside: &[u8]| match u8::try_from(inside.len()).unwrap() {
        length @ 0..0x80 => [&[tag, length], inside].concat(),
        length => [&[tag, 0x81, length], inside].concat(),
    };
    let nonce = wrap(0x04, &wrap(0x04, &vec![7; n.into()]));
    let oid = hex::decode("06092b0601050507300102").unwrap();
    let extension = wrap(0x30, &wrap(0x30, &[oid, nonce].concat()));
    let list = &plain[4..];
    let whole = [list, &wrap(0xa2, &extension)].concat();
    let long = |inside: Vec<u8>| {
        let [high, low] = u16::try_from(inside.len()).unwrap().to_be_bytes();
        [&[0x30, 0x82, high, low], inside.as_slice()].concat()
    };
    long(long(whole))
}

#[test]
fn a_nonce_has_1_to_128_bytes() {
    for n in [1, 16, 32, 127, 128] {
        let question = with_nonce(n);
        assert_eq!(
            question::read(&question).unwrap().nonce.map(<[u8]>::len),
            Some(n.into())
        );
    }
    for n in [0, 129, 200] {
        assert!(question::read(&with_nonce(n)).is_err(), "{n}");
    }
}

#[test]
fn every_cut_and_flip_is_answered() {
    let whole = with_nonce(32);
    for at in 0..whole.len() {
        assert!(question::read(&whole[..at]).is_err());
        for bit in 0..8 {
            let mut flipped = whole.clone();
            flipped[at] ^= 1 << bit;
            let _ = question::read(&flipped);
        }
    }
}

proptest! {
    #[test]
    fn no_path_is_too_strange(path in "[/%0-9a-zA-Z+=]{0,60}") {
        if let Some(question) = get::question(&path) {
            let _ = question::read(&question);
        }
    }
}
