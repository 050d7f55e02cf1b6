//! Rules of DER (ITU-T X.690): there is one way to write each thing, so that a signature fits one sequence of bytes only.

use crate::dissect::x509::tag;
use crate::text;
use crate::trust::lint::element::Element;
use crate::trust::lint::rule::Book::Standard;
use crate::trust::lint::rule::Scope::All;
use crate::trust::lint::rule::{Found, Rule, own};
use crate::trust::lint::sheet::{BASIC_CONSTRAINTS, KEY_USAGE, Sheet};
use crate::trust::reason::Levels;

/// The rules of this family.
#[rustfmt::skip]
pub static RULES: &[Rule] = &[
    Rule { book: Standard, scope: All, check: length, reason: &own("lint.der-length", "X.690 §10.1", Levels::ERROR, [
        ("a length is not in its shortest form", "길이를 가장 짧은 꼴로 적지 않았다"),
        ("Two ways to write the same length give two certificates with the same content and different fingerprints; a block list by fingerprint misses one.", "같은 길이를 두 가지로 적으면 내용은 같고 지문은 다른 인증서가 생긴다. 지문으로 만든 차단 목록은 그중 하나를 놓친다."),
        ("write the length with as few bytes as it needs", "필요한 만큼의 바이트로만 길이를 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: integer, reason: &own("lint.der-integer", "X.690 §8.3.2", Levels::ERROR, [
        ("a number is padded", "수의 앞을 채워 적었다"),
        ("A padded number equals the plain one for a person and differs for a comparison of bytes, as revocation by serial number makes.", "사람에게는 같은 수이지만 바이트로 비교하면 다르다. 일련번호로 폐기를 확인할 때가 그렇다."),
        ("drop the leading bytes that say nothing", "뜻 없는 앞쪽 바이트를 뺀다"),
    ]) },
    Rule { book: Standard, scope: All, check: boolean, reason: &own("lint.der-boolean", "X.690 §11.1", Levels::ERROR, [
        ("TRUE is not written as ff", "TRUE를 ff로 적지 않았다"),
        ("BER takes any byte but 00 for TRUE, DER only ff; programs disagree on the rest, here on whether something is critical or an authority.", "BER은 00이 아닌 모든 바이트를 TRUE로 보지만 DER은 ff만 허용한다. 나머지는 프로그램마다 달라서 critical인지, 인증 기관인지가 갈린다."),
        ("write ff", "ff로 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: default, reason: &own("lint.der-default", "X.690 §11.5", Levels::ERROR, [
        ("a default value is written down", "기본값을 적어 놓았다"),
        ("DER leaves out what goes without saying; critical FALSE, cA FALSE and version 1 written down are the commonest break of it.", "DER은 말하지 않아도 되는 값을 뺀다. critical FALSE, cA FALSE, 버전 1을 적는 것이 가장 흔한 위반이다."),
        ("leave the value out", "그 값을 뺀다"),
    ]) },
    Rule { book: Standard, scope: All, check: bits, reason: &own("lint.der-bits", "X.690 §11.2", Levels::ERROR, [
        ("keyUsage does not end with its last set bit", "keyUsage가 켜진 마지막 비트에서 끝나지 않는다"),
        ("The names of bits do not depend on how many zeros follow, so DER drops the zeros, and bits that are not used must be zero.", "비트의 뜻은 뒤에 0이 몇 개 있든 같으므로 DER은 뒤쪽 0을 뺀다. 쓰지 않는 비트는 0이어야 한다."),
        ("drop the zeros at the end and count the unused bits in the first byte", "끝의 0을 빼고 쓰지 않는 비트 수를 첫 바이트에 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: set, reason: &own("lint.der-set", "X.690 §11.6", Levels::ERROR, [
        ("the members of a set are not sorted", "집합의 원소가 정렬되어 있지 않다"),
        ("A set has no order, so its writer could choose one; DER takes the choice away, and names compared byte for byte stay equal.", "집합에는 순서가 없어 적는 쪽이 고를 수 있다. DER은 그 선택을 없애 바이트로 비교하는 이름이 달라지지 않게 한다."),
        ("sort the attributes of the step", "그 단계의 속성을 정렬한다"),
    ]) },
    Rule { book: Standard, scope: All, check: identifier, reason: &own("lint.der-oid", "X.690 §8.19.2", Levels::ERROR, [
        ("an object identifier is padded", "객체 식별자를 채워 적었다"),
        ("A padded identifier means the same to some programs and is unknown to others: one sees an extension, the other none.", "채워 적은 식별자를 어떤 프로그램은 같은 것으로, 다른 프로그램은 모르는 것으로 본다. 한쪽만 확장을 보게 된다."),
        ("drop the leading 80", "앞의 80을 뺀다"),
    ]) },
];

fn length(sheet: &Sheet<'_>) -> Vec<Found> {
    let padded = |element: &Element<'_>| match element.header {
        [_, _, first, rest @ ..] => *first == 0 || (rest.is_empty() && *first < 0x80),
        _ => false,
    };
    let elements = sheet.elements().into_iter().filter(padded);
    elements
        .map(|element| {
            let (used, n) = (element.header.len() - 1, element.content.len());
            let says = text!(en: "a length of {n} is written with {used} bytes", ko: "길이 {n}에 {used}바이트를 썼다");
            Found::new(element.start..element.inside().start, says)
        })
        .collect()
}

fn integer(sheet: &Sheet<'_>) -> Vec<Found> {
    let padded = |element: &Element<'_>| {
        element.tag == tag::INTEGER
            && match element.content {
                [] => true,
                [0, next, ..] => next & 0x80 == 0,
                [0xff, next, ..] => next & 0x80 != 0,
                _ => false,
            }
    };
    let elements = sheet.elements().into_iter().filter(padded);
    elements
        .map(|element| {
            let raw = hex::encode(element.content);
            let says = text!(en: "the number {raw} has a first byte that says nothing, or none at all", ko: "수 {raw}: 첫 바이트에 뜻이 없거나 내용이 비어 있다");
            Found::new(element.at(), says)
        })
        .collect()
}

fn boolean(sheet: &Sheet<'_>) -> Vec<Found> {
    let odd = |element: &Element<'_>| {
        element.tag == tag::BOOLEAN && !matches!(element.content, [0 | 0xff])
    };
    let elements = sheet.elements().into_iter().filter(odd);
    elements
        .map(|element| {
            let raw = hex::encode(element.content);
            let says = text!(en: "a BOOLEAN is written as {raw}, which is neither 00 nor ff", ko: "BOOLEAN을 {raw}: 00도 ff도 아닌 값으로 적었다");
            Found::new(element.at(), says)
        })
        .collect()
}

