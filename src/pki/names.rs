//! Names a certificate can be for, told apart by how they look: an address, a mailbox, a URI, or a DNS name, which may begin
//! with a wildcard (RFC 5280 §4.2.1.6, RFC 9525 §2).
//!
//! A DNS name with letters outside ASCII is kept in its ASCII form (RFC 5890, UTS 46), which is what stands in the
//! certificate; [`Name::unicode`] gives the form people read.
//!
//! This is how a name is wished for; how those of others compare and where they are ill formed is known to
//! [`trust::names`](crate::trust::names), byte by byte.

use std::fmt;
use std::net::IpAddr;

use rcgen::SanType;

use crate::base::field::printable;
use crate::base::text::Text;
use crate::text;
use crate::trust::names;

/// A name as a certificate has it (subjectAltName).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Name {
    /// dNSName: ASCII, lower case; may begin with `*.`.
    Dns(String),
    /// iPAddress.
    Ip(IpAddr),
    /// rfc822Name: a mailbox, its domain in ASCII and lower case.
    Mail(String),
    /// uniformResourceIdentifier.
    Uri(String),
}

impl Name {
    /// Reads what a person wrote.
    ///
    /// # Errors
    /// What cannot be a name, and why.
    pub fn read(text: &str) -> Result<Self, NotAName> {
        let text = text.trim();
        let bad = |why: Why| NotAName {
            text: printable(text.as_bytes()),
            why,
        };
        if text.is_empty() {
            return Err(bad(Why::Empty));
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(bad(Why::Space));
        }
        let address = text
            .strip_prefix('[')
            .and_then(|text| text.strip_suffix(']'));
        if let Ok(address) = address.unwrap_or(text).parse() {
            return Ok(Self::Ip(address));
        }
        if let Some((scheme, rest)) = text.split_once(':') {
            return uri(text, scheme, rest).map_err(bad);
        }
        if let Some((local, domain)) = text.rsplit_once('@') {
            return mail(local, domain).map_err(bad);
        }
        if text.contains('/') {
            return Err(bad(Why::Slash));
        }
        match text.strip_prefix("*.") {
            Some(rest) => Ok(Self::Dns(format!("*.{}", domain(rest).map_err(bad)?))),
            None => Ok(Self::Dns(domain(text).map_err(bad)?)),
        }
    }

    /// How people read it, where that differs from what stands in the certificate.
    pub fn unicode(&self) -> Option<String> {
        let ascii = match self {
            Self::Dns(name) | Self::Mail(name) => name,
            Self::Ip(_) | Self::Uri(_) => return None,
        };
        let (head, domain) = match ascii.rsplit_once('@') {
            Some((local, domain)) => (format!("{local}@"), domain),
            None => match ascii.strip_prefix("*.") {
                Some(rest) => ("*.".to_owned(), rest),
                None => (String::new(), ascii.as_str()),
            },
        };
        names::unicode(domain).map(|said| format!("{head}{said}"))
    }

    /// The host it speaks of, where that is a DNS name: of a mailbox, its domain.
    pub fn domain(&self) -> Option<&str> {
        match self {
            Self::Dns(name) => Some(name.strip_prefix("*.").unwrap_or(name)),
            Self::Ip(_) => None,
            Self::Mail(mailbox) => mailbox.rsplit_once('@').map(|(_, domain)| domain),
            Self::Uri(uri) => host(uri).filter(|host| host.parse::<IpAddr>().is_err()),
        }
    }

    /// What it is called in the standard.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Dns(_) => "dNSName",
            Self::Ip(_) => "iPAddress",
            Self::Mail(_) => "rfc822Name",
            Self::Uri(_) => "uniformResourceIdentifier",
        }
    }

    /// As the certificate library takes it; none for what is no IA5String, which [`Name::read`] never gives.
    pub fn alternative(&self) -> Option<SanType> {
        Some(match self {
            Self::Dns(name) => SanType::DnsName(name.as_str().try_into().ok()?),
            Self::Ip(address) => SanType::IpAddress(*address),
            Self::Mail(mailbox) => SanType::Rfc822Name(mailbox.as_str().try_into().ok()?),
            Self::Uri(uri) => SanType::URI(uri.as_str().try_into().ok()?),
        })
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dns(name) | Self::Mail(name) | Self::Uri(name) => f.write_str(name),
            Self::Ip(address) => write!(f, "{address}"),
        }
    }
}

