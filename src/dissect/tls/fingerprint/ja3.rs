//! JA3 and JA3S (Salesforce, 2017): the numbers of a hello in decimal, in the order sent, and their MD5.
//!
//! `version,suites,extensions,groups,formats` for a client, `version,suite,extensions` for a server; numbers of a list are
//! joined by `-`, GREASE (RFC 8701) is left out, an empty list stays empty.

use md5::{Digest, Md5};

use crate::base::field::is_grease;
use crate::base::text::Text;
use crate::dissect::tls::codes::extension::ExtensionType;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::fingerprint::step::Step;
use crate::dissect::tls::handshake::client_hello::ClientHello;
use crate::dissect::tls::handshake::server_hello::ServerHello;

/// A fingerprint of a hello.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ja3 {
    /// The numbers, as they are hashed.
    pub text: String,
    /// MD5 of the text, 32 lower-case hexadecimal digits.
    pub hash: String,
}

/// JA3 of a ClientHello.
pub fn client(hello: &ClientHello<'_>) -> Ja3 {
    let mut text = String::with_capacity(32 + 6 * (hello.suites.len() + hello.extensions.len()));
    number(&mut text, hello.legacy_version.0);
    text.push(',');
    list(&mut text, hello.suites.iter().map(|suite| suite.0));
    text.push(',');
    list(&mut text, hello.extensions.iter().map(|one| one.kind.0));
    text.push(',');
    if let Some(Fact::Groups(groups)) = hello
        .extension(ExtensionType::SUPPORTED_GROUPS)
        .map(|one| &one.fact)
    {
        list(&mut text, groups.iter().map(|group| group.0));
    }
    text.push(',');
    let formats = hello.extension(ExtensionType::EC_POINT_FORMATS);
    if let Some([_, formats @ ..]) = formats.map(|one| one.body) {
        list(&mut text, formats.iter().map(|one| u16::from(*one)));
    }
    hashed(text)
}

/// JA3S of a ServerHello or HelloRetryRequest.
pub fn server(hello: &ServerHello<'_>) -> Ja3 {
    let mut text = String::with_capacity(16 + 6 * hello.extensions.len());
    number(&mut text, hello.legacy_version.0);
    text.push(',');
    number(&mut text, hello.suite.0);
    text.push(',');
    list(&mut text, hello.extensions.iter().map(|one| one.kind.0));
    hashed(text)
}

impl Ja3 {
    /// How it was made, part by part; the last step is the hash.
    pub fn steps(&self) -> Vec<Step> {
        let parts: Vec<&str> = self.text.split(',').collect();
        let texts: &[fn() -> (Text, Text)] = match parts.len() {
            3 => &[version, suite, answers],
            _ => &[version, suites, extensions, groups, formats],
        };
        let mut steps: Vec<Step> = parts
            .iter()
            .zip(texts)
            .map(|(part, text)| {
                let (name, text) = text();
                Step::new(name, *part, text)
            })
            .collect();
        steps.push(Step::new(
            Text::same("MD5"),
            self.hash.as_str(),
            Text::new(
                "The parts joined by commas and hashed, so that one short word stands for them; MD5 is broken for signatures, but here it is only a name.",
                "위의 부분들을 쉼표로 이어 해시한 것으로, 짧은 낱말 하나가 전체를 대신한다. MD5는 서명용으로는 깨졌지만 여기서는 이름일 뿐이다.",
            ),
        ));
        steps
    }
}

fn version() -> (Text, Text) {
    let text = Text::new(
        "The legacy version field in decimal: 771 is 0x0303, which TLS 1.2 and TLS 1.3 both write.",
        "옛 version 필드의 십진수이다. 771은 0x0303으로 TLS 1.2와 TLS 1.3이 모두 이렇게 적는다.",
    );
    (Text::new("version", "버전"), text)
}

fn suites() -> (Text, Text) {
    let text = Text::new(
        "The cipher suites in the order offered, without GREASE: the order is the programmer's choice and tells libraries apart.",
        "GREASE를 뺀 암호 모음을 제안한 순서대로 적는다. 순서는 프로그램이 정하므로 라이브러리를 구별해 준다.",
    );
    (Text::new("cipher suites", "암호 모음"), text)
}

