//! The signature on each certificate (RFC 5280 §6.1.3 (a)(1)), and when it does not fit, why not: another key, another body, or
//! another signature.

use crate::base::text::Text;
use crate::dissect::x509::oid;
use crate::keys::hash::Hash;
use crate::keys::signature::Why;
use crate::text;
use crate::trust::certificate::Certificate;
use crate::trust::check::{Check, Kind};
use crate::trust::checks::twin;
use crate::trust::course::Course;
use crate::trust::fault::Fault;
use crate::trust::path::{Hint, hint};
use crate::trust::reasons::{chain, signature};
use crate::trust::signed::{self, Signed};

static SIGNATURE: Kind = Kind::new(
    "signature",
    "RFC 5280 §6.1.3",
    "its issuer signed it",
    "발급자가 서명했다",
);

/// Signature algorithms over a hash that is broken, and the hash.
const BROKEN: [(&str, &str); 6] = [
    ("1.2.840.113549.1.1.2", "MD2"),
    ("1.2.840.113549.1.1.4", "MD5"),
    ("1.2.840.113549.1.1.5", "SHA-1"),
    ("1.2.840.10045.4.1", "SHA-1"),
    ("1.2.840.10040.4.3", "SHA-1"),
    ("1.3.14.3.2.29", "SHA-1"),
];

pub(crate) fn check(course: &Course<'_, '_>, index: usize) -> Option<Check> {
    let certificate = course.path.get(index)?;
    let name = certificate.subject.short();
    let mut faults = Vec::new();
    let (inner, outer) = (&certificate.inner_algorithm, &certificate.algorithm);
    let algorithm = oid::name(&outer.oid).to_owned();
    if inner.element.raw() != outer.element.raw() {
        let signed = oid::name(&inner.oid).to_owned();
        let says = match inner.oid == outer.oid {
            true => {
                text!(en: "the two algorithm identifiers of {name} have other parameters", ko: "{name} 인증서의 두 알고리즘 식별자는 매개변수가 다르다")
            }
            false => {
                text!(en: "beside the signature of {name} stands {algorithm}, and in what is signed {signed}", ko: "{name} 인증서의 서명 옆에 적힌 알고리즘: {algorithm}. 서명된 쪽에 적힌 것: {signed}")
            }
        };
        faults.push(course.fault(&signature::ALG_MISMATCH, index, outer.element.at(), says));
    }
    let trusted = course.is_anchor(index);
    if let Some((_, hash)) = BROKEN
        .iter()
        .find(|(oid, _)| *oid == outer.oid)
        .filter(|_| !trusted)
    {
        let says = text!(en: "{name} is signed with {algorithm}, over {hash}", ko: "{name} 인증서의 서명 알고리즘: {algorithm}, 해시: {hash}");
        faults.push(course.fault(&signature::WEAK_HASH, index, outer.element.at(), says));
    }
    if trusted {
        let good = text!(en: "{name} is trusted, whoever signed it", ko: "누가 서명했든 {name} 인증서를 신뢰한다");
        return Some(SIGNATURE.judged(Some(index), faults, good));
    }
    let above = course.path.get(index + 1).zip(course.links.get(index));
    let Some((issuer, link)) = above else {
        let why = match certificate.is_self_issued() {
            true => {
                text!(en: "{name} signed itself, which proves nothing", ko: "{name} 인증서는 스스로 서명했다. 증명되는 것이 없다")
            }
            false => {
                text!(en: "the key of the issuer of {name} is not at hand", ko: "{name} 인증서를 발급한 쪽의 키가 없다")
            }
        };
        return Some(match faults.iter().any(Fault::refuses) {
            true => SIGNATURE.judged(Some(index), faults, why),
            false => SIGNATURE.unreached(Some(index), faults, why),
        });
    };
    let by = issuer.subject.short();
    match link {
        Signed::Holds => {}
        Signed::NotTried => {
            let why = Text::new(
                "the search was given up before",
                "그 전에 찾기를 그만두었다",
            );
            return Some(SIGNATURE.unreached(Some(index), faults, why));
        }
        Signed::Unchecked(why) => {
            let why = why.text();
            let says = Text {
                en: format!("the signature of {by} on {name}: {}", why.en).into(),
                ko: format!("{name} 인증서에 있는 {by} 쪽의 서명: {}", why.ko).into(),
            };
            faults.push(course.fault(&signature::UNSUPPORTED, index, outer.element.at(), says));
        }
        Signed::Fails(why) => faults.extend(broken(course, index, certificate, issuer, why)),
    }
    let good = text!(en: "{by} signed {name} with {algorithm}", ko: "{by} 쪽이 {name} 인증서에 서명했다. 알고리즘: {algorithm}");
    Some(SIGNATURE.judged(Some(index), faults, good))
}

