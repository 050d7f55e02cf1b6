//! Textbook RSA (RFC 8017 §3, §5.1) over numbers of any size: one power modulo n, nothing around it. That it is not enough is what
//! it is here to show.

use num_bigint_dig::prime::probably_prime;
use num_bigint_dig::{BigUint, ModInverse, RandBigInt};

use crate::demo::chance::Chance;
use crate::demo::glass::modular::is_prime;

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Public {
    /// The product of two primes.
    pub n: BigUint,
    /// The power that encrypts.
    pub e: BigUint,
}

/// A private key, with its public half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Private {
    /// What everyone may know.
    pub public: Public,
    /// The two primes.
    pub primes: [BigUint; 2],
    /// The power that decrypts.
    pub d: BigUint,
}

impl Public {
    /// m^e mod n (RSAEP).
    pub fn raw(&self, m: &BigUint) -> BigUint {
        m.modpow(&self.e, &self.n)
    }

    /// Bytes of n.
    pub fn length(&self) -> usize {
        self.n.bits().div_ceil(8)
    }
}

impl Private {
    /// A key whose n has `bits` bits, with public exponent `e`, a prime, from chance.
    pub fn new(chance: &mut Chance, bits: usize, e: u32) -> Self {
        loop {
            let primes = [(), ()].map(|()| prime(chance, bits / 2, e));
            if let Some(key) = Self::from_e(primes, BigUint::from(e)) {
                return key;
            }
        }
    }

    /// The key of these primes with this e; none if e shares a factor with (p - 1)(q - 1), or if the primes are one.
    pub fn from_e(primes: [BigUint; 2], e: BigUint) -> Option<Self> {
        let d = invert(&e, &totient(&primes))?;
        Self::of(primes, e, d)
    }

    /// The same from d.
    pub fn from_d(primes: [BigUint; 2], d: BigUint) -> Option<Self> {
        let e = invert(&d, &totient(&primes))?;
        Self::of(primes, e, d)
    }

    /// The key of n = p·q, e and one of its primes: what an attacker makes who has found one.
    pub fn from_factor(public: &Public, prime: &BigUint) -> Option<Self> {
        let one = BigUint::from(1_u8);
        if *prime <= one || *prime >= public.n || &public.n % prime != BigUint::from(0_u8) {
            return None;
        }
        Self::from_e([prime.clone(), &public.n / prime], public.e.clone())
    }

    fn of(primes: [BigUint; 2], e: BigUint, d: BigUint) -> Option<Self> {
        let [p, q] = &primes;
        if p == q {
            return None;
        }
        let public = Public { n: p * q, e };
        Some(Self { public, primes, d })
    }

    /// c^d mod n (RSADP).
    pub fn raw(&self, c: &BigUint) -> BigUint {
        c.modpow(&self.d, &self.public.n)
    }
}

/// A prime p of `bits` bits (at least 16) from chance, its two highest bits set, so that the product of two has twice as many bits.
/// The prime `e` does not divide p - 1, or e would have no inverse.
pub fn prime(chance: &mut Chance, bits: usize, e: u32) -> BigUint {
    let small: Vec<u64> = (3..1_000).filter(|n| is_prime(*n)).collect();
    let ends = (BigUint::from(3_u8) << (bits - 2)) | BigUint::from(1_u8);
    loop {
        let number = chance.gen_biguint(bits) | &ends;
        // Most numbers fall to a small prime, which is much cheaper than a power.
        let falls = |prime: &u64| &number % *prime == BigUint::from(0_u8);
        let fits = &number % e != BigUint::from(1_u8);
        if fits && !small.iter().any(falls) && probably_prime(&number, 1) {
            return number;
        }
    }
}

/// The smallest number modulo which e and d have to be inverse: the least common multiple of p - 1 and q - 1. The textbook takes
/// their product, which is a multiple of it; libraries often take this (RFC 8017 §3.1).
pub fn carmichael([p, q]: &[BigUint; 2]) -> BigUint {
    let one = BigUint::from(1_u8);
    let (p, q) = (p - &one, q - &one);
    &p * &q / gcd(&p, &q)
}

/// (p - 1)(q - 1): e and d are inverse modulo it.
pub fn totient([p, q]: &[BigUint; 2]) -> BigUint {
    let one = BigUint::from(1_u8);
    (p - &one) * (q - &one)
}

/// The number that gives 1 when multiplied by `a` modulo `m`; none if they share a factor.
pub fn invert(a: &BigUint, m: &BigUint) -> Option<BigUint> {
    (a % m).mod_inverse(m)?.to_biguint()
}

/// The largest number that divides both, by Euclid's algorithm.
pub fn gcd(a: &BigUint, b: &BigUint) -> BigUint {
    let (mut a, mut b) = (a.clone(), b.clone());
    while b != BigUint::from(0_u8) {
        (a, b) = (b.clone(), a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use rsa::traits::{PrivateKeyParts, PublicKeyParts};
    use rsa::{Pkcs1v15Encrypt, RsaPrivateKey, RsaPublicKey};

    use super::*;

    /// The numbers of the paper of 1978: n = 47 · 59, d = 157, "ITS ALL GREEK TO ME".
    #[test]
    fn the_example_of_rivest_shamir_and_adleman() {
        let primes = [47_u8, 59].map(BigUint::from);
        let key = Private::from_d(primes, BigUint::from(157_u8)).unwrap();
        assert_eq!(
            (&key.public.n, &key.public.e),
            (&BigUint::from(2773_u32), &BigUint::from(17_u8))
        );
        let blocks = [(920_u32, 948_u32), (1900, 2342), (112, 1084), (1200, 1444)];
        for (m, c) in blocks.map(|(m, c)| (BigUint::from(m), BigUint::from(c))) {
            assert_eq!(key.public.raw(&m), c);
            assert_eq!(key.raw(&c), m);
        }
    }

    #[test]
    fn the_crate_seals_and_the_glass_opens() {
        let mut chance = Chance::new(1, "rsa");
        for n in 0..100 {
            let key = Private::new(&mut chance, 512, [3, 17, 65537][n % 3]);
            let Private { public, primes, d } = &key;
            let real =
                RsaPrivateKey::from_p_q(primes[0].clone(), primes[1].clone(), public.e.clone());
            let real = real.unwrap();
            assert_eq!((real.n(), real.d()), (&public.n, &(d % carmichael(primes))));
            let message = chance.vec(n % 50);
            let real = RsaPublicKey::new(public.n.clone(), public.e.clone()).unwrap();
            let sealed = real
                .encrypt(&mut chance, Pkcs1v15Encrypt, &message)
                .unwrap();
            let opened = key.raw(&BigUint::from_bytes_be(&sealed)).to_bytes_be();
            // 02, at least eight bytes that are not 0, then 0 and the message; the 00 in front is no digit of the number.
            let end = opened.iter().position(|byte| *byte == 0).unwrap();
            assert!(opened[0] == 2 && end >= 9);
            assert_eq!(opened[end + 1..], message);
        }
    }

    #[test]
    fn one_prime_is_the_whole_key() {
        let mut chance = Chance::new(2, "rsa");
        let key = Private::new(&mut chance, 256, 65537);
        let found = Private::from_factor(&key.public, &key.primes[0]).unwrap();
        assert_eq!(found.d, key.d);
        assert_eq!(
            gcd(&BigUint::from(84_u8), &BigUint::from(36_u8)),
            BigUint::from(12_u8)
        );
        assert!(Private::from_factor(&key.public, &BigUint::from(1_u8)).is_none());
    }
}
