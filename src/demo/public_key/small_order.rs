//! Points and numbers of small order: an end that answers whatever comes, and what its answers give away.

use crate::demo::chance::Chance;
use crate::demo::glass::curve::{Curve, Point, Prime, Roots};
use crate::demo::glass::modular::{
    bytes, factors, generator, is_prime, power, prime_between, times, together,
};
use crate::demo::primitive::mac::hmac_sha256;

/// What an end does with a public value before using it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    /// Nothing.
    Nothing,
    /// It refuses what does not belong to the group it works in.
    Member,
}

/// A group of numbers with small subgroups: p = 2 · r · s · q + 1, keys are powers of a number of order q.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numbers {
    /// The prime.
    pub(super) p: u64,
    /// The order of `g`, a prime.
    pub(super) q: u64,
    /// The small primes in p - 1.
    pub(super) small: [u64; 2],
    /// A number of order q.
    pub(super) g: u64,
}

impl Numbers {
    /// Such a group from chance.
    pub(super) fn new(chance: &mut Chance) -> Self {
        loop {
            let [r, s] = [(), ()].map(|()| prime_between(chance, 11, 60));
            let q = prime_between(chance, 1_000, 9_999);
            let p = 2 * r * s * q + 1;
            if r != s && is_prime(p) {
                let g = power(generator(p), 2 * r * s, p);
                let small = [r, s];
                return Self { p, q, small, g };
            }
        }
    }
}

/// An end that keeps one secret and answers with a MAC under what it agreed on, as a Finished message does.
#[derive(Clone, Debug)]
pub(super) struct Server {
    secret: u64,
    check: Check,
    /// How often it was asked.
    pub(super) asked: u64,
}

impl Server {
    /// An end with a secret.
    pub(super) fn new(secret: u64, check: Check) -> Self {
        Self {
            secret,
            check,
            asked: 0,
        }
    }

    /// Its answer to a number as public value; none: refused.
    pub(super) fn on_number(&mut self, group: &Numbers, public: u64) -> Option<Vec<u8>> {
        self.asked += 1;
        let member = (2..group.p - 1).contains(&public) && power(public, group.q, group.p) == 1;
        if self.check == Check::Member && !member {
            return None;
        }
        Some(tag(&bytes(power(public, self.secret, group.p))))
    }

    /// Its answer to a point as public value; none: refused.
    pub(super) fn on_point(&mut self, curve: &Curve, public: Point) -> Option<Vec<u8>> {
        self.asked += 1;
        let member = public != Point::Infinity && curve.holds(public);
        if self.check == Check::Member && !member {
            return None;
        }
        Some(tag(&across(curve.times(self.secret, public))))
    }
}

/// HMAC-SHA-256 under the agreed value, its first 8 bytes: what everybody sees of it.
fn tag(agreed: &[u8]) -> Vec<u8> {
    let whole = hmac_sha256(agreed, b"finished");
    whole.get(..8).unwrap_or_default().to_vec()
}

/// What ends agree on when they agree on a point: its x; a word for that at infinity, because to HMAC no key and a key of zeros
/// (x = 0) are the same.
fn across(point: Point) -> Vec<u8> {
    match point {
        Point::Infinity => b"infinity".to_vec(),
        Point::At(x, _) => bytes(x),
    }
}

/// What one answer gave away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leak {
    /// A small prime.
    pub(super) order: u64,
    /// What the secret leaves when divided by it; of points, up to its sign.
    pub(super) rest: u64,
    /// What was answered.
    pub(super) tag: Vec<u8>,
    /// How many values were tried against the answer.
    pub(super) guesses: u64,
}

/// A number whose powers repeat after `order` steps, a prime that divides p - 1.
pub(super) fn number_of_order(group: &Numbers, order: u64) -> u64 {
    power(generator(group.p), (group.p - 1) / order, group.p)
}

/// Sends a number of small order, and tries all its powers against the answer.
pub(super) fn confine(server: &mut Server, group: &Numbers, order: u64) -> Option<Leak> {
    let sent = number_of_order(group, order);
    let answer = server.on_number(group, sent)?;
    let rest = (0..order).find(|k| tag(&bytes(power(sent, *k, group.p))) == answer)?;
    Some(Leak {
        order,
        rest,
        tag: answer,
        guesses: rest + 1,
    })
}

