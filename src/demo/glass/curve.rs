//! A small elliptic curve, y² = x³ + ax + b modulo a prime of a few digits: points are added as in SEC 1 §2.2.1.
//!
//! The formulas for sums never use b. That is not a slip: it is so in the standard, and in every library.

use crate::demo::chance::Chance;
use crate::demo::glass::modular::{inverse, is_prime, minus, plus, prime_between, times};

/// A curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Curve {
    /// The prime.
    pub p: u64,
    /// What x is multiplied by.
    pub a: u64,
    /// What is added.
    pub b: u64,
}

/// A point of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// The point that changes nothing when it is added.
    Infinity,
    /// The point with this x and this y.
    At(u64, u64),
}

/// The square roots of every number modulo a prime, as a table.
#[derive(Clone, Debug)]
pub struct Roots(Vec<Option<u64>>);

/// A curve all of whose points are multiples of one, and a prime number of them.
#[derive(Clone, Copy, Debug)]
pub struct Prime {
    /// The curve.
    pub curve: Curve,
    /// The point all others are multiples of.
    pub base: Point,
    /// How many points there are, that at infinity included: a prime.
    pub order: u64,
}

impl Roots {
    /// The roots modulo `p`.
    pub fn new(p: u64) -> Self {
        let mut table = vec![None; usize::try_from(p).unwrap_or(0)];
        for y in 0..=p / 2 {
            let square = usize::try_from(times(y, y, p)).unwrap_or(usize::MAX);
            if let Some(place) = table.get_mut(square) {
                *place = Some(y);
            }
        }
        Self(table)
    }

    /// The smaller root of `square`; none if it is no square.
    pub fn of(&self, square: u64) -> Option<u64> {
        self.0.get(usize::try_from(square).ok()?).copied().flatten()
    }
}

impl Curve {
    /// What y² has to be at `x`: x³ + ax + b.
    pub fn right(&self, x: u64) -> u64 {
        let Self { p, a, b } = *self;
        plus(times(plus(times(x, x, p), a, p), x, p), b, p)
    }

    /// Whether the point is on the curve.
    pub fn holds(&self, point: Point) -> bool {
        match point {
            Point::Infinity => true,
            Point::At(x, y) => x < self.p && y < self.p && times(y, y, self.p) == self.right(x),
        }
    }

    /// Whether the curve has a sharp point or crosses itself: 4a³ + 27b² is 0.
    pub fn is_singular(&self) -> bool {
        let Self { p, a, b } = *self;
        let cube = times(a, times(a, a, p), p);
        plus(times(4, cube, p), times(27, times(b, b, p), p), p) == 0
    }

    /// The sum of two points. It is computed without b, so that it takes points of other curves as well.
    pub fn add(&self, one: Point, other: Point) -> Point {
        let p = self.p;
        let (Point::At(x1, y1), Point::At(x2, y2)) = (one, other) else {
            return if one == Point::Infinity { other } else { one };
        };
        if x1 == x2 && plus(y1, y2, p) == 0 {
            return Point::Infinity;
        }
        // The slope of the line through both, or of the tangent.
        let (rise, run) = if x1 == x2 {
            let square = times(x1, x1, p);
            (plus(times(3, square, p), self.a, p), times(2, y1, p))
        } else {
            (minus(y2, y1, p), minus(x2, x1, p))
        };
        let slope = inverse(run, p).map_or(0, |inverse| times(rise, inverse, p));
        let x = minus(minus(times(slope, slope, p), x1, p), x2, p);
        Point::At(x, minus(times(slope, minus(x1, x, p), p), y1, p))
    }

    /// `k` times the point: a doubling for each bit, an addition for each bit that is set.
    pub fn times(&self, k: u64, point: Point) -> Point {
        let mut sum = Point::Infinity;
        for at in (0..u64::BITS - k.leading_zeros()).rev() {
            sum = self.add(sum, sum);
            if k >> at & 1 == 1 {
                sum = self.add(sum, point);
            }
        }
        sum
    }

    /// How many points it has, that at infinity included: for each x two, one or none.
    pub fn order(&self, roots: &Roots) -> u64 {
        let at = |x| match roots.of(self.right(x)) {
            Some(0) => 1,
            Some(_) => 2,
            None => 0,
        };
        1 + (0..self.p).map(at).sum::<u64>()
    }

    /// A point of it, other than that at infinity, drawn from chance.
    pub fn point(&self, chance: &mut Chance, roots: &Roots) -> Point {
        loop {
            let x = chance.below(self.p);
            if let Some(y) = roots.of(self.right(x)) {
                return Point::At(x, y);
            }
        }
    }
}

impl Prime {
    /// A curve over a prime of four digits, drawn from chance.
    pub fn new(chance: &mut Chance) -> Self {
        let p = prime_between(chance, 1_000, 1_999);
        let roots = Roots::new(p);
        loop {
            let (a, b) = (1 + chance.below(p - 1), 1 + chance.below(p - 1));
            let curve = Curve { p, a, b };
            let order = curve.order(&roots);
            if !curve.is_singular() && is_prime(order) {
                let base = curve.point(chance, &roots);
                return Self { curve, base, order };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// y² = x³ + 2x + 2 modulo 17, a curve of many textbooks: 19 points, all multiples of (5, 1).
    #[test]
    fn the_curve_of_the_textbook() {
        let (curve, base) = (Curve { p: 17, a: 2, b: 2 }, Point::At(5, 1));
        assert_eq!(curve.order(&Roots::new(17)), 19);
        let known = [
            (2, (6, 3)),
            (3, (10, 6)),
            (4, (3, 1)),
            (9, (7, 6)),
            (18, (5, 16)),
        ];
        for (k, (x, y)) in known {
            assert_eq!(curve.times(k, base), Point::At(x, y), "{k}");
        }
        assert_eq!(curve.times(19, base), Point::Infinity);
    }

    #[test]
    fn sums_stay_on_the_curve_and_order_is_order() {
        let mut chance = Chance::new(1, "curve");
        for _ in 0..20 {
            let Prime { curve, base, order } = Prime::new(&mut chance);
            assert!(curve.holds(base) && base != Point::Infinity);
            assert_eq!(curve.times(order, base), Point::Infinity);
            let mut sum = Point::Infinity;
            for k in 0..50 {
                assert!(curve.holds(sum));
                assert_eq!(curve.times(k, base), sum);
                sum = curve.add(sum, base);
            }
        }
    }
}
