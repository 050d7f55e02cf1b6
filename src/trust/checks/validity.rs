//! The validity period (RFC 5280 §4.1.2.5, §6.1.3 (a)(2)): both ends included, to the second.

use crate::text;
use crate::trust::check::{Check, Kind};
use crate::trust::course::Course;
use crate::trust::reasons::time;

static VALIDITY: Kind = Kind::new(
    "validity",
    "RFC 5280 §4.1.2.5",
    "the moment lies in the validity period",
    "지금이 유효 기간 안에 있다",
);

pub(crate) fn check(course: &Course<'_, '_>, index: usize) -> Option<Check> {
    let certificate = course.path.get(index)?;
    let (now, name) = (course.now(), certificate.subject.short());
    let (from, to) = (&certificate.not_before, &certificate.not_after);
    let (Some(first), Some(last)) = (from.moment, to.moment) else {
        let why = text!(en: "the validity period of {name} cannot be read", ko: "{name} 인증서의 유효 기간을 읽을 수 없다");
        return Some(VALIDITY.not_reached(Some(index), why));
    };
    let mut faults = Vec::new();
    if now > last {
        let says = text!(en: "{name} ended at {last}; it is {now}", ko: "{name}: 유효 기간이 {last} 시점에 끝났다. 지금은 {now}");
        faults.push(course.fault(&time::EXPIRED, index, to.element.at(), says));
    }
    if now < first {
        let says = text!(en: "{name} begins at {first}; it is {now}", ko: "{name}: 유효 기간이 {first} 시점에 시작한다. 지금은 {now}");
        faults.push(course.fault(&time::NOT_YET, index, from.element.at(), says));
    }
    let good = if now == last {
        text!(en: "it is {now}, exactly notAfter: the last second still counts", ko: "지금은 {now}, 정확히 notAfter 시점이다. 마지막 1초까지 유효하다")
    } else if now == first {
        text!(en: "it is {now}, exactly notBefore: the first second counts", ko: "지금은 {now}, 정확히 notBefore 시점이다. 첫 1초부터 유효하다")
    } else {
        text!(en: "valid from {first} to {last}; it is {now}", ko: "{first}부터 {last}까지 유효하다. 지금은 {now}")
    };
    Some(VALIDITY.judged(Some(index), faults, good))
}
