//! Rules on the span of a certificate (RFC 5280 §4.1.2.5; BR §6.3.2).

use crate::base::field::printable;
use crate::base::text::Text;
use crate::text;
use crate::trust::bounds::{self, DAY};
use crate::trust::lint::rule::Book::Standard;
use crate::trust::lint::rule::Scope::{All, Server};
use crate::trust::lint::rule::{Found, Rule, own};
use crate::trust::lint::sheet::Sheet;
use crate::trust::reason::Levels;
use crate::trust::reasons;

/// The rules of this family.
#[rustfmt::skip]
pub static RULES: &[Rule] = &[
    Rule { book: Standard, scope: All, check: times, reason: &reasons::der::TIME },
    Rule { book: Standard, scope: All, check: order, reason: &reasons::time::INVERTED },
    Rule { book: Standard, scope: Server, check: span, reason: &reasons::lint::VALIDITY },
    Rule { book: Standard, scope: All, check: endless, reason: &own("lint.no-expiry", "RFC 5280 §4.1.2.5", Levels::NOTE, [
        ("it never ends", "끝나는 날이 없다"),
        ("The last second of 9999 says that there is no good end to give, as for a device that nobody can visit; then only revocation can end it.", "9999년의 마지막 초는 정할 만한 끝이 없다는 뜻이다. 손댈 수 없는 기기에 쓰며, 그러면 폐기로만 끝낼 수 있다."),
        ("give it an end, if the device can be reached", "기기에 손댈 수 있다면 끝나는 날을 정한다"),
    ]) },
    Rule { book: Standard, scope: All, check: outlives, reason: &reasons::lint::OUTLIVES },
];

fn times(sheet: &Sheet<'_>) -> Vec<Found> {
    let both = [
        ("notBefore", &sheet.not_before),
        ("notAfter", &sheet.not_after),
    ];
    both.into_iter()
        .filter_map(|(name, time)| {
            let raw = printable(time.content);
            let says = match sheet.moment(time) {
                Some(moment) if moment.rightly_tagged(time.tag) => return None,
                Some(_) => {
                    text!(en: "{name} is {raw}: through 2049 times are UTCTime, later ones GeneralizedTime", ko: "{name} 값 {raw}: 2049년까지는 UTCTime, 그 뒤는 GeneralizedTime으로 적는다")
                }
                None => {
                    text!(en: "{name} is {raw}, which is not a date and a time with seconds and Z", ko: "{name} 값 {raw}: 날짜, 초까지의 시각, Z로 된 꼴이 아니다")
                }
            };
            Some(Found::new(time.at(), says))
        })
        .collect()
}

fn order(sheet: &Sheet<'_>) -> Vec<Found> {
    match sheet.span() {
        Some((from, to)) if to < from => Found::alone(
            sheet.not_before.start..sheet.not_after.at().end,
            Text::new("it ends before it begins", "시작하기 전에 끝난다"),
        ),
        Some(_) | None => Vec::new(),
    }
}

fn span(sheet: &Sheet<'_>) -> Vec<Found> {
    let Some((from, to)) = sheet.span() else {
        return Vec::new();
    };
    let days = bounds::days(from, to);
    let Some(bound) = bounds::lifetime(from).filter(|bound| days > bound.most) else {
        return Vec::new();
    };
    let (most, year) = (bound.most, bound.year);
    Found::alone(
        sheet.not_before.start..sheet.not_after.at().end,
        text!(en: "it is good for {days} days; at its notBefore, {most} are allowed (the rule of {year})", ko: "유효 기간이 {days}일이다. notBefore 시점의 한도는 {most}일이다({year}년 규칙)"),
    )
}

fn endless(sheet: &Sheet<'_>) -> Vec<Found> {
    if sheet.not_after.content != b"99991231235959Z" {
        return Vec::new();
    }
    Found::alone(
        sheet.not_after.at(),
        Text::new("it says that it never ends", "끝이 없다고 적혀 있다"),
    )
}

fn outlives(sheet: &Sheet<'_>) -> Vec<Found> {
    let above = sheet.above.as_ref().and_then(|above| above.span());
    let (Some((_, issuer)), Some((_, own))) = (above, sheet.span()) else {
        return Vec::new();
    };
    if own <= issuer {
        return Vec::new();
    }
    let days = (own.0 - issuer.0 + DAY - 1) / DAY;
    Found::alone(
        sheet.not_after.at(),
        text!(en: "it ends {days} days after the certificate of its issuer", ko: "발급자의 인증서보다 {days}일 늦게 끝난다"),
    )
}
