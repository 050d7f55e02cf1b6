//! A lattice in the plane: a shorter basis for it (Lagrange 1773, Gauss 1801), and the point of it that is near a target.

use num_bigint_dig::{BigInt, Sign};

/// A vector of whole numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Vector {
    /// Its first number.
    pub(super) x: BigInt,
    /// Its second.
    pub(super) y: BigInt,
}

impl Vector {
    /// Its length times itself.
    fn norm(&self) -> BigInt {
        dot(self, self)
    }

    /// How long it is, in bits: half those of its length times itself.
    pub(super) fn bits(&self) -> usize {
        self.norm().bits().div_ceil(2)
    }

    fn less(&self, times: &BigInt, other: &Self) -> Self {
        Self {
            x: &self.x - times * &other.x,
            y: &self.y - times * &other.y,
        }
    }
}

/// A basis whose first vector is the shortest there is, and what it took.
#[derive(Clone, Debug)]
pub(super) struct Reduced {
    /// The shorter vector, then the longer.
    pub(super) basis: [Vector; 2],
    /// Bits of the shorter vector before each step, and at the end.
    pub(super) lengths: Vec<usize>,
}

/// Takes the shorter vector off the longer as often as it fits, as Euclid does with numbers, until neither gets shorter.
pub(super) fn reduce(basis: [Vector; 2]) -> Reduced {
    let [mut short, mut long] = basis;
    let mut lengths = Vec::new();
    loop {
        if long.norm() < short.norm() {
            (short, long) = (long, short);
        }
        lengths.push(short.bits());
        let times = nearest(&dot(&short, &long), &short.norm());
        if times.sign() == Sign::NoSign {
            let basis = [short, long];
            return Reduced { basis, lengths };
        }
        long = long.less(&times, &short);
    }
}

/// The point of the lattice that is near `target`: its coordinates, rounded (Babai 1986). None for a basis that spans a line.
pub(super) fn near(basis: &[Vector; 2], target: &Vector) -> Option<Vector> {
    let [a, b] = basis;
    let whole = area(a, b);
    if whole.sign() == Sign::NoSign {
        return None;
    }
    let m = nearest(&area(target, b), &whole);
    let n = nearest(&area(a, target), &whole);
    Some(Vector {
        x: &m * &a.x + &n * &b.x,
        y: &m * &a.y + &n * &b.y,
    })
}

fn dot(a: &Vector, b: &Vector) -> BigInt {
    &a.x * &b.x + &a.y * &b.y
}

fn area(a: &Vector, b: &Vector) -> BigInt {
    &a.x * &b.y - &a.y * &b.x
}

/// `a / b`, rounded to the nearest whole number; `b` is not 0.
fn nearest(a: &BigInt, b: &BigInt) -> BigInt {
    let (a, b) = match b.sign() {
        Sign::Minus => (-a, -b),
        Sign::NoSign | Sign::Plus => (a.clone(), b.clone()),
    };
    let twice: BigInt = &a * 2 + &b;
    let whole: BigInt = &b * 2;
    let cut = &twice / &whole;
    // Division cuts towards 0; below 0 that is one too many, unless it came out even.
    match twice.sign() == Sign::Minus && &cut * &whole != twice {
        true => cut - 1,
        false => cut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(x: i64, y: i64) -> Vector {
        Vector {
            x: x.into(),
            y: y.into(),
        }
    }

    #[test]
    fn rounding_is_to_the_nearest() {
        let check = |a: i64, b: i64, n: i64| assert_eq!(nearest(&a.into(), &b.into()), n.into());
        check(7, 2, 4);
        check(-7, 2, -3);
        check(-7, 4, -2);
        check(7, -4, -2);
        check(-1, 4, 0);
        check(5, 3, 2);
    }

    #[test]
    fn a_basis_gets_short_and_spans_the_same() {
        let reduced = reduce([vector(1, 36), vector(0, 101)]);
        let [a, b] = &reduced.basis;
        assert!(a.norm() <= b.norm() && b.norm() < BigInt::from(200));
        assert_eq!(area(a, b) * area(a, b), BigInt::from(101 * 101));
        assert_eq!(near(&reduced.basis, &vector(3, 7)).unwrap(), vector(3, 7));
    }
}
