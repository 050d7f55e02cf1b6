//! The public key of a certificate: that it can be read, and that it is strong enough (CA/B BR §6.1.5, §6.1.6; NIST SP 800-57).

use std::ops::Range;

use num_bigint_dig::BigUint;

use crate::base::text::Text;
use crate::keys::named_curve;
use crate::text;
use crate::trust::check::{Check, Kind};
use crate::trust::course::Course;
use crate::trust::key::{DSA, Key, Rsa, Shape};
use crate::trust::reason::Reason;
use crate::trust::reasons::key;

static KEY: Kind = Kind::new(
    "key",
    "RFC 5280 §4.1.2.7",
    "its key is strong enough",
    "키가 충분히 강하다",
);

pub(crate) fn check(course: &Course<'_, '_>, index: usize) -> Option<Check> {
    let certificate = course.path.get(index)?;
    let public = &certificate.key;
    let (name, kind) = (certificate.subject.short(), public.name());
    let mut faults = Vec::new();
    let mut say = |reason, at, says| faults.push(course.fault(reason, index, at, says));
    match &public.shape {
        Shape::Broken(wrong) => {
            let why = wrong.text();
            let says = Text {
                en: format!("the key of {name} cannot be read: {}", why.en).into(),
                ko: format!("{name} 인증서의 키를 읽을 수 없다: {}", why.ko).into(),
            };
            say(&key::KEY_MALFORMED, public.element.at(), says);
        }
        Shape::Explicit => {
            let says = text!(en: "the key of {name} describes its curve instead of naming it", ko: "{name} 인증서의 키는 곡선을 이름 대신 매개변수로 적었다");
            say(&key::EXPLICIT_CURVE, public.algorithm_at.clone(), says);
        }
        Shape::Point { curve } if !GOOD_CURVES.contains(&curve.as_str()) => {
            let curve = named_curve::name(curve);
            let says = text!(en: "the key of {name} is on {curve}", ko: "{name} 인증서의 키가 쓰는 곡선: {curve}");
            say(&key::CURVE, public.algorithm_at.clone(), says);
        }
        Shape::Point { .. } => {}
        Shape::Bytes(_) if public.algorithm == DSA => {
            let says =
                text!(en: "the key of {name} is a DSA key", ko: "{name} 인증서의 키는 DSA 키이다");
            say(&key::KIND, public.algorithm_at.clone(), says);
        }
        Shape::Bytes(_) => {}
        Shape::Rsa(rsa) => rsa_key(rsa, &name, &mut say),
    }
    if let Some(where_from) = published(public) {
        let says = text!(en: "the private key of {name} stands in {where_from}, for everyone to read", ko: "{name} 인증서의 개인 키가 {where_from} 문서에 실려 있어 누구나 읽을 수 있다");
        say(&key::PUBLIC, public.element.at(), says);
    }
    let good = text!(en: "the key of {name}: {kind}", ko: "{name} 인증서의 키: {kind}");
    Some(KEY.judged(Some(index), faults, good))
}

fn rsa_key(rsa: &Rsa<'_>, name: &str, say: &mut impl FnMut(&'static Reason, Range<usize>, Text)) {
    let bits = rsa.bits();
    let at = rsa.modulus.at();
    if bits < 2048 {
        let says = text!(en: "the RSA key of {name} has {bits} bits, and 2048 are the least", ko: "{name} 인증서의 RSA 키: {bits}비트. 최소 2048비트여야 한다");
        say(&key::TOO_SMALL, at.clone(), says);
    }
    if !bits.is_multiple_of(8) {
        let says = text!(en: "the RSA key of {name} has {bits} bits, which is no multiple of 8", ko: "{name} 인증서의 RSA 키: {bits}비트. 8의 배수가 아니다");
        say(&key::ODD_SIZE, at.clone(), says);
    }
    let exponent = rsa.e();
    let (zero, three) = (BigUint::from(0u8), BigUint::from(3u8));
    if exponent.bits() > 256 {
        // It is a number, and writing it in decimal digits could take forever.
        let width = exponent.bits();
        let says = text!(en: "the public exponent of {name} has {width} bits, and 256 are the most", ko: "{name} 인증서의 공개 지수: {width}비트. 최대 256비트여야 한다");
        say(&key::EXPONENT, rsa.exponent.at(), says);
    } else if exponent < three || &exponent % 2u8 == zero {
        let says = text!(en: "the public exponent of {name} is {exponent}", ko: "{name} 인증서의 공개 지수: {exponent}");
        say(&key::EXPONENT, rsa.exponent.at(), says);
    }
    if let Some(steps) = fermat(rsa) {
        let says = text!(en: "the modulus of {name} falls into its two primes after {steps} steps of Fermat's method", ko: "{name} 인증서의 모듈러스가 페르마의 방법 {steps}단계 만에 두 소수로 나뉜다");
        say(&key::FERMAT, at, says);
    }
}

