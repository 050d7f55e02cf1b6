//! Checking signatures against a public key: those of the handshake (RFC 8446 §4.2.3, §4.4.3) and of certificates.
//!
//! This says whether the mathematics holds, not whether the algorithm should be trusted: SHA-1 and short keys are checked
//! like others, and the rooms above warn of them. RSA keys below 2048 bits go to another library, because ring refuses
//! them; without that the handshakes of RFC 8448, which use 1024 bits, could not be proven.

use std::ops::RangeInclusive;

use ring::signature::{self, RsaParameters, UnparsedPublicKey, VerificationAlgorithm};
use rsa::pkcs1::DecodeRsaPublicKey;
use rsa::sha2::{Digest as _, Sha256, Sha384, Sha512};
use rsa::{BigUint, Pkcs1v15Sign, Pss, RsaPublicKey};

use crate::base::text::Text;
use crate::keys::algorithm::{ALGORITHMS, Digest, Method};
use crate::keys::ecdsa::{self, Curve};
use crate::keys::hash::Hash;
use crate::keys::public::{KeyKind, PublicKey};
use crate::keys::salt;
use crate::text;

/// Checks a signature of the TLS handshake. `scheme` is a TLS SignatureScheme, `spki_der` the SubjectPublicKeyInfo of the
/// signer's certificate, `message` the content that is signed, `signature` as it stands in the message (ECDSA in DER).
pub fn verify(scheme: u16, spki_der: &[u8], message: &[u8], signature: &[u8]) -> Result<(), Why> {
    let known = ALGORITHMS.iter().find(|row| row.scheme == Some(scheme));
    let Some(known) = known else {
        return Err(Why::Unsupported(format!("signature scheme 0x{scheme:04x}")));
    };
    let key = PublicKey::read(spki_der).ok_or(Why::Key)?;
    // RFC 8446 §4.2.3: the same mathematics, but the certificate must have named the key for PSS only, or must not have.
    if let Method::Pss(_) = known.method {
        let (kind, needs) = if RSA_PSS_PSS.contains(&scheme) {
            (KeyKind::RsaPss, "RSASSA-PSS")
        } else {
            (KeyKind::Rsa, "RSA")
        };
        if key.kind != kind {
            return Err(other(needs, &key));
        }
    }
    check(known.method, &key, message, signature)
}

/// Checks a signature of SSL 3.0 to TLS 1.1, which names no algorithm: the key decides. `md5_sha1` are the 36 bytes of
/// [`md5_sha1`](crate::keys::prf::md5_sha1) over what is signed, or of
/// [`Prf::certificate_verify`](crate::keys::prf::Prf::certificate_verify): RSA signs all of them without saying which hash
/// it is, ECDSA the last 20, which are SHA-1 (RFC 2246 §7.4.3, RFC 8422 §5.4).
pub fn verify_old(spki_der: &[u8], md5_sha1: &[u8], signature: &[u8]) -> Result<(), Why> {
    let key = PublicKey::read(spki_der).ok_or(Why::Key)?;
    let sha1 = md5_sha1.get(16..36).ok_or(Why::Fails)?;
    match &key.kind {
        KeyKind::Rsa => {
            small(&key.bytes)?;
            RsaPublicKey::from_pkcs1_der(&key.bytes)
                .map_err(|_| Why::Unsupported("an RSA key of this size".to_owned()))?
                .verify(Pkcs1v15Sign::new_unprefixed(), md5_sha1, signature)
                .map_err(|_| Why::Fails)
        }
        KeyKind::P256 | KeyKind::P384 | KeyKind::P521 => {
            let holds = |curve| ecdsa::holds_for(curve, &key.bytes, sha1, signature);
            let holds = curve(&key.kind).is_some_and(holds);
            holds.then_some(()).ok_or(Why::Fails)
        }
        KeyKind::RsaPss | KeyKind::Ed25519 => Err(other("RSA", &key)),
        KeyKind::Curve(_) => Err(Why::Unsupported(format!("ECDSA with {}", key.kind.name()))),
        KeyKind::Other(_) => Err(Why::Unsupported(key.kind.name().to_owned())),
    }
}

