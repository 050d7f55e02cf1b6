//! Labels of keys: subjectKeyIdentifier and authorityKeyIdentifier (RFC 5280 §4.2.1.1, §4.2.1.2).

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::dissect::x509::der;
use crate::dissect::x509::general;
use crate::dissect::x509::tag;

/// Reads `SubjectKeyIdentifier`.
pub(super) fn subject(r: &mut Reader<'_, '_>) -> Result<()> {
    der::value(r, &SUBJECT, tag::OCTET_STRING).map(drop)
}

/// Reads `AuthorityKeyIdentifier`.
pub(super) fn authority(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &AUTHORITY, tag::SEQUENCE, |r| {
        if der::next(r) == Some(tag::context(0)) {
            der::value(r, &KEY, tag::context(0))?;
        }
        if der::next(r) == Some(tag::context_of(1)) {
            der::nest(r, &ISSUER, tag::context_of(1), general::rest)?;
        }
        if der::next(r) == Some(tag::context(2)) {
            der::value(r, &SERIAL, tag::context(2))?;
        }
        Ok(())
    })
}

static SUBJECT: Field = Field::hex(
    "subject key identifier",
    "RFC 5280 §4.2.1.2",
    "The label: often the SHA-1 of the key, or a piece of its SHA-256; it need not be secure, only different.",
    "이름표. 키의 SHA-1이나 SHA-256의 일부일 때가 많다. 안전할 필요 없이 서로 다르기만 하면 된다.",
);
static AUTHORITY: Field = Field::group(
    "AuthorityKeyIdentifier",
    "RFC 5280 §4.2.1.1",
    "Up to three ways to point at the key that signed.",
    "서명한 키를 가리키는 최대 세 가지 방법.",
);
static KEY: Field = Field::hex(
    "keyIdentifier",
    "RFC 5280 §4.2.1.1",
    "The subjectKeyIdentifier of the issuer's certificate: equal bytes link the two.",
    "발급자 인증서의 subjectKeyIdentifier. 바이트가 같으면 둘이 이어진다.",
);
static ISSUER: Field = Field::group(
    "authorityCertIssuer",
    "RFC 5280 §4.2.1.1",
    "Who issued the issuer's certificate.",
    "발급자의 인증서를 발급한 쪽.",
);
static SERIAL: Field = Field::hex(
    "authorityCertSerialNumber",
    "RFC 5280 §4.2.1.1",
    "The serial number of the issuer's certificate, which with its issuer names exactly one.",
    "발급자 인증서의 일련번호. 그 발급자와 함께 쓰면 인증서 하나가 정해진다.",
);
