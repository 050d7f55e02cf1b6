//! `signature_algorithms`, `signature_algorithms_cert` (RFC 8446 §4.2.3).

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::codes::scheme::SCHEMES;
use crate::dissect::tls::codes::scheme::Scheme;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// `SignatureScheme supported_signature_algorithms<2..2^16-2>`.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    list(r).map(Fact::Schemes)
}

/// The same list where it stands outside an extension (RFC 5246 §7.4.4).
pub(crate) fn list(r: &mut Reader<'_, '_>) -> Result<Vec<Scheme>> {
    r.vector(&LIST, 2, |r| {
        let mut schemes = Vec::with_capacity(r.left() / 2);
        while r.left() > 0 {
            schemes.push(Scheme(r.u16(&SCHEME)?));
        }
        Ok(schemes)
    })
}

static LIST: Field = Field::group(
    "supported_signature_algorithms",
    "RFC 8446 §4.2.3",
    "Signatures the sender can check, the favourite first: the other end must sign in one of these ways.",
    "보내는 쪽이 검증할 수 있는 서명들로, 선호하는 것이 먼저 온다. 상대는 이 가운데 하나로 서명해야 한다.",
);
static SCHEME: Field = Field::code(
    "signature_scheme",
    &SCHEMES,
    "RFC 8446 §4.2.3",
    "A signature algorithm together with its hash: naming both leaves no room to mix a strong one with a weak one.",
    "서명 알고리즘과 해시를 묶은 것이다. 둘을 함께 정하므로 강한 것과 약한 것을 섞을 틈이 없다.",
);
