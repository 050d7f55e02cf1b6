//! What an end can offer and insist on: versions, groups and cipher suites that our peers really speak.
//!
//! These lists are what `--tls`, `--group` and `--suite` take. What the wire may say is wider, and lives in `dissect`.

use std::borrow::Cow;

/// A version of TLS our peers speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// TLS 1.2 (RFC 5246).
    V12,
    /// TLS 1.3 (RFC 8446).
    V13,
}

impl Tls {
    /// Both, the newer first, as an offer lists them.
    pub const ALL: [Self; 2] = [Self::V13, Self::V12];

    /// Its code on the wire.
    pub const fn code(self) -> u16 {
        match self {
            Self::V12 => 0x0303,
            Self::V13 => 0x0304,
        }
    }

    /// Its number, as `--tls` takes it: `1.3`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V12 => "1.2",
            Self::V13 => "1.3",
        }
    }

    /// The version called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tls| tls.name() == name)
    }
}

/// A group for the key exchange (RFC 8446 section 4.2.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// X25519 (RFC 7748).
    X25519,
    /// NIST P-256.
    Secp256r1,
    /// NIST P-384.
    Secp384r1,
    /// ML-KEM-768 (FIPS 203) and X25519 together (draft-ietf-tls-ecdhe-mlkem); only in TLS 1.3.
    X25519MlKem768,
}

impl Group {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::X25519,
        Self::Secp256r1,
        Self::Secp384r1,
        Self::X25519MlKem768,
    ];

    /// Those without post-quantum parts, in order of preference.
    const CLASSICAL: [Self; 3] = [Self::X25519, Self::Secp256r1, Self::Secp384r1];

    /// Its code on the wire.
    pub const fn code(self) -> u16 {
        match self {
            Self::X25519 => 0x001d,
            Self::Secp256r1 => 0x0017,
            Self::Secp384r1 => 0x0018,
            Self::X25519MlKem768 => 0x11ec,
        }
    }

    /// Its name as IANA spells it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::X25519 => "x25519",
            Self::Secp256r1 => "secp256r1",
            Self::Secp384r1 => "secp384r1",
            Self::X25519MlKem768 => "X25519MLKEM768",
        }
    }

    /// The group called `name`, in any case.
    pub fn named(name: &str) -> Option<Self> {
        let same = |group: &Self| group.name().eq_ignore_ascii_case(name);
        Self::ALL.into_iter().find(same)
    }

    /// Whether `tls` can use it: a post-quantum share does not fit into TLS 1.2's ServerKeyExchange.
    pub fn fits(self, tls: Tls) -> bool {
        match self {
            Self::X25519 | Self::Secp256r1 | Self::Secp384r1 => true,
            Self::X25519MlKem768 => tls == Tls::V13,
        }
    }
}

/// The kind of key a certificate must have for a suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signs {
    /// Any kind: TLS 1.3 chooses signatures apart from the suite.
    Any,
    /// ECDSA or EdDSA.
    Ecdsa,
    /// RSA.
    Rsa,
}

/// A cipher suite our peers speak.
#[derive(Debug, PartialEq, Eq)]
pub struct Suite {
    /// Its code on the wire.
    pub code: u16,
    /// Its name as IANA spells it.
    pub name: &'static str,
    /// The version it belongs to.
    pub tls: Tls,
    /// The kind of key its certificate must have.
    pub signs: Signs,
}

impl Suite {
    /// The suite called `name`, in any case.
    pub fn named(name: &str) -> Option<&'static Self> {
        SUITES
            .iter()
            .find(|suite| suite.name.eq_ignore_ascii_case(name))
    }

    const fn new(code: u16, name: &'static str, tls: Tls, signs: Signs) -> Self {
        Self {
            code,
            name,
            tls,
            signs,
        }
    }
}

/// All suites, in order of preference.
pub static SUITES: [Suite; 9] = [
    Suite::new(0x1301, "TLS_AES_128_GCM_SHA256", Tls::V13, Signs::Any),
    Suite::new(0x1302, "TLS_AES_256_GCM_SHA384", Tls::V13, Signs::Any),
    Suite::new(0x1303, "TLS_CHACHA20_POLY1305_SHA256", Tls::V13, Signs::Any),
    Suite::new(
        0xc02b,
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        Tls::V12,
        Signs::Ecdsa,
    ),
    Suite::new(
        0xc02c,
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        Tls::V12,
        Signs::Ecdsa,
    ),
    Suite::new(
        0xcca9,
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        Tls::V12,
        Signs::Ecdsa,
    ),
    Suite::new(
        0xc02f,
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        Tls::V12,
        Signs::Rsa,
    ),
    Suite::new(
        0xc030,
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        Tls::V12,
        Signs::Rsa,
    ),
    Suite::new(
        0xcca8,
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
        Tls::V12,
        Signs::Rsa,
    ),
];

/// What one end offers or has, each list in order of preference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Versions.
    pub versions: Vec<Tls>,
    /// Cipher suites; those of other versions than `versions` are left out when it is made known.
    pub suites: Vec<&'static Suite>,
    /// Groups.
    pub groups: Vec<Group>,
    /// ALPN names; empty: does not care.
    pub alpn: Vec<Cow<'static, str>>,
}

impl Default for Offer {
    /// Both versions, all suites, the classical groups.
    fn default() -> Self {
        Self {
            versions: Tls::ALL.to_vec(),
            suites: SUITES.iter().collect(),
            groups: Group::CLASSICAL.to_vec(),
            alpn: Vec::new(),
        }
    }
}

impl Offer {
    /// The suites that belong to one of the versions.
    pub fn usable_suites(&self) -> impl Iterator<Item = &'static Suite> {
        self.suites
            .iter()
            .copied()
            .filter(|suite| self.versions.contains(&suite.tls))
    }
}
