//! `cookie` (RFC 8446 §4.2.2) and `renegotiation_info` (RFC 5746 §3.2): values that come back.

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// `opaque cookie<1..2^16-1>`.
pub(super) fn cookie<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    r.vector(&COOKIE, 2, |r| r.rest(&VALUE)).map(Fact::Cookie)
}

/// `opaque renegotiated_connection<0..255>`.
pub(super) fn renegotiation<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    r.vector(&RENEGOTIATED, 1, |r| {
        if r.left() == 0 {
            return Ok(Fact::Present);
        }
        Ok(Fact::Opaque(r.rest(&VERIFY_DATA)?))
    })
}

static COOKIE: Field = Field::group(
    "cookie",
    "RFC 8446 §4.2.2",
    "The server's note to itself, kept by the client.",
    "서버가 자신에게 쓴 쪽지를 클라이언트가 맡아 둔다.",
);
static VALUE: Field = Field::hex(
    "cookie value",
    "RFC 8446 §4.2.2",
    "Meaningful to the server only, often the hash of the first hello under the server's key: it forces the client to show it is reachable, and spares the server memory.",
    "서버에게만 뜻이 있으며, 흔히 첫 헬로의 해시를 서버 키로 보호한 것이다. 클라이언트가 실제로 닿는 곳에 있음을 보이게 하고 서버가 기억할 것을 줄인다.",
);
static RENEGOTIATED: Field = Field::group(
    "renegotiated_connection",
    "RFC 5746 §3.2",
    "Which handshake this one continues; empty means: none, this is the first.",
    "이 핸드셰이크가 어느 핸드셰이크를 잇는지 나타낸다. 비어 있으면 첫 핸드셰이크이다.",
);
static VERIFY_DATA: Field = Field::hex(
    "previous verify_data",
    "RFC 5746 §3.2",
    "Finished of the handshake before, which an attacker in the middle cannot know.",
    "앞선 핸드셰이크의 Finished 값으로, 중간에 낀 공격자는 알 수 없다.",
);
