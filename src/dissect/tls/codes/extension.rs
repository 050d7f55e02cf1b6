//! Extension types (RFC 8446 §4.2 and the IANA registry).

use crate::base::field::Code;
use crate::base::field::Codes;

/// Which extension it is, two bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExtensionType(pub u16);

macro_rules! types {
    ($($(#[$doc:meta])* $name:ident = $value:literal;)*) => {
        impl ExtensionType { $($(#[$doc])* pub const $name: Self = Self($value);)* }
    };
}

types! {
    /// The host name the client wants (RFC 6066 §3).
    SERVER_NAME = 0;
    /// A smaller record limit, old form (RFC 6066 §4).
    MAX_FRAGMENT_LENGTH = 1;
    /// A stapled OCSP response (RFC 6066 §8).
    STATUS_REQUEST = 5;
    /// Groups for the key exchange (RFC 8446 §4.2.7).
    SUPPORTED_GROUPS = 10;
    /// Forms of points (RFC 8422 §5.1.2).
    EC_POINT_FORMATS = 11;
    /// Signature schemes (RFC 8446 §4.2.3).
    SIGNATURE_ALGORITHMS = 13;
    /// SRTP profiles (RFC 5764).
    USE_SRTP = 14;
    /// Heartbeat (RFC 6520).
    HEARTBEAT = 15;
    /// Application protocols (RFC 7301).
    ALPN = 16;
    /// Several stapled OCSP responses (RFC 6961).
    STATUS_REQUEST_V2 = 17;
    /// Certificate Transparency proofs (RFC 6962).
    SIGNED_CERTIFICATE_TIMESTAMP = 18;
    /// Kinds of client certificates (RFC 7250).
    CLIENT_CERTIFICATE_TYPE = 19;
    /// Kinds of server certificates (RFC 7250).
    SERVER_CERTIFICATE_TYPE = 20;
    /// Padding (RFC 7685).
    PADDING = 21;
    /// MAC after encryption (RFC 7366).
    ENCRYPT_THEN_MAC = 22;
    /// Master secret bound to the handshake (RFC 7627).
    EXTENDED_MASTER_SECRET = 23;
    /// Token binding (RFC 8472).
    TOKEN_BINDING = 24;
    /// Compressed certificates (RFC 8879).
    COMPRESS_CERTIFICATE = 27;
    /// A smaller record limit (RFC 8449).
    RECORD_SIZE_LIMIT = 28;
    /// Delegated credentials (RFC 9345).
    DELEGATED_CREDENTIALS = 34;
    /// Session tickets of TLS 1.2 (RFC 5077).
    SESSION_TICKET = 35;
    /// Halves of key exchanges, up to draft 22 of TLS 1.3.
    KEY_SHARE_DRAFT = 40;
    /// Pre-shared keys (RFC 8446 §4.2.11).
    PRE_SHARED_KEY = 41;
    /// 0-RTT (RFC 8446 §4.2.10).
    EARLY_DATA = 42;
    /// Versions (RFC 8446 §4.2.1).
    SUPPORTED_VERSIONS = 43;
    /// A cookie (RFC 8446 §4.2.2).
    COOKIE = 44;
    /// How pre-shared keys may be used (RFC 8446 §4.2.9).
    PSK_KEY_EXCHANGE_MODES = 45;
    /// Authorities that are trusted (RFC 8446 §4.2.4).
    CERTIFICATE_AUTHORITIES = 47;
    /// Demands on client certificates (RFC 8446 §4.2.5).
    OID_FILTERS = 48;
    /// Client certificates later on (RFC 8446 §4.2.6).
    POST_HANDSHAKE_AUTH = 49;
    /// Signature schemes in certificates (RFC 8446 §4.2.3).
    SIGNATURE_ALGORITHMS_CERT = 50;
    /// Halves of key exchanges (RFC 8446 §4.2.8).
    KEY_SHARE = 51;
    /// QUIC's parameters (RFC 9001 §8.2).
    QUIC_TRANSPORT_PARAMETERS = 57;
    /// How many tickets (RFC 9149).
    TICKET_REQUEST = 58;
    /// Next protocol negotiation, before ALPN.
    NEXT_PROTOCOL_NEGOTIATION = 13172;
    /// Settings of the application, old number.
    APPLICATION_SETTINGS_OLD = 17513;
    /// Settings of the application.
    APPLICATION_SETTINGS = 17613;
    /// Channel ID, before token binding.
    CHANNEL_ID = 30032;
    /// Encrypted ClientHello (RFC 9849).
    ENCRYPTED_CLIENT_HELLO = 0xfe0d;
    /// Secure renegotiation (RFC 5746).
    RENEGOTIATION_INFO = 0xff01;
}

code_point!(ExtensionType, EXTENSION_TYPES);

/// Extension types.
pub static EXTENSION_TYPES: Codes = Codes::greased(ROWS);

/// Rows of [`EXTENSION_TYPES`]; a constant, so that fields can be made of them.
#[rustfmt::skip] // one row a line
pub(crate) const ROWS: &[Code] = &[
    Code::new(0, "server_name", "The host name the client wants, so that many sites can share one address; anyone on the path can read it.", "클라이언트가 원하는 호스트 이름이다. 한 주소에 여러 사이트를 둘 수 있게 하지만, 경로의 누구나 읽을 수 있다."),
    Code::new(1, "max_fragment_length", "Asks for smaller records, for devices with little memory; replaced by record_size_limit.", "메모리가 적은 기기를 위해 더 작은 레코드를 청한다. record_size_limit가 대신한다."),
    Code::new(2, "client_certificate_url", "Lets the client send a URL instead of its certificate; unused, since it makes the server fetch what strangers name.", "클라이언트가 인증서 대신 URL을 보내게 한다. 서버가 낯선 이가 적은 주소를 가져오게 되므로 쓰이지 않는다."),
    Code::new(3, "trusted_ca_keys", "Which roots a client has, so that a server can choose its chain (TLS 1.2).", "클라이언트가 가진 루트를 알려, 서버가 인증서 사슬을 고르게 한다(TLS 1.2)."),
    Code::new(4, "truncated_hmac", "Shorter MACs to save bytes; it made an attack possible and is out of use.", "바이트를 아끼려고 MAC을 줄인다. 공격을 가능하게 해서 쓰이지 않는다."),
    Code::new(5, "status_request", "Asks the server to staple fresh proof that its certificate is not revoked (OCSP), so that the client need not ask the authority and tell it where it surfs.", "인증서가 폐기되지 않았다는 최근 증명(OCSP)을 붙여 달라고 서버에 청한다. 그러면 클라이언트가 인증 기관에 직접 물어 어디를 방문하는지 알려 줄 필요가 없다."),
    Code::new(6, "user_mapping", "Hints at which account a client certificate belongs to (Windows domains).", "클라이언트 인증서가 어느 계정의 것인지 귀띔한다(Windows 도메인)."),
    Code::new(7, "client_authz", "Permissions of the client as signed statements beside its certificate; hardly implemented.", "인증서와 함께 보내는 클라이언트의 권한 증명이다. 구현된 것이 거의 없다."),
    Code::new(8, "server_authz", "Permissions of the server as signed statements beside its certificate; hardly implemented.", "인증서와 함께 보내는 서버의 권한 증명이다. 구현된 것이 거의 없다."),
    Code::new(9, "cert_type", "Chooses between X.509 and OpenPGP certificates; replaced by the two certificate type extensions.", "X.509와 OpenPGP 인증서 가운데 고른다. 인증서 종류 확장 두 개가 대신한다."),
    Code::new(10, "supported_groups", "Groups in which the sender can exchange keys, the favourite first.", "보내는 쪽이 키를 교환할 수 있는 그룹들로, 선호하는 것이 먼저 온다."),
    Code::new(11, "ec_point_formats", "How points of a curve may be written; only uncompressed is left, and TLS 1.3 ignores it.", "곡선의 점을 적는 방식이다. 이제 비압축형만 남았고 TLS 1.3은 무시한다."),
    Code::new(12, "srp", "The user name of a login by password inside the handshake (SRP); it travels in the clear.", "핸드셰이크 안에서 비밀번호로 로그인할 때의 사용자 이름이다(SRP). 그대로 드러난 채 간다."),
    Code::new(13, "signature_algorithms", "Signature schemes the sender can verify: without a common one, no side can prove who it is.", "보내는 쪽이 검증할 수 있는 서명 방식들이다. 공통된 것이 없으면 누구도 자신을 증명할 수 없다."),
    Code::new(14, "use_srtp", "Takes keys for encrypted audio and video (SRTP) from this handshake.", "암호화된 음성과 영상(SRTP)의 키를 이 핸드셰이크에서 얻는다."),
    Code::new(15, "heartbeat", "Offers keep-alive messages (RFC 6520); a bug in one implementation became Heartbleed.", "연결 유지 메시지(RFC 6520)를 제안한다. 한 구현의 버그가 Heartbleed였다."),
    Code::new(16, "application_layer_protocol_negotiation", "Which protocol will speak inside TLS, such as h2 or http/1.1, agreed without an extra round trip.", "TLS 안에서 h2나 http/1.1 같은 어떤 프로토콜을 쓸지, 왕복을 더하지 않고 정한다."),
    Code::new(17, "status_request_v2", "Asks for stapled OCSP responses for the whole chain, not only the server's own certificate; TLS 1.3 dropped it.", "서버 자신의 인증서만이 아니라 사슬 전체의 OCSP 응답을 붙여 달라고 청한다. TLS 1.3에서는 없어졌다."),
    Code::new(18, "signed_certificate_timestamp", "Proof that the certificate stands in public logs, so that a wrongly issued one cannot stay secret (Certificate Transparency).", "인증서가 공개 로그에 실렸다는 증명으로, 잘못 발급된 인증서가 숨어 있을 수 없게 한다(인증서 투명성)."),
    Code::new(19, "client_certificate_type", "Whether the client shows an X.509 certificate or a bare public key.", "클라이언트가 X.509 인증서를 보일지 공개 키만 보일지 정한다."),
    Code::new(20, "server_certificate_type", "Whether the server shows an X.509 certificate or a bare public key.", "서버가 X.509 인증서를 보일지 공개 키만 보일지 정한다."),
    Code::new(21, "padding", "Zeros without meaning: they lift the ClientHello over lengths that some servers choke on.", "뜻 없는 0들이다. 어떤 서버가 처리하지 못하는 길이를 피하도록 ClientHello를 늘린다."),
    Code::new(22, "encrypt_then_mac", "Computes the MAC over the ciphertext in CBC suites, which ends padding attacks (TLS 1.2).", "CBC 암호 모음에서 암호문에 MAC을 계산하여 패딩 공격을 막는다(TLS 1.2)."),
    Code::new(23, "extended_master_secret", "Binds TLS 1.2's master secret to the whole handshake, so that nobody can splice two connections together.", "TLS 1.2의 마스터 비밀을 핸드셰이크 전체에 묶어, 두 연결을 이어 붙이는 공격을 막는다."),
    Code::new(24, "token_binding", "Ties cookies to a key of the client, so that a stolen cookie is worthless elsewhere; given up by browsers.", "쿠키를 클라이언트의 키에 묶어, 훔친 쿠키를 다른 곳에서 쓸 수 없게 한다. 브라우저들은 지원을 거두었다."),
    Code::new(25, "cached_info", "The client already has the server's certificate and sends its hash, so that the server need not send it again.", "클라이언트가 서버 인증서를 이미 가지고 있어 그 해시를 보낸다. 서버는 다시 보내지 않아도 된다."),
    Code::new(26, "tls_lts", "A proposal for a TLS 1.2 with long-term support; never a standard.", "오래 지원할 TLS 1.2를 제안한 것으로, 표준이 되지 않았다."),
    Code::new(27, "compress_certificate", "Compression the sender can undo for certificates, the largest part of the handshake.", "핸드셰이크에서 가장 큰 부분인 인증서를 어떤 압축으로 받을 수 있는지 알린다."),
    Code::new(28, "record_size_limit", "The largest record the sender wants to receive, for devices with little memory.", "보내는 쪽이 받고자 하는 가장 큰 레코드로, 메모리가 적은 기기를 위한 것이다."),
    Code::new(29, "pwd_protect", "The user name of a password login, encrypted to the server (TLS-PWD).", "비밀번호 로그인의 사용자 이름을 서버에게만 보이게 암호화한 것이다(TLS-PWD)."),
    Code::new(30, "pwd_clear", "The user name of a password login in the clear (TLS-PWD).", "비밀번호 로그인의 사용자 이름을 그대로 적은 것이다(TLS-PWD)."),
    Code::new(31, "password_salt", "The salt with which the server keeps a password (TLS-PWD).", "서버가 비밀번호를 보관할 때 쓰는 솔트이다(TLS-PWD)."),
    Code::new(32, "ticket_pinning", "A ticket that pins the server's identity: who cannot open it later is not the same server.", "서버의 정체를 고정하는 티켓이다. 나중에 이것을 열지 못하면 같은 서버가 아니다."),
    Code::new(33, "tls_cert_with_extern_psk", "Uses a certificate and a key shared by other means at once, so that even a quantum computer does not suffice.", "인증서와 따로 나눠 가진 키를 함께 써서, 양자 컴퓨터만으로는 깨지 못하게 한다."),
    Code::new(34, "delegated_credentials", "Lets a server sign with a short-lived key that its certificate vouches for, so that the real key stays at home.", "인증서가 보증하는 짧은 수명의 키로 서버가 서명하게 하여, 진짜 키는 밖에 두지 않아도 된다."),
    Code::new(35, "session_ticket", "TLS 1.2: the session's secrets, encrypted by the server for itself and kept by the client, so that resumption needs no memory on the server.", "TLS 1.2에서 서버가 자신만 풀 수 있게 암호화한 세션의 비밀을 클라이언트가 보관한다. 서버의 기억 없이도 재개할 수 있다."),
    Code::new(36, "TLMSP", "Middleboxes that both ends know and allow, each with rights of its own (ETSI).", "양 끝이 알고 허락한 중간 장비에 저마다의 권한을 준다(ETSI)."),
    Code::new(37, "TLMSP_proxying", "How a middlebox of TLMSP joins the connection.", "TLMSP의 중간 장비가 연결에 끼는 방법이다."),
    Code::new(38, "TLMSP_delegate", "How a middlebox of TLMSP acts for an end that does not know TLMSP.", "TLMSP를 모르는 쪽을 대신해 중간 장비가 나서는 방법이다."),
    Code::new(39, "supported_ekt_ciphers", "How the keys of an encrypted conference call are handed out (RFC 8870).", "암호화된 다자 통화의 키를 나누어 주는 방식이다(RFC 8870)."),
    Code::new(40, "key_share (draft)", "The number of key_share up to draft 22 of TLS 1.3; it was moved because a server had taken it for something else.", "TLS 1.3 초안 22까지의 key_share 번호이다. 어떤 서버가 이 번호를 다른 뜻으로 쓰고 있어 옮겼다."),
    Code::new(41, "pre_shared_key", "Keys both ends already have, usually from a ticket: the way TLS 1.3 resumes; always the last extension, since its binders cover everything before.", "양 끝이 이미 가진 키로, 보통 티켓에서 온다. TLS 1.3이 재개하는 방법이며, 바인더가 앞의 모든 바이트에 대해 계산되므로 언제나 마지막 확장이다."),
    Code::new(42, "early_data", "Data sent at once with the first message (0-RTT): fast, but an attacker can replay it.", "첫 메시지와 함께 바로 보내는 데이터(0-RTT)이다. 빠르지만 공격자가 기록해 두었다가 그대로 다시 보낼 수 있다(재생 공격)."),
    Code::new(43, "supported_versions", "The versions really spoken; TLS 1.3 is offered only here, because servers used to choke on a high number in the old field.", "실제로 쓰는 버전들이다. 옛 필드의 높은 번호에 고장 나는 서버가 많아 TLS 1.3은 여기서만 제안된다."),
    Code::new(44, "cookie", "A value the server wants back in the second ClientHello, so that it need remember nothing in between.", "서버가 두 번째 ClientHello에서 돌려받으려는 값으로, 그사이 아무것도 기억하지 않아도 되게 한다."),
    Code::new(45, "psk_key_exchange_modes", "Whether a pre-shared key is used alone or together with a fresh (EC)DHE exchange, which restores forward secrecy.", "사전 공유 키를 단독으로 쓸지, 순방향 비밀성을 되찾아 주는 새 (EC)DHE 교환과 함께 쓸지 알린다."),
    Code::new(46, "ticket_early_data_info (draft)", "How much early data a ticket allows, up to draft 20 of TLS 1.3; later early_data says it.", "티켓이 허락하는 조기 데이터의 양이다. TLS 1.3 초안 20까지 쓰였고 뒤에는 early_data가 말한다."),
    Code::new(47, "certificate_authorities", "Names of the authorities the sender trusts, to help the other end choose a certificate.", "보내는 쪽이 신뢰하는 인증 기관의 이름들로, 상대가 인증서를 고르는 데 도움을 준다."),
    Code::new(48, "oid_filters", "Demands on the extensions of a client's certificate.", "클라이언트 인증서의 확장이 갖춰야 할 조건이다."),
    Code::new(49, "post_handshake_auth", "The client is willing to show a certificate after the handshake, when the server asks.", "핸드셰이크가 끝난 뒤에도 서버가 청하면 클라이언트가 인증서를 보일 수 있다는 뜻이다."),
    Code::new(50, "signature_algorithms_cert", "Signature schemes accepted inside certificates, where they differ from those of the handshake.", "인증서 안의 서명에 허용하는 방식으로, 핸드셰이크의 것과 다를 때 보낸다."),
    Code::new(51, "key_share", "The sender's half of the key exchange, sent along at once: this is why TLS 1.3 needs only one round trip.", "키 교환의 자기 몫을 미리 함께 보낸다. TLS 1.3이 왕복 한 번으로 끝나는 까닭이다."),
    Code::new(52, "transparency_info", "Proofs of public logs in the second version of Certificate Transparency (RFC 9162).", "인증서 투명성 2판의 공개 로그 증명이다(RFC 9162)."),
    Code::new(53, "connection_id (draft)", "The number of connection_id before RFC 9146.", "RFC 9146 이전의 connection_id 번호이다."),
    Code::new(54, "connection_id", "A name for the DTLS connection, so that it survives when the client's address changes (RFC 9146).", "DTLS 연결의 이름으로, 클라이언트의 주소가 바뀌어도 연결이 이어지게 한다(RFC 9146)."),
    Code::new(55, "external_id_hash", "Ties the handshake to an identity agreed elsewhere, as in a call's signalling (RFC 8844).", "통화 신호처럼 다른 곳에서 정한 신원에 핸드셰이크를 묶는다(RFC 8844)."),
    Code::new(56, "external_session_id", "Ties the handshake to a session agreed elsewhere, as in a call's signalling (RFC 8844).", "통화 신호처럼 다른 곳에서 정한 세션에 핸드셰이크를 묶는다(RFC 8844)."),
    Code::new(57, "quic_transport_parameters", "Limits and identifiers of the QUIC connection around this handshake, authenticated by it.", "이 핸드셰이크를 감싸는 QUIC 연결의 한도와 식별자로, 핸드셰이크가 인증해 준다."),
    Code::new(58, "ticket_request", "How many tickets the client would like.", "클라이언트가 받고 싶은 티켓의 수이다."),
    Code::new(59, "dnssec_chain", "Asks for the DNSSEC proof of the server's key along with the handshake (RFC 9102).", "서버 키의 DNSSEC 증명을 핸드셰이크와 함께 달라고 청한다(RFC 9102)."),
    Code::new(60, "sequence_number_encryption_algorithms", "How DTLS 1.3 hides record numbers.", "DTLS 1.3이 레코드 번호를 숨기는 방식이다."),
    Code::new(61, "rrc", "Checks that a client whose address changed can be reached there, so that nobody can redirect a flood (RFC 9853).", "주소가 바뀐 클라이언트가 정말 그곳에 있는지 확인하여, 남에게 트래픽을 쏟지 못하게 한다(RFC 9853)."),
    Code::new(62, "tls_flags", "Single bits that say yes or no, so that a simple wish does not cost a whole extension.", "예와 아니오를 뜻하는 낱개 비트들로, 간단한 뜻에 확장 하나를 다 쓰지 않게 한다."),
    Code::new(13172, "next_protocol_negotiation", "The predecessor of ALPN, by Google; there the client chose.", "구글이 만든 ALPN의 전신으로, 클라이언트가 골랐다."),
    Code::new(17513, "application_settings (old)", "Lets HTTP/2 send its settings inside the handshake (Chrome's ALPS, first number).", "HTTP/2의 설정을 핸드셰이크 안에서 보낸다(Chrome의 ALPS, 첫 번호)."),
    Code::new(17613, "application_settings", "Lets HTTP/2 send its settings inside the handshake (Chrome's ALPS).", "HTTP/2의 설정을 핸드셰이크 안에서 보낸다(Chrome의 ALPS)."),
    Code::new(30031, "channel_id_old", "An experiment of Chrome, first number: a key that identifies the client.", "Chrome의 실험으로 첫 번호이다. 클라이언트를 식별하는 키를 쓴다."),
    Code::new(30032, "channel_id", "An experiment of Chrome before token binding: a key that identifies the client.", "토큰 바인딩에 앞선 Chrome의 실험으로, 클라이언트를 식별하는 키이다."),
    Code::new(51764, "trust_anchors", "Which roots the client has, by short identifiers, so that a server with several chains can send the right one.", "클라이언트가 가진 루트를 짧은 식별자로 알려, 사슬이 여럿인 서버가 맞는 것을 보내게 한다."),
    Code::new(64768, "ech_outer_extensions", "Inside an Encrypted ClientHello: extensions to copy from the outer one, to save space.", "암호화된 ClientHello 안에서, 공간을 아끼려고 바깥 것에서 베낄 확장들을 가리킨다."),
    Code::new(65037, "encrypted_client_hello", "The real ClientHello, encrypted to a key the server published in DNS, so that the path cannot read the server name.", "서버가 DNS에 공개한 키로 암호화한 진짜 ClientHello로, 경로에서 서버 이름을 읽지 못하게 한다."),
    Code::new(65281, "renegotiation_info", "Ties a renegotiation to the handshake before it, against an attack of 2009; empty on a first handshake.", "재협상을 앞선 핸드셰이크에 묶어 2009년의 공격을 막는다. 첫 핸드셰이크에서는 비어 있다."),
    Code::new(65445, "quic_transport_parameters (draft)", "QUIC's parameters under the number of the drafts.", "초안 번호의 QUIC 매개변수이다."),
    Code::new(65486, "encrypted_server_name", "An early draft that encrypted only the server name; replaced by encrypted_client_hello.", "서버 이름만 암호화하던 초기 초안으로, encrypted_client_hello가 대신한다."),
];
