//! AlgorithmIdentifier (RFC 5280 §4.1.1.2): an algorithm and its parameters.

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::dissect::x509::der;
use crate::dissect::x509::oid;
use crate::dissect::x509::tag;

/// Reads one `AlgorithmIdentifier` as `field` and gives the path of numbers of the algorithm.
pub(super) fn read(r: &mut Reader<'_, '_>, field: &'static Field) -> Result<String> {
    der::nest(r, field, tag::SEQUENCE, |r| {
        let path = oid::dotted(der::value(r, &ALGORITHM, tag::OID)?).unwrap_or_default();
        match der::next(r) {
            None => {}
            Some(tag::OID) => drop(der::value(r, &CURVE, tag::OID)?),
            Some(_) => drop(der::any(r, &PARAMETERS)?),
        }
        Ok(path)
    })
}

static ALGORITHM: Field = Field::with(
    "algorithm",
    oid::say,
    "RFC 5280 §4.1.1.2",
    "Which algorithm is meant, as an object identifier, so that both ends use the same one.",
    "어느 알고리즘인지 객체 식별자로 적는다. 양쪽이 같은 것을 쓰기 위한 것이다.",
);
static CURVE: Field = Field::with(
    "namedCurve",
    oid::say,
    "RFC 5480 §2.1.1",
    "Which curve the key's point lies on; without it the point means nothing.",
    "키의 점이 놓인 곡선. 이것 없이는 점에 뜻이 없다.",
);
static PARAMETERS: Field = Field::hex(
    "parameters",
    "RFC 5280 §4.1.1.2",
    "What else the algorithm needs to know, such as the hash of RSA PSS; kept unopened.",
    "RSA PSS의 해시처럼 알고리즘이 더 알아야 하는 것. 열지 않고 둔다.",
);
