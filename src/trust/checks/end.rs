//! Where the path ends, how long it is, and that names chain (RFC 5280 §6.1).

use crate::base::text::Text;
use crate::text;
use crate::trust::check::{Check, Kind};
use crate::trust::course::Course;
use crate::trust::path::{End, LONGEST};
use crate::trust::reasons::chain;

static TRUST: Kind = Kind::new(
    "trust",
    "RFC 5280 §6.1",
    "the path leads to a trusted root",
    "경로가 신뢰하는 루트에 이른다",
);

pub(crate) fn check(course: &Course<'_, '_>) -> Check {
    let Some((index, top)) = course.each().last() else {
        return TRUST.not_reached(None, Text::new("there is no certificate", "인증서가 없다"));
    };
    let (name, issuer) = (top.subject.short(), top.issuer.short());
    let trusted = roots(course);
    let (trusted_en, trusted_ko) = (&trusted.en, &trusted.ko);
    let at = top.issuer.at();
    let fault = match course.end {
        End::Root => None,
        End::SelfSigned if index == 0 => Some(course.fault(
            &chain::SELF_SIGNED,
            index,
            at,
            text!(en: "{name} signed itself, and is not among the trusted roots ({trusted_en})", ko: "{name}: 스스로 서명했고 신뢰하는 루트({trusted_ko})에 들지 않는다"),
        )),
        End::SelfSigned => Some(course.fault(
            &chain::UNTRUSTED_ROOT,
            index,
            at,
            text!(en: "the path ends at {name}, which signed itself and is not among the trusted roots ({trusted_en})", ko: "경로가 {name} 루트에서 끝난다. 스스로 서명했고 신뢰하는 루트({trusted_ko})에 들지 않는다"),
        )),
        // An authority at the end: the chain is as complete as servers send it, and it is the root that is strange here.
        End::NoIssuer if top.is_authority() && index > 0 => Some(course.fault(
            &chain::UNTRUSTED_ROOT,
            index,
            at,
            text!(en: "{name} was issued by {issuer}, whose certificate was neither sent nor is it among the trusted roots ({trusted_en})", ko: "{name} 인증서의 발급자: {issuer}. 그 인증서는 전송되지 않았고 신뢰하는 루트({trusted_ko})에도 없다"),
        )),
        End::NoIssuer => Some(course.fault(
            &chain::MISSING_ISSUER,
            index,
            at,
            text!(en: "the certificate of {issuer}, who issued {name}, was not sent and is no trusted root ({trusted_en})", ko: "{name} 인증서의 발급자 {issuer}: 인증서가 전송되지 않았고 신뢰하는 루트({trusted_ko})도 아니다").then(&unread(course)),
        )),
        End::Loop => Some(course.path_fault(
            &chain::LOOP,
            text!(en: "above {name} only {issuer} would follow, who stands in the path already", ko: "{name} 위에 올 수 있는 것은 {issuer}뿐인데 이미 경로에 있다"),
        )),
        End::Budget => {
            let (n, most) = (course.path.len(), LONGEST);
            let says = text!(en: "the search was given up at {name}, after {n} certificates of a path of at most {most}", ko: "{name} 인증서에서 경로 찾기를 그만두었다. 지나온 인증서 {n}개, 한도 {most}개");
            Some(course.path_fault(&chain::BUDGET, says))
        }
    };
    let good = match index {
        0 => text!(en: "{name} is itself trusted", ko: "{name} 인증서 자체를 신뢰한다"),
        _ => {
            text!(en: "it ends at {name}, which is trusted", ko: "신뢰하는 {name} 루트에서 끝난다")
        }
    };
    TRUST.judged(None, fault.into_iter().collect(), good)
}

/// The trusted roots for a sentence: a few of them, and how many more.
fn roots(course: &Course<'_, '_>) -> Text {
    let anchors = course.pool.entries.iter().filter(|entry| entry.anchor);
    let mut names: Vec<String> = anchors
        .map(|entry| entry.certificate.subject.short())
        .collect();
    let more = names.len().saturating_sub(3);
    names.truncate(3);
    match (names.is_empty(), more) {
        (true, _) => Text::new("there are none", "하나도 없음"),
        (false, 0) => Text::same(names.join(", ")),
        (false, more) => Text::same(format!("{}, +{more}", names.join(", "))),
    }
}

/// That other certificates were at hand and could not be read.
fn unread(course: &Course<'_, '_>) -> Text {
    match course.pool.unread.len() {
        0 => Text::EMPTY,
        n => {
            text!(en: "({n} of the certificates at hand cannot be read)", ko: "(가진 인증서 가운데 {n}개는 읽을 수 없다)")
        }
    }
}

static DEPTH: Kind = Kind::new(
    "depth",
    "RFC 5280 §6.1",
    "the path is not longer than allowed",
    "경로가 허용된 길이를 넘지 않는다",
);

pub(crate) fn depth(course: &Course<'_, '_>) -> Check {
    let ends = usize::from(course.end == End::Root && course.path.len() > 1);
    let between = course.path.len().saturating_sub(1 + ends);
    let good = text!(en: "{between} certificates between leaf and root", ko: "말단과 루트 사이의 인증서 {between}개");
    let faults = match course.question.depth {
        Some(depth) if between > depth => {
            let says = text!(en: "{between} certificates lie between leaf and root, and {depth} are allowed", ko: "말단과 루트 사이의 인증서: {between}개, 허용: {depth}개");
            vec![course.path_fault(&chain::DEPTH, says)]
        }
        Some(_) | None => Vec::new(),
    };
    DEPTH.judged(None, faults, good)
}

static NAMED: Kind = Kind::new(
    "issuer",
    "RFC 5280 §6.1.3",
    "its issuer is the subject of the next",
    "발급자가 다음 인증서의 주체이다",
);

/// That names chain holds by how the path was built; that there are names must be looked at.
pub(crate) fn named(course: &Course<'_, '_>, index: usize) -> Option<Check> {
    let certificate = course.path.get(index)?;
    let (name, issuer) = (certificate.subject.short(), certificate.issuer.short());
    let mut faults = Vec::new();
    if certificate.issuer.is_empty() {
        let says = text!(en: "{name} does not say who issued it: its issuer is an empty name", ko: "{name}: 발급자 이름이 비어 있다");
        faults.push(course.fault(&chain::EMPTY_ISSUER, index, certificate.issuer.at(), says));
    }
    if certificate.subject.is_empty() && (index > 0 || certificate.is_authority()) {
        let says = Text::new(
            "this authority has no name: its subject is empty",
            "이 인증 기관에는 이름이 없다. 주체가 비어 있다",
        );
        faults.push(course.fault(&chain::EMPTY_SUBJECT, index, certificate.subject.at(), says));
    }
    let good = match course.is_anchor(index) {
        true => {
            text!(en: "{name} is trusted, so that its issuer does not matter", ko: "{name} 인증서를 신뢰하므로 누가 발급했는지는 따지지 않는다")
        }
        false => text!(en: "{name} was issued by {issuer}", ko: "{name} 인증서의 발급자: {issuer}"),
    };
    let more = course.path.len() > index + 1;
    if faults.is_empty() && !more && !course.is_anchor(index) {
        let why = text!(en: "no certificate of {issuer} follows", ko: "{issuer} 인증서가 뒤따르지 않는다");
        return Some(NAMED.not_reached(Some(index), why));
    }
    Some(NAMED.judged(Some(index), faults, good))
}
