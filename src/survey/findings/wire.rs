//! What TCP and the capture did to the connection, and where it does not look like what its port says.

use crate::base::level::Level;
use crate::base::text::Text;
use crate::survey::connection::Protocol;
use crate::survey::findings::kind::{Found, Kind};
use crate::survey::findings::port::secure;
use crate::survey::findings::scene::Scene;
use crate::survey::outcome::Outcome;
use crate::text;

/// Retransmissions of a hundred frames from which a path is called bad, and how many there must be.
const MUCH: u32 = 5;
const SOME: u32 = 5;

#[rustfmt::skip] // one argument a line
pub(super) static KINDS: &[Kind] = &[
    Kind::warning(
        "plaintext_on_tls_port", ("plaintext on a TLS port", "TLS 포트의 평문"), "RFC 9325 §3.2", plaintext,
        "The port is one for TLS, but what was spoken there is not TLS: readable by everyone on the path, or another protocol hiding behind an open port.",
        "TLS용 포트인데 거기서 오간 것이 TLS가 아니다. 경로의 누구나 읽을 수 있거나, 다른 프로토콜이 열린 포트 뒤에 숨은 것이다.",
    ),
    Kind::note(
        "unusual_port", ("unusual port", "흔치 않은 포트"), "RFC 6335 §6", unusual,
        "TLS was found by its bytes on a port that is not known for it: a port is a custom, not a promise.",
        "TLS로 알려지지 않은 포트에서 바이트를 보고 TLS를 찾았다. 포트는 관습일 뿐 약속이 아니다.",
    ),
    Kind::warning(
        "conflicting_retransmission", ("retransmission differs", "내용이 다른 재전송"), "RFC 9293 §3.10.7.4", conflict,
        "Bytes were sent again with another content: honest TCP repeats itself, so somebody on the path injected or changed a segment, or a middlebox rewrote it.",
        "같은 번호의 바이트를 다른 내용으로 다시 보냈다. 정직한 TCP는 똑같이 되풀이하므로, 경로의 누군가가 세그먼트를 끼워 넣거나 바꾸었거나 중간 장비가 고쳐 쓴 것이다.",
    ),
    Kind::warning(
        "much_loss", ("much loss", "많은 손실"), "RFC 9293 §3.8.1", loss,
        "Many segments had to be sent again: every loss costs at least a round trip, in the handshake most of all.",
        "여러 세그먼트를 다시 보내야 했다. 손실 한 번마다 적어도 왕복 한 번이 들며, 핸드셰이크에서 특히 뼈아프다.",
    ),
    Kind::warning(
        "gap", ("bytes missing", "빠진 바이트"), "RFC 9293 §3.4", gap,
        "Bytes that were sent do not stand in the capture: lost by whoever captured, cut by a snap length, or captured on one of two paths. What stands in them stays unknown.",
        "보낸 바이트가 캡처에 없다. 캡처한 쪽이 놓쳤거나, 길이 제한(snaplen)에 잘렸거나, 두 경로 가운데 하나만 캡처한 것이다. 거기에 무엇이 있었는지는 알 수 없다.",
    ),
    Kind::warning(
        "damaged_record", ("damaged record", "손상된 레코드"), "RFC 8446 §5.2", damaged,
        "A record does not open with the key that opens its neighbours: bytes were changed on the way, or in the capture.",
        "이웃 레코드를 여는 키로 열리지 않는 레코드가 있다. 도중에 또는 캡처에서 바이트가 바뀐 것이다.",
    ),
    Kind::warning(
        "not_records", ("not TLS records", "TLS 레코드가 아닌 바이트"), "RFC 8446 §5.1", not_records,
        "Where a record should begin there are bytes that are none: something spoke in the clear inside the connection, or bytes are missing.",
        "레코드가 시작되어야 할 곳에 레코드가 아닌 바이트가 있다. 연결 안에서 암호화 없이 말했거나 바이트가 빠졌다.",
    ),
    Kind::note(
        "start_missing", ("start not captured", "시작이 캡처에 없음"), "RFC 9293 §3.5", start_missing,
        "The capture begins in the middle of this connection: what was agreed at its start is unknown, and no secret can be matched to it.",
        "캡처가 이 연결의 도중에 시작된다. 처음에 무엇을 합의했는지 알 수 없고, 어떤 비밀도 짝을 지을 수 없다.",
    ),
    Kind::note(
        "let_go", ("let go for memory", "메모리 때문에 버림"), "", let_go,
        "Part of what this connection showed was let go to stay inside a bounded memory: counts go on, lists do not.",
        "메모리 한도를 지키려고 이 연결이 보인 것의 일부를 놓아주었다. 개수는 계속 세지만 목록은 거기서 멈춘다.",
    ),
];

