//! `oid_filters` (RFC 8446 §4.2.5).

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// `OIDFilter filters<0..2^16-1>`.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    let body = r.peek();
    r.vector(&FILTERS, 2, |r| {
        while r.left() > 0 {
            r.group(&FILTER, |r| {
                r.vector(&OID, 1, |r| r.rest(&OID_DER))?;
                r.vector(&VALUES, 2, |r| r.rest(&VALUES_DER).map(drop))
            })?;
        }
        Ok(Fact::Opaque(body))
    })
}

static FILTERS: Field = Field::group(
    "filters",
    "RFC 8446 §4.2.5",
    "All of these must be met by the client's certificate.",
    "클라이언트의 인증서가 모두 갖춰야 하는 조건들이다.",
);
static FILTER: Field = Field::group(
    "OIDFilter",
    "RFC 8446 §4.2.5",
    "One demand.",
    "조건 하나이다.",
);
static OID: Field = Field::group(
    "certificate_extension_oid",
    "RFC 8446 §4.2.5",
    "Which certificate extension is meant.",
    "어느 인증서 확장에 대한 것인지 나타낸다.",
);
static OID_DER: Field = Field::hex(
    "oid",
    "RFC 8446 §4.2.5",
    "Its object identifier, DER.",
    "그 객체 식별자이다(DER).",
);
static VALUES: Field = Field::group(
    "certificate_extension_values",
    "RFC 8446 §4.2.5",
    "What it must hold; empty: it must only be there.",
    "그 확장이 담아야 할 값이다. 비어 있으면 있기만 하면 된다.",
);
static VALUES_DER: Field = Field::hex(
    "values",
    "RFC 8446 §4.2.5",
    "The values, DER.",
    "그 값들이다(DER).",
);
