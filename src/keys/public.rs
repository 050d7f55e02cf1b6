//! A public key out of a certificate: of which kind it is, and its bytes (RFC 5280 §4.1.2.7).
//!
//! As much as it takes to check a signature with it. What a key is made of and where it is weak is known to
//! the trust room; which keys can be made here, to the toy CA.

use x509_parser::asn1_rs::{Class, Tag};
use x509_parser::prelude::FromDer;
use x509_parser::x509::SubjectPublicKeyInfo;

/// A public key as a SubjectPublicKeyInfo holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// What it can be used with.
    pub kind: KeyKind,
    /// The key itself, as its algorithm encodes it: an RSAPublicKey in DER, a point of the curve, or 32 bytes for Ed25519.
    pub bytes: Vec<u8>,
}

/// What a public key can be used with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA with any padding.
    Rsa,
    /// RSA, for the padding PSS only.
    RsaPss,
    /// The elliptic curve P-256, also called secp256r1.
    P256,
    /// The elliptic curve P-384, also called secp384r1.
    P384,
    /// The elliptic curve P-521, also called secp521r1.
    P521,
    /// Ed25519.
    Ed25519,
    /// Another elliptic curve, by its object identifier.
    Curve(String),
    /// Anything else, by the object identifier of the algorithm.
    Other(String),
}

impl PublicKey {
    /// Reads a SubjectPublicKeyInfo in DER. None if it is malformed or followed by anything.
    pub fn read(spki_der: &[u8]) -> Option<Self> {
        let (rest, spki) = SubjectPublicKeyInfo::from_der(spki_der).ok()?;
        let key = &spki.subject_public_key;
        if !rest.is_empty() || key.unused_bits != 0 {
            return None;
        }
        let oid = spki.algorithm.algorithm.to_id_string();
        let kind = match oid.as_str() {
            "1.2.840.113549.1.1.1" => KeyKind::Rsa,
            "1.2.840.113549.1.1.10" => KeyKind::RsaPss,
            "1.3.101.112" => KeyKind::Ed25519,
            "1.2.840.10045.2.1" => {
                let curve = spki.algorithm.parameters.as_ref()?;
                curve.header.assert_class(Class::Universal).ok()?;
                curve.header.assert_tag(Tag::Oid).ok()?;
                let curve = curve.as_oid().ok()?;
                match curve.to_id_string().as_str() {
                    "1.2.840.10045.3.1.7" => KeyKind::P256,
                    "1.3.132.0.34" => KeyKind::P384,
                    "1.3.132.0.35" => KeyKind::P521,
                    other => KeyKind::Curve(other.to_owned()),
                }
            }
            _ => KeyKind::Other(oid),
        };
        Some(Self {
            kind,
            bytes: key.data.to_vec(),
        })
    }
}

impl KeyKind {
    /// Its name; where there is none here, the object identifier.
    pub fn name(&self) -> &str {
        match self {
            Self::Rsa => "RSA",
            Self::RsaPss => "RSASSA-PSS",
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
            Self::Ed25519 => "Ed25519",
            Self::Curve(oid) | Self::Other(oid) => match oid.as_str() {
                "1.3.101.113" => "Ed448",
                "1.2.840.10040.4.1" => "DSA",
                "2.16.840.1.101.3.4.3.17" => "ML-DSA-44",
                "2.16.840.1.101.3.4.3.18" => "ML-DSA-65",
                "2.16.840.1.101.3.4.3.19" => "ML-DSA-87",
                unnamed => unnamed,
            },
        }
    }
}
