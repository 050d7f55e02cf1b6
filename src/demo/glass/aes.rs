//! AES of glass (FIPS 197): every state of every round, with as many rounds as one likes, and with mixing taken out.
//!
//! A block is 16 bytes; the standard stands them in a square, column after column: byte `r + 4 * c` is row `r`, column `c`.

use crate::demo::primitive::cipher::AES_KEY;
use crate::demo::wrong::Wrong;

/// A block: 16 bytes, column after column.
pub type Block = [u8; 16];

/// A column of the square, and a word of the key schedule.
pub type Word = [u8; 4];

/// Whether the columns are mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mixing {
    /// In every round but the last, as the standard says.
    Columns,
    /// Never: not AES any more.
    Never,
}

/// AES under a key.
#[derive(Clone, Debug)]
pub struct Aes {
    /// The words of the key schedule (§5.2), four a round key.
    pub words: Vec<Word>,
    keys: Vec<Block>,
    mixing: Mixing,
}

/// The states of one round (§5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its number, from 1.
    pub number: usize,
    /// What goes in.
    pub start: Block,
    /// After SubBytes.
    pub substituted: Block,
    /// After ShiftRows.
    pub shifted: Block,
    /// After MixColumns, in rounds that mix.
    pub mixed: Option<Block>,
    /// The round key.
    pub key: Block,
    /// After AddRoundKey: what comes out.
    pub end: Block,
}

impl Aes {
    /// AES as it is: 10, 12 or 14 rounds, by the key.
    ///
    /// # Errors
    /// A key of another size than 16, 24 or 32 bytes.
    pub fn new(key: &[u8]) -> Result<Self, Wrong> {
        Wrong::unless(AES_KEY, "--key", key)?;
        let words = expand(key);
        let keys = words.as_chunks::<4>().0;
        Ok(Self {
            keys: keys.iter().map(block).collect(),
            words,
            mixing: Mixing::Columns,
        })
    }

    /// The same with its first `rounds` rounds only; the last of them does not mix, as in the standard.
    #[must_use]
    pub fn cut(mut self, rounds: usize) -> Self {
        self.keys.truncate(rounds + 1);
        self
    }

    /// The same, mixing or not.
    #[must_use]
    pub fn mixing(mut self, mixing: Mixing) -> Self {
        self.mixing = mixing;
        self
    }

    /// How many rounds it has.
    pub fn rounds(&self) -> usize {
        self.keys.len().saturating_sub(1)
    }

    /// The key that is added before round 1 (0) or at the end of a round.
    pub fn key(&self, round: usize) -> Block {
        self.keys.get(round).copied().unwrap_or_default()
    }

    /// `block` encrypted.
    pub fn encrypt(&self, block: &Block) -> Block {
        let mut state = add(block, &self.key(0));
        for number in 1..=self.rounds() {
            state = self.round(number, &state).end;
        }
        state
    }

    /// Every round of the encryption of `block`. The first starts with `block` and round key 0 added.
    pub fn trace(&self, block: &Block) -> Vec<Round> {
        let mut state = add(block, &self.key(0));
        let round = |number| {
            let round = self.round(number, &state);
            state = round.end;
            round
        };
        (1..=self.rounds()).map(round).collect()
    }

    /// Round `number`, from 1.
    pub fn round(&self, number: usize, start: &Block) -> Round {
        let substituted = start.map(sub);
        let shifted = shift_rows(&substituted);
        let mixes = self.mixing == Mixing::Columns && number < self.rounds();
        let mixed = mixes.then(|| mix_columns(&shifted));
        let key = self.key(number);
        Round {
            number,
            start: *start,
            substituted,
            shifted,
            mixed,
            key,
            end: add(&mixed.unwrap_or(shifted), &key),
        }
    }
}

/// AddRoundKey (§5.1.4), and every other sum of blocks.
pub fn add(a: &Block, b: &Block) -> Block {
    let mut sum = *a;
    for (sum, b) in sum.iter_mut().zip(b) {
        *sum ^= b;
    }
    sum
}

