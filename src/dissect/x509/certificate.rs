//! A certificate (RFC 5280 §4.1): a name, a key, an authority's signature over both.

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::base::text::Text;
use crate::dissect::x509::algorithm;
use crate::dissect::x509::der;
use crate::dissect::x509::extension;
use crate::dissect::x509::key;
use crate::dissect::x509::name;
use crate::dissect::x509::signature;
use crate::dissect::x509::tag;
use crate::dissect::x509::time;

/// Reads exactly one DER `Certificate` at the reader's present place and notes every byte of it; what follows is left.
/// Extensions, keys and signatures that are unknown or broken inside are kept as bytes. Errors: a broken frame; the notes
/// taken up to there stay.
pub fn read(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &CERTIFICATE, tag::SEQUENCE, |r| {
        to_be_signed(r)?;
        let path = algorithm::read(r, &SIGNATURE_ALGORITHM)?;
        signature::read(r, &path)
    })
}

/// Reads `TBSCertificate`.
fn to_be_signed(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &TO_BE_SIGNED, tag::SEQUENCE, |r| {
        if der::next(r) == Some(tag::context_of(0)) {
            der::nest(r, &VERSION_TAG, tag::context_of(0), |r| {
                der::value(r, &VERSION, tag::INTEGER).map(drop)
            })?;
        }
        der::value(r, &SERIAL, tag::INTEGER)?;
        algorithm::read(r, &SIGNATURE)?;
        name::read_as(r, &ISSUER)?;
        der::nest(r, &VALIDITY, tag::SEQUENCE, |r| {
            der::any(r, &NOT_BEFORE)?;
            der::any(r, &NOT_AFTER).map(drop)
        })?;
        name::read_as(r, &SUBJECT)?;
        key::read(r)?;
        for (tag, field) in [(1, &ISSUER_ID), (2, &SUBJECT_ID)] {
            if der::next(r) == Some(tag::context(tag)) {
                der::any(r, field)?;
            }
        }
        if der::next(r) == Some(tag::context_of(3)) {
            der::nest(r, &EXTENSIONS_TAG, tag::context_of(3), |r| {
                der::list(r, &EXTENSIONS, tag::SEQUENCE, extension::read)
            })?;
        }
        Ok(())
    })
}

fn say_version(bytes: &[u8]) -> Text {
    match bytes {
        [n @ 0..=2] => Text::same(format!("v{} ({n})", n + 1)),
        _ => Text::same(format!("unknown (0x{})", hex::encode(bytes))),
    }
}

