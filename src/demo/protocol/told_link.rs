//! A link of a chain told: what is signed, the signature opened, a bit turned.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::bits;
use crate::demo::chance::Chance;
use crate::demo::primitive::hash::{self, sha256};
use crate::demo::protocol::link::{Link, Opened};
use crate::demo::protocol::padding;
use crate::demo::show::same;
use crate::dissect::x509::certificate;
use crate::keys::certificate::summary;
use crate::story::model::{Step, Value};
use crate::text;

/// Whom a certificate is about.
pub(super) fn called(der: &[u8]) -> String {
    summary(der).map_or_else(String::new, |said| said.subject)
}

pub(super) fn what_is_signed(link: &Link<'_>) -> Step {
    let der = link.subject.der;
    let (name, whole, signed) = (called(der), der.len(), link.subject.tbs.raw().len());
    let hash = link.hash;
    let step = Step::desk(Text::new("what is signed", "서명되는 것"), "RFC 5280 §4.1")
        .saying(text!(
            en: "The certificate of {name} has {whole} bytes in three parts; the first, tbsCertificate, is what the issuer signed: {signed} bytes, header included.",
            ko: "{name} 인증서는 {whole}바이트, 세 부분이다. 첫 부분 tbsCertificate가 발급자가 서명한 것이며 헤더를 포함해 {signed}바이트이다.",
        ))
        .because(Text::new(
            "The bytes are taken as they are. A verifier that reads the certificate and writes it again before hashing must write exactly the same bytes: that is why certificates are DER, in which there is one way to write each thing.",
            "바이트를 있는 그대로 쓴다. 읽은 뒤 다시 써서 해시하려면 바이트까지 똑같이 써야 한다. 그래서 인증서는 무엇이든 쓰는 방법이 하나뿐인 DER로 적는다.",
        ))
        .because(Text::new(
            "The algorithm stands in it twice, inside and outside. Only the inner one is covered by the signature; the two must be equal (RFC 5280 §4.1.1.2), or an attacker could name another algorithm outside.",
            "알고리즘은 안과 밖에 두 번 적힌다. 서명이 덮는 것은 안쪽뿐이므로 둘이 같아야 한다(RFC 5280 §4.1.1.2). 그러지 않으면 공격자가 바깥에 다른 알고리즘을 적을 수 있다.",
        ))
        .exhibiting(Exhibit::read(
            text!(en: "the certificate of {name}", ko: "인증서: {name}"),
            Origin::Document,
            der,
            certificate::read,
        ));
    match link.digest.is_empty() {
        true => step,
        false => step.with(Value::hex(
            format!("{hash}(tbsCertificate)"),
            &link.digest,
            Knows::Recomputed,
        )),
    }
}

/// A link opened with the issuer's key.
pub(super) fn opened(n: usize, link: &Link<'_>) -> Step {
    let (subject, issuer) = (called(link.subject.der), called(link.issuer.der));
    let number = n + 1;
    let itself = link.subject.der == link.issuer.der;
    let name = match itself {
        true => {
            text!(en: "signature {number}: {subject} on itself", ko: "서명 {number}: {subject}, 자기 자신에게")
        }
        false => {
            text!(en: "signature {number}: {issuer} on {subject}", ko: "서명 {number}: {issuer} → {subject}")
        }
    };
    let step = match &link.opened {
        Opened::Rsa {
            exponent,
            bits,
            block,
            expected,
        } => {
            let step = Step::desk(name, "RFC 8017 §8.2.2")
                .saying(text!(
                    en: "The signature is one number s. Raised to e = {exponent} modulo the issuer's n ({bits} bits) it becomes the padded hash again.",
                    ko: "서명은 수 하나 s이다. 발급자의 n({bits}비트)을 법으로 e = {exponent} 제곱하면 패딩을 붙인 해시가 다시 나온다.",
                ))
                .because(Text::new(
                    "A verifier builds the whole block anew and compares all of it. Those that looked for the hash in it and ignored the rest were fooled with e = 3 (Bleichenbacher 2006; CVE-2006-4339 in OpenSSL, CVE-2014-1568 in NSS): see the demonstration of RSA signatures.",
                    "검증자는 블록 전체를 새로 만들어 모두 비교한다. 블록에서 해시만 찾고 나머지를 무시하던 검증자는 e = 3 에서 속았다(블라이헨바허 2006, OpenSSL CVE-2006-4339, NSS CVE-2014-1568). RSA 서명 시연에서 볼 수 있다.",
                ))
                .with(Value::hex("s", link.subject.signature_bytes(), Knows::Wire));
            proven(step, "rsa_block", "s^e mod n", block, expected)
                .exhibiting(padding::exhibit(block, link.digest.len()))
        }
        Opened::Ecdsa(numbers) => {
            let curve = numbers.curve;
            let step = Step::desk(name, "FIPS 186-5 §6.4.2")
                .saying(text!(
                    en: "The signature is two numbers, r and s. From s, the hash and the issuer's point Q on {curve} comes a point whose x is r.",
                    ko: "서명은 두 수 r과 s이다. s와 해시, 발급자의 {curve} 점 Q에서 x가 r인 점이 나온다.",
                ))
                .because(Text::new(
                    "The signer chose k, took r from the point k·G, and made s so that k = (e + r·d)/s. Who has no d but Q = d·G computes k·G without k: u1·G + u2·Q with u1 = e/s, u2 = r/s.",
                    "서명한 쪽은 k를 골라 점 k·G에서 r을 얻고 k = (e + r·d)/s 가 되도록 s를 만들었다. d 대신 Q = d·G 만 아는 쪽은 k를 모른 채 k·G를 계산한다. u1 = e/s, u2 = r/s 일 때 u1·G + u2·Q 이다.",
                ))
                .with(Value::hex("e", &numbers.e, Knows::Recomputed))
                .with(Value::hex("s", &numbers.s, Knows::Wire))
                .with(Value::hex("u1 = e/s", &numbers.u1, Knows::Recomputed))
                .with(Value::hex("u2 = r/s", &numbers.u2, Knows::Recomputed))
                .with(Value::hex("R = u1·G + u2·Q", &[&*numbers.x, &*numbers.y].concat(), Knows::Recomputed));
            let formula = "(u1·G + u2·Q).x mod n = r";
            proven(step, "ecdsa_point", formula, &numbers.v, &numbers.r)
        }
        Opened::Closed => {
            let algorithm =
                summary(link.subject.der).map_or_else(String::new, |s| s.signature_algorithm);
            Step::desk(name, "RFC 5280 §4.1.1.3").saying(match link.library() {
                Some(true) => text!(en: "{algorithm} is not taken apart here; the reviewed code checked it, and it holds.", ko: "{algorithm} 서명은 여기서 풀어 보이지 않는다. 검토된 코드로 검사했고 성립한다."),
                Some(false) => text!(en: "{algorithm} is not taken apart here; the reviewed code checked it, and it does not hold.", ko: "{algorithm} 서명은 여기서 풀어 보이지 않는다. 검토된 코드로 검사했고 성립하지 않는다."),
                None => text!(en: "{algorithm} cannot be checked here.", ko: "{algorithm} 서명은 여기서 검사할 수 없다."),
            })
        }
    };
    match itself {
        false => step,
        true => step.saying(Text::new(
            "Subject and issuer are the same, and so is the key: this shows only that whoever wrote it had the private key. Whether to trust it is decided elsewhere.",
            "소유자와 발급자가 같고 키도 같다. 쓴 이가 개인 키를 가졌다는 것만 보여 준다. 믿을지는 다른 곳에서 정해진다.",
        )),
    }
}