/// In how many steps Fermat's method finds the factors of n, if in few: n = a² - b² with a just above the square root
/// (CVE-2022-26320).
fn fermat(rsa: &Rsa<'_>) -> Option<u32> {
    if !(512..=8192).contains(&rsa.bits()) {
        return None;
    }
    let n = rsa.n();
    if &n % 2u8 == BigUint::from(0u8) {
        return None;
    }
    let mut a = n.sqrt();
    if &a * &a < n {
        a += 1u8;
    }
    for step in 1..=FERMAT_STEPS {
        let rest = &a * &a - &n;
        let root = rest.sqrt();
        if &root * &root == rest {
            return Some(step);
        }
        a += 1u8;
    }
    None
}

/// Enough for the keys that were found in printers, and no time at all.
const FERMAT_STEPS: u32 = 20;

/// Curves that everybody trusts with: P-256, P-384, P-521.
const GOOD_CURVES: [&str; 3] = ["1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35"];

/// Where the private key of this certificate was published, if it was.
fn published(public: &Key<'_>) -> Option<&'static str> {
    let bits = public.element.raw();
    let known = PUBLISHED.iter().find(|(key, _)| bits.ends_with(key));
    known.map(|(_, place)| *place)
}

/// Public keys whose private key stands in a document: their last bytes, and the document.
const PUBLISHED: [(&[u8], &str); 4] = [
    (
        &[
            0x19, 0xbf, 0x44, 0x09, 0x69, 0x84, 0xcd, 0xfe, 0x85, 0x41, 0xba, 0xc1, 0x67, 0xdc,
            0x3b, 0x96, 0xc8, 0x50, 0x86, 0xaa, 0x30, 0xb6, 0xb6, 0xcb, 0x0c, 0x5c, 0x38, 0xad,
            0x70, 0x31, 0x66, 0xe1,
        ],
        "RFC 8410",
    ),
    (
        &[
            0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64,
            0x07, 0x3a, 0x0e, 0xe1, 0x72, 0xf3, 0xda, 0xa6, 0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68,
            0xf7, 0x07, 0x51, 0x1a,
        ],
        "RFC 8032",
    ),
    (
        &[
            0x79, 0x03, 0xfe, 0x10, 0x08, 0xb8, 0xbc, 0x99, 0xa4, 0x1a, 0xe9, 0xe9, 0x56, 0x28,
            0xbc, 0x64, 0xf2, 0xf1, 0xb2, 0x0c, 0x2d, 0x7e, 0x9f, 0x51, 0x77, 0xa3, 0xc2, 0x94,
            0xd4, 0x46, 0x22, 0x99,
        ],
        "RFC 6979",
    ),
    (
        &[
            0xc7, 0xf1, 0x44, 0xcd, 0x1b, 0xbd, 0x9b, 0x7e, 0x87, 0x2c, 0xdf, 0xed, 0xb9, 0xee,
            0xb9, 0xf4, 0xb3, 0x69, 0x5d, 0x6e, 0xa9, 0x0b, 0x24, 0xad, 0x8a, 0x46, 0x23, 0x28,
            0x85, 0x88, 0xe5, 0xad,
        ],
        "RFC 7515",
    ),
];
