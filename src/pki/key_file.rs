//! A private key in whatever file it comes: PKCS#8 plain or sealed (RFC 5958), SEC1 (RFC 5915), PKCS#1 (RFC 8017 §A.1.2); PEM or DER.
//!
//! All become PKCS#8 as [`Key`] holds it. The numbers are checked by the libraries of each kind.

use pkcs8::der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use pkcs8::der::{Encode, Reader, SliceReader, TagMode, TagNumber};
use pkcs8::{PrivateKeyInfo, SecretDocument};
use rcgen::KeyPair;
use rsa::RsaPrivateKey;
use rsa::pkcs1::DecodeRsaPrivateKey;
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use rsa::traits::PublicKeyParts;

use crate::pki::armor;
use crate::pki::key::{Key, KeyKind};
use crate::pki::sealed_key::{self, KeyFault};

/// Reads the first private key in `file`; `passphrase` is used if it is sealed.
///
/// # Errors
/// [`KeyFault::Sealed`] if a passphrase is needed and none given; others for what is no key, or none of a kind used here.
pub fn read(file: &[u8], passphrase: Option<&str>) -> Result<Key, KeyFault> {
    let Some((form, der)) = unwrapped(file)? else {
        return read_der(file, passphrase);
    };
    match form {
        Form::Pkcs8 => from_pkcs8(&der),
        Form::Sealed => from_sealed(&der, passphrase),
        Form::Sec1 => from_sec1(&der),
        Form::Pkcs1 => from_pkcs1(&der),
    }
}

/// Whether the first private key in `file` is sealed with a passphrase.
///
/// # Errors
/// If there is no private key in it.
pub fn is_sealed(file: &[u8]) -> Result<bool, KeyFault> {
    match read(file, None) {
        Ok(_) => Ok(false),
        Err(KeyFault::Sealed) => Ok(true),
        Err(fault) => Err(fault),
    }
}

/// What a label of PEM promises.
#[derive(Clone, Copy)]
enum Form {
    Pkcs8,
    Sealed,
    Sec1,
    Pkcs1,
}

static FORMS: [(&str, Form); 4] = [
    ("PRIVATE KEY", Form::Pkcs8),
    (sealed_key::LABEL, Form::Sealed),
    ("EC PRIVATE KEY", Form::Sec1),
    ("RSA PRIVATE KEY", Form::Pkcs1),
];

/// The first private key of a PEM file; none if it is no PEM.
fn unwrapped(file: &[u8]) -> Result<Option<(Form, Vec<u8>)>, KeyFault> {
    if !armor::is_armored(file) {
        return Ok(None);
    }
    let mut labels = Vec::new();
    for block in armor::blocks(file) {
        let block = block.map_err(|_| KeyFault::NoKey)?;
        let form = FORMS.iter().find(|(label, _)| *label == block.label);
        match form {
            // The seal of OpenSSL before PKCS#8: one round of MD5.
            Some(_) if block.encrypted => {
                return Err(KeyFault::Scheme("Proc-Type: 4,ENCRYPTED".to_owned()));
            }
            Some((_, form)) => return Ok(Some((*form, block.bytes))),
            None => labels.push(block.label.chars().take(40).collect()),
        }
    }
    Err(match labels.is_empty() {
        true => KeyFault::NoKey,
        false => KeyFault::OtherThings(labels),
    })
}

fn read_der(der: &[u8], passphrase: Option<&str>) -> Result<Key, KeyFault> {
    if PrivateKeyInfo::try_from(der).is_ok() {
        return from_pkcs8(der);
    }
    if sealed_key::scheme(der).is_some() {
        return from_sealed(der, passphrase);
    }
    match from_sec1(der) {
        Err(KeyFault::NoKey) => from_pkcs1(der),
        read => read,
    }
}

fn from_sealed(der: &[u8], passphrase: Option<&str>) -> Result<Key, KeyFault> {
    let passphrase = passphrase.ok_or(KeyFault::Sealed)?;
    from_pkcs8(&sealed_key::open(der, passphrase)?)
}

