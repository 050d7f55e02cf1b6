//! Key identifiers (RFC 5280 §4.2.1.1, §4.2.1.2): that they are there. They are hints for finding a path and decide none.

use crate::text;
use crate::trust::check::{Check, Kind};
use crate::trust::course::Course;
use crate::trust::profile::Profile;
use crate::trust::reasons::extension;

static IDENTIFIERS: Kind = Kind::new(
    "key-identifiers",
    "RFC 5280 §4.2.1.1",
    "it says which keys are meant",
    "어느 키인지 적혀 있다",
);

pub(crate) fn check(course: &Course<'_, '_>, index: usize) -> Option<Check> {
    let certificate = course.path.get(index)?;
    let name = certificate.subject.short();
    let end = certificate.tbs.at().end;
    let mut faults = Vec::new();
    let authority = &certificate.values.authority_key;
    let root = certificate.is_self_issued();
    if certificate.authority_key().is_none()
        && !root
        && !course.is_anchor(index)
        && certificate.version == 3
    {
        let at = authority
            .as_ref()
            .map_or(end..end, |found| found.at.clone());
        let says = text!(en: "{name} does not say which key of its issuer signed it", ko: "{name}: 발급자의 어느 키로 서명했는지 적혀 있지 않다");
        faults.push(course.fault(&extension::NO_AUTHORITY_KEY, index, at, says));
    }
    let own = certificate.subject_key();
    if own.is_none() && certificate.is_authority() {
        let says = text!(en: "the authority {name} has no subjectKeyIdentifier", ko: "인증 기관 {name}: subjectKeyIdentifier가 없다");
        faults.push(course.fault(&extension::NO_SUBJECT_KEY, index, end..end, says));
    }
    if let Some(found) = authority
        .as_ref()
        .filter(|_| course.question.profile == Profile::WebPki)
    {
        let mut say =
            |at, says| faults.push(course.fault(&extension::AUTHORITY_KEY_FORM, index, at, says));
        if let Some(other) = &found.value.other {
            let says = text!(en: "authorityKeyIdentifier of {name} has issuer or serial number in it", ko: "{name} 인증서의 authorityKeyIdentifier에 발급자나 일련번호가 들어 있다");
            say(other.clone(), says);
        }
        match found.value.key {
            None => {
                let says = text!(en: "authorityKeyIdentifier of {name} has no keyIdentifier in it", ko: "{name} 인증서의 authorityKeyIdentifier에 keyIdentifier가 없다");
                say(found.at.clone(), says);
            }
            Some(key) if root && course.is_anchor(index) && own.is_some_and(|own| own != key) => {
                let says = text!(en: "the root {name} signed itself, and its two key identifiers differ", ko: "루트 {name}: 스스로 서명했는데 두 키 식별자가 다르다");
                say(found.at.clone(), says);
            }
            Some(_) => {}
        }
    }
    let shown = own.map_or_else(|| "-".to_owned(), hex::encode);
    let above = certificate
        .authority_key()
        .map_or_else(|| "-".to_owned(), hex::encode);
    let good = text!(en: "its key: {shown}; its issuer's key: {above}", ko: "자기 키: {shown}, 발급자의 키: {above}");
    Some(IDENTIFIERS.judged(Some(index), faults, good))
}
