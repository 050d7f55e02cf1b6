//! Whether a name in a certificate is the one that was asked for (RFC 9525 §6), and whether it is well formed at all
//! (RFC 5280 §4.2.1.6).

use idna::AsciiDenyList;

use crate::base::text::Doc;

/// How a name in a certificate compares with the host that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// It is that host.
    Fits,
    /// A wildcard, and the host lies more than one label below it.
    Depth,
    /// A wildcard, and the host is the domain itself.
    Apex,
    /// The asterisk is not the whole first label; read as a pattern it would fit.
    Partial,
    /// The wildcard spans a top-level domain, or everything.
    Broad,
    /// Another name.
    Unlike,
}

/// Compares a dNSName with the host `wanted`, which may be written in Unicode or with a dot at its end.
pub fn host(presented: &[u8], wanted: &str) -> Compared {
    let Ok(presented) = std::str::from_utf8(presented) else {
        return Compared::Unlike;
    };
    let presented = presented.to_ascii_lowercase();
    let wanted = wire(wanted);
    if !presented.contains('*') {
        return match presented == wanted {
            true => Compared::Fits,
            false => Compared::Unlike,
        };
    }
    if let Some(domain) = presented.strip_prefix("*.")
        && !domain.contains('*')
    {
        if wanted == domain {
            return Compared::Apex;
        }
        let Some(head) = wanted.strip_suffix(domain) else {
            return Compared::Unlike;
        };
        return match head.strip_suffix('.') {
            None | Some("") => Compared::Unlike,
            Some(_) if !domain.contains('.') => Compared::Broad,
            Some(head) if head.contains('.') => Compared::Depth,
            Some(_) => Compared::Fits,
        };
    }
    if presented == "*" {
        return Compared::Broad;
    }
    let (patterns, labels) = (presented.split('.'), wanted.split('.'));
    let as_many = patterns.clone().count() == labels.clone().count();
    match as_many && patterns.zip(labels).all(|(p, l)| like(p, l)) {
        true => Compared::Partial,
        false => Compared::Unlike,
    }
}

/// Whether a name is a wildcard with at most one label below it.
pub fn is_broad(presented: &[u8]) -> bool {
    let domain = presented.strip_prefix(b"*.");
    presented == b"*" || domain.is_some_and(|domain| !domain.contains(&b'.'))
}