fn from_sec1(der: &[u8]) -> Result<Key, KeyFault> {
    if let Ok(key) = p256::SecretKey::from_sec1_der(der) {
        return from_pkcs8(
            key.to_pkcs8_der()
                .map_err(|_| KeyFault::Damaged)?
                .as_bytes(),
        );
    }
    let Ok(key) = p384::SecretKey::from_sec1_der(der) else {
        let kind = curve(der).map(|curve| KeyFault::Kind(format!("ECDSA {curve}")));
        return Err(kind.unwrap_or(KeyFault::NoKey));
    };
    from_pkcs8(
        key.to_pkcs8_der()
            .map_err(|_| KeyFault::Damaged)?
            .as_bytes(),
    )
}

/// The curve that an `ECPrivateKey` names (RFC 5915 §3).
fn curve(der: &[u8]) -> Option<String> {
    let mut reader = SliceReader::new(der).ok()?;
    let read = reader.sequence(|r| {
        let _version: u8 = r.decode()?;
        let _secret: OctetStringRef<'_> = r.decode()?;
        let curve = r.context_specific::<ObjectIdentifier>(TagNumber::N0, TagMode::Explicit)?;
        let _public: Option<AnyRef<'_>> = r.decode()?;
        Ok(curve)
    });
    read.ok().flatten().map(|curve| curve.to_string())
}

fn from_pkcs1(der: &[u8]) -> Result<Key, KeyFault> {
    let key = RsaPrivateKey::from_pkcs1_der(der).map_err(|_| KeyFault::NoKey)?;
    from_pkcs8(
        key.to_pkcs8_der()
            .map_err(|_| KeyFault::Damaged)?
            .as_bytes(),
    )
}

