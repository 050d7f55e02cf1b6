//! What has been agreed, seen and computed in one TLS conversation so far.

use crate::base::side::Side;
use crate::base::text::Text;
use crate::dissect::tls::codes::alert::{Alert, AlertLevel};
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::suite::Suite;
use crate::dissect::tls::codes::version::Version;
use crate::dissect::tls::handshake::setting::Setting;
use crate::keys::certificate::Summary;
use crate::keys::cipher::Cipher;
use crate::keys::hash::Hash;
use crate::keys::inflate::Inflater;
use crate::keys::transcript::Transcript;
use crate::story::model::Cover;
use crate::story::tls::door::Epoch;

/// One TLS conversation.
#[derive(Default)]
pub(crate) struct Session {
    pub(crate) version: Option<Version>,
    pub(crate) suite: Option<Suite>,
    pub(crate) cipher: Option<&'static Cipher>,
    pub(crate) transcript: Transcript,
    /// The last ClientHello and ServerHello, whole messages.
    pub(crate) client_hello: Vec<u8>,
    pub(crate) server_hello: Vec<u8>,
    pub(crate) client_random: Vec<u8>,
    /// The same as the client has it, where the wire changed it on its way.
    pub(crate) client_random_sent: Vec<u8>,
    /// The name of the session as the server has it; empty where it gave none.
    pub(crate) session_id: Vec<u8>,
    /// The version the client wrote into its hello, which an RSA premaster secret repeats.
    pub(crate) offered: u16,
    pub(crate) server_random: Vec<u8>,
    /// Whether handshake messages may be missing from the transcript, because bytes are missing in the capture.
    pub(crate) torn: bool,
    /// Whether an end has just acknowledged bytes that the capture does not have, or not yet.
    pub(crate) behind: bool,
    /// Whether a HelloRetryRequest was sent.
    pub(crate) retried: bool,
    pub(crate) group: Option<Group>,
    /// Key shares used, client first.
    pub(crate) shares: [Vec<u8>; 2],
    pub(crate) shared: Vec<u8>,
    /// The pre-shared key agreed on, and the connection its ticket is from.
    pub(crate) psk: Option<Vec<u8>>,
    pub(crate) offered_psk: Option<Vec<u8>>,
    pub(crate) resumes: Option<usize>,
    pub(crate) early_secret: Vec<u8>,
    pub(crate) handshake_secret: Vec<u8>,
    pub(crate) master_secret: Vec<u8>,
    pub(crate) handshake_traffic: [Vec<u8>; 2],
    pub(crate) resumption_secret: Vec<u8>,
    pub(crate) early_data: EarlyData,
    /// What the client sent as early data.
    pub(crate) early_sent: Vec<u8>,
    /// TLS 1.2: whether both ends said extended_master_secret.
    pub(crate) extended: bool,
    /// Before TLS 1.3: whether both ends said encrypt_then_mac.
    pub(crate) encrypt_then_mac: bool,
    pub(crate) keys_ready: bool,
    /// TLS 1.2: the block that the keys were cut from.
    pub(crate) key_block: Vec<u8>,
    /// Certificates shown, DER, leaf first; client first.
    pub(crate) certificates: [Option<Vec<Vec<u8>>>; 2],
    /// What the first of them says, where it can be read; client first.
    pub(crate) leaves: [Option<Summary>; 2],
    pub(crate) certificate_wanted: bool,
    /// Whether this handshake began inside an established connection.
    pub(crate) renegotiated: bool,
    /// What undoes compression, where it was agreed on.
    pub(crate) deflate: Option<[Inflater; 2]>,
    pub(crate) finished: [bool; 2],
    pub(crate) closed: [bool; 2],
    pub(crate) alerts: Vec<Seen>,
    /// The first record that should have opened and did not.
    pub(crate) unopened: Option<(Side, Vec<u32>)>,
    /// What that record carried as it was sent.
    pub(crate) unopened_held: Option<Text>,
    /// Why what each side sends stays dark, as said last; client first.
    pub(crate) dark: [Option<Dark>; 2],
    /// A proof that failed, by its key.
    pub(crate) failed: Option<&'static str>,
    /// Who spoke, in handshake messages, up to the first application data of the client.
    pub(crate) turns: Vec<Side>,
    pub(crate) application: [usize; 2],
    pub(crate) first_data: Option<Side>,
    pub(crate) server_name: Option<String>,
    pub(crate) protocol: Option<String>,
    pub(crate) updates: [u32; 2],
}

