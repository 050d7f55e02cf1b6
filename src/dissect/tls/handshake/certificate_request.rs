//! CertificateRequest (RFC 8446 §4.3.2, RFC 5246 §7.4.4): the server wants to know who the client is.

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::codes::extension::ExtensionType;
use crate::dissect::tls::codes::scheme::Scheme;
use crate::dissect::tls::extension::block;
use crate::dissect::tls::extension::block::Extension;
use crate::dissect::tls::extension::certificates;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;
use crate::dissect::tls::extension::schemes;
use crate::dissect::tls::handshake::setting::Setting;

/// What kind of certificate the server would take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateRequest<'a> {
    /// To be echoed in the answer (TLS 1.3); empty in a handshake.
    pub context: &'a [u8],
    /// Kinds of keys, one byte each (TLS 1.2 and earlier; else empty).
    pub types: &'a [u8],
    /// Signature schemes the server can verify; none before TLS 1.2.
    pub schemes: Vec<Scheme>,
    /// Authorities it trusts, each a DER-encoded Name; empty: any.
    pub authorities: Vec<&'a [u8]>,
    /// Extensions in the order sent (TLS 1.3).
    pub extensions: Vec<Extension<'a>>,
}

/// The body of a CertificateRequest.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, setting: Setting) -> Result<CertificateRequest<'a>> {
    if setting.draft().is_some_and(|draft| draft < 19) {
        return early_draft(r);
    }
    if setting.is_tls13() {
        let context = r.vector(&CONTEXT, 1, |r| r.rest(&CONTEXT_VALUE))?;
        let extensions = block::extensions(r, Place::CertificateRequest)?;
        let mut request = CertificateRequest {
            context,
            types: &[],
            schemes: Vec::new(),
            authorities: Vec::new(),
            extensions: Vec::new(),
        };
        for extension in &extensions {
            match &extension.fact {
                Fact::Schemes(list) if extension.kind == ExtensionType::SIGNATURE_ALGORITHMS => {
                    request.schemes.clone_from(list);
                }
                Fact::Authorities(names) => request.authorities.clone_from(names),
                _ => {}
            }
        }
        request.extensions = extensions;
        return Ok(request);
    }
    let types = r.vector(&TYPES, 1, |r| {
        let types = r.peek();
        while r.left() > 0 {
            r.u8(&TYPE)?;
        }
        Ok(types)
    })?;
    let schemes = if setting.is_before_tls12() {
        Vec::new()
    } else {
        schemes::list(r)?
    };
    Ok(CertificateRequest {
        context: &[],
        types,
        schemes,
        authorities: certificates::names(r)?,
        extensions: Vec::new(),
    })
}

/// The form up to draft 18 of TLS 1.3: what later became extensions stood in fields of its own.
fn early_draft<'a>(r: &mut Reader<'a, '_>) -> Result<CertificateRequest<'a>> {
    let context = r.vector(&CONTEXT, 1, |r| r.rest(&CONTEXT_VALUE))?;
    let schemes = schemes::list(r)?;
    let authorities = certificates::names(r)?;
    // Pairs of an object identifier and what it must hold.
    r.vector(&FILTERS, 2, |r| r.rest(&FILTERS_VALUE))?;
    Ok(CertificateRequest {
        context,
        types: &[],
        schemes,
        authorities,
        extensions: Vec::new(),
    })
}

pub(super) static CERTIFICATE_REQUEST: Field = Field::group(
    "CertificateRequest",
    "RFC 8446 §4.3.2",
    "The server asks the client to prove who it is as well (mutual TLS), and says which certificates it would take.",
    "서버가 클라이언트도 자신을 증명해 달라고 청하며(상호 TLS), 어떤 인증서를 받는지 알린다.",
);
static CONTEXT: Field = Field::group(
    "certificate_request_context",
    "RFC 8446 §4.3.2",
    "A name for this request, so that its answer can be told apart; empty in a handshake.",
    "이 요청의 이름으로, 답을 구별하게 한다. 핸드셰이크 중에는 비어 있다.",
);
static CONTEXT_VALUE: Field = Field::hex(
    "context",
    "RFC 8446 §4.3.2",
    "To be echoed by the client.",
    "클라이언트가 되돌려 보낼 값이다.",
);
static TYPE_CODES: Codes = Codes::new(&[
    Code::plain(1, "rsa_sign"),
    Code::plain(2, "dss_sign"),
    Code::plain(3, "rsa_fixed_dh"),
    Code::plain(4, "dss_fixed_dh"),
    Code::plain(5, "rsa_ephemeral_dh"),
    Code::plain(6, "dss_ephemeral_dh"),
    Code::plain(20, "fortezza_dms"),
    Code::plain(22, "gost_sign256"),
    Code::plain(23, "gost_sign512"),
    Code::plain(64, "ecdsa_sign"),
    Code::plain(65, "rsa_fixed_ecdh"),
    Code::plain(66, "ecdsa_fixed_ecdh"),
]);
static TYPES: Field = Field::group(
    "certificate_types",
    "RFC 5246 §7.4.4",
    "Kinds of client certificates the server can handle (TLS 1.2).",
    "서버가 다룰 수 있는 클라이언트 인증서의 종류들이다(TLS 1.2).",
);
static TYPE: Field = Field::code(
    "certificate_type",
    &TYPE_CODES,
    "RFC 5246 §7.4.4",
    "What kind of key the certificate may hold.",
    "인증서에 들 수 있는 키의 종류이다.",
);
static FILTERS: Field = Field::group(
    "certificate_extensions",
    "draft-ietf-tls-tls13-18 §4.3.2",
    "Demands on the extensions of the certificate; oid_filters in the final standard.",
    "인증서의 확장에 바라는 것들로, 최종 표준에서는 oid_filters이다.",
);
static FILTERS_VALUE: Field = Field::hex(
    "filters",
    "draft-ietf-tls-tls13-18 §4.3.2",
    "Pairs of an object identifier and the values that are wanted.",
    "객체 식별자와 바라는 값의 쌍들이다.",
);
