//! `quic_transport_parameters` (RFC 9000 §18): what each end of a QUIC connection can take, as pairs of number and value.

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::field::number;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::base::text::Text;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// Pairs up to the end, each with a length of its own.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    let body = r.peek();
    if body.is_empty() {
        return Ok(Fact::Present);
    }
    if r.is_quiet() {
        return Ok(Fact::Opaque(r.rest(&VALUE)?));
    }
    while r.left() > 0 {
        r.group(&PARAMETER, |r| {
            let id = variable(r, &ID)?;
            let length = usize::try_from(variable(r, &LENGTH)?).unwrap_or(usize::MAX);
            if length == 0 {
                return Ok(());
            }
            let whole = r.peek().get(..length).unwrap_or_default();
            let fits = whole
                .first()
                .is_some_and(|first| 1 << (first >> 6) == length);
            let field = match id {
                0x01 | 0x03..=0x0b | 0x0e | 0x20 if fits => &NUMBER,
                0x00 | 0x0f | 0x10 => &CONNECTION_ID,
                0x02 => &TOKEN,
                0x0d => &ADDRESS,
                0x11 if length % 4 == 0 => &VERSIONS,
                _ => &VALUE,
            };
            r.bytes(field, length).map(drop)
        })?;
    }
    Ok(Fact::Opaque(body))
}

/// A number of 1, 2, 4 or 8 bytes, whose first two bits say which (RFC 9000 §16).
fn variable(r: &mut Reader<'_, '_>, field: &'static Field) -> Result<u64> {
    let size = r.peek().first().map_or(1, |first| 1 << (first >> 6));
    Ok(value(r.bytes(field, size)?))
}

/// The number without the bits that say its length.
fn value(bytes: &[u8]) -> u64 {
    let all = number(bytes).unwrap_or_default();
    match bytes.len() {
        1 => all & 0x3f,
        2 => all & 0x3fff,
        4 => all & 0x3fff_ffff,
        _ => all & 0x3fff_ffff_ffff_ffff,
    }
}

fn say_number(bytes: &[u8]) -> Text {
    Text::same(value(bytes).to_string())
}

fn say_id(bytes: &[u8]) -> Text {
    let id = value(bytes);
    match PARAMETERS.row(id) {
        Some(row) => Text::same(row.name),
        // RFC 9000 §18.1 reserves every 31st number for GREASE.
        None if id % 31 == 27 => Text::same(format!("GREASE (0x{id:x})")),
        None => Text::same(format!("unknown (0x{id:x})")),
    }
}

fn say_versions(bytes: &[u8]) -> Text {
    let versions: Vec<String> = bytes
        .chunks(4)
        .map(|version| format!("0x{}", hex::encode(version)))
        .collect();
    Text::same(versions.join(", "))
}

static PARAMETERS: Codes = Codes::new(&[
    Code::plain(0x00, "original_destination_connection_id"),
    Code::plain(0x01, "max_idle_timeout (ms)"),
    Code::plain(0x02, "stateless_reset_token"),
    Code::plain(0x03, "max_udp_payload_size"),
    Code::plain(0x04, "initial_max_data"),
    Code::plain(0x05, "initial_max_stream_data_bidi_local"),
    Code::plain(0x06, "initial_max_stream_data_bidi_remote"),
    Code::plain(0x07, "initial_max_stream_data_uni"),
    Code::plain(0x08, "initial_max_streams_bidi"),
    Code::plain(0x09, "initial_max_streams_uni"),
    Code::plain(0x0a, "ack_delay_exponent"),
    Code::plain(0x0b, "max_ack_delay (ms)"),
    Code::plain(0x0c, "disable_active_migration"),
    Code::plain(0x0d, "preferred_address"),
    Code::plain(0x0e, "active_connection_id_limit"),
    Code::plain(0x0f, "initial_source_connection_id"),
    Code::plain(0x10, "retry_source_connection_id"),
    Code::plain(0x11, "version_information"),
    Code::plain(0x20, "max_datagram_frame_size"),
    Code::plain(0x2ab2, "grease_quic_bit"),
    Code::plain(0x3127, "initial_round_trip_time (Google)"),
    Code::plain(0x3128, "google_connection_options"),
    Code::plain(0x4752, "google_version"),
    Code::plain(0xff04_de1b, "min_ack_delay"),
]);
static PARAMETER: Field = Field::group(
    "transport parameter",
    "RFC 9000 §18",
    "One setting of QUIC; it stands inside the handshake so that nobody on the path can change it.",
    "QUIC의 설정 하나이다. 경로의 누구도 바꾸지 못하도록 핸드셰이크 안에 들어 있다.",
);
static ID: Field = Field::with(
    "id",
    say_id,
    "RFC 9000 §18.2",
    "Which setting: timeouts, how much data and how many streams the sender will take, names of the connection.",
    "어떤 설정인지 나타낸다. 시간 제한, 받아들일 데이터와 스트림의 양, 연결의 이름 따위이다.",
);
static LENGTH: Field = Field::with(
    "length",
    say_number,
    "RFC 9000 §18",
    "How many bytes the value has, so that unknown settings can be skipped.",
    "값의 바이트 수로, 모르는 설정을 건너뛰게 한다.",
);
static NUMBER: Field = Field::with(
    "number",
    say_number,
    "RFC 9000 §16",
    "The value, in bytes, streams or milliseconds; its first two bits say how long it is written.",
    "바이트, 스트림 또는 밀리초 단위의 값이다. 앞의 두 비트가 적힌 길이를 말한다.",
);
static CONNECTION_ID: Field = Field::hex(
    "connection id",
    "RFC 9000 §7.3",
    "A name of the connection, repeated under the protection of the handshake: whoever changed it on the way is found out.",
    "연결의 이름을 핸드셰이크의 보호 아래 되풀이한 것이다. 도중에 누가 바꿨다면 드러난다.",
);
static TOKEN: Field = Field::hex(
    "reset token",
    "RFC 9000 §10.3",
    "With it a server that lost its memory can still end the connection.",
    "기억을 잃은 서버도 이것으로 연결을 끝낼 수 있다.",
);
static ADDRESS: Field = Field::hex(
    "address",
    "RFC 9000 §18.2",
    "An address the server would rather be reached at after the handshake.",
    "핸드셰이크 뒤에 서버가 더 바라는 주소이다.",
);
static VERSIONS: Field = Field::with(
    "versions",
    say_versions,
    "RFC 9368 §3",
    "The version in use, then those the sender knows, so that nobody can force an older one.",
    "지금 쓰는 버전과 보낸 쪽이 아는 버전들이다. 누가 더 낡은 것을 쓰도록 몰아가지 못하게 한다.",
);
static VALUE: Field = Field::hex(
    "value",
    "RFC 9000 §18",
    "A value that is not taken apart here.",
    "여기서 풀지 않는 값이다.",
);
