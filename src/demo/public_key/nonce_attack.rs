//! From two ECDSA signatures to the private key: where the nonce came twice, and where both nonces are short.

use num_bigint_dig::{BigInt, BigUint, Sign};
use p256::elliptic_curve::PrimeField;
use p256::{FieldBytes, ProjectivePoint, Scalar};

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::glass::ecdsa::{Signature, bytes, drawn, hashed, public, quotient, reduced, sign};
use crate::demo::public_key::lattice::{Vector, near, reduce};

/// Bytes of the nonces that are too short: what a nonce of AES-GCM has.
pub(super) const SHORT: usize = 12;

/// What people sign.
static LETTERS: &[&str] = &[
    "pay alice 10",
    "update 4.1 is genuine",
    "bob may enter",
    "i agree to the terms",
    "the price is 250",
    "server.test is at 10.77.0.2",
];

/// What stands in public: the hash of a message, and its signature.
#[derive(Clone, Copy, Debug)]
pub struct Signed {
    /// The hash as a number.
    pub z: Scalar,
    /// The signature.
    pub signature: Signature,
}

/// The nonce and the key, if `two` were signed with one nonce: `k = (z1 - z2) / (s1 - s2)`, `d = (s·k - z) / r`. Wrong
/// numbers come out if they were not; none if a division by 0 is in the way.
pub fn from_same_nonce(two: &[Signed; 2]) -> Option<[Scalar; 2]> {
    let [one, other] = two;
    let k = quotient(one.z - other.z, one.signature.s - other.signature.s)?;
    Some([k, from_nonce(one, k)?])
}

/// The key behind a signature whose nonce is known.
pub fn from_nonce(signed: &Signed, k: Scalar) -> Option<Scalar> {
    quotient(signed.signature.s * k - signed.z, signed.signature.r)
}

/// What an attacker makes of two signatures whose nonces are short.
#[derive(Clone, Debug)]
pub(super) struct Short {
    /// `k2 = slope·k1 + offset` holds for the two nonces, whatever they are.
    pub(super) slope: Scalar,
    /// The other number of that line.
    pub(super) offset: Scalar,
    /// The basis before: `(1, slope)` and `(0, n)`.
    pub(super) before: [Vector; 2],
    /// The basis after.
    pub(super) after: [Vector; 2],
    /// Bits of the shorter vector of the basis, before each step and at the end.
    pub(super) lengths: Vec<usize>,
    /// The two nonces, if both are short.
    pub(super) nonces: [Scalar; 2],
    /// The key that follows.
    pub(super) key: Scalar,
}

/// The key behind two signatures, if both nonces have a little less than half the bits of the order.
///
/// Each signature is an equation in its nonce and the key; without the key, one line is left: `k2 = slope·k1 + offset` modulo
/// n. The points `(x, slope·x mod n)` form a lattice with one point for every n places of the plane, so that hardly more than
/// one point of the line is as near to 0 as two short nonces are.
pub(super) fn from_short_nonces(two: &[Signed; 2]) -> Option<Short> {
    let [one, other] = two;
    let (r1, s1) = (one.signature.r, one.signature.s);
    let (r2, s2) = (other.signature.r, other.signature.s);
    let slope = quotient(r2 * s1, s2 * r1)?;
    let offset = quotient(other.z * r1 - r2 * one.z, s2 * r1)?;
    let start = Vector {
        x: 1.into(),
        y: integer(slope),
    };
    let turn = Vector {
        x: 0.into(),
        y: integer(-Scalar::ONE) + 1,
    };
    let before = [start, turn];
    let reduced = reduce(before.clone());
    let target = Vector {
        x: 0.into(),
        y: -integer(offset),
    };
    let point = near(&reduced.basis, &target)?;
    let nonces = [scalar(&point.x), scalar(&(point.y - target.y))];
    let [first, _] = nonces;
    Some(Short {
        slope,
        offset,
        before,
        after: reduced.basis,
        lengths: reduced.lengths,
        nonces,
        key: from_nonce(one, first)?,
    })
}