/// Checks the signature on a certificate, a CRL or the like. `algorithm_oid` is its signatureAlgorithm with dots,
/// `issuer_spki_der` the issuer's SubjectPublicKeyInfo, `tbs` the bytes that are signed, header included.
pub fn certificate(
    algorithm_oid: &str,
    issuer_spki_der: &[u8],
    tbs: &[u8],
    signature: &[u8],
) -> Result<(), Why> {
    let known = ALGORITHMS.iter().find(|row| row.oid == Some(algorithm_oid));
    let Some(known) = known else {
        return Err(Why::Unsupported(format!(
            "signature algorithm {algorithm_oid}"
        )));
    };
    let key = PublicKey::read(issuer_spki_der).ok_or(Why::Key)?;
    let checked = check(known.method, &key, tbs, signature);
    match (known.method, &checked) {
        // In certificates the salt of PSS may have any length, in TLS that of the hash.
        (Method::Pss(digests), Err(Why::Fails)) => salted(digests, &key.bytes, tbs, signature),
        _ => checked,
    }
}

/// Checks an RSA-PSS signature with whatever salt it has.
fn salted(digests: &[Digest], key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), Why> {
    let parts = rsa::pkcs1::RsaPublicKey::try_from(key).map_err(|_| Why::Key)?;
    let [n, e] = [parts.modulus, parts.public_exponent]
        .map(|number| BigUint::from_bytes_be(number.as_bytes()));
    let key = RsaPublicKey::new_with_max_size(n, e, MAXIMUM).map_err(|_| Why::Fails)?;
    let found = |digest: &Digest| Some((*digest, salt::length(*digest, &key, signature)?));
    let Some((digest, salt)) = digests.iter().chain([&Digest::Sha1]).find_map(found) else {
        return Err(Why::Fails);
    };
    let (padding, hashed) = match digest {
        Digest::Sha1 => return Err(Why::Unsupported("RSA-PSS with SHA-1".to_owned())),
        Digest::Sha256 => (
            Pss::new_with_salt::<Sha256>(salt),
            Sha256::digest(message).to_vec(),
        ),
        Digest::Sha384 => (
            Pss::new_with_salt::<Sha384>(salt),
            Sha384::digest(message).to_vec(),
        ),
        Digest::Sha512 => (
            Pss::new_with_salt::<Sha512>(salt),
            Sha512::digest(message).to_vec(),
        ),
    };
    key.verify(padding, &hashed, signature)
        .map_err(|_| Why::Fails)
}

/// The name of a TLS SignatureScheme, if it is in the table.
pub fn name(scheme: u16) -> Option<&'static str> {
    let known = ALGORITHMS.iter().find(|row| row.scheme == Some(scheme))?;
    Some(known.name)
}

/// Why a signature was not found good.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// tlslab cannot check it: nothing is said of whether it is good.
    #[error("{0} cannot be checked here")]
    Unsupported(String),
    /// The key is of another kind than the algorithm needs.
    #[error("the algorithm needs a key of kind {needs}, the key is {found}")]
    KeyKind {
        /// What the algorithm needs.
        needs: &'static str,
        /// What the key is: its name, or its object identifier.
        found: String,
    },
    /// The public key cannot be read.
    #[error("the public key is malformed")]
    Key,
    /// It was checked and does not fit: other key, other message, or other signature.
    #[error("the signature does not fit the message and the key")]
    Fails,
}

