//! Somebody who signs documents as everyone does: the hash of a document, not the document (Ed25519 over the hash).

use crate::demo::chance::Chance;
use crate::demo::primitive::ed25519::{Pair, accepts};
use crate::demo::primitive::hash;

/// A signer with a key of their own and a hash they sign with.
#[derive(Debug)]
pub(super) struct Signer {
    key: Option<Pair>,
    hash: &'static str,
}

impl Signer {
    /// A signer with a new key.
    pub(super) fn new(chance: &mut Chance, hash: &'static str) -> Self {
        let key = Pair::draw(chance);
        Self { key, hash }
    }

    /// The hash of `document` that is signed.
    pub(super) fn digest(&self, document: &[u8]) -> Vec<u8> {
        hash::named(self.hash).map_or_else(Vec::new, |hash| hash.digest(document))
    }

    /// A signature of `document`, 64 bytes.
    pub(super) fn sign(&self, document: &[u8]) -> Vec<u8> {
        let digest = self.digest(document);
        let key = self.key.as_ref();
        key.map_or_else(Vec::new, |key| key.sign(&digest))
    }

    /// Whether `signature` is one of `document`: what everyone can check with the public key.
    pub(super) fn accepts(&self, document: &[u8], signature: &[u8]) -> bool {
        let key = self.key.as_ref();
        key.is_some_and(|key| accepts(&key.public(), &self.digest(document), signature))
    }
}
