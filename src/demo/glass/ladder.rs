//! The Montgomery ladder (RFC 7748 §5), over numbers of any size: the same code climbs a curve of three digits and Curve25519.

use std::mem;

use num_bigint_dig::{BigUint, ModInverse};

/// A Montgomery curve, v² = u³ + Au² + u modulo a prime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// The prime.
    pub p: BigUint,
    /// What u² is multiplied by.
    pub a: BigUint,
    /// How many bits of a key are climbed.
    pub bits: usize,
}

/// Where one stands after a bit: two neighbouring multiples of the point, as fractions X/Z.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// The bit.
    pub bit: u8,
    /// The bits so far as a number: the lower of the two multiples.
    pub multiple: BigUint,
    /// X and Z of that multiple.
    pub low: [BigUint; 2],
    /// X and Z of the multiple after it.
    pub high: [BigUint; 2],
}

/// A climb from the highest bit to the lowest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Climb {
    /// The u of the multiple.
    pub u: BigUint,
    /// Every rung on the way.
    pub rungs: Vec<Rung>,
    /// What was done with points, in order.
    pub work: Vec<Work>,
}

/// What a step does with points: for whoever watches the power drawn or the time taken, all there is to be seen of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// A point is doubled.
    Double,
    /// Two points are added.
    Add,
}

impl Curve {
    /// Curve25519: p = 2^255 - 19, A = 486662, keys of 255 bits.
    pub fn curve25519() -> Self {
        Self {
            p: (BigUint::from(1_u8) << 255) - BigUint::from(19_u8),
            a: BigUint::from(486_662_u32),
            bits: 255,
        }
    }

    /// (A - 2) / 4, the constant of the doubling: 121665 for Curve25519.
    pub fn a24(&self) -> BigUint {
        let quarter = self.invert(&BigUint::from(4_u8));
        self.times(&self.minus(&self.a, &BigUint::from(2_u8)), &quarter)
    }

    /// `k` times the point with this u, from the highest bit down.
    pub fn climb(&self, k: &BigUint, u: &BigUint) -> Climb {
        let (zero, one) = (BigUint::from(0_u8), BigUint::from(1_u8));
        let (a24, u) = (self.a24(), u % &self.p);
        let mut low = [one.clone(), zero.clone()];
        let mut high = [u.clone(), one.clone()];
        let mut multiple = zero;
        let mut rungs = Vec::with_capacity(self.bits);
        let mut work = Vec::with_capacity(2 * self.bits);
        for at in (0..self.bits).rev() {
            let bit = (k >> at) & &one == one;
            // A real ladder exchanges without a branch (RFC 7748 §5, cswap); here the branch is only for reading.
            if bit {
                mem::swap(&mut low, &mut high);
            }
            high = self.add_neighbours(&low, &high, &u);
            work.push(Work::Add);
            low = self.double(&low, &a24);
            work.push(Work::Double);
            if bit {
                mem::swap(&mut low, &mut high);
            }
            multiple = (multiple << 1) + BigUint::from(u8::from(bit));
            rungs.push(Rung {
                bit: u8::from(bit),
                multiple: multiple.clone(),
                low: low.clone(),
                high: high.clone(),
            });
        }
        Climb {
            u: self.affine(&low),
            rungs,
            work,
        }
    }

    /// X / Z; 0 for the point at infinity, as RFC 7748 has it.
    pub fn affine(&self, [x, z]: &[BigUint; 2]) -> BigUint {
        self.times(x, &self.invert(z))
    }

    /// Twice the point: names as in RFC 7748 §5.
    fn double(&self, [x2, z2]: &[BigUint; 2], a24: &BigUint) -> [BigUint; 2] {
        let (a, b) = (self.plus(x2, z2), self.minus(x2, z2));
        let (aa, bb) = (self.times(&a, &a), self.times(&b, &b));
        let e = self.minus(&aa, &bb);
        let z = self.times(&e, &self.plus(&aa, &self.times(a24, &e)));
        [self.times(&aa, &bb), z]
    }