impl Why {
    /// The reason in both languages, as a sentence for a student.
    pub fn text(&self) -> Text {
        match self {
            Self::Unsupported(what) => text!(
                en: "Not checked: tlslab does not carry what is needed for {what}.",
                ko: "검증하지 않음: tlslab에 필요한 알고리즘이 들어 있지 않다({what})."
            ),
            Self::KeyKind { needs, found } => text!(
                en: "The algorithm works with a key of the kind {needs}, but the certificate holds one of the kind {found}: the two cannot belong together.",
                ko: "이 알고리즘에 필요한 키 종류: {needs}. 인증서에 든 키 종류: {found}. 둘은 짝이 될 수 없다."
            ),
            Self::Key => Text::new(
                "The public key cannot be read, so nothing signed with it can be checked.",
                "공개 키를 읽을 수 없으므로 그 키로 만든 서명은 하나도 검증할 수 없다.",
            ),
            Self::Fails => Text::new(
                "The signature does not fit: another key made it, or the signed bytes were changed afterwards.",
                "서명이 맞지 않는다. 다른 키로 만들었거나, 서명한 뒤에 바이트가 바뀌었다.",
            ),
        }
    }
}

/// Code points that want a key whose certificate names it for PSS only.
const RSA_PSS_PSS: RangeInclusive<u16> = 0x0809..=0x080b;
/// RSA moduli below this many bits are left to the library that accepts them.
const RING_MINIMUM: usize = 2048;
/// Below this many bits a modulus is no key: anyone factors it in an afternoon.
const MINIMUM: usize = 512;
/// The DigestInfo in front of a SHA-1 hash (RFC 8017 §9.2).
const SHA1_INFO: [u8; 15] = [
    0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14,
];
static RSA_SHA1: &RsaParameters = &signature::RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY;
/// Above this many bits ring refuses a modulus too.
const MAXIMUM: usize = 8192;

fn other(needs: &'static str, key: &PublicKey) -> Why {
    Why::KeyKind {
        needs,
        found: key.kind.name().to_owned(),
    }
}

fn check(method: Method, key: &PublicKey, message: &[u8], signature: &[u8]) -> Result<(), Why> {
    match (method, &key.kind) {
        (Method::Pkcs1(digest), KeyKind::Rsa) => pkcs1(digest, &key.bytes, message, signature),
        (Method::Pss(digests), KeyKind::Rsa | KeyKind::RsaPss) => digests
            .iter()
            .map(|digest| pss(*digest, &key.bytes, message, signature))
            .find(|result| *result != Err(Why::Fails))
            .unwrap_or(Err(Why::Fails)),
        (Method::Ecdsa(digest), KeyKind::P256 | KeyKind::P384 | KeyKind::P521) => {
            let holds = |curve| ecdsa::holds(curve, digest, &key.bytes, message, signature);
            let holds = curve(&key.kind).is_some_and(holds);
            holds.then_some(()).ok_or(Why::Fails)
        }
        (Method::Ecdsa(_), KeyKind::Curve(_)) => {
            Err(Why::Unsupported(format!("ECDSA with {}", key.kind.name())))
        }
        (Method::Ed25519, KeyKind::Ed25519) => {
            ring(&signature::ED25519, &key.bytes, message, signature)
        }
        (Method::Pkcs1(_) | Method::Pss(_), _) => Err(other("RSA", key)),
        (Method::Ecdsa(_), _) => Err(other("ECDSA", key)),
        (Method::Ed25519, _) => Err(other("Ed25519", key)),
    }
}

/// The curve of a key that signs with ECDSA.
fn curve(kind: &KeyKind) -> Option<Curve> {
    match kind {
        KeyKind::P256 => Some(Curve::P256),
        KeyKind::P384 => Some(Curve::P384),
        KeyKind::P521 => Some(Curve::P521),
        KeyKind::Rsa | KeyKind::RsaPss | KeyKind::Ed25519 => None,
        KeyKind::Curve(_) | KeyKind::Other(_) => None,
    }
}

