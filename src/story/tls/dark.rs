//! Why a protected record stays dark, and what would light it.

use crate::base::side::Side;
use crate::base::text::Text;
use crate::dissect::tls::codes::version::Version;
use crate::story::book::Book;
use crate::story::tls::session::{Dark, Session};
use crate::text;

impl Dark {
    /// The reason, as far as it is known.
    pub(crate) fn of(session: &Session, book: &Book<'_>, has_keys: bool, gapped: bool) -> Self {
        match (has_keys, gapped) {
            (true, true) => return Self::Gap,
            (true, false) => return Self::Damaged,
            (false, _) => {}
        }
        if session.client_random.is_empty() || session.suite.is_none() {
            return Self::StartMissing;
        }
        if session.cipher.is_none() {
            return Self::Suite;
        }
        if book.has_secrets(&session.client_random) {
            return Self::SomeMissing;
        }
        let others = book.evidence.other_secrets > 0 || !book.evidence.key_log.trim().is_empty();
        match (others, book.evidence.rsa_keys.is_empty()) {
            (true, _) => Self::OtherSession,
            (false, true) => Self::NoSecrets,
            (false, false) if session.rsa() => Self::OtherKey,
            (false, false) => Self::KeySigns,
        }
    }

    /// The reason in a sentence.
    pub(crate) fn sentence(self, session: &Session) -> Text {
        let random = hex::encode(&session.client_random);
        let random = random.get(..16).unwrap_or(&random);
        match self {
            Self::NoSecrets => Text::new(
                "This record stays dark: its keys come from secrets that only the ends have, and none was given.",
                "이 레코드는 열리지 않는다. 키는 양 끝만 가진 비밀에서 나오는데, 주어진 비밀이 없다.",
            ),
            Self::OtherSession => {
                text!(en: "This record stays dark: the key log has no line for this connection's client random ({random}…).", ko: "이 레코드는 열리지 않는다. 키 로그에 이 연결의 클라이언트 random({random}…)에 맞는 줄이 없다.")
            }
            Self::KeySigns => Text::new(
                "This record stays dark: the private key that was given does not help. In this key exchange it only signs; the secret came from two values made for this connection and thrown away since (forward secrecy).",
                "이 레코드는 열리지 않는다. 주어진 개인 키는 도움이 되지 않는다. 이 키 교환에서 개인 키는 서명만 하고, 비밀은 이 연결만을 위해 만들었다가 버린 두 값에서 나왔다(순방향 비밀성).",
            ),
            Self::OtherKey => Text::new(
                "This record stays dark: the private key that was given is not the one of this server's certificate.",
                "이 레코드는 열리지 않는다. 주어진 개인 키가 이 서버 인증서의 것이 아니다.",
            ),
            Self::SomeMissing => Text::new(
                "This record stays dark: the key log knows this connection, but lacks the secret that this record is under.",
                "이 레코드는 열리지 않는다. 키 로그에 이 연결이 있지만, 이 레코드를 보호하는 비밀은 빠져 있다.",
            ),
            Self::StartMissing => Text::new(
                "This record stays dark: the hellos are not in the capture, so no secret can be matched to this connection.",
                "이 레코드는 열리지 않는다. 헬로 메시지가 캡처에 없어 어떤 비밀도 이 연결과 맞출 수 없다.",
            ),
            Self::Suite => {
                let suite = session.suite.map(|suite| suite.to_string());
                let suite = suite.unwrap_or_default();
                text!(en: "This record stays dark: tlslab does not open {suite}.", ko: "이 레코드는 열리지 않는다. tlslab이 열지 못하는 암호 모음이다: {suite}.")
            }
            Self::Gap => Text::new(
                "This record does not open: bytes before it are missing in the capture, and with them the count of records that its nonce is made from.",
                "이 레코드는 열리지 않는다. 앞의 바이트가 캡처에 없고, 논스를 만드는 데 필요한 레코드 번호도 함께 잃었다.",
            ),
            Self::Damaged => Text::new(
                "This record does not open: the receiver's keys are not the sender's, or its bytes were changed.",
                "이 레코드는 열리지 않는다. 받는 쪽의 키가 보낸 쪽의 키와 다르거나 바이트가 바뀌었다.",
            ),
        }
    }

