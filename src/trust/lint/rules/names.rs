//! Rules on subjectAltName as a whole and on names that are not host names (RFC 5280 §4.2.1.6; BR §7.1.2.7.12).

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::base::field::printable;
use crate::base::text::Text;
use crate::text;
use crate::trust::lint::element::Element;
use crate::trust::lint::rule::Book::{Standard, Web};
use crate::trust::lint::rule::Scope::{All, Server};
use crate::trust::lint::rule::{Found, Rule, own};
use crate::trust::lint::sheet::{SUBJECT_ALT_NAME, Sheet};
use crate::trust::reason::Levels;
use crate::trust::reasons;

/// The rules of this family.
#[rustfmt::skip]
pub static RULES: &[Rule] = &[
    Rule { book: Standard, scope: Server, check: missing, reason: &reasons::name::NO_SAN },
    Rule { book: Standard, scope: All, check: empty, reason: &own("lint.san-empty", "RFC 5280 §4.2.1.6", Levels::ERROR, [
        ("subjectAltName holds no name", "subjectAltName에 이름이 없다"),
        ("An empty list promises names and gives none.", "빈 목록은 이름이 있다고 해 놓고 주지 않는 것이다."),
        ("put a name in, or leave the extension out", "이름을 넣거나 확장을 뺀다"),
    ]) },
    Rule { book: Standard, scope: All, check: critical, reason: &reasons::name::SAN_CRITICAL },
    Rule { book: Standard, scope: All, check: twice, reason: &own("lint.san-twice", "RFC 5280 §4.2.1.6", Levels::WARNING, [
        ("a name stands twice in subjectAltName", "subjectAltName에 같은 이름이 두 번 나온다"),
        ("It does no harm but to size, and shows that nobody looked at the list.", "크기 말고는 해가 없지만 목록을 아무도 들여다보지 않았다는 뜻이다."),
        ("keep one of them", "하나만 남긴다"),
    ]) },
    Rule { book: Standard, scope: Server, check: address_kind, reason: &reasons::name::IP_AS_DNS },
    Rule { book: Web, scope: Server, check: kind, reason: &own("lint.san-kind", "CA/B BR §7.1.2.7.12", Levels::WEB, [
        ("a server's name is neither a host name nor an address", "서버의 이름이 호스트 이름도 주소도 아니다"),
        ("The authority checks control over hosts only; mail addresses, URLs and directory names would ride along unchecked.", "인증 기관은 호스트를 다루는 권한만 확인한다. 메일 주소, URL, 디렉터리 이름은 확인 없이 묻어가게 된다."),
        ("issue another certificate for the other names", "그런 이름은 다른 인증서로 발급한다"),
    ]) },
    Rule { book: Standard, scope: All, check: address_size, reason: &own("lint.san-address-size", "RFC 5280 §4.2.1.6", Levels::ERROR, [
        ("an address has neither 4 nor 16 bytes", "주소가 4바이트도 16바이트도 아니다"),
        ("With a mask behind it, it would be a network, which only name constraints have; as text it matches nothing.", "뒤에 마스크가 붙으면 네트워크인데 그것은 이름 제약에만 쓴다. 글로 적은 주소는 어느 것과도 맞지 않는다."),
        ("write the bytes of the address", "주소를 바이트로 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: reserved, reason: &own("lint.san-private-address", "CA/B BR §4.2.2", Levels::WEB, [
        ("an address is nobody's own", "누구의 것도 아닌 주소이다"),
        ("Everybody has a 10.0.0.1: a certificate for it would fit a stranger's network just as well. In a toy CA it is what one wants.", "10.0.0.1은 누구에게나 있다. 그 인증서는 낯선 네트워크에서도 똑같이 통한다. 연습용 인증 기관에서는 바로 이것을 원한다."),
        ("nothing to repair at home; on the web use a public name", "집 안이라면 고칠 것이 없다. 웹이라면 공개된 이름을 쓴다"),
    ]) },
    Rule { book: Standard, scope: All, check: mailbox, reason: &own("lint.san-mailbox", "RFC 5280 §4.2.1.6", Levels::ERROR, [
        ("a mail address is not written bare", "메일 주소만 적지 않았다"),
        ("A name in angle brackets or a display name in front makes it match no address.", "앞에 표시 이름이 붙거나 꺾쇠로 감싸면 어느 주소와도 맞지 않는다."),
        ("write the bare address", "주소만 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: address, reason: &own("lint.san-uri", "RFC 5280 §4.2.1.6", Levels::ERROR, [
        ("a URL is not whole", "URL이 온전하지 않다"),
        ("A relative address has no meaning in a certificate: there is nothing it is relative to.", "인증서에는 기준이 되는 곳이 없으므로 상대 주소는 뜻이 없다."),
        ("write it in full, with the scheme", "스킴까지 온전히 적는다"),
    ]) },
];

fn missing(sheet: &Sheet<'_>) -> Vec<Found> {
    if sheet.extension(SUBJECT_ALT_NAME).is_some() {
        return Vec::new();
    }
    Found::alone(
        sheet.gap(),
        Text::new("there is no subjectAltName", "subjectAltName이 없다"),
    )
}

fn empty(sheet: &Sheet<'_>) -> Vec<Found> {
    match sheet.value(SUBJECT_ALT_NAME) {
        Some(names) if names.content.is_empty() => Found::alone(
            names.at(),
            Text::new(
                "subjectAltName lists no name",
                "subjectAltName에 이름이 없다",
            ),
        ),
        Some(_) | None => Vec::new(),
    }
}

fn critical(sheet: &Sheet<'_>) -> Vec<Found> {
    let names = sheet.extension(SUBJECT_ALT_NAME);
    let mark = names
        .filter(|names| names.is_critical())
        .and_then(|names| names.critical);
    match mark {
        Some(mark) if !sheet.subject.content.is_empty() => Found::alone(
            mark.at(),
            Text::new(
                "subjectAltName is critical, though the subject has a name",
                "subject에 이름이 있는데 subjectAltName이 critical이다",
            ),
        ),
        Some(_) | None => Vec::new(),
    }
}

fn twice(sheet: &Sheet<'_>) -> Vec<Found> {
    let mut seen = std::collections::BTreeSet::new();
    let again = sheet
        .names()
        .filter(|name| !seen.insert((name.tag, name.content.to_ascii_lowercase())));
    again
        .map(|name| {
            let raw = printable(name.content);
            let says = text!(en: "{raw} is listed again", ko: "다시 나오는 이름: {raw}");
            Found::new(name.at(), says)
        })
        .collect()
}

fn address_kind(sheet: &Sheet<'_>) -> Vec<Found> {
    let four = |text: &str| text.parse::<Ipv4Addr>().is_ok();
    let six = |text: &str| text.parse::<Ipv6Addr>().is_ok();
    let wrong = sheet.hosts().filter_map(|name| {
        let text = std::str::from_utf8(name.content).ok()?;
        let bare = text.trim_start_matches('[').trim_end_matches(']');
        (four(text) || six(bare)).then_some((name, text))
    });
    wrong
        .map(|(name, text)| {
            let says = text!(en: "the address {text} is written as a host name", ko: "호스트 이름으로 적은 주소: {text}");
            Found::new(name.at(), says)
        })
        .collect()
}

fn kind(sheet: &Sheet<'_>) -> Vec<Found> {
    let wrong = sheet.names().filter_map(|name| {
        let kind = match name.tag {
            0x82 | 0x87 => return None,
            0x81 => "rfc822Name",
            0x86 => "uniformResourceIdentifier",
            0xa4 => "directoryName",
            0xa0 => "otherName",
            0x88 => "registeredID",
            _ => "x400Address or ediPartyName",
        };
        Some((name, kind))
    });
    wrong
        .map(|(name, kind)| {
            let says = text!(en: "a server's certificate has a name of the kind {kind}", ko: "서버 인증서에 든 다른 종류의 이름: {kind}");
            Found::new(name.at(), says)
        })
        .collect()
}

fn addresses<'d>(sheet: &Sheet<'d>) -> impl Iterator<Item = Element<'d>> + use<'d> {
    sheet.names().filter(|name| name.tag == 0x87)
}

fn address_size(sheet: &Sheet<'_>) -> Vec<Found> {
    let wrong = addresses(sheet).filter(|name| ![4, 16].contains(&name.content.len()));
    wrong
        .map(|name| {
            let n = name.content.len();
            let says = text!(en: "an address has {n} bytes", ko: "주소가 {n}바이트이다");
            Found::new(name.at(), says)
        })
        .collect()
}

fn reserved(sheet: &Sheet<'_>) -> Vec<Found> {
    let private = |name: &Element<'_>| -> Option<String> {
        if let Ok(four) = <[u8; 4]>::try_from(name.content) {
            let four = Ipv4Addr::from(four);
            let local = four.is_private() || four.is_loopback() || four.is_link_local();
            return (local || four.is_documentation() || four.is_unspecified())
                .then(|| four.to_string());
        }
        let six = Ipv6Addr::from(<[u8; 16]>::try_from(name.content).ok()?);
        let local = six.is_unique_local() || six.is_loopback() || six.is_unicast_link_local();
        let documentation = six.segments().starts_with(&[0x2001, 0xdb8]);
        (local || documentation || six.is_unspecified()).then(|| six.to_string())
    };
    addresses(sheet)
        .filter_map(|name| Some((name, private(&name)?)))
        .map(|(name, said)| {
            let says = text!(en: "the address {said} belongs to nobody alone", ko: "누구나 쓰는 주소: {said}");
            Found::new(name.at(), says)
        })
        .collect()
}

