//! ClientKeyExchange of TLS 1.2 and earlier (RFC 5246 §7.4.7, RFC 8422 §5.7).

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::base::side::Side;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::suite::Exchange;
use crate::dissect::tls::codes::suite::Rare;
use crate::dissect::tls::codes::suite::Suite;
use crate::dissect::tls::codes::version::Version;
use crate::dissect::tls::handshake::setting::Setting;
use crate::dissect::tls::public;

/// The client's half of the key exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientKeyExchange<'a> {
    /// The client's public key on an elliptic curve.
    Ecdhe(&'a [u8]),
    /// The client's public key modulo the server's prime, big-endian.
    Dhe(&'a [u8]),
    /// The premaster secret, encrypted to the server's RSA key.
    Rsa(&'a [u8]),
    /// Some other exchange, as it stands.
    Other(&'a [u8]),
}

impl<'a> ClientKeyExchange<'a> {
    /// What it holds, whatever the exchange: a public key, or the encrypted premaster secret.
    pub fn public(&self) -> &'a [u8] {
        match self {
            Self::Ecdhe(bytes) | Self::Dhe(bytes) | Self::Rsa(bytes) | Self::Other(bytes) => bytes,
        }
    }
}

/// The body of a ClientKeyExchange.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, setting: Setting) -> Result<ClientKeyExchange<'a>> {
    let exchange = setting
        .suite
        .map_or(Exchange::Unknown, |suite| suite.exchange());
    Ok(match exchange {
        Exchange::Ecdhe(_) => {
            let public = r.vector(&POINT, 1, point)?;
            ClientKeyExchange::Ecdhe(public)
        }
        Exchange::Dhe(_) => ClientKeyExchange::Dhe(r.vector(&DH_YC, 2, |r| r.rest(&DH_PUBLIC))?),
        // SSL 3.0 wrote the ciphertext without a length.
        Exchange::Rsa if setting.version == Some(Version::SSL3) => {
            ClientKeyExchange::Rsa(r.rest(&PREMASTER)?)
        }
        Exchange::Rsa => ClientKeyExchange::Rsa(r.vector(&ENCRYPTED, 2, |r| r.rest(&PREMASTER))?),
        Exchange::Extension | Exchange::Fixed | Exchange::Psk | Exchange::Unknown => {
            let body = r.peek();
            rare(r, setting.suite.and_then(Suite::rare))?;
            ClientKeyExchange::Other(body)
        }
    })
}

/// The exchanges that are rarely met.
fn rare(r: &mut Reader<'_, '_>, exchange: Option<Rare>) -> Result<()> {
    match exchange {
        Some(Rare::Psk) => identity(r),
        Some(Rare::RsaPsk) => {
            identity(r)?;
            r.vector(&ENCRYPTED, 2, |r| r.rest(&PREMASTER).map(drop))
        }
        Some(Rare::DhePsk) => {
            identity(r)?;
            r.vector(&DH_YC, 2, |r| r.rest(&DH_PUBLIC).map(drop))
        }
        Some(Rare::EcdhePsk) => {
            identity(r)?;
            r.vector(&POINT, 1, point).map(drop)
        }
        Some(Rare::Srp(_)) => r.vector(&SRP_A, 2, |r| r.rest(&SRP_PUBLIC).map(drop)),
        Some(Rare::Gost) => r.rest(&GOST).map(drop),
        Some(Rare::Kerberos) => {
            r.vector(&TICKET, 2, |r| r.rest(&TICKET_VALUE).map(drop))?;
            r.vector(&AUTHENTICATOR, 2, |r| {
                r.rest(&AUTHENTICATOR_VALUE).map(drop)
            })?;
            r.vector(&ENCRYPTED, 2, |r| r.rest(&KERBEROS_PREMASTER).map(drop))
        }
        Some(Rare::Fortezza) => r.rest(&FORTEZZA).map(drop),
        None => r.rest(&OTHER).map(drop),
    }
}

/// `psk_identity<0..2^16-1>` (RFC 4279 §2).
fn identity(r: &mut Reader<'_, '_>) -> Result<()> {
    r.vector(&IDENTITY, 2, |r| r.rest(&IDENTITY_VALUE).map(drop))
}

/// A point, whose group only its length tells.
fn point<'a>(r: &mut Reader<'a, '_>) -> Result<&'a [u8]> {
    let group = match r.left() {
        32 => Group::X25519,
        56 => Group::X448,
        65 => Group::SECP256R1,
        97 => Group::SECP384R1,
        133 => Group::SECP521R1,
        _ => Group(0),
    };
    public::read(r, group, Side::Client)
}

pub(super) static CLIENT_KEY_EXCHANGE: Field = Field::group(
    "ClientKeyExchange",
    "RFC 5246 §7.4.7",
    "The client's half of the key exchange: from here on both ends can compute the same master secret.",
    "키 교환의 클라이언트 쪽 몫이다. 여기서부터 양 끝이 같은 마스터 비밀을 계산할 수 있다.",
);
static POINT: Field = Field::group(
    "ECPoint",
    "RFC 8422 §5.4",
    "The sender's public key, with its length.",
    "길이가 붙은 보내는 쪽의 공개 키이다.",
);
static DH_YC: Field = Field::group(
    "dh_Yc",
    "RFC 5246 §7.4.7.2",
    "The client's public number, with its length.",
    "길이가 붙은 클라이언트의 공개 수이다.",
);
static DH_PUBLIC: Field = Field::hex(
    "DH public value",
    "RFC 5246 §8.1.2",
    "The generator to the power of a secret number: easy to compute, hopeless to undo.",
    "생성원을 비밀 수만큼 거듭제곱한 것이다. 계산하기는 쉽지만 되돌리기는 사실상 불가능하다.",
);
static ENCRYPTED: Field = Field::group(
    "EncryptedPreMasterSecret",
    "RFC 5246 §7.4.7.1",
    "The encrypted premaster secret, with its length.",
    "길이가 붙은 암호화된 프리마스터 비밀이다.",
);
static PREMASTER: Field = Field::hex(
    "encrypted premaster secret",
    "RFC 5246 §7.4.7.1",
    "48 bytes of the client's choice, encrypted to the server's RSA key: whoever has or later steals that key can read this connection.",
    "클라이언트가 고른 48바이트를 서버의 RSA 키로 암호화한 것이다. 그 키를 가졌거나 나중에 훔친 사람은 이 연결을 읽을 수 있다.",
);
static OTHER: Field = Field::hex(
    "exchange data",
    "RFC 5246 §7.4.3",
    "A key exchange that is not taken apart here.",
    "여기서 풀지 않는 키 교환이다.",
);
static IDENTITY: Field = Field::group(
    "psk_identity",
    "RFC 4279 §2",
    "The name of the shared key, with its length.",
    "길이가 붙은 사전 공유 키의 이름이다.",
);
static IDENTITY_VALUE: Field = Field::utf8(
    "identity",
    "RFC 4279 §5.1",
    "Which key the client means; it goes in the clear, so it names the device to everyone on the path.",
    "클라이언트가 뜻하는 키이다. 그대로 드러난 채 가므로 경로의 누구나 어떤 기기인지 안다.",
);
static SRP_A: Field = Field::group(
    "srp_A",
    "RFC 5054 §2.8.4",
    "The client's public number, with its length.",
    "길이가 붙은 클라이언트의 공개 수이다.",
);
static SRP_PUBLIC: Field = Field::hex(
    "SRP public value",
    "RFC 5054 §2.5.4",
    "The generator to the power of a secret number: the password does not go into it, so nothing can be guessed from it.",
    "생성원을 비밀 수만큼 거듭제곱한 것이다. 비밀번호가 들지 않으므로 이것만으로는 아무것도 추측할 수 없다.",
);
static GOST: Field = Field::hex(
    "GOST key transport",
    "RFC 9189 §4.2.4",
    "The premaster secret, encrypted by the Russian standard to the server's key, in DER.",
    "프리마스터 비밀을 러시아 표준으로 서버의 키에 암호화한 것이다(DER).",
);
static TICKET: Field = Field::group(
    "Ticket",
    "RFC 2712 §3",
    "The Kerberos ticket for the server, with its length.",
    "길이가 붙은 서버용 Kerberos 티켓이다.",
);
static TICKET_VALUE: Field = Field::hex(
    "Kerberos ticket",
    "RFC 2712 §3",
    "Holds a key that the ticket service made for both ends, encrypted to the server.",
    "티켓 서비스가 양 끝을 위해 만든 키를 서버에게만 열리게 암호화해 담는다.",
);
static AUTHENTICATOR: Field = Field::group(
    "authenticator",
    "RFC 2712 §3",
    "Optional proof that the client holds the ticket's key, with its length.",
    "클라이언트가 티켓의 키를 가졌다는 선택적인 증명으로, 길이가 붙어 있다.",
);
static AUTHENTICATOR_VALUE: Field = Field::hex(
    "authenticator value",
    "RFC 2712 §3",
    "A timestamp under the ticket's key.",
    "티켓의 키로 보호한 시각이다.",
);
static KERBEROS_PREMASTER: Field = Field::hex(
    "encrypted premaster secret",
    "RFC 2712 §3",
    "The premaster secret under the ticket's key.",
    "티켓의 키로 암호화한 프리마스터 비밀이다.",
);
static FORTEZZA: Field = Field::hex(
    "Fortezza key data",
    "RFC 6101 §5.6.7.3",
    "The key exchange of a token of the US government of the 1990s, with its escrowed cipher Skipjack.",
    "1990년대 미국 정부의 토큰이 하던 키 교환으로, 키를 위탁하는 암호 Skipjack을 썼다.",
);
