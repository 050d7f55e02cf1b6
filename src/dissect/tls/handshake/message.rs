//! Any handshake message: type, length, body (RFC 8446 §4).

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::codes::handshake::HANDSHAKE_TYPES;
use crate::dissect::tls::codes::handshake::HandshakeType;
use crate::dissect::tls::handshake::certificate;
use crate::dissect::tls::handshake::certificate::CertificateMessage;
use crate::dissect::tls::handshake::certificate_request;
use crate::dissect::tls::handshake::certificate_request::CertificateRequest;
use crate::dissect::tls::handshake::certificate_verify;
use crate::dissect::tls::handshake::certificate_verify::CertificateVerify;
use crate::dissect::tls::handshake::client_hello;
use crate::dissect::tls::handshake::client_hello::ClientHello;
use crate::dissect::tls::handshake::client_key_exchange;
use crate::dissect::tls::handshake::client_key_exchange::ClientKeyExchange;
use crate::dissect::tls::handshake::compressed;
use crate::dissect::tls::handshake::compressed::CompressedCertificate;
use crate::dissect::tls::handshake::encrypted_extensions;
use crate::dissect::tls::handshake::encrypted_extensions::EncryptedExtensions;
use crate::dissect::tls::handshake::rare;
use crate::dissect::tls::handshake::server_hello;
use crate::dissect::tls::handshake::server_hello::ServerHello;
use crate::dissect::tls::handshake::server_key_exchange;
use crate::dissect::tls::handshake::server_key_exchange::ServerKeyExchange;
use crate::dissect::tls::handshake::setting::Setting;
use crate::dissect::tls::handshake::short;
use crate::dissect::tls::handshake::ticket;
use crate::dissect::tls::handshake::ticket::NewSessionTicket;

/// Bytes of type and length in front of each message.
pub const HEADER: usize = 4;

/// One handshake message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handshake<'a> {
    /// Which message it is.
    pub kind: HandshakeType,
    /// What it says.
    pub body: Message<'a>,
}

