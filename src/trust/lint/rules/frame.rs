//! Rules on the frame of a certificate (RFC 5280 §4.1): version, serial number, algorithms, the list of extensions, its size.

use std::collections::HashSet;

use crate::base::text::Text;
use crate::dissect::x509::oid;
use crate::dissect::x509::tag;
use crate::text;
use crate::trust::bounds::{self, Unfit};
use crate::trust::lint::rule::Book::{Standard, Web};
use crate::trust::lint::rule::Scope::{All, Server};
use crate::trust::lint::rule::{Found, Rule, own};
use crate::trust::lint::sheet::Sheet;
use crate::trust::reason::Levels;
use crate::trust::reasons;

/// The rules of this family.
#[rustfmt::skip]
pub static RULES: &[Rule] = &[
    Rule { book: Standard, scope: All, check: trailing, reason: &reasons::der::TRAILING },
    Rule { book: Standard, scope: All, check: version, reason: &reasons::der::VERSION },
    Rule { book: Standard, scope: All, check: serial, reason: &reasons::lint::SERIAL },
    Rule { book: Web, scope: All, check: entropy, reason: &own("lint.serial-entropy", "CA/B BR §7.1", Levels::WEB_WARNED, [
        ("the serial number has no room for 64 random bits", "일련번호에 난수 64비트가 들어갈 자리가 없다"),
        ("In 2008 a guessable serial number let researchers prepare two certificates with one MD5 hash; chance early in the signed bytes spoils such plans.", "2008년에는 일련번호를 예측할 수 있어 MD5 해시가 같은 두 인증서를 준비할 수 있었다. 서명되는 내용 앞쪽의 난수는 그런 계획을 망친다."),
        ("draw 16 bytes by chance, the first bit zero", "첫 비트가 0인 16바이트를 무작위로 뽑는다"),
    ]) },
    Rule { book: Standard, scope: All, check: algorithms, reason: &reasons::signature::ALG_MISMATCH },
    Rule { book: Standard, scope: All, check: unique, reason: &own("lint.unique-id", "RFC 5280 §4.1.2.8", Levels::ERROR, [
        ("there is an issuerUniqueID or subjectUniqueID", "issuerUniqueID나 subjectUniqueID가 있다"),
        ("They were to tell two owners of one name apart; names are not used twice instead, and key identifiers do the rest.", "같은 이름을 가진 둘을 구별하려던 것이다. 이제는 이름을 다시 쓰지 않고, 나머지는 키 식별자로 구별한다."),
        ("leave them out", "뺀다"),
    ]) },
    Rule { book: Standard, scope: All, check: empty, reason: &own("lint.extensions-empty", "RFC 5280 §4.1.2.9", Levels::ERROR, [
        ("the list of extensions is empty", "확장 목록이 비어 있다"),
        ("Its definition asks for one at least; with none, the list itself is left out.", "정의에 따르면 하나 이상이어야 한다. 하나도 없으면 목록 자체를 뺀다."),
        ("leave the list out, or put an extension in", "목록을 빼거나 확장을 넣는다"),
    ]) },
    Rule { book: Standard, scope: All, check: twice, reason: &reasons::extension::DUPLICATE },
    Rule { book: Standard, scope: All, check: unknown, reason: &reasons::extension::UNKNOWN_CRITICAL },
    Rule { book: Standard, scope: All, check: poison, reason: &own("lint.precertificate", "RFC 6962 §3.1", Levels::ERROR, [
        ("it is a precertificate", "예비 인증서이다"),
        ("A precertificate goes to the public logs before the certificate does; its critical poison keeps everyone from using it.", "예비 인증서는 인증서보다 먼저 공개 로그에 올린다. critical로 든 독(poison) 때문에 아무도 쓸 수 없다."),
        ("use the certificate that was issued after it", "그 뒤에 발급된 인증서를 쓴다"),
    ]) },
    Rule { book: Standard, scope: All, check: netscape, reason: &own("lint.netscape", "RFC 5280 §4.2", Levels::NOTE, [
        ("an extension of Netscape is left in it", "Netscape의 확장이 남아 있다"),
        ("They are older than keyUsage and extKeyUsage; nobody reads them, and old scripts copy them on.", "keyUsage와 extKeyUsage보다 오래된 것으로 아무도 읽지 않는다. 옛 스크립트가 계속 베껴 넣을 뿐이다."),
        ("leave it out", "뺀다"),
    ]) },
    Rule { book: Standard, scope: Server, check: staple, reason: &own("lint.must-staple", "RFC 7633 §4.2.3", Levels::NOTE, [
        ("the server must staple an OCSP answer", "서버는 OCSP 응답을 꼭 붙여 보내야 한다"),
        ("Whoever holds to it refuses the server on the day it sends no answer, a fault of the responder included.", "이것을 지키는 클라이언트는 응답이 붙지 않은 날 서버를 거절한다. 응답자 쪽 고장일 때도 그렇다."),
        ("nothing to repair; make sure that the server fetches and staples answers", "고칠 것은 없다. 서버가 응답을 받아 붙이는지 확인한다"),
    ]) },
    Rule { book: Web, scope: Server, check: receipts, reason: &own("lint.no-sct", "RFC 6962 §3.3", Levels::NOTE, [
        ("it carries no receipt of a public log", "공개 로그의 접수증이 없다"),
        ("Browsers refuse a public server whose certificate no log has seen; the receipts may also come by TLS or OCSP.", "브라우저는 어느 로그에도 없는 공개 서버의 인증서를 거절한다. 접수증은 TLS나 OCSP로 올 수도 있다."),
        ("for a public site: have it logged; for a private one there is nothing to repair", "공개 사이트라면 로그에 올린다. 비공개라면 고칠 것이 없다"),
    ]) },
    Rule { book: Standard, scope: All, check: size, reason: &reasons::lint::SIZE },
];

