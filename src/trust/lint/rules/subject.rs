//! Rules on the names of issuer and subject (RFC 5280 §4.1.2.4, §4.1.2.6 and Appendix A.1; BR §7.1.4).

use crate::base::field::printable;
use crate::base::text::Text;
use crate::dissect::x509::oid;
use crate::dissect::x509::tag;
use crate::text;
use crate::trust::lint::element::Element;
use crate::trust::lint::rule::Book::{Standard, Web};
use crate::trust::lint::rule::Scope::{All, Authority, Leaf, Server};
use crate::trust::lint::rule::{Found, Rule, own};
use crate::trust::lint::sheet::{SUBJECT_ALT_NAME, Sheet};
use crate::trust::reason::Levels;
use crate::trust::reasons;

/// The rules of this family.
#[rustfmt::skip]
pub static RULES: &[Rule] = &[
    Rule { book: Standard, scope: All, check: no_issuer, reason: &reasons::chain::EMPTY_ISSUER },
    Rule { book: Standard, scope: Authority, check: no_subject, reason: &reasons::chain::EMPTY_SUBJECT },
    Rule { book: Standard, scope: Leaf, check: nameless, reason: &reasons::name::SAN_NOT_CRITICAL },
    Rule { book: Standard, scope: All, check: long, reason: &own("lint.name-length", "RFC 5280 Appendix A.1", Levels::ERROR, [
        ("an attribute of a name is longer than its bound", "이름의 속성이 한도보다 길다"),
        ("Programs set aside room by these bounds (64 letters for a common name), and cut or refuse what is longer.", "프로그램은 이 한도(일반 이름은 64자)에 맞춰 자리를 잡으므로 더 긴 것은 자르거나 거절한다."),
        ("shorten it; a long host name belongs into subjectAltName alone", "줄인다. 긴 호스트 이름은 subjectAltName에만 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: strings, reason: &own("lint.string-type", "RFC 5280 §4.1.2.4", Levels::WARNING, [
        ("a name is written in an old kind of string", "이름을 옛 문자열 유형으로 적었다"),
        ("TeletexString has no one meaning, BMPString and UniversalString hide letters from programs that compare bytes.", "TeletexString은 뜻이 하나로 정해져 있지 않고, BMPString과 UniversalString은 바이트로 비교하는 프로그램에 글자를 감춘다."),
        ("write it as UTF8String", "UTF8String으로 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: letters, reason: &own("lint.printable-string", "X.680 §41.4", Levels::ERROR, [
        ("a PrintableString holds what it must not", "PrintableString에 쓸 수 없는 글자가 있다"),
        ("The star of a wildcard, @ and & are not in its alphabet; a strict reader refuses the whole certificate.", "와일드카드의 별표, @, &는 그 문자표에 없다. 엄격한 쪽은 인증서 전체를 거절한다."),
        ("write it as UTF8String", "UTF8String으로 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: country, reason: &own("lint.country", "RFC 5280 Appendix A.1", Levels::ERROR, [
        ("the country is not a code of two capital letters", "나라가 대문자 두 글자 부호가 아니다"),
        ("The code is read by programs; Korea or kor is not one.", "프로그램이 읽는 부호이다. Korea나 kor는 부호가 아니다."),
        ("write the code, such as KR", "KR 같은 부호를 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: blank, reason: &own("lint.name-blank", "CA/B BR §7.1.4.1", Levels::WARNING, [
        ("an attribute of a name says nothing", "이름의 속성에 내용이 없다"),
        ("A dash or a space in an obligatory field says that a form was filled in, not that something was checked.", "필수 칸의 줄표나 빈칸은 양식을 채웠다는 뜻일 뿐 확인했다는 뜻이 아니다."),
        ("write what it means, or leave the attribute out", "뜻이 있는 내용을 적거나 속성을 뺀다"),
    ]) },
    Rule { book: Standard, scope: All, check: mail, reason: &own("lint.subject-mail", "RFC 5280 §4.1.2.6", Levels::WARNING, [
        ("a mail address stands in the subject", "subject에 메일 주소가 있다"),
        ("emailAddress in the subject is kept for old programs only; a fence of names around an authority is easily forgotten there.", "subject의 emailAddress는 옛 프로그램을 위해 남겨 둔 것이다. 인증 기관에 친 이름 울타리가 여기서는 잊히기 쉽다."),
        ("move it into subjectAltName as rfc822Name", "subjectAltName의 rfc822Name으로 옮긴다"),
    ]) },
    Rule { book: Web, scope: Server, check: unit, reason: &own("lint.unit", "CA/B BR §7.1.4.2", Levels::WEB, [
        ("the subject names a department", "subject에 부서 이름이 있다"),
        ("Nobody can check the name of a department, so owners wrote claims there; forbidden since September 2022.", "부서 이름은 확인할 수 없어 소유자가 아무 주장이나 적었다. 2022년 9월부터 금지되었다."),
        ("leave it out", "뺀다"),
    ]) },
    Rule { book: Web, scope: All, check: many, reason: &own("lint.name-set", "CA/B BR §7.1.4.1", Levels::WEB, [
        ("a step of the subject holds several attributes", "subject의 한 단계에 속성이 여럿이다"),
        ("Several in one step are legal and rare, and programs that print or compare names get them wrong.", "한 단계에 여럿을 넣어도 되지만 드물어서, 이름을 찍거나 비교하는 프로그램이 틀리기 쉽다."),
        ("give each attribute a step of its own", "속성마다 단계를 따로 둔다"),
    ]) },
    Rule { book: Web, scope: All, check: again, reason: &own("lint.name-twice", "CA/B BR §7.1.4.1", Levels::WEB, [
        ("an attribute stands twice in the subject", "subject에 같은 속성이 두 번 나온다"),
        ("Of two common names one program takes the first and another the last.", "일반 이름이 둘이면 어떤 프로그램은 처음 것을, 다른 프로그램은 마지막 것을 쓴다."),
        ("keep one", "하나만 남긴다"),
    ]) },
    Rule { book: Standard, scope: Server, check: common, reason: &reasons::name::COMMON_NAME },
];

/// Bounds of attributes in characters (RFC 5280 Appendix A.1).
static BOUNDS: [(&str, usize); 9] = [
    ("2.5.4.3", 64),
    ("2.5.4.5", 64),
    ("2.5.4.7", 128),
    ("2.5.4.8", 128),
    ("2.5.4.10", 64),
    ("2.5.4.11", 64),
    ("2.5.4.12", 64),
    ("2.5.4.65", 128),
    ("1.2.840.113549.1.9.1", 255),
];

const COMMON_NAME: &str = "2.5.4.3";
const COUNTRIES: [&str; 2] = ["2.5.4.6", "1.3.6.1.4.1.311.60.2.1.3"];
const UNIT: &str = "2.5.4.11";
const MAIL: &str = "1.2.840.113549.1.9.1";
const DOMAIN_COMPONENT: &str = "0.9.2342.19200300.100.1.25";
/// UTF8String, PrintableString, and the tags of the strings that should not be used any more.
const UTF8: u8 = 0x0c;
const PRINTABLE: u8 = 0x13;
const OLD: [(u8, &str); 3] = [
    (0x14, "TeletexString"),
    (tag::BMP_STRING, "BMPString"),
    (0x1c, "UniversalString"),
];

/// What `says` says of each attribute of `name` that it minds.
fn each(name: &Element<'_>, says: &dyn Fn(&str, &Element<'_>) -> Option<Text>) -> Vec<Found> {
    Sheet::attributes(name)
        .iter()
        .filter_map(|(path, value)| Some(Found::new(value.at(), says(path, value)?)))
        .collect()
}

/// The same for issuer and subject; once where they are one name.
fn both(sheet: &Sheet<'_>, says: &dyn Fn(&str, &Element<'_>) -> Option<Text>) -> Vec<Found> {
    let mut found = each(&sheet.subject, says);
    if !sheet.is_self_issued() {
        found.extend(each(&sheet.issuer, says));
    }
    found
}

fn no_issuer(sheet: &Sheet<'_>) -> Vec<Found> {
    match sheet.issuer.content.is_empty() {
        false => Vec::new(),
        true => Found::alone(
            sheet.issuer.at(),
            Text::new(
                "the name of the issuer is empty",
                "발급자의 이름이 비어 있다",
            ),
        ),
    }
}

fn no_subject(sheet: &Sheet<'_>) -> Vec<Found> {
    match sheet.subject.content.is_empty() {
        false => Vec::new(),
        true => Found::alone(
            sheet.subject.at(),
            Text::new(
                "the authority has no name, and so nobody can name it as issuer",
                "인증 기관의 이름이 비어 있어 아무도 발급자로 적을 수 없다",
            ),
        ),
    }
}

fn nameless(sheet: &Sheet<'_>) -> Vec<Found> {
    let names = sheet.extension(SUBJECT_ALT_NAME);
    let Some(names) = names.filter(|names| !names.is_critical()) else {
        return Vec::new();
    };
    if !sheet.subject.content.is_empty() {
        return Vec::new();
    }
    Found::alone(
        names.whole.at(),
        Text::new(
            "the subject is empty, and subjectAltName is not critical",
            "subject가 비어 있는데 subjectAltName이 critical이 아니다",
        ),
    )
}

fn long(sheet: &Sheet<'_>) -> Vec<Found> {
    both(sheet, &|path, value| {
        let bound = BOUNDS.iter().find(|(known, _)| *known == path)?.1;
        let n = std::str::from_utf8(value.content)
            .map_or(value.content.len(), |text| text.chars().count());
        let name = oid::name(path);
        (n > bound).then(|| text!(en: "{name} has {n} characters, of {bound} at most", ko: "{name} 값이 {n}자이다. {bound}자까지 허용된다"))
    })
}

fn strings(sheet: &Sheet<'_>) -> Vec<Found> {
    both(sheet, &|path, value| {
        let (_, kind) = OLD.iter().find(|(tag, _)| *tag == value.tag)?;
        let name = oid::name(path);
        Some(text!(en: "{name} is written as {kind}", ko: "{name} 값을 적은 꼴: {kind}"))
    })
}

fn letters(sheet: &Sheet<'_>) -> Vec<Found> {
    both(sheet, &|path, value| {
        let known = |byte: &u8| byte.is_ascii_alphanumeric() || b" '()+,-./:=?".contains(byte);
        let odd = value.content.iter().find(|byte| !known(byte))?;
        let (name, odd) = (oid::name(path), printable(&[*odd]));
        (value.tag == PRINTABLE).then(|| text!(en: "{name} is a PrintableString with {odd} in it", ko: "{name} 값은 PrintableString인데 이런 글자가 있다: {odd}"))
    })
}

fn country(sheet: &Sheet<'_>) -> Vec<Found> {
    both(sheet, &|path, value| {
        let code = value.content;
        let right = code.len() == 2 && code.iter().all(u8::is_ascii_uppercase);
        if !COUNTRIES.contains(&path) || (right && value.tag == PRINTABLE) {
            return None;
        }
        let raw = printable(code);
        Some(match right {
            true => {
                text!(en: "the country {raw} is no PrintableString", ko: "나라 {raw}: PrintableString이 아니다")
            }
            false => text!(en: "{raw} is no code of a country", ko: "{raw}: 나라 부호가 아니다"),
        })
    })
}

fn blank(sheet: &Sheet<'_>) -> Vec<Found> {
    both(sheet, &|path, value| {
        let text = value.content;
        let signs = !text.is_empty() && text.iter().all(|byte| b"-. ".contains(byte));
        let edge = [text.first(), text.last()].contains(&Some(&b' '));
        let name = oid::name(path);
        (text.is_empty() || signs || edge).then(|| {
            let raw = printable(text);
            text!(en: "{name} is \"{raw}\"", ko: "{name} 값: \"{raw}\"")
        })
    })
}

fn mail(sheet: &Sheet<'_>) -> Vec<Found> {
    each(&sheet.subject, &|path, value| {
        let raw = printable(value.content);
        (path == MAIL)
            .then(|| text!(en: "the mail address {raw} stands in the subject", ko: "subject에 든 메일 주소: {raw}"))
    })
}

fn unit(sheet: &Sheet<'_>) -> Vec<Found> {
    each(&sheet.subject, &|path, value| {
        let raw = printable(value.content);
        (path == UNIT)
            .then(|| text!(en: "the subject names a department, {raw}", ko: "subject에 든 부서 이름: {raw}"))
    })
}

fn many(sheet: &Sheet<'_>) -> Vec<Found> {
    let steps = sheet.subject.parts();
    let wrong = steps.filter(|step| step.parts().count() > 1);
    wrong
        .map(|step| {
            let n = step.parts().count();
            let says = text!(en: "a step of the subject holds {n} attributes", ko: "subject의 한 단계에 속성이 {n}개 있다");
            Found::new(step.at(), says)
        })
        .collect()
}

fn again(sheet: &Sheet<'_>) -> Vec<Found> {
    let all = Sheet::attributes(&sheet.subject);
    // A directory path has many domain components, an address several lines, and departments have a rule of their own.
    let free = [DOMAIN_COMPONENT, UNIT, "2.5.4.9"];
    let twice = all.iter().enumerate().filter(|(n, (path, _))| {
        let mut before = all.iter().take(*n);
        !free.contains(&path.as_str()) && before.any(|(other, _)| other == path)
    });
    twice
        .map(|(_, (path, value))| {
            let name = oid::name(path);
            let says = text!(en: "{name} stands in the subject again", ko: "subject에 다시 나오는 속성: {name}");
            Found::new(value.at(), says)
        })
        .collect()
}

fn common(sheet: &Sheet<'_>) -> Vec<Found> {
    let names: Vec<String> = sheet.names().filter_map(|name| said(&name)).collect();
    each(&sheet.subject, &|path, value| {
        let plain = [UTF8, PRINTABLE].contains(&value.tag);
        let text = printable(value.content).to_lowercase();
        let listed = names.iter().any(|name| name.eq_ignore_ascii_case(&text));
        (path == COMMON_NAME && plain && !listed).then(|| text!(en: "the common name {text} is none of the names in subjectAltName", ko: "일반 이름 {text}: subjectAltName에 없는 이름이다"))
    })
}

/// A host name or address as a common name would write it.
fn said(name: &Element<'_>) -> Option<String> {
    match name.tag {
        0x82 => Some(printable(name.content)),
        0x87 => match *name.content {
            [a, b, c, d] => Some(std::net::Ipv4Addr::new(a, b, c, d).to_string()),
            _ => {
                let six = <[u8; 16]>::try_from(name.content).ok()?;
                Some(std::net::Ipv6Addr::from(six).to_string())
            }
        },
        _ => None,
    }
}
