//! JA4 (FoxIO, BSD 3-Clause), for clients: `t13d1516h2_8daaf6152771_02713d6af862`.
//!
//! The first part can be read, the other two are SHA-256 cut to 12 digits, over suites and extensions that are sorted first:
//! a browser that shuffles its extensions keeps its name. GREASE (RFC 8701) is left out everywhere.

use std::fmt::Write;

use ring::digest::{SHA256, digest};

use crate::base::field::is_grease;
use crate::base::text::Text;
use crate::dissect::tls::codes::extension::ExtensionType;
use crate::dissect::tls::codes::version::Version;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::fingerprint::step::Step;
use crate::dissect::tls::handshake::client_hello::ClientHello;

/// What stands in place of a hash of nothing.
const NOTHING: &str = "000000000000";

/// What carries the handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Carrier {
    /// TCP.
    Tcp,
    /// QUIC.
    Quic,
    /// DTLS over UDP.
    Dtls,
}

/// A fingerprint of a ClientHello.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ja4 {
    /// The readable form, JA4_r: what is hashed in the print, unhashed.
    pub text: String,
    /// The fingerprint itself, 36 characters.
    pub print: String,
}

/// JA4 of a ClientHello.
pub fn client(hello: &ClientHello<'_>, carrier: Carrier) -> Ja4 {
    let mut suites: Vec<u16> = hello.suites.iter().map(|suite| suite.0).collect();
    suites.retain(|one| !is_grease(u64::from(*one)));
    let mut extensions: Vec<u16> = hello.extensions.iter().map(|one| one.kind.0).collect();
    extensions.retain(|one| !is_grease(u64::from(*one)));

    let mut text = String::with_capacity(96 + 5 * (suites.len() + extensions.len()));
    text.push(match carrier {
        Carrier::Tcp => 't',
        Carrier::Quic => 'q',
        Carrier::Dtls => 'd',
    });
    text.push_str(version(hello));
    let named = extensions.contains(&ExtensionType::SERVER_NAME.0);
    text.push(if named { 'd' } else { 'i' });
    let (first, last) = protocol(hello);
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        "{:02}{:02}{first}{last}",
        suites.len().min(99),
        extensions.len().min(99)
    );
    let readable = text.len();

    suites.sort_unstable();
    text.push('_');
    list(&mut text, suites.iter().copied());
    let sent = text.len();

    extensions.retain(|one| ![ExtensionType::SERVER_NAME.0, ExtensionType::ALPN.0].contains(one));
    extensions.sort_unstable();
    text.push('_');
    list(&mut text, extensions.iter().copied());
    if let Some(Fact::Schemes(schemes)) = hello
        .extension(ExtensionType::SIGNATURE_ALGORITHMS)
        .map(|one| &one.fact)
        && !schemes.is_empty()
    {
        text.push('_');
        list(&mut text, schemes.iter().map(|scheme| scheme.0));
    }

    let mut print = String::with_capacity(36);
    print.push_str(text.get(..readable).unwrap_or_default());
    for hashed in [text.get(readable + 1..sent), text.get(sent + 1..)] {
        print.push('_');
        cut_hash(&mut print, hashed.unwrap_or_default());
    }
    Ja4 { text, print }
}

