//! The form of the names in subjectAltName (RFC 5280 §4.2.1.6), whoever is wanted: a malformed name is a danger by itself.

use crate::base::text::{Doc, Text};
use crate::text;
use crate::trust::check::{Check, Kind, TOLD};
use crate::trust::course::Course;
use crate::trust::general::{self, General, address};
use crate::trust::names::{ill_host, ill_mailbox, looks_like, unicode};
use crate::trust::reasons::{name, warn};

static NAMES: Kind = Kind::new(
    "names",
    "RFC 5280 §4.2.1.6",
    "its alternative names are well formed",
    "대체 이름의 꼴이 올바르다",
);

pub(crate) fn check(course: &Course<'_, '_>, index: usize) -> Option<Check> {
    let certificate = course.path.get(index)?;
    let found = certificate.values.alternative.as_ref()?;
    let mut faults = Vec::new();
    for entry in &found.value {
        if faults.len() >= TOLD {
            break;
        }
        let said = entry.to_string();
        if holds_nul(entry) {
            let says =
                text!(en: "{said} has a NUL byte in it", ko: "{said}: 속에 NUL 바이트가 있다");
            faults.push(course.fault(&name::EMBEDDED_NUL, index, entry.at.clone(), says));
        } else if let Some(ill) = ill(entry) {
            let says = Text {
                en: format!("{said} is not well formed: {}", ill.en).into(),
                ko: format!("{said}: 꼴이 어긋난다. {}", ill.ko).into(),
            };
            faults.push(course.fault(&name::MALFORMED, index, entry.at.clone(), says));
        }
        let readable = entry.dns().and_then(|name| std::str::from_utf8(name).ok());
        if let Some(letters) = readable.and_then(unicode)
            && let Some(twin) = looks_like(&letters)
        {
            let says = text!(en: "{said} is {letters} in Unicode, which looks like {twin} and is not", ko: "{said}: 유니코드로 {letters}. {twin} 이름처럼 보이지만 아니다");
            faults.push(course.fault(&warn::HOMOGRAPH, index, entry.at.clone(), says));
        }
    }
    let empty = certificate.subject.is_empty();
    if found.critical && !empty && index == 0 {
        let says = Text::new(
            "subjectAltName is critical, and the subject is not empty",
            "주체가 비어 있지 않은데 subjectAltName이 중요로 표시되었다",
        );
        faults.push(course.fault(&name::SAN_CRITICAL, index, found.critical_at.clone(), says));
    }
    if !found.critical && empty {
        let says = Text::new(
            "the subject is empty, and subjectAltName is not critical",
            "주체가 비어 있는데 subjectAltName이 중요로 표시되지 않았다",
        );
        faults.push(course.fault(
            &name::SAN_NOT_CRITICAL,
            index,
            found.critical_at.clone(),
            says,
        ));
    }
    let n = found.value.len();
    let first: Vec<String> = found.value.iter().take(5).map(General::to_string).collect();
    let more = if n > first.len() { ", …" } else { "" };
    let list = first.join(", ");
    let good =
        text!(en: "{n} alternative names: {list}{more}", ko: "대체 이름 {n}개: {list}{more}");
    Some(NAMES.judged(Some(index), faults, good))
}

fn holds_nul(entry: &General<'_>) -> bool {
    match entry.names {
        general::Kind::Dns(name) | general::Kind::Mail(name) | general::Kind::Uri(name) => {
            name.contains(&0)
        }
        _ => false,
    }
}

/// What is wrong with the form of a name.
fn ill(entry: &General<'_>) -> Option<Doc> {
    match &entry.names {
        // Where the asterisk may stand is decided when a host is compared.
        general::Kind::Dns(b"*") => None,
        general::Kind::Dns(name) if name.contains(&b'*') => {
            let plain: Vec<u8> = name
                .iter()
                .map(|byte| if *byte == b'*' { b'a' } else { *byte })
                .collect();
            ill_host(&plain)
        }
        general::Kind::Dns(name) => ill_host(name),
        general::Kind::Mail(name) => ill_mailbox(name),
        general::Kind::Ip(bytes) if address(bytes).is_none() => Some(Doc::new(
            "an address has 4 or 16 bytes",
            "주소는 4바이트나 16바이트이다",
        )),
        general::Kind::Uri(uri) if uri.is_empty() || !uri.is_ascii() => Some(Doc::new(
            "a URI is ASCII and not empty",
            "URI는 비어 있지 않은 ASCII이다",
        )),
        general::Kind::Ip(_)
        | general::Kind::Uri(_)
        | general::Kind::Directory(_)
        | general::Kind::Registered(_)
        | general::Kind::Other(_) => None,
    }
}
