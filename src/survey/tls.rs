//! What one pass learned of the TLS inside a connection.

use crate::base::side::Side;
use crate::base::verdict::Verdict;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::version::Version;
use crate::survey::seen::{Alert, Certificate, ClientHello, Message, ServerHello};

/// The TLS of a connection, as far as it was seen. `None` is what could not be known.
#[derive(Clone, Debug, Default)]
pub struct Tls {
    /// The version agreed on; SSL 2.0 is 0x0002, a draft of TLS 1.3 keeps its own number.
    pub version: Option<Version>,
    /// The highest version the client offered.
    pub version_offered: Option<Version>,
    /// The cipher suite agreed on; SSL 2.0 has codes of three bytes.
    pub suite: Option<u32>,
    /// The group of the key exchange.
    pub group: Option<Group>,
    /// Bits of the prime of a Diffie-Hellman exchange (DHE), where the server sent one.
    pub prime: Option<u32>,
    /// The compression method agreed on; 0: none, as it should be.
    pub compression: u8,
    /// The application protocol agreed on.
    pub alpn: Option<String>,
    /// Whether an earlier session was resumed.
    pub resumed: Option<bool>,
    /// Whether the server asked for another ClientHello.
    pub retry: Option<bool>,
    /// Whether the server asked for a client certificate and the client answered.
    pub client_auth: Option<bool>,
    /// What became of 0-RTT data.
    pub early_data: EarlyData,
    /// What became of Encrypted ClientHello.
    pub ech: Ech,
    /// Whether the TCP server sent the ClientHello. All of this speaks of TLS roles.
    pub roles_swapped: bool,
    /// Whether the connection was seen from its first byte in both directions.
    pub from_start: bool,
    /// Every ClientHello: a retry makes two.
    pub client_hellos: Vec<ClientHello>,
    /// Every ServerHello; HelloRetryRequest is one.
    pub server_hellos: Vec<ServerHello>,
    /// Handshake messages in the order completed, at most [`MOST`](crate::survey::seen::MOST).
    pub messages: Vec<Message>,
    /// Alerts in order.
    pub alerts: Vec<Alert>,
    /// Certificates in the order shown, leaf first.
    pub certificates: Vec<Certificate>,
    /// Outer records of both directions.
    pub records: Records,
    /// What the secrets opened.
    pub decryption: Decryption,
    /// What was computed again and compared: a stable name such as `server_finished`, and the verdict.
    pub proofs: Vec<(&'static str, Verdict)>,
    /// Versions of QUIC long headers, in the order seen, each once.
    pub quic_versions: Vec<u32>,
    /// Whether each end sent close_notify, client first; none: it may have, unreadably.
    pub close_notify: [Option<bool>; 2],
    /// The first record that did not open with the secret it should open with, and its frame.
    pub damaged: Option<u32>,
    /// The first frame of a hello that is not what it claims.
    pub damaged_hello: Option<u32>,
    /// The first bytes that are no record where one should begin, and their frame.
    pub not_records: Option<u32>,
    /// The first frame of a handshake that began again on the same connection.
    pub renegotiated: Option<u32>,
    /// Messages, alerts, records or certificates let go to stay inside the memory of the pass.
    pub let_go: u64,
}

impl Tls {
    /// The ClientHello that counts: the last.
    pub fn client_hello(&self) -> Option<&ClientHello> {
        self.client_hellos.last()
    }

    /// The ServerHello that counts: the last that is no HelloRetryRequest, else the last.
    pub fn server_hello(&self) -> Option<&ServerHello> {
        let real = self.server_hellos.iter().rfind(|hello| !hello.retry);
        real.or(self.server_hellos.last())
    }

    /// The name the client asked for.
    pub fn sni(&self) -> Option<&str> {
        self.client_hello()?.sni.as_deref()
    }

    /// The certificates that `side` showed, leaf first.
    pub fn chain(&self, side: Side) -> impl Iterator<Item = &Certificate> {
        self.certificates.iter().filter(move |one| one.from == side)
    }
}

/// What became of 0-RTT data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EarlyData {
    /// Not offered.
    #[default]
    None,
    /// Offered; the answer is not readable.
    Offered,
    /// Accepted by the server.
    Accepted,
    /// Refused by the server.
    Rejected,
}

/// What became of Encrypted ClientHello (RFC 9849).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ech {
    /// Not offered.
    #[default]
    None,
    /// Offered: whether it is real or GREASE cannot be told from outside.
    GreaseOrOuter,
    /// Accepted, as the confirmation in ServerHello shows.
    Accepted,
    /// Refused: the server sent other configurations.
    Rejected,
}

/// Outer records by content type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// Type 20.
    pub change_cipher_spec: u64,
    /// Type 21.
    pub alert: u64,
    /// Type 22.
    pub handshake: u64,
    /// Type 23.
    pub application_data: u64,
    /// Type 24.
    pub heartbeat: u64,
    /// Any other.
    pub other: u64,
}

/// What the secrets opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decryption {
    /// How much.
    pub status: Status,
    /// Why not all; none where all was opened or nothing was protected.
    pub reason: Option<Dark>,
    /// Application bytes opened, by sender, client first; none where dark.
    pub bytes: [Option<u64>; 2],
    /// SHA-256 of them in order.
    pub sha256: [Option<[u8; 32]>; 2],
    /// Names of the secrets that opened records, such as `CLIENT_TRAFFIC_SECRET_0`, each once.
    pub used: Vec<&'static str>,
}

/// How much of what was protected was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Nothing was protected.
    #[default]
    NotNeeded,
    /// Every protected record.
    Full,
    /// Some of them.
    Partial,
    /// None.
    Dark,
}

/// Why protected records stay dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dark {
    /// No secrets were given at all.
    NoSecrets,
    /// Secrets were given, none of them for this connection's client random.
    OtherSession,
    /// Some secrets of this connection are missing, such as those of one direction.
    SomeSecretsMissing,
    /// The connection began before the capture: without its hellos, no secret can be matched.
    StartMissing,
    /// The connection began in the capture, but its hellos are cut short or lost there.
    StartCut,
    /// Only private RSA keys were given, and none is this server's.
    OtherRsaKey,
    /// Only private RSA keys were given, and this key exchange is made anew for each connection.
    RsaKeyOnlySigns,
    /// This program does not open this cipher suite, or the suite is not known.
    SuiteNotSupported,
    /// A record did not open with the secret it should open with.
    RecordDamaged,
    /// Bytes are missing in the capture, and records after the gap do not open.
    Gap,
    /// Secrets of this connection stood in the file after its records.
    SecretsCameLate,
    /// DTLS and QUIC are recognised and not opened.
    ProtocolNotOpened,
}

impl Dark {
    /// Its name in JSON and filters.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoSecrets => "no_secrets",
            Self::OtherSession => "other_session",
            Self::SomeSecretsMissing => "some_secrets_missing",
            Self::StartMissing => "start_missing",
            Self::StartCut => "start_cut",
            Self::OtherRsaKey => "other_rsa_key",
            Self::RsaKeyOnlySigns => "rsa_key_only_signs",
            Self::SuiteNotSupported => "suite_not_supported",
            Self::RecordDamaged => "record_damaged",
            Self::Gap => "gap",
            Self::SecretsCameLate => "secrets_came_late",
            Self::ProtocolNotOpened => "protocol_not_opened",
        }
    }
}