static CERTIFICATE: Field = Field::group(
    "Certificate",
    "RFC 5280 §4.1",
    "Three parts: what the authority says, how it signed, and the signature. It ties a public key to a name.",
    "인증 기관의 말, 서명 방식, 서명의 세 부분으로 된다. 공개 키를 이름에 묶는 문서이다.",
);
static TO_BE_SIGNED: Field = Field::group(
    "tbsCertificate",
    "RFC 5280 §4.1.1.1",
    "The part to be signed: exactly these bytes, header included, go into the signature.",
    "서명할 부분. 헤더를 포함한 바로 이 바이트들이 서명에 들어간다.",
);
static VERSION_TAG: Field = Field::group(
    "version [0]",
    "RFC 5280 §4.1.2.1",
    "A wrapper that says a version is there at all: version 1 certificates leave it out.",
    "버전이 적혀 있음을 알리는 껍데기. 버전 1 인증서에는 이것이 없다.",
);
static VERSION: Field = Field::with(
    "version",
    say_version,
    "RFC 5280 §4.1.2.1",
    "Version 3, written as 2, is the only one that may carry extensions, and so the only one of use on the web.",
    "2로 적는 버전 3만이 확장을 실을 수 있으므로 웹에서 쓰는 것은 이 버전뿐이다.",
);
static SERIAL: Field = Field::hex(
    "serialNumber",
    "RFC 5280 §4.1.2.2",
    "Unique among the issuer's certificates, so that one can be revoked by number; random, so that nobody can guess what will be signed.",
    "발급자의 인증서 가운데 유일해 번호로 폐기할 수 있다. 서명될 내용을 미리 짐작하지 못하도록 무작위로 정한다.",
);
static SIGNATURE: Field = Field::group(
    "signature",
    "RFC 5280 §4.1.2.3",
    "The signature algorithm, said a first time inside the signed part so that nobody can swap it outside.",
    "서명 알고리즘을 서명되는 부분 안에 먼저 적은 것. 바깥에서 바꿔치기하지 못하게 한다.",
);
static ISSUER: Field = Field::group(
    "issuer",
    "RFC 5280 §4.1.2.4",
    "Who signed: the client looks for a certificate whose subject is this name, in practice byte for byte, to find the key to verify with.",
    "서명한 쪽. 클라이언트는 subject가 이 이름과 같은(실제로는 바이트까지 같은) 인증서를 찾아 그 키로 검증한다.",
);
static VALIDITY: Field = Field::group(
    "validity",
    "RFC 5280 §4.1.2.5",
    "The span in which the authority vouches for it; short spans limit the harm of a stolen key.",
    "인증 기관이 보증하는 기간. 짧을수록 도난당한 키의 피해가 줄어든다.",
);
static NOT_BEFORE: Field = Field::with(
    "notBefore",
    time::say,
    "RFC 5280 §4.1.2.5",
    "The first moment it is good; a client whose clock is behind will refuse it.",
    "유효해지는 첫 순간. 시계가 뒤처진 클라이언트는 인증서를 거절한다.",
);
static NOT_AFTER: Field = Field::with(
    "notAfter",
    time::say,
    "RFC 5280 §4.1.2.5",
    "The last moment it is good; forgetting to renew before it is among the most common TLS failures.",
    "유효한 마지막 순간. 그 전에 갱신을 잊는 것이 가장 흔한 TLS 장애 가운데 하나이다.",
);
static SUBJECT: Field = Field::group(
    "subject",
    "RFC 5280 §4.1.2.6",
    "Whom the certificate is for, in words; for servers it may be empty, as the host names stand in subjectAltName.",
    "인증서의 소유자. 서버의 호스트 이름은 subjectAltName에 있으므로 비어 있어도 된다.",
);
static ISSUER_ID: Field = Field::hex(
    "issuerUniqueID",
    "RFC 5280 §4.1.2.8",
    "Meant to tell issuers of one name apart; no authority may use it.",
    "이름이 같은 발급자를 구별하려던 것. 이제 인증 기관은 써서는 안 된다.",
);
static SUBJECT_ID: Field = Field::hex(
    "subjectUniqueID",
    "RFC 5280 §4.1.2.8",
    "Meant to tell subjects of one name apart; no authority may use it.",
    "이름이 같은 주체를 구별하려던 것. 이제 인증 기관은 써서는 안 된다.",
);
static EXTENSIONS_TAG: Field = Field::group(
    "extensions [3]",
    "RFC 5280 §4.1.2.9",
    "A wrapper that says extensions are there; only version 3 has them.",
    "확장이 있음을 알리는 껍데기. 버전 3에만 있다.",
);
static EXTENSIONS: Field = Field::group(
    "extensions",
    "RFC 5280 §4.2",
    "What version 1 forgot: which host names, which uses of the key, whether the owner may sign certificates itself.",
    "버전 1이 빠뜨린 것들. 어떤 호스트 이름인지, 키를 어디에 쓰는지, 소유자가 스스로 인증서에 서명해도 되는지를 담는다.",
);
static SIGNATURE_ALGORITHM: Field = Field::group(
    "signatureAlgorithm",
    "RFC 5280 §4.1.1.2",
    "The signature algorithm, said again outside so that a reader can verify before reading; it must equal the one inside.",
    "읽기 전에 검증할 수 있도록 서명 알고리즘을 바깥에 다시 적은 것. 안에 적힌 것과 같아야 한다.",
);

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::base::exhibit::{Exhibit, Origin};
    use crate::base::text::Text;

    fn exhibit(bytes: &[u8]) -> Exhibit {
        Exhibit::read(Text::EMPTY, Origin::Computed, bytes, read)
    }

    /// The certificates of `tests/data/certificates` and one made for each kind of key.
    fn all() -> Vec<(String, Vec<u8>)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/certificates");
        let mut all: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|kind| kind == "pem"))
            .map(|path| {
                let text = fs::read(&path).unwrap();
                let (_, pem) = x509_parser::pem::parse_x509_pem(&text).unwrap();
                (path.display().to_string(), pem.contents)
            })
            .collect();
        for algorithm in [
            &rcgen::PKCS_ECDSA_P256_SHA256,
            &rcgen::PKCS_ECDSA_P384_SHA384,
            &rcgen::PKCS_ED25519,
        ] {
            let key = rcgen::KeyPair::generate_for(algorithm).unwrap();
            let names = vec!["a.test".to_owned(), "10.77.0.2".to_owned()];
            let wish = rcgen::CertificateParams::new(names).unwrap();
            let made = wish.self_signed(&key).unwrap();
            all.push((format!("{algorithm:?}"), made.der().to_vec()));
        }
        all
    }

    /// What the note called `name` says, in English.
    fn said(exhibit: &Exhibit, name: &str) -> String {
        let note = exhibit
            .find(name)
            .unwrap_or_else(|| panic!("no field {name}"));
        let text = note.field.value(note.of(&exhibit.bytes)).unwrap();
        text.en.into_owned()
    }

    fn file(name: &str) -> Exhibit {
        let all = all();
        let (_, bytes) = all.iter().find(|(path, _)| path.ends_with(name)).unwrap();
        exhibit(bytes)
    }

    #[test]
    fn every_byte_is_explained_once() {
        for (path, bytes) in all() {
            let exhibit = exhibit(&bytes);
            assert_eq!(exhibit.broken, None, "{path}");
            assert_eq!(exhibit.unexplained(), [], "{path}");
            let mut at = 0;
            for leaf in exhibit.leaves().filter(|leaf| !leaf.at.is_empty()) {
                // The nine bits of keyUsage share their bytes.
                assert!(leaf.at.start == at || leaf.at.end == at, "{path}: {leaf:?}");
                at = leaf.at.end;
            }
            for note in &exhibit.notes {
                assert!(!note.field.doc.is_empty() && !note.field.rfc.is_empty());
            }
        }
    }

    #[test]
    fn no_cut_and_no_flipped_byte_is_a_panic() {
        for (path, bytes) in all() {
            for n in 0..bytes.len() {
                let cut = exhibit(&bytes[..n]);
                assert!(cut.broken.is_some(), "{path} cut at {n}");
                assert_eq!(cut.unexplained(), [], "{path} cut at {n}");
            }
            let mut bytes = bytes;
            for n in 0..bytes.len().min(1500) {
                for mask in [0xff, 0x80, 0x01] {
                    bytes[n] ^= mask;
                    assert_eq!(exhibit(&bytes).unexplained(), [], "{path} flipped at {n}");
                    bytes[n] ^= mask;
                }
            }
        }
    }

    #[test]
    fn a_certificate_of_the_web_reads_well() {
        let exhibit = file("web-rsa-sct.pem");
        assert_eq!(said(&exhibit, "version"), "v3 (2)");
        assert_eq!(said(&exhibit, "notBefore"), "2026-02-02 08:36:38 UTC");
        assert_eq!(said(&exhibit, "key uses"), "digitalSignature");
        assert_eq!(said(&exhibit, "commonName"), "WR2");
        assert_eq!(said(&exhibit, "dNSName"), "*.google.com");
        assert_eq!(
            said(&exhibit, "algorithm"),
            "sha256WithRSAEncryption (1.2.840.113549.1.1.11): RSA PKCS#1 v1.5 over a SHA-256 hash"
        );
        assert!(exhibit.find("log signature").is_some());
    }

    #[test]
    fn what_is_broken_inside_is_kept_and_passed_over() {
        for name in ["malformed-san.pem", "malformed-aia.pem"] {
            let exhibit = file(name);
            assert!(exhibit.find("extension value (not as defined)").is_some());
            assert!(exhibit.find("signatureValue").is_some());
        }
        assert_eq!(
            said(&file("constrained-root.pem"), "iPAddress")
                .split('/')
                .count(),
            2
        );
    }
}
