//! Whether the leaf names whom one wants to talk to (RFC 9525 §6). The common name never counts.

use std::net::IpAddr;

use crate::base::text::Text;
use crate::text;
use crate::trust::certificate::Certificate;
use crate::trust::check::{Check, Kind, TOLD};
use crate::trust::course::Course;
use crate::trust::fault::Fault;
use crate::trust::general::{self, General, address};
use crate::trust::names::{Compared, host, is_broad, mailbox, unicode, wire};
use crate::trust::profile::Profile;
use crate::trust::question::{Purpose, Wanted};
use crate::trust::reason::Reason;
use crate::trust::reasons::name;

static HOST: Kind = Kind::new(
    "host",
    "RFC 9525 §6",
    "it is for the name asked for",
    "물어본 이름의 인증서이다",
);

pub(crate) fn check(course: &Course<'_, '_>) -> Check {
    let Some(leaf) = course.path.first() else {
        return HOST.not_reached(
            Some(0),
            Text::new("there is no certificate", "인증서가 없다"),
        );
    };
    let mut faults = common_names(course, leaf);
    faults.extend(broad(course, leaf));
    let wanted = &course.question.wanted;
    for one in wanted {
        faults.extend(match one {
            Wanted::Dns(wanted) => dns(course, leaf, wanted),
            Wanted::Ip(wanted) => ip(course, leaf, *wanted),
            Wanted::Mail(wanted) => mail(course, leaf, wanted),
        });
    }
    if wanted.is_empty() {
        let why = Text::new("no name was asked for", "물어본 이름이 없다");
        return match faults.iter().any(Fault::refuses) {
            true => HOST.judged(Some(0), faults, why),
            false => HOST.unreached(Some(0), faults, why),
        };
    }
    let asked: Vec<String> = wanted.iter().map(spelled).collect();
    let asked = asked.join(", ");
    let good = text!(en: "it is for {asked}", ko: "물어본 이름이 들어 있다: {asked}");
    HOST.judged(Some(0), faults, good)
}

/// A wanted name, in both spellings where it has two.
fn spelled(wanted: &Wanted) -> String {
    let Wanted::Dns(name) = wanted else {
        return wanted.to_string();
    };
    let wire = wire(name);
    match unicode(&wire) {
        Some(letters) => format!("{letters} ({wire})"),
        None => wire,
    }
}

/// What can be said before any entry is compared: that there is none to compare.
fn without(
    course: &Course<'_, '_>,
    leaf: &Certificate<'_>,
    wanted: &str,
    kind: &str,
) -> Option<Fault> {
    let end = leaf.tbs.at().end;
    let (subject, at) = (leaf.subject.short(), leaf.subject.at());
    if leaf.values.alternative.is_none() {
        return Some(match leaf.subject.is_empty() {
            true => course.fault(&name::NONE, 0, at, text!(en: "the certificate has neither a subject nor alternative names, and {wanted} was asked for", ko: "인증서에 주체도 대체 이름도 없다. 물어본 이름: {wanted}")),
            false => course.fault(&name::NO_SAN, 0, at, text!(en: "the certificate has no alternative names; its subject, {subject}, does not count for {wanted}", ko: "인증서에 대체 이름이 없다. 주체 {subject}에 적힌 것은 {wanted} 이름으로 치지 않는다")),
        });
    }
    if leaf.names().iter().any(|entry| entry.kind() == kind) {
        return None;
    }
    let at = leaf
        .values
        .alternative
        .as_ref()
        .map_or(end..end, |found| found.at.clone());
    let has = listed(leaf);
    let says = text!(en: "{wanted} was asked for, and there is no {kind} entry; there is {has}", ko: "물어본 이름: {wanted}. {kind} 항목이 없다. 있는 것: {has}");
    Some(course.fault(&name::NO_DNS, 0, at, says))
}

