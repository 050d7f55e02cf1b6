//! The name of a cipher suite as a survey keeps it: two bytes, or the three of SSL 2.0.

use std::borrow::Cow;

use crate::dissect::tls::codes::suite::SUITES;

/// The name of a cipher suite of two bytes, or of SSL 2.0's three.
pub fn name(code: u32) -> Cow<'static, str> {
    if let Some(row) = SUITES.row(code.into()) {
        return Cow::Borrowed(row.name);
    }
    match code {
        0x01_0080 => Cow::Borrowed("SSL_CK_RC4_128_WITH_MD5"),
        0x02_0080 => Cow::Borrowed("SSL_CK_RC4_128_EXPORT40_WITH_MD5"),
        0x03_0080 => Cow::Borrowed("SSL_CK_RC2_128_CBC_WITH_MD5"),
        0x04_0080 => Cow::Borrowed("SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5"),
        0x05_0080 => Cow::Borrowed("SSL_CK_IDEA_128_CBC_WITH_MD5"),
        0x06_0040 => Cow::Borrowed("SSL_CK_DES_64_CBC_WITH_MD5"),
        0x07_00c0 => Cow::Borrowed("SSL_CK_DES_192_EDE3_CBC_WITH_MD5"),
        _ => Cow::Owned(SUITES.name(code.into())),
    }
}