fn pkcs1(digest: Digest, key_der: &[u8], message: &[u8], signature: &[u8]) -> Result<(), Why> {
    if let Some(key) = small(key_der)? {
        let (padding, hashed) = match digest {
            Digest::Sha1 => {
                let padding = Pkcs1v15Sign {
                    hash_len: Some(20),
                    prefix: Box::new(SHA1_INFO),
                };
                (padding, Hash::Sha1.digest(message))
            }
            Digest::Sha256 => (
                Pkcs1v15Sign::new::<Sha256>(),
                Sha256::digest(message).to_vec(),
            ),
            Digest::Sha384 => (
                Pkcs1v15Sign::new::<Sha384>(),
                Sha384::digest(message).to_vec(),
            ),
            Digest::Sha512 => (
                Pkcs1v15Sign::new::<Sha512>(),
                Sha512::digest(message).to_vec(),
            ),
        };
        return key
            .verify(padding, &hashed, signature)
            .map_err(|_| Why::Fails);
    }
    let algorithm = match digest {
        Digest::Sha1 => RSA_SHA1,
        Digest::Sha256 => &signature::RSA_PKCS1_2048_8192_SHA256,
        Digest::Sha384 => &signature::RSA_PKCS1_2048_8192_SHA384,
        Digest::Sha512 => &signature::RSA_PKCS1_2048_8192_SHA512,
    };
    ring(algorithm, key_der, message, signature)
}

fn pss(digest: Digest, key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), Why> {
    let unsupported = || Err(Why::Unsupported("RSA-PSS with SHA-1".to_owned()));
    if let Some(key) = small(key)? {
        let (padding, hashed) = match digest {
            Digest::Sha1 => return unsupported(),
            Digest::Sha256 => (Pss::new::<Sha256>(), Sha256::digest(message).to_vec()),
            Digest::Sha384 => (Pss::new::<Sha384>(), Sha384::digest(message).to_vec()),
            Digest::Sha512 => (Pss::new::<Sha512>(), Sha512::digest(message).to_vec()),
        };
        return key
            .verify(padding, &hashed, signature)
            .map_err(|_| Why::Fails);
    }
    let algorithm = match digest {
        Digest::Sha1 => return unsupported(),
        Digest::Sha256 => &signature::RSA_PSS_2048_8192_SHA256,
        Digest::Sha384 => &signature::RSA_PSS_2048_8192_SHA384,
        Digest::Sha512 => &signature::RSA_PSS_2048_8192_SHA512,
    };
    ring(algorithm, key, message, signature)
}

/// The key, if its modulus is shorter than ring accepts; else none, and it is ring's.
fn small(key_der: &[u8]) -> Result<Option<RsaPublicKey>, Why> {
    let parts = rsa::pkcs1::RsaPublicKey::try_from(key_der).map_err(|_| Why::Key)?;
    match BigUint::from_bytes_be(parts.modulus.as_bytes()).bits() {
        RING_MINIMUM..=MAXIMUM => Ok(None),
        MINIMUM..RING_MINIMUM => RsaPublicKey::from_pkcs1_der(key_der)
            .map(Some)
            .map_err(|_| Why::Key),
        bits => Err(Why::Unsupported(format!("an RSA key of {bits} bits"))),
    }
}

