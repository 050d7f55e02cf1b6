//! A certificate of an authority: basicConstraints, keyUsage, pathLenConstraint, nameConstraints (RFC 5280 §4.2.1).

use crate::base::text::Text;
use crate::exercise::property::reading::with_first;
use crate::exercise::property::test::{Case, Found, Test};
use crate::text;
use crate::trust::certificate::Certificate;
use crate::trust::extension::Usage;
use crate::trust::general::{General, Kind};

/// The first certificate is an authority's: basicConstraints is critical and says CA:TRUE, keyUsage has keyCertSign.
pub static AUTHORITY: Test = Test {
    name: "authority",
    look: |case| with_first(case, authority),
};

fn authority(certificate: &Certificate<'_>) -> Found {
    let Some(basic) = &certificate.values.basic else {
        let seen = Text::new("there is no basicConstraints", "basicConstraints가 없다");
        return Found::Slip("no_basic", seen);
    };
    if !basic.value.ca {
        return Found::Slip(
            "not_ca",
            Text::new(
                "basicConstraints says CA:FALSE",
                "basicConstraints가 CA:FALSE이다",
            ),
        );
    }
    if !basic.critical {
        return Found::Slip(
            "not_critical",
            Text::new(
                "CA:TRUE, and basicConstraints is not critical",
                "CA:TRUE인데 basicConstraints가 critical이 아니다",
            ),
        );
    }
    let usage = certificate.values.usage.as_ref();
    let says = usage.map_or_else(String::new, |usage| usage.value.names());
    if !usage.is_some_and(|usage| usage.value.any(&[Usage::CERT_SIGN])) {
        let seen = match says.is_empty() {
            true => Text::new("CA:TRUE, no keyUsage", "CA:TRUE, keyUsage 없음"),
            false => text!(en: "CA:TRUE, keyUsage {says}", ko: "CA:TRUE, keyUsage {says}"),
        };
        return Found::Slip("no_cert_sign", seen);
    }
    Found::Holds(
        text!(en: "CA:TRUE, critical; keyUsage {says}", ko: "CA:TRUE, critical. keyUsage {says}"),
    )
}

/// pathLenConstraint is exactly `length`.
pub static PATH_LENGTH: Test = Test {
    name: "path_length",
    look: |case| with_first(case, |certificate| path_length(case, certificate)),
};

fn path_length(case: &Case<'_>, certificate: &Certificate<'_>) -> Found {
    let wanted = case.with.number("length").unwrap_or_default();
    let basic = certificate.values.basic.as_ref();
    let Some((length, _)) = basic.and_then(|basic| basic.value.path.as_ref()) else {
        let seen = Text::new("there is no pathLenConstraint", "pathLenConstraint가 없다");
        return Found::Slip("no_length", seen);
    };
    let seen = text!(en: "pathLenConstraint {length}", ko: "pathLenConstraint {length}");
    if *length == wanted {
        Found::Holds(seen)
    } else if *length == wanted + 1 {
        Found::Slip("counts_leaf", seen)
    } else if length + 1 == wanted {
        Found::Slip("one_less", seen)
    } else {
        Found::Not(seen)
    }
}

/// nameConstraints is critical, permits exactly the zones `permitted` and excludes exactly the zones `excluded`. IP addresses may be
/// excluded besides: a limit on DNS names leaves them free (RFC 5280 §4.2.1.10).
pub static CONSTRAINTS: Test = Test {
    name: "constraints",
    look: |case| with_first(case, |certificate| constraints(case, certificate)),
};

fn constraints(case: &Case<'_>, certificate: &Certificate<'_>) -> Found {
    let Some(found) = &certificate.values.constraints else {
        let seen = Text::new("there is no nameConstraints", "nameConstraints가 없다");
        return Found::Slip("no_constraints", seen);
    };
    let permitted = zones(&found.value.permitted);
    let excluded = found.value.excluded.iter();
    let excluded = zones(excluded.filter(|name| !matches!(name.names, Kind::Ip(_))));
    let wanted = |key| -> Vec<String> {
        let mut wanted: Vec<String> = case.with.list(key).iter().map(|zone| plain(zone)).collect();
        wanted.sort();
        wanted
    };
    let (permit, exclude) = (wanted("permitted"), wanted("excluded"));
    let seen = text!(
        en: "permitted {p}; excluded {e}; {critical}",
        ko: "허용 {p}, 제외 {e}, {critical}",
        p = listed(&found.value.permitted),
        e = listed(&found.value.excluded),
        critical = if found.critical { "critical" } else { "not critical" },
    );
    if permitted == exclude && excluded == permit && permit != exclude {
        return Found::Slip("swapped", seen);
    }
    if permitted != permit || excluded != exclude {
        let dots = |names: &[General<'_>]| names.iter().any(|name| name.value().starts_with('.'));
        let bare = |zones: &[String]| -> Vec<String> {
            let zones = zones.iter();
            zones
                .map(|zone| {
                    zone.trim_start_matches("*.")
                        .trim_start_matches('.')
                        .to_owned()
                })
                .collect()
        };
        if bare(&permitted) == permit && bare(&excluded) == exclude {
            let all = [found.value.permitted.as_slice(), &found.value.excluded];
            let key = if all.iter().any(|side| dots(side)) {
                "dotted"
            } else {
                "starred"
            };
            return Found::Slip(key, seen);
        }
        return Found::Not(seen);
    }
    match found.critical {
        true => Found::Holds(seen),
        false => Found::Slip("not_critical", seen),
    }
}

fn plain(zone: &str) -> String {
    zone.to_ascii_lowercase()
}

/// The zones of a side in order; names of other kinds stay apart by their kind.
fn zones<'g, 'd: 'g>(side: impl IntoIterator<Item = &'g General<'d>>) -> Vec<String> {
    let mut zones: Vec<String> = side
        .into_iter()
        .map(|name| match name.names {
            Kind::Dns(_) => plain(&name.value()),
            _ => name.to_string(),
        })
        .collect();
    zones.sort();
    zones.dedup();
    zones
}

fn listed(side: &[General<'_>]) -> String {
    match side.is_empty() {
        true => "—".to_owned(),
        false => side
            .iter()
            .map(General::to_string)
            .collect::<Vec<_>>()
            .join(" "),
    }
}
