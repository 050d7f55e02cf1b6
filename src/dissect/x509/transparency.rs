//! Signed certificate timestamps in a certificate (RFC 6962 §3.3): a list in TLS's notation inside DER.

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::dissect::timestamps;
use crate::dissect::x509::der;
use crate::dissect::x509::tag;

/// Reads `SignedCertificateTimestampList`, an OCTET STRING of a TLS vector.
pub(super) fn list(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &WRAPPER, tag::OCTET_STRING, |r| {
        timestamps::list(r).map(drop)
    })
}

static WRAPPER: Field = Field::group(
    "SignedCertificateTimestampList",
    "RFC 6962 §3.3",
    "A structure in TLS's own notation, wrapped once more as bytes to fit into DER.",
    "TLS 표기로 적은 구조를 DER에 맞도록 한 번 더 바이트열로 감싼 것.",
);
