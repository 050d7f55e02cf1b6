//! `client_certificate_type`, `server_certificate_type` (RFC 7250) and `certificate_authorities` (RFC 8446 §4.2.4).

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;
use crate::dissect::tls::lenient;
use crate::dissect::x509::name;

/// A list in a ClientHello, one in an answer.
pub(super) fn kinds<'a>(r: &mut Reader<'a, '_>, place: Place) -> Result<Fact<'a>> {
    let body = r.peek();
    if place != Place::ClientHello {
        return r.u8(&KIND).map(|_| Fact::Opaque(body));
    }
    r.vector(&KINDS, 1, |r| {
        while r.left() > 0 {
            r.u8(&KIND)?;
        }
        Ok(Fact::Opaque(body))
    })
}

/// `DistinguishedName authorities<3..2^16-1>`.
pub(super) fn authorities<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    names(r).map(Fact::Authorities)
}

/// The same list where it stands outside an extension (RFC 5246 §7.4.4).
pub(crate) fn names<'a>(r: &mut Reader<'a, '_>) -> Result<Vec<&'a [u8]>> {
    r.vector(&AUTHORITIES, 2, |r| {
        let mut names = Vec::new();
        while r.left() > 0 {
            names.push(r.vector(&NAME, 2, |r| {
                let whole = r.peek();
                let _ = lenient::rest(r, &NAME_DER, name::read)?;
                Ok(whole)
            })?);
        }
        Ok(names)
    })
}

static TYPES: Codes = Codes::new(&[
    Code::new(
        0,
        "X509",
        "A chain of X.509 certificates.",
        "X.509 인증서의 사슬이다.",
    ),
    Code::plain(1, "OpenPGP"),
    Code::new(
        2,
        "RawPublicKey",
        "A bare public key, known to the other end by other means.",
        "공개 키만 보인다. 상대는 다른 방법으로 그 키를 알고 있다.",
    ),
    Code::plain(3, "1609Dot2"),
]);
static KINDS: Field = Field::group(
    "certificate_types",
    "RFC 7250 §3",
    "Kinds the sender can handle, the favourite first.",
    "보내는 쪽이 다룰 수 있는 종류들로, 선호하는 것이 먼저 온다.",
);
static KIND: Field = Field::code(
    "certificate_type",
    &TYPES,
    "RFC 7250 §3",
    "A kind of certificate.",
    "인증서의 한 종류이다.",
);
static AUTHORITIES: Field = Field::group(
    "authorities",
    "RFC 8446 §4.2.4",
    "Authorities the sender trusts: the other end should show a certificate that leads to one of them.",
    "보내는 쪽이 신뢰하는 인증 기관들이다. 상대는 이 가운데 하나에 닿는 인증서를 보여야 한다.",
);
static NAME: Field = Field::group(
    "DistinguishedName",
    "RFC 8446 §4.2.4",
    "One authority.",
    "인증 기관 하나이다.",
);
static NAME_DER: Field = Field::hex(
    "unreadable name",
    "RFC 5280 §4.1.2.4",
    "Bytes that are no X.509 name.",
    "X.509 이름이 아닌 바이트이다.",
);