/// tlsFeature.
const FEATURES: &str = "1.3.6.1.5.5.7.1.24";
/// The poison of precertificates.
const POISON: &str = "1.3.6.1.4.1.11129.2.4.3";
/// The receipts of public logs.
const RECEIPTS: &str = "1.3.6.1.4.1.11129.2.4.2";

fn trailing(sheet: &Sheet<'_>) -> Vec<Found> {
    let (end, all) = (sheet.whole.size(), sheet.der.len());
    if end >= all {
        return Vec::new();
    }
    let n = all - end;
    Found::alone(
        end..all,
        text!(en: "{n} bytes follow the end of the certificate", ko: "인증서가 끝난 뒤에 {n}바이트가 더 있다"),
    )
}

fn version(sheet: &Sheet<'_>) -> Vec<Found> {
    let number = sheet
        .version
        .map_or(Some(0), |version| match version.content {
            [n] => Some(*n),
            _ => None,
        });
    match number {
        Some(2) => Vec::new(),
        Some(n) => {
            let at = sheet
                .version
                .map_or(sheet.serial.start..sheet.serial.start, |version| {
                    version.at()
                });
            let v = u16::from(n) + 1;
            Found::alone(
                at,
                text!(en: "it is of version {v}; only version 3 may carry extensions", ko: "버전 {v}: 확장을 실을 수 있는 것은 버전 3뿐이다"),
            )
        }
        None => Found::alone(
            sheet.version.map_or(0..0, |version| version.at()),
            Text::new("its version is no small number", "버전이 작은 수가 아니다"),
        ),
    }
}

fn serial(sheet: &Sheet<'_>) -> Vec<Found> {
    let bytes = sheet.serial.content;
    let raw = hex::encode(bytes);
    let says = match bounds::serial(bytes) {
        Some(Unfit::Zero) => Text::new("the serial number is zero", "일련번호가 0이다"),
        Some(Unfit::Negative) => {
            text!(en: "the serial number {raw} is negative: its first bit is set", ko: "일련번호 {raw}: 첫 비트가 켜져 있어 음수이다")
        }
        Some(Unfit::Long) => {
            let n = bytes.len();
            text!(en: "the serial number has {n} bytes, of 20 at most", ko: "일련번호가 {n}바이트이다. 20바이트까지 허용된다")
        }
        None => return Vec::new(),
    };
    Found::alone(sheet.serial.at(), says)
}

fn entropy(sheet: &Sheet<'_>) -> Vec<Found> {
    let bytes = sheet.serial.content;
    let n = bytes.len();
    let root = sheet.is_authority() && sheet.is_self_issued();
    if n >= 8 || bytes.first().is_none_or(|first| first & 0x80 != 0) || root {
        return Vec::new();
    }
    Found::alone(
        sheet.serial.at(),
        text!(en: "the serial number has only {n} bytes, too few for 64 random bits", ko: "일련번호가 {n}바이트뿐이라 난수 64비트가 들어갈 수 없다"),
    )
}

