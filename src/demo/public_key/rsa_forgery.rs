//! RSA signatures forged without a key: of a message nobody chose, and, with e = 3 and a lax verifier, of any message.

use num_bigint_dig::prime::probably_prime;
use num_bigint_dig::{BigUint, RandBigInt};
use ring::signature::{RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, RsaPublicKeyComponents};

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::glass::pkcs1::LEAST;
use crate::demo::glass::rsa::invert;
use crate::demo::public_key::emsa::{reads_well, start, whole};

/// How many primes make a key, and how many bits each has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Make {
    /// How many primes: two as a rule; RFC 8017 §3.1 has room for more.
    pub(super) primes: usize,
    /// Bits of each.
    pub(super) bits: usize,
}

/// A key of 1536 bits: the smallest of the usual sizes whose cube roots leave room enough.
pub(super) const USUAL: Make = Make {
    primes: 2,
    bits: 768,
};

/// A key of about as many bits, drawn in a moment: easy to factor, but neither forger looks at the primes.
pub(super) const QUICK: Make = Make {
    primes: 24,
    bits: 64,
};

/// What everybody knows; e is 3.
#[derive(Clone, Debug)]
pub(super) struct Public {
    /// The modulus.
    pub(super) n: BigUint,
}

/// A pair of keys.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    /// The primes.
    pub(super) primes: Vec<BigUint>,
    /// The public half.
    pub(super) public: Public,
    /// The private exponent.
    pub(super) d: BigUint,
}

impl Pair {
    /// Draws a pair.
    pub(super) fn draw(chance: &mut Chance, make: Make) -> Self {
        loop {
            let mut primes: Vec<BigUint> =
                (0..make.primes).map(|_| prime(chance, make.bits)).collect();
            let n = primes.iter().product();
            let phi: BigUint = primes.iter().map(|prime| prime - 1u8).product();
            let d = invert(&BigUint::from(3u8), &phi);
            primes.sort_unstable();
            primes.dedup();
            // A prime that came twice makes no key.
            if let Some(d) = d
                && primes.len() == make.primes
            {
                let public = Public { n };
                return Self { primes, public, d };
            }
        }
    }

    /// `block^d mod n`, as long as the modulus.
    pub(super) fn sign(&self, block: &[u8]) -> Vec<u8> {
        let block = BigUint::from_bytes_be(block);
        self.public.bytes(&block.modpow(&self.d, &self.public.n))
    }
}

impl Public {
    /// Bytes of the modulus.
    pub(super) fn size(&self) -> usize {
        self.n.bits().div_ceil(8)
    }

    /// `s^3 mod n`: the block that a verifier gets, as long as the modulus.
    pub(super) fn block(&self, signature: &[u8]) -> Vec<u8> {
        let s = BigUint::from_bytes_be(signature);
        self.bytes(&s.modpow(&BigUint::from(3u8), &self.n))
    }

    /// A number with as many bytes as the modulus.
    pub(super) fn bytes(&self, number: &BigUint) -> Vec<u8> {
        let digits = number.to_bytes_be();
        let short = self.size().saturating_sub(digits.len());
        [vec![0; short], digits].concat()
    }

    /// Whether ring, which compares the whole block, accepts a signature (PKCS#1 v1.5, SHA-256).
    pub(super) fn ring_accepts(&self, message: &[u8], signature: &[u8]) -> bool {
        let key = RsaPublicKeyComponents {
            n: self.n.to_bytes_be(),
            e: vec![3],
        };
        let how = &RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY;
        key.verify(how, message, signature).is_ok()
    }

    /// Whether a verifier that reads the block from the left, and no further than the hash, accepts a signature.
    pub(super) fn lax_accepts(&self, message: &[u8], signature: &[u8]) -> bool {
        reads_well(&self.block(signature), message)
    }

    /// Whether a verifier without padding and without a hash accepts: `s^3 = m`.
    pub(super) fn textbook_accepts(&self, message: &[u8], signature: &[u8]) -> bool {
        self.block(signature) == message
    }
}

/// A forged signature, and what it took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Forged {
    /// As long as the modulus.
    pub(super) signature: Vec<u8>,
    /// Cubes that were compared.
    pub(super) steps: u64,
}

/// Any signature, and then the message that it is good for.
pub(super) fn existential(public: &Public, signature: &[u8]) -> Vec<u8> {
    public.block(signature)
}

