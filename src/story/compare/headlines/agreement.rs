//! What the ends agreed on: version, suite, group, and what follows from each.

use crate::base::text::Text;
use crate::story::compare::facts::Facts;
use crate::story::compare::headlines::case::{Case, say};
use crate::story::compare::model::Headline;
use crate::text;

/// The version.
pub(super) fn version(case: &Case<'_>) -> Option<Headline> {
    let (l, r) = (case.l, case.r);
    let (a, b) = case.apart(|facts| facts.version.as_deref())?;
    let says = text!(en: "{l} speaks {a}, {r} speaks {b}.", ko: "버전: {l} {a}, {r} {b}.");
    let why = match case.one(|facts| facts.is_tls13()) {
        None => Text::EMPTY,
        Some(_) => Text::new(
            "TLS 1.3 is no small step: the client guesses the key exchange and sends its half at once, all after ServerHello is encrypted, and what proved weak is gone: RSA key transport, CBC suites, renegotiation.",
            "TLS 1.3은 작은 변화가 아니다. 클라이언트가 키 교환 방식을 짐작해 자기 몫을 바로 보내고, ServerHello 뒤는 모두 암호화되며, 약점이 드러난 것(RSA 키 전송, CBC 암호 모음, 재협상)은 없어졌다.",
        ),
    };
    say("version", says, why, "RFC 8446 §1.2")
}

/// How keys are made from the shared secret.
pub(super) fn derivation(case: &Case<'_>) -> Option<Headline> {
    let [(new, _), (old, facts)] = case.one(|facts| facts.is_tls13())?;
    if !facts.is_older() {
        return None;
    }
    let version = facts.version.as_deref().unwrap_or_default();
    let says = text!(
        en: "Keys: {new} makes them with HKDF, a secret of its own for each purpose and direction; {old} ({version}) cuts all of them from one block that the PRF makes of one master secret.",
        ko: "키: {new} 쪽은 HKDF로 쓰임새와 방향마다 따로 비밀을 만든다. {old} ({version}) 쪽은 마스터 비밀 하나에서 PRF가 만든 블록 하나를 잘라 모두 얻는다."
    );
    let why = Text::new(
        "In TLS 1.3 each secret depends on the hash of all messages so far: whoever changes one word gets other keys at once. In TLS 1.2 the keys need only both randoms and the premaster secret, and a change shows at Finished alone.",
        "TLS 1.3에서는 비밀마다 그때까지의 모든 메시지의 해시에 달려 있어, 한 마디라도 바꾸면 곧바로 키가 달라진다. TLS 1.2에서 키는 두 random과 프리마스터 비밀만으로 정해지고, 바뀐 것은 Finished에서야 드러난다.",
    );
    say("key_derivation", says, why, "RFC 8446 §7.1, RFC 5246 §6.3")
}

/// Only one of two full handshakes has forward secrecy: that matters more than the messages it costs.
pub(super) fn key_transport(case: &Case<'_>) -> Option<Headline> {
    match transports(case) {
        true => secrecy(case),
        false => None,
    }
}

/// Whether keys that leak later open what was recorded.
pub(super) fn forward_secrecy(case: &Case<'_>) -> Option<Headline> {
    match transports(case) {
        true => None,
        false => secrecy(case),
    }
}

/// Whether the two differ in forward secrecy for another reason than that one resumes.
fn transports(case: &Case<'_>) -> bool {
    let anew = |facts: &Facts| !facts.resumes.yes();
    anew(case.left) && anew(case.right) && case.apart(Facts::forward_secret).is_some()
}

fn secrecy(case: &Case<'_>) -> Option<Headline> {
    let (l, r) = (case.l, case.r);
    if case.left.version.is_none() || case.right.version.is_none() {
        return None;
    }
    match case.apart(|facts| facts.forward_secret()) {
        Some((has, _)) => {
            let (with, without) = match has {
                true => (l, r),
                false => (r, l),
            };
            let says = text!(
                en: "Forward secrecy: {with} has it, for it exchanges fresh keys; {without} has none: who later learns a secret that lived longer than the connection opens what was recorded.",
                ko: "순방향 비밀성: {with} 쪽에는 있다. 새 키를 교환하기 때문이다. {without} 쪽에는 없다: 연결보다 오래 남는 비밀이 나중에 새면 기록해 둔 것이 열린다."
            );
            let why = Text::new(
                "Fresh keys are thrown away after use. A server's RSA key, or the master secret of a session, is kept, and can leak.",
                "새로 만든 키는 쓰고 나서 버린다. 서버의 RSA 키나 세션의 마스터 비밀은 남아 있으므로 샐 수 있다.",
            );
            say("forward_secrecy", says, why, "RFC 8446 §E.1")
        }
        None => {
            case.one(|facts| facts.is_tls13())?;
            if case.left.forward_secret() != Some(true) {
                return None;
            }
            let says = Text::new(
                "Forward secrecy: both have it, because both exchange fresh keys. TLS 1.3 has no other way for a full handshake; TLS 1.2 has it only if the suite says (EC)DHE.",
                "순방향 비밀성: 둘 다 있다. 둘 다 새 키를 교환하기 때문이다. TLS 1.3의 전체 핸드셰이크에는 다른 길이 없고, TLS 1.2에는 암호 모음이 (EC)DHE일 때만 있다.",
            );
            say("forward_secrecy", says, Text::EMPTY, "RFC 8446 §E.1")
        }
    }
}

