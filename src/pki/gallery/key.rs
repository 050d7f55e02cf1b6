//! Keys of the gallery: good ones, and those nobody should have.
//!
//! Apart from [`pki::key`](crate::pki::key), which makes no weak keys. ECDSA signs without chance (RFC 6979), RSA as
//! PKCS #1 v1.5 has it, so that a seeded gallery repeats byte for byte.

use num_bigint_dig::prime::next_prime;
use num_bigint_dig::{BigUint, RandPrime};
use p256::ecdsa::signature::Signer as _;
use p256::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, EncodePublicKey as _};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use rsa::RsaPrivateKey;
use rsa::pkcs1v15::Pkcs1v15Sign;
use rsa::pss::Pss;
use rsa::sha2::{Digest as _, Sha256};

use crate::pki::gallery::algorithm::Algorithm;
use crate::pki::gallery::curve;
use crate::pki::gallery::der;

/// A private key with its public half.
#[derive(Clone)]
pub struct Key {
    secret: Secret,
    /// The public half: SubjectPublicKeyInfo in DER.
    pub spki: Vec<u8>,
    /// The private half: PKCS#8 in DER, unencrypted.
    pub pkcs8: Vec<u8>,
}

#[derive(Clone)]
enum Secret {
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
    Rsa(Box<RsaPrivateKey>),
    /// On a curve no TLS library signs with: its certificate can be shown, not used.
    P192,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key")
            .field("spki", &self.spki)
            .finish_non_exhaustive()
    }
}

/// Why nothing is minted: a key could not be made or used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The operating system gave no randomness.
    #[error("the operating system gives no random bytes")]
    Chance,
    /// The library refused what was drawn.
    #[error("no such key could be made")]
    Make,
    /// The key cannot sign so.
    #[error("this key cannot sign with that algorithm")]
    Sign,
}

impl Key {
    /// On P-256, as most servers have it.
    pub(super) fn p256(rng: &mut ChaCha20Rng) -> Result<Self, Fault> {
        Self::from_p256(p256::SecretKey::random(rng))
    }

    /// On P-256, out of the 32 octets of its secret number.
    pub(super) fn known(secret: &[u8]) -> Result<Self, Fault> {
        Self::from_p256(p256::SecretKey::from_slice(secret).map_err(|_| Fault::Make)?)
    }

    fn from_p256(secret: p256::SecretKey) -> Result<Self, Fault> {
        let spki = secret.public_key().to_public_key_der();
        let pkcs8 = secret.to_pkcs8_der();
        Ok(Self {
            spki: spki.map_err(|_| Fault::Make)?.into_vec(),
            pkcs8: pkcs8.map_err(|_| Fault::Make)?.as_bytes().to_vec(),
            secret: Secret::P256(secret.into()),
        })
    }

    /// On P-384.
    pub(super) fn p384(rng: &mut ChaCha20Rng) -> Result<Self, Fault> {
        Self::from_p384(p384::SecretKey::random(rng))
    }

    fn from_p384(secret: p384::SecretKey) -> Result<Self, Fault> {
        let spki = secret.public_key().to_public_key_der();
        let pkcs8 = secret.to_pkcs8_der();
        Ok(Self {
            spki: spki.map_err(|_| Fault::Make)?.into_vec(),
            pkcs8: pkcs8.map_err(|_| Fault::Make)?.as_bytes().to_vec(),
            secret: Secret::P384(secret.into()),
        })
    }

    /// On P-256 or P-384, out of PKCS#8 in DER.
    pub(super) fn from_pkcs8(der: &[u8]) -> Result<Self, Fault> {
        match p256::SecretKey::from_pkcs8_der(der) {
            Ok(secret) => Self::from_p256(secret),
            Err(_) => {
                Self::from_p384(p384::SecretKey::from_pkcs8_der(der).map_err(|_| Fault::Make)?)
            }
        }
    }

    /// RSA with a modulus of `bits`.
    pub(super) fn rsa(rng: &mut ChaCha20Rng, bits: usize) -> Result<Self, Fault> {
        Self::from_rsa(RsaPrivateKey::new(rng, bits).map_err(|_| Fault::Make)?)
    }

    /// Two RSA keys of 2048 bits that have one prime in common, as devices make them that start with too little chance.
    pub(super) fn sharing(rng: &mut ChaCha20Rng) -> Result<[Self; 2], Fault> {
        let shared = half(rng);
        let key = |other: BigUint| Self::from_primes(shared.clone(), other);
        Ok([key(half(rng))?, key(half(rng))?])
    }

