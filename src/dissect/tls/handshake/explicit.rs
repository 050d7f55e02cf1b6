//! Curves described in full instead of named (RFC 4492 §5.4); RFC 8422 §5.4 forbids them.

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::reader::Fault;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::base::text::Doc;

/// A curve over the numbers modulo a prime; its type was read.
pub(super) fn prime(r: &mut Reader<'_, '_>) -> Result<()> {
    number(r, &PRIME)?;
    curve(r)
}

/// A curve over polynomials of bits; its type was read.
pub(super) fn binary(r: &mut Reader<'_, '_>) -> Result<()> {
    r.u16(&DEGREE)?;
    let terms = match r.u8(&BASIS)? {
        1 => 1,
        2 => 3,
        found => {
            let (found, want) = (found.into(), Doc::new("1 or 2", "1 또는 2"));
            return r.fail(&BASIS, Fault::Value { found, want });
        }
    };
    for _ in 0..terms {
        number(r, &TERM)?;
    }
    curve(r)
}

/// Coefficients, base point, order and cofactor.
fn curve(r: &mut Reader<'_, '_>) -> Result<()> {
    for field in [&A, &B, &BASE, &ORDER, &COFACTOR] {
        number(r, field)?;
    }
    Ok(())
}

fn number(r: &mut Reader<'_, '_>, field: &'static Field) -> Result<()> {
    r.vector(field, 1, |r| r.rest(&VALUE).map(drop))
}

static BASES: Codes = Codes::new(&[
    Code::plain(1, "ec_basis_trinomial"),
    Code::plain(2, "ec_basis_pentanomial"),
]);
static BASIS: Field = Field::code(
    "basis",
    &BASES,
    "RFC 4492 §5.4",
    "How many terms the polynomial has that all is computed modulo: three or five.",
    "나머지를 구하는 다항식의 항의 수로, 셋 또는 다섯이다.",
);
static DEGREE: Field = Field::dec(
    "m",
    "RFC 4492 §5.4",
    "The degree of the field: how many bits an element has.",
    "체의 차수로, 원소 하나의 비트 수이다.",
);
static TERM: Field = Field::group(
    "k",
    "RFC 4492 §5.4",
    "The exponent of a middle term of the polynomial.",
    "다항식의 가운데 항의 지수이다.",
);
static PRIME: Field = Field::group(
    "prime_p",
    "RFC 4492 §5.4",
    "The prime of the field the coordinates live in.",
    "좌표가 속한 체의 소수이다.",
);
static A: Field = Field::group(
    "a",
    "RFC 4492 §5.4",
    "The coefficient a of the curve.",
    "곡선의 계수 a이다.",
);
static B: Field = Field::group(
    "b",
    "RFC 4492 §5.4",
    "The coefficient b of the curve.",
    "곡선의 계수 b이다.",
);
static BASE: Field = Field::group(
    "base",
    "RFC 4492 §5.4",
    "The base point; a server that may choose it freely can choose one that gives the other side's secret away.",
    "기준점이다. 서버가 마음대로 고를 수 있으면 상대의 비밀이 드러나는 점을 고를 수도 있다.",
);
static ORDER: Field = Field::group(
    "order",
    "RFC 4492 §5.4",
    "How many different multiples the base point has.",
    "기준점의 서로 다른 배수의 수이다.",
);
static COFACTOR: Field = Field::group(
    "cofactor",
    "RFC 4492 §5.4",
    "The number of points of the curve divided by that order.",
    "곡선의 점의 수를 그 위수로 나눈 것이다.",
);
static VALUE: Field = Field::hex(
    "value",
    "RFC 4492 §5.4",
    "The number itself, big-endian.",
    "수 자체로, 큰 자리부터 적는다.",
);
