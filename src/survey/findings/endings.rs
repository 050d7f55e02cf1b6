//! How the connection ended, where it should have ended otherwise.

use crate::base::level::Level;
use crate::base::side::Side;
use crate::base::text::Text;
use crate::dissect::tls::codes::handshake::HANDSHAKE_TYPES;
use crate::survey::connection::{Close, Protocol};
use crate::survey::findings::kind::{Found, Kind};
use crate::survey::findings::scene::Scene;
use crate::survey::outcome::Outcome;
use crate::text;

#[rustfmt::skip] // one argument a line
pub(super) static KINDS: &[Kind] = &[
    Kind::error(
        "refused", ("connection refused", "연결 거부됨"), "RFC 9293 §3.10.7.1", refused,
        "The SYN was answered with a RST: the host is there, but no program listens on that port.",
        "SYN에 RST로 답했다. 호스트는 있지만 그 포트에서 듣는 프로그램이 없다.",
    ),
    Kind::error(
        "no_answer", ("no answer", "응답 없음"), "RFC 9293 §3.8.3", no_answer,
        "Nobody answered the SYN: the host is away, the way there is broken, or a firewall drops the packet silently.",
        "SYN에 아무도 답하지 않았다. 호스트가 없거나, 길이 끊겼거나, 방화벽이 패킷을 말없이 버린다.",
    ),
    Kind::error(
        "reset_in_handshake", ("reset in the handshake", "핸드셰이크 중 RST"), "RFC 9293 §3.5.2", reset,
        "A RST cut the handshake. TLS itself says why with an alert; a RST says nothing, and often comes from a middlebox rather than from the other end.",
        "RST가 핸드셰이크를 끊었다. TLS라면 경보로 이유를 말한다. RST는 아무 말도 하지 않으며, 상대가 아니라 중간 장비가 보낸 것인 경우가 많다.",
    ),
    Kind::warning(
        "closed_in_handshake", ("closed in the handshake", "핸드셰이크 중 닫힘"), "RFC 8446 §6.1", closed,
        "The connection was closed before the handshake was over and without an alert: a port scan, a health check, or a program that gave up.",
        "핸드셰이크가 끝나기 전에 경보도 없이 연결을 닫았다. 포트 스캔이나 상태 점검, 아니면 그만둔 프로그램이다.",
    ),
    Kind::warning(
        "no_close_notify", ("no close_notify", "close_notify 없음"), "RFC 8446 §6.1", no_close_notify,
        "TCP was closed without TLS's own farewell: an attacker can forge the end of TCP, so the receiver cannot know whether the data is complete.",
        "TLS의 작별 인사 없이 TCP가 닫혔다. TCP의 끝은 공격자가 꾸밀 수 있으므로, 받는 쪽은 데이터가 온전한지 알 수 없다.",
    ),
];

fn refused(scene: &Scene<'_>) -> Option<Found> {
    if scene.outcome != Outcome::Refused {
        return None;
    }
    let server = scene.connection.server;
    let text = text!(en: "{server} answered the SYN with a RST: the host is there, but nothing listens on that port, or a firewall refuses openly.", ko: "{server} 쪽에서 SYN에 RST로 답했다. 호스트는 있지만 그 포트에서 듣는 프로그램이 없거나, 방화벽이 드러내 놓고 거절한다.");
    Some(Found::at(scene.tcp?.reset, text))
}

fn no_answer(scene: &Scene<'_>) -> Option<Found> {
    if scene.outcome != Outcome::NoAnswer {
        return None;
    }
    let (server, tries) = (scene.connection.server, scene.connection.packets);
    let text = text!(en: "{server} never answered the SYN (times it was sent: {tries}): the host is away, the way there is broken, or a firewall drops the packet silently.", ko: "{server} 쪽에서 SYN에 답하지 않았다(보낸 횟수: {tries}번). 호스트가 없거나, 길이 끊겼거나, 방화벽이 패킷을 말없이 버린다.");
    Some(Found::at(scene.tcp?.syn, text))
}

/// The last handshake message seen, in words.
fn last_message(scene: &Scene<'_>) -> Option<(Text, String)> {
    let last = scene.tls?.messages.last()?;
    let name = match last.ssl2 {
        true => format!("SSL 2.0 ({})", last.code),
        false => HANDSHAKE_TYPES.name(last.code.into()),
    };
    Some((last.from.text(), name))
}