/// Why the signature of `issuer` on `child` does not fit.
fn broken<'d>(
    course: &Course<'_, 'd>,
    index: usize,
    child: &Certificate<'d>,
    issuer: &Certificate<'d>,
    why: &Why,
) -> Vec<Fault> {
    let (name, by) = (child.subject.short(), issuer.subject.short());
    let place = child.signature.at();
    if let Some(twin) = twin::find(course, child, &issuer.key) {
        return twin::changes(child, twin)
            .into_iter()
            .map(|change| {
                let (part, [then, now]) = (change.part, change.values);
                let says = text!(en: "{part} of {name} was changed after {by} had signed it: it was {then}, it is {now}", ko: "{by} 쪽이 서명한 뒤에 {name} 인증서의 {part} 부분이 바뀌었다. 원래: {then}. 지금: {now}");
                course.fault(&signature::BODY_CHANGED, index, change.at, says)
            })
            .collect();
    }
    let made_over = signed::opened(&issuer.key, child.signature_bytes());
    let body = made_over.and_then(|opened| {
        let hash = match opened.hash.as_str() {
            "2.16.840.1.101.3.4.2.1" => Hash::Sha256,
            "2.16.840.1.101.3.4.2.2" => Hash::Sha384,
            "1.3.14.3.2.26" => Hash::Sha1,
            _ => return Some([hex::encode(opened.digest), "?".to_owned()]),
        };
        let now = hash.digest(child.tbs.raw());
        (now != opened.digest).then(|| [opened.digest, now].map(hex::encode))
    });
    if let Some([then, now]) = body {
        let says = text!(en: "the signature on {name} is really by {by}, over bytes with the hash {then}; those that stand there now have {now}", ko: "{name} 인증서의 서명은 정말 {by} 쪽의 것이지만 해시가 {then} 값인 바이트에 대한 서명이다. 지금 바이트의 해시: {now}");
        return vec![course.fault(&signature::BODY_CHANGED, index, child.tbs.at(), says)];
    }
    if hint(child, issuer) == Hint::Differs {
        let wanted = child.authority_key().map(hex::encode).unwrap_or_default();
        let found = issuer.subject_key().map(hex::encode).unwrap_or_default();
        let at = child
            .values
            .authority_key
            .as_ref()
            .map_or(place, |found| found.at.clone());
        let says = text!(en: "{name} was signed with the key {wanted} of {by}; the certificate of {by} at hand has the key {found}", ko: "{name} 인증서에 서명한 {by} 쪽의 키: {wanted}. 가진 {by} 인증서의 키: {found}");
        return vec![course.fault(&chain::ISSUER_KEY, index, at, says)];
    }
    if let Why::KeyKind { needs, found } = why {
        let says = text!(en: "{name} is signed with an algorithm for keys of the kind {needs}, and {by} has one of the kind {found}", ko: "{name} 인증서의 서명 알고리즘에 필요한 키: {needs}. {by} 쪽의 키: {found}");
        return vec![course.fault(
            &signature::KEY_KIND,
            index,
            child.algorithm.element.at(),
            says,
        )];
    }
    let says = text!(en: "the signature on {name} does not fit the key of {by}", ko: "{name} 인증서의 서명이 {by} 쪽의 키와 맞지 않는다");
    vec![course.fault(&signature::BAD, index, place, says)]
}
