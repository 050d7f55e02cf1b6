//! ServerKeyExchange of TLS 1.2 and earlier (RFC 5246 §7.4.3, RFC 8422 §5.4).

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::base::side::Side;
use crate::dissect::tls::codes::group::GROUPS;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::scheme::SCHEMES;
use crate::dissect::tls::codes::scheme::Scheme;
use crate::dissect::tls::codes::suite::Exchange;
use crate::dissect::tls::codes::suite::Rare;
use crate::dissect::tls::codes::suite::Signed;
use crate::dissect::tls::codes::suite::Suite;
use crate::dissect::tls::handshake::explicit;
use crate::dissect::tls::handshake::setting::Setting;
use crate::dissect::tls::public;

/// The server's half of the key exchange, signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerKeyExchange<'a> {
    /// The named group; none for Diffie-Hellman modulo a prime of the server's own, and for what is not taken apart.
    pub group: Option<Group>,
    /// The server's public key; empty for what is not taken apart.
    pub public: &'a [u8],
    /// The bytes that are signed, after both randoms: from curve_type or dh_p to the public key.
    pub parameters: &'a [u8],
    /// How it is signed; none before TLS 1.2 and without a certificate.
    pub scheme: Option<Scheme>,
    /// The signature; empty without a certificate.
    pub signature: &'a [u8],
}

/// The body of a ServerKeyExchange.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, setting: Setting) -> Result<ServerKeyExchange<'a>> {
    let whole = r.peek();
    let before = r.at();
    // Without a suite (a capture that began late), a named curve at the front is a good guess.
    let guess = match whole {
        [3, ..] => Exchange::Ecdhe(Signed::Yes),
        _ => Exchange::Unknown,
    };
    let exchange = setting.suite.map_or(guess, |suite| suite.exchange());
    let rare = setting.suite.and_then(Suite::rare);
    let (group, public, signed) = match (exchange, rare) {
        (Exchange::Ecdhe(signed), _) if matches!(whole, [1..=3, ..]) => {
            let (group, public) = r.group(&EC_PARAMS, ecdhe)?;
            (Some(group), public, signed)
        }
        (Exchange::Dhe(signed), _) => (None, r.group(&DH_PARAMS, dhe)?, signed),
        (Exchange::Rsa, _) if !whole.is_empty() => (None, r.group(&RSA_PARAMS, rsa)?, Signed::Yes),
        (_, Some(Rare::Psk | Rare::RsaPsk)) => {
            hint(r)?;
            (None, &[][..], Signed::No)
        }
        (_, Some(Rare::DhePsk)) => {
            hint(r)?;
            (None, r.group(&DH_PARAMS, dhe)?, Signed::No)
        }
        (_, Some(Rare::EcdhePsk)) => {
            hint(r)?;
            let (group, public) = r.group(&EC_PARAMS, ecdhe)?;
            (Some(group), public, Signed::No)
        }
        (_, Some(Rare::Srp(signed))) => (None, r.group(&SRP_PARAMS, srp)?, signed),
        (_, Some(Rare::Gost | Rare::Kerberos | Rare::Fortezza) | None) => {
            return Ok(ServerKeyExchange {
                group: None,
                public: &[],
                parameters: r.rest(&OTHER)?,
                scheme: None,
                signature: &[],
            });
        }
    };
    let parameters = whole.get(..r.at() - before).unwrap_or_default();
    let (scheme, signature) = match signed {
        Signed::No => (None, &[][..]),
        Signed::Yes => {
            let scheme = if setting.is_before_tls12() {
                None
            } else {
                Some(Scheme(r.u16(&ALGORITHM)?))
            };
            (
                scheme,
                r.vector(&SIGNATURE, 2, |r| r.rest(&SIGNATURE_VALUE))?,
            )
        }
    };
    Ok(ServerKeyExchange {
        group,
        public,
        parameters,
        scheme,
        signature,
    })
}

fn ecdhe<'a>(r: &mut Reader<'a, '_>) -> Result<(Group, &'a [u8])> {
    let group = match r.u8(&CURVE_TYPE)? {
        1 => explicit::prime(r).map(|()| Group::EXPLICIT_PRIME)?,
        2 => explicit::binary(r).map(|()| Group::EXPLICIT_BINARY)?,
        _ => Group(r.u16(&NAMED_CURVE)?),
    };
    let public = r.vector(&POINT, 1, |r| public::read(r, group, Side::Server))?;
    Ok((group, public))
}

/// RSA key of the export suites: its own, since it had to be shorter than the certificate's (RFC 2246 §7.4.3).
fn rsa<'a>(r: &mut Reader<'a, '_>) -> Result<&'a [u8]> {
    let modulus = r.vector(&RSA_MODULUS, 2, |r| r.rest(&MODULUS))?;
    r.vector(&RSA_EXPONENT, 2, |r| r.rest(&EXPONENT))?;
    Ok(modulus)
}