fn default(sheet: &Sheet<'_>) -> Vec<Found> {
    let zero = |element: &Element<'_>| element.content == [0];
    let mut found: Vec<Found> = Vec::new();
    if let Some(version) = sheet.version.filter(zero) {
        let says = text!(en: "version 1 is written down", ko: "버전 1을 적어 놓았다");
        found.push(Found::new(version.at(), says));
    }
    for extension in &sheet.extensions {
        let path = &extension.path;
        if let Some(mark) = extension.critical.filter(zero) {
            let says = text!(en: "critical FALSE is written down in the extension {path}", ko: "확장 {path}: critical FALSE를 적어 놓았다");
            found.push(Found::new(mark.at(), says));
        }
    }
    let basic = sheet.value(BASIC_CONSTRAINTS);
    let mark = basic.and_then(|value| value.tagged(tag::BOOLEAN));
    if let Some(mark) = mark.filter(zero) {
        let says = text!(en: "cA FALSE is written down in basicConstraints", ko: "basicConstraints에 cA FALSE를 적어 놓았다");
        found.push(Found::new(mark.at(), says));
    }
    found
}

fn bits(sheet: &Sheet<'_>) -> Vec<Found> {
    let Some(value) = sheet.value(KEY_USAGE) else {
        return Vec::new();
    };
    let right = match value.content {
        [0] => true,
        [unused @ 0..=7, .., last] => *last != 0 && last.trailing_zeros() == u32::from(*unused),
        _ => false,
    };
    if right {
        return Vec::new();
    }
    let raw = hex::encode(value.content);
    Found::alone(
        value.at(),
        text!(en: "the bits {raw} do not end with their last set bit", ko: "비트열 {raw}: 켜진 마지막 비트에서 끝나지 않는다"),
    )
}

fn set(sheet: &Sheet<'_>) -> Vec<Found> {
    let sorted = |set: &Element<'_>| {
        let parts: Vec<_> = set.parts().collect();
        parts.windows(2).all(|two| match two {
            [left, right] => (left.header, left.content) <= (right.header, right.content),
            _ => true,
        })
    };
    let elements = sheet.elements().into_iter();
    let wrong = elements.filter(|element| element.tag == tag::SET && !sorted(element));
    wrong
        .map(|element| {
            let n = element.parts().count();
            let says = text!(en: "the {n} members of a set are not sorted", ko: "집합의 원소 {n}개가 정렬되어 있지 않다");
            Found::new(element.at(), says)
        })
        .collect()
}

fn identifier(sheet: &Sheet<'_>) -> Vec<Found> {
    let padded = |element: &Element<'_>| {
        let mut begins = true;
        element.tag == tag::OID
            && element.content.iter().any(|byte| {
                let wrong = begins && *byte == 0x80;
                begins = byte & 0x80 == 0;
                wrong
            })
    };
    let elements = sheet.elements().into_iter().filter(padded);
    elements
        .map(|element| {
            let raw = hex::encode(element.content);
            let says = text!(en: "the object identifier {raw} has an empty digit", ko: "객체 식별자 {raw}: 빈 자릿수가 있다");
            Found::new(element.at(), says)
        })
        .collect()
}
