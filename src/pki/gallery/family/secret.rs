//! Keys that are no secret, and keys that are not there.

use crate::base::text::Doc;
use crate::pki::gallery::case::{Asker, Case, Pair, Part};
use crate::pki::gallery::entry::{Entry, Place, Said};
use crate::pki::gallery::extension::{Extension, purpose};
use crate::pki::gallery::family::key::with_keys;
use crate::pki::gallery::key::{Fault, Key};
use crate::pki::gallery::workshop::Workshop;

pub(in crate::pki::gallery) static ENTRIES: &[Entry] = &[
    Entry {
        number: 55,
        name: "shared-prime",
        fault: Doc::new(
            "two certificates whose RSA keys share a prime",
            "두 인증서의 RSA 키가 소수 하나를 함께 쓴다",
        ),
        lesson: Doc::new(
            "The greatest common divisor of two moduli takes milliseconds and opens both keys, where factoring one would take for ever. Devices that made keys at first start, before they had any chance to draw from, did this by the thousand (Heninger and others, 2012: 0.5 % of all TLS hosts).",
            "두 모듈러스의 최대공약수는 몇 밀리초면 구해지고 두 키가 모두 열린다. 하나를 소인수분해하려면 영원히 걸릴 일이다. 처음 켜질 때, 무작위 값이 모이기도 전에 키를 만든 기기들이 수없이 이렇게 했다(헤닝거 등, 2012년: 모든 TLS 호스트의 0.5 %).",
        ),
        repair: Doc::new("a key drawn by itself", "따로 뽑은 키"),
        reason: Some("key.shared-prime"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: Said::Accepts,
        rustls: Said::Accepts,
        mint: shared_prime,
    },
    Entry {
        number: 55,
        name: "close-primes",
        fault: Doc::new(
            "an RSA key whose primes are neighbours",
            "RSA 키의 두 소수가 이웃이다",
        ),
        lesson: Doc::new(
            "If p and q are close, both are close to the root of n, and Fermat's method of 1643 finds them at once. In 2022 Hanno Böck found such keys in printers (CVE-2022-26320), whose library looked for q right behind p.",
            "p와 q가 가까우면 둘 다 n의 제곱근 가까이에 있어, 1643년 페르마의 방법으로 바로 찾을 수 있다. 2022년 한노 뵈크는 프린터에서 그런 키를 찾았다(CVE-2022-26320). 라이브러리가 p 바로 뒤에서 q를 찾았기 때문이다.",
        ),
        repair: Doc::new("a P-256 key", "P-256 키"),
        reason: Some("key.fermat"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: Said::Accepts,
        rustls: Said::Accepts,
        mint: |shop| {
            let weak = Key::close(&mut shop.rng)?;
            with_keys(shop, "close-primes.test", weak)
        },
    },
    Entry {
        number: 56,
        name: "server-key-mismatch",
        fault: Doc::new(
            "the server signs with a key that is not the certificate's",
            "서버가 인증서의 키가 아닌 키로 서명한다",
        ),
        lesson: Doc::new(
            "Certificates are public: anybody can send this one. What proves its owner is the signature over this very handshake (CertificateVerify). Most often the cause is harmless, a renewed certificate beside the old key file.",
            "인증서는 공개된 것이어서 누구나 보낼 수 있다. 주인임을 증명하는 것은 바로 이 핸드셰이크에 대한 서명(CertificateVerify)이다. 원인은 대개 해롭지 않다. 새 인증서 옆에 옛 키 파일이 남아 있는 것이다.",
        ),
        repair: Doc::new(
            "the server has the key of its certificate",
            "서버가 자기 인증서의 키를 가지고 있다",
        ),
        reason: Some("key.mismatch"),
        place: Place::Leaf,
        openssl: Said::AtHandshake,
        strict: Said::AtHandshake,
        rustls: Said::AtHandshake,
        mint: |shop| {
            let mut pair = shop.leaves("server-key-mismatch.test", |_| ())?;
            pair.broken.used = Some(shop.key()?);
            Ok(pair)
        },
    },
    Entry {
        number: 56,
        name: "public-key-pair",
        fault: Doc::new(
            "the private key is printed in an RFC",
            "개인 키가 RFC에 인쇄되어 있다",
        ),
        lesson: Doc::new(
            "The key is that of RFC 6979 A.2.5, and whoever copies an example has it. So it was with Superfish in 2015: Lenovo laptops that had it carried the same CA with the same private key, whose password was found within hours, and everybody could listen in.",
            "이 키는 RFC 6979 A.2.5의 키여서 예제를 베끼는 누구나 갖게 된다. 2015년 Superfish가 그랬다. 이것이 깔린 레노버 노트북에는 모두 같은 CA와 같은 개인 키가 있었고, 그 암호가 몇 시간 만에 풀려 누구나 엿들을 수 있었다.",
        ),
        repair: Doc::new("a key nobody has seen", "아무도 본 적 없는 키"),
        reason: Some("key.public"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: Said::Accepts,
        rustls: Said::Accepts,
        mint: |shop| {
            let weak = Key::known(&RFC_6979)?;
            with_keys(shop, "public-key-pair.test", weak)
        },
    },
    Entry {
        number: 56,
        name: "client-certificate-missing",
        fault: Doc::new(
            "the server wants a client's certificate and gets none",
            "서버가 클라이언트 인증서를 요구하지만 받지 못한다",
        ),
        lesson: Doc::new(
            "A client without a certificate answers with an empty list, and in TLS 1.3 believes itself connected: the alert certificate_required comes with the first answer. So the error shows up at reading, not at connecting.",
            "인증서가 없는 클라이언트는 빈 목록으로 답한다. TLS 1.3에서는 자신이 연결되었다고 여기지만 첫 응답과 함께 certificate_required 경고가 온다. 그래서 오류는 접속할 때가 아니라 읽을 때 나타난다.",
        ),
        repair: Doc::new(
            "the client sends a certificate of the CA the server asks for",
            "클라이언트가 서버가 요구한 CA의 인증서를 보낸다",
        ),
        reason: Some("tls.client-cert"),
        place: Place::Path,
        openssl: Said::AtHandshake,
        strict: Said::AtHandshake,
        rustls: Said::AtHandshake,
        mint: client_certificate_missing,
    },
];

fn shared_prime(shop: &mut Workshop) -> Result<Pair, Fault> {
    const HOST: &str = "shared-prime.test";
    let [weak, neighbour] = Key::sharing(&mut shop.rng)?;
    let issuer = shop.intermediate.clone();
    let beside = shop.leaf("neighbour.shared-prime.test", &neighbour, &issuer);
    let beside = beside.sign(&issuer.key)?;
    let mut pair = with_keys(shop, HOST, weak)?;
    pair.broken.sent.push(beside.clone());
    pair.fixed.sent.push(beside);
    Ok(pair)
}

fn client_certificate_missing(shop: &mut Workshop) -> Result<Pair, Fault> {
    const HOST: &str = "client-certificate-missing.test";
    let (key, issuer) = (shop.key()?, shop.intermediate.clone());
    let mut plan = shop.leaf(HOST, &key, &issuer);
    plan.set(Extension::purposes(&[purpose::CLIENT_AUTH]));
    let server_key = shop.key()?;
    let server = shop.leaf(HOST, &server_key, &issuer);
    let fixed = Case {
        part: Part::Client,
        asker: Some(Asker {
            chain: vec![server.sign(&issuer.key)?, issuer.certificate.clone()],
            key: server_key,
        }),
        ..shop.case(HOST, plan.sign(&issuer.key)?, key)
    };
    let broken = Case {
        leaf: Vec::new(),
        sent: Vec::new(),
        ..fixed.clone()
    };
    Ok(Pair { broken, fixed })
}

/// The private key of RFC 6979 A.2.5, for P-256.
const RFC_6979: [u8; 32] = [
    0xc9, 0xaf, 0xa9, 0xd8, 0x45, 0xba, 0x75, 0x16, 0x6b, 0x5c, 0x21, 0x57, 0x67, 0xb1, 0xd6, 0x93,
    0x4e, 0x50, 0xc3, 0xdb, 0x36, 0xe8, 0x9b, 0x12, 0x7b, 0x8a, 0x62, 0x2b, 0x12, 0x0f, 0x67, 0x21,
];
