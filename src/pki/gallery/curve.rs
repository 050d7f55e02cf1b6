//! P-192, a curve too small to be trusted (FIPS 186-4 D.1.2.1): just enough of it to make a key pair.
//!
//! In plain numbers, slow and in no constant time: these keys sign nothing and guard nothing.

use num_bigint_dig::{BigUint, ModInverse};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::RngCore;

use crate::dissect::x509::tag;
use crate::pki::gallery::der;

/// A secret number and the point it leads to.
pub(super) struct Pair {
    secret: [u8; 24],
    point: Vec<u8>,
}

/// Draws a key pair.
pub(super) fn pair(rng: &mut ChaCha20Rng) -> Pair {
    let mut secret = [0; 24];
    rng.fill_bytes(&mut secret);
    // Below the order of the group, which begins with 95 ones, and not zero.
    let [first, .., last] = &mut secret;
    *first &= 0x7f;
    *last |= 1;
    let (x, y) = times(&secret);
    let point = [vec![4], octets(&x), octets(&y)].concat();
    Pair { secret, point }
}

impl Pair {
    pub(super) fn spki(&self) -> Vec<u8> {
        der::sequence(&[&algorithm(), &der::bits(&self.point)])
    }

    /// PKCS#8 around an ECPrivateKey (RFC 5915 §3).
    pub(super) fn pkcs8(&self) -> Vec<u8> {
        let public = der::tlv(tag::context_of(1), &[&der::bits(&self.point)]);
        let secret = der::tlv(tag::OCTET_STRING, &[&self.secret]);
        let inner = der::sequence(&[&der::integer(&[1]), &secret, &public]);
        let wrapped = der::tlv(tag::OCTET_STRING, &[&inner]);
        der::sequence(&[&der::integer(&[0]), &algorithm(), &wrapped])
    }
}

/// id-ecPublicKey on prime192v1.
fn algorithm() -> Vec<u8> {
    let ec = der::oid(&[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1]);
    let curve = der::oid(&[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 1]);
    der::sequence(&[&ec, &curve])
}

type Point = (BigUint, BigUint);

/// `secret` times the base point, by doubling and adding from the highest bit that is set.
fn times(secret: &[u8]) -> Point {
    let base = (number(BASE_X), number(BASE_Y));
    let bits = secret
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
    let mut sum: Option<Point> = None;
    for bit in bits {
        sum = sum.map(|point| add(&point, &point));
        if bit == 1 {
            sum = Some(match sum {
                Some(point) => add(&point, &base),
                None => base.clone(),
            });
        }
    }
    sum.unwrap_or(base)
}

/// The sum of two points, neither of which is the negative of the other.
fn add(left: &Point, right: &Point) -> Point {
    let p = number(PRIME);
    let minus = |a: &BigUint, b: &BigUint| (a + &p - b) % &p;
    let (over, under) = match left == right {
        true => (
            (&left.0 * &left.0 * 3_u32 + &p - 3_u32) % &p,
            (&left.1 * 2_u32) % &p,
        ),
        false => (minus(&right.1, &left.1), minus(&right.0, &left.0)),
    };
    let inverse = under
        .mod_inverse(&p)
        .and_then(|inverse| inverse.to_biguint())
        .unwrap_or_default();
    let slope = over * inverse % &p;
    let x = minus(&minus(&(&slope * &slope % &p), &left.0), &right.0);
    let y = minus(&(slope * minus(&left.0, &x) % &p), &left.1);
    (x, y)
}

fn number(hex: &[u8]) -> BigUint {
    BigUint::parse_bytes(hex, 16).unwrap_or_default()
}

/// As 24 octets.
fn octets(number: &BigUint) -> Vec<u8> {
    let bytes = number.to_bytes_be();
    [vec![0; 24_usize.saturating_sub(bytes.len())], bytes].concat()
}

const PRIME: &[u8] = b"fffffffffffffffffffffffffffffffeffffffffffffffff";
const BASE_X: &[u8] = b"188da80eb03090f67cbf20eb43a18800f4ff0afd82ff1012";
const BASE_Y: &[u8] = b"07192b95ffc8da78631011ed6b24cdd573f977a11e794811";

#[cfg(test)]
mod tests {
    use super::*;

    /// Multiples of the base point as NIST publishes them.
    #[test]
    fn multiples_are_the_published_ones() {
        let check = |secret: u8, x: &str| {
            assert_eq!(hex::encode_upper(octets(&times(&[secret]).0)), x);
        };
        check(1, "188DA80EB03090F67CBF20EB43A18800F4FF0AFD82FF1012");
        check(2, "DAFEBF5828783F2AD35534631588A3F629A70FB16982A888");
        check(3, "76E32A2557599E6EDCD283201FB2B9AADFD0D359CBB263DA");
    }
}