/// SubBytes (§5.1.1) of one byte: its inverse in GF(2^8), then an affine map of its bits.
pub fn sub(byte: u8) -> u8 {
    SBOX.get(usize::from(byte)).copied().unwrap_or(0)
}

/// The reverse of [`sub`].
pub fn unsub(byte: u8) -> u8 {
    UNSBOX.get(usize::from(byte)).copied().unwrap_or(0)
}

/// ShiftRows (§5.1.2): row `r` goes `r` places to the left.
pub fn shift_rows(state: &Block) -> Block {
    std::array::from_fn(|to| at(state, shifted_from(to)))
}

/// From which place ShiftRows takes the byte it puts at `to`.
pub fn shifted_from(to: usize) -> usize {
    (to + 4 * (to % 4)) % 16
}

/// MixColumns (§5.1.3): each column times a fixed polynomial, so that each of its bytes depends on all four.
pub fn mix_columns(state: &Block) -> Block {
    let mut out = *state;
    for column in out.as_chunks_mut::<4>().0 {
        let [a, b, c, d] = *column;
        let all = a ^ b ^ c ^ d;
        *column = [
            a ^ all ^ double(a ^ b),
            b ^ all ^ double(b ^ c),
            c ^ all ^ double(c ^ d),
            d ^ all ^ double(d ^ a),
        ];
    }
    out
}

/// The byte at `place`.
pub fn at(state: &Block, place: usize) -> u8 {
    state.get(place).copied().unwrap_or(0)
}

/// The 16-byte key whose round key number `round` is `key`: the schedule run backwards. There is nothing secret in it.
pub fn rewind(key: &Block, round: usize) -> Block {
    let mut words = *key;
    for round in (1..=round).rev() {
        let [a, b, c, d] = words_of(&words);
        let [b0, c0, d0] = [plus(b, a), plus(c, b), plus(d, c)];
        words = block(&[plus(a, turned(d0, round)), b0, c0, d0]);
    }
    words
}

/// The four words of a block.
pub fn words_of(block: &Block) -> [Word; 4] {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = *block;
    [[a, b, c, d], [e, f, g, h], [i, j, k, l], [m, n, o, p]]
}

/// RotWord, SubWord and the round constant (§5.2): what makes each round key another one.
pub fn turned(word: Word, round: usize) -> Word {
    let [a, b, c, d] = word.map(sub);
    [b ^ constant(round), c, d, a]
}

/// Rcon (§5.2): x to the power `round - 1` in GF(2^8).
pub fn constant(round: usize) -> u8 {
    (1..round).fold(1, |power, _| double(power))
}

/// Key expansion (§5.2): `key` has 16, 24 or 32 bytes.
fn expand(key: &[u8]) -> Vec<Word> {
    let mut words: Vec<Word> = key.as_chunks::<4>().0.to_vec();
    let first = words.len();
    for n in first..4 * (first + 7) {
        let last = words.last().copied().unwrap_or_default();
        let before = words.get(n - first).copied().unwrap_or_default();
        let next = match n % first {
            0 => turned(last, n / first),
            4 if first > 6 => last.map(sub),
            _ => last,
        };
        words.push(plus(before, next));
    }
    words
}

fn plus(a: Word, b: Word) -> Word {
    std::array::from_fn(|n| match (a.get(n), b.get(n)) {
        (Some(a), Some(b)) => a ^ b,
        (Some(_), None) | (None, _) => 0,
    })
}

fn block(words: &[Word; 4]) -> Block {
    let [[a, b, c, d], [e, f, g, h], [i, j, k, l], [m, n, o, p]] = *words;
    [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]
}

/// A byte times x in GF(2^8), modulo x^8 + x^4 + x^3 + x + 1 (§4.2.1).
pub const fn double(byte: u8) -> u8 {
    let twice = byte << 1;
    if byte & 0x80 == 0 {
        twice
    } else {
        twice ^ 0x1b
    }
}

static SBOX: [u8; 256] = boxes().0;
static UNSBOX: [u8; 256] = boxes().1;

