//! What an authority should not issue, and a server should not send, though most verifiers put up with it.

use crate::base::text::Text;
use crate::text;
use crate::trust::bounds::{self, Unfit};
use crate::trust::check::{Check, Kind};
use crate::trust::course::Course;
use crate::trust::question::{Origin, Purpose};
use crate::trust::reasons::{lint, warn};

static LINT: Kind = Kind::new(
    "lint",
    "RFC 5280 §4.1.2.2",
    "nothing about it is unwise",
    "현명하지 못한 점이 없다",
);

pub(crate) fn check(course: &Course<'_, '_>, index: usize) -> Option<Check> {
    let certificate = course.path.get(index)?;
    let name = certificate.subject.short();
    let mut faults = Vec::new();
    let serial = certificate.serial.content();
    // Roots of the last century have the serial number 0, and are trusted for other reasons.
    let old_root = course.is_anchor(index) && index > 0;
    if let Some(unfit) = bounds::serial(serial).filter(|_| !old_root) {
        let shown = certificate.serial_hex();
        let n = serial.len();
        let says = match unfit {
            Unfit::Negative => {
                text!(en: "the serial number of {name}, {shown}, is negative", ko: "{name} 인증서의 일련번호 {shown}: 음수이다")
            }
            Unfit::Zero => {
                text!(en: "the serial number of {name} is 0", ko: "{name} 인증서의 일련번호가 0이다")
            }
            Unfit::Long => {
                text!(en: "the serial number of {name} has {n} bytes", ko: "{name} 인증서의 일련번호: {n}바이트")
            }
        };
        faults.push(course.fault(&lint::SERIAL, index, certificate.serial.at(), says));
    }
    let bytes = certificate.whole.at().len();
    if bytes > bounds::LARGE {
        let n = certificate.names().len();
        let says = text!(en: "{name} has {bytes} bytes, with {n} alternative names", ko: "{name} 인증서: {bytes}바이트, 대체 이름 {n}개");
        let at = certificate
            .values
            .alternative
            .as_ref()
            .map_or(certificate.whole.at(), |found| found.at.clone());
        faults.push(course.fault(&lint::SIZE, index, at, says));
    }
    let (from, to) = (certificate.not_before.moment, certificate.not_after.moment);
    if let (Some(from), Some(to)) = (from, to) {
        let at = certificate.not_after.element.at();
        let days = bounds::days(from, to);
        let leaf =
            index == 0 && !certificate.is_authority() && course.question.purpose == Purpose::Server;
        if let Some(bound) = bounds::lifetime(from).filter(|bound| leaf && days > bound.most) {
            let most = bound.most;
            let says = text!(en: "{name} is valid for {days} days; the web allows {most}", ko: "{name} 인증서의 유효 기간: {days}일. 웹에서 허용하는 것: {most}일");
            faults.push(course.fault(&lint::VALIDITY, index, at.clone(), says));
        }
        let above = course.path.get(index + 1);
        if let Some((issuer, end)) = above.and_then(|above| Some((above, above.not_after.moment?)))
            && to > end
        {
            let by = issuer.subject.short();
            let says = text!(en: "{name} lasts until {to}, and its issuer {by} only until {end}", ko: "{name} 인증서의 끝: {to}. 발급자 {by} 인증서의 끝: {end}");
            faults.push(course.fault(&lint::OUTLIVES, index, at, says));
        }
    }
    let good = Text::new(
        "serial number, size and lifetime are as they should be",
        "일련번호, 크기, 유효 기간이 알맞다",
    );
    Some(LINT.judged(Some(index), faults, good))
}

static SENT: Kind = Kind::new(
    "sent",
    "RFC 8446 §4.4.2",
    "the chain was sent in order",
    "사슬이 순서대로 전송되었다",
);

/// The order in which the chain was sent.
pub(crate) fn sent(course: &Course<'_, '_>) -> Check {
    let all = course.question.intermediates;
    let between = course
        .question
        .sent
        .and_then(|sent| all.get(..sent))
        .unwrap_or(all);
    let place = |der: &[u8]| between.iter().position(|sent| sent == der);
    let used: Vec<usize> = course
        .path
        .iter()
        .skip(1)
        .filter_map(|one| place(one.der))
        .collect();
    let mut faults = Vec::new();
    if !used.is_sorted() {
        let order: Vec<String> = used.iter().map(|place| (place + 1).to_string()).collect();
        let order = order.join(", ");
        let says = text!(en: "after the leaf the path takes the certificates sent in the order {order}", ko: "경로는 말단 다음에 전송된 인증서를 {order} 순서로 쓴다");
        faults.push(course.path_fault(&warn::ORDER, says));
    }
    for entry in &course.pool.entries {
        let Origin::Intermediate(n) = entry.origin else {
            continue;
        };
        if n < between.len() && !used.contains(&n) && faults.len() < 8 {
            let (name, n) = (entry.certificate.subject.short(), n + 1);
            let says = text!(en: "certificate {n} that was sent, {name}, is not part of the path", ko: "전송된 {n}번 인증서 {name}: 경로에 들지 않는다");
            faults.push(course.path_fault(&warn::EXTRA, says));
        }
    }
    let n = between.len();
    let good =
        text!(en: "{n} certificates came along with the leaf", ko: "말단과 함께 온 인증서 {n}개");
    SENT.judged(None, faults, good)
}
