//! How a connection came out, in one word: for the table, filters and the summary.
//!
//! Said from what stood on the wire. Where TLS 1.3 hides its Finished messages, their size tells them from an alert:
//! an alert under record protection takes 24 bytes, a Finished at least 53 (RFC 8446 §4.4.4, §5.2).

use crate::base::side::Side;
use crate::base::text::Doc;
use crate::survey::connection::{Close, Connection, Protocol, Transport};
use crate::survey::seen::Alert;
use crate::survey::tls::Tls;

/// How a connection came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// The handshake was completed.
    Completed,
    /// A fatal alert ended it.
    Alert,
    /// A RST ended it within the handshake.
    Reset,
    /// The handshake was given up: the connection was closed with FIN before its end.
    Closed,
    /// Part of the handshake does not stand in the capture.
    CutOff,
    /// The capture ends before the handshake does.
    InProgress,
    /// TLS was running when the capture began: its handshake was not seen.
    BeganEarlier,
    /// The SYN was answered with RST: nobody listens there.
    Refused,
    /// Nobody answered the SYN.
    NoAnswer,
    /// The connection was opened and nothing was said.
    Silent,
    /// Something else than TLS was spoken.
    NotTls,
    /// DTLS or QUIC: named, not followed.
    Recognised,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 12] = [
        Self::Completed,
        Self::Alert,
        Self::Reset,
        Self::Closed,
        Self::CutOff,
        Self::InProgress,
        Self::BeganEarlier,
        Self::Refused,
        Self::NoAnswer,
        Self::Silent,
        Self::NotTls,
        Self::Recognised,
    ];

    /// Its name in filters.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Alert => "alert",
            Self::Reset => "reset",
            Self::Closed => "closed",
            Self::CutOff => "cut_off",
            Self::InProgress => "in_progress",
            Self::BeganEarlier => "began_earlier",
            Self::Refused => "refused",
            Self::NoAnswer => "no_answer",
            Self::Silent => "silent",
            Self::NotTls => "not_tls",
            Self::Recognised => "recognised",
        }
    }

    /// The word for it in a table.
    pub const fn word(self) -> Doc {
        match self {
            Self::Completed => Doc::new("completed", "완료"),
            Self::Alert => Doc::new("alert", "경보"),
            Self::Reset => Doc::new("reset", "강제 종료"),
            Self::Closed => Doc::new("closed early", "도중 종료"),
            Self::CutOff => Doc::new("cut off", "잘림"),
            Self::InProgress => Doc::new("in progress", "진행 중"),
            Self::BeganEarlier => Doc::new("began earlier", "이전 시작"),
            Self::Refused => Doc::new("refused", "거부됨"),
            Self::NoAnswer => Doc::new("no answer", "응답 없음"),
            Self::Silent => Doc::new("silent", "대화 없음"),
            Self::NotTls => Doc::new("not TLS", "TLS 아님"),
            Self::Recognised => Doc::new("recognised", "식별만 함"),
        }
    }

    /// What it means, in a sentence.
    pub const fn doc(self) -> Doc {
        match self {
            Self::Completed => Doc::new(
                "Both ends finished the TLS handshake: from there on they talk under keys only they know.",
                "양 끝이 TLS 핸드셰이크를 마쳤다. 그 뒤로는 둘만 아는 키로 이야기한다.",
            ),
            Self::Alert => Doc::new(
                "A fatal alert ended the connection: one end says what it could not accept.",
                "치명적 경보가 연결을 끝냈다. 한쪽이 무엇을 받아들일 수 없었는지 말한 것이다.",
            ),
            Self::Reset => Doc::new(
                "A RST ended the connection before the handshake was complete, without a word why.",
                "핸드셰이크가 끝나기 전에 RST가 이유도 없이 연결을 끊었다.",
            ),
            Self::Closed => Doc::new(
                "The connection was closed in order (FIN), but before the handshake was complete: one end gave up.",
                "연결은 FIN으로 정상적으로 닫혔지만 핸드셰이크가 끝나기 전이었다. 한쪽이 그만둔 것이다.",
            ),
            Self::CutOff => Doc::new(
                "Bytes of the handshake are missing in the capture, so its end cannot be told.",
                "핸드셰이크의 바이트가 캡처에 빠져 있어 어떻게 끝났는지 말할 수 없다.",
            ),
            Self::InProgress => Doc::new(
                "The capture ends in the middle of the handshake.",
                "핸드셰이크 도중에 캡처가 끝난다.",
            ),
            Self::BeganEarlier => Doc::new(
                "TLS was already running when the capture began, so nobody can tell here what was agreed.",
                "캡처가 시작될 때 TLS가 이미 돌고 있어, 무엇을 합의했는지 여기서는 알 수 없다.",
            ),
            Self::Refused => Doc::new(
                "The SYN was answered with a RST: no program listens on that port.",
                "SYN에 RST로 답했다. 그 포트에서 듣는 프로그램이 없다는 뜻이다.",
            ),
            Self::NoAnswer => Doc::new(
                "Nobody answered the SYN: the host is away, or a firewall drops the packet silently.",
                "SYN에 아무도 답하지 않았다. 호스트가 없거나 방화벽이 패킷을 말없이 버린다.",
            ),
            Self::Silent => Doc::new(
                "TCP was opened, but neither end said anything.",
                "TCP 연결은 열렸지만 어느 쪽도 아무 말을 하지 않았다.",
            ),
            Self::NotTls => Doc::new(
                "The bytes of this connection are not TLS.",
                "이 연결의 바이트는 TLS가 아니다.",
            ),
            Self::Recognised => Doc::new(
                "DTLS or QUIC: secure, recognised by its first bytes, and not followed further here.",
                "DTLS나 QUIC이다. 첫 바이트로 알아보았을 뿐 여기서는 더 따라가지 않는다.",
            ),
        }
    }
}

