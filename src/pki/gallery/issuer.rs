//! Who signs: a name, a key, and the certificate that joins them.

use crate::pki::gallery::key::Key;

/// A CA of the gallery.
#[derive(Clone, Debug)]
pub(super) struct Issuer {
    /// Its distinguished name in DER.
    pub(super) name: Vec<u8>,
    pub(super) key: Key,
    /// Its own certificate in DER.
    pub(super) certificate: Vec<u8>,
}
