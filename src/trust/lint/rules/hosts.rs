//! Rules on the host names in subjectAltName (RFC 5280 §4.2.1.6 and §7.2, RFC 1034 §3.5; BR §3.2.2.6, §4.2.2 and §7.1.2.7.12).

use crate::base::field::printable;
use crate::base::text::Text;
use crate::text;
use crate::trust::lint::element::Element;
use crate::trust::lint::rule::Book::Standard;
use crate::trust::lint::rule::Scope::All;
use crate::trust::lint::rule::{Found, Rule, own};
use crate::trust::lint::sheet::Sheet;
use crate::trust::reason::Levels;
use crate::trust::reasons;

/// The rules of this family.
#[rustfmt::skip]
pub static RULES: &[Rule] = &[
    Rule { book: Standard, scope: All, check: control, reason: &reasons::name::EMBEDDED_NUL },
    Rule { book: Standard, scope: All, check: unicode, reason: &own("lint.host-unicode", "RFC 5280 §7.2", Levels::ERROR, [
        ("a host name is not ASCII", "호스트 이름이 ASCII가 아니다"),
        ("The DNS asks for the A-label; a name in raw UTF-8 matches nothing, or something else in each program.", "DNS에서 찾는 것은 A-레이블이다. UTF-8 그대로 적은 이름은 맞는 것이 없거나 프로그램마다 다르게 맞는다."),
        ("write the label as xn-- and Punycode", "그 마디를 xn--와 퓨니코드로 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: punycode, reason: &own("lint.host-a-label", "RFC 5890 §2.3.2.1", Levels::WARNING, [
        ("an A-label stands for no name", "A-레이블이 나타내는 이름이 없다"),
        ("What begins with xn-- and decodes to nothing lawful cannot be registered, and is shown raw.", "xn--로 시작하지만 올바른 글자로 풀리지 않으면 등록할 수 없고, 화면에도 그대로 나온다."),
        ("encode the label anew from its letters", "글자에서 다시 부호화한다"),
    ]) },
    Rule { book: Standard, scope: All, check: underscore, reason: &own("lint.host-underscore", "CA/B BR §7.1.2.7.12", Levels::WEB, [
        ("a host name has an underscore", "호스트 이름에 밑줄이 있다"),
        ("The DNS carries underscores for services, but no host name may have one; forbidden on the web since 2019.", "DNS에서 밑줄은 서비스 이름에 쓴다. 호스트 이름에는 쓸 수 없으며 웹에서는 2019년부터 금지되었다."),
        ("use a hyphen, or a wildcard one level up", "하이픈을 쓰거나 한 단계 위의 와일드카드를 쓴다"),
    ]) },
    Rule { book: Standard, scope: All, check: star, reason: &own("lint.host-wildcard", "CA/B BR §3.2.2.6", Levels::ERROR, [
        ("a star is not the whole first label", "별표가 첫 마디 전체가 아니다"),
        ("Forms such as f*.test or a.*.test match in one program and not in the next.", "f*.test나 a.*.test 같은 꼴은 프로그램에 따라 맞기도 하고 맞지 않기도 한다."),
        ("write *. and a name", "*. 뒤에 이름을 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: broad, reason: &reasons::name::WILDCARD_BROAD },
    Rule { book: Standard, scope: All, check: dot, reason: &own("lint.host-trailing-dot", "RFC 5280 §4.2.1.6", Levels::ERROR, [
        ("a host name ends in a dot", "호스트 이름이 점으로 끝난다"),
        ("The dot of the root is written in zone files; a client compares without it, and the name matches nothing.", "루트를 뜻하는 끝의 점은 존 파일에나 적는다. 클라이언트는 점 없이 비교하므로 아무것도 맞지 않는다."),
        ("drop the dot", "점을 뺀다"),
    ]) },
    Rule { book: Standard, scope: All, check: labels, reason: &own("lint.host-label", "RFC 1034 §3.5", Levels::ERROR, [
        ("a host name is not in the form of the DNS", "호스트 이름이 DNS의 꼴이 아니다"),
        ("What the DNS cannot carry nobody can have, and so nobody can be certified for it.", "DNS에 실을 수 없는 이름은 아무도 가질 수 없으므로 인증받을 수도 없다."),
        ("write a name that the DNS can carry", "DNS에 실을 수 있는 이름을 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: internal, reason: &own("lint.host-internal", "CA/B BR §4.2.2", Levels::WEB, [
        ("a host name cannot be registered", "등록할 수 없는 호스트 이름이다"),
        ("Everybody has a mail.local: a certificate for it would fit a stranger's network just as well. In a toy CA it is what one wants.", "mail.local은 누구에게나 있다. 그 인증서는 낯선 네트워크에서도 똑같이 통한다. 연습용 인증 기관에서는 바로 이것을 원한다."),
        ("nothing to repair at home; on the web use a registered name", "집 안이라면 고칠 것이 없다. 웹이라면 등록된 이름을 쓴다"),
    ]) },
];

/// Top-level names that nobody can register (RFC 2606, RFC 6761, RFC 6762, RFC 8375, RFC 9476 and ICANN's decision on .internal).
const NOBODYS: [&str; 15] = [
    "alt",
    "arpa",
    "corp",
    "example",
    "home",
    "internal",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "mail",
    "private",
    "test",
];

/// Each host name for which `says` says something.
fn each(sheet: &Sheet<'_>, says: &dyn Fn(&str) -> Option<Text>) -> Vec<Found> {
    let name = |host: &Element<'_>| {
        let text = std::str::from_utf8(host.content).ok()?;
        Some(Found::new(host.at(), says(text)?))
    };
    sheet.hosts().filter_map(|host| name(&host)).collect()
}

fn control(sheet: &Sheet<'_>) -> Vec<Found> {
    let wrong = sheet
        .hosts()
        .filter(|host| host.content.iter().any(u8::is_ascii_control));
    wrong
        .map(|host| {
            let raw = printable(host.content);
            let says = text!(en: "the host name {raw} has a NUL or another control character in it", ko: "호스트 이름 {raw}: NUL 같은 제어 문자가 들어 있다");
            Found::new(host.at(), says)
        })
        .collect()
}

fn unicode(sheet: &Sheet<'_>) -> Vec<Found> {
    let wrong = sheet.hosts().filter(|host| !host.content.is_ascii());
    wrong
        .map(|host| {
            let raw = printable(host.content);
            let says = text!(en: "the host name {raw} is not ASCII", ko: "ASCII가 아닌 호스트 이름: {raw}");
            Found::new(host.at(), says)
        })
        .collect()
}

fn punycode(sheet: &Sheet<'_>) -> Vec<Found> {
    each(sheet, &|host| {
        let mut labels = host.split('.');
        let wrong = labels.find(|label| {
            let coded = label
                .get(..4)
                .is_some_and(|head| head.eq_ignore_ascii_case("xn--"));
            coded && idna::domain_to_unicode(label).1.is_err()
        })?;
        Some(
            text!(en: "{wrong} in {host} stands for no name", ko: "{host} 안의 {wrong}: 나타내는 이름이 없다"),
        )
    })
}

fn underscore(sheet: &Sheet<'_>) -> Vec<Found> {
    each(sheet, &|host| {
        host.contains('_')
            .then(|| text!(en: "{host} has an underscore", ko: "{host}: 밑줄이 있다"))
    })
}

fn star(sheet: &Sheet<'_>) -> Vec<Found> {
    each(sheet, &|host| {
        let rest = host.strip_prefix("*.").unwrap_or(host);
        rest.contains('*')
            .then(|| text!(en: "the star in {host} is not its whole first label", ko: "{host}: 별표가 첫 마디 전체가 아니다"))
    })
}

fn broad(sheet: &Sheet<'_>) -> Vec<Found> {
    each(sheet, &|host| {
        let rest = host.strip_prefix("*.")?;
        (!rest.contains('.'))
            .then(|| text!(en: "{host} stands for every name below {rest}", ko: "{host}: {rest} 아래의 모든 이름을 나타낸다"))
    })
}

fn dot(sheet: &Sheet<'_>) -> Vec<Found> {
    each(sheet, &|host| {
        host.ends_with('.')
            .then(|| text!(en: "{host} ends in a dot", ko: "{host} 이름이 점으로 끝난다"))
    })
}

fn labels(sheet: &Sheet<'_>) -> Vec<Found> {
    each(sheet, &|host| {
        // What other rules say is not said again here.
        let bare = host.strip_prefix("*.").unwrap_or(host);
        let bare = bare.strip_suffix('.').unwrap_or(bare);
        let spared = |c: char| c == '_' || c == '*' || c.is_control() || !c.is_ascii();
        let fine = |c: char| c.is_ascii_alphanumeric() || c == '-' || spared(c);
        let wrong = |label: &&str| {
            let n = label.chars().count();
            n == 0
                || n > 63
                || label.starts_with('-')
                || label.ends_with('-')
                || !label.chars().all(fine)
        };
        if host.len() > 253 {
            let n = host.len();
            return Some(
                text!(en: "a host name has {n} characters", ko: "호스트 이름이 {n}자이다"),
            );
        }
        let label = printable(bare.split('.').find(wrong)?.as_bytes());
        let host = printable(host.as_bytes());
        Some(
            text!(en: "\"{label}\" in \"{host}\" is no label of a host name", ko: "\"{host}\" 안의 \"{label}\": 호스트 이름의 마디가 아니다"),
        )
    })
}

fn internal(sheet: &Sheet<'_>) -> Vec<Found> {
    each(sheet, &|host| {
        let bare = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
        let top = bare.rsplit('.').next().unwrap_or_default();
        let nobodys = NOBODYS.contains(&top) || (!bare.contains('.') && !bare.is_empty());
        let address = bare.parse::<std::net::IpAddr>().is_ok();
        (nobodys && !address)
            .then(|| text!(en: "{host} cannot be registered by anybody", ko: "{host}: 아무도 등록할 수 없는 이름이다"))
    })
}
