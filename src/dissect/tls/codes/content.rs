//! Content types of records (RFC 8446 §5.1).

use crate::base::field::Code;
use crate::base::field::Codes;

/// What a record carries, one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContentType(pub u8);

impl ContentType {
    /// A change_cipher_spec message.
    pub const CHANGE_CIPHER_SPEC: Self = Self(20);
    /// An alert.
    pub const ALERT: Self = Self(21);
    /// Handshake messages, or pieces of them.
    pub const HANDSHAKE: Self = Self(22);
    /// Application data, and in TLS 1.3 every protected record.
    pub const APPLICATION_DATA: Self = Self(23);
    /// A heartbeat message (RFC 6520).
    pub const HEARTBEAT: Self = Self(24);
}

code_point!(ContentType, CONTENT_TYPES);

/// Content types.
#[rustfmt::skip] // one row a line
pub static CONTENT_TYPES: Codes = Codes::new(&[
    Code::new(
        20,
        "change_cipher_spec",
        "In TLS 1.2, “from here on I use the new keys”; in TLS 1.3 it means nothing and is sent only to look like TLS 1.2 to middleboxes.",
        "TLS 1.2에서는 “여기부터 새 키를 쓴다”는 뜻이고, TLS 1.3에서는 아무 뜻 없이 중간 장비에 TLS 1.2처럼 보이려고만 보낸다.",
    ),
    Code::new(
        21,
        "alert",
        "A warning or the reason why the connection ends.",
        "경고이거나, 연결을 끝내는 이유이다.",
    ),
    Code::new(
        22,
        "handshake",
        "Messages that agree on keys and prove who speaks.",
        "키를 합의하고 말하는 쪽이 누구인지 증명하는 메시지들이다.",
    ),
    Code::new(
        23,
        "application_data",
        "Protected data; in TLS 1.3 the real type hides inside, so handshake messages, alerts and data all look like this from outside.",
        "보호된 데이터이다. TLS 1.3에서는 진짜 유형이 안에 숨으므로, 핸드셰이크 메시지도 경보도 데이터도 밖에서는 모두 이렇게 보인다.",
    ),
    Code::new(
        24,
        "heartbeat",
        "A keep-alive (RFC 6520) made famous by the Heartbleed bug in an implementation of it; hardly used today.",
        "연결 유지 신호(RFC 6520)로, 한 구현의 Heartbleed 버그로 유명해졌고 오늘날에는 거의 쓰이지 않는다.",
    ),
    Code::plain(25, "tls12_cid"),
    Code::plain(26, "ACK"),
]);
