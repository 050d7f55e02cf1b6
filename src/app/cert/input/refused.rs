//! What is said of an input that is no certificate: what it is, and what to type instead.

use std::io;
use std::path::Path;

use crate::app::refusal::Refusal;
use crate::base::text::Text;
use crate::dissect::x509::shape::Shape;
use crate::text;

/// The input holds `found` where `wanted` is needed.
pub(super) fn instead(name: &str, found: Shape, wanted: Shape) -> Refusal {
    let (is, needs) = (found.doc(), wanted.doc());
    let (is_en, needs_en, is_ko, needs_ko) = (is.en, needs.en, is.ko, needs.ko);
    let what = text!(
        en: "{name}: it holds {is_en}, not {needs_en}",
        ko: "{name}: 들어 있는 것: {is_ko}, 필요한 것: {needs_ko}"
    );
    Refusal::input(what, advice(name, found))
}

/// What to do with a document that is no certificate.
fn advice(name: &str, found: Shape) -> Text {
    match found {
        Shape::Certificate => text!(
            en: "tlslab cert show {name} says what is in it; certificates to judge come first on the line, those to trust behind --roots",
            ko: "tlslab cert show {name} 으로 내용을 볼 수 있다. 판정할 인증서는 맨 앞에, 신뢰할 인증서는 --roots 뒤에 쓴다"
        ),
        Shape::Crl => text!(
            en: "tlslab cert show {name} says what is in it; to judge a certificate with it: tlslab cert verify CERTIFICATE --crl {name}",
            ko: "tlslab cert show {name} 으로 내용을 볼 수 있다. 인증서를 판정할 때 쓰려면: tlslab cert verify 인증서 --crl {name}"
        ),
        Shape::Request => text!(
            en: "a request is a wish that an authority has not granted yet; tlslab cert show {name} says what it asks for, tlslab ca sign {name} grants it",
            ko: "요청은 아직 인증 기관이 들어주지 않은 바람이다. tlslab cert show {name} 으로 무엇을 바라는지 보고, tlslab ca sign {name} 으로 발급한다"
        ),
        Shape::Ocsp => text!(
            en: "tlslab cert show {name} says what is in it; to judge a certificate with it: tlslab cert verify CERTIFICATE --ocsp {name}",
            ko: "tlslab cert show {name} 으로 내용을 볼 수 있다. 인증서를 판정할 때 쓰려면: tlslab cert verify 인증서 --ocsp {name}"
        ),
        Shape::PrivateKey | Shape::SealedKey => Text::new(
            "a private key is the secret half and says nothing of names; name the certificate made for it, often a file ending in .crt or .pem beside it, and show the key to nobody",
            "개인 키는 비밀인 반쪽이고 이름에 관해서는 아무 말도 하지 않는다. 그 키로 만든 인증서를 준다. 보통 곁에 있는, .crt 나 .pem 으로 끝나는 파일이다. 개인 키는 아무에게도 보이지 않는다",
        ),
        Shape::PublicKey => Text::new(
            "a public key alone names nobody: a certificate is such a key with a name and an authority's signature; name that one",
            "공개 키만으로는 누구의 것인지 알 수 없다. 인증서는 그런 키에 이름과 인증 기관의 서명을 더한 것이다. 그 인증서를 준다",
        ),
        Shape::Pkcs7 | Shape::Pkcs12 => Text::EMPTY,
    }
}

/// Nothing was found in it.
pub(super) fn nothing(name: &str) -> Refusal {
    Refusal::input(
        text!(en: "{name}: there is no certificate in it", ko: "{name}: 인증서가 들어 있지 않음"),
        Text::new(
            "a certificate is PEM (-----BEGIN CERTIFICATE-----), DER, PKCS#7 or PKCS#12",
            "인증서는 PEM(-----BEGIN CERTIFICATE-----), DER, PKCS#7, PKCS#12 가운데 하나이다",
        ),
    )
}