/// The group of the key exchange.
pub(super) fn group(case: &Case<'_>) -> Option<Headline> {
    let (l, r) = (case.l, case.r);
    let (a, b) = case.apart(|facts| facts.group.as_deref())?;
    let says =
        text!(en: "Key exchange: {l} over {a}, {r} over {b}.", ko: "키 교환: {l} {a}, {r} {b}.");
    let hybrid = |group: &str| group.to_ascii_lowercase().contains("mlkem");
    let why = match hybrid(a) != hybrid(b) {
        true => Text::new(
            "A large quantum computer would break elliptic curves, ML-KEM not as far as anyone knows. The hybrid takes both secrets, so that both must fall; its halves are a thousand bytes long, and ClientHello no longer fits into one segment.",
            "큰 양자 컴퓨터는 타원 곡선을 깨지만 ML-KEM은 알려진 바로는 깨지 못한다. 둘을 함께 쓰는 방식은 두 비밀을 모두 넣으므로 둘 다 무너져야 뚫린다. 대신 몫이 천 바이트를 넘어 ClientHello가 세그먼트 하나에 들어가지 않는다.",
        ),
        false => Text::new(
            "The group fixes how long the key shares are and how hard it is to find the private half from the public one.",
            "그룹에 따라 몫의 길이와, 공개된 몫에서 개인 키를 찾는 어려움이 정해진다.",
        ),
    };
    say("group", says, why, "RFC 8446 §4.2.7")
}

/// The cipher suite.
pub(super) fn suite(case: &Case<'_>) -> Option<Headline> {
    let (l, r) = (case.l, case.r);
    let (a, b) = case.apart(|facts| facts.suite.as_deref())?;
    let says = text!(en: "Cipher suite: {l} {a}, {r} {b}.", ko: "암호 모음: {l} {a}, {r} {b}.");
    let why = match case.one(|facts| facts.is_tls13()) {
        Some(_) => Text::new(
            "In TLS 1.2 the name says four things: key exchange, signature, cipher, hash. In TLS 1.3 it says only cipher and hash; the other two are agreed in extensions of their own.",
            "TLS 1.2에서 이름은 네 가지를 말한다: 키 교환, 서명, 암호, 해시. TLS 1.3에서는 암호와 해시만 말하고, 나머지 둘은 따로 확장에서 정한다.",
        ),
        None => Text::EMPTY,
    };
    say("suite", says, why, "RFC 8446 §B.4")
}

/// What is spoken inside.
pub(super) fn inside(case: &Case<'_>) -> Option<Headline> {
    let (l, r) = (case.l, case.r);
    if let Some((a, b)) = case.apart(|facts| facts.alpn.as_deref()) {
        let says = text!(en: "Inside TLS (ALPN): {l} agrees on {a}, {r} on {b}.", ko: "TLS 안에서 쓸 프로토콜(ALPN): {l} {a}, {r} {b}.");
        return say("alpn", says, Text::EMPTY, "RFC 7301");
    }
    if case.left.shut || case.right.shut {
        return None;
    }
    let [(with, facts), (without, _)] = case.one(|facts| facts.alpn.is_some())?;
    let protocol = facts.alpn.as_deref().unwrap_or_default();
    let says = text!(
        en: "{with} agrees during the handshake on what is spoken inside: {protocol} (ALPN). {without} leaves that to the port.",
        ko: "{with} 쪽은 안에서 쓸 프로토콜을 핸드셰이크에서 정한다: {protocol} (ALPN). {without} 쪽은 포트 번호에 맡긴다."
    );
    let why = Text::new(
        "It costs no round trip: offer and choice travel in hello extensions that are sent anyway.",
        "왕복이 늘지 않는다. 제안과 선택이 어차피 보내는 헬로 메시지의 확장에 실린다.",
    );
    say("alpn", says, why, "RFC 7301")
}
