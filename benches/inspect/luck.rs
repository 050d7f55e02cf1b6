//! Luck from a seed: the same arguments make the same file again.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// A stream of random numbers.
pub(crate) struct Luck(ChaCha8Rng);

impl Luck {
    pub(crate) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// Any number.
    pub(crate) fn any(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// Any number of 32 bits, such as a sequence number.
    pub(crate) fn word(&mut self) -> u32 {
        self.0.next_u32()
    }

    /// A number from 0 up to, and without, `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.word() as usize * end) >> 32
    }

    /// Whether something happens that happens in `percent` of a hundred cases.
    pub(crate) fn happens(&mut self, percent: f64) -> bool {
        f64::from(self.word()) < percent / 100.0 * f64::from(u32::MAX)
    }

    /// One of these.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    pub(crate) fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }
}