fn plaintext(scene: &Scene<'_>) -> Option<Found> {
    let tcp = scene.tcp?;
    let connection = scene.connection;
    let name = secure(connection.server.port())?;
    // Without the first bytes TLS itself may look like anything; and a server that never spoke showed nothing.
    if scene.outcome != Outcome::NotTls || tcp.syn.is_none() || tcp.missing_bytes > 0 {
        return None;
    }
    let [sent, received] = tcp.payload;
    let port = connection.server.port();
    let text = text!(en: "Port {port} is for {name}, but what was sent on it is not TLS (client {sent} bytes, server {received}): in the clear, unless another protocol protects them.", ko: "{port}번 포트는 {name} 용도이지만, 클라이언트의 {sent}바이트와 서버의 {received}바이트는 TLS가 아니다. 다른 프로토콜이 보호하지 않는 한 그대로 드러난다.");
    Some(Found::at(connection.first_packet, text))
}

fn unusual(scene: &Scene<'_>) -> Option<Found> {
    let connection = scene.connection;
    let port = connection.server.port();
    let tls = connection.protocol == Some(Protocol::Tls) && connection.starttls.is_none();
    if !tls || secure(port).is_some() {
        return None;
    }
    // Without a hello the client may have been guessed wrongly: look at the other end as well.
    if scene.hello.is_none() && secure(connection.client.port()).is_some() {
        return None;
    }
    let text = text!(en: "TLS runs on port {port}, which is not known for it; it was found by its bytes.", ko: "{port}번 포트에서 TLS를 쓴다. TLS로 알려진 포트가 아니며, 바이트를 보고 알아냈다.");
    let packet = scene
        .hello
        .map_or(connection.first_packet, |hello| hello.packet);
    Some(Found::at(packet, text))
}

fn conflict(scene: &Scene<'_>) -> Option<Found> {
    let packet = scene.tcp?.conflict?;
    let text = text!(en: "Packet {packet} carries other bytes for sequence numbers already sent: honest TCP repeats itself, so somebody on the path injected or rewrote one of the two; the first is read here.", ko: "{packet}번 패킷이 이미 보낸 순서 번호에 다른 바이트를 싣고 있다. 정직한 TCP는 똑같이 되풀이하므로, 경로의 누군가가 둘 가운데 하나를 끼워 넣었거나 고쳐 썼다. 여기서는 먼저 온 것을 읽는다.");
    Some(Found::at(packet, text))
}

fn loss(scene: &Scene<'_>) -> Option<Found> {
    let (count, packets) = (scene.tcp?.retransmissions, scene.connection.packets);
    // A SYN that nobody answers has its own finding.
    if count < SOME
        || count.saturating_mul(100) < packets.saturating_mul(MUCH)
        || scene.outcome == Outcome::NoAnswer
    {
        return None;
    }
    let share = count.saturating_mul(100) / packets.max(1);
    let text = text!(en: "{count} of {packets} packets are retransmissions ({share} %): the path loses much, and each loss costs at least a round trip.", ko: "패킷 {packets}개 가운데 {count}개가 재전송이다({share}%). 경로에서 많이 잃어버리며, 잃을 때마다 적어도 왕복 한 번이 더 든다.");
    Some(Found::nowhere(text))
}

