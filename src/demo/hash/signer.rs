//! Somebody who signs documents as everyone does: the hash of a document, not the document (Ed25519 over the hash).

use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use crate::demo::chance::Chance;
use crate::demo::primitive::hash;

/// A signer with a key of their own and a hash they sign with.
#[derive(Debug)]
pub(crate) struct Signer {
    key: Option<Ed25519KeyPair>,
    hash: &'static str,
}

impl Signer {
    /// A signer with a new key.
    pub(crate) fn new(chance: &mut Chance, hash: &'static str) -> Self {
        let key = Ed25519KeyPair::from_seed_unchecked(&chance.bytes::<32>()).ok();
        Self { key, hash }
    }

    /// The hash of `document` that is signed.
    pub(crate) fn digest(&self, document: &[u8]) -> Vec<u8> {
        hash::named(self.hash).map_or_else(Vec::new, |hash| hash.digest(document))
    }

    /// A signature of `document`, 64 bytes.
    pub(crate) fn sign(&self, document: &[u8]) -> Vec<u8> {
        let digest = self.digest(document);
        let sign = |key: &Ed25519KeyPair| key.sign(&digest).as_ref().to_vec();
        self.key.as_ref().map_or_else(Vec::new, sign)
    }

    /// Whether `signature` is one of `document`: what everyone can check with the public key.
    pub(crate) fn accepts(&self, document: &[u8], signature: &[u8]) -> bool {
        let Some(key) = &self.key else {
            return false;
        };
        let public = UnparsedPublicKey::new(&ED25519, key.public_key().as_ref());
        public.verify(&self.digest(document), signature).is_ok()
    }
}
