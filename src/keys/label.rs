//! The kinds of lines that key logs have, and what each secret opens (draft-ietf-tls-keylogfile, and older forms that
//! OpenSSL, NSS and QUIC programs wrote).

use crate::base::text::Doc;

/// What one kind of line holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Label {
    /// The first word of the line.
    pub name: &'static str,
    /// Lengths in bytes of what the line is found by: the client's random; for `RSA` a piece of the ClientKeyExchange; for
    /// `RSA Session-ID` the session's name. Empty: 1 to 32.
    pub found_by: &'static [usize],
    /// Lengths in bytes that the secret may have. Empty: any.
    pub secret: &'static [usize],
    /// What the secret opens.
    pub doc: Doc,
}

impl Label {
    /// The place of `name` in [`LABELS`].
    pub(crate) fn place(name: &[u8]) -> Option<u16> {
        let at = LABELS
            .iter()
            .position(|label| label.name.as_bytes() == name)?;
        u16::try_from(at).ok()
    }
}

const RANDOM: &[usize] = &[32];
/// The first bytes of an encrypted premaster secret.
const PIECE: &[usize] = &[8];
/// A traffic secret is as long as the hash of the suite: SHA-256 or SHA-384.
const HASHES: &[usize] = &[32, 48];
const MASTER: &[usize] = &[48];
/// 48 bytes with RSA; else as long as the prime or the coordinate of the exchange gives.
const ANY: &[usize] = &[];

/// The name of the line that OpenSSL's `s_client` prints; its two values follow their own names.
pub(crate) const SESSION: &str = "RSA Session-ID";

/// How the names end of lines that a log may have many of: one for each KeyUpdate.
pub(crate) const UPDATED: &str = "_TRAFFIC_SECRET_N";

const fn label(
    name: &'static str,
    found_by: &'static [usize],
    secret: &'static [usize],
    en: &'static str,
    ko: &'static str,
) -> Label {
    Label {
        name,
        found_by,
        secret,
        doc: Doc::new(en, ko),
    }
}

