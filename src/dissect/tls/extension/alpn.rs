//! `application_layer_protocol_negotiation` (RFC 7301), and its forerunner by Google.

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// `ProtocolName protocol_name_list<2..2^16-1>`; one name in an answer.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    r.vector(&LIST, 2, names).map(Fact::Protocols)
}

/// `next_protocol_negotiation`: empty in a ClientHello, bare names in a ServerHello.
pub(super) fn next_protocol<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    names(r).map(Fact::Protocols)
}

/// `application_settings`: the protocols in a ClientHello, the settings in EncryptedExtensions.
pub(super) fn settings<'a>(r: &mut Reader<'a, '_>, place: Place) -> Result<Fact<'a>> {
    if place == Place::ClientHello {
        return read(r, place);
    }
    if r.left() == 0 {
        return Ok(Fact::Present);
    }
    Ok(Fact::Opaque(r.rest(&SETTINGS)?))
}

fn names<'a>(r: &mut Reader<'a, '_>) -> Result<Vec<&'a [u8]>> {
    let mut names = Vec::new();
    while r.left() > 0 {
        names.push(r.vector(&PROTOCOL, 1, |r| r.rest(&NAME))?);
    }
    Ok(names)
}

static LIST: Field = Field::group(
    "protocol_name_list",
    "RFC 7301 §3.1",
    "What the client can speak inside TLS, the favourite first; the server's answer holds just one.",
    "클라이언트가 TLS 안에서 쓸 수 있는 프로토콜들로, 선호하는 것이 먼저 온다. 서버의 응답에는 하나만 있다.",
);
static PROTOCOL: Field = Field::group(
    "ProtocolName",
    "RFC 7301 §3.1",
    "One protocol.",
    "프로토콜 하나이다.",
);
static NAME: Field = Field::utf8(
    "protocol_name",
    "RFC 7301 §3.1",
    "The protocol's registered name: h2 is HTTP/2, http/1.1 the older HTTP; agreeing on it also stops attacks that feed the data of one protocol to another.",
    "등록된 프로토콜 이름이다. h2는 HTTP/2, http/1.1은 이전 HTTP이다. 이것을 합의하면 한 프로토콜의 데이터를 다른 프로토콜로 읽게 만드는 공격도 막힌다.",
);
static SETTINGS: Field = Field::hex(
    "settings",
    "draft-vvv-tls-alps §4",
    "The application's own settings, such as HTTP/2's, sent before its first byte.",
    "HTTP/2 같은 응용 프로토콜 자신의 설정으로, 첫 바이트보다 먼저 보낸다.",
);
