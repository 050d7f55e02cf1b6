//! Ed25519 (RFC 8032), by ring: private keys of 32 bytes, public keys of 32, signatures of 64.

use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};

use crate::demo::chance::Chance;

/// Bytes of a signature.
pub const SIGNATURE: usize = 64;

/// A pair of keys.
#[derive(Debug)]
pub struct Pair(Ed25519KeyPair);

impl Pair {
    /// The pair of a private key; none if it has not 32 bytes.
    pub fn of(private: &[u8]) -> Option<Self> {
        Ed25519KeyPair::from_seed_unchecked(private).ok().map(Self)
    }

    /// A pair from chance.
    pub fn draw(chance: &mut Chance) -> Option<Self> {
        Self::of(&chance.bytes::<32>())
    }

    /// The public key.
    pub fn public(&self) -> Vec<u8> {
        self.0.public_key().as_ref().to_vec()
    }

    /// A signature of `message`.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.0.sign(message).as_ref().to_vec()
    }
}

/// Whether `signature` was made over `message` by the owner of `public`.
pub fn accepts(public: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let public = UnparsedPublicKey::new(&ED25519, public);
    public.verify(message, signature).is_ok()
}
