//! Sealing for the owner of a public key: HPKE (RFC 9180, base mode, one message) and RSA (RFC 8017 §7).
//!
//! Anyone can seal: neither says who did.

use hpke::aead::{AesGcm128, AesGcm256, ChaCha20Poly1305};
use hpke::kdf::HkdfSha256;
use hpke::kem::{DhP256HkdfSha256, X25519HkdfSha256};
use hpke::rand_core::{CryptoRng, RngCore};
use hpke::{Deserializable, HpkeError, Kem, OpModeR, OpModeS, Serializable};

use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::demo::primitive::rsa_key::{self, Closed, Envelope, OaepHash};
use crate::demo::sizes::Sizes;
use crate::demo::wrong::Wrong;
use crate::text;

/// A way to seal.
#[derive(Debug)]
pub struct Suite {
    /// Its name: `hpke-x25519-aes-128-gcm`.
    pub name: &'static str,
    /// Where it is specified.
    pub standard: &'static str,
    /// Sizes of the recipient's public key: raw with HPKE, SubjectPublicKeyInfo or PKCS #1 in DER with RSA.
    pub public: Sizes,
    /// Sizes of the recipient's private key: raw with HPKE, PKCS #8 or PKCS #1 in DER with RSA.
    pub private: Sizes,
    kind: Kind,
}

/// Recipient's key, info, associated data and message in, with the randomness of the ephemeral key; encapsulated key and ciphertext out.
type Seal = fn(&[u8], &[u8], &[u8], &[u8], [u8; 32]) -> Result<Sealed, HpkeError>;
/// Private key, info, associated data, encapsulated key and ciphertext in, message out.
type Open = fn(&[u8], &[u8], &[u8], &[u8], &[u8]) -> Result<Vec<u8>, HpkeError>;

#[derive(Debug)]
enum Kind {
    Hpke {
        encapsulated: usize,
        public: fn(&[u8]) -> Option<Vec<u8>>,
        seal: Seal,
        open: Open,
    },
    Rsa(Envelope),
}

/// What is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The sender's ephemeral public key; empty with RSA.
    pub encapsulated: Vec<u8>,
    /// The ciphertext, with HPKE the tag behind it.
    pub ciphertext: Vec<u8>,
}

impl Sealed {
    /// As it is sent: the encapsulated key, then the ciphertext.
    pub fn bytes(&self) -> Vec<u8> {
        [&self.encapsulated[..], &self.ciphertext].concat()
    }
}

macro_rules! hpke {
    ($name:literal, $kem:ty, $aead:ty, $public:literal) => {
        Suite {
            name: $name,
            standard: "RFC 9180",
            public: Sizes::OneOf(&[$public]),
            private: Sizes::OneOf(&[32]),
            kind: Kind::Hpke {
                encapsulated: $public,
                public: |private| {
                    let private = <$kem as Kem>::PrivateKey::from_bytes(private).ok()?;
                    Some(<$kem as Kem>::sk_to_pk(&private).to_bytes().to_vec())
                },
                seal: |public, info, aad, message, start| {
                    let public = <$kem as Kem>::PublicKey::from_bytes(public)?;
                    let (key, ciphertext) = hpke::single_shot_seal::<$aead, HkdfSha256, $kem, _>(
                        &OpModeS::Base,
                        &public,
                        info,
                        message,
                        aad,
                        &mut Start(start),
                    )?;
                    Ok(Sealed {
                        encapsulated: key.to_bytes().to_vec(),
                        ciphertext,
                    })
                },
                open: |private, info, aad, key, ciphertext| {
                    hpke::single_shot_open::<$aead, HkdfSha256, $kem>(
                        &OpModeR::Base,
                        &<$kem as Kem>::PrivateKey::from_bytes(private)?,
                        &<$kem as Kem>::EncappedKey::from_bytes(key)?,
                        info,
                        ciphertext,
                        aad,
                    )
                },
            },
        }
    };
}

const fn rsa(name: &'static str, envelope: Envelope) -> Suite {
    Suite {
        name,
        standard: "RFC 8017",
        public: Sizes::Between(64, 4096),
        private: Sizes::Between(64, 16384),
        kind: Kind::Rsa(envelope),
    }
}

