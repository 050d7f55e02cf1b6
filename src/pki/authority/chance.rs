//! Where everything random comes from: the operating system, or a number, for authorities that are to be the same again.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use rcgen::{KeyPair, PublicKeyData, SignatureAlgorithm, SigningKey};
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};

use crate::pki::authority::error::{Fault, Result};
use crate::pki::authority::serial::Serial;
use crate::pki::key::{Key, KeyKind};

/// Where everything random comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chance {
    /// The operating system.
    System,
    /// A generator that starts from this: whoever knows the number knows every key.
    Seeded([u8; 32]),
}

impl Chance {
    /// That of an authority called `name`, with the seed it was given, if any. Another name gives other keys.
    pub fn of(seed: Option<u64>, name: &str) -> Self {
        let Some(seed) = seed else {
            return Self::System;
        };
        let input = [&seed.to_be_bytes(), name.as_bytes()].concat();
        let mut start = [0; 32];
        start.copy_from_slice(digest(&SHA256, &input).as_ref());
        Self::Seeded(start)
    }

    /// A generator for what the line `number` of the log will say.
    ///
    /// # Errors
    /// If the operating system gives nothing.
    pub fn generator(self, number: u64) -> Result<ChaCha20Rng> {
        match self {
            Self::System => {
                let mut start = [0; 32];
                let filled = SystemRandom::new().fill(&mut start);
                filled.map_err(|_| Fault::NoKey)?;
                Ok(ChaCha20Rng::from_seed(start))
            }
            Self::Seeded(start) => {
                let mut generator = ChaCha20Rng::from_seed(start);
                generator.set_stream(number);
                Ok(generator)
            }
        }
    }

    /// A new key. Unseeded, ECDSA keys are made by ring, five times as fast.
    ///
    /// # Errors
    /// If none can be made.
    pub fn key(self, kind: KeyKind, generator: &mut ChaCha20Rng) -> Result<Key> {
        match (self, kind) {
            (Self::System, KeyKind::EcdsaP256 | KeyKind::EcdsaP384) => {
                let pair = KeyPair::generate_for(kind.algorithm()).map_err(|_| Fault::NoKey)?;
                let pkcs8 = pair.serialize_der();
                Ok(Key { kind, pair, pkcs8 })
            }
            (Self::System | Self::Seeded(_), _) => kind.make(generator).map_err(|_| Fault::NoKey),
        }
    }

    /// A new serial number.
    pub fn serial(generator: &mut ChaCha20Rng) -> Serial {
        let mut random = [0; 16];
        generator.fill_bytes(&mut random);
        Serial::draw(random)
    }
}

/// A key that signs with the chance of its authority: seeded, ECDSA draws its nonce from the message (RFC 6979).
#[derive(Debug)]
pub struct Hand {
    key: Key,
    chance: Chance,
}

impl Hand {
    /// `key`, signing with `chance`.
    pub fn new(key: Key, chance: Chance) -> Self {
        Self { key, chance }
    }

    /// The chance it signs with.
    pub fn chance(&self) -> Chance {
        self.chance
    }
}

impl PublicKeyData for Hand {
    fn der_bytes(&self) -> &[u8] {
        self.key.pair.der_bytes()
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        self.key.kind.algorithm()
    }
}

impl SigningKey for Hand {
    fn sign(&self, message: &[u8]) -> std::result::Result<Vec<u8>, rcgen::Error> {
        match self.chance {
            Chance::System => self.key.pair.sign(message),
            Chance::Seeded(_) => self.key.sign(message),
        }
    }
}
