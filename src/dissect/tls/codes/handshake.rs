//! Types of handshake messages (RFC 8446 §4).

use crate::base::field::Code;
use crate::base::field::Codes;

/// Which handshake message it is, one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HandshakeType(pub u8);

impl HandshakeType {
    /// HelloRequest, TLS 1.2 and earlier.
    pub const HELLO_REQUEST: Self = Self(0);
    /// ClientHello.
    pub const CLIENT_HELLO: Self = Self(1);
    /// ServerHello, and in TLS 1.3 HelloRetryRequest.
    pub const SERVER_HELLO: Self = Self(2);
    /// NewSessionTicket.
    pub const NEW_SESSION_TICKET: Self = Self(4);
    /// EndOfEarlyData, TLS 1.3.
    pub const END_OF_EARLY_DATA: Self = Self(5);
    /// EncryptedExtensions, TLS 1.3.
    pub const ENCRYPTED_EXTENSIONS: Self = Self(8);
    /// Certificate.
    pub const CERTIFICATE: Self = Self(11);
    /// ServerKeyExchange, TLS 1.2 and earlier.
    pub const SERVER_KEY_EXCHANGE: Self = Self(12);
    /// CertificateRequest.
    pub const CERTIFICATE_REQUEST: Self = Self(13);
    /// ServerHelloDone, TLS 1.2 and earlier.
    pub const SERVER_HELLO_DONE: Self = Self(14);
    /// CertificateVerify.
    pub const CERTIFICATE_VERIFY: Self = Self(15);
    /// ClientKeyExchange, TLS 1.2 and earlier.
    pub const CLIENT_KEY_EXCHANGE: Self = Self(16);
    /// Finished.
    pub const FINISHED: Self = Self(20);
    /// CertificateStatus, TLS 1.2 (RFC 6066 §8).
    pub const CERTIFICATE_STATUS: Self = Self(22);
    /// KeyUpdate, TLS 1.3.
    pub const KEY_UPDATE: Self = Self(24);
    /// CompressedCertificate (RFC 8879).
    pub const COMPRESSED_CERTIFICATE: Self = Self(25);
    /// HelloRetryRequest, up to draft 21 of TLS 1.3.
    pub const HELLO_RETRY_REQUEST: Self = Self(6);
    /// HelloVerifyRequest (RFC 6347 §4.2.1).
    pub const HELLO_VERIFY_REQUEST: Self = Self(3);
    /// CertificateURL (RFC 6066 §5).
    pub const CERTIFICATE_URL: Self = Self(21);
    /// SupplementalData (RFC 4680).
    pub const SUPPLEMENTAL_DATA: Self = Self(23);
    /// NextProtocol, before ALPN.
    pub const NEXT_PROTOCOL: Self = Self(67);
    /// Channel ID, before token binding.
    pub const CHANNEL_ID: Self = Self(203);
    /// The synthetic message_hash, never sent (RFC 8446 §4.4.1).
    pub const MESSAGE_HASH: Self = Self(254);
}

code_point!(HandshakeType, HANDSHAKE_TYPES);

