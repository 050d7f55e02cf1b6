//! Revocation lists, certification requests and OCSP requests: every byte explained once, no panic on what is damaged.
//! The files were made with OpenSSL; those of rcgen are made here.

use std::fs;
use std::path::Path;

use rcgen::{
    CertificateParams, CertificateRevocationListParams, CrlDistributionPoint,
    CrlIssuingDistributionPoint, CrlScope, Issuer, KeyIdMethod, KeyPair, RevocationReason,
    RevokedCertParams, SerialNumber, date_time_ymd,
};

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::text::Text;
use crate::dissect::x509::der;
use crate::dissect::x509::{crl, ocsp_request, request};

fn file(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/revocation");
    fs::read(folder.join(name)).unwrap()
}

/// Reads `bytes`, holds every byte against its explanation, cuts and flips each, and gives what was read.
fn check(bytes: &[u8], read: der::Read) -> Exhibit {
    let exhibit = |bytes: &[u8]| Exhibit::read(Text::EMPTY, Origin::Computed, bytes, read);
    let whole = exhibit(bytes);
    assert_eq!(whole.broken, None);
    assert_eq!(whole.unexplained(), []);
    let mut at = 0;
    for leaf in whole.leaves().filter(|leaf| !leaf.at.is_empty()) {
        // The nine bits of keyUsage share their bytes.
        assert!(leaf.at.start == at || leaf.at.end == at, "{leaf:?}");
        at = leaf.at.end;
    }
    for note in &whole.notes {
        let Text { en, ko } = Text::from(note.field.doc);
        assert!(!en.is_empty() && !ko.is_empty() && !note.field.rfc.is_empty());
        assert!(!note.field.name.contains("not as defined"), "{note:?}");
    }
    for n in 0..bytes.len() {
        let cut = exhibit(&bytes[..n]);
        assert!(cut.broken.is_some(), "cut at {n}");
        assert_eq!(cut.unexplained(), [], "cut at {n}");
        for mask in [0xff, 0x80, 0x11, 0x01] {
            let mut flipped = bytes.to_vec();
            flipped[n] ^= mask;
            assert_eq!(exhibit(&flipped).unexplained(), [], "flipped at {n}");
        }
    }
    whole
}

/// What each note called `name` says, in English.
fn said(exhibit: &Exhibit, name: &str) -> Vec<String> {
    let notes = exhibit.notes.iter().filter(|note| note.field.name == name);
    let texts = notes.map(|note| note.field.value(note.of(&exhibit.bytes)));
    texts.map(|text| text.unwrap().en.into_owned()).collect()
}

fn has(exhibit: &Exhibit, names: &[&str]) {
    for name in names {
        assert!(exhibit.find(name).is_some(), "no {name}");
    }
}

#[test]
fn lists_of_openssl() {
    let empty = check(&file("crl-empty.der"), crl::read);
    assert!(empty.find("revokedCertificates").is_none());
    assert_eq!(said(&empty, "CRLNumber"), ["1"]);
    assert_eq!(said(&empty, "onlyContainsUserCerts"), ["TRUE: yes"]);
    assert_eq!(
        said(&empty, "onlySomeReasons"),
        ["keyCompromise, cACompromise, superseded"]
    );
    has(
        &empty,
        &["authorityInfoAccess extension", "keyIdentifier", "fullName"],
    );

    let full = check(&file("crl-full.der"), crl::read);
    assert_eq!(said(&full, "version"), ["v2 (1)"]);
    assert_eq!(
        said(&full, "userCertificate"),
        ["1000", "1001", "1002", "1003"]
    );
    assert_eq!(
        said(&full, "CRLReason"),
        ["superseded", "keyCompromise", "certificateHold"]
    );
    assert_eq!(said(&full, "InvalidityDate"), ["2026-01-01 00:00:00 UTC"]);
    assert_eq!(said(&full, "thisUpdate"), ["2026-11-28 04:17:58 UTC"]);
    assert_eq!(said(&full, "nextUpdate"), ["2026-12-05 04:17:58 UTC"]);

    let delta = check(&file("crl-delta.der"), crl::read);
    assert_eq!(said(&delta, "BaseCRLNumber"), ["1"]);

    let old = check(&file("crl-v1.der"), crl::read);
    assert!(old.find("crlExtensions").is_none());
}

#[test]
fn a_list_of_the_first_version_may_lack_all_that_is_optional() {
    // SEQUENCE { SEQUENCE { algorithm, empty issuer, thisUpdate }, algorithm, signature }.
    let algorithm = "300a06082a8648ce3d040302";
    let body = format!("{algorithm}3000170d3236313132383034313735385a");
    let tbs = format!("30{:02x}{body}", body.len() / 2);
    let rest = format!("{tbs}{algorithm}03020055");
    let bytes = hex::decode(format!("30{:02x}{rest}", rest.len() / 2)).unwrap();
    let list = check(&bytes, crl::read);
    assert!(list.find("version").is_none() && list.find("nextUpdate").is_none());
}