fn proven(step: Step, key: &'static str, formula: &str, got: &[u8], must: &[u8]) -> Step {
    step.proving(same(
        Text::new("the signature fits", "서명이 맞는다"),
        key,
        formula,
        got,
        must,
        Text::new(
            "the issuer's key signed exactly these bytes",
            "발급자의 키가 바로 이 바이트에 서명했다",
        ),
    ))
}

/// One bit of what is signed turned over.
pub(super) fn flipped(chance: &mut Chance, link: &Link<'_>) -> Step {
    let at = link.subject.tbs.at();
    let place = at.start + 4 + chance.place(at.len().saturating_sub(4));
    let part = link.subject.part(place).to_owned();
    let digest = |bytes: &[u8]| match hash::named(link.hash) {
        Some(hash) => hash.digest(bytes),
        None => sha256(bytes).to_vec(),
    };
    let signed = link.subject.tbs.raw();
    let before = digest(signed);
    let after = digest(&bits::flipped(signed, 8 * (place - at.start) + 7));
    let bits = bits::apart(&before, &after);
    let all = before.len() * 8;
    Step::desk(Text::new("one bit turned", "비트 하나를 뒤집으면"), "RFC 5280 §4.1.1.3")
        .saying(text!(
            en: "One bit turned at byte {place} ({part}) changes {bits} of the {all} bits of the hash: no signature was ever made for it.",
            ko: "{place}번째 바이트({part})의 비트 하나를 뒤집으면 해시 {all}비트 가운데 {bits}비트가 바뀐다. 그런 해시에 대한 서명은 만들어진 적이 없다.",
        ))
        .with(Value::hex(Text::new("hash of the changed bytes", "바뀐 바이트의 해시"), &after, Knows::Recomputed))
}

/// The issuer's certificate was not sent along.
pub(super) fn unopened(link: &Link<'_>) -> Step {
    let issuer = summary(link.subject.der).map_or_else(String::new, |said| said.issuer);
    Step::desk(
        Text::new("the signature stays shut", "서명은 열지 못한다"),
        "RFC 8446 §4.4.2",
    )
    .saying(text!(
        en: "The issuer, {issuer}, did not come along, and without its key nobody can open the signature.",
        ko: "발급자의 인증서를 함께 보내지 않았다: {issuer}. 그 키 없이는 누구도 서명을 열 수 없다.",
    ))
    .because(Text::new(
        "A server sends everything up to the root, without the root. Where it sends less, browsers may still have the issuer from elsewhere; others fail.",
        "서버는 루트를 뺀 나머지를 모두 보낸다. 덜 보내도 브라우저는 발급자를 다른 데서 가지고 있을 수 있지만 다른 프로그램은 실패한다.",
    ))
    .with(Value::hex(
        Text::new("signature", "서명"),
        link.subject.signature_bytes(),
        Knows::Wire,
    ))
}