/// Types of handshake messages.
#[rustfmt::skip] // one row a line
pub static HANDSHAKE_TYPES: Codes = Codes::new(&[
    Code::new(0, "hello_request", "The server asks the client to begin a new handshake inside the old one (renegotiation); TLS 1.3 has none.", "서버가 기존 연결 안에서 새 핸드셰이크를 시작해 달라고 청한다(재협상). TLS 1.3에는 없다."),
    Code::new(1, "client_hello", "The client opens: what it can do, fresh randomness, and in TLS 1.3 already its half of the key exchange.", "클라이언트가 시작한다. 할 수 있는 것들과 새 난수, TLS 1.3에서는 키 교환의 자기 몫까지 담는다."),
    Code::new(2, "server_hello", "The server chooses from the offer; with one special random value it is a HelloRetryRequest instead.", "서버가 제안 가운데서 고른다. random이 정해진 특별한 값이면 HelloRetryRequest이다."),
    Code::new(3, "hello_verify_request", "DTLS only: the server wants its cookie back before it does any work, as proof that the client's address is real.", "DTLS에만 있다. 클라이언트의 주소가 진짜라는 증명으로, 서버가 일을 시작하기 전에 쿠키를 되돌려 달라고 한다."),
    Code::new(4, "new_session_ticket", "The server hands out a ticket with which the client may resume later without certificates.", "서버가 티켓을 주어, 나중에 클라이언트가 인증서 없이 재개할 수 있게 한다."),
    Code::new(5, "end_of_early_data", "The client marks the end of what it sent before the handshake was done.", "핸드셰이크가 끝나기 전에 보낸 데이터의 끝을 클라이언트가 표시한다."),
    Code::new(6, "hello_retry_request", "A number from TLS 1.3 drafts; the final standard sends it as a ServerHello.", "TLS 1.3 초안의 번호이다. 최종 표준에서는 ServerHello 형식으로 보낸다."),
    Code::new(8, "encrypted_extensions", "The server's remaining answers, the first message an eavesdropper can no longer read.", "서버의 나머지 대답으로, 엿듣는 사람이 더는 읽을 수 없는 첫 메시지이다."),
    Code::new(9, "request_connection_id", "DTLS 1.3: the sender wants more names for the connection.", "DTLS 1.3에서 연결의 이름을 더 달라는 청이다."),
    Code::new(10, "new_connection_id", "DTLS 1.3: further names under which the sender can be reached.", "DTLS 1.3에서 보낸 쪽에 닿는 데 쓸 수 있는 연결의 새 이름들이다."),
    Code::new(11, "certificate", "The sender's certificate chain: who it claims to be, and who vouches for it.", "보내는 쪽의 인증서 사슬이다. 자신이 누구라고 주장하는지, 누가 그것을 보증하는지를 담는다."),
    Code::new(12, "server_key_exchange", "The server's half of a (EC)DHE exchange in TLS 1.2, signed so that nobody can swap it.", "TLS 1.2에서 (EC)DHE 키 교환의 서버 쪽 몫이며, 바꿔치기하지 못하게 서명되어 있다."),
    Code::new(13, "certificate_request", "The server asks the client for a certificate too.", "서버가 클라이언트에게도 인증서를 요구한다."),
    Code::new(14, "server_hello_done", "The server has said all it has to say; it is the client's turn (TLS 1.2).", "서버가 할 말을 다 했으니 이제 클라이언트 차례이다(TLS 1.2)."),
    Code::new(15, "certificate_verify", "A signature over the handshake so far: proof that the sender owns the private key of its certificate.", "지금까지의 핸드셰이크에 대한 서명으로, 보내는 쪽이 인증서의 개인 키를 가졌다는 증명이다."),
    Code::new(16, "client_key_exchange", "The client's half of the key exchange in TLS 1.2.", "TLS 1.2에서 키 교환의 클라이언트 쪽 몫이다."),
    Code::new(17, "client_certificate_request", "The client asks the server for further certificates after the handshake (RFC 9261).", "클라이언트가 핸드셰이크 뒤에 서버에게 인증서를 더 청한다(RFC 9261)."),
    Code::new(20, "finished", "A MAC over the whole handshake under the new keys: if it is right, both ends saw the same messages.", "새 키로 핸드셰이크 전체에 계산한 MAC이다. 이것이 맞으면 양 끝이 같은 메시지를 본 것이다."),
    Code::new(21, "certificate_url", "URLs of the client's certificates instead of the certificates (RFC 6066 §5).", "클라이언트의 인증서 대신 그 URL을 담는다(RFC 6066 §5)."),
    Code::new(22, "certificate_status", "An OCSP response stapled to the handshake: the authority's fresh word that the certificate is not revoked (TLS 1.2).", "핸드셰이크에 붙여 보내는 OCSP 응답으로, 인증서가 폐기되지 않았다는 인증 기관의 최근 확인이다(TLS 1.2)."),
    Code::new(23, "supplemental_data", "Data of an application that must be known before the handshake ends (RFC 4680).", "핸드셰이크가 끝나기 전에 알아야 하는 응용 프로그램의 데이터이다(RFC 4680)."),
    Code::new(24, "key_update", "The sender moves to fresh traffic keys, so that one key does not protect too much.", "보내는 쪽이 새 트래픽 키로 옮겨 가서, 한 키가 너무 많은 데이터를 보호하지 않게 한다."),
    Code::new(25, "compressed_certificate", "The Certificate message, compressed: chains are the largest part of a handshake.", "압축한 Certificate 메시지이다. 인증서 사슬이 핸드셰이크에서 가장 크기 때문이다."),
    Code::new(26, "ekt_key", "A key of an encrypted conference call (RFC 8870).", "암호화된 다자 통화의 키이다(RFC 8870)."),
    Code::new(67, "next_protocol", "The protocol the client chose after the server named its own, encrypted: the predecessor of ALPN.", "서버가 자기 프로토콜들을 알린 뒤 클라이언트가 고른 것으로, 암호화되어 간다. ALPN의 전신이다."),
    Code::new(203, "channel_id", "A key that identifies the client, and a signature with it; an experiment of Chrome.", "클라이언트를 식별하는 키와 그 키의 서명이다. Chrome의 실험이었다."),
    Code::new(254, "message_hash", "Never sent: stands in the transcript for the first ClientHello after a HelloRetryRequest.", "실제로 보내지는 않는다. HelloRetryRequest 뒤에 대화 기록에서 첫 ClientHello를 대신한다."),
]);
