//! `server_name` (RFC 6066 §3): which host the client wants.

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// A list of names in a ClientHello; nothing in an answer.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, place: Place) -> Result<Fact<'a>> {
    if place != Place::ClientHello || r.left() == 0 {
        return Ok(Fact::Present);
    }
    r.vector(&LIST, 2, |r| {
        let mut first = None;
        while r.left() > 0 {
            let name = r.group(&NAME, |r| {
                r.u8(&NAME_TYPE)?;
                r.vector(&HOST_NAME, 2, |r| r.rest(&HOST))
            })?;
            first.get_or_insert(name);
        }
        Ok(first.map_or(Fact::Present, Fact::ServerName))
    })
}

static NAME_TYPES: Codes = Codes::new(&[Code::new(
    0,
    "host_name",
    "A DNS host name; no other kind was ever defined.",
    "DNS 호스트 이름이다. 다른 종류는 정의된 적이 없다.",
)]);
static LIST: Field = Field::group(
    "server_name_list",
    "RFC 6066 §3",
    "A list by design, but it never holds more than one name.",
    "목록으로 설계되었지만 이름이 둘 이상 들어가는 일은 없다.",
);
static NAME: Field = Field::group(
    "ServerName",
    "RFC 6066 §3",
    "One name, with its kind.",
    "종류가 적힌 이름 하나이다.",
);
static NAME_TYPE: Field = Field::code(
    "name_type",
    &NAME_TYPES,
    "RFC 6066 §3",
    "What kind of name follows.",
    "뒤따르는 이름의 종류이다.",
);
static HOST_NAME: Field = Field::group(
    "HostName",
    "RFC 6066 §3",
    "The name with its length.",
    "길이가 붙은 이름이다.",
);
static HOST: Field = Field::utf8(
    "host_name",
    "RFC 6066 §3",
    "The site the client wants: the server picks its certificate by it, and anyone on the path can read it.",
    "클라이언트가 원하는 사이트이다. 서버는 이것을 보고 인증서를 고르며, 경로의 누구나 읽을 수 있다.",
);
