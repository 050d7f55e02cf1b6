//! Polynomials over GF(2^128) and their roots, by Berlekamp's trace algorithm: how a repeated nonce gives the key of GHASH away.

use crate::demo::glass::ghash::Element;

/// A polynomial: the coefficient of z^n stands at place n, and the last is not zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Polynomial(Vec<Element>);

impl Polynomial {
    /// From coefficients, that of z^0 first.
    pub fn new(mut coefficients: Vec<Element>) -> Self {
        while coefficients.last().is_some_and(|last| last.is_zero()) {
            coefficients.pop();
        }
        Self(coefficients)
    }

    /// The coefficients, that of z^0 first.
    pub fn coefficients(&self) -> &[Element] {
        &self.0
    }

    /// The highest power in it; none for the polynomial that is zero everywhere.
    pub fn degree(&self) -> Option<usize> {
        self.0.len().checked_sub(1)
    }

    /// Every z where it is zero, each once, in no order that means anything; nothing for the zero polynomial.
    pub fn roots(&self) -> Vec<Element> {
        let Some(whole) = self.monic() else {
            return Vec::new();
        };
        // z^(2^128) - z is the product of all z - a: what it shares with this polynomial are its roots, each once.
        let powers = whole.frobenius();
        let Some(all) = powers.last().map(Self::squared) else {
            return Vec::new();
        };
        let linear = whole.gcd(&all.rem(&whole).plus(&Self::z()));
        let mut found = Vec::new();
        linear.split(&mut found);
        found
    }

    /// Splits a product of different `z - a` until only such are left.
    fn split(&self, found: &mut Vec<Element>) {
        let Some(whole) = self.monic() else { return };
        match whole.coefficients() {
            [] | [_] => return,
            [constant, _] => {
                found.push(*constant);
                return;
            }
            _ => {}
        }
        let powers = whole.frobenius();
        // The trace of b·a is 0 for some roots a and 1 for the others; two different roots are told apart by some b = x^n.
        for n in 0..128 {
            let mut scale = Element(Element::ONE.0 >> n);
            let mut trace = Self(Vec::new());
            for power in &powers {
                trace = trace.plus(&power.scaled(scale));
                scale = scale.square();
            }
            let part = whole.gcd(&trace);
            if part.degree().is_some_and(|d| d > 0) && part.degree() < whole.degree() {
                part.split(found);
                whole.over(&part).split(found);
                return;
            }
        }
    }

    /// z to the powers 2^0 … 2^127, each modulo `self`.
    fn frobenius(&self) -> Vec<Self> {
        let mut power = Self::z().rem(self);
        let mut all = Vec::with_capacity(128);
        for _ in 0..128 {
            let next = power.squared().rem(self);
            all.push(power);
            power = next;
        }
        all
    }

    fn z() -> Self {
        Self(vec![Element::ZERO, Element::ONE])
    }

    fn plus(&self, other: &Self) -> Self {
        let n = self.0.len().max(other.0.len());
        let at = |of: &Self, n: usize| of.0.get(n).copied().unwrap_or_default();
        Self::new((0..n).map(|n| at(self, n).plus(at(other, n))).collect())
    }

    fn scaled(&self, by: Element) -> Self {
        Self::new(self.0.iter().map(|one| one.times(by)).collect())
    }

    /// With two as one, the square of a sum is the sum of the squares.
    fn squared(&self) -> Self {
        let spread = self.0.iter().flat_map(|one| [one.square(), Element::ZERO]);
        Self::new(spread.collect())
    }

    fn monic(&self) -> Option<Self> {
        let by = self.0.last()?.inverse()?;
        Some(self.scaled(by))
    }

    /// Quotient and rest of the division by a polynomial that begins with 1·z^n.
    fn divided(&self, by: &Self) -> (Self, Self) {
        let (mut rest, mut quotient) = (self.0.clone(), Vec::new());
        while rest.len() >= by.0.len() && !by.0.is_empty() {
            let Some(top) = rest.last().copied() else {
                break;
            };
            let start = rest.len() - by.0.len();
            for (to, from) in rest.iter_mut().skip(start).zip(&by.0) {
                *to = to.plus(from.times(top));
            }
            rest.pop();
            quotient.push(top);
        }
        quotient.reverse();
        (Self::new(quotient), Self::new(rest))
    }

    fn rem(&self, by: &Self) -> Self {
        self.divided(by).1
    }

    fn over(&self, by: &Self) -> Self {
        by.monic()
            .map_or_else(|| self.clone(), |by| self.divided(&by).0)
    }

    fn gcd(&self, other: &Self) -> Self {
        let (mut a, mut b) = (self.clone(), other.clone());
        while let Some(by) = b.monic() {
            let rest = a.rem(&by);
            (a, b) = (by, rest);
        }
        a.monic().unwrap_or(a)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::chance::Chance;

    #[test]
    fn roots_are_found_and_nothing_else() {
        let mut chance = Chance::new(1, "roots");
        for degree in 1..=5 {
            let mut roots: Vec<Element> = (0..degree)
                .map(|_| Element::read(&chance.bytes::<16>()))
                .collect();
            let mut product = Polynomial::new(vec![Element::ONE]);
            for root in &roots {
                let shifted = [&[Element::ZERO], product.coefficients()].concat();
                product = Polynomial::new(shifted).plus(&product.scaled(*root));
            }
            let mut found = product.roots();
            roots.sort_by_key(|root| root.0);
            found.sort_by_key(|root| root.0);
            assert_eq!(found, roots);
        }
        for _ in 0..5 {
            let any = Polynomial::new(
                (0..4)
                    .map(|_| Element::read(&chance.bytes::<16>()))
                    .collect(),
            );
            for root in any.roots() {
                let turn = |sum: Element, next: &Element| sum.times(root).plus(*next);
                let value = any.0.iter().rev().fold(Element::ZERO, turn);
                assert!(value.is_zero());
            }
        }
        assert!(Polynomial::new(vec![Element::ONE]).roots().is_empty());
        assert!(Polynomial::new(Vec::new()).roots().is_empty());
    }
}