    /// An RSA key of 2048 bits whose second prime is the next one after the first.
    pub(super) fn close(rng: &mut ChaCha20Rng) -> Result<Self, Fault> {
        let first = half(rng);
        let second = next_prime(&first);
        Self::from_primes(first, second)
    }

    fn from_primes(p: BigUint, q: BigUint) -> Result<Self, Fault> {
        let key = RsaPrivateKey::from_p_q(p, q, BigUint::from(PUBLIC_EXPONENT));
        Self::from_rsa(key.map_err(|_| Fault::Make)?)
    }

    fn from_rsa(key: RsaPrivateKey) -> Result<Self, Fault> {
        let spki = key
            .to_public_key()
            .to_public_key_der()
            .map_err(|_| Fault::Make)?;
        let pkcs8 = key.to_pkcs8_der().map_err(|_| Fault::Make)?;
        Ok(Self {
            spki: spki.as_bytes().to_vec(),
            pkcs8: pkcs8.as_bytes().to_vec(),
            secret: Secret::Rsa(Box::new(key)),
        })
    }

    /// On P-192, which no browser takes.
    pub(super) fn p192(rng: &mut ChaCha20Rng) -> Self {
        let pair = curve::pair(rng);
        Self {
            spki: pair.spki(),
            pkcs8: pair.pkcs8(),
            secret: Secret::P192,
        }
    }

    /// What it signs with when nothing is to be wrong.
    pub(super) fn algorithm(&self) -> Algorithm {
        match self.secret {
            Secret::P256(_) | Secret::P192 => Algorithm::EcdsaSha256,
            Secret::P384(_) => Algorithm::EcdsaSha384,
            Secret::Rsa(_) => Algorithm::RsaSha256,
        }
    }

    /// Signs `message`.
    pub(super) fn sign(&self, algorithm: Algorithm, message: &[u8]) -> Result<Vec<u8>, Fault> {
        match &self.secret {
            Secret::P256(key) if algorithm == Algorithm::EcdsaSha256 => {
                let signature: p256::ecdsa::DerSignature = key.sign(message);
                Ok(signature.as_bytes().to_vec())
            }
            Secret::P384(key) if algorithm == Algorithm::EcdsaSha384 => {
                let signature: p384::ecdsa::DerSignature = key.sign(message);
                Ok(signature.as_bytes().to_vec())
            }
            Secret::Rsa(key) => {
                let padding = Pkcs1v15Sign {
                    hash_len: Some(algorithm.hash().length()),
                    prefix: algorithm.digest_info().into(),
                };
                let hashed = algorithm.hash().digest(message);
                key.sign(padding, &hashed).map_err(|_| Fault::Sign)
            }
            Secret::P256(_) | Secret::P384(_) | Secret::P192 => Err(Fault::Sign),
        }
    }

    /// Signs `message` as a TLS server whose RSA key is too small for TLS libraries to sign with.
    ///
    /// # Errors
    /// It is no RSA key, or the signature does not fit into its modulus.
    pub fn sign_for_tls(
        &self,
        padding: Padding,
        message: &[u8],
        salt: [u8; 32],
    ) -> Result<Vec<u8>, Fault> {
        let Secret::Rsa(key) = &self.secret else {
            return Err(Fault::Sign);
        };
        match padding {
            Padding::Pkcs1 => self.sign(Algorithm::RsaSha256, message),
            Padding::Pss => {
                let mut rng = ChaCha20Rng::from_seed(salt);
                let hashed = Sha256::digest(message);
                key.sign_with_rng(&mut rng, Pss::new_with_salt::<Sha256>(32), &hashed)
                    .map_err(|_| Fault::Sign)
            }
        }
    }

    /// Octets of its modulus, if it is an RSA key.
    pub fn modulus(&self) -> Option<usize> {
        use rsa::traits::PublicKeyParts as _;
        match &self.secret {
            Secret::Rsa(key) => Some(key.size()),
            Secret::P256(_) | Secret::P384(_) | Secret::P192 => None,
        }
    }

    /// Its fingerprint as key identifiers have it: SHA-1 of the bits of the public key (RFC 5280 §4.2.1.2).
    pub(super) fn id(&self) -> Vec<u8> {
        use crate::keys::hash::Hash;
        Hash::Sha1.digest(der::last_bits(&self.spki))
    }
}

/// How an RSA signature is padded; the hash is SHA-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Padding {
    /// As up to TLS 1.2.
    Pkcs1,
    /// As in TLS 1.3.
    Pss,
}

/// A prime of 1024 bits; its two highest bits are set, so that two of them make a modulus of 2048.
fn half(rng: &mut ChaCha20Rng) -> BigUint {
    rng.gen_prime(1024)
}

const PUBLIC_EXPONENT: u32 = 65_537;
