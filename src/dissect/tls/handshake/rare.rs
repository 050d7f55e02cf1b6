//! Messages that are hardly met: taken apart into fields, wanted by nobody as values.

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::codes::handshake::HandshakeType;
use crate::dissect::tls::codes::version::VERSIONS;

/// The group such a message stands in.
pub(super) fn field(kind: HandshakeType) -> Option<&'static Field> {
    Some(match kind {
        HandshakeType::HELLO_VERIFY_REQUEST => &HELLO_VERIFY_REQUEST,
        HandshakeType::CERTIFICATE_URL => &CERTIFICATE_URL,
        HandshakeType::SUPPLEMENTAL_DATA => &SUPPLEMENTAL_DATA,
        HandshakeType::NEXT_PROTOCOL => &NEXT_PROTOCOL,
        HandshakeType::CHANNEL_ID => &CHANNEL_ID,
        _ => return None,
    })
}

/// Reads all of the body of such a message; false if it is none.
pub(super) fn read(r: &mut Reader<'_, '_>, kind: HandshakeType) -> Result<bool> {
    match kind {
        HandshakeType::HELLO_VERIFY_REQUEST => {
            r.u16(&SERVER_VERSION)?;
            r.vector(&COOKIE, 1, |r| r.rest(&COOKIE_VALUE))?;
        }
        HandshakeType::CERTIFICATE_URL => {
            r.u8(&CHAIN_TYPE)?;
            r.vector(&URLS, 2, |r| {
                while r.left() > 0 {
                    r.vector(&URL, 2, |r| r.rest(&URL_VALUE))?;
                    r.u8(&PADDING_BYTE)?;
                    r.bytes(&URL_HASH, 20)?;
                }
                Ok(())
            })?;
        }
        HandshakeType::SUPPLEMENTAL_DATA => r.vector(&SUPPLEMENTS, 3, |r| {
            while r.left() > 0 {
                r.u16(&SUPPLEMENT_TYPE)?;
                r.vector(&SUPPLEMENT, 2, |r| r.rest(&SUPPLEMENT_VALUE))?;
            }
            Ok(())
        })?,
        HandshakeType::NEXT_PROTOCOL => {
            r.vector(&SELECTED, 1, |r| r.rest(&SELECTED_VALUE))?;
            r.vector(&PADDING, 1, |r| r.rest(&ZEROS))?;
        }
        HandshakeType::CHANNEL_ID => {
            r.u16(&CHANNEL_EXTENSION)?;
            r.vector(&CHANNEL_DATA, 2, |r| {
                r.bytes(&CHANNEL_KEY, 64)?;
                r.bytes(&CHANNEL_SIGNATURE, 64)
            })?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

static HELLO_VERIFY_REQUEST: Field = Field::group(
    "HelloVerifyRequest",
    "RFC 6347 §4.2.1",
    "DTLS: the server answers the first hello with a cookie and remembers nothing, so that forged addresses cost it nothing.",
    "DTLS에서 서버가 첫 헬로에 쿠키로 답하고 아무것도 기억하지 않는다. 그래서 위조된 주소로는 서버를 지치게 할 수 없다.",
);
static SERVER_VERSION: Field = Field::code(
    "server_version",
    &VERSIONS,
    "RFC 6347 §4.2.1",
    "Always DTLS 1.0 here, so that every client understands the request.",
    "어떤 클라이언트도 알아듣도록 여기서는 언제나 DTLS 1.0이다.",
);
static COOKIE: Field = Field::group(
    "cookie",
    "RFC 6347 §4.2.1",
    "What the client has to repeat, with its length.",
    "클라이언트가 되돌려 보낼 것으로, 길이가 붙어 있다.",
);
static COOKIE_VALUE: Field = Field::hex(
    "cookie value",
    "RFC 6347 §4.2.1",
    "A MAC over the client's address under a key of the server's own: only who receives at that address can repeat it.",
    "클라이언트의 주소에 서버만의 키로 계산한 MAC이다. 그 주소에서 받는 쪽만 되돌려 보낼 수 있다.",
);
static CERTIFICATE_URL: Field = Field::group(
    "CertificateURL",
    "RFC 6066 §5",
    "Where the server may fetch the client's certificate, which saves a small client from storing it.",
    "서버가 클라이언트의 인증서를 가져올 곳이다. 작은 클라이언트가 인증서를 담아 두지 않아도 된다.",
);
static CHAIN_TYPES: Codes = Codes::new(&[
    Code::plain(0, "individual_certs"),
    Code::plain(1, "pkipath"),
]);
static CHAIN_TYPE: Field = Field::code(
    "type",
    &CHAIN_TYPES,
    "RFC 6066 §5",
    "Whether each URL gives one certificate or one URL gives the whole chain.",
    "URL마다 인증서 하나를 주는지, 한 URL이 사슬 전체를 주는지 나타낸다.",
);
static URLS: Field = Field::group(
    "url_and_hash_list",
    "RFC 6066 §5",
    "The addresses, each with the hash of what stands there.",
    "주소들로, 저마다 그곳에 있는 것의 해시가 붙는다.",
);
static URL: Field = Field::group(
    "url",
    "RFC 6066 §5",
    "One address, with its length.",
    "길이가 붙은 주소 하나이다.",
);
static URL_VALUE: Field = Field::utf8(
    "url value",
    "RFC 6066 §5",
    "A server that follows it contacts whom the client names: a way to make it attack others.",
    "서버는 이것을 따라 클라이언트가 적은 곳에 접속한다. 남을 공격하게 만드는 수단이 될 수 있다.",
);
static PADDING_BYTE: Field = Field::dec(
    "padding",
    "RFC 6066 §5",
    "Always 1: the hash used to be optional.",
    "언제나 1이다. 예전에는 해시를 생략할 수 있었다.",
);
static URL_HASH: Field = Field::hex(
    "SHA1Hash",
    "RFC 6066 §5",
    "SHA-1 of the certificate, so that nobody can swap it at that address.",
    "인증서의 SHA-1로, 그 주소에서 바꿔치기하지 못하게 한다.",
);
static SUPPLEMENTAL_DATA: Field = Field::group(
    "SupplementalData",
    "RFC 4680 §2",
    "Data of an application that decides the handshake with it, such as permissions.",
    "권한처럼 핸드셰이크를 함께 결정하는 응용 프로그램의 데이터이다.",
);
static SUPPLEMENTS: Field = Field::group(
    "supp_data",
    "RFC 4680 §2",
    "The list of entries.",
    "항목들의 목록이다.",
);
static SUPPLEMENT_TYPE: Field = Field::dec(
    "supp_data_type",
    "RFC 4680 §2",
    "What kind of data: 0 is a user mapping, 16386 are permissions.",
    "데이터의 종류이다. 0은 사용자 대응, 16386은 권한이다.",
);
static SUPPLEMENT: Field = Field::group(
    "supp_data entry",
    "RFC 4680 §2",
    "One entry, with its length.",
    "길이가 붙은 항목 하나이다.",
);
static SUPPLEMENT_VALUE: Field = Field::hex(
    "supp_data value",
    "RFC 4680 §2",
    "What it says, in the application's own form.",
    "응용 프로그램이 정한 형식의 내용이다.",
);
static NEXT_PROTOCOL: Field = Field::group(
    "NextProtocol",
    "draft-agl-tls-nextprotoneg-04 §3",
    "The client's choice among the protocols the server named; it came encrypted, just before Finished.",
    "서버가 알린 프로토콜 가운데 클라이언트가 고른 것이다. Finished 바로 앞에서 암호화되어 갔다.",
);
static SELECTED: Field = Field::group(
    "selected_protocol",
    "draft-agl-tls-nextprotoneg-04 §3",
    "The protocol, with its length.",
    "길이가 붙은 프로토콜이다.",
);
static SELECTED_VALUE: Field = Field::utf8(
    "protocol",
    "draft-agl-tls-nextprotoneg-04 §3",
    "Its name, such as spdy/3 or http/1.1.",
    "spdy/3이나 http/1.1 같은 이름이다.",
);
static PADDING: Field = Field::group(
    "padding",
    "draft-agl-tls-nextprotoneg-04 §3",
    "Zeros with their length: the message always has a multiple of 32 bytes, so that its size does not tell the choice.",
    "길이가 붙은 0들이다. 크기로 무엇을 골랐는지 알 수 없도록 메시지를 언제나 32바이트의 배수로 맞춘다.",
);
static ZEROS: Field = Field::hex(
    "zeros",
    "draft-agl-tls-nextprotoneg-04 §3",
    "Zeros without meaning.",
    "뜻이 없는 0들이다.",
);
static CHANNEL_ID: Field = Field::group(
    "EncryptedExtensions (Channel ID)",
    "draft-balfanz-tls-channelid-01 §3",
    "The client's key and a signature with it over the handshake, encrypted so that nobody on the path can recognise the client by it.",
    "클라이언트의 키와 그 키로 핸드셰이크에 한 서명이다. 경로의 누구도 이것으로 클라이언트를 알아보지 못하게 암호화된다.",
);
static CHANNEL_EXTENSION: Field = Field::hex(
    "extension_type",
    "draft-balfanz-tls-channelid-01 §3",
    "The number of the channel_id extension.",
    "channel_id 확장의 번호이다.",
);
static CHANNEL_DATA: Field = Field::group(
    "channel_id",
    "draft-balfanz-tls-channelid-01 §3",
    "Key and signature.",
    "키와 서명이다.",
);
static CHANNEL_KEY: Field = Field::hex(
    "x, y",
    "draft-balfanz-tls-channelid-01 §3",
    "The client's public key, a point of P-256.",
    "클라이언트의 공개 키로, P-256의 점이다.",
);
static CHANNEL_SIGNATURE: Field = Field::hex(
    "r, s",
    "draft-balfanz-tls-channelid-01 §3",
    "The ECDSA signature.",
    "ECDSA 서명이다.",
);
