//! What is put on the desk: a document, what it is, and where it was found.

use crate::base::text::Text;
use crate::dissect::x509::shape::Shape;

/// A document, such as a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub shape: Shape,
    /// Its bytes, DER; with what follows them, where something does.
    pub der: Vec<u8>,
    /// Where it was found: `x.pem, line 12`.
    pub place: Text,
}
