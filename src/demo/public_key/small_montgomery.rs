//! A Montgomery curve of three digits, with whole points: what a ladder gives is held against plain repeated addition.

use num_bigint_dig::BigUint;

use crate::demo::chance::Chance;
use crate::demo::glass::ladder::Curve;
use crate::demo::glass::modular::{inverse, minus, plus, prime_between, times};

/// v² = u³ + Au² + u modulo p, and a point on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Small {
    /// The prime.
    pub(super) p: u64,
    /// What u² is multiplied by.
    pub(super) a: u64,
    /// The point.
    pub(super) base: (u64, u64),
    /// After how many additions the point comes back to the beginning.
    pub(super) order: u64,
}

impl Small {
    /// Bits of a key here.
    pub(super) const BITS: usize = 7;

    /// A curve and a point of an order above every key, from chance.
    pub(super) fn new(chance: &mut Chance) -> Self {
        loop {
            let p = prime_between(chance, 131, 251);
            let (a, u, v) = (
                3 + chance.below(p - 5),
                2 + chance.below(p - 2),
                1 + chance.below(p - 1),
            );
            let square = times(u, u, p);
            let right = plus(plus(times(square, u, p), times(a, square, p), p), u, p);
            if times(v, v, p) != right {
                continue;
            }
            let mut small = Self {
                p,
                a,
                base: (u, v),
                order: 0,
            };
            let (mut sum, mut order) = (Some(small.base), 1);
            while sum.is_some() {
                sum = small.add(sum, Some(small.base));
                order += 1;
            }
            small.order = order;
            if order > 128 {
                return small;
            }
        }
    }

    /// The curve as the ladder takes it.
    pub(super) fn curve(&self) -> Curve {
        Curve {
            p: BigUint::from(self.p),
            a: BigUint::from(self.a),
            bits: Self::BITS,
        }
    }

    /// The u of `k` times the point, by adding it `k` times; none for the point at infinity.
    pub(super) fn by_adding(&self, k: u64) -> Option<u64> {
        let sum = (0..k).fold(None, |sum, _| self.add(sum, Some(self.base)));
        sum.map(|(u, _)| u)
    }

    /// The sum of two points; none is that at infinity.
    fn add(&self, one: Option<(u64, u64)>, other: Option<(u64, u64)>) -> Option<(u64, u64)> {
        let (p, a) = (self.p, self.a);
        let (Some((u1, v1)), Some((u2, v2))) = (one, other) else {
            return one.or(other);
        };
        if u1 == u2 && plus(v1, v2, p) == 0 {
            return None;
        }
        let (rise, run) = if u1 == u2 {
            let slope = plus(times(3, times(u1, u1, p), p), times(2 * a, u1, p), p);
            (plus(slope, 1, p), times(2, v1, p))
        } else {
            (minus(v2, v1, p), minus(u2, u1, p))
        };
        let slope = times(rise, inverse(run, p)?, p);
        let u = minus(minus(times(slope, slope, p), a, p), plus(u1, u2, p), p);
        Some((u, minus(times(slope, minus(u1, u, p), p), v1, p)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_gives_what_adding_gives() {
        let mut chance = Chance::new(1, "small montgomery");
        for _ in 0..5 {
            let small = Small::new(&mut chance);
            let (curve, u) = (small.curve(), BigUint::from(small.base.0));
            for k in 0..128 {
                let climbed = curve.climb(&BigUint::from(k), &u).u;
                let added = small.by_adding(k).unwrap_or(0);
                assert_eq!(climbed, BigUint::from(added), "{k} on {small:?}");
            }
        }
    }
}