fn gap(scene: &Scene<'_>) -> Option<Found> {
    let tcp = scene.tcp.filter(|tcp| tcp.missing_bytes > 0)?;
    let bytes = tcp.missing_bytes;
    let (text, level) = match scene.outcome {
        Outcome::CutOff => (
            text!(en: "Bytes that were sent and do not stand in the capture ({bytes}) lie within the handshake: what was agreed there stays unknown, and no key can be derived.", ko: "보낸 바이트 가운데 {bytes}바이트가 캡처에 없으며, 핸드셰이크에 속하는 것이다. 거기서 무엇을 합의했는지 알 수 없고 키도 끌어낼 수 없다."),
            Level::Error,
        ),
        Outcome::Completed
        | Outcome::Alert
        | Outcome::Reset
        | Outcome::Closed
        | Outcome::InProgress
        | Outcome::BeganEarlier
        | Outcome::Refused
        | Outcome::NoAnswer
        | Outcome::Silent
        | Outcome::NotTls
        | Outcome::Recognised => (
            text!(en: "Bytes that were sent do not stand in the capture ({bytes}): lost by whoever captured, or cut by a snap length; what was in them stays unknown.", ko: "보낸 바이트 가운데 {bytes}바이트가 캡처에 없다. 캡처한 쪽이 놓쳤거나 길이 제한(snaplen)에 잘렸으며, 무엇이 있었는지는 알 수 없다."),
            if scene.tls.is_some() {
                Level::Warning
            } else {
                Level::Note
            },
        ),
    };
    Some(Found::at(tcp.first_gap, text).level(level))
}

fn damaged(scene: &Scene<'_>) -> Option<Found> {
    let packet = scene.tls?.damaged?;
    let text = text!(en: "The record completed by packet {packet} does not open with the key that should open it: a byte was changed on the way or in the capture, and its receiver must answer bad_record_mac.", ko: "{packet}번 패킷에서 끝나는 레코드가 맞는 키로 열리지 않는다. 도중에 또는 캡처에서 바이트가 바뀌었으며, 받은 쪽은 bad_record_mac으로 답해야 한다.");
    Some(Found::at(packet, text))
}

fn not_records(scene: &Scene<'_>) -> Option<Found> {
    let packet = scene.tls?.not_records?;
    let text = text!(en: "In packet {packet}, where a TLS record should begin, stand bytes that are none: something was said in the clear inside the connection, or bytes before it are missing.", ko: "{packet}번 패킷에서 TLS 레코드가 시작되어야 할 곳에 레코드가 아닌 바이트가 있다. 연결 안에서 암호화 없이 말했거나 그 앞의 바이트가 빠졌다.");
    Some(Found::at(packet, text))
}

fn start_missing(scene: &Scene<'_>) -> Option<Found> {
    let tls = scene.tls.filter(|tls| !tls.from_start)?;
    if scene.connection.protocol != Some(Protocol::Tls)
        || !tls.client_hellos.is_empty() && !tls.server_hellos.is_empty()
    {
        return None;
    }
    let text = match (tls.client_hellos.is_empty(), tls.server_hellos.is_empty()) {
        (true, true) => Text::new(
            "The capture begins in the middle of this connection, after its hellos: version and suite are unknown, and without the client's random no line of a key log can be matched.",
            "캡처가 이 연결의 헬로들이 지나간 뒤에 시작된다. 버전과 암호 모음을 알 수 없고, 클라이언트의 random이 없어 키 로그의 어떤 줄과도 짝을 지을 수 없다.",
        ),
        (true, false) => Text::new(
            "The ClientHello is not in the capture: what was offered is unknown, and without its random no line of a key log can be matched.",
            "ClientHello가 캡처에 없다. 무엇을 제안했는지 알 수 없고, 그 random이 없어 키 로그의 어떤 줄과도 짝을 지을 수 없다.",
        ),
        (false, true) | (false, false) => Text::new(
            "The capture holds only part of this connection, and no ServerHello: what was chosen from the client's offer is unknown.",
            "캡처에는 이 연결의 일부만 있고 ServerHello가 없다. 클라이언트의 제안에서 무엇을 골랐는지 알 수 없다.",
        ),
    };
    Some(Found::at(scene.connection.first_packet, text))
}

fn let_go(scene: &Scene<'_>) -> Option<Found> {
    let count = scene.tls.map(|tls| tls.let_go).filter(|count| *count > 0)?;
    Some(Found::nowhere(
        text!(en: "Messages, records or certificates of this connection were let go to stay inside a bounded memory ({count} in all): what is counted is right, what is listed is not all.", ko: "메모리 한도를 지키려고 이 연결의 메시지, 레코드, 인증서 가운데 {count}개를 놓아주었다. 개수는 맞지만 목록이 전부는 아니다."),
    ))
}
