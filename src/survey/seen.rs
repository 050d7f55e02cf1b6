//! What was seen of single messages: the values worth keeping when the bytes are gone.

use crate::base::side::Side;
use crate::base::time::Time;

/// How many messages, and how many alerts, a connection's summary keeps.
pub const MOST: usize = 256;

/// A ClientHello. Lists are codes in the order sent, GREASE included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientHello {
    /// The frame that completed it.
    pub packet: u32,
    /// Its legacy version.
    pub legacy_version: u16,
    /// Its 32 random bytes; shorter in the SSL 2 form.
    pub random: Vec<u8>,
    /// supported_versions; empty: not sent.
    pub versions: Vec<u16>,
    /// server_name.
    pub sni: Option<String>,
    /// application_layer_protocol_negotiation.
    pub alpn: Vec<String>,
    /// Cipher suites; SSL 2.0 has codes of three bytes.
    pub suites: Vec<u32>,
    /// Extension types.
    pub extensions: Vec<u16>,
    /// supported_groups.
    pub groups: Vec<u16>,
    /// Groups of key_share.
    pub key_share_groups: Vec<u16>,
    /// signature_algorithms.
    pub signature_schemes: Vec<u16>,
    /// Whether it offers pre-shared keys.
    pub psk: bool,
    /// Whether it announces 0-RTT data.
    pub early_data: bool,
    /// Whether it has encrypted_client_hello.
    pub ech: bool,
    /// JA3: MD5 in hexadecimal, 32 characters.
    pub ja3: String,
    /// JA4.
    pub ja4: String,
}

/// A ServerHello or HelloRetryRequest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerHello {
    /// The frame that completed it.
    pub packet: u32,
    /// The version agreed on.
    pub version: u16,
    /// The cipher suite chosen.
    pub suite: u32,
    /// Its 32 random bytes.
    pub random: Vec<u8>,
    /// Whether it is a HelloRetryRequest.
    pub retry: bool,
    /// Extension types in the order sent.
    pub extensions: Vec<u16>,
    /// The application protocol chosen, where it stands here (before TLS 1.3).
    pub alpn: Option<String>,
    /// The group of key_share.
    pub key_share_group: Option<u16>,
    /// Whether it accepts a pre-shared key.
    pub psk: bool,
    /// The version its downgrade marker names (RFC 8446 §4.1.3).
    pub downgrade: Option<u16>,
    /// JA3S: MD5 in hexadecimal.
    pub ja3s: String,
}

/// A handshake message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    /// The frame that completed it.
    pub packet: u32,
    /// Who sent it (TLS roles).
    pub from: Side,
    /// Its type; of SSL 2.0 where `ssl2` is set.
    pub code: u8,
    /// Whether it is a message of SSL 2.0.
    pub ssl2: bool,
    /// Bytes of its body.
    pub length: u32,
    /// Whether it was under record protection.
    pub encrypted: bool,
}

/// An alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The frame that completed it.
    pub packet: u32,
    /// Who sent it (TLS roles).
    pub from: Side,
    /// 1 warning, 2 fatal.
    pub level: u8,
    /// Its description.
    pub code: u8,
    /// Whether it was under record protection.
    pub encrypted: bool,
}

/// A certificate of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The frame that completed its message.
    pub packet: u32,
    /// Who showed it (TLS roles).
    pub from: Side,
    /// Whether it could be read; else all but the digests is empty.
    pub readable: bool,
    /// Subject, RFC 4514.
    pub subject: String,
    /// Issuer, RFC 4514.
    pub issuer: String,
    /// Content octets of the serial number.
    pub serial: Vec<u8>,
    /// From when it is valid.
    pub not_before: Time,
    /// Until when it is valid.
    pub not_after: Time,
    /// Names in subjectAltName: DNS names, and IP addresses as text.
    pub names: Vec<String>,
    /// Its key in words, such as `ECDSA P-256`, `RSA 2048`.
    pub key: String,
    /// Its signature algorithm in words.
    pub signature: String,
    /// SHA-1 of the DER.
    pub sha1: [u8; 20],
    /// SHA-256 of the DER.
    pub sha256: [u8; 32],
}