/// Whether a key is that of `owner`: anybody can tell.
pub(super) fn fits(key: Scalar, owner: ProjectivePoint) -> bool {
    public(key) == owner
}

/// Two messages signed with a nonce each.
pub(super) fn signed(d: Scalar, messages: [&[u8]; 2], nonces: [Scalar; 2]) -> Option<[Signed; 2]> {
    let one = |message: &[u8], k| {
        let z = hashed(message);
        let signature = sign(d, z, k)?;
        Some(Signed { z, signature })
    };
    let ([m1, m2], [k1, k2]) = (messages, nonces);
    Some([one(m1, k1)?, one(m2, k2)?])
}

/// The attack on a nonce that came twice.
pub(super) fn reuse_wins(chance: &mut Chance, instance: Instance) -> bool {
    let wins = |two: &_, owner| from_same_nonce(two).is_some_and(|[_, key]| fits(key, owner));
    mounted(chance, instance, wins, |chance| {
        let k = number(chance);
        [k, k]
    })
}

/// The attack on nonces that are short.
pub(super) fn bias_wins(chance: &mut Chance, instance: Instance) -> bool {
    let wins = |two: &_, owner| from_short_nonces(two).is_some_and(|found| fits(found.key, owner));
    mounted(chance, instance, wins, |chance| {
        [short(chance), short(chance)]
    })
}

/// An owner signs two messages, with nonces that are `misused` or with those of RFC 6979; the attacker sees both and the public key.
fn mounted(
    chance: &mut Chance,
    instance: Instance,
    wins: fn(&[Signed; 2], ProjectivePoint) -> bool,
    misused: fn(&mut Chance) -> [Scalar; 2],
) -> bool {
    let d = number(chance);
    let first = letter(chance, b"");
    let second = letter(chance, &first);
    let nonces = match instance {
        Instance::Weak => misused(chance),
        Instance::Fixed => [drawn(d, &first).k, drawn(d, &second).k],
    };
    signed(d, [&first, &second], nonces).is_some_and(|two| wins(&two, public(d)))
}

/// A number below the order, not 0.
pub fn number(chance: &mut Chance) -> Scalar {
    // 0 comes once in 2^256 draws; a number that is reduced is likelier by a share of 2^-32, which is no matter here.
    reduced(&chance.bytes())
}

/// A nonce of [`SHORT`] bytes.
pub(super) fn short(chance: &mut Chance) -> Scalar {
    let mut wide = [0; 32];
    let (_, low) = wide.split_at_mut(32 - SHORT);
    low.copy_from_slice(&chance.bytes::<SHORT>());
    reduced(&wide)
}

/// Something to sign that is not `other`.
pub(super) fn letter(chance: &mut Chance, other: &[u8]) -> Vec<u8> {
    let letters = LETTERS.iter().filter(|letter| letter.as_bytes() != other);
    let letters: Vec<&str> = letters.copied().collect();
    let letter = chance.pick(&letters).copied().unwrap_or_default();
    letter.as_bytes().to_vec()
}

fn integer(number: Scalar) -> BigInt {
    BigInt::from_bytes_be(Sign::Plus, &bytes(number))
}

/// A number of at most 256 bits modulo the order; 0 for what is longer.
fn scalar(number: &BigInt) -> Scalar {
    let (sign, digits) = number.to_bytes_be();
    let order: BigUint = BigUint::from_bytes_be(&bytes(-Scalar::ONE)) + 1u8;
    let digits = (BigUint::from_bytes_be(&digits) % order).to_bytes_be();
    let mut repr = FieldBytes::default();
    let start = repr.len().saturating_sub(digits.len());
    for (to, from) in repr.iter_mut().skip(start).zip(digits) {
        *to = from;
    }
    let size: Option<Scalar> = Scalar::from_repr(repr).into();
    let size = size.unwrap_or(Scalar::ZERO);
    match sign {
        Sign::Minus => -size,
        Sign::NoSign | Sign::Plus => size,
    }
}
