//! What an `OCSPRequest` asks (RFC 6960 §4.1.1), as values. It comes from strangers: whatever is not as defined is malformed.

use crate::base::field::Field;
use crate::base::reader::{Fault, Malformed, Reader, Result};
use crate::base::text::Doc;
use crate::dissect::x509::der;
use crate::dissect::x509::oid;
use crate::dissect::x509::tag;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question<'d> {
    /// Which certificates are meant, at least one.
    pub asks: Vec<CertId<'d>>,
    /// What the answer must repeat, so that it cannot be an old one: 1 to 128 bytes (RFC 9654 §2.1).
    pub nonce: Option<&'d [u8]>,
}

/// A certificate, named by its issuer and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CertId<'d> {
    /// The whole `CertID`, to be repeated in the answer.
    pub der: &'d [u8],
    /// The content of the hash's object identifier.
    pub hash: &'d [u8],
    /// Hash of the issuer's name.
    pub issuer_name: &'d [u8],
    /// Hash of the issuer's key.
    pub issuer_key: &'d [u8],
    /// The serial number: the content of the INTEGER.
    pub serial: &'d [u8],
}

/// Reads one `OCSPRequest` and nothing after it.
///
/// # Errors
/// If it is none: to be answered with `malformedRequest`.
pub fn read(der: &[u8]) -> std::result::Result<Question<'_>, Malformed> {
    let mut r = Reader::quiet(der);
    let question = request(&mut r)?;
    match r.left() {
        0 => Ok(question),
        left => r.fail(&REQUEST, Fault::Trailing { left }),
    }
}

/// The shortest question: about one certificate, without a nonce, so that a cache may answer it.
pub fn write(id: &[u8]) -> Vec<u8> {
    yasna::construct_der(|w| {
        w.write_sequence(|w| {
            w.next().write_sequence(|w| {
                w.next().write_sequence(|w| {
                    w.next().write_sequence(|w| w.next().write_der(id));
                });
            });
        });
    })
}

fn request<'d>(r: &mut Reader<'d, '_>) -> Result<Question<'d>> {
    der::nest(r, &REQUEST, tag::SEQUENCE, |r| {
        let question = der::nest(r, &TO_BE_SIGNED, tag::SEQUENCE, to_be_signed)?;
        // Who asks does not matter here, so a signature is passed over.
        if der::next(r) == Some(tag::context_of(0)) {
            der::any(r, &SIGNATURE)?;
        }
        Ok(question)
    })
}

fn to_be_signed<'d>(r: &mut Reader<'d, '_>) -> Result<Question<'d>> {
    if der::next(r) == Some(tag::context_of(0)) {
        der::nest(r, &VERSION, tag::context_of(0), |r| {
            match der::value(r, &VERSION, tag::INTEGER)? {
                [0] => Ok(()),
                other => r.fail(&VERSION, value(other, V1)),
            }
        })?;
    }
    if der::next(r) == Some(tag::context_of(1)) {
        der::any(r, &REQUESTOR)?;
    }
    let mut asks = Vec::new();
    der::list(r, &LIST, tag::SEQUENCE, |r| {
        if asks.len() == MOST {
            return r.fail(&LIST, value(&[], FEW));
        }
        asks.push(der::nest(r, &SINGLE, tag::SEQUENCE, single)?);
        Ok(())
    })?;
    if asks.is_empty() {
        return r.fail(&LIST, value(&[], SOME));
    }
    let mut nonce = None;
    if der::next(r) == Some(tag::context_of(2)) {
        der::nest(r, &EXTENSIONS, tag::context_of(2), |r| {
            der::list(r, &EXTENSIONS, tag::SEQUENCE, |r| {
                nonce = extension(r)?.or(nonce);
                Ok(())
            })
        })?;
    }
    Ok(Question { asks, nonce })
}

