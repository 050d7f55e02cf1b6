//! `status_request` (RFC 6066 §8, RFC 8446 §4.4.2.1): stapled OCSP.

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;
use crate::dissect::tls::lenient;
use crate::dissect::x509::ocsp;

/// A wish in a ClientHello or CertificateRequest, a response in a Certificate entry, nothing in a ServerHello.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, place: Place) -> Result<Fact<'a>> {
    if r.left() == 0 {
        return Ok(Fact::Present);
    }
    if place == Place::Certificate {
        return response(r).map(Fact::OcspResponse);
    }
    let body = r.peek();
    r.u8(&TYPE)?;
    request(r)?;
    Ok(Fact::Opaque(body))
}

/// `status_request_v2` (RFC 6961 §2.2): a list of wishes in a ClientHello, nothing in an answer.
pub(super) fn read_v2<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    if r.left() == 0 {
        return Ok(Fact::Present);
    }
    let body = r.peek();
    r.vector(&ITEMS, 2, |r| {
        while r.left() > 0 {
            r.group(&ITEM, |r| {
                r.u8(&TYPE)?;
                r.vector(&REQUEST, 2, request)
            })?;
        }
        Ok(Fact::Opaque(body))
    })
}

/// `OCSPStatusRequest`: responders, then extensions.
fn request(r: &mut Reader<'_, '_>) -> Result<()> {
    r.vector(&RESPONDERS, 2, |r| {
        while r.left() > 0 {
            r.vector(&RESPONDER, 2, |r| r.rest(&RESPONDER_ID))?;
        }
        Ok(())
    })?;
    r.vector(&EXTENSIONS, 2, |r| r.rest(&EXTENSION_DER).map(drop))
}

/// `CertificateStatus`: type, then `opaque OCSPResponse<1..2^24-1>`, DER.
pub(crate) fn response<'a>(r: &mut Reader<'a, '_>) -> Result<&'a [u8]> {
    r.u8(&TYPE)?;
    r.vector(&RESPONSE, 3, |r| {
        let whole = r.peek();
        if r.is_quiet() {
            return r.rest(&RESPONSE_DER);
        }
        let _ = lenient::rest(r, &RESPONSE_DER, ocsp::read)?;
        Ok(whole)
    })
}

static TYPES: Codes = Codes::new(&[
    Code::new(
        1,
        "ocsp",
        "The Online Certificate Status Protocol (RFC 6960).",
        "온라인 인증서 상태 프로토콜이다(RFC 6960).",
    ),
    Code::plain(2, "ocsp_multi"),
]);
static TYPE: Field = Field::code(
    "status_type",
    &TYPES,
    "RFC 6066 §8",
    "By which protocol the state of the certificate is told.",
    "인증서의 상태를 어떤 프로토콜로 알리는지 나타낸다.",
);
static ITEMS: Field = Field::group(
    "certificate_status_req_list",
    "RFC 6961 §2.2",
    "Ways to tell the state of the certificates, the favourite first; replaced by status_request in TLS 1.3.",
    "인증서들의 상태를 알리는 방법들로, 선호하는 것이 먼저 온다. TLS 1.3에서는 status_request가 대신한다.",
);
static ITEM: Field = Field::group(
    "CertificateStatusRequestItemV2",
    "RFC 6961 §2.2",
    "One way: for the server's own certificate, or for the whole chain.",
    "한 방법이다. 서버 자신의 인증서만 또는 사슬 전체의 상태를 청한다.",
);
static REQUEST: Field = Field::group(
    "request",
    "RFC 6961 §2.2",
    "What the client asks for.",
    "클라이언트가 청하는 내용이다.",
);
static RESPONDERS: Field = Field::group(
    "responder_id_list",
    "RFC 6066 §8",
    "OCSP responders the client trusts; empty means that the server knows best.",
    "클라이언트가 신뢰하는 OCSP 응답자들이다. 비어 있으면 서버가 알아서 고른다.",
);
static RESPONDER: Field = Field::group(
    "ResponderID",
    "RFC 6066 §8",
    "One responder.",
    "응답자 하나이다.",
);
static RESPONDER_ID: Field = Field::hex(
    "responder_id",
    "RFC 6960 §4.2.1",
    "The responder's name or key hash, DER.",
    "응답자의 이름 또는 키 해시이다(DER).",
);
static EXTENSIONS: Field = Field::group(
    "request_extensions",
    "RFC 6066 §8",
    "Extensions for the OCSP request; nearly always empty.",
    "OCSP 요청에 붙일 확장으로, 거의 언제나 비어 있다.",
);
static EXTENSION_DER: Field = Field::hex(
    "extensions",
    "RFC 6960 §4.4",
    "OCSP extensions, DER.",
    "OCSP 확장이다(DER).",
);
static RESPONSE: Field = Field::group(
    "response",
    "RFC 6066 §8",
    "The authority's signed word on the certificate, fetched by the server and good for some days.",
    "인증 기관이 서명한 인증서의 상태로, 서버가 받아 둔 것이며 며칠 동안 유효하다.",
);
static RESPONSE_DER: Field = Field::hex(
    "OCSPResponse",
    "RFC 6960 §4.2",
    "good, revoked or unknown, with the time it was said and a signature, so that the client need not ask the authority itself.",
    "정상, 폐기, 알 수 없음 가운데 하나를 시각과 서명과 함께 담는다. 클라이언트가 인증 기관에 직접 묻지 않아도 된다.",
);
