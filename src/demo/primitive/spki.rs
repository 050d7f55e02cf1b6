//! A public key as a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), whether it comes as one or raw.

use crate::keys::public::{KeyKind, PublicKey};

/// `public` as the SubjectPublicKeyInfo of a key of this kind; none if it is one of another kind, or no key.
pub fn of(public: &[u8], kind: &KeyKind) -> Option<Vec<u8>> {
    if let Some(read) = PublicKey::read(public) {
        return (read.kind == *kind && is_key(&read.bytes, kind)).then(|| public.to_vec());
    }
    if !is_key(public, kind) {
        return None;
    }
    let algorithm = algorithm(kind)?;
    let key = element(0x03, &[&[0], public].concat());
    Some(element(0x30, &[algorithm, &key].concat()))
}

/// Whether these are the bytes of such a key: a point of the curve, 32 bytes of Ed25519. RSA keys are read where they are used.
fn is_key(raw: &[u8], kind: &KeyKind) -> bool {
    match kind {
        KeyKind::Ed25519 => raw.len() == 32,
        KeyKind::P256 => p256::PublicKey::from_sec1_bytes(raw).is_ok(),
        KeyKind::P384 => p384::PublicKey::from_sec1_bytes(raw).is_ok(),
        KeyKind::P521 => p521::PublicKey::from_sec1_bytes(raw).is_ok(),
        KeyKind::Rsa | KeyKind::RsaPss | KeyKind::Curve(_) | KeyKind::Other(_) => true,
    }
}

/// The bytes of the key in `public`, whether it is a SubjectPublicKeyInfo with the object identifier `oid` or they themselves.
pub(super) fn raw(public: &[u8], oid: &str) -> Vec<u8> {
    match PublicKey::read(public) {
        Some(PublicKey {
            kind: KeyKind::Other(found),
            bytes,
        }) if found == oid => bytes,
        Some(_) | None => public.to_vec(),
    }
}

/// The AlgorithmIdentifier of keys of this kind.
fn algorithm(kind: &KeyKind) -> Option<&'static [u8]> {
    Some(match kind {
        KeyKind::Ed25519 => &[0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70],
        KeyKind::P256 => &[
            0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
            0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07,
        ],
        KeyKind::P384 => &[
            0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b,
            0x81, 0x04, 0x00, 0x22,
        ],
        KeyKind::P521 => &[
            0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b,
            0x81, 0x04, 0x00, 0x23,
        ],
        KeyKind::Rsa => &[
            0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05,
            0x00,
        ],
        KeyKind::RsaPss | KeyKind::Curve(_) | KeyKind::Other(_) => return None,
    })
}

/// A DER element: its tag, its length in as few bytes as it takes, its content.
fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let zeros = length.iter().take_while(|byte| **byte == 0).count();
    let length = length.get(zeros..).unwrap_or(&[]);
    let head = match length {
        [] => vec![tag, 0],
        [short @ 0..0x80] => vec![tag, *short],
        long => {
            // At most 8 bytes of length.
            let count = u8::try_from(long.len()).unwrap_or(8);
            [&[tag, 0x80 | count], long].concat()
        }
    };
    [&head, content].concat()
}
