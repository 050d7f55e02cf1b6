//! What the server really does with its certificate: the staple it must send (RFC 7633), the key it really has (RFC 8446 §4.4.3).

use crate::base::text::Text;
use crate::text;
use crate::trust::check::{Check, Kind};
use crate::trust::course::Course;
use crate::trust::reasons::{key, revocation};

static STAPLE: Kind = Kind::new(
    "must-staple",
    "RFC 7633 §4.2.3.1",
    "what the certificate demands was stapled",
    "인증서가 요구하는 OCSP 응답이 있다",
);

/// The number of status_request among the TLS extensions (RFC 6066 §8).
const STATUS_REQUEST: u64 = 5;

pub(crate) fn staple(course: &Course<'_, '_>) -> Option<Check> {
    let leaf = course.path.first()?;
    let found = leaf.values.features.as_ref()?;
    if !found.value.contains(&STATUS_REQUEST) {
        return None;
    }
    let mut faults = Vec::new();
    if course.question.ocsp.is_empty() {
        let name = leaf.subject.short();
        let says = text!(en: "{name} demands a stapled OCSP response (tlsFeature status_request), and none came", ko: "{name} 인증서는 OCSP 응답을 붙여 보내라고 요구하지만(tlsFeature status_request) 응답이 없다");
        faults.push(course.fault(&revocation::STAPLE_MISSING, 0, found.at.clone(), says));
    }
    let good = Text::new("an OCSP response came along", "OCSP 응답이 함께 왔다");
    Some(STAPLE.judged(Some(0), faults, good))
}

static OWN: Kind = Kind::new(
    "server-key",
    "RFC 8446 §4.4.3",
    "the server has the key of the certificate",
    "서버가 인증서의 키를 가지고 있다",
);

pub(crate) fn key(course: &Course<'_, '_>) -> Option<Check> {
    let used = course.question.key?;
    let leaf = course.path.first()?;
    let mut faults = Vec::new();
    if used != leaf.key.element.raw() {
        let (name, kind) = (leaf.subject.short(), leaf.key.name());
        let says = text!(en: "the key in {name} ({kind}) is not the one that the server uses", ko: "{name} 인증서에 든 키({kind})는 서버가 쓰는 키가 아니다");
        faults.push(course.fault(&key::MISMATCH, 0, leaf.key.element.at(), says));
    }
    let good = Text::new("both keys are the same", "두 키가 같다");
    Some(OWN.judged(Some(0), faults, good))
}