fn ring(
    algorithm: &'static dyn VerificationAlgorithm,
    key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), Why> {
    UnparsedPublicKey::new(algorithm, key)
        .verify(message, signature)
        .map_err(|_| Why::Fails)
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::signature::hazmat::PrehashSigner;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;
    use rcgen::{KeyPair, PublicKeyData, SigningKey};
    use rsa::RsaPrivateKey;
    use rsa::pkcs8::EncodePublicKey;

    use super::*;

    const MESSAGE: &[u8] = b"to be signed";

    /// The signature is good for what was signed, and no longer if any part is another.
    fn check(scheme: u16, spki: &[u8], signature: &[u8]) {
        assert_eq!(verify(scheme, spki, MESSAGE, signature), Ok(()));
        assert_eq!(verify(scheme, spki, b"other", signature), Err(Why::Fails));
        for at in 0..signature.len() {
            let mut bad = signature.to_vec();
            bad[at] ^= 1;
            assert_eq!(verify(scheme, spki, MESSAGE, &bad), Err(Why::Fails));
            let cut = &signature[..at];
            assert_eq!(verify(scheme, spki, MESSAGE, cut), Err(Why::Fails));
        }
    }

    #[test]
    fn elliptic_curves() {
        let make = |algorithm| {
            let key = KeyPair::generate_for(algorithm).unwrap();
            (key.subject_public_key_info(), key.sign(MESSAGE).unwrap())
        };
        let (p256, signature) = make(&rcgen::PKCS_ECDSA_P256_SHA256);
        check(0x0403, &p256, &signature);
        let oid = "1.2.840.10045.4.3.2";
        assert_eq!(certificate(oid, &p256, MESSAGE, &signature), Ok(()));
        let (p384, signature) = make(&rcgen::PKCS_ECDSA_P384_SHA384);
        check(0x0503, &p384, &signature);
        let (ed25519, signature) = make(&rcgen::PKCS_ED25519);
        check(0x0807, &ed25519, &signature);

        let refused = verify(0x0804, &p256, MESSAGE, &signature).unwrap_err();
        let (needs, found) = ("RSA", "P-256".to_owned());
        assert_eq!(refused, Why::KeyKind { needs, found });
        let key = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
        let spki = p256::PublicKey::from(key.verifying_key())
            .to_public_key_der()
            .unwrap();
        let sign = |hash: &[u8]| -> p256::ecdsa::Signature { key.sign_prehash(hash).unwrap() };
        let signature = sign(&Sha512::digest(MESSAGE)).to_der();
        check(0x0603, spki.as_bytes(), signature.as_bytes());
        let old = crate::keys::prf::md5_sha1(&[MESSAGE]);
        let signature = sign(&old[16..]).to_der();
        check(0x0203, spki.as_bytes(), signature.as_bytes());
        assert_eq!(
            verify_old(spki.as_bytes(), &old, signature.as_bytes()),
            Ok(())
        );
        let key = p384::ecdsa::SigningKey::from_slice(&[7; 48]).unwrap();
        let spki = p384::PublicKey::from(key.verifying_key())
            .to_public_key_der()
            .unwrap();
        let padded = [&[0; 28], &old[16..]].concat();
        let signature: p384::ecdsa::Signature = key.sign_prehash(&padded).unwrap();
        let signature = signature.to_der();
        check(0x0203, spki.as_bytes(), signature.as_bytes());
        assert_eq!(
            verify_old(spki.as_bytes(), &old, signature.as_bytes()),
            Ok(())
        );
        let unknown = verify(0x0904, &p256, MESSAGE, b"none").unwrap_err();
        assert_eq!(
            unknown.to_string(),
            "signature scheme 0x0904 cannot be checked here"
        );
    }

    #[test]
    fn rsa_short_and_long() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        for bits in [768, 1024, 2048] {
            let key = RsaPrivateKey::new(&mut rng, bits).unwrap();
            let spki = key.to_public_key().to_public_key_der().unwrap().to_vec();
            let old = crate::keys::prf::md5_sha1(&[MESSAGE]);
            let signature = key.sign(Pkcs1v15Sign::new_unprefixed(), &old).unwrap();
            assert_eq!(verify_old(&spki, &old, &signature), Ok(()));
            assert_eq!(verify_old(&spki, &old[..35], &signature), Err(Why::Fails));
            let sha1 = Pkcs1v15Sign {
                hash_len: Some(20),
                prefix: Box::new(SHA1_INFO),
            };
            check(0x0201, &spki, &key.sign(sha1, &old[16..]).unwrap());
            if bits == 768 {
                continue;
            }
            let hashed = Sha384::digest(MESSAGE);
            let pkcs1 = key.sign(Pkcs1v15Sign::new::<Sha384>(), &hashed).unwrap();
            check(0x0501, &spki, &pkcs1);
            let pss = key
                .sign_with_rng(&mut rng, Pss::new::<Sha384>(), &hashed)
                .unwrap();
            check(0x0805, &spki, &pss);
            let oid = "1.2.840.113549.1.1.10";
            assert_eq!(certificate(oid, &spki, MESSAGE, &pss), Ok(()));
            // 20 is the length that RFC 4055 §3.1 has for a salt of which nothing is said.
            for salt in [0, 20, 32] {
                let padding = Pss::new_with_salt::<Sha384>(salt);
                let salted = key.sign_with_rng(&mut rng, padding, &hashed).unwrap();
                assert_eq!(certificate(oid, &spki, MESSAGE, &salted), Ok(()), "{salt}");
                let other = certificate(oid, &spki, b"other", &salted);
                assert_eq!(other, Err(Why::Fails), "{salt}");
            }
            assert_eq!(certificate(oid, &spki, MESSAGE, &pkcs1), Err(Why::Fails));
            let refused = verify(0x080a, &spki, MESSAGE, &pss).unwrap_err();
            let (needs, found) = ("RSASSA-PSS", "RSA".to_owned());
            assert_eq!(refused, Why::KeyKind { needs, found });
        }
    }

    #[test]
    fn hostile_keys_are_refused() {
        let key = KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).unwrap();
        let (spki, signature) = (key.subject_public_key_info(), key.sign(MESSAGE).unwrap());
        for at in 0..spki.len() {
            let mut bad = spki.clone();
            bad[at] ^= 0xff;
            let why = verify(0x0403, &bad, MESSAGE, &signature).unwrap_err();
            assert!(!why.text().is_empty());
            verify(0x0403, &spki[..at], MESSAGE, &signature).unwrap_err();
        }
        let mut rng = ChaCha20Rng::seed_from_u64(2);
        let tiny = RsaPrivateKey::new(&mut rng, 256).unwrap();
        let spki = tiny.to_public_key().to_public_key_der().unwrap().to_vec();
        let why = verify(0x0804, &spki, MESSAGE, &[1; 32]).unwrap_err();
        assert_eq!(
            why.to_string(),
            "an RSA key of 256 bits cannot be checked here"
        );
    }

    #[test]
    fn the_table_names_each_algorithm_once() {
        for (n, row) in ALGORITHMS.iter().enumerate() {
            for other in &ALGORITHMS[n + 1..] {
                assert!(row.scheme.is_none() || row.scheme != other.scheme);
                assert!(row.oid.is_none() || row.oid != other.oid);
            }
        }
        assert_eq!(name(0x0804), Some("rsa_pss_rsae_sha256"));
    }

    proptest::proptest! {
        #[test]
        fn no_key_and_no_signature_make_it_panic(key: Vec<u8>, signature: Vec<u8>) {
            // An RSAPublicKey of a few odd bytes: sequence, modulus, exponent.
            let part = |n: &[u8]| [&[2, u8::try_from(n.len() % 100).unwrap()], &n[..n.len() % 100]].concat();
            let numbers = [part(&key), part(&signature)].concat();
            let rsa = [&[48, u8::try_from(numbers.len() % 256).unwrap()], numbers.as_slice()].concat();
            for row in &ALGORITHMS {
                for (kind, bytes) in [(KeyKind::Rsa, &rsa), (KeyKind::Rsa, &key), (KeyKind::P256, &key), (KeyKind::Ed25519, &key)] {
                    let key = PublicKey { kind, bytes: bytes.clone() };
                    check_raw(row.method, &key, &signature).unwrap_err();
                }
                if let Some(scheme) = row.scheme {
                    verify(scheme, &key, MESSAGE, &signature).unwrap_err();
                }
            }
        }
    }

    fn check_raw(method: Method, key: &PublicKey, signature: &[u8]) -> Result<(), Why> {
        super::check(method, key, MESSAGE, signature)
    }
}