fn algorithms(sheet: &Sheet<'_>) -> Vec<Found> {
    if sheet.inner.same_as(&sheet.outer) {
        return Vec::new();
    }
    Found::alone(
        sheet.outer.at(),
        Text::new(
            "the signature algorithm outside differs from the one in the signed part",
            "바깥에 적은 서명 알고리즘이 서명되는 부분에 적은 것과 다르다",
        ),
    )
}

fn unique(sheet: &Sheet<'_>) -> Vec<Found> {
    let found = sheet.unique.iter().map(|element| {
        let name = match element.tag & 0x1f {
            1 => "issuerUniqueID",
            _ => "subjectUniqueID",
        };
        let says = text!(en: "there is a {name}", ko: "{name} 필드가 있다");
        Found::new(element.at(), says)
    });
    found.collect()
}

fn empty(sheet: &Sheet<'_>) -> Vec<Found> {
    match sheet.list {
        Some(list) if list.content.is_empty() => Found::alone(
            list.at(),
            Text::new("the list of extensions is empty", "확장 목록이 비어 있다"),
        ),
        Some(_) | None => Vec::new(),
    }
}

fn twice(sheet: &Sheet<'_>) -> Vec<Found> {
    let mut seen = HashSet::new();
    let again = sheet
        .extensions
        .iter()
        .filter(|one| !seen.insert(&one.path));
    again
        .map(|one| {
            let name = oid::name(&one.path);
            let says = text!(en: "the extension {name} stands there again", ko: "확장 {name}: 한 번 더 나온다");
            Found::new(one.whole.at(), says)
        })
        .collect()
}

fn unknown(sheet: &Sheet<'_>) -> Vec<Found> {
    let all = sheet.extensions.iter().filter(|one| one.is_critical());
    let unknown = all.filter(|one| oid::find(&one.path).is_none());
    unknown
        .map(|one| {
            let path = &one.path;
            let says = text!(en: "the extension {path} is critical, and nobody here knows it", ko: "확장 {path}: critical이지만 알려지지 않은 것이다");
            Found::new(one.whole.at(), says)
        })
        .collect()
}

fn poison(sheet: &Sheet<'_>) -> Vec<Found> {
    let found = sheet.extension(POISON).map(|one| {
        let says = Text::new(
            "the poison of a precertificate is in it",
            "예비 인증서의 독(poison) 확장이 들어 있다",
        );
        Found::new(one.whole.at(), says)
    });
    found.into_iter().collect()
}

fn netscape(sheet: &Sheet<'_>) -> Vec<Found> {
    let all = sheet.extensions.iter();
    let old = all.filter(|one| one.path.starts_with("2.16.840.1.113730.1."));
    old.map(|one| {
        let name = oid::name(&one.path);
        let says = text!(en: "the extension {name} comes from Netscape", ko: "확장 {name}: Netscape에서 온 것이다");
        Found::new(one.whole.at(), says)
    })
    .collect()
}

fn staple(sheet: &Sheet<'_>) -> Vec<Found> {
    let features = sheet.value(FEATURES);
    let parts = features.iter().flat_map(|list| list.parts());
    let staple = parts.filter(|part| part.tag == tag::INTEGER && part.content == [5]);
    staple
        .map(|part| {
            let says = Text::new(
                "it promises a stapled OCSP answer (status_request, 5)",
                "OCSP 응답을 붙이겠다고 약속한다(status_request, 5)",
            );
            Found::new(part.at(), says)
        })
        .collect()
}

fn receipts(sheet: &Sheet<'_>) -> Vec<Found> {
    if sheet.extension(RECEIPTS).is_some() || sheet.extension(POISON).is_some() {
        return Vec::new();
    }
    Found::alone(
        sheet.gap(),
        Text::new(
            "there is no receipt of a public log in it",
            "공개 로그의 접수증이 들어 있지 않다",
        ),
    )
}

fn size(sheet: &Sheet<'_>) -> Vec<Found> {
    let n = sheet.whole.size();
    if n <= bounds::LARGE {
        return Vec::new();
    }
    let names = sheet.names().count();
    Found::alone(
        sheet.whole.at(),
        text!(en: "it has {n} bytes and {names} names", ko: "크기가 {n}바이트, 이름이 {names}개이다"),
    )
}
