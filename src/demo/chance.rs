//! Everything random in a demonstration, drawn from a number: the same number, the same run to the byte.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{CryptoRng, Error, RngCore, SeedableRng};
use ring::digest::{SHA256, digest};

/// A stream of random numbers. Whoever knows the seed knows every key: for teaching only.
#[derive(Clone, Debug)]
pub struct Chance(ChaCha20Rng);

impl Chance {
    /// The stream of `seed` for what is called `name`: another name, another stream.
    pub fn new(seed: u64, name: &str) -> Self {
        let mut start = [0; 32];
        let input = [&seed.to_be_bytes(), name.as_bytes()].concat();
        start.copy_from_slice(digest(&SHA256, &input).as_ref());
        Self::of(start)
    }

    /// The stream of ChaCha20 that begins with these 32 bytes.
    pub fn of(start: [u8; 32]) -> Self {
        Self(ChaCha20Rng::from_seed(start))
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    /// `n` random bytes.
    pub fn vec(&mut self, n: usize) -> Vec<u8> {
        let mut bytes = vec![0; n];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    /// A number below `end`, each equally likely; 0 if `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        if end == 0 {
            return 0;
        }
        // Numbers above the last whole multiple would make small results likelier.
        let whole = u64::MAX - u64::MAX % end;
        loop {
            let number = self.0.next_u64();
            if number < whole {
                return number % end;
            }
        }
    }

    /// A place in a list of `n` things; 0 if there are none.
    pub fn place(&mut self, n: usize) -> usize {
        usize::try_from(self.below(n as u64)).unwrap_or(0)
    }

    /// One of `things`; none if there are none.
    pub fn pick<'t, T>(&mut self, things: &'t [T]) -> Option<&'t T> {
        things.get(self.place(things.len()))
    }

    /// The order of `things` changed at random.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.place(last + 1));
        }
    }
}

impl RngCore for Chance {
    fn next_u32(&mut self) -> u32 {
        self.0.next_u32()
    }

    fn next_u64(&mut self) -> u64 {
        self.0.next_u64()
    }

    fn fill_bytes(&mut self, to: &mut [u8]) {
        self.0.fill_bytes(to);
    }

    fn try_fill_bytes(&mut self, to: &mut [u8]) -> Result<(), Error> {
        self.0.fill_bytes(to);
        Ok(())
    }
}

impl CryptoRng for Chance {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_and_a_name_parts() {
        let draw = |seed, name| Chance::new(seed, name).bytes::<8>();
        assert_eq!(draw(1, "ecb"), draw(1, "ecb"));
        assert_ne!(draw(1, "ecb"), draw(2, "ecb"));
        assert_ne!(draw(1, "ecb"), draw(1, "cbc"));
    }

    #[test]
    fn every_number_below_comes_up() {
        let mut chance = Chance::new(1, "test");
        let mut seen = [0; 6];
        for _ in 0..600 {
            seen[chance.place(6)] += 1;
        }
        assert!(
            seen.iter().all(|count| (50..150).contains(count)),
            "{seen:?}"
        );
        assert_eq!(chance.below(0), 0);
    }
}
