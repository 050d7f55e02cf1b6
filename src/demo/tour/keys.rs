//! Keys of the two who write to each other, drawn from chance.

use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use rsa::sha2::Sha256;
use rsa::{Oaep, RsaPrivateKey, RsaPublicKey};

use crate::demo::chance::Chance;

/// Bits of the receiver's RSA key: too few for anything but a page that is to appear at once.
pub(super) const RSA_BITS: usize = 1024;

/// The longest letter that RSA-OAEP with SHA-256 takes under such a key (RFC 8017 §7.1.1): k - 2 hLen - 2 bytes.
pub(super) const LONGEST: usize = RSA_BITS / 8 - 2 * 32 - 2;

/// An RSA key pair for sealing letters to its owner.
pub(super) struct Mailbox {
    private: RsaPrivateKey,
}

impl Mailbox {
    /// A new one; none if chance gives no primes, which it does.
    pub(super) fn new(chance: &mut Chance) -> Option<Self> {
        let private = RsaPrivateKey::new(chance, RSA_BITS).ok()?;
        Some(Self { private })
    }

    /// `letter` sealed to the owner with RSA-OAEP: 128 bytes.
    pub(super) fn seal(&self, chance: &mut Chance, letter: &[u8]) -> Option<Vec<u8>> {
        let public = RsaPublicKey::from(&self.private);
        let padding = Oaep::new::<Sha256>();
        public.encrypt(chance, padding, letter).ok()
    }

    /// What the owner reads.
    pub(super) fn open(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        let padding = Oaep::new::<Sha256>();
        self.private.decrypt(padding, sealed).ok()
    }
}

/// An Ed25519 key pair for signing.
pub(super) struct Pen {
    pair: Ed25519KeyPair,
    /// Its 32-byte seed: the private key.
    pub(super) seed: [u8; 32],
}

/// Bytes of an Ed25519 signature.
pub(super) const SIGNATURE: usize = 64;

impl Pen {
    /// A new one.
    pub(super) fn new(chance: &mut Chance) -> Option<Self> {
        let seed = chance.bytes();
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).ok()?;
        Some(Self { pair, seed })
    }

    /// The public key, 32 bytes.
    pub(super) fn public(&self) -> Vec<u8> {
        self.pair.public_key().as_ref().to_vec()
    }

    /// The signature of `message`, 64 bytes.
    pub(super) fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.pair.sign(message).as_ref().to_vec()
    }
}

/// Whether `signature` was made over `message` by the owner of `public`.
pub(super) fn signed(public: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let public = UnparsedPublicKey::new(&ED25519, public);
    public.verify(message, signature).is_ok()
}
