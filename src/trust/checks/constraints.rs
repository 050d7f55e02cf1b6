//! Name constraints (RFC 5280 §4.2.1.10, §6.1.4 (g)): what an authority may certify binds every certificate below it.

use crate::text;
use crate::trust::certificate::Certificate;
use crate::trust::check::{Check, Kind};
use crate::trust::checks::subtree;
use crate::trust::course::Course;
use crate::trust::fault::Fault;
use crate::trust::general::{self, General};
use crate::trust::reasons::constraints;

static CONSTRAINTS: Kind = Kind::new(
    "name-constraints",
    "RFC 5280 §4.2.1.10",
    "all names below are ones it may certify",
    "아래의 모든 이름이 보증할 수 있는 범위에 든다",
);

/// Comparisons of a name with a subtree: beyond, the two lists are an attack.
const COMPARISONS: usize = 250_000;
/// Faults of one authority that are told one by one.
const TOLD: usize = 20;

/// The constraints of the certificate at `index`, if it has any.
pub(crate) fn check(course: &Course<'_, '_>, index: usize) -> Option<Check> {
    let certificate = course.path.get(index)?;
    let found = certificate.values.constraints.as_ref()?;
    let name = certificate.subject.short();
    let mut faults = Vec::new();
    let mut say = |reason, at, says| faults.push(course.fault(reason, index, at, says));
    let (permitted, excluded) = (&found.value.permitted, &found.value.excluded);
    if permitted.is_empty() && excluded.is_empty() {
        let says = text!(en: "nameConstraints of {name} name no subtree", ko: "{name} 인증서의 nameConstraints에 하위 트리가 없다");
        say(&constraints::NC_EMPTY, found.at.clone(), says);
    }
    for base in permitted.iter().chain(excluded) {
        if let Some(ill) = subtree::ill(base) {
            let says = text!(en: "the constraint {base} is not well formed: {en}", ko: "제약 {base}: 꼴이 어긋난다. {ko}", en = ill.en, ko = ill.ko);
            say(&constraints::NC_MALFORMED, base.at.clone(), says);
        }
    }
    if !certificate.is_authority() {
        let says = text!(en: "{name} is no authority, and has nameConstraints", ko: "{name}: 인증 기관이 아닌데 nameConstraints가 있다");
        say(&constraints::NC_IN_LEAF, found.at.clone(), says);
    } else if !found.critical {
        let says = text!(en: "nameConstraints of {name} are not critical", ko: "{name} 인증서의 nameConstraints가 중요로 표시되지 않았다");
        say(
            &constraints::NC_NOT_CRITICAL,
            found.critical_at.clone(),
            says,
        );
    }
    faults.extend(below(course, index));
    let (p, e) = (permitted.len(), excluded.len());
    let good = text!(en: "{name} constrains names ({p} permitted, {e} excluded), and all below keep to it", ko: "{name} 쪽의 이름 제약(허용 {p}개, 제외 {e}개)을 아래의 모든 이름이 지킨다");
    Some(CONSTRAINTS.judged(Some(index), faults, good))
}

/// The names below that the certificate at `index` may not certify.
fn below(course: &Course<'_, '_>, index: usize) -> Vec<Fault> {
    let mut faults = Vec::new();
    let Some(authority) = course.path.get(index) else {
        return faults;
    };
    let Some(found) = &authority.values.constraints else {
        return faults;
    };
    let by = authority.subject.short();
    let mut left = COMPARISONS;
    for (place, certificate) in course.each().take(index) {
        // A self-issued certificate only hands a name on (RFC 5280 §6.1.3 (b)), unless it is the leaf.
        if place > 0 && certificate.is_self_issued() {
            continue;
        }
        for name in names(certificate) {
            let cost = found.value.permitted.len() + found.value.excluded.len();
            let Some(rest) = left.checked_sub(cost) else {
                let says = text!(en: "more than {COMPARISONS} comparisons of a name with a constraint would be needed", ko: "이름과 제약의 비교가 {COMPARISONS}번을 넘게 필요하다");
                faults.push(course.fault(&constraints::NC_TOO_MANY, index, found.at.clone(), says));
                return faults;
            };
            left = rest;
            if faults.len() >= TOLD {
                return faults;
            }
            let excluded = &found.value.excluded;
            if let Some(base) = excluded.iter().find(|base| subtree::touches(base, &name)) {
                let says = text!(en: "{name} lies in {base}, which {by} must not certify", ko: "{name}: {by} 쪽이 보증하면 안 되는 {base} 범위에 든다");
                faults.push(course.fault(&constraints::EXCLUDED, place, name.at.clone(), says));
            }
            let mut kin = found
                .value
                .permitted
                .iter()
                .filter(|base| subtree::same_kind(base, &name))
                .peekable();
            if kin.peek().is_some() {
                let listed: Vec<String> = kin.clone().take(4).map(General::to_string).collect();
                if kin.any(|base| subtree::within(base, &name)) {
                    continue;
                }
                let listed = listed.join(", ");
                let reason = match name.names {
                    general::Kind::Ip(_) => &constraints::IP_NOT_PERMITTED,
                    _ => &constraints::NOT_PERMITTED,
                };
                let says = text!(en: "{name} lies outside {listed}, which is all that {by} may certify", ko: "{name}: {by} 쪽이 보증할 수 있는 범위({listed})를 벗어난다");
                faults.push(course.fault(reason, place, name.at.clone(), says));
            }
        }
    }
    faults
}

/// Every name that constraints bind: the alternative names, the subject, and its mail addresses where no alternative name is one.
fn names<'d>(certificate: &Certificate<'d>) -> Vec<General<'d>> {
    let mut all = certificate.names().to_vec();
    let mail = all
        .iter()
        .any(|name| matches!(name.names, general::Kind::Mail(_)));
    let subject = &certificate.subject;
    if !mail {
        all.extend(
            subject
                .all("1.2.840.113549.1.9.1")
                .map(|attribute| General {
                    at: attribute.value.at(),
                    names: general::Kind::Mail(attribute.value.content()),
                }),
        );
    }
    if !subject.is_empty() {
        all.push(General {
            at: subject.at(),
            names: general::Kind::Directory(subject.clone()),
        });
    }
    all
}
