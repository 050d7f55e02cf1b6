//! Arithmetic modulo a small number: powers, inverses, primes, remainders put together. Small enough to be checked by hand.

use crate::demo::chance::Chance;

/// `a · b` modulo `m`; 0 if `m` is 0.
pub fn times(a: u64, b: u64, m: u64) -> u64 {
    if let Some(product) = a.checked_mul(b) {
        return product.checked_rem(m).unwrap_or(0);
    }
    let product = u128::from(a) * u128::from(b);
    let rest = product.checked_rem(u128::from(m)).unwrap_or(0);
    u64::try_from(rest).unwrap_or(0)
}

/// `a + b` modulo `m`; 0 if `m` is 0.
pub fn plus(a: u64, b: u64, m: u64) -> u64 {
    if let Some(sum) = a.checked_add(b) {
        return sum.checked_rem(m).unwrap_or(0);
    }
    let sum = u128::from(a) + u128::from(b);
    let rest = sum.checked_rem(u128::from(m)).unwrap_or(0);
    u64::try_from(rest).unwrap_or(0)
}

/// `a - b` modulo `m`.
pub fn minus(a: u64, b: u64, m: u64) -> u64 {
    plus(a, m - b.checked_rem(m).unwrap_or(0), m)
}

/// `base` to the power of `exponent`, modulo `m`: a squaring for each bit, a multiplication for each bit that is set.
pub fn power(base: u64, exponent: u64, m: u64) -> u64 {
    let mut result = 1_u64.checked_rem(m).unwrap_or(0);
    for at in (0..u64::BITS - exponent.leading_zeros()).rev() {
        result = times(result, result, m);
        if exponent >> at & 1 == 1 {
            result = times(result, base, m);
        }
    }
    result
}

/// The number that gives 1 when multiplied by `a` modulo `m`; none if they share a factor.
pub fn inverse(a: u64, m: u64) -> Option<u64> {
    let whole = i128::from(m);
    let (mut r, mut next) = (whole, i128::from(a.checked_rem(m)?));
    let (mut t, mut other) = (0_i128, 1_i128);
    while next != 0 {
        let quotient = r / next;
        (r, next) = (next, r - quotient * next);
        (t, other) = (other, t - quotient * other);
    }
    if r != 1 {
        return None;
    }
    u64::try_from(t.rem_euclid(whole)).ok()
}

/// Whether `n` is a prime, by trying every divisor up to its root.
pub fn is_prime(n: u64) -> bool {
    n > 1 && factors(n).first() == Some(&n)
}

/// The primes that divide `n`, each once, in ascending order.
pub fn factors(n: u64) -> Vec<u64> {
    let (mut rest, mut found, mut prime) = (n, Vec::new(), 2_u64);
    while prime.saturating_mul(prime) <= rest {
        if rest % prime == 0 {
            found.push(prime);
            while rest % prime == 0 {
                rest /= prime;
            }
        }
        prime += 1;
    }
    if rest > 1 {
        found.push(rest);
    }
    found
}

/// A prime from `least` to `most`, drawn from chance; there has to be one.
pub fn prime_between(chance: &mut Chance, least: u64, most: u64) -> u64 {
    loop {
        let n = least + chance.below(most - least + 1);
        if is_prime(n) {
            return n;
        }
    }
}

/// The smallest number whose powers are all of 1 to `p - 1`, for a prime `p`.
pub fn generator(p: u64) -> u64 {
    let orders = factors(p - 1);
    let generates = |g: &u64| {
        orders
            .iter()
            .all(|prime| power(*g, (p - 1) / prime, p) != 1)
    };
    (2..p).find(generates).unwrap_or(1)
}

/// The number below the product of all moduli that leaves each of these remainders (Chinese remainder theorem), and that product.
/// Pairs are remainder, modulus; the moduli share no factor.
pub fn together(parts: &[(u64, u64)]) -> (u64, u64) {
    let mut all = (0, 1);
    for &(rest, m) in parts {
        let (number, product): (u64, u64) = all;
        // How many times the product has to be added until the remainder is right.
        let missing = minus(rest, number, m);
        let steps = inverse(product, m).map_or(0, |inverse| times(missing, inverse, m));
        all = (
            number.saturating_add(product.saturating_mul(steps)),
            product.saturating_mul(m),
        );
    }
    all
}

/// A number as bytes, the highest first, without leading zeros; one byte at least.
pub fn bytes(n: u64) -> Vec<u8> {
    let all = n.to_be_bytes();
    let zeros = all.iter().take_while(|byte| **byte == 0).count();
    all.get(zeros.min(all.len() - 1)..)
        .unwrap_or_default()
        .to_vec()
}

#[cfg(test)]
mod tests {
    use num_bigint_dig::{BigUint, ModInverse};

    use super::*;

    #[test]
    fn numbers_are_those_of_the_crate() {
        let mut chance = Chance::new(1, "modular");
        for _ in 0..200 {
            let m = prime_between(&mut chance, 1_000, 1_000_000);
            let (a, b) = (1 + chance.below(m - 1), chance.below(m));
            let [big_a, big_b, big_m] = [a, b, m].map(BigUint::from);
            let of_crate = big_a.modpow(&big_b, &big_m);
            assert_eq!(BigUint::from(power(a, b, m)), of_crate);
            let back = inverse(a, m).unwrap();
            let of_crate = big_a.mod_inverse(&big_m).unwrap();
            assert_eq!(Some(BigUint::from(back)), of_crate.to_biguint());
            assert_eq!(minus(a, b, m), (m + a - b) % m);
        }
        assert_eq!(inverse(6, 9), None);
        assert_eq!(factors(360), [2, 3, 5]);
        assert_eq!(
            (is_prime(1), is_prime(2), is_prime(91)),
            (false, true, false)
        );
        assert_eq!(generator(23), 5);
        assert_eq!((bytes(0), bytes(256)), (vec![0], vec![1, 0]));
    }

    #[test]
    fn remainders_are_put_together() {
        // Sunzi's riddle: 2 by threes, 3 by fives, 2 by sevens.
        assert_eq!(together(&[(2, 3), (3, 5), (2, 7)]), (23, 105));
    }
}
