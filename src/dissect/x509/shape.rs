//! What a DER document is, told by its outer shape: certificates, lists and keys carry no name of their kind.
//!
//! Only the outermost elements are looked at, no deeper than they need to tell one kind from another; nothing is judged.

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::text::Doc;
use crate::dissect::x509::der;
use crate::dissect::x509::oid;
use crate::dissect::x509::tag;

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `Certificate` (RFC 5280 §4.1).
    Certificate,
    /// `CertificateList` (RFC 5280 §5.1).
    Crl,
    /// `CertificationRequest` (RFC 2986 §4.2).
    Request,
    /// `OCSPResponse` (RFC 6960 §4.2.1).
    Ocsp,
    /// `ContentInfo` with signed data (RFC 5652 §5), what `.p7b` files hold.
    Pkcs7,
    /// `PFX` (RFC 7292 §4), what `.p12` and `.pfx` files hold.
    Pkcs12,
    /// A private key in the clear: `PrivateKeyInfo` (RFC 5958), `RSAPrivateKey` (RFC 8017), `ECPrivateKey` (RFC 5915).
    PrivateKey,
    /// `EncryptedPrivateKeyInfo` (RFC 5958 §3).
    SealedKey,
    /// `SubjectPublicKeyInfo` (RFC 5280 §4.1.2.7) or `RSAPublicKey` (RFC 8017).
    PublicKey,
}

impl Shape {
    /// What it is called.
    pub const fn doc(self) -> Doc {
        match self {
            Self::Certificate => Doc::new("a certificate", "인증서"),
            Self::Crl => Doc::new(
                "a list of revoked certificates (CRL)",
                "폐기한 인증서의 목록(CRL)",
            ),
            Self::Request => Doc::new("a certificate request (CSR)", "인증서 요청(CSR)"),
            Self::Ocsp => Doc::new("an OCSP response", "OCSP 응답"),
            Self::Pkcs7 => Doc::new("a PKCS#7 bundle", "PKCS#7 묶음"),
            Self::Pkcs12 => Doc::new("a PKCS#12 bundle", "PKCS#12 묶음"),
            Self::PrivateKey => Doc::new("a private key", "개인 키"),
            Self::SealedKey => Doc::new("an encrypted private key", "암호화된 개인 키"),
            Self::PublicKey => Doc::new("a public key", "공개 키"),
        }
    }
}

/// One element: its tag, its content, and all its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element<'d> {
    /// The tag.
    pub tag: u8,
    /// The content.
    pub content: &'d [u8],
    /// Tag, length and content.
    pub whole: &'d [u8],
}

/// The elements that `bytes` begin with, up to the first that is broken.
pub fn elements(bytes: &[u8]) -> impl Iterator<Item = Element<'_>> {
    let mut r = Reader::quiet(bytes);
    std::iter::from_fn(move || {
        let tag = der::next(&r)?;
        let start = r.at();
        let content = der::any(&mut r, &ELEMENT).ok()?;
        let whole = bytes.get(start..r.at())?;
        Some(Element {
            tag,
            content,
            whole,
        })
    })
}

/// The parts of the element that `bytes` begin with.
fn parts(bytes: &[u8]) -> Option<impl Iterator<Item = Element<'_>>> {
    elements(bytes).next().map(|outer| elements(outer.content))
}

