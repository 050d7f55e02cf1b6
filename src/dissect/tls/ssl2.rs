//! SSL 2.0 (Hickman, "The SSL Protocol", 1995), and the hello in its form that offers more (RFC 5246 §E.2).
//!
//! A record has a header of two bytes, or of three where padding follows; before encryption it holds exactly one message,
//! whose first byte is its type. Nothing in the protocol binds the end of the handshake to its beginning: a weaker cipher can
//! be forced on both ends unnoticed, which is why RFC 6176 forbids it.
//!
//! Of a hello in this form that offers SSL 3.0 or TLS, the transcript holds the message without its record header: from the
//! byte that says client-hello on. The random of the handshake is the challenge, with zeros in front up to 32 bytes.

use crate::base::field::Field;
use crate::base::reader::Fault;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::base::text::Doc;
use crate::dissect::tls::codes::ssl2::CERTIFICATES;
use crate::dissect::tls::codes::ssl2::ERRORS;
use crate::dissect::tls::codes::ssl2::KINDS;
use crate::dissect::tls::codes::ssl2::MESSAGES;
use crate::dissect::tls::codes::version::VERSIONS;
use crate::dissect::tls::codes::version::Version;
use crate::dissect::tls::lenient;
use crate::dissect::x509::certificate;

/// The header of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Bytes of the header: 2, or 3 where padding may follow.
    pub size: usize,
    /// Bytes after the header, padding included; at most 32767.
    pub length: usize,
    /// Zeros at the end that only fill the last block; none with a header of two bytes.
    pub padding: usize,
}