    /// The sum of two points whose difference is the point with u `x1`: names as in RFC 7748 §5.
    fn add_neighbours(
        &self,
        [x2, z2]: &[BigUint; 2],
        [x3, z3]: &[BigUint; 2],
        x1: &BigUint,
    ) -> [BigUint; 2] {
        let (a, b) = (self.plus(x2, z2), self.minus(x2, z2));
        let (c, d) = (self.plus(x3, z3), self.minus(x3, z3));
        let (da, cb) = (self.times(&d, &a), self.times(&c, &b));
        let (sum, difference) = (self.plus(&da, &cb), self.minus(&da, &cb));
        let square = self.times(&difference, &difference);
        [self.times(&sum, &sum), self.times(x1, &square)]
    }

    fn plus(&self, a: &BigUint, b: &BigUint) -> BigUint {
        (a + b) % &self.p
    }

    fn minus(&self, a: &BigUint, b: &BigUint) -> BigUint {
        (a + &self.p - b % &self.p) % &self.p
    }

    fn times(&self, a: &BigUint, b: &BigUint) -> BigUint {
        a * b % &self.p
    }

    fn invert(&self, a: &BigUint) -> BigUint {
        let inverse = a.mod_inverse(&self.p).and_then(|i| i.to_biguint());
        inverse.unwrap_or_default()
    }
}

/// A key as X25519 uses it: the lowest three bits and the highest cleared, the one below the highest set (RFC 7748 §5).
pub fn clamp(mut key: [u8; 32]) -> [u8; 32] {
    key[0] &= 248;
    key[31] &= 127;
    key[31] |= 64;
    key
}

/// X25519 through the ladder of glass: `key` and `u` of 32 bytes, the lowest byte first.
pub fn x25519(key: [u8; 32], mut u: [u8; 32]) -> [u8; 32] {
    u[31] &= 127;
    let (k, u) = (
        BigUint::from_bytes_le(&clamp(key)),
        BigUint::from_bytes_le(&u),
    );
    little(&Curve::curve25519().climb(&k, &u).u)
}

/// A number as 32 bytes, the lowest first.
pub fn little(number: &BigUint) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (to, from) in bytes.iter_mut().zip(number.to_bytes_le()) {
        *to = from;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::chance::Chance;

    fn bytes(hex: &str) -> [u8; 32] {
        hex::decode(hex).unwrap().try_into().unwrap()
    }

    #[test]
    fn the_vectors_of_the_standard() {
        let check = |key, u, expected| {
            let real = x25519_dalek::x25519(bytes(key), bytes(u));
            assert_eq!(real, bytes(expected));
            assert_eq!(x25519(bytes(key), bytes(u)), bytes(expected));
        };
        // RFC 7748 §5.2.
        check(
            "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
            "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
            "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
        );
        check(
            "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
            "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
            "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957",
        );
        // RFC 7748 §6.1: Alice's and Bob's public keys, and what they share.
        let nine = "0900000000000000000000000000000000000000000000000000000000000000";
        let alice = "77076d0a7318a57d3c16c17251b26645df4c2f92ebc0992ac177fba51db92c2a";
        let bob = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";
        let from_alice = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
        let from_bob = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";
        let shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
        check(alice, nine, from_alice);
        check(bob, nine, from_bob);
        check(alice, from_bob, shared);
        check(bob, from_alice, shared);
    }

    /// RFC 7748 §5.2: the result becomes the key, the old key becomes the point.
    #[test]
    fn applied_again_and_again() {
        let (mut key, mut u) = ([0; 32], [0; 32]);
        (key[0], u[0]) = (9, 9);
        for n in 1..=1000 {
            (key, u) = (x25519(key, u), key);
            if n == 1 {
                let once = "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079";
                assert_eq!(key, bytes(once));
            }
        }
        let often = "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51";
        assert_eq!(key, bytes(often));
    }

    #[test]
    fn the_same_as_the_crate() {
        let mut chance = Chance::new(1, "ladder");
        for _ in 0..100 {
            let (key, u) = (chance.bytes(), chance.bytes());
            assert_eq!(x25519(key, u), x25519_dalek::x25519(key, u));
        }
    }

    #[test]
    fn the_constant_is_that_of_the_standard() {
        assert_eq!(Curve::curve25519().a24(), BigUint::from(121_665_u32));
    }
}