fn single<'d>(r: &mut Reader<'d, '_>) -> Result<CertId<'d>> {
    let start = r.at();
    let [hash, issuer_name, issuer_key, serial] = der::nest(r, &CERT_ID, tag::SEQUENCE, |r| {
        let hash = der::nest(r, &HASH, tag::SEQUENCE, |r| {
            let hash = der::value(r, &HASH, tag::OID)?;
            if r.left() > 0 {
                der::any(r, &HASH)?;
            }
            Ok(hash)
        })?;
        let name = der::value(r, &NAME_HASH, tag::OCTET_STRING)?;
        let key = der::value(r, &KEY_HASH, tag::OCTET_STRING)?;
        let serial = der::value(r, &SERIAL, tag::INTEGER)?;
        Ok([hash, name, key, serial])
    })?;
    let der = r.whole(start..r.at());
    if der::next(r) == Some(tag::context_of(0)) {
        der::nest(r, &EXTENSIONS, tag::context_of(0), |r| {
            der::list(r, &EXTENSIONS, tag::SEQUENCE, |r| extension(r).map(drop))
        })?;
    }
    Ok(CertId {
        der,
        hash,
        issuer_name,
        issuer_key,
        serial,
    })
}

/// Reads one `Extension`; gives the nonce, if it is one.
fn extension<'d>(r: &mut Reader<'d, '_>) -> Result<Option<&'d [u8]>> {
    der::nest(r, &EXTENSION, tag::SEQUENCE, |r| {
        let path = oid::dotted(der::value(r, &EXTENSION, tag::OID)?);
        let critical = match der::next(r) {
            Some(tag::BOOLEAN) => der::value(r, &CRITICAL, tag::BOOLEAN)? != [0],
            _ => false,
        };
        if path.as_deref() == Some(NONCE_OID) {
            return der::nest(r, &NONCE, tag::OCTET_STRING, |r| {
                let nonce = der::value(r, &NONCE, tag::OCTET_STRING)?;
                match nonce.len() {
                    1..=128 => Ok(Some(nonce)),
                    n => {
                        let found = u64::try_from(n).unwrap_or(u64::MAX);
                        let want = LENGTH;
                        r.fail(&NONCE, Fault::Value { found, want })
                    }
                }
            });
        }
        // The kinds of answer that are understood: the one kind that is given, in any case (RFC 6960 §4.4.3).
        let known = path.as_deref() == Some(ACCEPTABLE_OID);
        if critical && !known {
            return r.fail(&EXTENSION, value(&[], KNOWN));
        }
        der::value(r, &EXTENSION, tag::OCTET_STRING)?;
        Ok(None)
    })
}

fn value(found: &[u8], want: Doc) -> Fault {
    let found = found.iter().take(8);
    let found = found.fold(0, |sum, byte| sum << 8 | u64::from(*byte));
    Fault::Value { found, want }
}

/// Most certificates that are asked about at once.
const MOST: usize = 64;

/// id-pkix-ocsp-nonce.
pub const NONCE_OID: &str = "1.3.6.1.5.5.7.48.1.2";
/// id-pkix-ocsp-response.
const ACCEPTABLE_OID: &str = "1.3.6.1.5.5.7.48.1.4";

const V1: Doc = Doc::new("0, which is version 1", "버전 1을 뜻하는 0");
const FEW: Doc = Doc::new("a list of at most 64", "64개 이하의 목록");
const SOME: Doc = Doc::new("a list of at least one", "하나 이상의 목록");
const LENGTH: Doc = Doc::new("1 to 128 bytes long", "1~128바이트 길이");
const KNOWN: Doc = Doc::new(
    "one that is known here, and it is critical",
    "여기서 아는 확장 (critical임)",
);

const fn field(name: &'static str) -> Field {
    Field::hex(name, "RFC 6960 §4.1.1", "", "")
}

// Read without notes: `dissect::x509::ocsp_request` explains the same fields to people.
static REQUEST: Field = field("OCSPRequest");
static TO_BE_SIGNED: Field = field("tbsRequest");
static SIGNATURE: Field = field("optionalSignature");
static VERSION: Field = field("version");
static REQUESTOR: Field = field("requestorName");
static LIST: Field = field("requestList");
static SINGLE: Field = field("Request");
static CERT_ID: Field = field("CertID");
static HASH: Field = field("hashAlgorithm");
static NAME_HASH: Field = field("issuerNameHash");
static KEY_HASH: Field = field("issuerKeyHash");
static SERIAL: Field = field("serialNumber");
static EXTENSIONS: Field = field("extensions");
static EXTENSION: Field = field("extension");
static CRITICAL: Field = field("critical");
static NONCE: Field = field("nonce");