/// A message as it stands in an unprotected record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message<'a> {
    /// Something failed: the code.
    Error(u16),
    /// The client opens.
    ClientHello(ClientHello2),
    /// The client's master key.
    ClientMasterKey(MasterKey<'a>),
    /// The connection identifier, repeated.
    ClientFinished(&'a [u8]),
    /// The server's answer.
    ServerHello(ServerHello2<'a>),
    /// The challenge, repeated.
    ServerVerify(&'a [u8]),
    /// The session's name for later.
    ServerFinished(&'a [u8]),
    /// The server asks for a certificate: how it wants the proof (1: MD5 with RSA), and a challenge of 16 to 32 bytes.
    RequestCertificate(u8, &'a [u8]),
    /// The client's certificate, and its signature.
    ClientCertificate(&'a [u8], &'a [u8]),
}

/// What a client offers in the form of SSL 2.0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientHello2 {
    /// 0x0002 for SSL 2.0; 0x0300 and up offers more.
    pub version: u16,
    /// Cipher kinds of three bytes, in the order sent.
    pub specs: Vec<u32>,
    /// The session to resume, 16 bytes; else empty.
    pub session_id: Vec<u8>,
    /// 16 to 32 random bytes.
    pub challenge: Vec<u8>,
}

/// What a server answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerHello2<'a> {
    /// Whether the session the client named is resumed; then certificate and specs are empty.
    pub session_hit: bool,
    /// The server's certificate, DER.
    pub certificate: &'a [u8],
    /// 0x0002.
    pub version: Version,
    /// Cipher kinds that both ends know; the client chooses.
    pub specs: Vec<u32>,
    /// 16 to 32 random bytes.
    pub connection_id: &'a [u8],
}

/// How the client sends the master key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MasterKey<'a> {
    /// The cipher kind the client chose, three bytes.
    pub kind: u32,
    /// The part that travels in the clear: 11 of 16 bytes for the export ciphers, else empty.
    pub clear: &'a [u8],
    /// The rest, encrypted to the server's RSA key.
    pub encrypted: &'a [u8],
    /// The IV of a block cipher, 8 bytes; else empty.
    pub argument: &'a [u8],
}

/// Whether `bytes` begin with a whole header and the fixed part of a client-hello in this form whose lengths add up. Eleven
/// bytes are enough to tell.
pub fn looks_like_hello(bytes: &[u8]) -> bool {
    let [high, low, 1, major, minor, s1, s2, i1, i2, c1, c2, ..] = bytes else {
        return false;
    };
    let pair = |high: &u8, low: &u8| usize::from(u16::from_be_bytes([*high, *low]));
    let length = pair(&(high & 0x7f), low);
    let (specs, session, challenge) = (pair(s1, s2), pair(i1, i2), pair(c1, c2));
    high & 0x80 != 0
        && matches!((major, minor), (0, 2) | (3, 0..=4))
        && specs > 0
        && specs % 3 == 0
        && matches!(session, 0 | 16)
        && (16..=32).contains(&challenge)
        && length == 9 + specs + session + challenge
}

/// The header in front of each record.
pub fn header(r: &mut Reader<'_, '_>) -> Result<Header> {
    let size = match r.peek() {
        [first, ..] if first & 0x80 != 0 => 2,
        _ => 3,
    };
    r.group(&HEADER, |r| {
        if size == 2 {
            let value = r.bits(&SHORT, 2, &[&SHORT_FLAG, &SHORT_LENGTH])?;
            let length = usize::try_from(value & 0x7fff).unwrap_or(0);
            return Ok(Header {
                size,
                length,
                padding: 0,
            });
        }
        let value = r.bits(&LONG, 2, &[&LONG_FLAG, &ESCAPE, &LONG_LENGTH])?;
        let length = usize::try_from(value & 0x3fff).unwrap_or(0);
        let padding = usize::from(r.u8(&PADDING_LENGTH)?);
        if padding > length {
            return r.fail(
                &PADDING_LENGTH,
                Fault::Short {
                    need: padding,
                    have: length,
                },
            );
        }
        Ok(Header {
            size,
            length,
            padding,
        })
    })
}

/// A whole record: the header, and what follows it without the padding.
pub fn record<'a>(r: &mut Reader<'a, '_>) -> Result<(Header, &'a [u8])> {
    r.group(&RECORD, |r| {
        let header = header(r)?;
        let body = r.bytes(&BODY, header.length - header.padding)?;
        if header.padding > 0 {
            r.bytes(&PADDING, header.padding)?;
        }
        Ok((header, body))
    })
}

/// A record that is not protected yet, with the message in it.
pub fn opening<'a>(r: &mut Reader<'a, '_>) -> Result<Message<'a>> {
    r.group(&RECORD, |r| {
        let header = header(r)?;
        let message = r.fenced(&PLAIN, header.length - header.padding, message)?;
        if header.padding > 0 {
            r.bytes(&PADDING, header.padding)?;
        }
        Ok(message)
    })
}

/// One message, all that is left: what follows the header of an unprotected record.
pub fn message<'a>(r: &mut Reader<'a, '_>) -> Result<Message<'a>> {
    let kind = r.u8(&TYPE)?;
    Ok(match kind {
        0 => Message::Error(r.u16(&ERROR)?),
        1 => Message::ClientHello(client_hello(r)?),
        2 => Message::ClientMasterKey(master_key(r)?),
        3 => Message::ClientFinished(r.rest(&CONNECTION)?),
        4 => Message::ServerHello(server_hello(r)?),
        5 => Message::ServerVerify(r.rest(&CHALLENGE)?),
        6 => Message::ServerFinished(r.rest(&SESSION)?),
        7 => Message::RequestCertificate(r.u8(&AUTHENTICATION)?, r.rest(&CHALLENGE)?),
        8 => {
            r.u8(&CERTIFICATE_TYPE)?;
            let [certificate, signature] = [
                length(r, &CERTIFICATE_LENGTH)?,
                length(r, &RESPONSE_LENGTH)?,
            ];
            Message::ClientCertificate(der(r, certificate)?, some(r, &RESPONSE, signature)?)
        }
        found => {
            let (found, want) = (
                found.into(),
                Doc::new("a message of SSL 2.0, 0 to 8", "SSL 2.0의 메시지(0~8)"),
            );
            return r.fail(&TYPE, Fault::Value { found, want });
        }
    })
}

fn client_hello(r: &mut Reader<'_, '_>) -> Result<ClientHello2> {
    let version = r.u16(&VERSION)?;
    let [specs, session, challenge] = [
        length(r, &SPECS_LENGTH)?,
        length(r, &SESSION_LENGTH)?,
        length(r, &CHALLENGE_LENGTH)?,
    ];
    Ok(ClientHello2 {
        version,
        specs: kinds(r, specs)?,
        session_id: some(r, &SESSION, session)?.to_vec(),
        challenge: some(r, &CHALLENGE, challenge)?.to_vec(),
    })
}

fn server_hello<'a>(r: &mut Reader<'a, '_>) -> Result<ServerHello2<'a>> {
    let session_hit = r.u8(&HIT)? != 0;
    r.u8(&CERTIFICATE_TYPE)?;
    let version = Version(r.u16(&VERSION)?);
    let [certificate, specs, connection] = [
        length(r, &CERTIFICATE_LENGTH)?,
        length(r, &SPECS_LENGTH)?,
        length(r, &CONNECTION_LENGTH)?,
    ];
    Ok(ServerHello2 {
        session_hit,
        version,
        certificate: der(r, certificate)?,
        specs: kinds(r, specs)?,
        connection_id: some(r, &CONNECTION, connection)?,
    })
}

fn master_key<'a>(r: &mut Reader<'a, '_>) -> Result<MasterKey<'a>> {
    let kind = kind(r)?;
    let [clear, encrypted, argument] = [
        length(r, &CLEAR_LENGTH)?,
        length(r, &ENCRYPTED_LENGTH)?,
        length(r, &ARGUMENT_LENGTH)?,
    ];
    Ok(MasterKey {
        kind,
        clear: some(r, &CLEAR, clear)?,
        encrypted: some(r, &ENCRYPTED, encrypted)?,
        argument: some(r, &ARGUMENT, argument)?,
    })
}

fn length(r: &mut Reader<'_, '_>, field: &'static Field) -> Result<usize> {
    r.u16(field).map(usize::from)
}

fn some<'a>(r: &mut Reader<'a, '_>, field: &'static Field, n: usize) -> Result<&'a [u8]> {
    if n == 0 {
        return Ok(&[]);
    }
    r.bytes(field, n)
}

