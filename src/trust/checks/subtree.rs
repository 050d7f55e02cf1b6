//! Whether a name lies in a subtree (RFC 5280 §4.2.1.10), kind by kind, and whether a subtree is well formed.

use crate::base::text::Doc;
use crate::trust::general::{self, General, Kind};
use crate::trust::names::{ill_host, ill_mailbox};

/// Whether the two are of one kind, so that one constrains the other.
pub(crate) fn same_kind(base: &General<'_>, name: &General<'_>) -> bool {
    match (&base.names, &name.names) {
        (Kind::Dns(_), Kind::Dns(_))
        | (Kind::Mail(_), Kind::Mail(_))
        | (Kind::Ip(_), Kind::Ip(_))
        | (Kind::Uri(_), Kind::Uri(_))
        | (Kind::Directory(_), Kind::Directory(_))
        | (Kind::Registered(_), Kind::Registered(_)) => true,
        (Kind::Other(one), Kind::Other(other)) => one == other,
        _ => false,
    }
}

/// Whether every host, mailbox or whatever that `name` stands for lies in the subtree.
pub(crate) fn within(base: &General<'_>, name: &General<'_>) -> bool {
    match (&base.names, &name.names) {
        // A leading dot is a fault of its own; what was meant is plain.
        (Kind::Dns(base @ [b'.', ..]), Kind::Dns(name)) => exact_or_dotted(base, name),
        (Kind::Dns(base), Kind::Dns(name)) => host_below(base, name),
        (Kind::Mail(base), Kind::Mail(name)) => mail_below(base, name),
        (Kind::Ip(base), Kind::Ip(name)) => address_below(base, name),
        (Kind::Uri(base), Kind::Uri(uri)) => {
            uri_host(uri).is_some_and(|host| exact_or_dotted(base, host))
        }
        (Kind::Directory(base), Kind::Directory(name)) => name.below(base),
        (Kind::Registered(base), Kind::Registered(name)) => base == name,
        _ => false,
    }
}

/// Whether something that `name` stands for may lie in the subtree: a wildcard reaches each name one label below it, and what
/// cannot be compared may be anything.
pub(crate) fn touches(base: &General<'_>, name: &General<'_>) -> bool {
    match (&base.names, &name.names) {
        (Kind::Dns(tree), Kind::Dns(wild)) => {
            let domain = wild.strip_prefix(b"*.");
            let parent = tree.iter().position(|byte| *byte == b'.');
            let parent = parent.and_then(|dot| tree.get(dot + 1..));
            let reached = domain.zip(parent);
            within(base, name)
                || reached.is_some_and(|(domain, parent)| domain.eq_ignore_ascii_case(parent))
        }
        (Kind::Other(one), Kind::Other(other)) => one == other,
        (Kind::Uri(_), Kind::Uri(uri)) if uri_host(uri).is_none() => true,
        _ => within(base, name),
    }
}

/// What is wrong with a subtree.
pub(crate) fn ill(base: &General<'_>) -> Option<Doc> {
    match &base.names {
        Kind::Dns([]) => None,
        Kind::Dns([b'.', ..]) => Some(Doc::new(
            "a DNS constraint has no leading dot: it covers what lies below anyhow",
            "DNS 제약 앞에는 점을 두지 않는다. 아래의 이름은 어차피 포함된다",
        )),
        Kind::Dns(host) => ill_host(host),
        Kind::Mail(mail) if mail.contains(&b'@') => ill_mailbox(mail),
        Kind::Mail(host) | Kind::Uri(host) => ill_host(host.strip_prefix(b".").unwrap_or(host)),
        Kind::Ip(bytes) => match general::network(bytes) {
            Some((_, mask)) if mask.parse::<u8>().is_ok() => None,
            Some(_) => Some(Doc::new(
                "the ones of a mask stand together in front",
                "마스크의 1은 앞쪽에 이어져 있어야 한다",
            )),
            None => Some(Doc::new(
                "an address and its mask have 8 or 32 bytes",
                "주소와 마스크는 합쳐서 8바이트나 32바이트이다",
            )),
        },
        Kind::Directory(_) | Kind::Registered(_) | Kind::Other(_) => None,
    }
}

fn host_below(base: &[u8], name: &[u8]) -> bool {
    if base.is_empty() {
        return true;
    }
    let Some(head) = name.len().checked_sub(base.len()) else {
        return false;
    };
    let (head, tail) = name.split_at_checked(head).unwrap_or_default();
    tail.eq_ignore_ascii_case(base) && matches!(head, [] | [.., b'.'])
}