fn reset(scene: &Scene<'_>) -> Option<Found> {
    if scene.outcome != Outcome::Reset {
        return None;
    }
    let reset = scene.tcp?.reset;
    let (who, name) = last_message(scene)?;
    let hello_only = scene.answer.is_none() && scene.tls?.server_hellos.is_empty();
    let (en, ko) = (who.en, who.ko);
    let text = if hello_only {
        text!(en: "The connection was reset right after {name} of the {en}, with no alert to say why: a server that dislikes a hello answers, a middlebox that dislikes the name or the version cuts like this.", ko: "{ko} 쪽의 {name} 바로 뒤에 이유를 말하는 경보도 없이 RST로 끊겼다. 헬로가 마음에 들지 않는 서버는 답을 하지만, 이름이나 버전이 마음에 들지 않는 중간 장비는 이렇게 끊는다.")
    } else {
        text!(en: "The connection was reset in the middle of the handshake, after {name} of the {en}, with no alert to say why: a program that crashed, or a middlebox that did not like what it read.", ko: "핸드셰이크 도중, {ko} 쪽의 {name} 뒤에 이유를 말하는 경보도 없이 RST로 끊겼다. 프로그램이 죽었거나, 중간 장비가 읽은 내용을 마음에 들어 하지 않은 것이다.")
    };
    Some(Found::at(reset, text))
}

fn closed(scene: &Scene<'_>) -> Option<Found> {
    if scene.outcome != Outcome::Closed {
        return None;
    }
    let (who, name) = last_message(scene)?;
    let [client, server] = scene.tcp?.fin;
    let (en, ko) = (who.en, who.ko);
    let (first, first_ko) = match (client, server) {
        (Some(client), Some(server)) if server < client => ("server", "서버"),
        (None, Some(_)) => ("server", "서버"),
        (Some(_) | None, _) => ("client", "클라이언트"),
    };
    let text = text!(en: "The {first} closed the connection after {name} of the {en}, before the handshake was over and without an alert: it gave up, or never meant to talk.", ko: "{ko} 쪽의 {name} 뒤, 핸드셰이크가 끝나기 전에 경보도 없이 {first_ko} 쪽에서 연결을 닫았다. 그만두었거나 처음부터 이야기할 뜻이 없었다.");
    let packet = [client, server].into_iter().flatten().min();
    Some(Found::at(packet, text))
}

fn no_close_notify(scene: &Scene<'_>) -> Option<Found> {
    let tls = scene.tls?;
    let tcp = scene.tcp?;
    let tls_over_tcp = scene.connection.protocol == Some(Protocol::Tls);
    // An alert that ended it is a farewell as well; so is a capture that stops.
    if !tls_over_tcp || scene.outcome != Outcome::Completed || tcp.close == Close::Open {
        return None;
    }
    let [client, server] = tls.close_notify;
    let silent = |said: Option<bool>| said == Some(false);
    let (who, level) = match (silent(client), silent(server)) {
        (true, true) => (Text::new("Neither end", "어느 쪽도"), Level::Warning),
        (false, true) => (Text::new("The server never", "서버 쪽에서"), Level::Warning),
        // A client that has its answer often just leaves; the server loses nothing by it.
        (true, false) => (
            Text::new("The client never", "클라이언트 쪽에서"),
            Level::Note,
        ),
        (false, false) => return None,
    };
    let (en, ko) = (who.en, who.ko);
    let text = text!(en: "{en} sent close_notify before TCP was closed: the end of the data is not authenticated, and somebody on the path could have cut it short.", ko: "TCP가 닫히기 전에 {ko} close_notify를 보내지 않았다. 데이터의 끝이 인증되지 않아, 경로의 누군가가 잘라 냈어도 알 수 없다.");
    let side = if silent(server) {
        Side::Server
    } else {
        Side::Client
    };
    let packet = tcp.reset.filter(|_| tcp.close == Close::Reset);
    let [first, second] = tcp.fin;
    let swapped = tls.roles_swapped;
    let fin = match (side, swapped) {
        (Side::Client, false) | (Side::Server, true) => first,
        (Side::Client, true) | (Side::Server, false) => second,
    };
    Some(Found::at(packet.or(fin).or(first).or(second), text).level(level))
}