/// Every kind of line, the commonest first.
pub static LABELS: [Label; 20] = [
    label(
        "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
        RANDOM,
        HASHES,
        "TLS 1.3: opens the client's handshake messages and proves its Finished.",
        "TLS 1.3: 클라이언트의 핸드셰이크 메시지를 열고 그 Finished를 증명한다.",
    ),
    label(
        "SERVER_HANDSHAKE_TRAFFIC_SECRET",
        RANDOM,
        HASHES,
        "TLS 1.3: opens the server's handshake messages, its certificate too, and proves its Finished.",
        "TLS 1.3: 인증서를 비롯한 서버의 핸드셰이크 메시지를 열고 그 Finished를 증명한다.",
    ),
    label(
        "CLIENT_TRAFFIC_SECRET_0",
        RANDOM,
        HASHES,
        "TLS 1.3: opens the client's application data, and by counting on also what follows a KeyUpdate.",
        "TLS 1.3: 클라이언트의 응용 데이터를 연다. 다음 비밀을 계산해 가면 KeyUpdate 이후의 데이터도 열 수 있다.",
    ),
    label(
        "SERVER_TRAFFIC_SECRET_0",
        RANDOM,
        HASHES,
        "TLS 1.3: opens the server's application data and tickets, and by counting on also what follows a KeyUpdate.",
        "TLS 1.3: 서버의 응용 데이터와 티켓을 연다. 다음 비밀을 계산해 가면 KeyUpdate 이후의 데이터도 열 수 있다.",
    ),
    label(
        "EXPORTER_SECRET",
        RANDOM,
        HASHES,
        "TLS 1.3: gives keys to other protocols; it opens no record.",
        "TLS 1.3: 다른 프로토콜에 키를 준다. 레코드를 여는 데는 쓰이지 않는다.",
    ),
    label(
        "CLIENT_RANDOM",
        RANDOM,
        MASTER,
        "TLS up to 1.2: the master secret, from which all keys of both sides follow.",
        "TLS 1.2까지: 마스터 비밀. 양쪽의 모든 키가 여기서 나온다.",
    ),
    label(
        "CLIENT_EARLY_TRAFFIC_SECRET",
        RANDOM,
        HASHES,
        "TLS 1.3: opens the client's 0-RTT data.",
        "TLS 1.3: 클라이언트의 0-RTT 데이터를 연다.",
    ),
    label(
        "EARLY_EXPORTER_SECRET",
        RANDOM,
        HASHES,
        "TLS 1.3: gives keys to other protocols during 0-RTT; it opens no record.",
        "TLS 1.3: 0-RTT 동안 다른 프로토콜에 키를 준다. 레코드를 여는 데는 쓰이지 않는다.",
    ),
    label(
        "PMS_CLIENT_RANDOM",
        RANDOM,
        ANY,
        "TLS up to 1.2: the premaster secret, which the key exchange gave and the master secret is made from.",
        "TLS 1.2까지: 키 교환이 내놓은 프리마스터 비밀. 마스터 비밀을 만드는 재료이다.",
    ),
    label(
        "RSA",
        PIECE,
        MASTER,
        "TLS up to 1.2 with RSA key exchange: the premaster secret, found by the first 8 bytes of its encrypted form.",
        "RSA 키 교환을 쓰는 TLS 1.2까지: 프리마스터 비밀. 암호화된 형태의 첫 8바이트로 찾는다.",
    ),
    label(
        "RSA Session-ID",
        ANY,
        MASTER,
        "TLS up to 1.2: the master secret of a session, found by the name under which it may be resumed.",
        "TLS 1.2까지: 세션의 마스터 비밀. 재개할 때 쓰는 세션의 이름으로 찾는다.",
    ),
    label(
        "ECH_SECRET",
        RANDOM,
        ANY,
        "Encrypted ClientHello: opens the hidden inner ClientHello, found by the random of the outer one.",
        "Encrypted ClientHello: 숨은 안쪽 ClientHello를 연다. 바깥쪽 ClientHello의 random으로 찾는다.",
    ),
    label(
        "ECH_CONFIG",
        RANDOM,
        ANY,
        "Encrypted ClientHello: the public configuration that the client used; it opens nothing without ECH_SECRET.",
        "Encrypted ClientHello: 클라이언트가 쓴 공개 설정. ECH_SECRET 없이는 아무것도 열지 못한다.",
    ),
    label(
        "QUIC_CLIENT_EARLY_TRAFFIC_SECRET",
        RANDOM,
        HASHES,
        "QUIC, as early drafts named it: opens the client's 0-RTT packets. Today the label of TLS is used.",
        "초기 초안에서 쓰던 QUIC용 이름: 클라이언트의 0-RTT 패킷을 연다. 지금은 TLS의 레이블을 쓴다.",
    ),
    label(
        "QUIC_CLIENT_HANDSHAKE_TRAFFIC_SECRET",
        RANDOM,
        HASHES,
        "QUIC, as early drafts named it: opens the client's handshake packets. Today the label of TLS is used.",
        "초기 초안에서 쓰던 QUIC용 이름: 클라이언트의 핸드셰이크 패킷을 연다. 지금은 TLS의 레이블을 쓴다.",
    ),
    label(
        "QUIC_SERVER_HANDSHAKE_TRAFFIC_SECRET",
        RANDOM,
        HASHES,
        "QUIC, as early drafts named it: opens the server's handshake packets. Today the label of TLS is used.",
        "초기 초안에서 쓰던 QUIC용 이름: 서버의 핸드셰이크 패킷을 연다. 지금은 TLS의 레이블을 쓴다.",
    ),
    label(
        "QUIC_CLIENT_TRAFFIC_SECRET_0",
        RANDOM,
        HASHES,
        "QUIC, as early drafts named it: opens the client's data packets. Today the label of TLS is used.",
        "초기 초안에서 쓰던 QUIC용 이름: 클라이언트의 데이터 패킷을 연다. 지금은 TLS의 레이블을 쓴다.",
    ),
    label(
        "QUIC_SERVER_TRAFFIC_SECRET_0",
        RANDOM,
        HASHES,
        "QUIC, as early drafts named it: opens the server's data packets. Today the label of TLS is used.",
        "초기 초안에서 쓰던 QUIC용 이름: 서버의 데이터 패킷을 연다. 지금은 TLS의 레이블을 쓴다.",
    ),
    label(
        "CLIENT_TRAFFIC_SECRET_N",
        RANDOM,
        HASHES,
        "TLS 1.3, as OpenSSL logs every KeyUpdate: the client's next secret. It follows from CLIENT_TRAFFIC_SECRET_0.",
        "TLS 1.3, OpenSSL이 KeyUpdate마다 적는 줄: 클라이언트의 다음 비밀. CLIENT_TRAFFIC_SECRET_0에서 계산된다.",
    ),
    label(
        "SERVER_TRAFFIC_SECRET_N",
        RANDOM,
        HASHES,
        "TLS 1.3, as OpenSSL logs every KeyUpdate: the server's next secret. It follows from SERVER_TRAFFIC_SECRET_0.",
        "TLS 1.3, OpenSSL이 KeyUpdate마다 적는 줄: 서버의 다음 비밀. SERVER_TRAFFIC_SECRET_0에서 계산된다.",
    ),
];
