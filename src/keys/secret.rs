//! The secrets of TLS 1.3 that are made with Derive-Secret: name, label, what is hashed into each, and what it is for
//! (RFC 8446 §7.1).

use crate::base::text::Doc;

/// One secret of the key schedule.
#[derive(Debug, PartialEq, Eq)]
pub struct Secret {
    /// The name the RFC gives it.
    pub name: &'static str,
    /// The label it is derived with, without its `tls13 `.
    pub label: &'static str,
    /// The secret it is derived from.
    pub parent: &'static str,
    /// The messages whose hash goes in, as the RFC writes them; empty: none.
    pub messages: &'static str,
    /// The label of its line in a key log, where it has one.
    pub log: Option<&'static str>,
    /// What it is for.
    pub doc: Doc,
}

impl Secret {
    /// The secret derived with `label`.
    pub fn labelled(label: &str) -> Option<&'static Self> {
        SECRETS.iter().copied().find(|secret| secret.label == label)
    }

    /// The secret whose lines in a key log carry `log`.
    pub fn logged(log: &str) -> Option<&'static Self> {
        SECRETS
            .iter()
            .copied()
            .find(|secret| secret.log == Some(log))
    }
}

/// All of them, in the order of the key schedule.
pub static SECRETS: [&Secret; 10] = [
    &EXTERNAL_BINDER,
    &RESUMPTION_BINDER,
    &CLIENT_EARLY_TRAFFIC,
    &EARLY_EXPORTER,
    &CLIENT_HANDSHAKE_TRAFFIC,
    &SERVER_HANDSHAKE_TRAFFIC,
    &CLIENT_APPLICATION_TRAFFIC,
    &SERVER_APPLICATION_TRAFFIC,
    &EXPORTER,
    &RESUMPTION,
];

/// Proves knowledge of a pre-shared key that was agreed outside TLS.
pub static EXTERNAL_BINDER: Secret = Secret {
    name: "binder_key",
    label: "ext binder",
    parent: "early_secret",
    messages: "",
    log: None,
    doc: Doc::new(
        "With it the client proves in its first message that it knows a pre-shared key agreed outside TLS.",
        "클라이언트가 TLS 밖에서 합의한 사전 공유 키를 안다는 사실을 첫 메시지에서 증명하는 데 쓴다.",
    ),
};

/// Proves knowledge of a pre-shared key that came with a ticket.
pub static RESUMPTION_BINDER: Secret = Secret {
    name: "binder_key",
    label: "res binder",
    parent: "early_secret",
    messages: "",
    log: None,
    doc: Doc::new(
        "With it the client proves in its first message that it knows the key that belongs to the ticket it shows.",
        "클라이언트가 내민 티켓에 딸린 키를 안다는 사실을 첫 메시지에서 증명하는 데 쓴다.",
    ),
};

/// Protects 0-RTT data.
pub static CLIENT_EARLY_TRAFFIC: Secret = Secret {
    name: "client_early_traffic_secret",
    label: "c e traffic",
    parent: "early_secret",
    messages: "ClientHello",
    log: Some("CLIENT_EARLY_TRAFFIC_SECRET"),
    doc: Doc::new(
        "Protects what the client sends before the server has answered; it rests on the ticket alone, so it lacks forward secrecy.",
        "서버가 답하기 전에 클라이언트가 보내는 데이터를 보호한다. 오직 티켓에 기대므로 순방향 비밀성이 없다.",
    ),
};

/// Keys for other protocols before the handshake is done.
pub static EARLY_EXPORTER: Secret = Secret {
    name: "early_exporter_master_secret",
    label: "e exp master",
    parent: "early_secret",
    messages: "ClientHello",
    log: Some("EARLY_EXPORTER_SECRET"),
    doc: Doc::new(
        "From it other protocols draw keys that are needed already with the 0-RTT data.",
        "0-RTT 데이터 단계에서 이미 키가 필요한 다른 프로토콜이 여기서 키를 뽑아 쓴다.",
    ),
};

/// Protects the client's handshake messages.
pub static CLIENT_HANDSHAKE_TRAFFIC: Secret = Secret {
    name: "client_handshake_traffic_secret",
    label: "c hs traffic",
    parent: "handshake_secret",
    messages: "ClientHello...ServerHello",
    log: Some("CLIENT_HANDSHAKE_TRAFFIC_SECRET"),
    doc: Doc::new(
        "Protects the client's handshake messages, so that an eavesdropper sees neither its certificate nor its Finished.",
        "클라이언트의 핸드셰이크 메시지를 보호하여, 엿듣는 사람이 클라이언트의 인증서도 Finished도 볼 수 없게 한다.",
    ),
};

/// Protects the server's handshake messages.
pub static SERVER_HANDSHAKE_TRAFFIC: Secret = Secret {
    name: "server_handshake_traffic_secret",
    label: "s hs traffic",
    parent: "handshake_secret",
    messages: "ClientHello...ServerHello",
    log: Some("SERVER_HANDSHAKE_TRAFFIC_SECRET"),
    doc: Doc::new(
        "Protects the server's handshake messages from EncryptedExtensions on, so that its certificate is hidden on the way.",
        "EncryptedExtensions부터 서버의 핸드셰이크 메시지를 보호하여, 서버 인증서가 전송 중에 드러나지 않게 한다.",
    ),
};

/// Protects the client's application data.
pub static CLIENT_APPLICATION_TRAFFIC: Secret = Secret {
    name: "client_application_traffic_secret_0",
    label: "c ap traffic",
    parent: "master_secret",
    messages: "ClientHello...server Finished",
    log: Some("CLIENT_TRAFFIC_SECRET_0"),
    doc: Doc::new(
        "Protects what the client's application sends; each KeyUpdate replaces it by the next in line.",
        "클라이언트의 응용 프로그램이 보내는 데이터를 보호한다. KeyUpdate가 있을 때마다 다음 차례의 비밀로 바뀐다.",
    ),
};

/// Protects the server's application data.
pub static SERVER_APPLICATION_TRAFFIC: Secret = Secret {
    name: "server_application_traffic_secret_0",
    label: "s ap traffic",
    parent: "master_secret",
    messages: "ClientHello...server Finished",
    log: Some("SERVER_TRAFFIC_SECRET_0"),
    doc: Doc::new(
        "Protects what the server's application sends, and the tickets; each KeyUpdate replaces it by the next in line.",
        "서버의 응용 프로그램이 보내는 데이터와 티켓을 보호한다. KeyUpdate가 있을 때마다 다음 차례의 비밀로 바뀐다.",
    ),
};

/// Keys for other protocols.
pub static EXPORTER: Secret = Secret {
    name: "exporter_master_secret",
    label: "exp master",
    parent: "master_secret",
    messages: "ClientHello...server Finished",
    log: Some("EXPORTER_SECRET"),
    doc: Doc::new(
        "From it other protocols, such as DTLS-SRTP, draw keys of their own that are bound to this connection.",
        "DTLS-SRTP 같은 다른 프로토콜이 이 연결에 묶인 자신만의 키를 여기서 뽑아 쓴다.",
    ),
};

/// Keys for later connections.
pub static RESUMPTION: Secret = Secret {
    name: "resumption_master_secret",
    label: "res master",
    parent: "master_secret",
    messages: "ClientHello...client Finished",
    log: None,
    doc: Doc::new(
        "From it comes the key of each ticket, with which a later connection can do without certificates.",
        "여기서 각 티켓의 키가 나오며, 그 키로 이후의 연결은 인증서 없이 재개할 수 있다.",
    ),
};
