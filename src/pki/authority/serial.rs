//! The number of a certificate at its issuer (RFC 5280 §4.1.2.2).

use std::fmt;

/// A serial number: the bytes of a positive integer, as they stand in the certificate.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Serial(Vec<u8>);

impl Serial {
    /// Sixteen bytes out of `random`, made positive and never shorter: the top bit is cleared, the next is set. More than 64
    /// bits of chance keep anyone from guessing what will be signed next, which is how a collision in MD5 once became a CA.
    pub fn draw(mut random: [u8; 16]) -> Self {
        let [first, ..] = &mut random;
        *first = *first & 0x7f | 0x40;
        Self(random.to_vec())
    }

    /// That of `bytes`, the content of the INTEGER.
    pub fn of(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    /// Reads hexadecimal, with or without colons, as OpenSSL prints it.
    pub fn read(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| *c != ':').collect();
        let digits = digits.strip_prefix("0x").unwrap_or(&digits);
        let bytes = hex::decode(digits).ok()?;
        (!bytes.is_empty()).then_some(Self(bytes))
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(&self.0))
    }
}