/// `psk_identity_hint<0..2^16-1>` (RFC 4279 §2).
fn hint(r: &mut Reader<'_, '_>) -> Result<()> {
    r.vector(&PSK_HINT, 2, |r| r.rest(&HINT).map(drop))
}

/// `ServerSRPParams` (RFC 5054 §2.8.3).
fn srp<'a>(r: &mut Reader<'a, '_>) -> Result<&'a [u8]> {
    r.vector(&SRP_N, 2, |r| r.rest(&PRIME))?;
    r.vector(&SRP_G, 2, |r| r.rest(&GENERATOR))?;
    r.vector(&SRP_S, 1, |r| r.rest(&SALT))?;
    r.vector(&SRP_B, 2, |r| r.rest(&SRP_PUBLIC))
}

fn dhe<'a>(r: &mut Reader<'a, '_>) -> Result<&'a [u8]> {
    r.vector(&DH_P, 2, |r| r.rest(&PRIME))?;
    r.vector(&DH_G, 2, |r| r.rest(&GENERATOR))?;
    r.vector(&DH_YS, 2, |r| r.rest(&DH_PUBLIC))
}

pub(super) static SERVER_KEY_EXCHANGE: Field = Field::group(
    "ServerKeyExchange",
    "RFC 5246 §7.4.3",
    "The server's half of the key exchange, fresh for this connection and signed by its certificate's key, so that nobody in the middle can put in their own.",
    "이 연결만을 위해 새로 만든 키 교환의 서버 쪽 몫이다. 인증서의 키로 서명하여, 중간에 낀 공격자가 자기 것으로 바꾸지 못하게 한다.",
);
static EC_PARAMS: Field = Field::group(
    "ServerECDHParams",
    "RFC 8422 §5.4",
    "The curve and the server's point on it; these bytes are signed, together with both randoms.",
    "곡선과 그 위의 서버 점이다. 양쪽의 random과 함께 서명된다.",
);
static CURVE_TYPES: Codes = Codes::new(&[
    Code::plain(1, "explicit_prime"),
    Code::plain(2, "explicit_char2"),
    Code::new(
        3,
        "named_curve",
        "A curve from the registry; describing one's own invited weak curves.",
        "등록된 곡선이다. 곡선을 직접 적어 보내던 방식은 약한 곡선을 끌어들였다.",
    ),
]);
static CURVE_TYPE: Field = Field::code(
    "curve_type",
    &CURVE_TYPES,
    "RFC 8422 §5.4",
    "How the curve is given: nearly always by name, since RFC 8422 forbids describing one.",
    "곡선을 알리는 방식이다. RFC 8422가 곡선을 직접 적는 것을 금지하므로 거의 언제나 이름으로 알린다.",
);
static NAMED_CURVE: Field = Field::code(
    "namedcurve",
    &GROUPS,
    "RFC 8422 §5.4",
    "The group the server chose from the client's supported_groups.",
    "클라이언트의 supported_groups에서 서버가 고른 그룹이다.",
);
static POINT: Field = Field::group(
    "ECPoint",
    "RFC 8422 §5.4",
    "The sender's public key, with its length.",
    "길이가 붙은 보내는 쪽의 공개 키이다.",
);
static DH_PARAMS: Field = Field::group(
    "ServerDHParams",
    "RFC 5246 §7.4.3",
    "The prime, the generator and the server's public number; these bytes are signed, together with both randoms.",
    "소수와 생성원과 서버의 공개 수이다. 양쪽의 random과 함께 서명된다.",
);
static DH_P: Field = Field::group(
    "dh_p",
    "RFC 5246 §7.4.3",
    "The prime, with its length.",
    "길이가 붙은 소수이다.",
);
static PRIME: Field = Field::hex(
    "prime",
    "RFC 5246 §7.4.3",
    "The prime all is computed modulo, chosen by the server alone; short or shared ones fell to Logjam.",
    "모든 계산에서 나머지를 구하는 소수(법)로, 서버 혼자 고른다. 짧거나 여럿이 함께 쓰던 소수는 Logjam에 무너졌다.",
);
static DH_G: Field = Field::group(
    "dh_g",
    "RFC 5246 §7.4.3",
    "The generator, with its length.",
    "길이가 붙은 생성원이다.",
);
static GENERATOR: Field = Field::hex(
    "generator",
    "RFC 5246 §7.4.3",
    "The number that is raised to a secret power, often 2.",
    "비밀 수만큼 거듭제곱하는 밑이며, 흔히 2이다.",
);
static DH_YS: Field = Field::group(
    "dh_Ys",
    "RFC 5246 §7.4.3",
    "The server's public number, with its length.",
    "길이가 붙은 서버의 공개 수이다.",
);
static DH_PUBLIC: Field = Field::hex(
    "DH public value",
    "RFC 5246 §8.1.2",
    "The generator to the power of a secret number: easy to compute, hopeless to undo.",
    "생성원을 비밀 수만큼 거듭제곱한 것이다. 계산하기는 쉽지만 되돌리기는 사실상 불가능하다.",
);
static ALGORITHM: Field = Field::code(
    "algorithm",
    &SCHEMES,
    "RFC 5246 §7.4.3",
    "How the server signed: one of the schemes the client offered.",
    "서버가 서명한 방식으로, 클라이언트가 제안한 것 가운데 하나이다.",
);
static SIGNATURE: Field = Field::group(
    "signature",
    "RFC 5246 §7.4.3",
    "The signature, with its length.",
    "길이가 붙은 서명이다.",
);
static SIGNATURE_VALUE: Field = Field::hex(
    "signature value",
    "RFC 5246 §7.4.3",
    "Over both randoms and the parameters above: proof that this half comes from the certificate's owner, and for this connection.",
    "양쪽의 random과 위의 매개변수에 대한 서명이다. 이 몫이 인증서의 소유자에게서, 바로 이 연결을 위해 왔다는 증명이다.",
);
static OTHER: Field = Field::hex(
    "exchange data",
    "RFC 5246 §7.4.3",
    "A key exchange that is not taken apart here.",
    "여기서 풀지 않는 키 교환이다.",
);
static RSA_PARAMS: Field = Field::group(
    "ServerRSAParams",
    "RFC 2246 §7.4.3",
    "A short RSA key made for export clients, signed by the long one of the certificate: FREAK made clients take it that had not asked for it.",
    "수출용 클라이언트를 위해 만든 짧은 RSA 키를 인증서의 긴 키로 서명한 것이다. FREAK는 청하지도 않은 클라이언트가 이것을 받게 했다.",
);
static RSA_MODULUS: Field = Field::group(
    "rsa_modulus",
    "RFC 2246 §7.4.3",
    "The modulus, with its length.",
    "길이가 붙은 모듈러스이다.",
);
static MODULUS: Field = Field::hex(
    "modulus",
    "RFC 2246 §7.4.3",
    "The product of two secret primes; of 512 bits, it is factored in hours.",
    "두 비밀 소수의 곱이다. 512비트면 몇 시간 만에 소인수분해된다.",
);
static RSA_EXPONENT: Field = Field::group(
    "rsa_exponent",
    "RFC 2246 §7.4.3",
    "The public exponent, with its length.",
    "길이가 붙은 공개 지수이다.",
);
static EXPONENT: Field = Field::hex(
    "exponent",
    "RFC 2246 §7.4.3",
    "The power to which the client raises the premaster secret, nearly always 65537.",
    "클라이언트가 프리마스터 비밀을 거듭제곱하는 지수로, 거의 언제나 65537이다.",
);
static PSK_HINT: Field = Field::group(
    "psk_identity_hint",
    "RFC 4279 §2",
    "A word from the server on which shared key is meant, with its length.",
    "어느 사전 공유 키를 뜻하는지 서버가 귀띔하는 말로, 길이가 붙어 있다.",
);
static HINT: Field = Field::utf8(
    "hint",
    "RFC 4279 §5.2",
    "Helps a client that shares keys with several servers to find the right one; anyone on the path can read it.",
    "여러 서버와 키를 나눠 가진 클라이언트가 맞는 것을 찾게 돕는다. 경로의 누구나 읽을 수 있다.",
);
static SRP_PARAMS: Field = Field::group(
    "ServerSRPParams",
    "RFC 5054 §2.8.3",
    "What a login by password needs: a group, the salt of the password, and the server's public number, into which the password is mixed.",
    "비밀번호 로그인에 필요한 것들이다. 그룹, 비밀번호의 솔트, 비밀번호가 섞여 든 서버의 공개 수를 담는다.",
);
static SRP_N: Field = Field::group(
    "srp_N",
    "RFC 5054 §2.8.3",
    "The prime, with its length.",
    "길이가 붙은 소수이다.",
);
static SRP_G: Field = Field::group(
    "srp_g",
    "RFC 5054 §2.8.3",
    "The generator, with its length.",
    "길이가 붙은 생성원이다.",
);
static SRP_S: Field = Field::group(
    "srp_s",
    "RFC 5054 §2.8.3",
    "The salt, with its length.",
    "길이가 붙은 솔트이다.",
);
static SALT: Field = Field::hex(
    "salt",
    "RFC 5054 §2.4",
    "Random bytes hashed with the password, so that equal passwords of two users do not look equal.",
    "비밀번호와 함께 해시하는 난수로, 두 사용자의 같은 비밀번호가 같아 보이지 않게 한다.",
);
static SRP_B: Field = Field::group(
    "srp_B",
    "RFC 5054 §2.8.3",
    "The server's public number, with its length.",
    "길이가 붙은 서버의 공개 수이다.",
);
static SRP_PUBLIC: Field = Field::hex(
    "SRP public value",
    "RFC 5054 §2.5.3",
    "Hides a random number and the password verifier at once: only who knows the password can go on from it.",
    "난수와 비밀번호 검증값을 함께 감춘 수이다. 비밀번호를 아는 쪽만 여기서 더 나아갈 수 있다.",
);
