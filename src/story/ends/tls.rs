//! The states of one end of TLS: those of RFC 8446 appendix A for TLS 1.3; before it, whose flight is under way (RFC 5246 §7.3).

use crate::base::side::Side;
use crate::base::text::Text;

/// A state of TLS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tls {
    /// Nothing was said in TLS.
    #[default]
    Start,
    /// Client: waits for the ServerHello.
    WaitSh,
    /// Client: waits for EncryptedExtensions.
    WaitEe,
    /// Client: waits for CertificateRequest or Certificate.
    WaitCertCr,
    /// Waits for Certificate.
    WaitCert,
    /// Waits for CertificateVerify.
    WaitCv,
    /// Waits for Finished.
    WaitFinished,
    /// Server: a ClientHello came.
    RecvdCh,
    /// Server: it chose, and sends its flight.
    Negotiated,
    /// Server: waits for EndOfEarlyData.
    WaitEoed,
    /// Server: waits for the client's second flight.
    WaitFlight2,
    /// Before TLS 1.3: the flight that the ServerHello begins.
    ServerFlight,
    /// Before TLS 1.3: the client's second flight.
    ClientFlight,
    /// Before TLS 1.3: the flight that ends the handshake.
    LastFlight,
    /// The handshake is done.
    Connected,
    /// It said close_notify; it still hears.
    SaidGoodbye,
    /// The other end said close_notify; it may still speak.
    HeardGoodbye,
    /// Both said close_notify.
    Over,
    /// An alert ended it.
    Failed,
}

impl Tls {
    /// Its name: in capitals as RFC 8446 has it, else in words.
    pub fn name(self) -> Text {
        let name = match self {
            Self::Start => "START",
            Self::WaitSh => "WAIT_SH",
            Self::WaitEe => "WAIT_EE",
            Self::WaitCertCr => "WAIT_CERT_CR",
            Self::WaitCert => "WAIT_CERT",
            Self::WaitCv => "WAIT_CV",
            Self::WaitFinished => "WAIT_FINISHED",
            Self::RecvdCh => "RECVD_CH",
            Self::Negotiated => "NEGOTIATED",
            Self::WaitEoed => "WAIT_EOED",
            Self::WaitFlight2 => "WAIT_FLIGHT2",
            Self::Connected => "CONNECTED",
            Self::ServerFlight => return Text::new("server's flight", "서버의 메시지 묶음"),
            Self::ClientFlight => return Text::new("client's flight", "클라이언트의 메시지 묶음"),
            Self::LastFlight => return Text::new("last flight", "마지막 메시지 묶음"),
            Self::SaidGoodbye => return Text::new("said close_notify", "close_notify 보냄"),
            Self::HeardGoodbye => return Text::new("heard close_notify", "close_notify 받음"),
            Self::Over => return Text::new("closed", "닫힘"),
            Self::Failed => return Text::new("failed", "실패"),
        };
        Text::same(name)
    }

