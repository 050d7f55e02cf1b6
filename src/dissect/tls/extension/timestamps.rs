//! `signed_certificate_timestamp` (RFC 6962 §3.3): Certificate Transparency.

use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::timestamps;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// Nothing in a question, a list of timestamps in an answer.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    if r.left() == 0 {
        return Ok(Fact::Present);
    }
    timestamps::list(r).map(Fact::Timestamps)
}
