//! The randomness of one end: the system's, or drawn from a seed so that a run can be had again to the byte.

use std::sync::{Mutex, PoisonError};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use ring::rand::{SecureRandom as _, SystemRandom};
use rustls::crypto::{GetRandomFailed, SecureRandom};

use crate::base::side::Side;

/// A source of random bytes.
#[derive(Debug)]
pub enum Dice {
    /// The system's: every run is different.
    System(SystemRandom),
    /// Drawn from a seed. Anyone who knows the seed knows every key: for teaching only.
    Seeded(Box<Mutex<ChaCha20Rng>>),
}

impl Dice {
    /// The dice of `side`; with a seed, each side has a stream of its own, whoever throws first.
    ///
    /// They live as long as the process, for rustls wants its provider's parts so; a run costs a few hundred bytes.
    pub fn leaked(side: Side, seed: Option<u64>) -> &'static Self {
        let dice = match seed {
            None => Self::System(SystemRandom::new()),
            Some(seed) => {
                let mut stream = ChaCha20Rng::seed_from_u64(seed);
                stream.set_stream(side.of(1, 2));
                Self::Seeded(Box::new(Mutex::new(stream)))
            }
        };
        Box::leak(Box::new(dice))
    }

    /// `N` random bytes.
    ///
    /// # Errors
    /// The system has none to give.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], GetRandomFailed> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }
}

impl SecureRandom for Dice {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), GetRandomFailed> {
        match self {
            Self::System(system) => system.fill(bytes).map_err(|_| GetRandomFailed),
            Self::Seeded(stream) => {
                let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
                stream.fill_bytes(bytes);
                Ok(())
            }
        }
    }
}
