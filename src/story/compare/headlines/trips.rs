//! How often the client waits, and what decides it.

use crate::base::side::Side;
use crate::base::text::Text;
use crate::story::compare::facts::{Early, Facts, the};
use crate::story::compare::headlines::case::{Case, say};
use crate::story::compare::model::Headline;
use crate::text;

/// Round trips before application data.
pub(super) fn round_trips(case: &Case<'_>) -> Option<Headline> {
    let (l, r) = (case.l, case.r);
    let (a, b) = (case.left.turns?, case.right.turns?);
    let (x, y) = (a + 1, b + 1);
    if a == b {
        let [(_, resumed), (_, other)] = case.one(|facts| facts.resumes.yes())?;
        if resumed.is_older() && other.is_tls13() {
            let version = resumed.version.as_deref().unwrap_or_default();
            let says = text!(
                en: "Both wait {x} round trips for their first application byte (1 for TCP, {a} for TLS). {version} gets there only by resuming: a full handshake of it needs one more.",
                ko: "첫 응용 바이트까지의 왕복은 둘 다 {x}번이다(TCP 1번, TLS {a}번). 재개했기 때문이다: {version} 전체 핸드셰이크는 한 번 더 든다."
            );
            return say("round_trips", says, reason(case), "RFC 8446 §2");
        }
        let says = text!(
            en: "Both wait {x} round trips for their first application byte (1 for TCP, {a} for TLS): here resuming saves bytes, signatures and checks, not time.",
            ko: "첫 응용 바이트까지의 왕복은 둘 다 {x}번이다(TCP 1번, TLS {a}번): 여기서 재개는 시간이 아니라 바이트와 서명과 검사를 아낀다."
        );
        return say("round_trips", says, Text::EMPTY, "RFC 8446 §2.2");
    }
    // What the server throws away was sent sooner, and did not count.
    let (until, until_ko) = match [case.left, case.right].map(|facts| facts.early) {
        [Early::Refused, _] | [_, Early::Refused] => (" that the server takes", "서버가 받는 "),
        _ => ("", ""),
    };
    let says = text!(
        en: "Round trips before the first application byte{until}: {l} {x} (1 for TCP, {a} for TLS), {r} {y} (1 for TCP, {b} for TLS).",
        ko: "{until_ko}첫 응용 바이트까지의 왕복: {l} {x}번(TCP 1번, TLS {a}번), {r} {y}번(TCP 1번, TLS {b}번)."
    );
    say("round_trips", says, reason(case), "RFC 8446 §2")
}

/// What decides the number, of what these runs show.
fn reason(case: &Case<'_>) -> Text {
    let mut reasons = Vec::new();
    if case.one(|facts| facts.early == Early::Taken).is_some() {
        reasons.push(Text::new(
            "Early data waits for nobody: it is encrypted under a key from the ticket and sent with the ClientHello.",
            "조기 데이터는 아무것도 기다리지 않는다. 티켓에서 나온 키로 암호화해 ClientHello와 함께 보낸다.",
        ));
    }
    if case.one(retried).is_some() {
        reasons.push(Text::new(
            "A wrong guess at the group costs one round trip: the server asks for another key share.",
            "그룹을 잘못 짐작하면 왕복이 한 번 더 든다. 서버가 다른 몫을 달라고 하기 때문이다.",
        ));
    }
    if case.one(Facts::is_tls13).is_some() {
        reasons.push(Text::new(
            "TLS 1.3 puts the client's key share into ClientHello, so that the keys are there after one turn. In TLS 1.2 the client hears the server's key first and answers with its own; only then come Finished and data.",
            "TLS 1.3은 클라이언트의 몫을 ClientHello에 담아 한 번 오가면 키가 생긴다. TLS 1.2에서는 클라이언트가 서버의 키를 먼저 받고 자기 것을 답한 다음에야 Finished와 데이터가 온다.",
        ));
    }
    let session = |facts: &Facts| facts.is_older() && facts.resumes.yes();
    if case.one(session).is_some() {
        reasons.push(Text::new(
            "Resuming a TLS 1.2 session needs no key exchange: the server can send its Finished in its first flight.",
            "TLS 1.2 세션을 재개하면 키 교환이 없어, 서버가 첫 메시지 묶음(flight)에 Finished를 보낼 수 있다.",
        ));
    }
    Text::join(&reasons, " ")
}

fn retried(facts: &Facts) -> bool {
    facts.find(Side::Server, "HelloRetryRequest").is_some()
}