/// A URI with a scheme (RFC 3986 §3.1). Of `host:443` people mean something else.
fn uri(text: &str, scheme: &str, rest: &str) -> Result<Name, Why> {
    if !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Why::Port);
    }
    let first = scheme
        .bytes()
        .next()
        .is_some_and(|b| b.is_ascii_alphabetic());
    let others = scheme
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    let plain = |b: u8| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b);
    if !first || !others || rest.is_empty() || !text.bytes().all(plain) {
        return Err(Why::Uri);
    }
    Ok(Name::Uri(text.to_owned()))
}

/// The host of a URI (RFC 3986 §3.2.2), without user and port.
fn host(uri: &str) -> Option<&str> {
    let (_, rest) = uri.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = rest.get(..end)?;
    let place = authority
        .rsplit_once('@')
        .map_or(authority, |(_, place)| place);
    if let Some(rest) = place.strip_prefix('[') {
        return rest.split_once(']').map(|(host, _)| host);
    }
    let host = place.split_once(':').map_or(place, |(host, _)| host);
    (!host.is_empty()).then_some(host)
}

fn mail(local: &str, place: &str) -> Result<Name, Why> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b);
    if !local.is_ascii() {
        return Err(Why::LocalPart);
    }
    let fine = (1..=64).contains(&local.len()) && local.bytes().all(plain);
    let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    if !fine || dots {
        return Err(Why::Mailbox);
    }
    Ok(Name::Mail(format!("{local}@{}", domain(place)?)))
}

/// A DNS name in ASCII and lower case.
fn domain(text: &str) -> Result<String, Why> {
    if text.contains('*') {
        return Err(Why::Wildcard);
    }
    if text.ends_with('.') {
        return Err(Why::FinalDot);
    }
    let ascii = idna::domain_to_ascii(text).map_err(|_| Why::Idn)?;
    if ascii.is_empty() || ascii.split('.').any(str::is_empty) {
        return Err(Why::EmptyLabel);
    }
    if ascii.len() > 253 || ascii.split('.').any(|label| label.len() > 63) {
        return Err(Why::Long);
    }
    let label = |label: &str| {
        let letters = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        label.bytes().all(letters) && !label.starts_with('-') && !label.ends_with('-')
    };
    if !ascii.split('.').all(label) {
        return Err(Why::Letters);
    }
    let last = ascii.rsplit('.').next().unwrap_or_default();
    if last.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Why::Address);
    }
    Ok(ascii)
}

/// What was written is no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAName {
    /// What was written.
    pub text: String,
    /// Why it is none.
    pub why: Why,
}

/// Why something is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing is there.
    Empty,
    /// White space or a control character.
    Space,
    /// Two dots in a row, or a dot at the beginning.
    EmptyLabel,
    /// A dot at the end: certificates have none.
    FinalDot,
    /// A label over 63 or a name over 253 octets.
    Long,
    /// Characters that no host name has.
    Letters,
    /// Letters that no internationalised name may have.
    Idn,
    /// A star that is not the whole first label.
    Wildcard,
    /// All digits at the end, and no address.
    Address,
    /// A port behind it.
    Port,
    /// A path without a scheme.
    Slash,
    /// No URI.
    Uri,
    /// No mailbox.
    Mailbox,
    /// The part before @ is not ASCII.
    LocalPart,
    /// It stands as another kind of name than it is, or as one that is not issued here.
    Kind,
}

impl NotAName {
    /// What is wrong with it.
    pub fn says(&self) -> Text {
        let name = &self.text;
        let why = self.why.says();
        let (en, ko) = (why.en, why.ko);
        text!(en: "{name:?} is no name for a certificate: {en}", ko: "인증서에 쓸 수 없는 이름: {name:?} ({ko})")
    }
}