/// Whether a label fits a pattern with asterisks, as programs read them before RFC 6125.
fn like(pattern: &str, label: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = label.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let Some(last) = parts.next_back() else {
        return rest.is_empty();
    };
    for part in parts {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// A host name as certificates and DNS write it: A-labels, lower case, no dot at the end.
pub fn wire(host: &str) -> String {
    let host = host.strip_suffix('.').unwrap_or(host);
    if host.is_ascii() {
        return host.to_ascii_lowercase();
    }
    let ascii = idna::domain_to_ascii_cow(host.as_bytes(), AsciiDenyList::EMPTY);
    ascii.map_or_else(|_| host.to_lowercase(), |ascii| ascii.into_owned())
}

/// A host name as people write it; none if it has no A-labels, if they are not valid, or if it
/// reads the same.
pub fn unicode(host: &str) -> Option<String> {
    if !host.to_ascii_lowercase().contains("xn--") {
        return None;
    }
    let (unicode, valid) = idna::domain_to_unicode(host);
    (valid.is_ok() && unicode != host).then_some(unicode)
}

/// The ASCII name that a name in Unicode can be mistaken for; none if no letter of it is a look-alike.
pub fn looks_like(unicode: &str) -> Option<String> {
    let plain: String = unicode
        .chars()
        .map(|c| {
            let twin = TWINS.iter().find(|(other, _)| *other == c);
            twin.map_or(c, |(_, latin)| *latin)
        })
        .collect();
    (plain.is_ascii() && plain != unicode).then_some(plain)
}

/// Letters that look like a Latin one.
const TWINS: [(char, char); 34] = [
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('ԁ', 'd'),
    ('ԛ', 'q'),
    ('ԝ', 'w'),
    ('һ', 'h'),
    ('ӏ', 'l'),
    ('к', 'k'),
    ('м', 'm'),
    ('т', 't'),
    ('в', 'b'),
    ('п', 'n'),
    ('г', 'r'),
    ('ο', 'o'),
    ('α', 'a'),
    ('ν', 'v'),
    ('ρ', 'p'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('τ', 't'),
    ('υ', 'u'),
    ('χ', 'x'),
    ('ı', 'i'),
    ('ɑ', 'a'),
    ('ɡ', 'g'),
    ('օ', 'o'),
];

/// Whether a mailbox in a certificate is the one asked for: the part before the @ letter by letter, the host without case
/// (RFC 5280 §7.5).
pub fn mailbox(presented: &[u8], wanted: &str) -> bool {
    let presented = std::str::from_utf8(presented).ok();
    let parts = presented.and_then(|presented| presented.rsplit_once('@'));
    match (parts, wanted.rsplit_once('@')) {
        (Some((local, host)), Some((own, domain))) => {
            local == own && host.eq_ignore_ascii_case(&wire(domain))
        }
        _ => false,
    }
}

/// What is wrong with a host name; nothing if it has the preferred syntax (RFC 1034 §3.5, RFC 1123 §2.1).
pub fn ill_host(name: &[u8]) -> Option<Doc> {
    let ill = |en, ko| Some(Doc::new(en, ko));
    if name.is_empty() || name.len() > 253 {
        return ill(
            "a host name has 1 to 253 characters",
            "호스트 이름은 1~253자이다",
        );
    }
    for label in name.split(|byte| *byte == b'.') {
        let inner = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
        let first_and_last = [label.first(), label.last()];
        match label.len() {
            0 => return ill("a label is empty", "빈 레이블이 있다"),
            1..=63 => {}
            _ => {
                return ill(
                    "a label has more than 63 characters",
                    "63자를 넘는 레이블이 있다",
                );
            }
        }
        if let Some(other) = label.iter().find(|byte| !inner(byte)) {
            return match other {
                0x80.. => ill(
                    "it has bytes that are not ASCII; other scripts are written as A-labels (xn--)",
                    "ASCII가 아닌 바이트가 있다. 다른 문자는 A-레이블(xn--)로 적는다",
                ),
                b'*' => ill("it has an asterisk", "별표가 있다"),
                b'_' => ill("it has an underscore", "밑줄이 있다"),
                _ => ill(
                    "it has characters other than letters, digits and hyphens",
                    "영문자, 숫자, 하이픈이 아닌 문자가 있다",
                ),
            };
        }
        if first_and_last.contains(&Some(&b'-')) {
            return ill(
                "a label begins or ends with a hyphen",
                "하이픈으로 시작하거나 끝나는 레이블이 있다",
            );
        }
    }
    None
}

/// What is wrong with a mailbox (RFC 5321 §2.3.11).
pub fn ill_mailbox(name: &[u8]) -> Option<Doc> {
    let parts: Vec<&[u8]> = name.split(|byte| *byte == b'@').collect();
    let printable = |byte: &u8| (0x21..0x7f).contains(byte);
    match parts.as_slice() {
        [[], _] => Some(Doc::new("nothing stands before the @", "@ 앞이 비어 있다")),
        [local, host] if local.iter().all(printable) => ill_host(host),
        [_, _] => Some(Doc::new(
            "it has characters that are not printable ASCII",
            "인쇄 가능한 ASCII가 아닌 문자가 있다",
        )),
        _ => Some(Doc::new(
            "a mailbox has exactly one @",
            "메일함에는 @가 꼭 하나 있다",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asterisk_is_one_whole_first_label() {
        let check = |presented: &str, wanted: &str, expected| {
            assert_eq!(
                host(presented.as_bytes(), wanted),
                expected,
                "{presented} {wanted}"
            );
        };
        check("example.com", "EXAMPLE.com.", Compared::Fits);
        check("*.example.com", "a.example.com", Compared::Fits);
        check("*.example.com", "a.b.example.com", Compared::Depth);
        check("*.example.com", "example.com", Compared::Apex);
        check("*.example.com", "aexample.com", Compared::Unlike);
        check("w*.example.com", "www.example.com", Compared::Partial);
        check("w*w.example.com", "www.example.com", Compared::Partial);
        check("a.*.com", "a.b.com", Compared::Partial);
        check("w*.example.com", "mail.example.com", Compared::Unlike);
        check("*.com", "example.com", Compared::Broad);
        check("*", "com", Compared::Broad);
        check("xn--bcher-kva.example", "bücher.example", Compared::Fits);
        check("example.com\0.evil.test", "example.com", Compared::Unlike);
    }

    #[test]
    fn only_the_preferred_syntax() {
        for good in ["a", "1.example", "xn--bcher-kva.example", "a-b.c"] {
            assert_eq!(ill_host(good.as_bytes()), None, "{good}");
        }
        for bad in [
            "",
            ".example.com",
            "example.com.",
            "a_b.example",
            "a b",
            "-a.example",
            "가.example",
        ] {
            assert!(ill_host(bad.as_bytes()).is_some(), "{bad}");
        }
        assert!(ill_mailbox(b"a@b@c").is_some() && ill_mailbox(b"a@b").is_none());
    }

    #[test]
    fn look_alikes_are_seen() {
        let paypal = unicode("xn--pypal-4ve.test").unwrap();
        assert_eq!(looks_like(&paypal).as_deref(), Some("paypal.test"));
        assert_eq!(looks_like(&unicode("xn--bcher-kva.example").unwrap()), None);
        assert_eq!(unicode("example.com"), None);
    }
}
