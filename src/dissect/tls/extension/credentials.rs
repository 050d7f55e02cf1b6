//! `delegated_credentials` (RFC 9345).

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::codes::scheme::SCHEMES;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;
use crate::dissect::tls::extension::schemes;
use crate::dissect::tls::lenient;
use crate::dissect::x509::key;

/// Schemes in a ClientHello or CertificateRequest, the credential itself in a Certificate entry.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, place: Place) -> Result<Fact<'a>> {
    if place != Place::Certificate {
        return schemes::list(r).map(Fact::Schemes);
    }
    let body = r.peek();
    r.u32(&VALID)?;
    r.u16(&VERIFY)?;
    r.vector(&KEY, 3, |r| lenient::rest(r, &KEY_DER, key::read).map(drop))?;
    r.u16(&ALGORITHM)?;
    r.vector(&SIGNATURE, 2, |r| r.rest(&SIGNATURE_VALUE))?;
    Ok(Fact::Opaque(body))
}

static VALID: Field = Field::dec(
    "valid_time",
    "RFC 9345 §4.1",
    "Seconds after the certificate's notBefore until which the credential may be used; at most seven days from now.",
    "인증서의 notBefore부터 위임 자격을 쓸 수 있는 시간(초)이다. 지금부터 길어야 7일이다.",
);
static VERIFY: Field = Field::code(
    "dc_cert_verify_algorithm",
    &SCHEMES,
    "RFC 9345 §4.1",
    "How CertificateVerify will be signed with the delegated key.",
    "위임된 키로 CertificateVerify에 서명하는 방식이다.",
);
static KEY: Field = Field::group(
    "ASN1_subjectPublicKeyInfo",
    "RFC 9345 §4.1",
    "The delegated public key, with its length.",
    "길이가 붙은 위임된 공개 키이다.",
);
static KEY_DER: Field = Field::hex(
    "subjectPublicKeyInfo",
    "RFC 5280 §4.1.2.7",
    "The short-lived key that signs in the certificate's place, DER.",
    "인증서를 대신하여 서명하는 짧은 수명의 키이다(DER).",
);
static ALGORITHM: Field = Field::code(
    "algorithm",
    &SCHEMES,
    "RFC 9345 §4.1",
    "How the certificate's own key signed this credential.",
    "인증서 자신의 키가 이 위임에 서명한 방식이다.",
);
static SIGNATURE: Field = Field::group(
    "signature",
    "RFC 9345 §4.1",
    "The signature, with its length.",
    "길이가 붙은 서명이다.",
);
static SIGNATURE_VALUE: Field = Field::hex(
    "signature value",
    "RFC 9345 §4.1",
    "Made by the certificate's key over the credential: it hands over the right to sign.",
    "인증서의 키가 위임 자격에 한 서명으로, 서명할 권한을 넘겨준다.",
);
