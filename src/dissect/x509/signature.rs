//! The signature value of a certificate (RFC 5280 §4.1.1.3) and of everything else that is signed the same way.

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::dissect::x509::der;
use crate::dissect::x509::tag;

/// Reads the `signatureValue` of a certificate, made with the algorithm whose path of numbers is `path`.
pub(super) fn read(r: &mut Reader<'_, '_>, path: &str) -> Result<()> {
    read_as(r, &VALUE, path)
}

/// Reads a signature as `field`, which says what is signed.
pub(super) fn read_as(r: &mut Reader<'_, '_>, field: &'static Field, path: &str) -> Result<()> {
    der::bits(r, field, |r| {
        if path.starts_with("1.2.840.10045.4.") || path.starts_with("1.2.840.10040.4.") {
            der::attempt(r, &OPAQUE, pair)
        } else if path == "1.3.101.112" && r.left() == 64 {
            r.bytes(&POINT, 32)?;
            r.bytes(&SCALAR, 32).map(drop)
        } else if path.starts_with("1.2.840.113549.1.1.") {
            r.rest(&RSA).map(drop)
        } else {
            r.rest(&OPAQUE).map(drop)
        }
    })
}

/// Reads `ECDSA-Sig-Value` (RFC 3279 §2.2.3).
fn pair(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &PAIR, tag::SEQUENCE, |r| {
        der::value(r, &R, tag::INTEGER)?;
        der::value(r, &S, tag::INTEGER).map(drop)
    })
}

static VALUE: Field = Field::group(
    "signatureValue",
    "RFC 5280 §4.1.1.3",
    "The issuer's signature over every byte of tbsCertificate; change one bit there and it no longer holds.",
    "tbsCertificate의 모든 바이트에 대한 발급자의 서명. 한 비트만 바뀌어도 성립하지 않는다.",
);
static PAIR: Field = Field::group(
    "ECDSA-Sig-Value",
    "RFC 3279 §2.2.3",
    "The two numbers of an ECDSA signature.",
    "ECDSA 서명을 이루는 두 수.",
);
static R: Field = Field::hex(
    "r",
    "RFC 3279 §2.2.3",
    "The x coordinate of a one-time point; were its secret number ever used twice, the private key would leak.",
    "일회용 점의 x 좌표. 그 점을 만든 비밀 수를 두 번 쓰면 개인 키가 새어 나간다.",
);
static S: Field = Field::hex(
    "s",
    "RFC 3279 §2.2.3",
    "The number that ties r, the hash of what is signed and the private key together.",
    "r, 서명 대상의 해시, 개인 키를 한데 묶는 수.",
);
static POINT: Field = Field::hex(
    "R",
    "RFC 8032 §5.1.6",
    "A one-time point; its secret number is a hash of the key and the message, so that it cannot repeat by bad luck.",
    "일회용 점. 그 비밀 수는 키와 메시지의 해시라서 우연히 되풀이될 일이 없다.",
);
static SCALAR: Field = Field::hex(
    "S",
    "RFC 8032 §5.1.6",
    "The number that ties R, the message and the private key together, least significant byte first.",
    "R, 메시지, 개인 키를 한데 묶는 수. 낮은 바이트부터 적는다.",
);
static RSA: Field = Field::hex(
    "RSA signature",
    "RFC 8017 §8",
    "One number as long as the signer's modulus: the padded hash, raised to the private exponent.",
    "서명한 쪽의 모듈러스만큼 긴 수 하나. 패딩을 붙인 해시를 개인 지수만큼 거듭제곱한 것이다.",
);
static OPAQUE: Field = Field::hex(
    "signature bytes",
    "RFC 5280 §4.1.1.3",
    "A signature in a form not known here, kept unopened.",
    "tlslab이 모르는 꼴의 서명. 열지 않고 둔다.",
);