/// What the bytes of an input that is none of ours look like.
pub(super) fn stranger(name: &str, bytes: &[u8]) -> Refusal {
    let text = String::from_utf8_lossy(bytes.get(..512).unwrap_or(bytes));
    let text = text.trim_start();
    let [first, ..] = bytes else {
        return Refusal::input(
            text!(en: "{name}: it is empty", ko: "{name}: 비어 있음"),
            Text::new(
                "was it written? ls -l shows its size",
                "제대로 쓰였는지 확인한다. ls -l 로 크기를 볼 수 있다",
            ),
        );
    };
    let starts = |word: &str| text.starts_with(word);
    let (what, hint) = if starts("ssh-") || starts("ecdsa-sha2-") {
        (
            text!(en: "{name}: it is a public key of SSH", ko: "{name}: SSH의 공개 키임"),
            Text::new(
                "SSH has keys of its own and no X.509 certificates",
                "SSH는 자신만의 키를 쓰며 X.509 인증서를 쓰지 않는다",
            ),
        )
    } else if starts("<") {
        (
            text!(en: "{name}: it is a page of HTML or XML", ko: "{name}: HTML이나 XML 문서임"),
            Text::new(
                "a download that failed often leaves an error page; look into it, and fetch the file again",
                "내려받기에 실패하면 오류 페이지가 남기도 한다. 내용을 보고 파일을 다시 받는다",
            ),
        )
    } else if *first == 0x30 && bytes.get(1) == Some(&0x80) {
        (
            text!(en: "{name}: it is BER with lengths left open, which is no DER", ko: "{name}: 길이를 열어 둔 BER이며 DER이 아님"),
            text!(en: "rewrite it: openssl pkcs7 -inform DER -in {name} -print_certs -out x.pem", ko: "다시 쓴다: openssl pkcs7 -inform DER -in {name} -print_certs -out x.pem"),
        )
    } else if *first == 0x30 {
        (
            text!(en: "{name}: it begins like DER and is no certificate, or is cut short", ko: "{name}: DER처럼 시작하지만 인증서가 아니거나 중간에 끊김"),
            text!(en: "openssl asn1parse -inform DER -in {name} shows how far it can be read", ko: "openssl asn1parse -inform DER -in {name} 으로 어디까지 읽을 수 있는지 본다"),
        )
    } else if text.len() > 40
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+/=\r\n".contains(&b))
    {
        (
            text!(en: "{name}: it looks like base64 without its BEGIN and END lines", ko: "{name}: BEGIN과 END 줄이 없는 base64로 보임"),
            Text::new(
                "put -----BEGIN CERTIFICATE----- above it and -----END CERTIFICATE----- below",
                "위에 -----BEGIN CERTIFICATE-----, 아래에 -----END CERTIFICATE----- 줄을 붙인다",
            ),
        )
    } else {
        return nothing(name);
    };
    Refusal::input(what, hint)
}

/// Why a file cannot be read.
pub(super) fn unreadable(place: &Path, why: &io::Error) -> Refusal {
    let name = place.display();
    let (what, hint) = match why.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            let text = name.to_string();
            let host = !text.contains('/')
                && text.contains('.')
                && !KNOWN.iter().any(|end| text.ends_with(end));
            let hint = match host {
                true => {
                    text!(en: "check the name; if a server is meant, add its port: {name}:443", ko: "이름을 확인한다. 서버를 뜻했다면 포트를 붙인다: {name}:443")
                }
                false => Text::new(
                    "check the name; ls shows what is there",
                    "이름을 확인한다. ls 로 무엇이 있는지 볼 수 있다",
                ),
            };
            (
                text!(en: "{name}: there is no such file", ko: "{name}: 그런 파일이 없음"),
                hint,
            )
        }
        io::ErrorKind::PermissionDenied => (
            text!(en: "{name}: you may not read it", ko: "{name}: 읽을 권한이 없음"),
            Text::new(
                "certificates are public and may be copied; ls -l shows whose file it is",
                "인증서는 공개된 것이라 복사해도 된다. ls -l 로 누구의 파일인지 본다",
            ),
        ),
        io::ErrorKind::IsADirectory => (
            text!(en: "{name}: it is a folder", ko: "{name}: 폴더임"),
            text!(en: "name the files in it: {name}/*.pem", ko: "그 안의 파일을 지정한다: {name}/*.pem"),
        ),
        _ => (
            text!(en: "{name}: it cannot be read ({why})", ko: "{name}: 읽을 수 없음 ({why})"),
            Text::EMPTY,
        ),
    };
    Refusal::input(what, hint)
}

/// Ends of names that are files and no hosts.
const KNOWN: [&str; 10] = [
    ".pem", ".crt", ".cer", ".der", ".p7b", ".p12", ".pfx", ".crl", ".csr", ".key",
];