fn mail_below(base: &[u8], name: &[u8]) -> bool {
    let halves = |mail: &'_ [u8]| mail.iter().rposition(|byte| *byte == b'@');
    let Some(at) = halves(name) else {
        return false;
    };
    let (local, host) = name.split_at_checked(at).unwrap_or_default();
    let host = host.get(1..).unwrap_or_default();
    match halves(base) {
        Some(at) => {
            let (own, domain) = base.split_at_checked(at).unwrap_or_default();
            own == local
                && domain
                    .get(1..)
                    .unwrap_or_default()
                    .eq_ignore_ascii_case(host)
        }
        None => exact_or_dotted(base, host),
    }
}

/// A host as it is, or with a dot in front whatever lies below it.
fn exact_or_dotted(base: &[u8], host: &[u8]) -> bool {
    match base.strip_prefix(b".") {
        Some(domain) => host_below(domain, host) && host.len() > domain.len(),
        None => base.eq_ignore_ascii_case(host),
    }
}

fn address_below(base: &[u8], name: &[u8]) -> bool {
    let (net, mask) = base.split_at_checked(base.len() / 2).unwrap_or_default();
    let bytes = name.iter().zip(net).zip(mask);
    net.len() == name.len()
        && mask.len() == name.len()
        && bytes
            .into_iter()
            .all(|((byte, net), mask)| byte & mask == net & mask)
}

/// The host of a URI, if it has one by name (RFC 3986 §3.2.2).
fn uri_host(uri: &[u8]) -> Option<&[u8]> {
    let slashes = uri.windows(3).position(|run| run == b"://")?;
    let rest = uri.get(slashes + 3..)?;
    let end = rest
        .iter()
        .position(|byte| matches!(byte, b'/' | b'?' | b'#'));
    let authority = rest.get(..end.unwrap_or(rest.len()))?;
    let host = authority.rsplit(|byte| *byte == b'@').next()?;
    if host.first() == Some(&b'[') {
        return None;
    }
    let host = host.split(|byte| *byte == b':').next()?;
    let digits = host
        .iter()
        .all(|byte| byte.is_ascii_digit() || *byte == b'.');
    (!host.is_empty() && !digits).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: Kind<'_>, name: Kind<'_>, expected: [bool; 2]) {
        let [base, name] = [base, name].map(|names| General { at: 0..0, names });
        assert_eq!(
            [within(&base, &name), touches(&base, &name)],
            expected,
            "{base} {name}"
        );
    }

    #[test]
    fn each_kind_has_its_own_rule() {
        let (dns, mail, ip, uri) = (Kind::Dns, Kind::Mail, Kind::Ip, Kind::Uri);
        check(dns(b"example.com"), dns(b"a.b.Example.com"), [true; 2]);
        check(dns(b"example.com"), dns(b"notexample.com"), [false; 2]);
        check(dns(b""), dns(b"anything"), [true; 2]);
        check(dns(b".example.com"), dns(b"a.example.com"), [true; 2]);
        check(dns(b".example.com"), dns(b"example.com"), [false; 2]);
        check(
            dns(b"bar.example.com"),
            dns(b"*.example.com"),
            [false, true],
        );
        check(dns(b"a.bar.example.com"), dns(b"*.example.com"), [false; 2]);
        check(mail(b"example.com"), mail(b"a@example.com"), [true; 2]);
        check(mail(b"example.com"), mail(b"a@b.example.com"), [false; 2]);
        check(mail(b".example.com"), mail(b"a@b.example.com"), [true; 2]);
        check(mail(b".example.com"), mail(b"a@example.com"), [false; 2]);
        check(mail(b"A@example.com"), mail(b"a@example.com"), [false; 2]);
        check(mail(b"a@EXAMPLE.com"), mail(b"a@example.com"), [true; 2]);
        check(
            ip(&[10, 0, 0, 0, 255, 0, 0, 0]),
            ip(&[10, 1, 2, 3]),
            [true; 2],
        );
        check(
            ip(&[10, 0, 0, 0, 255, 0, 0, 0]),
            ip(&[11, 1, 2, 3]),
            [false; 2],
        );
        check(ip(&[0; 32]), ip(&[10, 1, 2, 3]), [false; 2]);
        check(
            uri(b"example.com"),
            uri(b"https://me@example.com:8443/x"),
            [true; 2],
        );
        check(
            uri(b".example.com"),
            uri(b"https://a.example.com"),
            [true; 2],
        );
        check(
            uri(b"example.com"),
            uri(b"https://10.0.0.1/"),
            [false, true],
        );
    }
}
