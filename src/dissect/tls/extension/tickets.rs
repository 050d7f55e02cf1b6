//! `session_ticket` (RFC 5077 §3.2) and `ticket_request` (RFC 9149).

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// The ticket, without a length of its own; empty where there is none yet.
pub(super) fn session<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    if r.left() == 0 {
        return Ok(Fact::SessionTicket(r.peek()));
    }
    r.rest(&TICKET).map(Fact::SessionTicket)
}

/// Two wishes in a ClientHello, the expected number in EncryptedExtensions.
pub(super) fn request<'a>(r: &mut Reader<'a, '_>, place: Place) -> Result<Fact<'a>> {
    let body = r.peek();
    if place == Place::ClientHello {
        r.u8(&NEW)?;
        r.u8(&RESUMED)?;
    } else {
        r.u8(&EXPECTED)?;
    }
    Ok(Fact::Opaque(body))
}

static TICKET: Field = Field::hex(
    "ticket",
    "RFC 5077 §3.2",
    "The earlier session, encrypted by the server under a key only it has; the client hands it back unread.",
    "서버가 자신만 가진 키로 암호화한 이전 세션이다. 클라이언트는 읽지 못한 채 돌려준다.",
);
static NEW: Field = Field::dec(
    "new_session_count",
    "RFC 9149 §3",
    "Tickets wanted if the handshake is full.",
    "전체 핸드셰이크일 때 받고 싶은 티켓 수이다.",
);
static RESUMED: Field = Field::dec(
    "resumption_count",
    "RFC 9149 §3",
    "Tickets wanted if the session is resumed.",
    "세션을 재개할 때 받고 싶은 티켓 수이다.",
);
static EXPECTED: Field = Field::dec(
    "expected_count",
    "RFC 9149 §3",
    "Tickets the server will send.",
    "서버가 보낼 티켓 수이다.",
);