/// What the document that `bytes` begin with is; none: it is none of these, or no DER.
pub fn shape(bytes: &[u8]) -> Option<Shape> {
    let outer = elements(bytes)
        .next()
        .filter(|outer| outer.tag == tag::SEQUENCE)?;
    let inner: Vec<Element<'_>> = elements(outer.content).take(4).collect();
    let tags: Vec<u8> = inner.iter().map(|part| part.tag).collect();
    let first = inner.first()?;
    match tags.as_slice() {
        [tag::OID, ..] => (oid::dotted(first.content)? == SIGNED_DATA).then_some(Shape::Pkcs7),
        [tag::ENUMERATED, ..] => Some(Shape::Ocsp),
        [tag::SEQUENCE, tag::SEQUENCE, tag::BIT_STRING] => signed(first.content),
        [tag::SEQUENCE, tag::OCTET_STRING] => Some(Shape::SealedKey),
        [tag::SEQUENCE, tag::BIT_STRING] | [tag::INTEGER, tag::INTEGER] => Some(Shape::PublicKey),
        [tag::INTEGER, tag::OCTET_STRING, ..] | [tag::INTEGER, tag::INTEGER, _, ..] => {
            Some(Shape::PrivateKey)
        }
        [tag::INTEGER, tag::SEQUENCE, tag::OCTET_STRING, ..] => Some(Shape::PrivateKey),
        [tag::INTEGER, tag::SEQUENCE, ..] => Some(Shape::Pkcs12),
        _ => None,
    }
}

/// Which of the three signed documents has this body.
fn signed(body: &[u8]) -> Option<Shape> {
    let tags: Vec<u8> = elements(body).map(|part| part.tag).take(8).collect();
    match tags.as_slice() {
        [VERSION, ..] => Some(Shape::Certificate),
        tags if tags.iter().any(|tag| TIMES.contains(tag)) => Some(Shape::Crl),
        [tag::INTEGER, tag::SEQUENCE, tag::SEQUENCE]
        | [tag::INTEGER, tag::SEQUENCE, tag::SEQUENCE, VERSION] => Some(Shape::Request),
        [tag::INTEGER, tag::SEQUENCE, ..] => Some(Shape::Certificate),
        _ => None,
    }
}

/// The certificates and revocation lists in a PKCS#7 bundle (RFC 5652 §5.1), each whole, in the order of the bundle. Takes what is
/// there, however odd the rest; what is wrong with a bundle is said by [`bundle`](crate::dissect::x509::bundle).
pub fn bundled(bytes: &[u8]) -> Vec<&[u8]> {
    let signed_data = parts(bytes)
        .and_then(|mut parts| parts.nth(1))
        .and_then(|wrapped| parts(wrapped.whole)?.next());
    let parts = signed_data.map(|data| elements(data.content));
    parts
        .into_iter()
        .flatten()
        .filter(|part| [tag::context_of(0), tag::context_of(1)].contains(&part.tag))
        .flat_map(|set| elements(set.content))
        .map(|one| one.whole)
        .collect()
}

/// The tag of the version in a certificate, and of the attributes in a request.
const VERSION: u8 = tag::context_of(0);
/// UTCTime and GeneralizedTime.
const TIMES: [u8; 2] = [tag::UTC_TIME, tag::GENERALIZED_TIME];
const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
static ELEMENT: Field = Field::hex(
    "element",
    "X.690 §8.1",
    "One element of the document.",
    "문서의 요소 하나.",
);

#[cfg(test)]
mod tests {
    use rcgen::PublicKeyData;

    use super::*;
    use rcgen::{CertificateParams, KeyPair};

    #[test]
    fn kinds_are_told_apart() {
        let key = KeyPair::generate().unwrap();
        let wish = CertificateParams::new(vec!["a.test".to_owned()]).unwrap();
        let request = wish.serialize_request(&key).unwrap();
        let certificate = wish.self_signed(&key).unwrap();
        for (bytes, kind) in [
            (certificate.der().to_vec(), Shape::Certificate),
            (request.der().to_vec(), Shape::Request),
            (key.serialize_der(), Shape::PrivateKey),
            (key.subject_public_key_info(), Shape::PublicKey),
        ] {
            assert_eq!(shape(&bytes), Some(kind));
            for n in 0..bytes.len() {
                let _ = shape(&bytes[..n]);
                let _ = bundled(&bytes[..n]);
            }
        }
        assert_eq!(shape(b"hello"), None);
        assert_eq!(shape(&[]), None);
        assert_eq!(shape(&[0x30, 0]), None);
    }
}
