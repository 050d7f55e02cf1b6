//! CertificateVerify (RFC 8446 §4.4.3, RFC 5246 §7.4.8).

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::codes::scheme::SCHEMES;
use crate::dissect::tls::codes::scheme::Scheme;
use crate::dissect::tls::handshake::setting::Setting;

/// A signature over the handshake so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CertificateVerify<'a> {
    /// How it was made; none before TLS 1.2, where the key decides.
    pub scheme: Option<Scheme>,
    /// The signature; DER for ECDSA.
    pub signature: &'a [u8],
}

/// The body of a CertificateVerify.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, setting: Setting) -> Result<CertificateVerify<'a>> {
    let scheme = if setting.is_before_tls12() {
        None
    } else {
        Some(Scheme(r.u16(&ALGORITHM)?))
    };
    let signature = r.vector(&SIGNATURE, 2, |r| r.rest(&SIGNATURE_VALUE))?;
    Ok(CertificateVerify { scheme, signature })
}

pub(super) static CERTIFICATE_VERIFY: Field = Field::group(
    "CertificateVerify",
    "RFC 8446 §4.4.3",
    "The proof behind the certificate: a signature, by its private key, over everything said so far. A copied certificate cannot produce it.",
    "인증서를 뒷받침하는 증명이다. 지금까지 오간 모든 것에 그 개인 키로 서명한다. 베낀 인증서로는 만들 수 없다.",
);
static ALGORITHM: Field = Field::code(
    "algorithm",
    &SCHEMES,
    "RFC 8446 §4.4.3",
    "How the signature was made: one of the schemes the other end said it can verify.",
    "서명을 만든 방식으로, 상대가 검증할 수 있다고 한 것 가운데 하나이다.",
);
static SIGNATURE: Field = Field::group(
    "signature",
    "RFC 8446 §4.4.3",
    "The signature, with its length.",
    "길이가 붙은 서명이다.",
);
static SIGNATURE_VALUE: Field = Field::hex(
    "signature value",
    "RFC 8446 §4.4.3",
    "In TLS 1.3 over 64 spaces, a line that names the purpose, and the transcript hash; it can be checked with the public key in the certificate.",
    "TLS 1.3에서는 공백 64개, 용도를 밝히는 글, 대화 기록 해시에 대한 서명이다. 인증서의 공개 키로 검증할 수 있다.",
);
