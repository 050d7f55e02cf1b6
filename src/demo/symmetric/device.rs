//! What an attacker has who may choose plaintexts: a device that encrypts, and counts how often it was asked. Not its key.

use crate::demo::glass::aes::{Aes, Block};

/// A device that encrypts single blocks.
#[derive(Debug)]
pub(super) struct Device {
    cipher: Aes,
    queries: u64,
}

impl Device {
    /// A device with this cipher in it.
    pub(super) fn new(cipher: Aes) -> Self {
        Self { cipher, queries: 0 }
    }

    /// `block` encrypted.
    pub(super) fn encrypt(&mut self, block: &Block) -> Block {
        self.queries += 1;
        self.cipher.encrypt(block)
    }

    /// How often it was asked.
    pub(super) fn queries(&self) -> u64 {
        self.queries
    }
}