/// The key of an unsealed PKCS#8 structure, written anew in the one form that all libraries here read.
///
/// # Errors
/// If it is no key, or none of a kind used here.
pub fn from_pkcs8(der: &[u8]) -> Result<Key, KeyFault> {
    let damaged = |_| KeyFault::Damaged;
    let info = PrivateKeyInfo::try_from(der).map_err(|_| KeyFault::NoKey)?;
    let curve = info.algorithm.parameters_oid().map(|oid| oid.to_string());
    let (kind, pkcs8) = match info.algorithm.oid.to_string().as_str() {
        "1.2.840.10045.2.1" => match curve.as_deref() {
            Ok("1.2.840.10045.3.1.7") => {
                let key = p256::SecretKey::from_pkcs8_der(der).map_err(damaged)?;
                (KeyKind::EcdsaP256, key.to_pkcs8_der().map_err(damaged)?)
            }
            Ok("1.3.132.0.34") => {
                let key = p384::SecretKey::from_pkcs8_der(der).map_err(damaged)?;
                (KeyKind::EcdsaP384, key.to_pkcs8_der().map_err(damaged)?)
            }
            Ok(other) => return Err(KeyFault::Kind(format!("ECDSA {other}"))),
            Err(_) => return Err(KeyFault::Damaged),
        },
        "1.3.101.112" => {
            // The 32 bytes stand in an OCTET STRING of their own (RFC 8410 §7); a public key may follow, and is left away.
            let secret = info.private_key.strip_prefix(&[0x04, 0x20]);
            let secret = secret.filter(|secret| secret.len() == 32);
            let plain = PrivateKeyInfo::new(info.algorithm, info.private_key);
            let plain = secret.and_then(|_| plain.to_der().ok());
            let plain = plain.ok_or(KeyFault::Damaged)?;
            (
                KeyKind::Ed25519,
                SecretDocument::try_from(plain.as_slice()).map_err(|_| KeyFault::Damaged)?,
            )
        }
        "1.2.840.113549.1.1.1" => {
            let key = RsaPrivateKey::from_pkcs8_der(der).map_err(damaged)?;
            let kind = match key.n().bits() {
                2048 => KeyKind::Rsa2048,
                3072 => KeyKind::Rsa3072,
                4096 => KeyKind::Rsa4096,
                bits => return Err(KeyFault::Kind(format!("RSA {bits}"))),
            };
            (kind, key.to_pkcs8_der().map_err(damaged)?)
        }
        other => return Err(KeyFault::Kind(other.to_owned())),
    };
    let pkcs8 = pkcs8.as_bytes().to_vec();
    let pair = KeyPair::from_pkcs8_der_and_sign_algo(&pkcs8.as_slice().into(), kind.algorithm());
    let pair = pair.map_err(|_| KeyFault::Damaged)?;
    Ok(Key { kind, pair, pkcs8 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    fn key(kind: KeyKind) -> Key {
        kind.make(&mut ChaCha20Rng::from_seed([7; 32])).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_again() {
        for kind in [
            KeyKind::EcdsaP256,
            KeyKind::EcdsaP384,
            KeyKind::Ed25519,
            KeyKind::Rsa2048,
        ] {
            let key = key(kind);
            let mut rng = ChaCha20Rng::from_seed([1; 32]);
            let sealed = sealed_key::seal(&key.pkcs8, "여름 바다", &mut rng).unwrap();
            assert!(sealed.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
            assert_eq!(is_sealed(sealed.as_bytes()), Ok(true));
            let opened = read(sealed.as_bytes(), Some("여름 바다")).unwrap();
            assert_eq!((opened.kind, &opened.pkcs8), (kind, &key.pkcs8));
            let wrong = read(sealed.as_bytes(), Some("겨울 바다")).err();
            assert_eq!(wrong, Some(KeyFault::Passphrase));
            let plain = armor::armored("PRIVATE KEY", &key.pkcs8);
            assert_eq!(read(plain.as_bytes(), None).unwrap().pkcs8, key.pkcs8);
            assert_eq!(read(&key.pkcs8, None).unwrap().pkcs8, key.pkcs8);
        }
    }

    #[test]
    fn what_is_no_key_says_so() {
        let check =
            |file: &[u8], expected: KeyFault| assert_eq!(read(file, None).err(), Some(expected));
        check(b"", KeyFault::NoKey);
        check(b"hello", KeyFault::NoKey);
        let other = armor::armored("CERTIFICATE", &[0x30, 0]);
        check(
            other.as_bytes(),
            KeyFault::OtherThings(vec!["CERTIFICATE".to_owned()]),
        );
        let none = sealed_key::seal(
            &key(KeyKind::Ed25519).pkcs8,
            "",
            &mut ChaCha20Rng::from_seed([1; 32]),
        );
        assert_eq!(none, Err(KeyFault::EmptyPassphrase));
    }

    /// 600 000 rounds become 8 388 607, and nobody waits for them.
    #[test]
    fn a_seal_may_not_ask_for_the_moon() {
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let sealed = sealed_key::seal(&key(KeyKind::Ed25519).pkcs8, "x", &mut rng).unwrap();
        let mut der = armor::blocks(sealed.as_bytes()).remove(0).unwrap().bytes;
        let at = der
            .windows(4)
            .position(|four| four == [3, 9, 0x27, 0xc0])
            .unwrap();
        der[at + 1..at + 4].copy_from_slice(&[0x7f, 0xff, 0xff]);
        assert_eq!(read(&der, Some("x")).err(), Some(KeyFault::Costly));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn damaged_files_are_refused_or_read(at in 0..200_usize, bit in 0..8_u8, cut in 0..200_usize) {
            for kind in [KeyKind::EcdsaP256, KeyKind::Ed25519] {
                let mut der = key(kind).pkcs8;
                let n = der.len();
                der[at % n] ^= 1 << bit;
                let _ = read(&der, None);
                der.truncate(cut % n);
                let _ = read(&der, None);
            }
        }
    }
}