/// The table of SubBytes and its reverse. Powers of 3 run through every byte but 0, and those of its inverse 0xf6 run through
/// the inverses beside them, so that nothing has to be inverted.
#[expect(
    clippy::indexing_slicing,
    reason = "a byte is always a place in a table of 256"
)]
const fn boxes() -> ([u8; 256], [u8; 256]) {
    let (mut there, mut back) = ([0; 256], [0; 256]);
    let (mut power, mut inverse) = (1_u8, 1_u8);
    loop {
        let bits = inverse
            ^ inverse.rotate_left(1)
            ^ inverse.rotate_left(2)
            ^ inverse.rotate_left(3)
            ^ inverse.rotate_left(4)
            ^ 0x63;
        there[power as usize] = bits;
        back[bits as usize] = power;
        power ^= double(power);
        inverse ^= inverse << 1;
        inverse ^= inverse << 2;
        inverse ^= inverse << 4;
        if inverse & 0x80 != 0 {
            inverse ^= 0x09;
        }
        if power == 1 {
            break;
        }
    }
    there[0] = 0x63;
    back[0x63] = 0;
    (there, back)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::chance::Chance;
    use crate::demo::primitive::cipher::{Padding, ecb_encrypt};

    fn block(digits: &str) -> Block {
        hex::decode(digits).unwrap().try_into().unwrap()
    }

    /// FIPS 197 appendix B: the first round and the result.
    #[test]
    fn a_round_is_that_of_the_standard() {
        let aes = Aes::new(&block("2b7e151628aed2a6abf7158809cf4f3c")).unwrap();
        let rounds = aes.trace(&block("3243f6a8885a308d313198a2e0370734"));
        let first = Round {
            number: 1,
            start: block("193de3bea0f4e22b9ac68d2ae9f84808"),
            substituted: block("d42711aee0bf98f1b8b45de51e415230"),
            shifted: block("d4bf5d30e0b452aeb84111f11e2798e5"),
            mixed: Some(block("046681e5e0cb199a48f8d37a2806264c")),
            key: block("a0fafe1788542cb123a339392a6c7605"),
            end: block("a49c7ff2689f352b6b5bea43026a5049"),
        };
        assert_eq!(rounds[0], first);
        assert_eq!(rounds[9].end, block("3925841d02dc09fbdc118597196a0b32"));
        assert_eq!(rounds[9].mixed, None);
        assert_eq!(aes.words[4], [0xa0, 0xfa, 0xfe, 0x17]);
        assert_eq!(aes.words[43], [0xb6, 0x63, 0x0c, 0xa6]);
    }

    /// FIPS 197 appendix C.
    #[test]
    fn three_sizes_of_key_are_those_of_the_standard() {
        let key: Vec<u8> = (0..32).collect();
        let check = |size, expected| {
            let aes = Aes::new(&key[..size]).unwrap();
            let input = block("00112233445566778899aabbccddeeff");
            assert_eq!(aes.encrypt(&input), block(expected), "{size}");
        };
        check(16, "69c4e0d86a7b0430d8cdb78070b4c55a");
        check(24, "dda97ca4864cdfe06eaf70a0ec0d7191");
        check(32, "8ea2b7ca516745bfeafc49904b496089");
        let aes = Aes::new(&key[..16]).unwrap();
        let first = aes.trace(&block("00112233445566778899aabbccddeeff"))[0];
        assert_eq!(first.start, block("00102030405060708090a0b0c0d0e0f0"));
        assert_eq!(first.substituted, block("63cab7040953d051cd60e0e7ba70e18c"));
        assert_eq!(first.shifted, block("6353e08c0960e104cd70b751bacad0e7"));
        let mixed = block("5f72641557f5bc92f7be3b291db9f91a");
        assert_eq!(first.mixed, Some(mixed));
        assert_eq!(aes.key(1), block("d6aa74fdd2af72fadaa678f1d6ab76fe"));
        assert_eq!(aes.key(10), block("13111d7fe3944a17f307a78b4d2b30c5"));
        assert!(Aes::new(&key[..17]).is_err());
    }

    /// FIPS 197 appendix C: what each round of the three sizes of key starts from.
    #[test]
    fn every_round_is_that_of_the_standard() {
        let key: Vec<u8> = (0..32).collect();
        let check = |size, starts: &[&str]| {
            let aes = Aes::new(&key[..size]).unwrap();
            let rounds = aes.trace(&block("00112233445566778899aabbccddeeff"));
            assert_eq!(rounds.len(), starts.len(), "{size}");
            for (round, start) in rounds.iter().zip(starts) {
                assert_eq!(round.start, block(start), "{size}, {}", round.number);
            }
            for (one, next) in rounds.iter().zip(&rounds[1..]) {
                assert_eq!(one.end, next.start, "{size}, {}", one.number);
            }
        };
        check(
            16,
            &[
                "00102030405060708090a0b0c0d0e0f0",
                "89d810e8855ace682d1843d8cb128fe4",
                "4915598f55e5d7a0daca94fa1f0a63f7",
                "fa636a2825b339c940668a3157244d17",
                "247240236966b3fa6ed2753288425b6c",
                "c81677bc9b7ac93b25027992b0261996",
                "c62fe109f75eedc3cc79395d84f9cf5d",
                "d1876c0f79c4300ab45594add66ff41f",
                "fde3bad205e5d0d73547964ef1fe37f1",
                "bd6e7c3df2b5779e0b61216e8b10b689",
            ],
        );
        check(
            24,
            &[
                "00102030405060708090a0b0c0d0e0f0",
                "4f63760643e0aa85aff8c9d041fa0de4",
                "cb02818c17d2af9c62aa64428bb25fd7",
                "f75c7778a327c8ed8cfebfc1a6c37f53",
                "22ffc916a81474416496f19c64ae2532",
                "80121e0776fd1d8a8d8c31bc965d1fee",
                "671ef1fd4e2a1e03dfdcb1ef3d789b30",
                "0c0370d00c01e622166b8accd6db3a2c",
                "7255dad30fb80310e00d6c6b40d0527c",
                "a906b254968af4e9b4bdb2d2f0c44336",
                "88ec930ef5e7e4b6cc32f4c906d29414",
                "afb73eeb1cd1b85162280f27fb20d585",
            ],
        );
        check(
            32,
            &[
                "00102030405060708090a0b0c0d0e0f0",
                "4f63760643e0aa85efa7213201a4e705",
                "1859fbc28a1c00a078ed8aadc42f6109",
                "975c66c1cb9f3fa8a93a28df8ee10f63",
                "1c05f271a417e04ff921c5c104701554",
                "c357aae11b45b7b0a2c7bd28a8dc99fa",
                "7f074143cb4e243ec10c815d8375d54c",
                "d653a4696ca0bc0f5acaab5db96c5e7d",
                "5aa858395fd28d7d05e1a38868f3b9c5",
                "4a824851c57e7e47643de50c2af3e8c9",
                "c14907f6ca3b3aa070e9aa313b52b5ec",
                "5f9c6abfbac634aa50409fa766677653",
                "516604954353950314fb86e401922521",
                "627bceb9999d5aaac945ecf423f56da5",
            ],
        );
    }

    #[test]
    fn it_is_what_the_crate_computes() {
        let mut chance = Chance::new(1, "glass aes");
        for n in 0..150 {
            let key = chance.vec([16, 24, 32][n % 3]);
            let input: Block = chance.bytes();
            let aes = Aes::new(&key).unwrap();
            let theirs = ecb_encrypt(&key, &input, Padding::None).unwrap();
            assert_eq!(aes.encrypt(&input).to_vec(), theirs);
            assert_eq!(aes.trace(&input).last().unwrap().end.to_vec(), theirs);
        }
    }

    #[test]
    fn the_box_and_the_schedule_run_backwards() {
        for byte in 0..=255 {
            assert_eq!(unsub(sub(byte)), byte);
        }
        let key: Block = Chance::new(2, "glass aes").bytes();
        let aes = Aes::new(&key).unwrap();
        for round in 0..=10 {
            assert_eq!(rewind(&aes.key(round), round), key);
        }
    }
}
