//! What stands in a certificate: times, subject, key, names (RFC 5280 §4.1, §4.2.1.6).

use crate::base::text::Text;
use crate::exercise::property::reading::with_first;
use crate::exercise::property::test::{Case, Found, Test};
use crate::exercise::recipe::moment;
use crate::text;
use crate::trust::certificate::Certificate;

const DAY: i64 = 86_400;

/// The first certificate is valid for at most `most` days, at least `least`, not before the moment `since`, and at the moment `covers`
/// and for `after` days more.
pub static VALIDITY: Test = Test {
    name: "validity",
    look: |case| with_first(case, |certificate| validity(case, certificate)),
};

fn validity(case: &Case<'_>, certificate: &Certificate<'_>) -> Found {
    let times = (certificate.not_before.moment, certificate.not_after.moment);
    let (Some(from), Some(until)) = times else {
        return Found::Not(Text::new("its times cannot be read", "시각을 읽을 수 없다"));
    };
    // Both ends belong to it (RFC 5280 §4.1.2.5); openssl counts whole days without the last second. Both pass.
    let seconds = until.0.saturating_sub(from.0);
    let days = seconds.div_euclid(DAY);
    let seen = text!(en: "{from} to {until}: {days} days", ko: "시작 {from}, 끝 {until}, {days}일");
    let bound = |key| {
        let bound = case.with.number(key)?;
        i64::try_from(bound).ok()?.checked_mul(DAY)
    };
    if bound("most").is_some_and(|most| seconds > most) {
        return Found::Slip("too_long", seen);
    }
    if bound("least").is_some_and(|least| seconds + 1 < least) {
        return Found::Slip("too_short", seen);
    }
    let told = |key| {
        let at = moment::read(case.with.text(key))?;
        i64::try_from(at.as_seconds()).ok()
    };
    if told("since").is_some_and(|since| from.0 < since) {
        return Found::Slip("too_early", seen);
    }
    let Some(at) = told("covers") else {
        return Found::Holds(seen);
    };
    if at < from.0 || at > until.0 {
        return Found::Slip("another_time", seen);
    }
    match bound("after").is_some_and(|after| until.0.saturating_sub(at) + 1 < after) {
        true => Found::Slip("ends_early", seen),
        false => Found::Holds(seen),
    }
}

/// The subject's organization is `organization`, its unit `unit`, its common name `common`; what is not told may be anything.
pub static SUBJECT: Test = Test {
    name: "subject",
    look: |case| with_first(case, |certificate| subject(case, certificate)),
};

static PARTS: [(&str, &str); 3] = [
    ("organization", "2.5.4.10"),
    ("unit", "2.5.4.11"),
    ("common", "2.5.4.3"),
];

fn subject(case: &Case<'_>, certificate: &Certificate<'_>) -> Found {
    let seen = Text::same(certificate.subject.string());
    let values = |oid: &str| -> Vec<String> {
        let all = certificate.subject.all(oid);
        all.filter_map(|part| part.words()).collect()
    };
    let told = PARTS
        .iter()
        .filter(|(key, _)| !case.with.text(key).is_empty());
    let told: Vec<(&str, &str)> = told.map(|(key, oid)| (case.with.text(key), *oid)).collect();
    let holds = |wanted: &str, oid: &str| values(oid).iter().any(|value| value == wanted);
    if told.iter().all(|(wanted, oid)| holds(wanted, oid)) {
        return Found::Holds(seen);
    }
    let anywhere = |wanted: &str| PARTS.iter().any(|(_, oid)| holds(wanted, oid));
    match told.iter().all(|(wanted, _)| anywhere(wanted)) {
        true => Found::Slip("swapped", seen),
        false => Found::Not(seen),
    }
}

/// The key is of the kind `kind`: `P-256`, `P-384`, `RSA 2048`, `Ed25519`.
pub static KEY: Test = Test {
    name: "key",
    look: |case| {
        with_first(case, |certificate| {
            let name = certificate.key.name();
            let seen = Text::same(name.clone());
            match name.eq_ignore_ascii_case(case.with.text("kind")) {
                true => Found::Holds(seen),
                false => Found::Slip("other_kind", seen),
            }
        })
    },
};

/// subjectAltName holds every name of `exactly` and no other; or, where `within` is told, at least one, all at or below that zone.
/// None is a wildcard unless it is told.
pub static NAMES: Test = Test {
    name: "names",
    look: |case| with_first(case, |certificate| names(case, certificate)),
};

fn names(case: &Case<'_>, certificate: &Certificate<'_>) -> Found {
    let mut names: Vec<String> = certificate
        .names()
        .iter()
        .map(|name| name.value().to_ascii_lowercase())
        .collect();
    names.sort();
    names.dedup();
    let seen = Text::same(names.join(" "));
    if names.is_empty() {
        let seen = text!(
            en: "no subjectAltName; the subject is {subject}",
            ko: "subjectAltName이 없다. 소유자: {subject}",
            subject = certificate.subject.string(),
        );
        return Found::Slip("no_san", seen);
    }
    let zone = case.with.text("within").to_ascii_lowercase();
    let inside =
        |name: &str| zone.is_empty() || name == zone || name.ends_with(&format!(".{zone}"));
    let mut wanted: Vec<String> = case
        .with
        .list("exactly")
        .iter()
        .map(|name| name.to_ascii_lowercase())
        .collect();
    wanted.sort();
    let told = |name: &String| wanted.contains(name);
    if names
        .iter()
        .any(|name| name.starts_with("*.") && !told(name))
    {
        return Found::Slip("wildcard", seen);
    }
    if names.iter().any(|name| !inside(name)) {
        return Found::Slip("outside", seen);
    }
    if wanted.is_empty() {
        return Found::Holds(seen);
    }
    if !wanted.iter().all(|name| names.contains(name)) {
        return Found::Slip("missing", seen);
    }
    match names.iter().all(told) {
        true => Found::Holds(seen),
        false => Found::Slip("more", seen),
    }
}