#[test]
fn an_entry_may_name_another_authority() {
    // certificateIssuer with [4] { a name whose common name is "b" }.
    let name = "300c310a300806035504030c0162";
    let names = format!("30{:02x}a4{:02x}{name}", name.len() / 2 + 2, name.len() / 2);
    let value = format!("04{:02x}{names}", names.len() / 2);
    let inner = format!("0603551d1d0101ff{value}");
    let extension = format!("30{:02x}{inner}", inner.len() / 2);
    let extensions = format!("30{:02x}{extension}", extension.len() / 2);
    let entry = format!("020105170d3236313132383034313735385a{extensions}");
    let entry = format!("30{:02x}{entry}", entry.len() / 2);
    let entries = format!("30{:02x}{entry}", entry.len() / 2);
    let algorithm = "300a06082a8648ce3d040302";
    let body = format!("020101{algorithm}3000170d3236313132383034313735385a{entries}");
    let tbs = format!("3081{:02x}{body}", body.len() / 2);
    let rest = format!("{tbs}{algorithm}03020055");
    let bytes = hex::decode(format!("3081{:02x}{rest}", rest.len() / 2)).unwrap();
    let list = check(&bytes, crl::read);
    has(&list, &["CertificateIssuer", "directoryName", "critical"]);
    assert_eq!(said(&list, "commonName"), ["b"]);
}

#[test]
fn lists_of_rcgen() {
    let key = KeyPair::generate().unwrap();
    let mut wish = CertificateParams::new(vec![]).unwrap();
    wish.key_usages = vec![rcgen::KeyUsagePurpose::CrlSign];
    wish.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let issuer = Issuer::new(wish, key);
    let revoked = |number: u64, reason| RevokedCertParams {
        serial_number: SerialNumber::from(number),
        revocation_time: date_time_ymd(2026, 1, 2),
        reason_code: reason,
        invalidity_date: Some(date_time_ymd(2025, 12, 31)),
    };
    let list = CertificateRevocationListParams {
        this_update: date_time_ymd(2026, 1, 3),
        next_update: date_time_ymd(2056, 1, 3),
        crl_number: SerialNumber::from(300_u64),
        issuing_distribution_point: Some(CrlIssuingDistributionPoint {
            distribution_point: CrlDistributionPoint {
                uris: vec!["http://ca.test/list".to_owned()],
            },
            scope: Some(CrlScope::CaCertsOnly),
        }),
        revoked_certs: vec![
            revoked(7, Some(RevocationReason::KeyCompromise)),
            revoked(1 << 60, None),
        ],
        key_identifier_method: KeyIdMethod::Sha256,
    };
    let made = list.signed_by(&issuer).unwrap();
    let read = check(made.der(), crl::read);
    assert_eq!(said(&read, "CRLNumber"), ["300"]);
    assert_eq!(said(&read, "nextUpdate"), ["2056-01-03 00:00:00 UTC"]);
    assert_eq!(said(&read, "onlyContainsCACerts"), ["TRUE: yes"]);
    assert_eq!(said(&read, "CRLReason"), ["keyCompromise"]);
}

#[test]
fn requests_of_openssl() {
    let full = check(&file("request-full.der"), request::read);
    assert_eq!(said(&full, "version"), ["v1 (0)"]);
    assert_eq!(said(&full, "commonName"), ["server.test"]);
    assert_eq!(said(&full, "challengePassword"), ["tell-nobody"]);
    assert_eq!(said(&full, "unstructuredName"), ["router 7"]);
    assert_eq!(said(&full, "dNSName"), ["server.test"]);
    assert_eq!(said(&full, "iPAddress"), ["10.77.0.2"]);
    has(
        &full,
        &["extensionRequest attribute", "subjectPKInfo", "r", "s"],
    );

    let rsa = check(&file("request-rsa.der"), request::read);
    has(&rsa, &["attributes [0]", "modulus", "RSA signature"]);
    let edwards = check(&file("request-ed25519.der"), request::read);
    has(&edwards, &["public key", "signature"]);
}

#[test]
fn requests_of_rcgen() {
    for algorithm in [
        &rcgen::PKCS_ECDSA_P256_SHA256,
        &rcgen::PKCS_ECDSA_P384_SHA384,
        &rcgen::PKCS_ED25519,
    ] {
        let key = KeyPair::generate_for(algorithm).unwrap();
        let wish = CertificateParams::new(vec!["a.test".to_owned()]).unwrap();
        let made = wish.serialize_request(&key).unwrap();
        let read = check(made.der(), request::read);
        assert_eq!(said(&read, "dNSName"), ["a.test"]);
    }
}

#[test]
fn a_broken_wish_is_kept_and_passed_over() {
    let mut bytes = file("request-full.der");
    let at = bytes.windows(4).position(|four| four == b"tell").unwrap();
    // The length of the password reaches beyond its set.
    bytes[at - 1] += 1;
    let exhibit = Exhibit::read(Text::EMPTY, Origin::Computed, &bytes, request::read);
    assert_eq!(exhibit.broken, None);
    has(
        &exhibit,
        &["attribute values (not as defined)", "signature", "dNSName"],
    );
}

#[test]
fn questions_of_openssl() {
    let two = check(&file("ocsp-request.der"), ocsp_request::read);
    assert_eq!(said(&two, "serialNumber"), ["1000", "1001"]);
    assert!(two.find("requestExtensions [2]").is_none());
    let one = check(&file("ocsp-request-nonce.der"), ocsp_request::read);
    has(&one, &["nonce extension", "nonce"]);
    let signed = check(&file("ocsp-request-signed.der"), ocsp_request::read);
    has(
        &signed,
        &["requestorName [1]", "optionalSignature [0]", "Certificate"],
    );
}
