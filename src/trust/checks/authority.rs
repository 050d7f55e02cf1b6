//! Whether those who signed were allowed to: basicConstraints and keyUsage of every issuer (RFC 5280 §6.1.4 (k) to (n)).

use crate::text;
use crate::trust::check::{Check, Kind};
use crate::trust::course::Course;
use crate::trust::extension::Usage;
use crate::trust::reasons::authority;

static AUTHORITY: Kind = Kind::new(
    "authority",
    "RFC 5280 §4.2.1.9",
    "whoever signed is an authority",
    "서명한 쪽이 인증 기관이다",
);

pub(crate) fn check(course: &Course<'_, '_>, index: usize) -> Option<Check> {
    let certificate = course.path.get(index)?;
    let below = index
        .checked_sub(1)
        .and_then(|below| course.path.get(below))?;
    let (name, child) = (certificate.subject.short(), below.subject.short());
    let mut faults = Vec::new();
    let mut say = |reason, at, says| faults.push(course.fault(reason, index, at, says));
    let end = certificate.tbs.at().end;
    match &certificate.values.basic {
        None => {
            let says = text!(en: "{name} signed {child}, and has no basicConstraints to say that it is an authority", ko: "{name} 쪽이 {child} 인증서에 서명했지만 인증 기관임을 밝히는 basicConstraints가 없다");
            say(&authority::NO_BASIC_CONSTRAINTS, end..end, says);
        }
        Some(basic) => {
            if !basic.value.ca {
                let says = text!(en: "{name} signed {child}, and its basicConstraints say that it is no authority", ko: "{name} 쪽이 {child} 인증서에 서명했지만 그 basicConstraints에는 인증 기관이 아니라고 적혀 있다");
                say(&authority::NOT_A_CA, basic.at.clone(), says);
            }
            if basic.value.ca && !basic.critical {
                let says = text!(en: "basicConstraints of {name} are not critical", ko: "{name} 인증서의 basicConstraints가 중요로 표시되지 않았다");
                say(&authority::NOT_CRITICAL, basic.critical_at.clone(), says);
            }
            if let Some((most, at)) = &basic.value.path {
                let followers = course.path.iter().take(index).skip(1);
                let n = followers.filter(|one| !one.is_self_issued()).count();
                if u64::try_from(n).is_ok_and(|n| n > *most) {
                    let says = text!(en: "below {name} at most {most} authorities may follow, and there are {n}", ko: "{name} 아래에 허용되는 인증 기관: {most}개, 실제: {n}개");
                    say(&authority::PATHLEN, at.clone(), says);
                }
            }
        }
    }
    if let Some(usage) = &certificate.values.usage
        && !usage.value.any(&[Usage::CERT_SIGN])
    {
        let uses = usage.value.names();
        let says = text!(en: "{name} signed {child}, and its key is for {uses} only", ko: "{name} 쪽이 {child} 인증서에 서명했지만 그 키의 용도: {uses}");
        say(&authority::NO_CERT_SIGN, usage.at.clone(), says);
        if let Some((_, at)) = certificate
            .values
            .basic
            .as_ref()
            .and_then(|basic| basic.value.path.clone())
        {
            let says = text!(en: "{name} has a pathLenConstraint though its key may not sign certificates", ko: "{name}: 키가 인증서에 서명할 수 없는데 pathLenConstraint가 있다");
            say(&authority::PATHLEN_WITHOUT, at, says);
        }
    }
    let good = text!(en: "{name} is an authority and may sign {child}", ko: "{name} 쪽은 인증 기관이며 {child} 인증서에 서명할 수 있다");
    Some(AUTHORITY.judged(Some(index), faults, good))
}
