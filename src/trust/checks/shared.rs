//! RSA keys that share a prime (Heninger and others, 2012): the greatest common divisor of two moduli gives both away.

use num_bigint_dig::BigUint;

use crate::base::text::Text;
use crate::text;
use crate::trust::certificate::Certificate;
use crate::trust::check::{Check, Kind};
use crate::trust::fault::{Fault, Place};
use crate::trust::pool::Pool;
use crate::trust::question::Question;
use crate::trust::reasons::key;

static SHARED: Kind = Kind::new(
    "shared-prime",
    "CA/B BR §6.1.6",
    "its key shares no prime with another at hand",
    "가진 다른 키와 소수를 나누어 쓰지 않는다",
);

/// Keys with which the leaf's is compared.
const MOST: usize = 64;

/// Looked at once for a question: it does not depend on the path.
pub(crate) fn check(question: &Question<'_>, pool: &Pool<'_>, known: &[Certificate<'_>]) -> Check {
    let leaf = pool.leaf().map(|entry| &entry.certificate);
    let Some((leaf, n)) = leaf.and_then(|leaf| Some((leaf, modulus(leaf)?))) else {
        let why = Text::new(
            "only RSA keys have primes",
            "소수로 이루어진 것은 RSA 키뿐이다",
        );
        return SHARED.not_reached(Some(0), why);
    };
    let mut faults = Vec::new();
    let at_hand = pool.entries.iter().map(|entry| &entry.certificate);
    let others = at_hand
        .chain(known)
        .filter_map(|other| Some((other, modulus(other)?)));
    let mut seen = 0;
    for (other, m) in others.take(MOST).filter(|(_, m)| *m != n) {
        seen += 1;
        let prime = gcd(n.clone(), m);
        if prime > BigUint::from(1u8) {
            let (name, twin, bits) = (leaf.subject.short(), other.subject.short(), prime.bits());
            let says = text!(en: "the keys of {name} and {twin} have a prime of {bits} bits in common", ko: "{name} 인증서와 {twin} 인증서의 키에 {bits}비트짜리 공통 소수가 있다");
            let at = leaf.key.rsa().map_or(0..0, |rsa| rsa.modulus.at());
            let place = Place::Certificate { index: 0, at };
            faults.push(Fault::new(
                &key::SHARED_PRIME,
                place,
                question.profile,
                says,
            ));
        }
    }
    let good = text!(en: "compared with {seen} other RSA keys at hand", ko: "가진 다른 RSA 키 {seen}개와 비교했다");
    SHARED.judged(Some(0), faults, good)
}

/// The modulus of a key that somebody may use.
fn modulus(certificate: &Certificate<'_>) -> Option<BigUint> {
    let rsa = certificate.key.rsa()?;
    (512..=8192).contains(&rsa.bits()).then(|| rsa.n())
}

/// Euclid's algorithm.
fn gcd(mut a: BigUint, mut b: BigUint) -> BigUint {
    let zero = BigUint::from(0u8);
    while b != zero {
        let rest = &a % &b;
        a = b;
        b = rest;
    }
    a
}
