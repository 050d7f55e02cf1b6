//! Critical extensions: those that must be understood and are not, and those that must not be critical (RFC 5280 §4.2).

use crate::text;
use crate::trust::check::{Check, Kind};
use crate::trust::course::Course;
use crate::trust::reasons::extension;

static CRITICAL: Kind = Kind::new(
    "critical",
    "RFC 5280 §4.2",
    "every critical extension is understood",
    "중요 확장을 모두 이해한다",
);

/// Extensions that this room obeys.
const UNDERSTOOD: [&str; 11] = [
    "2.5.29.14",
    "2.5.29.15",
    "2.5.29.17",
    "2.5.29.19",
    "2.5.29.30",
    "2.5.29.31",
    "2.5.29.32",
    "2.5.29.35",
    "2.5.29.36",
    "2.5.29.37",
    "1.3.6.1.5.5.7.1.24",
];

/// Extensions that only help to find something, with the clause that forbids to mark them critical.
const NEVER: [(&str, &str); 5] = [
    ("2.5.29.35", "RFC 5280 §4.2.1.1"),
    ("2.5.29.14", "RFC 5280 §4.2.1.2"),
    ("1.3.6.1.5.5.7.1.1", "RFC 5280 §4.2.2.1"),
    ("1.3.6.1.5.5.7.1.11", "RFC 5280 §4.2.2.2"),
    ("2.5.29.46", "RFC 5280 §4.2.1.15"),
];

pub(crate) fn check(course: &Course<'_, '_>, index: usize) -> Option<Check> {
    let certificate = course.path.get(index)?;
    let mut faults = Vec::new();
    let critical = certificate.extensions.iter().filter(|one| one.critical);
    for extension in critical.clone() {
        let (name, oid) = (extension.name(), extension.oid.as_str());
        if let Some((_, clause)) = NEVER.iter().find(|(never, _)| *never == oid) {
            let says = text!(en: "{name} is critical, which {clause} forbids", ko: "{name} 확장이 중요로 표시되었다. {clause}에서 금지한다");
            let at = extension.critical_at.clone();
            faults.push(course.fault(&extension::EXT_CRITICAL, index, at, says));
        } else if !UNDERSTOOD.contains(&oid) {
            let says = text!(en: "the extension {name} is critical, and is not known here", ko: "확장 {name}: 중요로 표시되었지만 여기서 모르는 것이다");
            let at = extension.element.at();
            faults.push(course.fault(&extension::UNKNOWN_CRITICAL, index, at, says));
        }
    }
    let n = critical.count();
    let good = text!(en: "{n} critical extensions, all of them understood", ko: "중요 확장 {n}개를 모두 이해한다");
    Some(CRITICAL.judged(Some(index), faults, good))
}
