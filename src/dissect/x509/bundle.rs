//! A bag of certificates: PKCS#7 `SignedData` without a signature, as `.p7b` and `.p7c` files hold it (RFC 2315 §9.1, RFC 5652 §5.1).

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::dissect::x509::algorithm;
use crate::dissect::x509::certificate;
use crate::dissect::x509::der;
use crate::dissect::x509::oid;
use crate::dissect::x509::tag;

/// Reads one `ContentInfo` that holds a `SignedData`, and gives the certificates in it, in the order they stand.
///
/// # Errors
/// If it is something else.
pub fn read<'a>(r: &mut Reader<'a, '_>) -> Result<Vec<&'a [u8]>> {
    der::nest(r, &CONTENT, tag::SEQUENCE, |r| {
        der::value(r, &TYPE, tag::OID)?;
        der::nest(r, &CONTENT_TAG, tag::context_of(0), |r| {
            der::nest(r, &SIGNED, tag::SEQUENCE, signed)
        })
    })
}

/// Reads the parts of `SignedData`.
fn signed<'a>(r: &mut Reader<'a, '_>) -> Result<Vec<&'a [u8]>> {
    der::value(r, &VERSION, tag::INTEGER)?;
    der::list(r, &DIGESTS, tag::SET, |r| {
        algorithm::read(r, &DIGEST).map(drop)
    })?;
    der::nest(r, &INNER, tag::SEQUENCE, |r| {
        der::value(r, &INNER_TYPE, tag::OID)?;
        match r.left() {
            0 => Ok(()),
            _ => der::any(r, &INNER_CONTENT).map(drop),
        }
    })?;
    let mut found = Vec::new();
    if der::next(r) == Some(tag::context_of(0)) {
        der::list(r, &CERTIFICATES, tag::context_of(0), |r| {
            if der::next(r) != Some(tag::SEQUENCE) {
                return der::any(r, &OTHER).map(drop);
            }
            let start = r.at();
            let size = der::size(r, &CERTIFICATE)?;
            // A certificate that is broken inside is still handed on: whoever asked wants to see where.
            let whole = r.attempt(certificate::read);
            if whole.is_none() {
                r.bytes(&CERTIFICATE, size)?;
            }
            found.push(r.whole(start..r.at()));
            Ok(())
        })?;
    }
    if der::next(r) == Some(tag::context_of(1)) {
        der::any(r, &LISTS)?;
    }
    der::any(r, &SIGNERS)?;
    Ok(found)
}

static CONTENT: Field = Field::group(
    "ContentInfo",
    "RFC 5652 §3",
    "A package of PKCS#7, and what kind of package it is.",
    "PKCS#7 꾸러미와 그 종류이다.",
);
static TYPE: Field = Field::with(
    "contentType",
    oid::say,
    "RFC 5652 §3",
    "The kind of package: signed data, though certificates alone need no signature.",
    "꾸러미의 종류이다. 서명된 데이터라고 적지만 인증서만 담을 때는 서명이 없다.",
);
static CONTENT_TAG: Field = Field::group(
    "content [0]",
    "RFC 5652 §3",
    "What is in the package.",
    "꾸러미의 내용이다.",
);
static SIGNED: Field = Field::group(
    "SignedData",
    "RFC 5652 §5.1",
    "Made for signed messages; with nobody signing, it became the way to carry a chain in one file.",
    "서명된 메시지를 위한 구조인데, 서명자 없이 쓰면 인증서 사슬을 한 파일에 담는 그릇이 된다.",
);
static VERSION: Field = Field::dec(
    "version",
    "RFC 5652 §5.1",
    "1, where only certificates of X.509 are inside.",
    "X.509 인증서만 담을 때는 1이다.",
);
static DIGESTS: Field = Field::group(
    "digestAlgorithms",
    "RFC 5652 §5.1",
    "The hashes that signers use; none, where nobody signs.",
    "서명자들이 쓰는 해시이다. 서명자가 없으면 비어 있다.",
);
static DIGEST: Field = Field::group(
    "digestAlgorithm",
    "RFC 5652 §5.1",
    "A hash that a signer uses.",
    "한 서명자가 쓰는 해시이다.",
);
static INNER: Field = Field::group(
    "encapContentInfo",
    "RFC 5652 §5.2",
    "The message that would be signed; here there is none.",
    "서명할 메시지가 놓일 자리이다. 여기서는 비어 있다.",
);
static INNER_TYPE: Field = Field::with(
    "eContentType",
    oid::say,
    "RFC 5652 §5.2",
    "The kind of the message.",
    "메시지의 종류이다.",
);
static INNER_CONTENT: Field = Field::hex(
    "eContent",
    "RFC 5652 §5.2",
    "The message itself.",
    "메시지 자체이다.",
);
static CERTIFICATES: Field = Field::group(
    "certificates [0]",
    "RFC 5652 §5.1",
    "The certificates, in no promised order: DER sorts a set by its bytes, not by who signed whom.",
    "인증서들이다. 순서는 약속되지 않는다. DER은 누가 누구에게 서명했는지가 아니라 바이트로 집합을 정렬한다.",
);
static CERTIFICATE: Field = Field::hex(
    "unreadable certificate",
    "RFC 5652 §10.2.2",
    "A certificate whose inside is broken.",
    "안쪽이 깨진 인증서이다.",
);
static OTHER: Field = Field::hex(
    "other certificate",
    "RFC 5652 §10.2.2",
    "Something other than a certificate of X.509: an attribute certificate, or a form long given up.",
    "X.509 인증서가 아닌 것, 곧 속성 인증서이거나 오래전에 버려진 형식이다.",
);
static LISTS: Field = Field::hex(
    "crls [1]",
    "RFC 5652 §5.1",
    "Lists of revoked certificates that travel along.",
    "함께 실어 보내는 인증서 폐기 목록이다.",
);
static SIGNERS: Field = Field::hex(
    "signerInfos",
    "RFC 5652 §5.1",
    "The signatures; an empty set, where nobody signs.",
    "서명들이다. 서명자가 없으면 빈 집합이다.",
);
