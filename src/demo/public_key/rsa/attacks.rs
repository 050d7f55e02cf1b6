//! Eight attacks on RSA, each a function of what everybody can see.

use num_bigint_dig::BigUint;

use crate::demo::chance::Chance;
use crate::demo::glass::rsa::{Public, gcd, invert};
use crate::demo::public_key::rsa::sealing::Padding;

/// Encrypts each guess with the public key and compares: the guess that gives `sealed`.
pub(super) fn confirmed<'g>(
    key: &Public,
    padding: Padding,
    sealed: &BigUint,
    guesses: &[&'g str],
    chance: &mut Chance,
) -> Option<&'g str> {
    let mut fits = |guess: &&&str| {
        let again = padding.seal(key, chance, guess.as_bytes());
        again.as_ref() == Some(sealed)
    };
    guesses.iter().find(|guess| fits(guess)).copied()
}

/// A ciphertext of twice the number in `sealed`: 2^e times it.
pub(super) fn doubled(key: &Public, sealed: &BigUint) -> BigUint {
    sealed * key.raw(&BigUint::from(2_u8)) % &key.n
}

/// The cube root of `sealed`, if it is a cube: then m³ was smaller than n, and never went around.
pub fn cube_root(sealed: &BigUint) -> Option<BigUint> {
    let root = sealed.cbrt();
    (&root * &root * &root == *sealed).then_some(root)
}

/// One message sent to three with e = 3: m³ modulo the product of all moduli, which it is smaller than, and its cube root.
pub(super) fn broadcast(sent: &[(&Public, &BigUint)]) -> Option<BigUint> {
    let (mut number, mut product) = (BigUint::from(0_u8), BigUint::from(1_u8));
    for (key, sealed) in sent {
        let n = &key.n;
        let missing = (*sealed + n - &number % n) % n;
        let steps = missing * invert(&product, n)? % n;
        number += &product * steps;
        product *= n;
    }
    cube_root(&number)
}

/// One message under two keys with one modulus: s·e + t·f = 1, so that c^s · k^t is the message.
pub fn common_modulus(sent: [(&Public, &BigUint); 2]) -> Option<BigUint> {
    let [(one, c), (other, k)] = sent;
    let n = &one.n;
    let s = invert(&one.e, &other.e)?;
    // s·e is one more than a multiple of f: t is that multiple, with the sign turned.
    let t = (&s * &one.e - BigUint::from(1_u8)) / &other.e;
    Some(c.modpow(&s, n) * invert(k, n)?.modpow(&t, n) % n)
}

/// What Wiener's attack finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wiener {
    /// The private exponent.
    pub(super) d: BigUint,
    /// One of the primes.
    pub(super) prime: BigUint,
    /// Which convergent of e/n it was, from 1.
    pub(super) convergent: u64,
}

/// The fractions that come ever closer to e/n (its continued fraction): if d is small, one of them is k/d with e·d = 1 + k·φ.
pub(super) fn wiener(key: &Public) -> Option<Wiener> {
    let [zero, one] = [0_u8, 1].map(BigUint::from);
    let (mut a, mut b) = (key.e.clone(), key.n.clone());
    let (mut k, mut k_before) = (one.clone(), zero.clone());
    let (mut d, mut d_before) = (zero.clone(), one.clone());
    for convergent in 1_u64.. {
        if b == zero {
            return None;
        }
        let quotient = &a / &b;
        (a, b) = (b.clone(), a % b);
        (k, k_before) = (&quotient * &k + k_before, k);
        (d, d_before) = (&quotient * &d + d_before, d);
        if let Some(prime) = prime_of(key, &k, &d) {
            return Some(Wiener {
                d,
                prime,
                convergent,
            });
        }
    }
    None
}

/// The smaller prime, if φ is (e·d - 1)/k: p + q is then n - φ + 1, and p - q a root.
fn prime_of(key: &Public, k: &BigUint, d: &BigUint) -> Option<BigUint> {
    let [zero, one] = [0_u8, 1].map(BigUint::from);
    let product = &key.e * d;
    if *k == zero || product <= one {
        return None;
    }
    let phi = (product - &one) / k;
    if phi >= key.n {
        return None;
    }
    let sum = &key.n - phi + &one;
    let (square, four) = (&sum * &sum, &key.n << 2);
    if square < four {
        return None;
    }
    let difference = (square - four).sqrt();
    if difference >= sum {
        return None;
    }
    let prime = (sum - difference) >> 1;
    (prime > one && &key.n % &prime == zero).then_some(prime)
}

/// A prime that two moduli share.
pub(super) fn shared_prime(one: &Public, other: &Public) -> Option<BigUint> {
    let common = gcd(&one.n, &other.n);
    (common != BigUint::from(1_u8) && common != one.n).then_some(common)
}

/// n as the difference of two squares, beginning at its root (Fermat): a prime, and after how many steps; at most `most`.
pub(super) fn fermat(key: &Public, most: u64) -> Option<(BigUint, u64)> {
    let one = BigUint::from(1_u8);
    let mut middle = key.n.sqrt();
    if &middle * &middle < key.n {
        middle += &one;
    }
    for step in 1..=most {
        let square = &middle * &middle - &key.n;
        let root = square.sqrt();
        if &root * &root == square {
            let prime = &middle - root;
            return (prime > one).then_some((prime, step));
        }
        middle += &one;
    }
    None
}