/// All of them.
pub static SUITES: &[Suite] = &[
    hpke!("hpke-x25519-aes-128-gcm", X25519HkdfSha256, AesGcm128, 32),
    hpke!("hpke-x25519-aes-256-gcm", X25519HkdfSha256, AesGcm256, 32),
    hpke!(
        "hpke-x25519-chacha20-poly1305",
        X25519HkdfSha256,
        ChaCha20Poly1305,
        32
    ),
    hpke!("hpke-p256-aes-128-gcm", DhP256HkdfSha256, AesGcm128, 65),
    hpke!("hpke-p256-aes-256-gcm", DhP256HkdfSha256, AesGcm256, 65),
    hpke!(
        "hpke-p256-chacha20-poly1305",
        DhP256HkdfSha256,
        ChaCha20Poly1305,
        65
    ),
    rsa(
        "rsa-oaep-sha1",
        Envelope::Oaep(OaepHash::Sha1, OaepHash::Sha1),
    ),
    rsa(
        "rsa-oaep-sha256",
        Envelope::Oaep(OaepHash::Sha256, OaepHash::Sha256),
    ),
    rsa(
        "rsa-oaep-sha256-mgf1-sha1",
        Envelope::Oaep(OaepHash::Sha256, OaepHash::Sha1),
    ),
    rsa(
        "rsa-oaep-sha384",
        Envelope::Oaep(OaepHash::Sha384, OaepHash::Sha384),
    ),
    rsa(
        "rsa-oaep-sha384-mgf1-sha1",
        Envelope::Oaep(OaepHash::Sha384, OaepHash::Sha1),
    ),
    rsa(
        "rsa-oaep-sha512",
        Envelope::Oaep(OaepHash::Sha512, OaepHash::Sha512),
    ),
    rsa(
        "rsa-oaep-sha512-mgf1-sha1",
        Envelope::Oaep(OaepHash::Sha512, OaepHash::Sha1),
    ),
    rsa("rsa-pkcs1", Envelope::Pkcs1),
];

/// The way to seal called `name`.
pub fn named(name: &str) -> Option<&'static Suite> {
    SUITES.iter().find(|suite| suite.name == name)
}

impl Suite {
    /// The public key of `private`: raw with HPKE, a SubjectPublicKeyInfo in DER with RSA.
    ///
    /// # Errors
    /// A private key that is none.
    pub fn public_of(&self, private: &[u8]) -> Result<Vec<u8>, Wrong> {
        Wrong::unless(self.private, "--private", private)?;
        let public = match &self.kind {
            Kind::Hpke { public, .. } => public(private),
            Kind::Rsa(_) => rsa_key::public(private),
        };
        public.ok_or_else(|| self.no_key("--private"))
    }

    /// `message` sealed for the owner of `public`. `info` is bound to it (with RSA-OAEP the label); so is `aad`, which RSA has not.
    ///
    /// # Errors
    /// A public key that is none; with RSA a message longer than the key takes, and associated data.
    pub fn seal(
        &self,
        public: &[u8],
        info: &[u8],
        aad: &[u8],
        message: &[u8],
        chance: &mut Chance,
    ) -> Result<Sealed, Wrong> {
        match &self.kind {
            Kind::Hpke { .. } => self.seal_from(public, info, aad, message, chance.bytes()),
            Kind::Rsa(envelope) => {
                Wrong::unless(self.public, "--public", public)?;
                self.without(*envelope, info, aad)?;
                let ciphertext = rsa_key::encrypt(*envelope, public, info, message, chance)
                    .map_err(|why| self.closed("--public", why))?;
                Ok(Sealed {
                    encapsulated: Vec::new(),
                    ciphertext,
                })
            }
        }
    }

