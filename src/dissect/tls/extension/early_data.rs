//! `early_data` (RFC 8446 §4.2.10): data in the first flight.

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// A limit in a NewSessionTicket, nothing elsewhere.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, place: Place) -> Result<Fact<'a>> {
    if place != Place::NewSessionTicket {
        return Ok(Fact::Present);
    }
    Ok(Fact::MaxEarlyData(r.u32(&LIMIT)?))
}

static LIMIT: Field = Field::dec(
    "max_early_data_size",
    "RFC 8446 §4.2.10",
    "How many bytes the client may send at once when it resumes with this ticket: the server must buffer or answer them before it knows who is there.",
    "이 티켓으로 재개할 때 클라이언트가 바로 보낼 수 있는 바이트 수이다. 서버는 상대를 확인하기 전에 이것을 쌓아 두거나 처리해야 한다.",
);
