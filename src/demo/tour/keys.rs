//! Keys of the two who write to each other, drawn from chance.

use rsa::sha2::Sha256;
use rsa::{Oaep, RsaPrivateKey, RsaPublicKey};

use crate::demo::chance::Chance;
use crate::demo::primitive::ed25519::Pair;

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
    /// The pair.
    pub(super) pair: Pair,
    /// Its 32-byte seed: the private key.
    pub(super) seed: [u8; 32],
}

impl Pen {
    /// A new one.
    pub(super) fn new(chance: &mut Chance) -> Option<Self> {
        let seed = chance.bytes();
        let pair = Pair::of(&seed)?;
        Some(Self { pair, seed })
    }
}
