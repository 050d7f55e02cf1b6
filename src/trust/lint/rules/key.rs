//! Rules on the key and the signature algorithm (RFC 3279, RFC 5480, RFC 5758, RFC 8410; BR §6.1.5, §6.1.6 and §7.1.3).

use crate::base::text::Text;
use crate::dissect::x509::oid;
use crate::dissect::x509::tag;
use crate::text;
use crate::trust::lint::element::Element;
use crate::trust::lint::rule::Book::{Standard, Web};
use crate::trust::lint::rule::Scope::{All, Server};
use crate::trust::lint::rule::{Found, Rule, own};
use crate::trust::lint::sheet::{Sheet, path};
use crate::trust::reason::Levels;
use crate::trust::reasons;

/// The rules of this family.
#[rustfmt::skip]
pub static RULES: &[Rule] = &[
    Rule { book: Standard, scope: All, check: small, reason: &reasons::key::TOO_SMALL },
    Rule { book: Standard, scope: All, check: odd, reason: &reasons::key::ODD_SIZE },
    Rule { book: Standard, scope: All, check: exponent, reason: &reasons::key::EXPONENT },
    Rule { book: Standard, scope: All, check: factor, reason: &own("lint.rsa-factor", "CA/B BR §6.1.6", Levels::ERROR, [
        ("a small prime divides the modulus", "작은 소수가 모듈러스를 나눈다"),
        ("A modulus that 2, 3 or 751 divides was not made of two great primes: it was damaged on the way, and anyone can factor it.", "2, 3, 751 따위로 나누어지는 모듈러스는 큰 소수 둘로 만든 것이 아니다. 중간에 손상된 것이며 누구나 소인수분해할 수 있다."),
        ("make a new key, and look for what damages the bytes", "키를 새로 만들고 바이트를 망가뜨린 원인을 찾는다"),
    ]) },
    Rule { book: Standard, scope: All, check: curve, reason: &reasons::key::CURVE },
    Rule { book: Standard, scope: All, check: explicit, reason: &reasons::key::EXPLICIT_CURVE },
    Rule { book: Standard, scope: All, check: kind, reason: &reasons::key::KIND },
    Rule { book: Web, scope: Server, check: edwards, reason: &own("lint.key-not-on-web", "CA/B BR §6.1.5", Levels::WEB, [
        ("browsers do not take keys of this kind", "브라우저에서 받아들이지 않는 종류의 키이다"),
        ("Ed25519 is a good signature, but browsers and their hardware modules do not take it in certificates yet.", "Ed25519는 좋은 서명이지만 브라우저와 보안 모듈은 아직 인증서에서 받아들이지 않는다."),
        ("for the web make a key on P-256; elsewhere there is nothing to repair", "웹이라면 P-256 키를 만든다. 다른 곳이라면 고칠 것이 없다"),
    ]) },
    Rule { book: Standard, scope: All, check: key_parameters, reason: &own("lint.key-parameters", "RFC 3279 §2.3.1", Levels::ERROR, [
        ("the key's parameters are not as its standard says", "키의 매개변수가 표준과 다르다"),
        ("The standard of each algorithm fixes this, and programs compare these bytes as a whole (RFC 8410 §3).", "알고리즘마다 표준이 정한 것이며, 프로그램은 이 바이트를 통째로 비교한다(RFC 8410 §3)."),
        ("write NULL for RSA, and nothing for Ed25519 and Ed448", "RSA에는 NULL을 적고 Ed25519와 Ed448에는 아무것도 적지 않는다"),
    ]) },
    Rule { book: Standard, scope: All, check: compressed, reason: &own("lint.compressed-point", "RFC 5480 §2.2", Levels::WARNING, [
        ("the point of the key is compressed", "키의 점을 압축해 적었다"),
        ("A compressed point is legal and saves 32 bytes, and many programs cannot read it.", "압축한 점은 적법하고 32바이트를 아끼지만 읽지 못하는 프로그램이 많다."),
        ("write both coordinates", "두 좌표를 모두 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: hash, reason: &reasons::signature::WEAK_HASH },
    Rule { book: Standard, scope: All, check: parameters, reason: &own("lint.signature-parameters", "RFC 4055 §5", Levels::ERROR, [
        ("the signature's parameters are not as its standard says", "서명의 매개변수가 표준과 다르다"),
        ("The standard of each algorithm fixes this (RFC 5758 §3.2, RFC 8410 §3); a mismatch has let forged bytes ride along.", "알고리즘마다 표준이 정한 것이다(RFC 5758 §3.2, RFC 8410 §3). 느슨하면 위조한 바이트가 끼어들 수 있다."),
        ("write NULL for RSA, and nothing for ECDSA and EdDSA", "RSA에는 NULL을 적고 ECDSA와 EdDSA에는 아무것도 적지 않는다"),
    ]) },
    Rule { book: Web, scope: All, check: matched, reason: &own("lint.curve-hash", "CA/B BR §7.1.3.2.2", Levels::WEB, [
        ("hash and curve of the signature do not match", "서명의 해시와 곡선이 짝이 맞지 않는다"),
        ("The weaker of hash and curve decides; a pair of equal strength wastes neither.", "해시와 곡선 가운데 약한 쪽이 강도를 정한다. 강도가 같은 짝이라야 어느 쪽도 낭비되지 않는다."),
        ("sign with the hash that fits the issuer's curve", "발급자의 곡선에 맞는 해시로 서명한다"),
    ]) },
];

const RSA: &str = "1.2.840.113549.1.1.1";
const CURVES: &str = "1.2.840.10045.2.1";
const EDWARDS: [&str; 2] = ["1.3.101.112", "1.3.101.113"];
/// Trusted curves, and the signature that fits each.
const TRUSTED: [(&str, &str); 3] = [
    ("1.2.840.10045.3.1.7", "1.2.840.10045.4.3.2"),
    ("1.3.132.0.34", "1.2.840.10045.4.3.3"),
    ("1.3.132.0.35", "1.2.840.10045.4.3.4"),
];
/// Signatures over MD2, MD4, MD5 and SHA-1.
const WEAK: [&str; 8] = [
    "1.2.840.113549.1.1.2",
    "1.2.840.113549.1.1.3",
    "1.2.840.113549.1.1.4",
    "1.2.840.113549.1.1.5",
    "1.3.14.3.2.29",
    "1.2.840.10045.4.1",
    "1.2.840.10040.4.3",
    "1.3.14.3.2.27",
];

/// The two numbers of an RSA key, without leading zeros.
struct RsaKey<'d> {
    modulus: Element<'d>,
    exponent: Element<'d>,
}

impl<'d> RsaKey<'d> {
    fn of(sheet: &Sheet<'d>) -> Option<Self> {
        let bits = sheet.key.part(1).filter(|_| sheet.key_kind() == RSA)?;
        let inside = Element::first(bits.content.get(1..)?, bits.inside().start + 1)?;
        Some(Self {
            modulus: inside.part(0)?,
            exponent: inside.part(1)?,
        })
    }

    fn digits(number: &Element<'d>) -> &'d [u8] {
        let zeros = number.content.iter().take_while(|byte| **byte == 0).count();
        number.content.get(zeros..).unwrap_or_default()
    }

    fn bits(&self) -> usize {
        let digits = Self::digits(&self.modulus);
        let free = digits.first().map_or(0, |first| first.leading_zeros());
        digits.len() * 8 - usize::try_from(free).unwrap_or(0)
    }

    /// What is left when the modulus is divided by `by`.
    fn rest(&self, by: u32) -> u32 {
        let digits = Self::digits(&self.modulus).iter();
        digits.fold(0, |rest, digit| (rest << 8 | u32::from(*digit)) % by)
    }
}

/// The named curve of a key on a curve: its path of numbers, and where it is said.
fn named_curve<'d>(sheet: &Sheet<'d>) -> Option<(String, Element<'d>)> {
    let parameters = sheet.key.part(0)?.part(1)?;
    let named = sheet.key_kind() == CURVES && parameters.tag == tag::OID;
    named.then(|| (path(&parameters), parameters))
}

fn small(sheet: &Sheet<'_>) -> Vec<Found> {
    let Some(key) = RsaKey::of(sheet) else {
        return Vec::new();
    };
    let bits = key.bits();
    if bits >= 2048 {
        return Vec::new();
    }
    Found::alone(
        key.modulus.at(),
        text!(en: "the RSA key has {bits} bits", ko: "RSA 키가 {bits}비트이다"),
    )
}

fn odd(sheet: &Sheet<'_>) -> Vec<Found> {
    let Some(key) = RsaKey::of(sheet) else {
        return Vec::new();
    };
    let bits = key.bits();
    if bits.is_multiple_of(8) {
        return Vec::new();
    }
    Found::alone(
        key.modulus.at(),
        text!(en: "the modulus has {bits} bits, no multiple of 8", ko: "모듈러스가 {bits}비트로 8의 배수가 아니다"),
    )
}

fn exponent(sheet: &Sheet<'_>) -> Vec<Found> {
    let Some(key) = RsaKey::of(sheet) else {
        return Vec::new();
    };
    let digits = RsaKey::digits(&key.exponent);
    let even = digits.last().is_none_or(|last| last & 1 == 0);
    let says = match digits {
        _ if even => Text::new("the public exponent is even", "공개 지수가 짝수이다"),
        [1] => Text::new("the public exponent is 1", "공개 지수가 1이다"),
        [n] => {
            text!(en: "the public exponent is {n}, below 65537", ko: "공개 지수가 {n}: 65537보다 작다")
        }
        [_, _] => Text::new(
            "the public exponent is below 65537",
            "공개 지수가 65537보다 작다",
        ),
        _ if digits.len() > 32 => Text::new(
            "the public exponent is above 2^256",
            "공개 지수가 2^256보다 크다",
        ),
        _ => return Vec::new(),
    };
    Found::alone(key.exponent.at(), says)
}

fn factor(sheet: &Sheet<'_>) -> Vec<Found> {
    let Some(key) = RsaKey::of(sheet) else {
        return Vec::new();
    };
    let primes = (2..752).filter(|n: &u32| (2..*n).all(|m| !n.is_multiple_of(m)));
    let mut divisors = primes.filter(|prime| key.rest(*prime) == 0);
    let Some(prime) = divisors.next() else {
        return Vec::new();
    };
    Found::alone(
        key.modulus.at(),
        text!(en: "the modulus is divided by {prime}", ko: "모듈러스를 나누는 작은 소수: {prime}"),
    )
}

fn curve(sheet: &Sheet<'_>) -> Vec<Found> {
    let Some((path, parameters)) = named_curve(sheet) else {
        return Vec::new();
    };
    if TRUSTED.iter().any(|(trusted, _)| *trusted == path) {
        return Vec::new();
    }
    let name = oid::name(&path);
    Found::alone(
        parameters.at(),
        text!(en: "the key lies on the curve {name}", ko: "키가 놓인 곡선: {name}"),
    )
}

fn explicit(sheet: &Sheet<'_>) -> Vec<Found> {
    let parameters = sheet.key.part(0).and_then(|all| all.part(1));
    match parameters {
        Some(all) if sheet.key_kind() == CURVES && all.tag != tag::OID => Found::alone(
            all.at(),
            Text::new(
                "the curve is not named by an object identifier",
                "곡선을 객체 식별자로 적지 않았다",
            ),
        ),
        Some(_) | None => Vec::new(),
    }
}

fn kind(sheet: &Sheet<'_>) -> Vec<Found> {
    if sheet.key_kind() != "1.2.840.10040.4.1" {
        return Vec::new();
    }
    Found::alone(sheet.key.at(), Text::new("it is a DSA key", "DSA 키이다"))
}

fn edwards(sheet: &Sheet<'_>) -> Vec<Found> {
    let kind = sheet.key_kind();
    if !EDWARDS.contains(&kind.as_str()) {
        return Vec::new();
    }
    let name = oid::name(&kind);
    Found::alone(
        sheet.key.at(),
        text!(en: "the key is of the kind {name}", ko: "키의 종류: {name}"),
    )
}

fn key_parameters(sheet: &Sheet<'_>) -> Vec<Found> {
    let kind = sheet.key_kind();
    let algorithm = sheet.key.part(0);
    let parameters = algorithm.and_then(|all| all.part(1));
    let right = match (kind.as_str(), parameters) {
        (RSA, Some(all)) => all.tag == tag::NULL && all.content.is_empty(),
        (RSA, None) => false,
        (kind, some) if EDWARDS.contains(&kind) => some.is_none(),
        _ => true,
    };
    if right {
        return Vec::new();
    }
    let at = algorithm.map_or(sheet.key.at(), |all| all.at());
    let name = oid::name(&kind);
    Found::alone(
        at,
        text!(en: "the parameters of {name} are not as its standard says", ko: "{name}: 매개변수가 표준과 다르다"),
    )
}

fn compressed(sheet: &Sheet<'_>) -> Vec<Found> {
    let point = sheet.key.part(1).filter(|_| sheet.key_kind() == CURVES);
    match point {
        Some(point) if matches!(point.content, [_, 2 | 3, ..]) => Found::alone(
            point.at(),
            Text::new("the point is compressed", "점을 압축해 적었다"),
        ),
        Some(_) | None => Vec::new(),
    }
}

/// The path of numbers of the signature algorithm said inside.
fn signed_with(sheet: &Sheet<'_>) -> String {
    sheet
        .inner
        .part(0)
        .map_or_else(String::new, |element| path(&element))
}

fn hash(sheet: &Sheet<'_>) -> Vec<Found> {
    let kind = signed_with(sheet);
    // Nobody checks the signature of a root: it is trusted because it is at hand.
    let root = sheet.is_authority() && sheet.is_self_issued();
    if root || !WEAK.contains(&kind.as_str()) {
        return Vec::new();
    }
    let name = oid::name(&kind);
    Found::alone(
        sheet.inner.at(),
        text!(en: "it is signed with {name}", ko: "서명 알고리즘: {name}"),
    )
}

fn parameters(sheet: &Sheet<'_>) -> Vec<Found> {
    let right = |algorithm: &Element<'_>| {
        let kind = algorithm
            .part(0)
            .map_or_else(String::new, |element| path(&element));
        let parameters = algorithm.part(1);
        let null = parameters.is_some_and(|all| all.tag == tag::NULL && all.content.is_empty());
        match kind.as_str() {
            // PSS says its hash there.
            "1.2.840.113549.1.1.10" => true,
            kind if kind.starts_with("1.2.840.113549.1.1.") => null,
            kind if kind.starts_with("1.2.840.10045.4.") => parameters.is_none(),
            kind if EDWARDS.contains(&kind) => parameters.is_none(),
            _ => true,
        }
    };
    let both = [&sheet.inner, &sheet.outer];
    both.into_iter()
        .filter(|algorithm| !right(algorithm))
        .map(|algorithm| {
            let says = Text::new(
                "the parameters of the signature algorithm are not as its standard says",
                "서명 알고리즘의 매개변수가 표준과 다르다",
            );
            Found::new(algorithm.at(), says)
        })
        .collect()
}

fn matched(sheet: &Sheet<'_>) -> Vec<Found> {
    let signer = match &sheet.above {
        Some(above) => above,
        None if sheet.is_self_issued() => sheet,
        None => return Vec::new(),
    };
    let (Some((curve, _)), used) = (named_curve(signer), signed_with(sheet)) else {
        return Vec::new();
    };
    let fits = TRUSTED.iter().find(|(trusted, _)| *trusted == curve);
    if fits.is_none_or(|(_, fit)| *fit == used) {
        return Vec::new();
    }
    let (curve, used) = (oid::name(&curve), oid::name(&used));
    Found::alone(
        sheet.inner.at(),
        text!(en: "a key on {curve} signed it with {used}", ko: "서명한 키의 곡선 {curve}, 서명 알고리즘 {used}: 짝이 맞지 않는다"),
    )
}