/// What a handshake message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message<'a> {
    /// The server asks for a new handshake (TLS 1.2).
    HelloRequest,
    /// The client opens.
    ClientHello(ClientHello<'a>),
    /// The server chooses; a HelloRetryRequest has `retry` set.
    ServerHello(ServerHello<'a>),
    /// A ticket for later.
    NewSessionTicket(NewSessionTicket<'a>),
    /// No more early data.
    EndOfEarlyData,
    /// The server's further answers.
    EncryptedExtensions(EncryptedExtensions<'a>),
    /// A certificate chain.
    Certificate(CertificateMessage<'a>),
    /// The server's half of the key exchange (TLS 1.2).
    ServerKeyExchange(ServerKeyExchange<'a>),
    /// The server wants a certificate.
    CertificateRequest(CertificateRequest<'a>),
    /// The server has done its part (TLS 1.2).
    ServerHelloDone,
    /// A signature over the handshake.
    CertificateVerify(CertificateVerify<'a>),
    /// The client's half of the key exchange (TLS 1.2).
    ClientKeyExchange(ClientKeyExchange<'a>),
    /// The MAC over the handshake: 12 bytes in TLS 1.2, a hash length in TLS 1.3.
    Finished(&'a [u8]),
    /// The DER-encoded OCSPResponse (TLS 1.2).
    CertificateStatus(&'a [u8]),
    /// New traffic keys: 0 for the sender's own, 1 asks the other end to follow.
    KeyUpdate(u8),
    /// A compressed Certificate.
    CompressedCertificate(CompressedCertificate<'a>),
    /// The hash of the first ClientHello, as it stands in a transcript.
    MessageHash(&'a [u8]),
    /// A message that is not taken apart here.
    Other(&'a [u8]),
}

/// The length in bytes that the message at the front claims, its header of 4 included, if that header is there (RFC 8446 §4).
pub fn length(bytes: &[u8]) -> Option<usize> {
    let [_, a, b, c, ..] = bytes else { return None };
    Some(HEADER + (usize::from(*a) << 16 | usize::from(*b) << 8 | usize::from(*c)))
}

/// One whole message.
pub fn message<'a>(r: &mut Reader<'a, '_>, setting: &Setting) -> Result<Handshake<'a>> {
    let kind = r
        .peek()
        .first()
        .map_or(HandshakeType(0), |byte| HandshakeType(*byte));
    r.group(field(kind, r.peek()), |r| {
        r.u8(&TYPE)?;
        let body = r.vector(&BODY, 3, |r| body(r, kind, setting))?;
        Ok(Handshake { kind, body })
    })
}

/// The group a message of this kind stands in; `message` begins at its type.
fn field(kind: HandshakeType, message: &[u8]) -> &'static Field {
    match kind {
        HandshakeType::HELLO_REQUEST => &short::HELLO_REQUEST,
        HandshakeType::CLIENT_HELLO => &client_hello::CLIENT_HELLO,
        HandshakeType::SERVER_HELLO => server_hello::field(message),
        HandshakeType::HELLO_RETRY_REQUEST => &server_hello::HELLO_RETRY_REQUEST,
        HandshakeType::NEW_SESSION_TICKET => &ticket::NEW_SESSION_TICKET,
        HandshakeType::END_OF_EARLY_DATA => &short::END_OF_EARLY_DATA,
        HandshakeType::ENCRYPTED_EXTENSIONS => &encrypted_extensions::ENCRYPTED_EXTENSIONS,
        HandshakeType::CERTIFICATE => &certificate::CERTIFICATE,
        HandshakeType::SERVER_KEY_EXCHANGE => &server_key_exchange::SERVER_KEY_EXCHANGE,
        HandshakeType::CERTIFICATE_REQUEST => &certificate_request::CERTIFICATE_REQUEST,
        HandshakeType::SERVER_HELLO_DONE => &short::SERVER_HELLO_DONE,
        HandshakeType::CERTIFICATE_VERIFY => &certificate_verify::CERTIFICATE_VERIFY,
        HandshakeType::CLIENT_KEY_EXCHANGE => &client_key_exchange::CLIENT_KEY_EXCHANGE,
        HandshakeType::FINISHED => &short::FINISHED,
        HandshakeType::CERTIFICATE_STATUS => &short::CERTIFICATE_STATUS,
        HandshakeType::KEY_UPDATE => &short::KEY_UPDATE,
        HandshakeType::COMPRESSED_CERTIFICATE => &compressed::COMPRESSED_CERTIFICATE,
        HandshakeType::MESSAGE_HASH => &short::MESSAGE_HASH,
        _ => rare::field(kind).unwrap_or(&OTHER),
    }
}

fn body<'a>(r: &mut Reader<'a, '_>, kind: HandshakeType, setting: &Setting) -> Result<Message<'a>> {
    Ok(match kind {
        HandshakeType::HELLO_REQUEST => Message::HelloRequest,
        HandshakeType::CLIENT_HELLO => Message::ClientHello(client_hello::read(r)?),
        HandshakeType::SERVER_HELLO => Message::ServerHello(server_hello::read(r)?),
        HandshakeType::HELLO_RETRY_REQUEST => Message::ServerHello(server_hello::read_retry(r)?),
        HandshakeType::NEW_SESSION_TICKET => Message::NewSessionTicket(ticket::read(r, *setting)?),
        HandshakeType::END_OF_EARLY_DATA => Message::EndOfEarlyData,
        HandshakeType::ENCRYPTED_EXTENSIONS => {
            Message::EncryptedExtensions(encrypted_extensions::read(r)?)
        }
        HandshakeType::CERTIFICATE => Message::Certificate(certificate::read(r, *setting)?),
        HandshakeType::SERVER_KEY_EXCHANGE => {
            Message::ServerKeyExchange(server_key_exchange::read(r, *setting)?)
        }
        HandshakeType::CERTIFICATE_REQUEST => {
            Message::CertificateRequest(certificate_request::read(r, *setting)?)
        }
        HandshakeType::SERVER_HELLO_DONE => Message::ServerHelloDone,
        HandshakeType::CERTIFICATE_VERIFY => {
            Message::CertificateVerify(certificate_verify::read(r, *setting)?)
        }
        HandshakeType::CLIENT_KEY_EXCHANGE => {
            Message::ClientKeyExchange(client_key_exchange::read(r, *setting)?)
        }
        HandshakeType::FINISHED => Message::Finished(short::finished(r)?),
        HandshakeType::CERTIFICATE_STATUS => Message::CertificateStatus(short::status(r)?),
        HandshakeType::KEY_UPDATE => Message::KeyUpdate(short::key_update(r)?),
        HandshakeType::COMPRESSED_CERTIFICATE => {
            Message::CompressedCertificate(compressed::read(r)?)
        }
        HandshakeType::MESSAGE_HASH => Message::MessageHash(short::message_hash(r)?),
        _ => {
            let whole = r.peek();
            if !rare::read(r, kind)? {
                r.rest(&OTHER_BODY)?;
            }
            Message::Other(whole)
        }
    })
}

static TYPE: Field = Field::code(
    "msg_type",
    &HANDSHAKE_TYPES,
    "RFC 8446 §4",
    "Which message this is; each may come only at its moment.",
    "어떤 메시지인지 나타낸다. 메시지마다 올 수 있는 때가 정해져 있다.",
);
static BODY: Field = Field::group(
    "body",
    "RFC 8446 §4",
    "The message itself. Its length is its own: a message may be cut over records, and records may hold several.",
    "메시지 본문이다. 길이를 스스로 가지므로, 한 메시지가 여러 레코드로 나뉠 수도 있고 한 레코드에 여러 메시지가 들 수도 있다.",
);
static OTHER: Field = Field::group(
    "handshake message",
    "RFC 8446 §4",
    "A handshake message of a kind that is not taken apart here.",
    "여기서 풀지 않는 종류의 핸드셰이크 메시지이다.",
);
static OTHER_BODY: Field = Field::hex(
    "message body",
    "RFC 8446 §4",
    "What it says, as it stands.",
    "여기서 풀지 않고 적힌 그대로 둔 내용이다.",
);