/// The server sends the client back.
pub(super) fn retry(case: &Case<'_>) -> Option<Headline> {
    let [(with, facts), (without, _)] = case.one(retried)?;
    let group = facts.group.as_deref()?;
    let says = text!(
        en: "{with}: the client's first key share is for a group the server does not take, so HelloRetryRequest sends it back, and a second ClientHello brings one for {group}. {without} goes on at once.",
        ko: "{with}: 클라이언트의 첫 몫은 서버가 받지 않는 그룹의 것이어서 HelloRetryRequest로 되돌려 보내고, 두 번째 ClientHello가 새 몫을 가져온다 (그룹: {group}). {without} 쪽은 바로 이어진다."
    );
    let why = Text::new(
        "The client names all groups it has, but makes shares for one or two, because each costs work and bytes. A retry is a ServerHello with a random that everybody knows; it counts in the transcript, so that nobody on the way can force it unseen.",
        "클라이언트는 가진 그룹을 모두 말하지만 몫은 한둘만 만든다. 몫마다 계산과 바이트가 들기 때문이다. HelloRetryRequest는 누구나 아는 random을 담은 ServerHello이며 기록 해시에 들어가므로, 도중의 누군가가 몰래 강요할 수 없다.",
    );
    say("retry", says, why, "RFC 8446 §4.1.4")
}

/// A request sent before the handshake.
pub(super) fn early(case: &Case<'_>) -> Option<Headline> {
    let sent = |facts: &Facts| facts.early != Early::None;
    if let Some([(with, facts), (without, _)]) = case.one(sent) {
        let says = match facts.early {
            Early::Taken => text!(
                en: "{with} sends its request with the ClientHello (0-RTT), and the server takes it; {without} waits for the handshake.",
                ko: "{with} 쪽은 요청을 ClientHello와 함께 보내고(0-RTT) 서버가 받는다. {without} 쪽은 핸드셰이크를 기다린다."
            ),
            Early::Refused => text!(
                en: "{with} sends its request with the ClientHello (0-RTT), the server does not take it, and the client sends it again; {without} waits from the start.",
                ko: "{with} 쪽은 요청을 ClientHello와 함께 보내지만(0-RTT) 서버가 받지 않아 다시 보낸다. {without} 쪽은 처음부터 기다린다."
            ),
            Early::Unknown => text!(
                en: "{with} sends data with the ClientHello (0-RTT); whether the server takes it stays encrypted. {without} sends none.",
                ko: "{with} 쪽은 데이터를 ClientHello와 함께 보낸다(0-RTT). 서버가 받는지는 암호화되어 알 수 없다. {without} 쪽은 보내지 않는다."
            ),
            Early::None => return None,
        };
        return say("early_data", says, REPLAY, "RFC 8446 §2.3");
    }
    let taken = |facts: &Facts| facts.early == Early::Taken;
    let refused = |facts: &Facts| facts.early == Early::Refused;
    let [(yes, _), (no, other)] = case.one(taken)?;
    if !refused(other) {
        return None;
    }
    let says = text!(
        en: "Both send a request with the ClientHello (0-RTT): in {yes} the server takes it, in {no} it does not, and the request is sent again after the handshake.",
        ko: "둘 다 요청을 ClientHello와 함께 보낸다(0-RTT): {yes} 쪽은 서버가 받고, {no} 쪽은 받지 않아 핸드셰이크 뒤에 다시 보낸다."
    );
    say("early_data", says, REPLAY, "RFC 8446 §2.3")
}

const REPLAY: Text = Text::new(
    "Early data can be played back: it is encrypted before the server has said anything fresh, so that a copy of it looks as good as the original. It has no forward secrecy either. A server takes it only for what may happen twice.",
    "조기 데이터는 재생될 수 있다. 서버가 새로운 말을 하기 전에 암호화하므로 사본도 원본과 똑같아 보인다. 순방향 비밀성도 없다. 서버는 두 번 일어나도 되는 일에만 받아들인다.",
);

/// Who sends the first half of a key exchange.
pub(super) fn first_key(case: &Case<'_>) -> Option<Headline> {
    let (l, r) = (case.l, case.r);
    let (a, b) = case.apart(|facts| facts.first_key.as_ref())?;
    let ((one, first), (other, second)) = (a, b);
    let (x, y) = (the(*one), the(*other));
    let (x_ko, y_ko) = (&x.ko, &y.ko);
    let (x, y) = (&x.en, &y.en);
    let says = text!(
        en: "The first key on the way: in {l} {x} sends it, in {first}; in {r} {y} does, in {second}.",
        ko: "처음 보내는 키: {l} 쪽은 {x_ko}의 {first}에, {r} 쪽은 {y_ko}의 {second}에 있다."
    );
    let why = match (first.as_str(), second.as_str()) {
        ("ClientKeyExchange", _) | (_, "ClientKeyExchange") => Text::new(
            "With RSA key transport there is no exchange: the client alone makes the secret and encrypts it for the key in the server's certificate.",
            "RSA 키 전송에서는 교환이 없다. 클라이언트 혼자 비밀을 만들어 서버 인증서의 키로 암호화한다.",
        ),
        _ => Text::new(
            "Who sends first must guess what the other takes. TLS 1.3 lets the client guess; if it is wrong, HelloRetryRequest corrects it.",
            "먼저 보내는 쪽은 상대가 무엇을 받을지 짐작해야 한다. TLS 1.3은 클라이언트가 짐작하게 하고, 틀리면 HelloRetryRequest로 바로잡는다.",
        ),
    };
    say("first_key", says, why, "RFC 8446 §4.2.8")
}