fn kinds(r: &mut Reader<'_, '_>, n: usize) -> Result<Vec<u32>> {
    r.fenced(&SPECS, n, |r| {
        let mut kinds = Vec::with_capacity(r.left() / 3);
        while r.left() > 0 {
            kinds.push(kind(r)?);
        }
        Ok(kinds)
    })
}

fn kind(r: &mut Reader<'_, '_>) -> Result<u32> {
    Ok(u32::try_from(r.uint(&KIND, 3)?).unwrap_or(0))
}

fn der<'a>(r: &mut Reader<'a, '_>, n: usize) -> Result<&'a [u8]> {
    if n == 0 {
        return Ok(&[]);
    }
    r.fenced(&CERTIFICATE, n, |r| {
        let whole = r.peek();
        let _ = lenient::rest(r, &UNREADABLE, certificate::read)?;
        Ok(whole)
    })
}

macro_rules! fields {
    ($($name:ident = $form:ident $word:literal $rfc:literal $en:literal $ko:literal;)*) => { $(
        static $name: Field = Field::$form($word, $rfc, $en, $ko);
    )* };
}

fields! {
    RECORD = group "SSL 2.0 record" "draft-hickman-netscape-ssl-00"
        "The envelope of SSL 2.0: a length, then one message in the clear, or encrypted bytes with a MAC of MD5 in front."
        "SSL 2.0의 봉투이다. 길이 뒤에 평문 메시지 하나, 또는 MD5 MAC이 앞에 붙은 암호화된 바이트가 온다.";
    HEADER = group "record header" "draft-hickman-netscape-ssl-00"
        "Two bytes, or three where the last block had to be filled; it names neither a version nor a type."
        "두 바이트이며, 마지막 블록을 채워야 했으면 세 바이트이다. 버전도 유형도 적지 않는다.";
    SHORT = hex "two-byte header" "draft-hickman-netscape-ssl-00"
        "One bit that says which header this is, and a length of 15 bits."
        "어느 헤더인지 알리는 1비트와 15비트 길이이다.";
    LONG = hex "three-byte header" "draft-hickman-netscape-ssl-00"
        "One bit that says which header this is, one for security escapes, and a length of 14 bits."
        "어느 헤더인지 알리는 1비트, 보안 이스케이프 1비트, 14비트 길이이다.";
    PADDING_LENGTH = dec "padding-length" "draft-hickman-netscape-ssl-00"
        "How many bytes at the end only fill the last block of the cipher."
        "암호의 마지막 블록을 채우기만 하는 끝의 바이트 수이다.";
    BODY = hex "record data" "draft-hickman-netscape-ssl-00"
        "After the keys are agreed: a MAC of 16 bytes and the message, both encrypted."
        "키를 합의한 뒤에는 16바이트 MAC과 메시지를 함께 암호화한 것이다.";
    PLAIN = group "message" "draft-hickman-netscape-ssl-00"
        "The message, not protected yet."
        "아직 보호되지 않은 메시지이다.";
    PADDING = hex "padding" "draft-hickman-netscape-ssl-00"
        "Bytes without meaning; they are not covered by the length of the message."
        "뜻이 없는 바이트로, 메시지의 길이에 들지 않는다.";
    SPECS = group "cipher-specs" "RFC 5246 §E.2"
        "What the sender can do, three bytes each; suites of SSL 3.0 and TLS stand here too, with a zero in front, so that one hello serves old and new servers."
        "보내는 쪽이 할 수 있는 것들로, 하나가 세 바이트이다. SSL 3.0과 TLS의 암호 모음도 앞에 0을 붙여 함께 적으므로, 헬로 하나로 옛 서버와 새 서버에 모두 말을 건다.";
    SPECS_LENGTH = dec "cipher-specs-length" "RFC 5246 §E.2"
        "Bytes of the list of ciphers, a multiple of three."
        "암호 목록의 바이트 수로, 3의 배수이다.";
    SESSION_LENGTH = dec "session-id-length" "RFC 5246 §E.2"
        "16 to resume a session, else 0."
        "세션을 재개하려면 16, 아니면 0이다.";
    SESSION = hex "session-id" "RFC 5246 §E.2"
        "The name the server gave to a session: who repeats it need not send a master key again."
        "서버가 세션에 붙인 이름이다. 이것을 되풀이하면 마스터 키를 다시 보내지 않아도 된다.";
    CHALLENGE_LENGTH = dec "challenge-length" "RFC 5246 §E.2"
        "Bytes of the challenge: 16 to 32."
        "도전 값의 바이트 수로, 16에서 32이다.";
    CHALLENGE = hex "challenge" "RFC 5246 §E.2"
        "Random bytes: SSL 2.0 wants them back encrypted, as proof that the server has the private key; SSL 3.0 and TLS use them as the client's random, with zeros in front."
        "무작위 바이트이다. SSL 2.0은 서버에 개인 키가 있다는 증명으로 이것을 암호화해 되돌려 받고, SSL 3.0과 TLS는 앞을 0으로 채워 클라이언트의 random으로 쓴다.";
    HIT = dec "session-id-hit" "draft-hickman-netscape-ssl-00"
        "1: the server still has the session the client named, and resumes it."
        "1이면 클라이언트가 이름을 댄 세션을 서버가 아직 가지고 있어 재개한다.";
    CERTIFICATE_LENGTH = dec "certificate-length" "draft-hickman-netscape-ssl-00"
        "Bytes of the certificate."
        "인증서의 바이트 수이다.";
    CERTIFICATE = group "certificate" "draft-hickman-netscape-ssl-00"
        "One X.509 certificate: SSL 2.0 has no place for a chain, so the root itself had to sign it."
        "X.509 인증서 하나이다. SSL 2.0에는 사슬이 들어갈 자리가 없어 루트가 직접 서명해야 했다.";
    UNREADABLE = hex "unreadable certificate" "RFC 5280 §4.1"
        "Bytes that are no X.509 certificate."
        "X.509 인증서가 아닌 바이트이다.";
    CONNECTION_LENGTH = dec "connection-id-length" "draft-hickman-netscape-ssl-00"
        "Bytes of the connection identifier: 16 to 32."
        "연결 식별자의 바이트 수로, 16에서 32이다.";
    CONNECTION = hex "connection-id" "draft-hickman-netscape-ssl-00"
        "The server's random bytes: with the challenge and the master key they make the keys, and the client proves that it has them by repeating these."
        "서버의 무작위 바이트이다. 도전 값과 마스터 키와 함께 키를 만들고, 클라이언트는 이것을 되풀이하여 키가 있음을 보인다.";
    CLEAR_LENGTH = dec "clear-key-length" "draft-hickman-netscape-ssl-00"
        "Bytes of the key that travel in the clear."
        "그대로 드러난 채 가는 키의 바이트 수이다.";
    CLEAR = hex "clear-key-data" "draft-hickman-netscape-ssl-00"
        "The part of the master key that export rules had to leave readable."
        "수출 규제 때문에 읽을 수 있게 남긴 마스터 키의 일부이다.";
    ENCRYPTED_LENGTH = dec "encrypted-key-length" "draft-hickman-netscape-ssl-00"
        "Bytes of the encrypted part, as many as the server's RSA modulus."
        "암호화한 부분의 바이트 수로, 서버의 RSA 모듈러스와 같다.";
    ENCRYPTED = hex "encrypted-key-data" "draft-hickman-netscape-ssl-00"
        "The secret part of the master key, encrypted to the server's RSA key with PKCS #1 v1.5: the padding that DROWN asks about, to open TLS connections of the same key."
        "마스터 키의 비밀 부분을 PKCS #1 v1.5로 서버의 RSA 키에 암호화한 것이다. DROWN은 이 패딩을 되물어 같은 키를 쓰는 TLS 연결을 연다.";
    ARGUMENT_LENGTH = dec "key-arg-length" "draft-hickman-netscape-ssl-00"
        "Bytes of the cipher's starting value: 8 for block ciphers, else 0."
        "암호의 시작 값의 바이트 수로, 블록 암호는 8, 아니면 0이다.";
    ARGUMENT = hex "key-arg-data" "draft-hickman-netscape-ssl-00"
        "The first IV of a block cipher, sent in the clear."
        "블록 암호의 첫 IV로, 그대로 보낸다.";
    AUTHENTICATION = dec "authentication-type" "draft-hickman-netscape-ssl-00"
        "How the client is to prove itself; 1, MD5 with RSA, is the only way."
        "클라이언트가 자신을 증명하는 방식이다. MD5와 RSA를 쓰는 1뿐이다.";
    RESPONSE_LENGTH = dec "response-length" "draft-hickman-netscape-ssl-00"
        "Bytes of the signature."
        "서명의 바이트 수이다.";
    RESPONSE = hex "response-data" "draft-hickman-netscape-ssl-00"
        "A signature over the keys, the challenge and the server's certificate: proof that the client owns its certificate."
        "키와 도전 값과 서버의 인증서에 대한 서명으로, 클라이언트가 인증서의 주인이라는 증명이다.";
}