fn dns(course: &Course<'_, '_>, leaf: &Certificate<'_>, wanted: &str) -> Vec<Fault> {
    if let Some(fault) = without(course, leaf, wanted, "DNS") {
        return vec![fault];
    }
    let entries = leaf.names().iter();
    let compared: Vec<(&General<'_>, Compared)> = entries
        .filter_map(|entry| Some((entry, host(entry.dns()?, wanted))))
        .collect();
    if compared
        .iter()
        .any(|(_, compared)| *compared == Compared::Fits)
    {
        return Vec::new();
    }
    let near = |(entry, compared): &(&General<'_>, Compared)| {
        let shown = entry.value();
        let (reason, says) = match compared {
            Compared::Depth => (
                &name::WILDCARD_DEPTH,
                text!(en: "the asterisk of {shown} stands for one label, and {wanted} has more in front", ko: "{shown}: 별표는 레이블 하나를 뜻한다. {wanted} 이름에는 앞에 레이블이 더 있다"),
            ),
            Compared::Apex => (
                &name::WILDCARD_APEX,
                text!(en: "{shown} needs a label in front, and {wanted} has none", ko: "{shown}: 앞에 레이블이 하나 있어야 한다. {wanted} 이름에는 없다"),
            ),
            Compared::Partial => (
                &name::WILDCARD_PARTIAL,
                text!(en: "the asterisk of {shown} is not the whole first label, so it is no wildcard for {wanted}", ko: "{shown}: 별표가 첫 레이블 전체가 아니므로 {wanted} 이름에 대한 와일드카드가 아니다"),
            ),
            Compared::Broad if course.question.profile == Profile::WebPki => return None,
            Compared::Broad => (
                &name::WILDCARD_BROAD,
                text!(en: "{shown} spans a whole top-level domain, and so does not count for {wanted}", ko: "{shown}: 최상위 도메인 전체에 걸치므로 {wanted} 이름으로 치지 않는다"),
            ),
            Compared::Fits | Compared::Unlike => return None,
        };
        Some(course.fault(reason, 0, entry.at.clone(), says))
    };
    let close: Vec<Fault> = compared.iter().filter_map(near).take(TOLD).collect();
    let told = broad(course, leaf);
    match close.is_empty() && told.is_empty() {
        false => close,
        true => vec![mismatch(course, leaf, &name::MISMATCH, wanted)],
    }
}

fn ip(course: &Course<'_, '_>, leaf: &Certificate<'_>, wanted: IpAddr) -> Vec<Fault> {
    let shown = wanted.to_string();
    let mut entries = leaf.names().iter();
    let same = |entry: &General<'_>| match entry.names {
        general::Kind::Ip(bytes) => address(bytes) == Some(wanted),
        _ => false,
    };
    if entries.clone().any(same) {
        return Vec::new();
    }
    let written = |entry: &&General<'_>| {
        let text = entry.dns().and_then(|name| std::str::from_utf8(name).ok());
        text.and_then(|text| text.parse().ok()) == Some(wanted)
    };
    if let Some(entry) = entries.find(written) {
        let says = text!(en: "{shown} stands there as a host name (DNS:{shown}), and not as an address", ko: "{shown} 주소가 IP 주소가 아니라 호스트 이름(DNS:{shown})으로 적혀 있다");
        return vec![course.fault(&name::IP_AS_DNS, 0, entry.at.clone(), says)];
    }
    if leaf.values.alternative.is_none()
        && let Some(fault) = without(course, leaf, &shown, "IP")
    {
        return vec![fault];
    }
    vec![mismatch(course, leaf, &name::IP_MISSING, &shown)]
}

fn mail(course: &Course<'_, '_>, leaf: &Certificate<'_>, wanted: &str) -> Vec<Fault> {
    if let Some(fault) = without(course, leaf, wanted, "email") {
        return vec![fault];
    }
    let fits = |entry: &General<'_>| match entry.names {
        general::Kind::Mail(name) => mailbox(name, wanted),
        _ => false,
    };
    match leaf.names().iter().any(fits) {
        true => Vec::new(),
        false => vec![mismatch(course, leaf, &name::MAIL_MISMATCH, wanted)],
    }
}

fn mismatch(
    course: &Course<'_, '_>,
    leaf: &Certificate<'_>,
    reason: &'static Reason,
    wanted: &str,
) -> Fault {
    let at = leaf
        .values
        .alternative
        .as_ref()
        .map_or(0..0, |found| found.at.clone());
    let has = listed(leaf);
    let says = text!(en: "the certificate is for {has}, not for {wanted}", ko: "인증서에 적힌 이름: {has}. 물어본 이름: {wanted}");
    course.fault(reason, 0, at, says)
}

/// The names of a leaf for a sentence: a few of them, and how many more.
fn listed(leaf: &Certificate<'_>) -> String {
    let names = leaf.names();
    let first: Vec<String> = names.iter().take(5).map(General::to_string).collect();
    match names.len().saturating_sub(first.len()) {
        0 => first.join(", "),
        more => format!("{}, +{more}", first.join(", ")),
    }
}

/// On the web, no wildcard may span a top-level domain, whichever name is wanted.
fn broad(course: &Course<'_, '_>, leaf: &Certificate<'_>) -> Vec<Fault> {
    if course.question.profile != Profile::WebPki {
        return Vec::new();
    }
    let entries = leaf
        .names()
        .iter()
        .filter(|entry| entry.dns().is_some_and(is_broad));
    entries
        .take(TOLD)
        .map(|entry| {
            let shown = entry.value();
            let says = text!(en: "{shown} spans a whole top-level domain", ko: "{shown}: 최상위 도메인 전체에 걸친다");
            course.fault(&name::WILDCARD_BROAD, 0, entry.at.clone(), says)
        })
        .collect()
}

/// A common name that is given should be one of the alternative names; an address must be, in the same spelling.
fn common_names(course: &Course<'_, '_>, leaf: &Certificate<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    if leaf.values.alternative.is_none() || course.question.purpose != Purpose::Server {
        return faults;
    }
    let has = listed(leaf);
    for attribute in leaf.subject.common_names() {
        let Some(common) = attribute.words() else {
            continue;
        };
        let same = |entry: &General<'_>| entry.value().eq_ignore_ascii_case(&common);
        if leaf.names().iter().any(same) {
            continue;
        }
        let digits = |c: char| c.is_ascii_digit() || c == '.';
        let is_address = common.contains(':')
            && common.chars().all(|c| c.is_ascii_hexdigit() || c == ':')
            || common.contains('.') && common.chars().all(digits);
        let reason = match is_address {
            true => &name::COMMON_ADDRESS,
            false => &name::COMMON_NAME,
        };
        let says = text!(en: "the common name {common} is none of the alternative names ({has})", ko: "일반 이름 {common}: 대체 이름({has})에 없다");
        faults.push(course.fault(reason, 0, attribute.value.at(), says));
    }
    faults
}