    /// The same with the ephemeral key made of `start` (DeriveKeyPair, RFC 9180 §7.1.3), as test vectors give it.
    ///
    /// # Errors
    /// Those of [`Suite::seal`]; RSA, which has no ephemeral key.
    pub fn seal_from(
        &self,
        public: &[u8],
        info: &[u8],
        aad: &[u8],
        message: &[u8],
        start: [u8; 32],
    ) -> Result<Sealed, Wrong> {
        Wrong::unless(self.public, "--public", public)?;
        match &self.kind {
            Kind::Hpke { seal, .. } => {
                seal(public, info, aad, message, start).map_err(|_| self.no_key("--public"))
            }
            Kind::Rsa(_) => Err(Wrong::Unused {
                input: "--ephemeral",
                takes: vec!["--public", "--message", "--info"],
            }),
        }
    }

    /// The message in `sealed` (with HPKE the encapsulated key, then the ciphertext); none where it was changed, or sealed for another
    /// key, or with other `info` or `aad`.
    ///
    /// # Errors
    /// A private key that is none; with RSA associated data.
    pub fn open(
        &self,
        private: &[u8],
        info: &[u8],
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<Option<Vec<u8>>, Wrong> {
        Wrong::unless(self.private, "--private", private)?;
        match &self.kind {
            Kind::Hpke {
                encapsulated,
                public,
                open,
                ..
            } => {
                public(private).ok_or_else(|| self.no_key("--private"))?;
                let Some((key, ciphertext)) = sealed.split_at_checked(*encapsulated) else {
                    return Ok(None);
                };
                Ok(open(private, info, aad, key, ciphertext).ok())
            }
            Kind::Rsa(envelope) => {
                self.without(*envelope, info, aad)?;
                rsa_key::decrypt(*envelope, private, info, sealed)
                    .map_err(|why| self.closed("--private", why))
            }
        }
    }

    /// That RSA is given nothing that it could not bind to the message.
    fn without(&self, envelope: Envelope, info: &[u8], aad: &[u8]) -> Result<(), Wrong> {
        let unused = match (envelope, info, aad) {
            (_, _, [_, ..]) => "--aad",
            (Envelope::Pkcs1, [_, ..], _) => "--info",
            (Envelope::Oaep(..), _, []) | (Envelope::Pkcs1, [], []) => return Ok(()),
        };
        Err(Wrong::Unused {
            input: unused,
            takes: vec!["--public", "--private", "--message"],
        })
    }

    fn no_key(&self, input: &'static str) -> Wrong {
        let name = self.name;
        Wrong::unfit(
            input,
            text!(en: "it is no key for {name}", ko: "다음에 쓸 수 있는 키가 아님: {name}"),
            Text::new(
                "HPKE keys are given raw; RSA keys in DER, or in a file in PEM too (file:NAME), private ones as PKCS #8 or PKCS #1",
                "HPKE 키는 그대로, RSA 키는 DER이나 PEM 파일(file:이름)로 준다. RSA 개인 키는 PKCS #8 또는 PKCS #1",
            ),
        )
    }

    fn closed(&self, input: &'static str, why: Closed) -> Wrong {
        match why {
            Closed::Key => self.no_key(input),
            Closed::Label => Wrong::unfit(
                "--info",
                Text::new(
                    "the label of OAEP is taken as UTF-8 only",
                    "OAEP의 레이블은 UTF-8만 받음",
                ),
                Text::new("give words: text:label", "글로 준다: text:label"),
            ),
            Closed::Long => Wrong::unfit(
                "--message",
                Text::new(
                    "it is longer than the key takes once it is padded",
                    "패딩을 붙이면 키가 받을 수 있는 길이를 넘음",
                ),
                Text::new(
                    "seal a key of 32 bytes with RSA and the message with that key: HPKE does so",
                    "RSA로는 32바이트 키를 봉하고 메시지는 그 키로 봉한다. HPKE가 그렇게 한다",
                ),
            ),
        }
    }
}

/// What HPKE makes the ephemeral key of: it asks for it once, and gets these bytes.
struct Start([u8; 32]);

impl RngCore for Start {
    fn next_u32(&mut self) -> u32 {
        0
    }

    fn next_u64(&mut self) -> u64 {
        0
    }

    fn fill_bytes(&mut self, to: &mut [u8]) {
        for (to, from) in to.iter_mut().zip(self.0) {
            *to = from;
        }
    }
}

impl CryptoRng for Start {}
