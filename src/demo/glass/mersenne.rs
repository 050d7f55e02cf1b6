//! The Mersenne Twister of glass, MT19937 (Matsumoto and Nishimura 1998): good numbers for simulations, none for secrets.
//!
//! Its memory is 624 words of 32 bits, and each word put out is one of them, mixed by steps that can be undone.

/// Words of its memory.
pub const WORDS: usize = 624;
/// The word that is mixed in stands this many places further on.
const AHEAD: usize = 397;

/// The generator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mersenne {
    words: Vec<u32>,
    next: usize,
}

impl Mersenne {
    /// Started from a number of 32 bits, as `init_genrand` of the published code.
    pub fn new(seed: u32) -> Self {
        let mut words = Vec::with_capacity(WORDS);
        let mut last = seed;
        words.push(last);
        for n in 1..WORDS {
            let n = u32::try_from(n).unwrap_or(u32::MAX);
            last = (last ^ last >> 30)
                .wrapping_mul(1_812_433_253)
                .wrapping_add(n);
            words.push(last);
        }
        Self { words, next: WORDS }
    }

    /// The generator as it stands after it put out `seen`; none unless they are [`WORDS`] numbers in a row. Where they began in
    /// its memory does not matter: each further word follows from the 624 before it.
    pub fn clone_of(seen: &[u32]) -> Option<Self> {
        (seen.len() == WORDS).then(|| Self {
            words: seen.iter().copied().map(untempered).collect(),
            next: WORDS,
        })
    }

    /// The next number.
    pub fn word(&mut self) -> u32 {
        if self.next >= WORDS {
            self.twist();
        }
        let word = self.words.get(self.next).copied().unwrap_or_default();
        self.next += 1;
        tempered(word)
    }

    /// The next `n` bytes, four of each number, the least significant first.
    pub fn bytes(&mut self, n: usize) -> Vec<u8> {
        let words = (0..n.div_ceil(4)).flat_map(|_| self.word().to_le_bytes());
        words.take(n).collect()
    }

    /// Makes 624 new words of the old.
    fn twist(&mut self) {
        let at = |words: &[u32], n: usize| words.get(n % WORDS).copied().unwrap_or_default();
        for n in 0..WORDS {
            let joined = at(&self.words, n) & 0x8000_0000 | at(&self.words, n + 1) & 0x7fff_ffff;
            let odd = if joined & 1 == 1 { 0x9908_b0df } else { 0 };
            let new = at(&self.words, n + AHEAD) ^ joined >> 1 ^ odd;
            if let Some(word) = self.words.get_mut(n) {
                *word = new;
            }
        }
        self.next = 0;
    }
}

/// A word of the memory as it is put out: four steps that spread its bits, and that anyone can undo.
pub fn tempered(word: u32) -> u32 {
    let word = word ^ word >> 11;
    let word = word ^ word << 7 & 0x9d2c_5680;
    let word = word ^ word << 15 & 0xefc6_0000;
    word ^ word >> 18
}

/// The word of the memory behind a number that was put out: the four steps of [`tempered`] undone, the last first.
pub fn untempered(word: u32) -> u32 {
    let word = word ^ word >> 18;
    let word = word ^ word << 15 & 0xefc6_0000;
    // Each round of these gets some bits more right: 7 of 32, 11 of 32.
    let left = (0..5).fold(word, |known, _| word ^ known << 7 & 0x9d2c_5680);
    (0..3).fold(left, |known, _| left ^ known >> 11)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_it_was_published() {
        let mut mersenne = Mersenne::new(5489);
        let first: Vec<u32> = (0..5).map(|_| mersenne.word()).collect();
        let published = [
            3_499_211_612,
            581_869_302,
            3_890_346_734,
            3_586_334_585,
            545_404_204,
        ];
        assert_eq!(first, published);
        let later = (5..10_000).map(|_| mersenne.word()).last();
        assert_eq!(later, Some(4_123_659_995));
    }

    #[test]
    fn what_was_mixed_is_unmixed() {
        let mut mersenne = Mersenne::new(1);
        for _ in 0..1000 {
            let word = mersenne.word();
            assert_eq!(untempered(tempered(word)), word);
        }
        assert_eq!(untempered(tempered(u32::MAX)), u32::MAX);
    }

    #[test]
    fn a_clone_goes_on_from_wherever_it_was_taken() {
        for skip in [0, 1, 100, 623, 624, 1000] {
            let mut mersenne = Mersenne::new(7);
            for _ in 0..skip {
                mersenne.word();
            }
            let seen: Vec<u32> = (0..WORDS).map(|_| mersenne.word()).collect();
            let mut cloned = Mersenne::clone_of(&seen).unwrap();
            for _ in 0..2000 {
                assert_eq!(cloned.word(), mersenne.word(), "{skip}");
            }
        }
        assert_eq!(Mersenne::clone_of(&[0; 623]), None);
    }
}
