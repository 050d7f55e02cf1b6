//! RSA with 64 bits and the padding of PKCS#1 v1.5 in hexadecimal digits: as small as it gets with every part in place.
//!
//! A block of the real one is bytes `00 02`, at least 8 random bytes other than 0, `00`, the message (RFC 8017 §7.2.1). Here each
//! of these bytes of padding is one hexadecimal digit: `0 2`, random digits other than 0, `0`, the message; 16 digits in all.

use num_bigint_dig::{BigUint, RandPrime};

use crate::demo::chance::Chance;
use crate::demo::glass::modular::{inverse, power, times};
use crate::demo::primitive::mac::hmac_sha256;

/// The public exponent.
pub(super) const E: u64 = 65537;

/// A block begins with the digits 0 and 2 exactly if it is at least `2 * UNIT` and below `3 * UNIT`.
pub(super) const UNIT: u64 = 1 << 56;

/// Digits of a block.
pub(super) const DIGITS: usize = 16;

/// What everybody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Public {
    /// The modulus: 64 bits, the first of them 1.
    pub(super) n: u64,
}

/// A pair of keys.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// The two primes of 32 bits.
    pub(super) primes: [u64; 2],
    /// The public half.
    pub(super) public: Public,
    /// The private exponent.
    pub(super) d: u64,
}

impl Public {
    /// `m^e mod n`.
    pub(super) fn encrypt(self, m: u64) -> u64 {
        power(m, E, self.n)
    }

    /// `a·b mod n`.
    pub(super) fn times(self, a: u64, b: u64) -> u64 {
        times(a, b, self.n)
    }
}

impl Pair {
    /// Draws a pair.
    pub(super) fn draw(chance: &mut Chance) -> Self {
        loop {
            let [p, q] = [(); 2].map(|()| small(&chance.gen_prime(32)));
            let (n, phi) = (p * q, (p - 1) * (q - 1));
            let Some(d) = inverse(E, phi) else {
                continue;
            };
            // Two equal primes make no key; a modulus of fewer bits would have shorter blocks.
            if p != q && n >> 63 == 1 {
                return Self {
                    primes: [p, q],
                    public: Public { n },
                    d,
                };
            }
        }
    }

    /// `c^d mod n`.
    pub(super) fn decrypt(&self, c: u64) -> u64 {
        power(c, self.d, self.public.n)
    }

    /// A message made from the private key and the ciphertext, for what is badly padded: the same each time, and nobody else can
    /// tell it from a real one. As many bytes as `message` has.
    pub(super) fn instead(&self, c: u64, message: usize) -> Vec<u8> {
        let mut bytes = hmac_sha256(&self.d.to_be_bytes(), &c.to_be_bytes());
        bytes.truncate(message);
        bytes
    }
}

/// A block for a message of at most 4 bytes.
pub(super) fn pad(chance: &mut Chance, message: &[u8]) -> u64 {
    let random = DIGITS.saturating_sub(3 + 2 * message.len());
    let padding = (0..random).fold(2, |block, _| block << 4 | (1 + chance.below(15)));
    message
        .iter()
        .fold(padding << 4, |block, byte| block << 8 | u64::from(*byte))
}

/// Whether a block begins as it should.
pub(super) fn conforms(block: u64) -> bool {
    (2 * UNIT..3 * UNIT).contains(&block)
}

/// The digits of a block behind its padding; none if it does not begin as it should or has no 0 behind that.
pub(super) fn unpad(block: u64) -> Option<String> {
    let digits = digits(block);
    let rest = digits.strip_prefix("02")?;
    let (_, message) = rest.split_once('0')?;
    Some(message.to_owned())
}

/// A block as its 16 digits.
pub(super) fn digits(block: u64) -> String {
    format!("{block:016x}")
}

/// The lowest 64 bits of a number.
fn small(number: &BigUint) -> u64 {
    let bytes = number.to_bytes_le();
    let bytes = bytes.iter().take(8).rev();
    bytes.fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_computes_as_the_crate_of_big_numbers_does() {
        let mut chance = Chance::new(1, "toy rsa");
        for _ in 0..100 {
            let pair = Pair::draw(&mut chance);
            let n = BigUint::from(pair.public.n);
            let message = chance.vec(4);
            let block = pad(&mut chance, &message);
            assert!(conforms(block) && unpad(block) == Some(hex::encode(message)));
            let c = pair.public.encrypt(block);
            let real = BigUint::from(block).modpow(&BigUint::from(E), &n);
            assert_eq!(BigUint::from(c), real);
            assert_eq!(pair.decrypt(c), block);
        }
    }

    #[test]
    fn short_messages_get_more_padding() {
        let mut chance = Chance::new(2, "toy rsa");
        for n in 0..=4 {
            let block = digits(pad(&mut chance, &vec![0xab; n]));
            assert!(block.starts_with("02") && block.ends_with(&"ab".repeat(n)));
            assert_eq!(block.find("0a").is_some(), n > 0);
            assert!(!block[2..DIGITS - 2 * n - 1].contains('0'), "{block}");
        }
    }
}