fn mailbox(sheet: &Sheet<'_>) -> Vec<Found> {
    let right = |name: &Element<'_>| {
        let mut halves = name.content.split(|byte| *byte == b'@');
        let (local, host) = (halves.next(), halves.next());
        let fine = |part: Option<&[u8]>| {
            part.is_some_and(|part| {
                !part.is_empty()
                    && part
                        .iter()
                        .all(|byte| byte.is_ascii_graphic() && !b"<>".contains(byte))
            })
        };
        fine(local) && fine(host) && halves.next().is_none()
    };
    let wrong = sheet
        .names()
        .filter(|name| name.tag == 0x81 && !right(name));
    wrong
        .map(|name| {
            let raw = printable(name.content);
            let says =
                text!(en: "{raw} is no bare mail address", ko: "메일 주소의 꼴이 아님: {raw}");
            Found::new(name.at(), says)
        })
        .collect()
}

fn address(sheet: &Sheet<'_>) -> Vec<Found> {
    let right = |name: &Element<'_>| {
        let mut halves = name.content.splitn(2, |byte| *byte == b':');
        let (scheme, rest) = (halves.next().unwrap_or_default(), halves.next());
        let letters = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
        scheme.first().is_some_and(u8::is_ascii_alphabetic)
            && scheme.iter().all(letters)
            && rest.is_some_and(|rest| !rest.is_empty() && rest.iter().all(u8::is_ascii_graphic))
    };
    let wrong = sheet
        .names()
        .filter(|name| name.tag == 0x86 && !right(name));
    wrong
        .map(|name| {
            let raw = printable(name.content);
            let says = text!(en: "{raw} is no whole URL", ko: "온전한 URL이 아님: {raw}");
            Found::new(name.at(), says)
        })
        .collect()
}
