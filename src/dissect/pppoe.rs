//! PPP over Ethernet (RFC 2516): the session header of many DSL lines, before the PPP frame.

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};

/// Reads the header of a session frame, 6 bytes; gives how many bytes of PPP follow.
pub(crate) fn session(r: &mut Reader<'_, '_>) -> Result<usize> {
    r.group(&PPPOE, |r| {
        r.bits(&VERSION_TYPE, 1, &[&VERSION, &TYPE])?;
        r.u8(&CODE)?;
        r.u16(&SESSION)?;
        Ok(usize::from(r.u16(&LENGTH)?))
    })
}

static PPPOE: Field = Field::group(
    "PPP-over-Ethernet Session",
    "RFC 2516 §6",
    "Marks which dial-in session a packet belongs to, so that a provider can tell its customers apart.",
    "패킷이 어느 접속 세션에 속하는지 표시하여 통신사가 고객을 구분하게 한다.",
);
static VERSION_TYPE: Field = Field::hex(
    "Version and Type",
    "RFC 2516 §4",
    "Two constants of four bits each.",
    "4비트씩 두 개의 상수이다.",
);
static VERSION: Field = Field::bits("Version", 4, 4, "RFC 2516 §4", "Always 1.", "늘 1이다.");
static TYPE: Field = Field::bits("Type", 0, 4, "RFC 2516 §4", "Always 1.", "늘 1이다.");
static CODE: Field = Field::hex(
    "Code",
    "RFC 2516 §6",
    "Zero once the session is open; other codes open and close it.",
    "세션이 열린 뒤에는 0이고, 다른 값은 세션을 열고 닫는 데 쓴다.",
);
static SESSION: Field = Field::hex(
    "Session ID",
    "RFC 2516 §4",
    "The number the access concentrator gave this session.",
    "접속 집중 장치가 이 세션에 준 번호이다.",
);
static LENGTH: Field = Field::dec(
    "Payload Length",
    "RFC 2516 §4",
    "Bytes that follow, the PPP protocol included; it tells payload from Ethernet padding.",
    "PPP 프로토콜 번호를 포함해 뒤따르는 바이트 수로, 내용과 이더넷 패딩을 구별하게 한다.",
);
