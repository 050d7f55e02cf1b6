//! What a key is for: keyUsage, extKeyUsage and tlsFeature (RFC 5280 §4.2.1.3, §4.2.1.12, RFC 7633).

use crate::base::field::{Code, Codes, Field};
use crate::base::reader::{Reader, Result};
use crate::base::text::Text;
use crate::dissect::x509::der;
use crate::dissect::x509::oid;
use crate::dissect::x509::tag;

/// Reads `KeyUsage`: up to nine bits, counted from the front; zeros at the end are left out.
pub(super) fn key(r: &mut Reader<'_, '_>) -> Result<()> {
    der::bits(r, &USAGE, |r| match r.left() {
        n @ 1..=2 => r.bits(&USES, n, &BITS).map(drop),
        _ => r.rest(&USES).map(drop),
    })
}

/// Reads `ExtKeyUsageSyntax`.
pub(super) fn purposes(r: &mut Reader<'_, '_>) -> Result<()> {
    der::list(r, &PURPOSES, tag::SEQUENCE, |r| {
        der::value(r, &PURPOSE, tag::OID).map(drop)
    })
}

/// Reads `Features`.
pub(super) fn features(r: &mut Reader<'_, '_>) -> Result<()> {
    der::list(r, &FEATURES, tag::SEQUENCE, |r| {
        der::value(r, &FEATURE, tag::INTEGER).map(drop)
    })
}

fn say_bit<const N: usize>(bytes: &[u8]) -> Text {
    let byte = bytes.get(N / 8).copied().unwrap_or_default();
    match byte << (N % 8) & 0x80 {
        0 => Text::new("not set", "꺼짐"),
        _ => Text::new("set", "켜짐"),
    }
}

fn say_uses(bytes: &[u8]) -> Text {
    let set = bytes
        .iter()
        .flat_map(|byte| (0..8).map(move |n| byte << n & 0x80 != 0));
    let names: Vec<&str> = BITS
        .iter()
        .zip(set)
        .filter(|(_, set)| *set)
        .map(|(bit, _)| bit.name)
        .collect();
    if names.is_empty() {
        return Text::new("nothing", "없음");
    }
    Text::same(names.join(", "))
}