impl Why {
    /// In words.
    pub fn says(self) -> Text {
        match self {
            Self::Empty => Text::new("it is empty", "비어 있다"),
            Self::Space => Text::new(
                "it has white space or a control character in it",
                "공백이나 제어 문자가 있다",
            ),
            Self::EmptyLabel => Text::new(
                "nothing stands between two of its dots, or before the first",
                "점과 점 사이, 또는 첫 점 앞이 비어 있다",
            ),
            Self::FinalDot => Text::new(
                "a name in a certificate has no dot at its end (RFC 5280 §4.2.1.6)",
                "인증서의 이름은 점으로 끝나지 않는다 (RFC 5280 §4.2.1.6)",
            ),
            Self::Long => Text::new(
                "a label has at most 63 octets, a name 253 (RFC 1035)",
                "라벨은 최대 63옥텟, 이름은 최대 253옥텟이다 (RFC 1035)",
            ),
            Self::Letters => Text::new(
                "host names have letters, digits and hyphens, and no hyphen at the edge of a label",
                "호스트 이름에는 글자와 숫자와 붙임표만 쓰며, 라벨의 양 끝에는 붙임표를 쓰지 않는다",
            ),
            Self::Idn => Text::new(
                "it has letters that no internationalised name may have (UTS 46)",
                "국제화 도메인 이름에 쓸 수 없는 글자가 있다 (UTS 46)",
            ),
            Self::Wildcard => Text::new(
                "a star may only be the whole first label, as in *.lab.test (RFC 9525 §6.3)",
                "별표는 *.lab.test 처럼 첫 라벨 전체로만 쓸 수 있다 (RFC 9525 §6.3)",
            ),
            Self::Address => Text::new(
                "it ends in a number but is no IP address",
                "숫자로 끝나지만 IP 주소가 아니다",
            ),
            Self::Port => Text::new(
                "a certificate is for a host, not for a port",
                "인증서는 포트가 아니라 호스트에 대한 것이다",
            ),
            Self::Slash => Text::new(
                "a path needs a scheme before it, as in https://lab.test/x",
                "경로 앞에는 https://lab.test/x 처럼 스킴이 있어야 한다",
            ),
            Self::Uri => Text::new(
                "a URI is an ASCII scheme, a colon and more (RFC 3986)",
                "URI는 ASCII 스킴과 쌍점과 그 뒤의 내용으로 이루어진다 (RFC 3986)",
            ),
            Self::Mailbox => Text::new(
                "what stands before the @ is no local part of a mailbox (RFC 5321 §4.1.2)",
                "@ 앞부분이 메일함 이름의 형식이 아니다 (RFC 5321 §4.1.2)",
            ),
            Self::LocalPart => Text::new(
                "letters outside ASCII before the @ need SmtpUTF8Mailbox (RFC 9598), which is not made here",
                "@ 앞의 비 ASCII 글자에는 SmtpUTF8Mailbox(RFC 9598)가 필요하며, 여기서는 만들지 않는다",
            ),
            Self::Kind => Text::new(
                "it stands as another kind of name than it is, or as a kind that is not issued here",
                "실제와 다른 종류의 이름으로 적혀 있거나, 여기서 발급하지 않는 종류이다",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_themselves_apart() {
        let check = |text: &str, kind: &str, said: &str| {
            let name = Name::read(text).unwrap();
            assert_eq!((name.kind(), name.to_string().as_str()), (kind, said));
        };
        check("WWW.Lab.test", "dNSName", "www.lab.test");
        check("*.lab.test", "dNSName", "*.lab.test");
        check("localhost", "dNSName", "localhost");
        check("한국.test", "dNSName", "xn--3e0b707e.test");
        check("10.1.2.3", "iPAddress", "10.1.2.3");
        check("[::1]", "iPAddress", "::1");
        check("fd77::2", "iPAddress", "fd77::2");
        check("kim@Lab.test", "rfc822Name", "kim@lab.test");
        check(
            "spiffe://lab.test/web",
            "uniformResourceIdentifier",
            "spiffe://lab.test/web",
        );
        assert_eq!(
            Name::read("*.한국.test").unwrap().unicode().unwrap(),
            "*.한국.test"
        );
        assert_eq!(Name::read("lab.test").unwrap().unicode(), None);
        let uri = Name::read("https://u@lab.test:8443/x?y").unwrap();
        assert_eq!(uri.domain(), Some("lab.test"));
        assert_eq!(Name::read("https://10.0.0.1/").unwrap().domain(), None);
    }

    #[test]
    fn what_is_no_name_says_why() {
        let check = |text: &str, why: Why| assert_eq!(Name::read(text).unwrap_err().why, why);
        check("", Why::Empty);
        check("a b.test", Why::Space);
        check("a..test", Why::EmptyLabel);
        check("lab.test.", Why::FinalDot);
        check("a*.test", Why::Wildcard);
        check("a.*.test", Why::Wildcard);
        check("300.1.1.1", Why::Address);
        check("lab.test:443", Why::Port);
        check("lab.test/x", Why::Slash);
        check("@lab.test", Why::Mailbox);
        check("김@lab.test", Why::LocalPart);
        check("-a.test", Why::Letters);
        check("a_b.test", Why::Letters);
        check("https://lab.test\\@x", Why::Uri);
        check(&format!("{}.test", "a".repeat(64)), Why::Long);
    }
}
