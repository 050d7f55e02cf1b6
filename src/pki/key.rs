//! Private keys: the kinds a certificate can have, how one is made, and how it signs.

use std::fmt;

use p256::ecdsa::signature::Signer as _;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::RngCore;
use rcgen::{KeyPair, KeyUsagePurpose, PublicKeyData, SignatureAlgorithm, SigningKey};
use rsa::RsaPrivateKey;
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey};

/// The kinds of key a certificate can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// ECDSA on P-256: what most servers have.
    EcdsaP256,
    /// ECDSA on P-384.
    EcdsaP384,
    /// Ed25519.
    Ed25519,
    /// RSA, 2048 bits; also fit for TLS 1.2 with RSA key transport.
    Rsa2048,
    /// RSA, 3072 bits; making one takes a second.
    Rsa3072,
    /// RSA, 4096 bits; making one takes seconds.
    Rsa4096,
}

impl KeyKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::EcdsaP256,
        Self::EcdsaP384,
        Self::Ed25519,
        Self::Rsa2048,
        Self::Rsa3072,
        Self::Rsa4096,
    ];

    /// The kinds as the command line takes them.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("ecdsa", Self::EcdsaP256),
        ("ecdsa-p384", Self::EcdsaP384),
        ("ed25519", Self::Ed25519),
        ("rsa", Self::Rsa2048),
        ("rsa-3072", Self::Rsa3072),
        ("rsa-4096", Self::Rsa4096),
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        let mut names = Self::NAMES.iter();
        names
            .find(|(_, kind)| *kind == self)
            .map_or("", |(name, _)| name)
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        let mut names = Self::NAMES.iter();
        names
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, kind)| *kind)
    }

    /// Makes a key out of what `rng` gives; the same stream gives the same key.
    ///
    /// # Errors
    /// If the key library refuses what was drawn.
    pub fn make(self, rng: &mut ChaCha20Rng) -> Result<Key, NoKey> {
        let fault = || NoKey { kind: self };
        let rsa = |rng: &mut ChaCha20Rng, bits| {
            let key = RsaPrivateKey::new(rng, bits).map_err(|_| fault())?;
            key.to_pkcs8_der().map_err(|_| fault())
        };
        let pkcs8 = match self {
            Self::EcdsaP256 => p256::SecretKey::random(rng)
                .to_pkcs8_der()
                .map_err(|_| fault())?
                .as_bytes()
                .to_vec(),
            Self::EcdsaP384 => p384::SecretKey::random(rng)
                .to_pkcs8_der()
                .map_err(|_| fault())?
                .as_bytes()
                .to_vec(),
            Self::Ed25519 => {
                let mut secret = [0; 32];
                rng.fill_bytes(&mut secret);
                [ED25519_PKCS8.as_slice(), &secret].concat()
            }
            Self::Rsa2048 => rsa(rng, 2048)?.as_bytes().to_vec(),
            Self::Rsa3072 => rsa(rng, 3072)?.as_bytes().to_vec(),
            Self::Rsa4096 => rsa(rng, 4096)?.as_bytes().to_vec(),
        };
        let pair =
            KeyPair::from_pkcs8_der_and_sign_algo(&pkcs8.as_slice().into(), self.algorithm())
                .map_err(|_| fault())?;
        Ok(Key {
            kind: self,
            pair,
            pkcs8,
        })
    }

    /// The signature algorithm it signs certificates with.
    pub fn algorithm(self) -> &'static SignatureAlgorithm {
        match self {
            Self::EcdsaP256 => &rcgen::PKCS_ECDSA_P256_SHA256,
            Self::EcdsaP384 => &rcgen::PKCS_ECDSA_P384_SHA384,
            Self::Ed25519 => &rcgen::PKCS_ED25519,
            Self::Rsa2048 | Self::Rsa3072 | Self::Rsa4096 => &rcgen::PKCS_RSA_SHA256,
        }
    }

    /// What keyUsage says: RSA keys may also decrypt the premaster secret of TLS 1.2.
    pub fn uses(self) -> &'static [KeyUsagePurpose] {
        match self {
            Self::EcdsaP256 | Self::EcdsaP384 | Self::Ed25519 => {
                &[KeyUsagePurpose::DigitalSignature]
            }
            Self::Rsa2048 | Self::Rsa3072 | Self::Rsa4096 => &[
                KeyUsagePurpose::DigitalSignature,
                KeyUsagePurpose::KeyEncipherment,
            ],
        }
    }
}

/// A private key, in both forms.
pub struct Key {
    /// Of what kind it is.
    pub kind: KeyKind,
    /// As the certificate library wants it; signs with chance where the algorithm has it.
    pub pair: KeyPair,
    /// PKCS#8 in DER, unencrypted.
    pub pkcs8: Vec<u8>,
}

impl Key {
    /// Its public half: SubjectPublicKeyInfo in DER.
    pub fn spki(&self) -> Vec<u8> {
        self.subject_public_key_info()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// No key could be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no key of kind {kind:?} could be made")]
pub struct NoKey {
    /// What kind it should have been.
    pub kind: KeyKind,
}

impl PublicKeyData for Key {
    fn der_bytes(&self) -> &[u8] {
        self.pair.der_bytes()
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        self.kind.algorithm()
    }
}

impl SigningKey for Key {
    /// Signs without chance (RFC 6979 for ECDSA), so that a seeded run repeats where a key signs itself.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        let fault = |_| rcgen::Error::RemoteKeyError;
        match self.kind {
            KeyKind::EcdsaP256 => {
                let key = p256::ecdsa::SigningKey::from_pkcs8_der(&self.pkcs8).map_err(fault)?;
                let signature: p256::ecdsa::DerSignature = key.sign(message);
                Ok(signature.as_bytes().to_vec())
            }
            KeyKind::EcdsaP384 => {
                let key = p384::ecdsa::SigningKey::from_pkcs8_der(&self.pkcs8).map_err(fault)?;
                let signature: p384::ecdsa::DerSignature = key.sign(message);
                Ok(signature.as_bytes().to_vec())
            }
            KeyKind::Ed25519 | KeyKind::Rsa2048 | KeyKind::Rsa3072 | KeyKind::Rsa4096 => {
                self.pair.sign(message)
            }
        }
    }
}

/// PKCS#8 of an Ed25519 key up to its 32 secret bytes (RFC 8410 §7).
const ED25519_PKCS8: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];
