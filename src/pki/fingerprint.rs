//! The fingerprint of a certificate: SHA-256 over its DER, by which people compare it over another way than it came.

use ring::digest::{SHA256, digest};

/// SHA-256 of `der`, lower-case hexadecimal.
pub fn sha256(der: &[u8]) -> String {
    hex::encode(digest(&SHA256, der))
}
