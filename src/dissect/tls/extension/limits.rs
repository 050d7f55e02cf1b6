//! `max_fragment_length` (RFC 6066 §4), `record_size_limit` (RFC 8449), `padding` (RFC 7685), `heartbeat` (RFC 6520).

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// One byte that stands for a power of two.
pub(super) fn fragment<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    Ok(Fact::Opaque(r.bytes(&FRAGMENT, 1)?))
}

/// `uint16 RecordSizeLimit`.
pub(super) fn record<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    Ok(Fact::RecordSizeLimit(r.u16(&LIMIT)?))
}

/// Zeros.
pub(super) fn padding<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    if r.left() == 0 {
        return Ok(Fact::Present);
    }
    Ok(Fact::Opaque(r.rest(&PADDING)?))
}

/// `HeartbeatMode mode`.
pub(super) fn heartbeat<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    Ok(Fact::Opaque(r.bytes(&HEARTBEAT, 1)?))
}

static LENGTHS: Codes = Codes::new(&[
    Code::plain(1, "2^9 (512 bytes)"),
    Code::plain(2, "2^10 (1024 bytes)"),
    Code::plain(3, "2^11 (2048 bytes)"),
    Code::plain(4, "2^12 (4096 bytes)"),
]);
static FRAGMENT: Field = Field::code(
    "max_fragment_length",
    &LENGTHS,
    "RFC 6066 §4",
    "The largest record the client can hold; both ends then keep to it.",
    "클라이언트가 담을 수 있는 가장 큰 레코드이다. 이후 양 끝이 이 한도를 지킨다.",
);
static LIMIT: Field = Field::dec(
    "record_size_limit",
    "RFC 8449 §4",
    "The longest plaintext of a record the sender will accept, in bytes; in TLS 1.3 the hidden type byte and padding count too.",
    "보내는 쪽이 받아들일 레코드 평문의 최대 바이트 수이다. TLS 1.3에서는 숨은 유형 바이트와 패딩도 센다.",
);
static PADDING: Field = Field::hex(
    "padding",
    "RFC 7685 §3",
    "Zeros that only make the message longer: some servers hang on a ClientHello of 256 to 511 bytes.",
    "메시지를 길게 만들 뿐인 0들이다. 어떤 서버는 256~511바이트의 ClientHello에서 멈추기 때문이다.",
);
static MODES: Codes = Codes::new(&[
    Code::plain(1, "peer_allowed_to_send"),
    Code::plain(2, "peer_not_allowed_to_send"),
]);
static HEARTBEAT: Field = Field::code(
    "mode",
    &MODES,
    "RFC 6520 §2",
    "Whether the other end may send heartbeats.",
    "상대가 하트비트를 보내도 되는지 나타낸다.",
);