    /// What would light it.
    pub(crate) fn remedy(self, session: &Session, from: Side) -> Text {
        let label = match (session.tls13(), from) {
            (true, Side::Client) => "CLIENT_HANDSHAKE_TRAFFIC_SECRET, CLIENT_TRAFFIC_SECRET_0",
            (true, Side::Server) => "SERVER_HANDSHAKE_TRAFFIC_SECRET, SERVER_TRAFFIC_SECRET_0",
            (false, _) => "CLIENT_RANDOM",
        };
        match self {
            Self::NoSecrets | Self::OtherSession | Self::SomeMissing | Self::OtherKey
                if session.rsa() =>
            {
                Text::new(
                    "To open it, run one end with SSLKEYLOGFILE set and give the file with --keys, or give the server's RSA key with --rsa-key: this connection has no forward secrecy.",
                    "열려면 한쪽 끝을 SSLKEYLOGFILE을 설정해 실행하고 그 파일을 --keys 옵션으로 주거나, 서버의 RSA 키를 --rsa-key 옵션으로 준다. 이 연결에는 순방향 비밀성이 없다.",
                )
            }
            Self::KeySigns => {
                text!(en: "To open it, run one end with SSLKEYLOGFILE set while it connects, and give the file with --keys. Needed: {label}.", ko: "열려면 한쪽 끝을 SSLKEYLOGFILE을 설정해 실행하고, 그 파일을 --keys 옵션으로 준다. 필요한 것: {label}.")
            }
            Self::NoSecrets | Self::OtherSession | Self::SomeMissing | Self::OtherKey => {
                text!(en: "To open it, run one end with SSLKEYLOGFILE set while it connects, and give the file with --keys. Needed: {label}. The server's private key does not help: the key exchange is made anew for each connection.", ko: "열려면 한쪽 끝을 SSLKEYLOGFILE을 설정해 실행하고, 그 파일을 --keys 옵션으로 준다. 필요한 것: {label}. 키 교환을 연결마다 새로 하므로 서버의 개인 키로는 열 수 없다.")
            }
            Self::StartMissing => Text::new(
                "To open it, begin the capture before the connection does, and capture whole packets (tcpdump -s 0).",
                "열려면 연결이 시작되기 전에 캡처를 시작하고, 패킷 전체를 캡처한다(tcpdump -s 0).",
            ),
            Self::Suite => Text::new(
                "No secret helps here; a connection with a suite that tlslab opens would.",
                "어떤 비밀로도 여기서는 열 수 없다. tlslab이 여는 암호 모음을 쓴 연결이어야 한다.",
            ),
            Self::Gap => Text::new(
                "To open it, capture without loss: on a quieter machine, with a larger buffer, or with a filter for this connection alone.",
                "열려면 손실 없이 캡처한다. 덜 바쁜 장비에서, 더 큰 버퍼로, 또는 이 연결만 거르는 필터로 캡처한다.",
            ),
            Self::Damaged => Text::EMPTY,
        }
    }

    /// The verdict on a record, in a few words.
    pub(crate) fn says(self) -> Text {
        match self {
            Self::NoSecrets
            | Self::OtherSession
            | Self::SomeMissing
            | Self::KeySigns
            | Self::OtherKey => Text::new(
                "no secret is known for this record",
                "이 레코드의 비밀을 알지 못한다",
            ),
            Self::StartMissing => Text::new(
                "the start of the connection is not in the capture",
                "연결의 시작이 캡처에 없다",
            ),
            Self::Suite => Text::new(
                "tlslab does not open this cipher suite",
                "tlslab이 이 암호 모음을 열지 못한다",
            ),
            Self::Gap => Text::new(
                "bytes before it are not in the capture",
                "앞의 바이트가 캡처에 없다",
            ),
            Self::Damaged => Text::new(
                "the authentication tag does not verify under any key of this connection",
                "이 연결의 어떤 키로도 인증 태그가 맞지 않는다",
            ),
        }
    }
}

impl Session {
    /// Whether the client sent the premaster secret under the server's RSA key.
    fn rsa(&self) -> bool {
        use crate::dissect::tls::codes::suite::Exchange;
        let old = self.version.is_some_and(|version| version < Version::TLS13);
        old && self
            .suite
            .is_some_and(|suite| matches!(suite.exchange(), Exchange::Rsa))
    }
}
