//! ClientKeyExchange of TLS 1.2 and earlier (RFC 5246 §7.4.7, RFC 8422 §5.7).

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::base::side::Side;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::suite::Exchange;
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
            let public = r.vector(&POINT, 1, |r| {
                let group = match r.left() {
                    32 => Group::X25519,
                    56 => Group::X448,
                    65 => Group::SECP256R1,
                    97 => Group::SECP384R1,
                    133 => Group::SECP521R1,
                    _ => Group(0),
                };
                public::read(r, group, Side::Client)
            })?;
            ClientKeyExchange::Ecdhe(public)
        }
        Exchange::Dhe(_) => ClientKeyExchange::Dhe(r.vector(&DH_YC, 2, |r| r.rest(&DH_PUBLIC))?),
        // SSL 3.0 wrote the ciphertext without a length.
        Exchange::Rsa if setting.version == Some(Version::SSL3) => {
            ClientKeyExchange::Rsa(r.rest(&PREMASTER)?)
        }
        Exchange::Rsa => ClientKeyExchange::Rsa(r.vector(&ENCRYPTED, 2, |r| r.rest(&PREMASTER))?),
        Exchange::Extension | Exchange::Fixed | Exchange::Psk | Exchange::Unknown => {
            ClientKeyExchange::Other(r.rest(&OTHER)?)
        }
    })
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