static USAGE: Field = Field::group(
    "KeyUsage",
    "RFC 5280 §4.2.1.3",
    "Nine switches, one for each thing a key can do.",
    "키가 할 수 있는 일마다 하나씩, 스위치 아홉 개.",
);
static USES: Field = Field::with(
    "key uses",
    say_uses,
    "RFC 5280 §4.2.1.3",
    "The switches, first one leftmost; those left out at the end are off.",
    "맨 왼쪽이 첫째인 스위치들. 끝에서 생략된 것은 꺼진 것이다.",
);
static BITS: [&Field; 9] = [
    &SIGNATURE,
    &COMMITMENT,
    &ENCIPHER_KEY,
    &ENCIPHER_DATA,
    &AGREEMENT,
    &SIGN_CERTIFICATES,
    &SIGN_LISTS,
    &ENCIPHER_ONLY,
    &DECIPHER_ONLY,
];
static SIGNATURE: Field = Field::with(
    "digitalSignature",
    say_bit::<0>,
    "RFC 5280 §4.2.1.3",
    "May sign in the handshake: what every TLS 1.3 server's key needs.",
    "핸드셰이크에서 서명할 수 있다. 모든 TLS 1.3 서버의 키에 필요하다.",
);
static COMMITMENT: Field = Field::with(
    "contentCommitment",
    say_bit::<1>,
    "RFC 5280 §4.2.1.3",
    "May sign documents that the signer cannot later disown; once called nonRepudiation.",
    "서명자가 나중에 부인할 수 없는 문서에 서명할 수 있다. 예전 이름은 nonRepudiation이다.",
);
static ENCIPHER_KEY: Field = Field::with(
    "keyEncipherment",
    say_bit::<2>,
    "RFC 5280 §4.2.1.3",
    "May decrypt keys that others encrypt to it: TLS 1.2 with RSA key transport needs it, TLS 1.3 never does.",
    "남이 이 키로 암호화해 보낸 키를 풀 수 있다. RSA 키 전송을 쓰는 TLS 1.2에 필요하고 TLS 1.3에는 필요 없다.",
);
static ENCIPHER_DATA: Field = Field::with(
    "dataEncipherment",
    say_bit::<3>,
    "RFC 5280 §4.2.1.3",
    "May decrypt data directly; hardly any protocol does that.",
    "데이터를 바로 암호화하고 풀 수 있다. 그렇게 하는 프로토콜은 거의 없다.",
);
static AGREEMENT: Field = Field::with(
    "keyAgreement",
    say_bit::<4>,
    "RFC 5280 §4.2.1.3",
    "May take part in a key exchange itself; today's TLS makes fresh keys for that instead.",
    "이 키 자체로 키 교환을 할 수 있다. 요즘 TLS는 그때마다 새 키를 만든다.",
);
static SIGN_CERTIFICATES: Field = Field::with(
    "keyCertSign",
    say_bit::<5>,
    "RFC 5280 §4.2.1.3",
    "May sign certificates: the mark of an authority.",
    "인증서에 서명할 수 있다. 인증 기관의 표지이다.",
);
static SIGN_LISTS: Field = Field::with(
    "cRLSign",
    say_bit::<6>,
    "RFC 5280 §4.2.1.3",
    "May sign lists of revoked certificates.",
    "폐기 목록에 서명할 수 있다.",
);
static ENCIPHER_ONLY: Field = Field::with(
    "encipherOnly",
    say_bit::<7>,
    "RFC 5280 §4.2.1.3",
    "With keyAgreement: the agreed key may only encrypt.",
    "keyAgreement와 함께 쓰면 합의한 키로 암호화만 할 수 있다.",
);
static DECIPHER_ONLY: Field = Field::with(
    "decipherOnly",
    say_bit::<8>,
    "RFC 5280 §4.2.1.3",
    "With keyAgreement: the agreed key may only decrypt.",
    "keyAgreement와 함께 쓰면 합의한 키로 복호화만 할 수 있다.",
);
static PURPOSES: Field = Field::group(
    "ExtKeyUsageSyntax",
    "RFC 5280 §4.2.1.12",
    "The list of purposes; a use that is not in it is forbidden.",
    "용도의 목록. 여기 없는 용도로는 쓸 수 없다.",
);
static PURPOSE: Field = Field::with(
    "KeyPurposeId",
    oid::say,
    "RFC 5280 §4.2.1.12",
    "One purpose the authority agreed to.",
    "인증 기관이 동의한 용도 하나.",
);
static FEATURES: Field = Field::group(
    "Features",
    "RFC 7633 §4",
    "Numbers of TLS extensions.",
    "TLS 확장의 번호들.",
);
static FEATURE: Field = Field::code(
    "feature",
    &FEATURE_CODES,
    "RFC 7633 §4",
    "A TLS extension that the server must answer when the client sends it.",
    "클라이언트가 보내면 서버가 반드시 응답해야 하는 TLS 확장.",
);
static FEATURE_CODES: Codes = Codes::new(&[
    Code::new(
        5,
        "status_request",
        "The server must staple a proof that the certificate is not revoked.",
        "인증서가 폐기되지 않았다는 증명을 서버가 함께 보내야 한다.",
    ),
    Code::plain(17, "status_request_v2"),
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_count_from_the_front() {
        assert_eq!(say_uses(&[0x06]).en, "keyCertSign, cRLSign");
        assert_eq!(say_uses(&[0x80, 0x80]).en, "digitalSignature, decipherOnly");
        assert_eq!(say_uses(&[0]).en, "nothing");
        assert_eq!(say_bit::<8>(&[0xff]).en, "not set");
    }
}