/// The newest version offered, in two characters.
fn version(hello: &ClientHello<'_>) -> &'static str {
    let offered = match hello
        .extension(ExtensionType::SUPPORTED_VERSIONS)
        .map(|one| &one.fact)
    {
        Some(Fact::Versions(versions)) => versions
            .iter()
            .copied()
            .filter(|one| !is_grease(u64::from(one.0)))
            .max_by_key(|one| age(*one)),
        _ => None,
    };
    match offered.unwrap_or(hello.legacy_version).0 {
        0x0304 => "13",
        0x0303 => "12",
        0x0302 => "11",
        0x0301 => "10",
        0x0300 => "s3",
        0x0002 => "s2",
        0xfefc => "d3",
        0xfefd => "d2",
        0xfeff => "d1",
        _ => "00",
    }
}

/// Numbers that grow with newer versions: those of DTLS count down.
fn age(version: Version) -> u16 {
    if version.0 >> 8 == 0xfe {
        return !version.0;
    }
    version.0
}

/// The first and the last character of the first application protocol; of its hexadecimal digits, if one of them is neither
/// letter nor digit; `00` without one.
fn protocol(hello: &ClientHello<'_>) -> (char, char) {
    let fact = hello.extension(ExtensionType::ALPN).map(|one| &one.fact);
    let Some(Fact::Protocols(names)) = fact else {
        return ('0', '0');
    };
    let name = names.first().copied().unwrap_or_default();
    let (Some(first), Some(last)) = (name.first(), name.last()) else {
        return ('0', '0');
    };
    if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() {
        return (char::from(*first), char::from(*last));
    }
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
    (digit(first >> 4), digit(last & 15))
}

/// Four hexadecimal digits each, joined by commas, GREASE left out.
fn list(text: &mut String, numbers: impl Iterator<Item = u16>) {
    let start = text.len();
    for one in numbers.filter(|one| !is_grease(u64::from(*one))) {
        if text.len() > start {
            text.push(',');
        }
        let [high, low] = one.to_be_bytes();
        byte(text, high);
        byte(text, low);
    }
}

/// Two hexadecimal digits.
fn byte(text: &mut String, byte: u8) {
    for half in [byte >> 4, byte & 15] {
        text.push(char::from_digit(half.into(), 16).unwrap_or('0'));
    }
}

/// The first twelve digits of the SHA-256 of `hashed`.
fn cut_hash(print: &mut String, hashed: &str) {
    if hashed.is_empty() {
        print.push_str(NOTHING);
        return;
    }
    for one in digest(&SHA256, hashed.as_bytes()).as_ref().iter().take(6) {
        byte(print, *one);
    }
}

impl Ja4 {
    /// How it was made, part by part: the six readable parts, what is hashed, and the two hashes.
    pub fn steps(&self) -> Vec<Step> {
        let head = self.text.split('_').next().unwrap_or_default();
        let mut steps: Vec<Step> = HEAD
            .iter()
            .map(|part| {
                let value = head.get(part.at..part.at + part.length).unwrap_or_default();
                Step::new(part.name.clone(), value, part.text.clone())
            })
            .collect();
        let mut parts = self.text.splitn(3, '_').skip(1);
        let mut hashes = self.print.splitn(3, '_').skip(1);
        for (name, text) in [
            (
                Text::new("cipher suites", "암호 모음"),
                Text::new(
                    "The cipher suites in hexadecimal, sorted: programs that only differ in order get the same name.",
                    "암호 모음을 16진수로 적고 정렬한 것이다. 순서만 다른 프로그램은 같은 이름을 얻는다.",
                ),
            ),
            (
                Text::new(
                    "extensions and signature algorithms",
                    "확장과 서명 알고리즘",
                ),
                Text::new(
                    "The extensions in hexadecimal, sorted, without server_name and ALPN, which differ from site to site; then the signature algorithms in the order sent, since that order is the library's own.",
                    "확장을 16진수로 적고 정렬한 것으로, 사이트마다 다른 server_name과 ALPN은 뺀다. 그 뒤에는 서명 알고리즘을 보낸 순서대로 적는다. 그 순서는 라이브러리마다 고유하다.",
                ),
            ),
        ] {
            steps.push(Step::new(name, parts.next().unwrap_or_default(), text));
            steps.push(Step::new(
                Text::same("SHA-256, 12"),
                hashes.next().unwrap_or_default(),
                Text::new(
                    "The first 12 hexadecimal digits of the SHA-256 of the line above; zeros where there is nothing.",
                    "윗줄의 SHA-256에서 앞의 16진수 12자리이다. 아무것도 없으면 0으로 채운다.",
                ),
            ));
        }
        steps
    }
}

/// A part of the readable head.
struct Part {
    at: usize,
    length: usize,
    name: Text,
    text: Text,
}

const fn part(at: usize, length: usize, name: Text, text: Text) -> Part {
    Part {
        at,
        length,
        name,
        text,
    }
}

static HEAD: [Part; 6] = [
    part(
        0,
        1,
        Text::new("carrier", "운반"),
        Text::new(
            "t for TLS over TCP, q for QUIC, d for DTLS: the same program speaks differently over each.",
            "t는 TCP 위의 TLS, q는 QUIC, d는 DTLS이다. 같은 프로그램도 운반하는 것에 따라 달리 말한다.",
        ),
    ),
    part(
        1,
        2,
        Text::new("version", "버전"),
        Text::new(
            "The newest version offered: of supported_versions, else of the old version field; GREASE does not count.",
            "제안한 가장 새로운 버전이다. supported_versions에서, 없으면 옛 version 필드에서 고르며 GREASE는 세지 않는다.",
        ),
    ),
    part(
        3,
        1,
        Text::new("name", "이름"),
        Text::new(
            "d: a server name (a domain) was sent; i: none was, as when the client goes to a bare IP address.",
            "d는 서버 이름(도메인)을 보냈다는 뜻이고, i는 IP 주소로 바로 갈 때처럼 보내지 않았다는 뜻이다.",
        ),
    ),
    part(
        4,
        2,
        Text::new("suite count", "암호 모음 수"),
        Text::new(
            "How many cipher suites were offered, without GREASE, at most 99.",
            "GREASE를 뺀 암호 모음의 수로, 많아야 99이다.",
        ),
    ),
    part(
        6,
        2,
        Text::new("extension count", "확장 수"),
        Text::new(
            "How many extensions were sent, without GREASE, at most 99.",
            "GREASE를 뺀 확장의 수로, 많아야 99이다.",
        ),
    ),
    part(
        8,
        2,
        Text::new("ALPN", "ALPN"),
        Text::new(
            "The first and last character of the first application protocol: h2 is HTTP/2, h1 is http/1.1; 00 where none was offered.",
            "첫 응용 프로토콜의 첫 글자와 끝 글자이다. h2는 HTTP/2, h1은 http/1.1이고, 제안이 없으면 00이다.",
        ),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn hello(alpn: &[u8]) -> ClientHello<'_> {
        let extension = crate::dissect::tls::extension::block::Extension {
            kind: ExtensionType::ALPN,
            body: &[],
            fact: Fact::Protocols(vec![alpn]),
        };
        ClientHello {
            legacy_version: Version::TLS12,
            random: &[],
            session_id: &[],
            suites: Vec::new(),
            compression: &[],
            extensions: vec![extension],
        }
    }

    #[test]
    fn an_odd_protocol_is_given_by_its_digits() {
        assert_eq!(protocol(&hello(b"http/1.1")), ('h', '1'));
        assert_eq!(protocol(&hello(b"h")), ('h', 'h'));
        assert_eq!(protocol(&hello(b"")), ('0', '0'));
        assert_eq!(protocol(&hello(b"\x30\xab")), ('3', 'b'));
        assert_eq!(protocol(&hello(b"\xab\xcd")), ('a', 'd'));
        assert_eq!(protocol(&hello(b"\x0a\x0a")), ('0', 'a'));
    }

    #[test]
    fn nothing_is_zeros_and_steps_come_from_the_text() {
        let made = client(&hello(b"h2"), Carrier::Quic);
        assert_eq!(made.text, "q12i0001h2__");
        assert_eq!(made.print, "q12i0001h2_000000000000_000000000000");
        let steps = made.steps();
        assert_eq!(steps.len(), 10);
        let said: String = steps.iter().take(6).map(|one| one.value.as_str()).collect();
        assert_eq!(said, "q12i0001h2");
        assert_eq!(steps[9].value, NOTHING);
        for step in steps {
            assert!(!step.text.en.is_empty() && step.text.ko.ends_with('.'));
        }
    }
}
