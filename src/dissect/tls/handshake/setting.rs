//! What was negotiated before a message, as far as its form depends on it.

use crate::dissect::tls::codes::suite::Suite;
use crate::dissect::tls::codes::version::Version;

/// What was agreed so far. Before a ServerHello: nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The version the server chose. Without one, messages are read as TLS 1.2, since only there they travel in the clear.
    pub version: Option<Version>,
    /// The cipher suite the server chose.
    pub suite: Option<Suite>,
}

impl Setting {
    /// What a ServerHello agrees on.
    pub fn new(version: Version, suite: Suite) -> Self {
        Self {
            version: Some(version),
            suite: Some(suite),
        }
    }

    /// Whether messages have the form of TLS 1.3.
    pub fn is_tls13(self) -> bool {
        self.version.is_some_and(Version::is_tls13)
    }

    /// Which draft of TLS 1.3 it is, if it is one.
    pub fn draft(self) -> Option<u16> {
        self.version.and_then(Version::draft)
    }

    /// Whether signatures come without the name of their scheme, as before TLS 1.2.
    pub fn is_before_tls12(self) -> bool {
        self.version.is_some_and(Version::is_before_tls12)
    }
}
