//! CertID (RFC 6960 §4.1.1): which certificate a question to a responder, and its answer, are about.

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::dissect::x509::algorithm;
use crate::dissect::x509::der;
use crate::dissect::x509::tag;

/// Reads one `CertID`.
pub(super) fn read(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &CERT_ID, tag::SEQUENCE, |r| {
        algorithm::read(r, &HASH_ALGORITHM)?;
        der::value(r, &NAME_HASH, tag::OCTET_STRING)?;
        der::value(r, &ISSUER_KEY_HASH, tag::OCTET_STRING)?;
        der::value(r, &SERIAL, tag::INTEGER).map(drop)
    })
}

static CERT_ID: Field = Field::group(
    "certID",
    "RFC 6960 §4.1.1",
    "Which certificate is meant: by its issuer and its serial number.",
    "어느 인증서인지 발급자와 일련번호로 가리킨다.",
);
static HASH_ALGORITHM: Field = Field::group(
    "hashAlgorithm",
    "RFC 6960 §4.1.1",
    "How the two hashes below are made, mostly SHA-1, which does no harm here.",
    "아래 두 해시를 만든 방식이다. 보통 SHA-1이며 여기서는 해롭지 않다.",
);
static NAME_HASH: Field = Field::hex(
    "issuerNameHash",
    "RFC 6960 §4.1.1",
    "The hash of the issuer's name.",
    "발급자 이름의 해시이다.",
);
static ISSUER_KEY_HASH: Field = Field::hex(
    "issuerKeyHash",
    "RFC 6960 §4.1.1",
    "The hash of the issuer's key: two authorities may bear the same name.",
    "발급자 키의 해시이다. 두 인증 기관의 이름이 같을 수도 있기 때문이다.",
);
static SERIAL: Field = Field::hex(
    "serialNumber",
    "RFC 6960 §4.1.1",
    "The number the issuer gave the certificate.",
    "발급자가 인증서에 붙인 번호이다.",
);
