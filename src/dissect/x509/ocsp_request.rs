//! OCSPRequest (RFC 6960 §4.1.1): the question whether certificates are still good.

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::dissect::x509::algorithm;
use crate::dissect::x509::certificate;
use crate::dissect::x509::certificate_id;
use crate::dissect::x509::der;
use crate::dissect::x509::extension;
use crate::dissect::x509::general;
use crate::dissect::x509::signature;
use crate::dissect::x509::tag;

/// Reads one `OCSPRequest` and notes every byte of it.
pub fn read(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &REQUEST, tag::SEQUENCE, |r| {
        der::nest(r, &TO_BE_SIGNED, tag::SEQUENCE, |r| {
            if der::next(r) == Some(tag::context_of(0)) {
                der::nest(r, &VERSION_TAG, tag::context_of(0), |r| {
                    der::value(r, &VERSION, tag::INTEGER).map(drop)
                })?;
            }
            if der::next(r) == Some(tag::context_of(1)) {
                der::nest(r, &REQUESTOR, tag::context_of(1), general::read)?;
            }
            der::list(r, &LIST, tag::SEQUENCE, single)?;
            if der::next(r) == Some(tag::context_of(2)) {
                der::nest(r, &EXTENSIONS_TAG, tag::context_of(2), |r| {
                    der::list(r, &EXTENSIONS, tag::SEQUENCE, extension::read)
                })?;
            }
            Ok(())
        })?;
        match der::next(r) {
            None => Ok(()),
            Some(_) => der::nest(r, &SIGNED_TAG, tag::context_of(0), signed),
        }
    })
}

/// Reads one `Request`.
fn single(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &SINGLE, tag::SEQUENCE, |r| {
        certificate_id::read(r)?;
        match der::next(r) {
            None => Ok(()),
            Some(_) => der::nest(r, &SINGLE_TAG, tag::context_of(0), |r| {
                der::list(r, &EXTENSIONS, tag::SEQUENCE, extension::read)
            }),
        }
    })
}

/// Reads `Signature`.
fn signed(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &SIGNED, tag::SEQUENCE, |r| {
        let path = algorithm::read(r, &ALGORITHM)?;
        signature::read_as(r, &SIGNATURE, &path)?;
        match der::next(r) {
            None => Ok(()),
            Some(_) => der::nest(r, &CERTIFICATES_TAG, tag::context_of(0), |r| {
                der::list(r, &CERTIFICATES, tag::SEQUENCE, certificate::read)
            }),
        }
    })
}

static REQUEST: Field = Field::group(
    "OCSPRequest",
    "RFC 6960 §4.1.1",
    "A question to the authority's responder: are these certificates still good? It tells the responder which site is being visited, which is one reason why servers fetch the answer themselves and staple it.",
    "인증 기관의 응답자에게 이 인증서들이 아직 유효한지 묻는 것이다. 응답자가 방문하는 사이트를 알게 되므로 서버가 직접 답을 받아 붙여(stapling) 보내기도 한다.",
);
static TO_BE_SIGNED: Field = Field::group(
    "tbsRequest",
    "RFC 6960 §4.1.1",
    "The question itself; it could be signed, but hardly ever is.",
    "물음 자체이다. 서명할 수도 있지만 거의 하지 않는다.",
);
static VERSION_TAG: Field = Field::group(
    "version [0]",
    "RFC 6960 §4.1.1",
    "The version, where it is not the first.",
    "첫 버전이 아닐 때의 버전이다.",
);
static VERSION: Field = Field::dec(
    "version",
    "RFC 6960 §4.1.1",
    "0 is version 1.",
    "0이 버전 1이다.",
);
static REQUESTOR: Field = Field::group(
    "requestorName [1]",
    "RFC 6960 §4.1.1",
    "Who asks, where that matters.",
    "누가 묻는지 밝혀야 할 때 적는다.",
);
static LIST: Field = Field::group(
    "requestList",
    "RFC 6960 §4.1.1",
    "The certificates asked about, mostly one.",
    "묻는 인증서들이다. 대개 하나이다.",
);
static SINGLE: Field = Field::group(
    "Request",
    "RFC 6960 §4.1.1",
    "One certificate that is asked about.",
    "묻는 인증서 하나이다.",
);
static SINGLE_TAG: Field = Field::group(
    "singleRequestExtensions [0]",
    "RFC 6960 §4.1.1",
    "Anything further about this one.",
    "이 하나에 덧붙인 것들이다.",
);
static EXTENSIONS_TAG: Field = Field::group(
    "requestExtensions [2]",
    "RFC 6960 §4.1.1",
    "Anything further about the question.",
    "물음에 덧붙인 것들이다.",
);
static EXTENSIONS: Field = Field::group(
    "Extensions",
    "RFC 6960 §4.4",
    "Further statements, such as a nonce that the answer must repeat.",
    "답이 그대로 되돌려야 하는 논스 같은 그 밖의 말들이다.",
);
static SIGNED_TAG: Field = Field::group(
    "optionalSignature [0]",
    "RFC 6960 §4.1.1",
    "A signature of the asker, where there is one.",
    "묻는 쪽이 서명했으면 여기에 든다.",
);
static SIGNED: Field = Field::group(
    "Signature",
    "RFC 6960 §4.1.1",
    "How the question is signed, the signature, and certificates to check it with.",
    "물음에 서명한 방식과 서명, 그리고 서명을 확인할 인증서들이다.",
);
static ALGORITHM: Field = Field::group(
    "signatureAlgorithm",
    "RFC 6960 §4.1.1",
    "How the question is signed.",
    "물음에 서명한 방식이다.",
);
static SIGNATURE: Field = Field::group(
    "signature",
    "RFC 6960 §4.1.1",
    "The asker's signature over every byte of tbsRequest.",
    "tbsRequest의 모든 바이트에 대한, 묻는 쪽의 서명이다.",
);
static CERTIFICATES_TAG: Field = Field::group(
    "certs [0]",
    "RFC 6960 §4.1.1",
    "Certificates to check the signature with.",
    "서명을 확인할 인증서들이다.",
);
static CERTIFICATES: Field = Field::group(
    "certs",
    "RFC 6960 §4.1.1",
    "The asker's certificate and what leads to a root.",
    "묻는 쪽의 인증서와 루트까지 이어지는 인증서들이다.",
);
