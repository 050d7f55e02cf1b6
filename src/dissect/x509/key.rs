//! SubjectPublicKeyInfo (RFC 5280 §4.1.2.7): the key that the certificate ties to a name.

use crate::base::field::{Code, Codes, Field};
use crate::base::reader::{Fault, Reader, Result};
use crate::base::text::{Doc, Text};
use crate::dissect::x509::algorithm;
use crate::dissect::x509::der;
use crate::dissect::x509::tag;
use crate::text;

/// Reads one `SubjectPublicKeyInfo`. A key of an unknown kind is kept as bytes.
pub fn read(r: &mut Reader<'_, '_>) -> Result<()> {
    read_as(r, &INFO)
}

/// Reads one `SubjectPublicKeyInfo` as `field`, which says whose it is.
pub(super) fn read_as(r: &mut Reader<'_, '_>, field: &'static Field) -> Result<()> {
    der::nest(r, field, tag::SEQUENCE, |r| {
        let path = algorithm::read(r, &ALGORITHM)?;
        der::bits(r, &KEY, |r| match path.as_str() {
            "1.2.840.10045.2.1" => der::attempt(r, &OPAQUE, point),
            "1.2.840.113549.1.1.1" | "1.2.840.113549.1.1.10" => der::attempt(r, &OPAQUE, rsa),
            "1.3.101.110" | "1.3.101.111" | "1.3.101.112" | "1.3.101.113" => {
                r.rest(&EDWARDS).map(drop)
            }
            _ => r.rest(&OPAQUE).map(drop),
        })
    })
}

/// Reads an elliptic curve point (RFC 5480 §2.2).
fn point(r: &mut Reader<'_, '_>) -> Result<()> {
    let form = r.u8(&FORM)?;
    match (form, r.left()) {
        (4, n) if n > 0 && n % 2 == 0 => {
            r.bytes(&X, n / 2)?;
            r.bytes(&Y, n / 2).map(drop)
        }
        (2 | 3, n) if n > 0 => r.rest(&X).map(drop),
        (found, _) => r.fail(
            &FORM,
            Fault::Value {
                found: found.into(),
                want: Doc::new("2, 3 or 4", "2, 3 또는 4"),
            },
        ),
    }
}

/// Reads `RSAPublicKey` (RFC 8017 Appendix A.1.1).
fn rsa(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &RSA, tag::SEQUENCE, |r| {
        der::value(r, &MODULUS, tag::INTEGER)?;
        der::value(r, &EXPONENT, tag::INTEGER).map(drop)
    })
}

fn say_modulus(bytes: &[u8]) -> Text {
    let start = bytes.iter().take_while(|byte| **byte == 0).count();
    let digits = bytes.get(start..).unwrap_or_default();
    let top = digits
        .first()
        .map_or(0, |byte| byte.leading_zeros() as usize);
    let bits = digits.len() * 8 - top;
    text!(en: "{bits} bits: {raw}", ko: "{bits}비트: {raw}", raw = hex::encode(bytes))
}

static INFO: Field = Field::group(
    "subjectPublicKeyInfo",
    "RFC 5280 §4.1.2.7",
    "The public key the authority vouches for; whoever holds the matching private key can prove to be the subject.",
    "인증 기관이 보증하는 공개 키. 짝이 되는 개인 키를 가진 쪽만이 자신이 이 주체임을 증명할 수 있다.",
);
static ALGORITHM: Field = Field::group(
    "algorithm (of the key)",
    "RFC 5280 §4.1.2.7",
    "What kind of key it is, which decides the kinds of signature it can make in the handshake.",
    "키의 종류. 핸드셰이크에서 어떤 서명을 할 수 있는지가 이것으로 정해진다.",
);
static KEY: Field = Field::group(
    "subjectPublicKey",
    "RFC 5280 §4.1.2.7",
    "The key itself, wrapped as bits because each algorithm writes its keys differently.",
    "키 자체. 알고리즘마다 키를 적는 방식이 달라 비트열로 감싼다.",
);
static FORM: Field = Field::code(
    "point form",
    &FORMS,
    "RFC 5480 §2.2",
    "Whether both coordinates of the point follow or only one of them.",
    "점의 두 좌표가 모두 뒤따르는지, 하나만 뒤따르는지 알려 준다.",
);
static FORMS: Codes = Codes::new(&[
    Code::new(
        2,
        "compressed, y even",
        "Only x follows; y is computed from the curve.",
        "x만 뒤따르고 y는 곡선 식으로 계산한다.",
    ),
    Code::new(
        3,
        "compressed, y odd",
        "Only x follows; y is computed from the curve.",
        "x만 뒤따르고 y는 곡선 식으로 계산한다.",
    ),
    Code::new(
        4,
        "uncompressed",
        "Both coordinates follow.",
        "두 좌표가 모두 뒤따른다.",
    ),
]);
static X: Field = Field::hex(
    "x coordinate",
    "RFC 5480 §2.2",
    "One half of the public point: the curve's base point added to itself as many times as the private key says.",
    "공개 점의 한쪽 좌표. 이 점은 곡선의 기준점을 개인 키만큼 거듭 더한 것이다.",
);
static Y: Field = Field::hex(
    "y coordinate",
    "RFC 5480 §2.2",
    "The other half of the point; it could be computed from x but for its sign.",
    "점의 다른 쪽 좌표. 부호만 빼면 x에서 계산할 수 있다.",
);
static RSA: Field = Field::group(
    "RSAPublicKey",
    "RFC 8017 Appendix A.1.1",
    "The two numbers of an RSA key: a signature raised to the exponent, modulo the modulus, must give the padded hash.",
    "RSA 키의 두 수. 서명을 지수만큼 거듭제곱해 모듈러스로 나눈 나머지가 패딩을 붙인 해시와 같아야 한다.",
);
static MODULUS: Field = Field::with(
    "modulus",
    say_modulus,
    "RFC 8017 §3.1",
    "The product of two secret primes; who could factor it would have the private key.",
    "비밀인 두 소수의 곱. 이것을 소인수분해할 수 있는 사람은 개인 키를 얻는다.",
);
static EXPONENT: Field = Field::dec(
    "publicExponent",
    "RFC 8017 §3.1",
    "The power used to verify; nearly always 65537, whose two set bits make verifying cheap.",
    "검증에 쓰는 지수. 거의 언제나 65537이며, 켜진 비트가 둘뿐이라 검증이 빠르다.",
);
static EDWARDS: Field = Field::hex(
    "public key",
    "RFC 8410 §4",
    "The point in the one form its curve defines: 32 bytes for Curve25519, with nothing to choose and so nothing to get wrong.",
    "곡선이 정한 단 하나의 꼴로 적은 점. Curve25519에서는 32바이트이며 고를 것이 없으니 틀릴 것도 없다.",
);
static OPAQUE: Field = Field::hex(
    "key bytes",
    "RFC 5280 §4.1.2.7",
    "A key in a form not known here, kept unopened.",
    "tlslab이 모르는 꼴의 키. 열지 않고 둔다.",
);
