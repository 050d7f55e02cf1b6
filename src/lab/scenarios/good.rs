//! Connections that work.

use crate::base::text::Doc;
use crate::lab::blueprint::{
    CLIENT, Caller, Credential, Insists, Listener, Meeting, OTHER, SERVER,
};
use crate::lab::client::{Ask, Moment};
use crate::lab::offer::{Group, Tls};
use crate::lab::scenario::{Knob, Scenario};

/// Bytes of early data a server takes that takes any: one full record.
const TAKEN: u32 = 16_384;

/// A full handshake.
pub static FULL: Scenario = Scenario::good(
    "full",
    Doc::new(
        "A full handshake with a server never met before, a request and its answer",
        "처음 만나는 서버와의 전체 핸드셰이크, 그리고 요청과 응답",
    ),
    |_| (),
);

/// TLS 1.2.
pub static TLS12: Scenario = Scenario::good(
    "tls12",
    Doc::new(
        "The same in TLS 1.2: two round trips, and the certificate in the clear",
        "같은 일을 TLS 1.2로: 왕복이 두 번이고 인증서가 그대로 드러난다",
    ),
    |_| (),
)
.only(Tls::V12);

/// Resumption with a ticket.
pub static RESUMPTION: Scenario = Scenario::good(
    "resumption",
    Doc::new(
        "Two connections: the second resumes with the ticket of the first and needs no certificate",
        "연결을 두 번 맺는다: 둘째는 첫째에서 받은 티켓으로 재개하므로 인증서가 필요 없다",
    ),
    |run| run.meetings = vec![Meeting::plain(SERVER), Meeting::plain(SERVER)],
)
.only(Tls::V13);

/// Resumption in TLS 1.2.
pub static TLS12_RESUMPTION: Scenario = Scenario::good(
    "tls12-resumption",
    Doc::new(
        "Two connections in TLS 1.2: the second reuses the master secret of the first",
        "TLS 1.2로 연결을 두 번 맺는다: 둘째는 첫째의 마스터 비밀을 다시 쓴다",
    ),
    |run| run.meetings = vec![Meeting::plain(SERVER), Meeting::plain(SERVER)],
)
.only(Tls::V12);

/// Early data.
pub static EARLY_DATA: Scenario = Scenario::good(
    "early-data",
    Doc::new(
        "In the second connection the client sends its request with its first flight (0-RTT)",
        "둘째 연결에서는 클라이언트가 첫 메시지와 함께 요청까지 보낸다 (0-RTT)",
    ),
    |run| run.meetings = early(TAKEN),
)
.only(Tls::V13);

/// Early data that the server does not take.
pub static EARLY_DATA_REJECTED: Scenario = Scenario::good(
    "early-data-rejected",
    Doc::new(
        "The server does not take the early data, and the client sends its request again",
        "서버가 조기 데이터(0-RTT)를 받아들이지 않아 클라이언트가 요청을 다시 보낸다",
    ),
    |run| run.meetings = early(0),
)
.only(Tls::V13);

/// HelloRetryRequest.
pub static RETRY: Scenario = Scenario::good(
    "retry",
    Doc::new(
        "The client guesses a group the server does not have and is sent back (HelloRetryRequest)",
        "클라이언트가 짐작한 그룹이 서버에 없어, 다시 보내 달라는 답을 받는다 (HelloRetryRequest)",
    ),
    |run| {
        run.client.offer.groups = vec![Group::X25519, Group::Secp384r1];
        run.server.offer.groups = vec![Group::Secp384r1];
    },
)
.only(Tls::V13)
.choosing(&[Knob::Group]);

/// A hybrid key exchange.
pub static POST_QUANTUM: Scenario = Scenario::good(
    "post-quantum",
    Doc::new(
        "A key exchange that a quantum computer would not break: ML-KEM-768 beside X25519",
        "양자 컴퓨터로도 깨지지 않을 키 교환: X25519와 ML-KEM-768을 함께 쓴다",
    ),
    |run| {
        run.client.offer.groups = vec![Group::X25519MlKem768, Group::X25519, Group::Secp256r1];
        run.server.offer.groups = vec![Group::X25519MlKem768, Group::X25519];
    },
)
.only(Tls::V13)
.choosing(&[Knob::Group]);

/// Mutual authentication.
pub static CLIENT_CERTIFICATE: Scenario = Scenario::good(
    "client-certificate",
    Doc::new(
        "The server asks for a certificate of the client too: both ends prove who they are",
        "서버도 클라이언트의 인증서를 요구한다: 양 끝이 서로 신원을 증명한다",
    ),
    |run| {
        run.client.shows = Some(Credential::good(CLIENT));
        run.server.insists = Insists::OnCertificate;
    },
);

/// ALPN.
pub static ALPN: Scenario = Scenario::good(
    "alpn",
    Doc::new(
        "Both ends agree during the handshake on what will be spoken inside (ALPN)",
        "양 끝이 TLS 안에서 쓸 프로토콜을 핸드셰이크 중에 합의한다 (ALPN)",
    ),
    |run| {
        run.client.offer.alpn = vec!["h2".into(), "http/1.1".into()];
        run.server.offer.alpn = vec!["http/1.1".into()];
    },
);

/// SNI.
pub static SNI: Scenario = Scenario::good(
    "sni",
    Doc::new(
        "Two names on one address: the name the client asks for chooses the certificate",
        "한 주소에 이름이 둘: 클라이언트가 요청한 이름에 따라 인증서가 정해진다",
    ),
    |run| {
        run.server.shows = vec![Credential::good(SERVER), Credential::good(OTHER)];
        run.meetings = vec![Meeting::plain(SERVER), Meeting::plain(OTHER)];
    },
);

/// KeyUpdate.
pub static KEY_UPDATE: Scenario = Scenario::good(
    "key-update",
    Doc::new(
        "Both ends change their traffic keys in the middle of the connection (KeyUpdate)",
        "양 끝이 연결 도중에 트래픽 키를 바꾼다 (KeyUpdate)",
    ),
    |run| {
        run.meetings = vec![Meeting {
            caller: Caller::OverTls {
                name: SERVER.into(),
                path: "/".into(),
                asks: vec![Ask::More, Ask::WithNewKeys],
                moment: Moment::InTurn,
            },
            ..Meeting::plain(SERVER)
        }];
    },
)
.only(Tls::V13);

/// A connection that gives a ticket good for early data, and one that uses it on a server that takes `taken` bytes.
fn early(taken: u32) -> Vec<Meeting> {
    let first = Meeting {
        listener: Listener::OverTls { early_data: TAKEN },
        ..Meeting::plain(SERVER)
    };
    let second = Meeting {
        caller: Caller::OverTls {
            name: SERVER.into(),
            path: "/".into(),
            asks: vec![Ask::Last],
            moment: Moment::Early,
        },
        listener: Listener::OverTls { early_data: taken },
    };
    vec![first, second]
}
