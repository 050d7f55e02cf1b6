//! The `rand` that the C standard gives as an example (ISO/IEC 9899 §7.22.2): a linear congruential generator, of glass.

/// The generator. Its whole memory is one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Congruence(u32);

impl Congruence {
    /// `srand(seed)`.
    pub fn new(seed: u32) -> Self {
        Self(seed)
    }

    /// `rand()`: a number below 32768.
    pub fn rand(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(1_103_515_245).wrapping_add(12345);
        self.0 / 65536 % 32768
    }

    /// The next `n` bytes, each `rand() & 0xff`, as programs do it.
    pub fn bytes(&mut self, n: usize) -> Vec<u8> {
        (0..n).map(|_| self.rand().to_le_bytes()[0]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the example puts out after `srand(1)`, which is where it starts without a seed.
    #[test]
    fn as_the_example_has_it() {
        let mut one = Congruence::new(1);
        let first: Vec<u32> = (0..5).map(|_| one.rand()).collect();
        assert_eq!(first, [16838, 5758, 10113, 17515, 31051]);
    }
}
