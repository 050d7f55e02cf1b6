//! Messages that only one run has, and why they are there.

use crate::base::side::Side;
use crate::base::text::{Doc, Text};
use crate::story::compare::facts::Facts;
use crate::story::compare::headlines::case::{Case, say};
use crate::story::compare::model::Headline;
use crate::text;

/// Why a message is there: who reads that it is missing learns what for.
static REASONS: &[(&str, Doc)] = &[
    (
        "HelloRetryRequest",
        Doc::new(
            "HelloRetryRequest asks for a key share of another group.",
            "HelloRetryRequest는 다른 그룹의 몫을 달라는 것이다.",
        ),
    ),
    (
        "EncryptedExtensions",
        Doc::new(
            "EncryptedExtensions (TLS 1.3) holds those answers of the server that no key depends on.",
            "EncryptedExtensions (TLS 1.3)는 키와 상관없는 서버의 답을 담는다.",
        ),
    ),
    (
        "Certificate",
        Doc::new(
            "Certificate says whose key it is; who resumes needs none.",
            "Certificate는 누구의 키인지 말한다. 재개할 때는 필요 없다.",
        ),
    ),
    (
        "CertificateVerify",
        Doc::new(
            "CertificateVerify signs the handshake so far, which proves that the key is at hand.",
            "CertificateVerify는 그때까지의 핸드셰이크에 서명해 키를 가졌음을 증명한다.",
        ),
    ),
    (
        "CertificateRequest",
        Doc::new(
            "CertificateRequest asks the client for a certificate.",
            "CertificateRequest는 클라이언트에게 인증서를 요청한다.",
        ),
    ),
    (
        "ServerKeyExchange",
        Doc::new(
            "ServerKeyExchange (TLS 1.2) brings the server's key share, signed; TLS 1.3 has it in ServerHello.",
            "ServerKeyExchange (TLS 1.2)는 서버의 몫을 서명해 가져온다. TLS 1.3에서는 ServerHello에 있다.",
        ),
    ),
    (
        "ServerHelloDone",
        Doc::new(
            "ServerHelloDone (TLS 1.2) says that it is the client's turn; TLS 1.3 needs no such word.",
            "ServerHelloDone (TLS 1.2)은 클라이언트 차례라는 말이다. TLS 1.3에는 필요 없다.",
        ),
    ),
    (
        "ClientKeyExchange",
        Doc::new(
            "ClientKeyExchange (TLS 1.2) brings the client's half; TLS 1.3 has it in ClientHello.",
            "ClientKeyExchange (TLS 1.2)는 클라이언트의 몫을 가져온다. TLS 1.3에서는 ClientHello에 있다.",
        ),
    ),
    (
        "NewSessionTicket",
        Doc::new(
            "NewSessionTicket lets the client resume later.",
            "NewSessionTicket은 나중에 재개할 수 있게 한다.",
        ),
    ),
    (
        "EndOfEarlyData",
        Doc::new(
            "EndOfEarlyData ends what was sent under the early key.",
            "EndOfEarlyData는 조기 키로 보내는 것을 끝낸다.",
        ),
    ),
    (
        "early application data",
        Doc::new(
            "Early application data is a request that does not wait for the handshake.",
            "조기 응용 데이터는 핸드셰이크를 기다리지 않는 요청이다.",
        ),
    ),
    (
        "ChangeCipherSpec",
        Doc::new(
            "ChangeCipherSpec turns encryption on in TLS 1.2; in TLS 1.3 it is a dummy.",
            "ChangeCipherSpec은 TLS 1.2에서 암호화를 켠다. TLS 1.3에서는 겉치레이다.",
        ),
    ),
    (
        "CertificateStatus",
        Doc::new(
            "CertificateStatus brings a fresh word of the issuer that the certificate is not revoked.",
            "CertificateStatus는 인증서가 폐지되지 않았다는 발급자의 새 확인을 가져온다.",
        ),
    ),
    (
        "bytes that are not TLS",
        Doc::new(
            "One end does not speak TLS at all.",
            "한쪽 끝이 아예 TLS로 말하지 않는다.",
        ),
    ),
];

/// Messages of the handshake that only one of the two has.
pub(super) fn only_one(case: &Case<'_>) -> Option<Headline> {
    // What stays shut may hold any of them.
    let clear = |facts: &Facts| !facts.shut;
    if !clear(case.left) || !clear(case.right) {
        return None;
    }
    // One that failed did not come to the rest: nothing was left out on purpose.
    if case.left.fails != case.right.fails {
        return None;
    }
    let left = missing(case.left, case.right);
    let right = missing(case.right, case.left);
    if left.is_empty() && right.is_empty() {
        return None;
    }
    let mut said = Vec::new();
    for (name, list) in [(case.l, &left), (case.r, &right)] {
        if !list.is_empty() {
            let told: Vec<Text> = list.iter().map(|(side, m)| named(*side, m)).collect();
            let told = Text::join(&told, ", ");
            let (en, ko) = (&told.en, &told.ko);
            said.push(text!(en: "only {name} has {en}", ko: "{name} 쪽에만 있는 것: {ko}"));
        }
    }
    let both = Text::join(&said, "; ");
    let (en, ko) = (&both.en, &both.ko);
    let says = text!(en: "Messages of the handshake: {en}.", ko: "핸드셰이크 메시지. {ko}.");
    let names: Vec<&str> = left.iter().chain(&right).map(|(_, name)| *name).collect();
    let reasons = REASONS.iter().filter(|(name, _)| names.contains(name));
    let reasons: Vec<Text> = reasons.map(|(_, doc)| Text::from(*doc)).collect();
    say("messages", says, Text::join(&reasons, " "), "RFC 8446 §4")
}

/// The messages that `one` has and `other` has not, whoever sent them.
fn missing<'f>(one: &'f Facts, other: &Facts) -> Vec<(Side, &'f str)> {
    let mut found = Vec::new();
    for message in &one.messages {
        let name = message.name.as_str();
        let known = found.contains(&(message.side, name));
        let named = one.spoken(message.side).contains_key(name);
        let alert = name.starts_with("alert ");
        if named && !alert && !known && other.find(message.side, name).is_none() {
            found.push((message.side, name));
        }
    }
    found
}

fn named(side: Side, name: &str) -> Text {
    let side = side.text();
    let (en, ko) = (&side.en, &side.ko);
    text!(en: "{name} ({en})", ko: "{name} ({ko})")
}

/// Keys change in the middle.
pub(super) fn key_update(case: &Case<'_>) -> Option<Headline> {
    let updates = |facts: &Facts| {
        let mut messages = facts.messages.iter();
        messages.any(|m| m.name == "KeyUpdate")
    };
    if case.left.shut || case.right.shut {
        return None;
    }
    let [(with, _), (without, _)] = case.one(updates)?;
    let says = text!(
        en: "{with} changes its traffic keys in the middle of the connection (KeyUpdate); {without} keeps them to the end.",
        ko: "{with} 쪽은 연결 도중에 트래픽 키를 바꾼다(KeyUpdate). {without} 쪽은 끝까지 그대로 쓴다."
    );
    let why = Text::new(
        "The next key is made from the present one by a one-way step: who learns the new key cannot read what was sent before. It needs no round trip.",
        "다음 키는 지금 키에서 되돌릴 수 없는 계산으로 만든다. 새 키를 알아도 그 전에 보낸 것은 읽을 수 없다. 왕복은 필요 없다.",
    );
    say("key_update", says, why, "RFC 8446 §7.2")
}
