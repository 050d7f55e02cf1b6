//! Policies, as far as a path without wishes of its own needs them (RFC 5280 §6.1): an authority may require that one policy
//! holds along the whole path. Mappings are not followed: whoever needs them gets a refusal too many, never one too few.

use std::collections::BTreeSet;

use crate::base::text::Text;
use crate::text;
use crate::trust::check::{Check, Kind};
use crate::trust::course::Course;
use crate::trust::reasons::extension;

static POLICY: Kind = Kind::new(
    "policy",
    "RFC 5280 §6.1",
    "no required policy is missing",
    "요구된 정책이 빠지지 않았다",
);

const ANY: &str = "2.5.29.32.0";

pub(crate) fn check(course: &Course<'_, '_>) -> Check {
    // What holds along the path so far; none means any.
    let mut valid: Option<BTreeSet<&str>> = None;
    let mut required: Option<(usize, u64)> = None;
    let below_root = course.path.iter().enumerate().rev();
    for (index, certificate) in below_root.filter(|(index, _)| !course.is_anchor(*index)) {
        let listed: BTreeSet<&str> = match &certificate.values.policies {
            Some(found) => found
                .value
                .iter()
                .map(|policy| policy.oid.as_str())
                .collect(),
            None => BTreeSet::new(),
        };
        if !listed.contains(ANY) {
            valid = Some(match valid {
                Some(before) => before.intersection(&listed).copied().collect(),
                None => listed,
            });
        }
        let counts = !certificate.is_self_issued() || index == 0;
        required = required.map(|(by, left)| (by, left.saturating_sub(u64::from(counts))));
        let own = certificate
            .values
            .explicit_policy
            .as_ref()
            .and_then(|found| found.value);
        required = match (required, own) {
            (Some((_, left)), Some(own)) if own < left => Some((index, own)),
            (None, Some(own)) => Some((index, own)),
            (before, _) => before,
        };
    }
    let none = valid.is_some_and(|valid| valid.is_empty());
    let mut faults = Vec::new();
    if let Some((index, 0)) = required.filter(|_| none)
        && let Some(certificate) = course.path.get(index)
    {
        let name = certificate.subject.short();
        let at = certificate
            .values
            .explicit_policy
            .as_ref()
            .map_or(0..0, |found| found.at.clone());
        let says = text!(en: "{name} requires a policy, and none is shared by all certificates of the path", ko: "{name} 쪽은 정책을 요구하지만 경로의 모든 인증서에 공통된 정책이 없다");
        faults.push(course.fault(&extension::POLICY, index, at, says));
    }
    let good = match required {
        Some(_) => Text::new(
            "a policy holds along the whole path",
            "경로 전체에 걸쳐 성립하는 정책이 있다",
        ),
        None => Text::new(
            "no certificate of the path requires a policy",
            "정책을 요구하는 인증서가 없다",
        ),
    };
    POLICY.judged(None, faults, good)
}