static SHORT_FLAG: Field = Field::bits(
    "two bytes",
    15,
    1,
    "draft-hickman-netscape-ssl-00",
    "Set: this header has two bytes and no padding follows.",
    "켜져 있으면 헤더가 두 바이트이고 패딩이 없다.",
);
static SHORT_LENGTH: Field = Field::bits(
    "record-length",
    0,
    15,
    "draft-hickman-netscape-ssl-00",
    "Bytes that follow, at most 32767.",
    "뒤따르는 바이트 수로, 많아야 32767이다.",
);
static LONG_FLAG: Field = Field::bits(
    "two bytes",
    15,
    1,
    "draft-hickman-netscape-ssl-00",
    "Not set: this header has three bytes, the third counts the padding.",
    "꺼져 있으면 헤더가 세 바이트이고, 셋째가 패딩을 센다.",
);
static ESCAPE: Field = Field::bits(
    "security escape",
    14,
    1,
    "draft-hickman-netscape-ssl-00",
    "Reserved for out-of-band messages that were never defined.",
    "대역 외 메시지용으로 남겨 두었지만 정의된 적이 없다.",
);
static LONG_LENGTH: Field = Field::bits(
    "record-length",
    0,
    14,
    "draft-hickman-netscape-ssl-00",
    "Bytes that follow, padding included, at most 16383.",
    "패딩까지 뒤따르는 바이트 수로, 많아야 16383이다.",
);
static TYPE: Field = Field::code(
    "msg-type",
    &MESSAGES,
    "draft-hickman-netscape-ssl-00",
    "Which message this is; the hello in this form and its answer in SSL 3.0 or TLS are how the first upgrade of the web went.",
    "어떤 메시지인지 나타낸다. 이 형식의 헬로에 SSL 3.0이나 TLS로 답하는 것이 웹의 첫 세대교체 방식이었다.",
);
static VERSION: Field = Field::code(
    "version",
    &VERSIONS,
    "RFC 5246 §E.2",
    "The highest version the client speaks: a number above SSL 2.0 in this old form offers SSL 3.0 or TLS.",
    "클라이언트가 쓰는 가장 높은 버전이다. 이 옛 형식에 SSL 2.0보다 높은 번호가 있으면 SSL 3.0이나 TLS를 제안한다는 뜻이다.",
);
static KIND: Field = Field::code(
    "cipher-kind",
    &KINDS,
    "RFC 5246 §E.2",
    "One cipher; with a zero in front it is a cipher suite of SSL 3.0 or TLS.",
    "암호 하나이다. 앞이 0이면 SSL 3.0이나 TLS의 암호 모음이다.",
);
static CERTIFICATE_TYPE: Field = Field::code(
    "certificate-type",
    &CERTIFICATES,
    "draft-hickman-netscape-ssl-00",
    "What kind of certificate follows.",
    "뒤따르는 인증서의 종류이다.",
);
static ERROR: Field = Field::code(
    "error-code",
    &ERRORS,
    "draft-hickman-netscape-ssl-00",
    "What failed.",
    "실패한 까닭이다.",
);

#[cfg(test)]
mod tests;
