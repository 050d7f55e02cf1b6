//! The throw-away CA, judged by OpenSSL and by our own check.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::Command;

use tlslab::base::exhibit::{Exhibit, Origin};
use tlslab::base::text::Text;
use tlslab::base::time::Time;
use tlslab::dissect::x509::certificate;
use tlslab::keys::certificate::summary;
use tlslab::pki::armor::armored;
use tlslab::pki::key::KeyKind;
use tlslab::pki::throwaway::{Authority, Error, Issued, Signer, Wish};
use tlslab::trust::question::{Question, Wanted};
use tlslab::trust::verify::verify;

/// 2026-11-21.
const NOW: Time = Time::seconds(1_795_219_200);
const NAMES: [&str; 4] = ["server.test", "*.server.test", "10.77.0.2", "fd77::2"];

fn authority(seed: Option<u64>) -> Authority {
    Authority::new(NOW, seed, "tlslab throw-away CA").unwrap()
}

fn wishes() -> impl Iterator<Item = Wish> {
    let quick = KeyKind::ALL
        .into_iter()
        .filter(|kind| *kind != KeyKind::Rsa4096);
    quick.flat_map(|key| {
        [Signer::Intermediate, Signer::Itself].map(|signer| Wish {
            key,
            signer,
            ..Wish::server(NAMES, NOW)
        })
    })
}

fn openssl_accepts(folder: &Path, root: &[u8], issued: &Issued, purpose: &str) -> bool {
    let write = |name: &str, text: String| {
        let file = folder.join(name);
        fs::write(&file, text).unwrap();
        file
    };
    let leaf = write("leaf.pem", armored("CERTIFICATE", &issued.chain[0]));
    let rest = write(
        "rest.pem",
        issued.chain[1..]
            .iter()
            .map(|der| armored("CERTIFICATE", der))
            .collect(),
    );
    let root = write("root.pem", armored("CERTIFICATE", root));
    let mut verify = Command::new("openssl");
    verify.args([
        "verify",
        "-x509_strict",
        "-check_ss_sig",
        "-purpose",
        purpose,
    ]);
    verify.args(["-attime", &NOW.as_seconds().to_string()]);
    if purpose == "sslserver" {
        verify.args(["-verify_hostname", "server.test"]);
    }
    verify.arg("-CAfile").arg(root);
    if issued.chain.len() > 1 {
        verify.arg("-untrusted").arg(rest);
    }
    let said = verify.arg(leaf).output().unwrap();
    if !said.status.success() {
        eprintln!("{}", String::from_utf8_lossy(&said.stderr));
    }
    said.status.success()
}

#[test]
fn openssl_accepts_what_is_issued() {
    if Command::new("openssl").arg("version").output().is_err() {
        eprintln!("SKIPPED: no openssl here to judge the throw-away CA");
        return;
    }
    let folder = std::env::temp_dir().join(format!("tlslab-pki-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for seed in [None, Some(7)] {
        let authority = authority(seed);
        for wish in wishes().filter(|wish| wish.signer == Signer::Intermediate) {
            let issued = authority.issue(&wish).unwrap();
            assert!(
                openssl_accepts(&folder, &authority.root_der(), &issued, "sslserver"),
                "{wish:?}"
            );
        }
        let client = authority
            .issue(&Wish::client(["client.test"], NOW))
            .unwrap();
        let root = authority.root_der();
        assert!(openssl_accepts(&folder, &root, &client, "sslclient"));
        assert!(!openssl_accepts(&folder, &root, &client, "sslserver"));
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn our_own_check_agrees() {
    let authority = authority(None);
    let stranger = Authority::new(NOW, None, "another CA").unwrap();
    let refused = |issued: &Issued, root: Vec<u8>| {
        let (leaf, between) = issued.chain.split_first().unwrap();
        let roots = [root];
        let verification = verify(&Question {
            intermediates: between,
            roots: &roots,
            wanted: vec![Wanted::Dns("server.test".to_owned())],
            ..Question::new(leaf, NOW)
        });
        let refusing = verification.faults().filter(|fault| fault.refuses());
        refusing.map(|fault| fault.reason.code).collect::<Vec<_>>()
    };
    for wish in wishes() {
        let issued = authority.issue(&wish).unwrap();
        match wish.signer {
            Signer::Intermediate => {
                assert_eq!(refused(&issued, authority.root_der()), [""; 0]);
                assert_eq!(
                    refused(&issued, stranger.root_der()),
                    ["chain.untrusted-root"]
                );
            }
            Signer::Itself => {
                assert_eq!(
                    refused(&issued, authority.root_der()),
                    ["chain.self-signed"]
                );
                assert_eq!(refused(&issued, issued.chain[0].clone()), [""; 0]);
            }
        }
    }
}

#[test]
fn a_seed_repeats_byte_for_byte() {
    let run = |seed, label| {
        let authority = Authority::new(NOW, Some(seed), label).unwrap();
        let chains: Vec<_> = wishes()
            .map(|wish| authority.issue(&wish).unwrap())
            .collect();
        (authority.root_der(), chains)
    };
    let (root, chains) = run(1, "CA");
    assert!((root.clone(), chains) == run(1, "CA"));
    assert_ne!(root, run(2, "CA").0);
    let [one, other] = ["one", "other"].map(|label| {
        let authority = Authority::new(NOW, Some(1), label).unwrap();
        summary(&authority.root_der()).unwrap().spki
    });
    assert_ne!(one, other);
    let authority = authority(Some(1));
    let again = [(); 2].map(|()| authority.issue(&Wish::server(["a.test"], NOW)).unwrap());
    assert_ne!(again[0].spki, again[1].spki);
}

#[test]
fn every_byte_of_them_is_explained() {
    let authority = authority(None);
    let mut all = vec![authority.root_der()];
    for wish in wishes() {
        all.extend(authority.issue(&wish).unwrap().chain);
    }
    for der in all {
        let read = Exhibit::read(Text::EMPTY, Origin::Computed, &der, certificate::read);
        assert_eq!((read.broken.clone(), read.unexplained()), (None, vec![]));
        assert!(read.find("key bytes").is_none() && read.find("signature bytes").is_none());
    }
}

#[test]
fn a_wish_without_a_name_is_refused() {
    let nobody = authority(Some(1)).issue(&Wish::server([""; 0], NOW));
    assert!(matches!(nobody, Err(Error::Nameless)));
}
