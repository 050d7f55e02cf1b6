//! OpenSSL as peer: OCSP responses that it made, and its opinion on the same paths.

use std::fs;
use std::path::Path;

use rcgen::ExtendedKeyUsagePurpose;
use tlslab::base::time::Time;
use tlslab::pki::armor::armored;
use tlslab::trust::question::Question;
use tlslab::trust::verify::verify;

use crate::oracle;
use crate::world::{Authority, ask, codes, key, leaf_params, question};

fn write(home: &Path, name: &str, text: &str) {
    fs::write(home.join(name), text).unwrap();
}

/// What OpenSSL answers about the leaf, its index file holding `line` for it.
fn answer(openssl: &oracle::Oracle, home: &Path, line: &str, signer: &str) -> Vec<u8> {
    write(home, "index.txt", line);
    let at = |name: &str| home.join(name).to_str().unwrap().to_owned();
    let (root, leaf, request) = (at("root.pem"), at("leaf.pem"), at("request.der"));
    let ask = [
        "ocsp",
        "-issuer",
        &root,
        "-cert",
        &leaf,
        "-reqout",
        &request,
        "-no_nonce",
    ];
    openssl.says(home, &ask);
    let (index, response) = (at("index.txt"), at("response.der"));
    let (certificate, key) = (at(&format!("{signer}.pem")), at(&format!("{signer}.key")));
    let mut reply = vec![
        "ocsp",
        "-index",
        &index,
        "-CA",
        &root,
        "-rsigner",
        &certificate,
    ];
    reply.extend([
        "-rkey", &key, "-reqin", &request, "-respout", &response, "-ndays", "1",
    ]);
    openssl.says(home, &reply);
    fs::read(home.join("response.der")).unwrap()
}

#[test]
fn ocsp_responses_of_openssl_are_understood() {
    let Some(openssl) = oracle::find("openssl", "openssl") else {
        return;
    };
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let root = Authority::root(|_| ());
    let leaf = root.leaf(|_| ());
    write(home, "root.pem", &armored("CERTIFICATE", &root.der));
    write(home, "root.key", &root.key.serialize_pem());
    write(home, "leaf.pem", &armored("CERTIFICATE", &leaf));
    for (name, usage) in [
        ("delegate", ExtendedKeyUsagePurpose::OcspSigning),
        ("stranger", ExtendedKeyUsagePurpose::ServerAuth),
    ] {
        let (key, mut params) = (key(), leaf_params());
        params.extended_key_usages = vec![usage];
        params.not_after = rcgen::date_time_ymd(2040, 1, 1);
        params.not_before = rcgen::date_time_ymd(2020, 1, 1);
        let der = params
            .signed_by(&key, &root.issuer())
            .unwrap()
            .der()
            .to_vec();
        write(home, &format!("{name}.pem"), &armored("CERTIFICATE", &der));
        write(home, &format!("{name}.key"), &key.serialize_pem());
    }
    // OpenSSL answers by its own clock: the leaf is asked about at the moment that stands in the answer.
    let roots = [root.der];
    let serial = "42".repeat(12);
    let good = format!("V\t400101000000Z\t\t{serial}\tunknown\t/CN=leaf.test\n");
    let taken = format!(
        "R\t400101000000Z\t200101000000Z,keyCompromise\t{serial}\tunknown\t/CN=leaf.test\n"
    );
    let other = "V\t400101000000Z\t\t07\tunknown\t/CN=other\n".to_owned();
    for (line, signer, expected) in [
        (&good, "root", "ok"),
        (&good, "delegate", "ok"),
        (&good, "stranger", "rev.ocsp-responder"),
        (&taken, "root", "rev.revoked"),
        (&other, "root", "rev.ocsp-unknown"),
    ] {
        let response = answer(&openssl, home, line, signer);
        let given = [response];
        let at = made_at(&given[0]);
        let asked = Question {
            ocsp: &given,
            at,
            ..question(&leaf, &[], &roots)
        };
        let verification = verify(&asked);
        let mut said = codes(&verification);
        // The leaf's own dates are of the test, the answer's of today.
        said = said
            .replace(" time.expired", "")
            .replace(" time.not-yet", "");
        said = said
            .replace("time.expired", "ok")
            .replace("time.not-yet", "ok");
        assert_eq!(said, expected, "{signer} {line}");
        let stale = Question {
            at: at + std::time::Duration::from_secs(3 * 86_400),
            ..asked.clone()
        };
        assert!(ask(&stale).contains("rev.ocsp-stale"), "{signer}");
        let mut altered = given.clone();
        let last = altered[0].len() / 3;
        altered[0][last] ^= 1;
        assert_ne!(
            ask(&Question {
                ocsp: &altered,
                ..asked
            }),
            "ok"
        );
    }
}

/// The thisUpdate of a response: the second of its times.
fn made_at(response: &[u8]) -> Time {
    let ocsp = tlslab::trust::ocsp::Ocsp::read(response).unwrap();
    let tlslab::trust::ocsp::Ocsp::Basic(basic) = ocsp else {
        panic!("an error of the responder");
    };
    basic.answers[0].this_update.0.time()
}
