//! What is fresh in every run, and what only follows from the rest: the one list, by name.
//!
//! Names are those of values and fields; a `*` stands for any beginning or end of a name. What stands in no list differs in meaning.

use crate::base::side::Knows;
use crate::story::compare::model::Nature;
use crate::story::model::{Value, What};

/// Drawn anew in every run, or of this run's own place and hour: who runs it again gets others.
pub static FRESH: &[&str] = &[
    // TLS: drawn.
    "random",
    "random bytes",
    "session_id",
    "private",
    "public",
    "key_share *",
    "x25519 public key",
    "x448 public key",
    "x, y",
    "X",
    "Y",
    "point",
    "DH public value",
    "ML-KEM encapsulation key",
    "ML-KEM ciphertext",
    "GREASE public key",
    "GREASE data",
    "ticket",
    "ticket value",
    "ticket_age_add",
    "obfuscated_ticket_age",
    "ticket age",
    "identity",
    "nonce",
    "nonce_explicit",
    "cookie value",
    "salt",
    "challenge",
    "connection_id",
    "connection id",
    "premaster_secret",
    "EncryptedPreMasterSecret",
    "encrypted premaster secret",
    // Certificates: each is issued for itself.
    "serialNumber",
    "modulus",
    "public key",
    "SHA-256 of the key",
    // TCP, IP and link: of this connection, this host, this hour.
    "seq",
    "ack",
    "timestamp",
    "Sequence Number",
    "Acknowledgment Number",
    "Left Edge",
    "Right Edge",
    "TSval",
    "TSecr",
    "Identification",
    "Source Port",
    "Destination Port",
    "source",
    "destination",
    "Source Address",
    "Destination Address",
    "Source",
    "Destination",
    "Sender MAC address",
    "Target MAC address",
    "Sender IP address",
    "Target IP address",
    "sender hardware address",
    "sender address",
    "target address",
    "Flow Label",
];

/// Computed from what differs elsewhere, or carrying it: who knows the rest can work it out.
pub static FOLLOWS: &[&str] = &[
    "length",
    "Length",
    "Total Length",
    "Payload Length",
    "bytes",
    "Checksum",
    "Header Checksum",
    "TCP payload",
    "UDP payload",
    "IP payload",
    "fragment",
    "content",
    "ciphertext",
    "authentication tag",
    "authenticator value",
    "padding",
    "* header",
    "* header (constructed)",
    "verify_data",
    "previous verify_data",
    "signature",
    "signature value",
    "signatureValue",
    "r, s",
    "R",
    "S",
    "subject key identifier",
    "key identifier",
    "log signature",
    "binder",
    "PSK",
    "shared secret",
    "transcript hash",
    "hash",
    "key_identifier",
    "keyIdentifier",
    "tbsCertificate",
    "JA3",
    "JA3S",
    "JA4",
];

/// Proofs whose formula counts bytes of this connection, by key.
pub static COUNTED: &[&str] = &["acknowledgment"];

/// What a field of that name means when its bytes differ.
pub fn field(name: &str) -> Nature {
    listed(name).unwrap_or(Nature::Meant)
}

/// What a value means when it differs: one that only the ends hold, and that is bytes, is drawn or made from what was drawn.
pub fn value(value: &Value) -> Nature {
    if let Some(nature) = listed(&value.name.en) {
        return nature;
    }
    let bytes = matches!(value.what, What::Bytes(_));
    match value.knows {
        Knows::Client
        | Knows::Server
        | Knows::Both
        | Knows::Secret
        | Knows::Attacker
        | Knows::Recomputed
            if bytes =>
        {
            Nature::Follows
        }
        Knows::Client
        | Knows::Server
        | Knows::Both
        | Knows::Secret
        | Knows::Attacker
        | Knows::Recomputed
        | Knows::Wire
        | Knows::Inferred
        | Knows::Constant => Nature::Meant,
    }
}

fn listed(name: &str) -> Option<Nature> {
    let among = |list: &[&str]| list.iter().any(|entry| fits(name, entry));
    if among(FRESH) {
        return Some(Nature::Fresh);
    }
    among(FOLLOWS).then_some(Nature::Follows)
}

fn fits(name: &str, entry: &str) -> bool {
    if let Some(start) = entry.strip_suffix('*') {
        return name.starts_with(start);
    }
    match entry.strip_prefix('*') {
        Some(end) => name.ends_with(end),
        None => name == entry,
    }
}
