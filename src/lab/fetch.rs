//! Fetching what a TLS server shows of itself: one handshake with a client that believes everything and writes down what it saw.
//!
//! Nothing is judged here, and nothing is sent but the handshake. The chain is kept even where the handshake fails after it.

use std::io::{self, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, SignatureScheme};

use crate::base::text::Text;
use crate::keys::certificate::summary;
use crate::keys::signature::{self, Why};
use crate::text;

/// What a server showed.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The name it was asked for.
    pub name: String,
    /// The address that answered.
    pub address: String,
    /// Its chain as it was sent, its own certificate first, DER.
    pub chain: Vec<Vec<u8>>,
    /// The OCSP response it stapled (RFC 6066 §8); none: it stapled none.
    pub stapled: Option<Vec<u8>>,
    /// The protocol version agreed on, such as `TLS 1.3`; none: the handshake did not get so far.
    pub version: Option<&'static str>,
    /// Whether its handshake signature fits the key of its certificate; none: none was seen, or it could not be checked.
    pub holds_key: Option<bool>,
    /// Why the handshake failed after the chain had been shown.
    pub failed: Option<String>,
}

/// Which server, under which name.
#[derive(Clone, Debug)]
pub struct Wish<'w> {
    /// Name or address.
    pub host: &'w str,
    /// Port.
    pub port: u16,
    /// The name to ask for (server_name, RFC 6066 §3).
    pub name: &'w str,
    /// How long to wait, for the connection and for the handshake each.
    pub patience: Duration,
}

/// Why there is no chain.
#[derive(Debug)]
pub enum Lost {
    /// The host's name leads to no address.
    Unknown(io::Error),
    /// Nobody takes the connection.
    Unreached(io::Error),
    /// It took longer than the patience.
    Late,
    /// What answered does not speak TLS, or none that is known here.
    Handshake(String),
    /// The name cannot be asked for.
    Name,
}

impl Lost {
    /// Why, in words.
    pub fn text(&self) -> Text {
        match self {
            Self::Unknown(why) => {
                text!(en: "its name leads to no address ({why})", ko: "이름에 맞는 주소를 찾을 수 없음 ({why})")
            }
            Self::Unreached(why) if why.kind() == io::ErrorKind::ConnectionRefused => Text::new(
                "the connection was refused: nobody listens on that port",
                "연결이 거부됨. 그 포트에서 듣는 프로그램이 없음",
            ),
            Self::Unreached(why) => {
                text!(en: "it cannot be reached ({why})", ko: "닿을 수 없음 ({why})")
            }
            Self::Late => Text::new("it does not answer in time", "제때 응답하지 않음"),
            Self::Handshake(why) => {
                text!(en: "no TLS handshake came about ({why})", ko: "TLS 핸드셰이크가 이루어지지 않음 ({why})")
            }
            Self::Name => Text::new(
                "the name to ask for is neither a DNS name nor an address",
                "요청할 이름이 DNS 이름도 주소도 아님",
            ),
        }
    }
}

/// Shakes hands with the server and hangs up.
///
/// # Errors
/// If it shows no chain.
pub fn fetch(wish: &Wish<'_>) -> Result<Shown, Lost> {
    let seen = Arc::new(Witness::new());
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|why| Lost::Handshake(why.to_string()))?
        .dangerous()
        .with_custom_certificate_verifier(seen.clone())
        .with_no_client_auth();
    let name = ServerName::try_from(wish.name.to_owned()).map_err(|_| Lost::Name)?;
    let mut tls = ClientConnection::new(Arc::new(config), name)
        .map_err(|why| Lost::Handshake(why.to_string()))?;
    let (mut tcp, address) = connect(wish)?;
    let ended = shake(&mut tls, &mut tcp, wish.patience);
    let mut shown = seen.take();
    shown.address = address.to_string();
    wish.name.clone_into(&mut shown.name);
    shown.version = tls.protocol_version().and_then(|version| match version {
        rustls::ProtocolVersion::TLSv1_2 => Some("TLS 1.2"),
        rustls::ProtocolVersion::TLSv1_3 => Some("TLS 1.3"),
        _ => None,
    });
    match ended {
        Ok(()) => {
            // It has done what it was asked for; whether it hears the farewell does not matter.
            tls.send_close_notify();
            let _ = tls.write_tls(&mut tcp).and_then(|_| tcp.flush());
        }
        Err(why) if shown.chain.is_empty() => return Err(why),
        Err(Lost::Handshake(why)) => shown.failed = Some(why),
        Err(why) => shown.failed = Some(why.text().en.into_owned()),
    }
    match shown.chain.is_empty() {
        true => Err(Lost::Handshake(
            "the server showed no certificate".to_owned(),
        )),
        false => Ok(shown),
    }
}

/// Connects to the first of the host's addresses that answers.
fn connect(wish: &Wish<'_>) -> Result<(TcpStream, SocketAddr), Lost> {
    let addresses = (wish.host, wish.port)
        .to_socket_addrs()
        .map_err(Lost::Unknown)?;
    let mut last = Lost::Unknown(io::Error::from(io::ErrorKind::NotFound));
    for address in addresses {
        match TcpStream::connect_timeout(&address, wish.patience) {
            Ok(tcp) => return Ok((tcp, address)),
            Err(why) if late(&why) => last = Lost::Late,
            Err(why) => last = Lost::Unreached(why),
        }
    }
    Err(last)
}

fn shake(tls: &mut ClientConnection, tcp: &mut TcpStream, patience: Duration) -> Result<(), Lost> {
    let end = Instant::now() + patience;
    while tls.is_handshaking() {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Lost::Late);
        }
        let wait = tcp
            .set_read_timeout(Some(left))
            .and_then(|()| tcp.set_write_timeout(Some(left)));
        wait.map_err(Lost::Unreached)?;
        match tls.complete_io(tcp) {
            Ok(_) => {}
            Err(why) if late(&why) => return Err(Lost::Late),
            Err(why) => return Err(Lost::Handshake(why.to_string())),
        }
    }
    Ok(())
}

fn late(why: &io::Error) -> bool {
    [io::ErrorKind::WouldBlock, io::ErrorKind::TimedOut].contains(&why.kind())
}

/// Believes everything and remembers it.
#[derive(Debug)]
struct Witness {
    seen: Mutex<Shown>,
    provider: CryptoProvider,
}

impl Witness {
    fn new() -> Self {
        Self {
            seen: Mutex::default(),
            provider: ring::default_provider(),
        }
    }

    fn take(&self) -> Shown {
        std::mem::take(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Checks the signature of the handshake, and goes on whatever comes of it.
    fn signature(
        &self,
        message: &[u8],
        certificate: &[u8],
        signed: &DigitallySignedStruct,
    ) -> HandshakeSignatureValid {
        let fits = summary(certificate).and_then(|summary| {
            let scheme = u16::from(signed.scheme);
            match signature::verify(scheme, &summary.spki, message, signed.signature()) {
                Ok(()) => Some(true),
                Err(Why::Fails) => Some(false),
                Err(_) => None,
            }
        });
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.holds_key = fits;
        HandshakeSignatureValid::assertion()
    }
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let chain = std::iter::once(end_entity).chain(intermediates);
        seen.chain = chain.map(|der| der.to_vec()).collect();
        seen.stapled = Some(ocsp_response.to_vec()).filter(|response| !response.is_empty());
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(self.signature(message, cert, dss))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(self.signature(message, cert, dss))
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}