/// What became of 0-RTT data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum EarlyData {
    /// Not offered.
    #[default]
    None,
    /// Offered, no answer yet.
    Offered,
    /// The server took it.
    Accepted,
    /// The server threw it away.
    Rejected,
}

/// Why nothing opens what a side sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dark {
    /// No secret was given at all.
    NoSecrets,
    /// Secrets were given, none with this connection's random.
    OtherSession,
    /// A private key was given, and this key exchange needs none: it only signs.
    KeySigns,
    /// A private key was given, and it is another server's.
    OtherKey,
    /// Some of this connection's secrets were given, not those of this direction.
    SomeMissing,
    /// Without the hellos nothing can be matched.
    StartMissing,
    /// This program does not open the suite.
    Suite,
    /// There are keys, and they do not fit what follows a gap.
    Gap,
    /// There are keys, and the record does not open with them.
    Damaged,
}

/// An alert as seen.
pub(crate) struct Seen {
    pub(crate) from: Side,
    pub(crate) level: u8,
    pub(crate) description: u8,
    pub(crate) cover: Cover,
}

impl Session {
    /// What a parser of the next message must know.
    pub(crate) fn setting(&self) -> Setting {
        Setting {
            version: self.version,
            suite: self.suite,
        }
    }

    pub(crate) fn hash(&self) -> Option<Hash> {
        Some(self.cipher?.hash)
    }

    /// Whether an end has given up.
    pub(crate) fn has_failed(&self) -> bool {
        let mut alerts = self.alerts.iter();
        let warning = AlertLevel::FATAL.0 - 1;
        let mild = |alert: &Seen| alert.level == warning && self.finished == [true, true];
        alerts.any(|alert| alert.description != Alert::CLOSE_NOTIFY.0 && !mild(alert))
    }

    pub(crate) fn tls13(&self) -> bool {
        self.version.is_some_and(Version::is_tls13)
    }

    /// Whether the transcript may lack messages.
    pub(crate) fn is_torn(&self) -> bool {
        self.torn || self.behind
    }

    /// The heading for a record under keys of `epoch`.
    pub(crate) fn chapter(&self, epoch: Epoch) -> Text {
        match epoch {
            Epoch::Early => Text::new(
                "TLS: data before the handshake is done (0-RTT)",
                "TLS: 핸드셰이크가 끝나기 전의 데이터 (0-RTT)",
            ),
            Epoch::Handshake => Text::new(
                "TLS: under encryption, the ends prove who they are",
                "TLS: 암호화된 채로 양 끝이 신원을 증명한다",
            ),
            Epoch::Application(_) => inside(),
            Epoch::Legacy => self.chapter_now(),
        }
    }

    /// The heading for what comes now.
    pub(crate) fn chapter_now(&self) -> Text {
        match (self.finished, self.version) {
            ([true, true], _) => inside(),
            (_, Some(version)) if version.is_tls13() && !self.server_hello.is_empty() => {
                self.chapter(Epoch::Handshake)
            }
            (_, Some(version)) if version.is_tls13() => hello(),
            (_, Some(_)) if !self.shared.is_empty() || self.resumes.is_some() => Text::new(
                "TLS: keys change, and Finished proves the handshake",
                "TLS: 키를 바꾸고, Finished가 핸드셰이크를 증명한다",
            ),
            (_, Some(_)) if !self.server_hello.is_empty() => Text::new(
                "TLS: the server shows who it is, the ends exchange keys",
                "TLS: 서버가 신원을 보이고 양 끝이 키를 교환한다",
            ),
            _ => hello(),
        }
    }
}

fn hello() -> Text {
    Text::new(
        "TLS: hello, the ends agree on how to speak",
        "TLS: 헬로, 어떻게 말할지 합의한다",
    )
}

fn inside() -> Text {
    Text::new(
        "Inside TLS: the application speaks",
        "TLS 안쪽: 응용 프로그램이 말한다",
    )
}