fn suite() -> (Text, Text) {
    let text = Text::new(
        "The cipher suite the server chose: the same server may choose another for another client, so JA3S means little without the client's JA3.",
        "서버가 고른 암호 모음이다. 같은 서버도 클라이언트에 따라 달리 고르므로 JA3S는 클라이언트의 JA3과 함께 볼 때 뜻이 있다.",
    );
    (Text::new("cipher suite", "암호 모음"), text)
}

fn extensions() -> (Text, Text) {
    let text = Text::new(
        "The types of the extensions in the order sent, without GREASE; browsers now shuffle them, which makes JA3 differ at every connection.",
        "GREASE를 뺀 확장의 유형을 보낸 순서대로 적는다. 요즘 브라우저는 순서를 섞으므로 연결마다 JA3이 달라진다.",
    );
    (Text::new("extensions", "확장"), text)
}

fn answers() -> (Text, Text) {
    let text = Text::new(
        "The types of the server's extensions in the order sent; in TLS 1.3 most stand in the encrypted messages and are not seen.",
        "서버의 확장 유형을 보낸 순서대로 적는다. TLS 1.3에서는 대부분이 암호화된 메시지에 있어 보이지 않는다.",
    );
    (Text::new("extensions", "확장"), text)
}

fn groups() -> (Text, Text) {
    let text = Text::new(
        "The groups of supported_groups, without GREASE: which key exchanges the library knows.",
        "GREASE를 뺀 supported_groups의 그룹이다. 라이브러리가 아는 키 교환을 드러낸다.",
    );
    (Text::new("groups", "그룹"), text)
}

fn formats() -> (Text, Text) {
    let text = Text::new(
        "The numbers of ec_point_formats; nearly always 0, uncompressed.",
        "ec_point_formats의 번호들이다. 거의 언제나 비압축을 뜻하는 0이다.",
    );
    (Text::new("point formats", "점 형식"), text)
}

fn hashed(text: String) -> Ja3 {
    let hash = hex::encode(Md5::digest(text.as_bytes()));
    Ja3 { text, hash }
}

/// Numbers joined by `-`, GREASE left out.
fn list(text: &mut String, numbers: impl Iterator<Item = u16>) {
    let start = text.len();
    for one in numbers.filter(|one| !is_grease(u64::from(*one))) {
        if text.len() > start {
            text.push('-');
        }
        number(text, one);
    }
}

/// In decimal; by hand, because the formatting of the library takes five times as long.
fn number(text: &mut String, number: u16) {
    let digits = [10_000, 1000, 100, 10, 1].map(|unit| number / unit % 10);
    let skip = digits.iter().take(4).take_while(|one| **one == 0).count();
    for one in digits.into_iter().skip(skip) {
        text.push(char::from_digit(one.into(), 10).unwrap_or('0'));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::reader::Reader;
    use crate::dissect::tls::extension::block;
    use crate::dissect::tls::extension::fact::Place;

    #[test]
    fn grease_is_left_out_and_empty_lists_stay() {
        let bytes = [
            0, 22, 0x0a, 0x0a, 0, 0, 0, 10, 0, 6, 0, 4, 0x1a, 0x1a, 0, 29, 0, 11, 0, 2, 1, 0, 0, 23,
        ];
        let block = [&bytes[..], &[0, 0]].concat();
        let mut block = block;
        block[1] = 24;
        let extensions = block::extensions(&mut Reader::quiet(&block), Place::ClientHello).unwrap();
        let mut hello = ClientHello {
            legacy_version: crate::dissect::tls::codes::version::Version::TLS12,
            random: &[],
            session_id: &[],
            suites: [0x2a2a, 0x1301, 0xc02f]
                .map(crate::dissect::tls::codes::suite::Suite)
                .to_vec(),
            compression: &[0],
            extensions,
        };
        let ja3 = client(&hello);
        assert_eq!(ja3.text, "771,4865-49199,10-11-23,29,0");
        assert_eq!(ja3.hash.len(), 32);
        let steps = ja3.steps();
        assert_eq!(steps.len(), 6);
        assert_eq!(steps[3].value, "29");
        assert_eq!(steps[5].value, ja3.hash);
        hello.extensions.clear();
        assert_eq!(client(&hello).text, "771,4865-49199,,,");
    }
}