    /// The states it may turn into on this side, the usual one first. An alert leads to `Failed` from everywhere, and a
    /// close_notify before the end of the handshake to `Over`.
    pub fn leads_to(self, side: Side) -> &'static [Self] {
        match (side, self) {
            (Side::Client, Self::Start) => &[Self::WaitSh],
            (Side::Client, Self::WaitSh) => &[Self::WaitEe, Self::Start, Self::ServerFlight],
            (Side::Client, Self::WaitEe) => &[Self::WaitCertCr, Self::WaitFinished],
            (Side::Client, Self::WaitCertCr) => &[Self::WaitCv, Self::WaitCert],
            (_, Self::WaitCert) => match side {
                Side::Client => &[Self::WaitCv],
                Side::Server => &[Self::WaitCv, Self::WaitFinished],
            },
            (_, Self::WaitCv) => &[Self::WaitFinished],
            (_, Self::WaitFinished) => &[Self::Connected],
            (Side::Server, Self::Start) => &[Self::RecvdCh],
            (Side::Server, Self::RecvdCh) => &[Self::Negotiated, Self::Start, Self::ServerFlight],
            (Side::Server, Self::Negotiated) => &[Self::WaitFlight2, Self::WaitEoed],
            (Side::Server, Self::WaitEoed) => &[Self::WaitFlight2],
            (Side::Server, Self::WaitFlight2) => &[Self::WaitFinished, Self::WaitCert],
            (_, Self::ServerFlight) => &[Self::ClientFlight],
            (_, Self::ClientFlight) => &[Self::LastFlight, Self::Connected],
            (_, Self::LastFlight) => &[Self::Connected],
            (_, Self::Connected) => &[Self::SaidGoodbye, Self::HeardGoodbye],
            (_, Self::SaidGoodbye | Self::HeardGoodbye) => &[Self::Over],
            (_, Self::Over | Self::Failed) => &[],
            (
                Side::Client,
                Self::RecvdCh | Self::Negotiated | Self::WaitEoed | Self::WaitFlight2,
            )
            | (Side::Server, Self::WaitSh | Self::WaitEe | Self::WaitCertCr) => &[],
        }
    }

    /// The state between that takes no message of its own, where the standard draws one: a server is in WAIT_FLIGHT2 for no time.
    pub fn between(self, next: Self) -> Option<Self> {
        let from = matches!(self, Self::Negotiated | Self::WaitEoed);
        let to = matches!(next, Self::WaitCert | Self::WaitFinished);
        (from && to).then_some(Self::WaitFlight2)
    }

    /// What this side waits for, or does next.
    pub fn waits(self, side: Side) -> Text {
        match (side, self) {
            (Side::Client, Self::Start) => Text::new(
                "nothing: it speaks first, with a ClientHello",
                "없음: ClientHello로 먼저 말한다",
            ),
            (Side::Server, Self::Start) => Text::new("a ClientHello", "ClientHello"),
            (_, Self::WaitSh) => Text::new(
                "ServerHello, or HelloRetryRequest",
                "ServerHello 또는 HelloRetryRequest",
            ),
            (_, Self::WaitEe) => Text::new("EncryptedExtensions", "EncryptedExtensions"),
            (_, Self::WaitCertCr) => Text::new(
                "Certificate, or first a CertificateRequest",
                "Certificate, 또는 그에 앞선 CertificateRequest",
            ),
            (_, Self::WaitCert) => Text::same("Certificate"),
            (_, Self::WaitCv) => Text::new(
                "CertificateVerify: the proof that the certificate's key is there",
                "CertificateVerify: 인증서의 키를 가졌다는 증명",
            ),
            (Side::Client, Self::WaitFinished) => Text::new(
                "the server's Finished; then it sends its own",
                "서버의 Finished. 그다음 자기 Finished를 보낸다",
            ),
            (Side::Server, Self::WaitFinished) => {
                Text::new("the client's Finished", "클라이언트의 Finished")
            }
            (_, Self::RecvdCh) => Text::new(
                "nothing: it chooses, and answers with a ServerHello",
                "없음: 선택하고 ServerHello로 답한다",
            ),
            (_, Self::Negotiated) => Text::new(
                "nothing: it sends the rest of its flight, up to Finished",
                "없음: Finished까지 나머지 메시지를 보낸다",
            ),
            (_, Self::WaitEoed) => Text::new(
                "early data, then EndOfEarlyData",
                "조기 데이터, 그다음 EndOfEarlyData",
            ),
            (_, Self::WaitFlight2) => Text::new(
                "the client's second flight",
                "클라이언트의 두 번째 메시지 묶음",
            ),
            (Side::Client, Self::ServerFlight) => Text::new(
                "the rest of the server's flight: up to ServerHelloDone, or Finished if the session is resumed",
                "서버의 나머지 메시지: ServerHelloDone까지, 세션을 재개하면 Finished까지",
            ),
            (Side::Server, Self::ServerFlight) => Text::new(
                "nothing: it sends its flight, up to ServerHelloDone, or Finished if the session is resumed",
                "없음: ServerHelloDone까지, 세션을 재개하면 Finished까지 자기 메시지를 보낸다",
            ),
            (Side::Client, Self::ClientFlight) => Text::new(
                "nothing: it sends its flight, up to Finished",
                "없음: Finished까지 자기 메시지를 보낸다",
            ),
            (Side::Server, Self::ClientFlight) => Text::new(
                "the client's flight, up to Finished",
                "클라이언트의 메시지, Finished까지",
            ),
            (Side::Client, Self::LastFlight) => Text::new(
                "the server's ChangeCipherSpec and Finished",
                "서버의 ChangeCipherSpec과 Finished",
            ),
            (Side::Server, Self::LastFlight) => Text::new(
                "nothing: it sends ChangeCipherSpec and Finished",
                "없음: ChangeCipherSpec과 Finished를 보낸다",
            ),
            (_, Self::Connected) => Text::new("data of the application", "응용 데이터"),
            (_, Self::SaidGoodbye) => Text::new(
                "the other's close_notify; it sends no more",
                "상대의 close_notify. 더는 보내지 않는다",
            ),
            (_, Self::HeardGoodbye) => Text::new(
                "nothing more: it may still send, then says close_notify too",
                "없음: 더 보낼 수 있고, 끝나면 close_notify를 보낸다",
            ),
            (_, Self::Over) => Text::new("nothing: TLS is over", "없음: TLS가 끝났다"),
            (_, Self::Failed) => Text::new(
                "nothing: an alert ended TLS, every key is forgotten",
                "없음: 경보로 TLS가 끝났고 키는 모두 버려진다",
            ),
        }
    }
}

/// What protects the bytes of one direction, as one end sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Guard {
    /// Nothing.
    #[default]
    Clear,
    /// The early-data keys of TLS 1.3.
    Early,
    /// The handshake keys of TLS 1.3.
    Handshake,
    /// The application keys of TLS 1.3, renewed so many times.
    Application(u32),
    /// The keys of a connection before TLS 1.3.
    Session,
    /// It gave up: nothing goes this way any more.
    Nothing,
}

impl Guard {
    /// What protects what `sender` sends.
    pub fn text(self, sender: Side) -> Text {
        let who = sender.text();
        let (en, ko) = match self {
            Self::Clear => return Text::new("in the clear", "평문"),
            Self::Nothing => return Text::new("nothing any more", "더는 없음"),
            Self::Early => ("early-data keys", "조기 데이터 키".to_owned()),
            Self::Handshake => ("handshake keys", "핸드셰이크 키".to_owned()),
            Self::Application(0) => ("data keys", "데이터 키".to_owned()),
            Self::Application(n) => ("renewed data keys", format!("데이터 키({n}번째 갱신)")),
            Self::Session => ("keys from the key block", "키 블록에서 나온 키".to_owned()),
        };
        Text {
            en: format!("under the {}'s {en}", who.en).into(),
            ko: format!("{} 쪽 {ko}", who.ko).into(),
        }
    }
}
