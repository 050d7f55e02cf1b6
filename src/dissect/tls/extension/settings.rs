//! `token_binding` (RFC 8472): settings of what runs above TLS.

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// Version and parameters of token binding.
pub(super) fn token_binding<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    let body = r.peek();
    r.u8(&MAJOR)?;
    r.u8(&MINOR)?;
    r.vector(&PARAMETERS, 1, |r| {
        while r.left() > 0 {
            r.u8(&PARAMETER)?;
        }
        Ok(Fact::Opaque(body))
    })
}

static MAJOR: Field = Field::dec(
    "major",
    "RFC 8472 §2",
    "Major version of token binding.",
    "토큰 바인딩의 주 버전이다.",
);
static MINOR: Field = Field::dec(
    "minor",
    "RFC 8472 §2",
    "Minor version of token binding.",
    "토큰 바인딩의 부 버전이다.",
);
static PARAMETERS: Field = Field::group(
    "key_parameters_list",
    "RFC 8472 §2",
    "Kinds of keys that cookies could be bound to.",
    "쿠키를 묶을 수 있는 키의 종류들이다.",
);
static PARAMETER: Field = Field::dec(
    "key_parameter",
    "RFC 8472 §2",
    "0 and 1 are RSA, 2 is ECDSA on P-256.",
    "0과 1은 RSA, 2는 P-256의 ECDSA이다.",
);