/// How `connection` came out.
pub fn outcome(connection: &Connection) -> Outcome {
    match (connection.protocol, &connection.tls) {
        (Some(Protocol::Dtls | Protocol::Quic), _) => Outcome::Recognised,
        (Some(Protocol::Tls), Some(tls)) => of_tls(connection, tls),
        (Some(Protocol::Tls), None) | (None, _) => of_tcp(connection),
    }
}

/// Whether this alert ends the connection. TLS 1.3 gives the level no meaning: all but two descriptions do (RFC 8446 §6).
pub(crate) fn is_fatal(tls: &Tls, alert: &Alert) -> bool {
    let tls13 = tls.version.is_some_and(|version| version.is_tls13());
    alert.code != 0 && (alert.level == 2 || tls13 && alert.code != 90)
}

fn of_tcp(connection: &Connection) -> Outcome {
    let (Transport::Tcp, Some(tcp)) = (connection.transport, &connection.tcp) else {
        return Outcome::NotTls;
    };
    if tcp.payload.iter().any(|bytes| *bytes > 0) {
        return Outcome::NotTls;
    }
    match (tcp.syn, tcp.syn_ack, tcp.reset) {
        (Some(_), None, Some(_)) => Outcome::Refused,
        (Some(_), None, None) if tcp.ack.is_none() && tcp.fin == [None, None] => Outcome::NoAnswer,
        _ => Outcome::Silent,
    }
}

fn of_tls(connection: &Connection, tls: &Tls) -> Outcome {
    if tls.alerts.iter().any(|alert| is_fatal(tls, alert)) {
        return Outcome::Alert;
    }
    if completed(connection, tls) {
        return Outcome::Completed;
    }
    if tls.client_hellos.is_empty() && tls.server_hellos.is_empty() && !tls.from_start {
        return Outcome::BeganEarlier;
    }
    let Some(tcp) = &connection.tcp else {
        return Outcome::InProgress;
    };
    if tcp.missing_bytes > 0 || tcp.first_gap.is_some() {
        return Outcome::CutOff;
    }
    match tcp.close {
        Close::Reset => Outcome::Reset,
        Close::Fin => Outcome::Closed,
        Close::Open => Outcome::InProgress,
    }
}

/// Whether both ends finished the handshake, as far as the wire shows.
fn completed(connection: &Connection, tls: &Tls) -> bool {
    let sent = |code: u8, from: Side| {
        let mut messages = tls.messages.iter();
        messages.any(|message| !message.ssl2 && message.code == code && message.from == from)
    };
    if sent(20, Side::Client) && sent(20, Side::Server) {
        return true;
    }
    let Some(version) = tls.version else {
        return false;
    };
    if version.is_tls13() {
        return tls.server_hellos.iter().any(|hello| !hello.retry)
            && hidden_finished(connection, tls);
    }
    if version.0 == 2 {
        return tls
            .messages
            .iter()
            .any(|message| message.ssl2 && message.code == 2);
    }
    tls.records.application_data > 0 || tls.records.change_cipher_spec >= 2
}

/// Whether the client sent more after its hellos than an alert under record protection takes (TLS 1.3).
fn hidden_finished(connection: &Connection, tls: &Tls) -> bool {
    let Some(tcp) = connection
        .tcp
        .as_ref()
        .filter(|_| connection.starttls.is_none())
    else {
        return tls.records.application_data >= 2;
    };
    let [first, second] = tcp.payload;
    let payload = if tls.roles_swapped { second } else { first };
    let hellos: u64 = tls
        .messages
        .iter()
        .filter(|message| message.code == 1 && message.from == Side::Client && !message.encrypted)
        .map(|message| u64::from(message.length) + 9)
        .sum();
    tls.records.application_data >= 2 && payload >= hellos + 6 + 53
}