/// What two confinements and the public share say: the secret, and how many candidates were left to compare.
pub(super) fn combine(group: &Numbers, share: u64, leaks: &[Leak]) -> Option<(u64, u64)> {
    let parts: Vec<_> = leaks.iter().map(|leak| (leak.rest, leak.order)).collect();
    let (rest, step) = together(&parts);
    let mut candidates = (0_u64..).map(|n| rest + n * step);
    let fits = |x: &u64| power(group.g, *x, group.p) == share;
    let count = group.q / step + 1;
    let at = (0..count).zip(candidates.by_ref()).find(|(_, x)| fits(x))?;
    Some((at.1, at.0 + 1))
}

/// A point that is not on the curve meant, but on one with the same p and a, where it has a small order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stray {
    /// The curve it is on.
    pub(super) curve: Curve,
    /// The point.
    pub(super) point: Point,
    /// After how many additions it comes back: a prime.
    pub(super) order: u64,
}

/// Points of other curves, of different small orders, until the product of their orders is more than `enough`.
pub(super) fn strays(curve: &Curve, enough: u64, chance: &mut Chance) -> Vec<Stray> {
    let roots = Roots::new(curve.p);
    let mut found: Vec<Stray> = Vec::new();
    let mut product = 1_u64;
    let start = chance.below(curve.p);
    for n in 0..curve.p {
        let b = (start + n) % curve.p;
        let other = Curve { b, ..*curve };
        if b == curve.b || other.is_singular() {
            continue;
        }
        let points = other.order(&roots);
        for order in factors(points) {
            let fresh = found.iter().all(|stray| stray.order != order);
            if !fresh || !(5..60).contains(&order) || product > enough {
                continue;
            }
            // Where the points of this order are a plane, not a line, the multiple is always that at infinity: after some tries
            // the next curve will do.
            let mut multiples =
                (0..16).map(|_| other.times(points / order, other.point(chance, &roots)));
            let Some(point) = multiples.find(|point| *point != Point::Infinity) else {
                continue;
            };
            found.push(Stray {
                curve: other,
                point,
                order,
            });
            product = product.saturating_mul(order);
        }
        if product > enough {
            break;
        }
    }
    found
}

/// Sends a stray point, and tries its multiples against the answer. Opposite points have the same x: the sign stays open.
pub(super) fn probe(server: &mut Server, meant: &Curve, stray: &Stray) -> Option<Leak> {
    let answer = server.on_point(meant, stray.point)?;
    let fits = |k: &u64| tag(&across(stray.curve.times(*k, stray.point))) == answer;
    let rest = (0..=stray.order / 2).find(fits)?;
    Some(Leak {
        order: stray.order,
        rest,
        tag: answer,
        guesses: rest + 1,
    })
}

/// The secret from leaks up to sign: squares have no sign, so that its square is put together and its root taken.
pub(super) fn unsquare(leaks: &[Leak]) -> Option<u64> {
    let squares = leaks
        .iter()
        .map(|leak| (times(leak.rest, leak.rest, leak.order), leak.order));
    let (square, _) = together(&squares.collect::<Vec<_>>());
    let root = square.isqrt();
    (!leaks.is_empty() && root * root == square).then_some(root)
}

/// The whole invalid-curve attack on a server that works on `meant`, whose keys are below `order`.
pub(super) fn invalid_curve(
    server: &mut Server,
    meant: &Prime,
    chance: &mut Chance,
) -> Option<u64> {
    let strays = strays(&meant.curve, meant.order * meant.order, chance);
    let leaks: Option<Vec<Leak>> = strays
        .iter()
        .map(|stray| probe(server, &meant.curve, stray))
        .collect();
    unsquare(&leaks?)
}

/// The whole small-subgroup attack on a server whose public share is `share`.
pub(super) fn small_subgroup(server: &mut Server, group: &Numbers, share: u64) -> Option<u64> {
    let leaks: Option<Vec<Leak>> = group
        .small
        .iter()
        .map(|order| confine(server, group, *order))
        .collect();
    combine(group, share, &leaks?).map(|(secret, _)| secret)
}