/// A signature of `message` without the key: the cube root of a number that begins with the right bytes. None if the modulus
/// is so small that no cube does.
pub(super) fn cube_root(public: &Public, message: &[u8]) -> Option<Forged> {
    let begin = start(message, LEAST);
    let free = public.size().checked_sub(begin.len())?;
    let mut highest = begin.clone();
    highest.resize(public.size(), 0xff);
    let (root, steps) = floor_of_cube_root(&BigUint::from_bytes_be(&highest));
    let cube = public.bytes(&(&root * &root * &root));
    (free > 0 && cube.starts_with(&begin)).then(|| Forged {
        signature: public.bytes(&root),
        steps,
    })
}

/// The greatest number whose cube is not above `number`, bit by bit from the top, and how many cubes were compared.
fn floor_of_cube_root(number: &BigUint) -> (BigUint, u64) {
    let mut root = BigUint::from(0u8);
    let mut steps = 0;
    for bit in (0..=number.bits().div_ceil(3)).rev() {
        steps += 1;
        let next = &root + (BigUint::from(1u8) << bit);
        if &next * &next * &next <= *number {
            root = next;
        }
    }
    (root, steps)
}

/// Whether ring accepts what the owner signs: a verifier that refuses that as well would be no repair, and counts as beaten.
fn honest(pair: &Pair, message: &[u8]) -> bool {
    let signature = pair.sign(&whole(message, pair.public.size()));
    pair.public.ring_accepts(message, &signature)
}

/// A message and a signature that fit each other, by whoever has no key.
pub(super) fn existential_wins(chance: &mut Chance, instance: Instance) -> bool {
    let pair = Pair::draw(chance, QUICK);
    let public = &pair.public;
    let signature = public.bytes(&BigUint::from_bytes_be(&chance.vec(120)));
    let message = existential(public, &signature);
    match instance {
        Instance::Weak => public.textbook_accepts(&message, &signature),
        Instance::Fixed => honest(&pair, &message) == public.ring_accepts(&message, &signature),
    }
}

/// A signature of a chosen message.
pub(super) fn cube_root_wins(chance: &mut Chance, instance: Instance) -> bool {
    let pair = Pair::draw(chance, QUICK);
    let public = &pair.public;
    let message = chance.vec(20);
    let Some(forged) = cube_root(public, &message) else {
        return false;
    };
    match instance {
        Instance::Weak => public.lax_accepts(&message, &forged.signature),
        Instance::Fixed => {
            honest(&pair, &message) == public.ring_accepts(&message, &forged.signature)
        }
    }
}

/// A prime that 3 may be an exponent for: one less is no multiple of 3. The first two of its bits are 1.
fn prime(chance: &mut Chance, bits: usize) -> BigUint {
    let top = BigUint::from(3u8) << bits.saturating_sub(2);
    loop {
        let low = chance.gen_biguint(bits.saturating_sub(2));
        let number = &top + low;
        // The next number that leaves 5 when divided by 6: odd, and 2 above a multiple of 3.
        let candidate = &number - &number % 6u8 + 5u8;
        // What this test lets through by mistake is rarer than a fault of the machine.
        if candidate.bits() == bits && probably_prime(&candidate, 5) {
            return candidate;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cube_roots_are_cut() {
        for (number, root) in [
            (0u32, 0u32),
            (1, 1),
            (7, 1),
            (8, 2),
            (26, 2),
            (27, 3),
            (1_000_000, 100),
        ] {
            assert_eq!(floor_of_cube_root(&number.into()).0, root.into());
        }
    }

    #[test]
    fn a_small_modulus_leaves_no_room() {
        let make = Make {
            primes: 2,
            bits: 512,
        };
        let public = Pair::draw(&mut Chance::new(1, "small"), make).public;
        assert_eq!(cube_root(&public, b"m"), None);
    }

    #[test]
    fn keys_sign_what_ring_accepts() {
        let mut chance = Chance::new(1, "forgery");
        for make in [USUAL, QUICK] {
            let pair = Pair::draw(&mut chance, make);
            let signature = pair.sign(&whole(b"m", pair.public.size()));
            assert!(pair.public.ring_accepts(b"m", &signature));
            assert!(pair.public.lax_accepts(b"m", &signature));
            assert!(!pair.public.ring_accepts(b"n", &signature));
        }
    }
}
