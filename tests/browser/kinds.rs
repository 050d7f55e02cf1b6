//! Which pages the browser is given.

use crate::pages::FULL;

/// A page of every kind.
pub(crate) const KINDS: &[&[&str]] = &[
    FULL,
    &["handshake", "--seed", "1", "--tls", "1.2"],
    &["handshake", "expired", "--seed", "1"],
    &["demo", "ecb", "--seed", "1"],
    &["cert", "gallery", "leaf-expired"],
    &["diff", "full", "tls12"],
    &["inspect", "tests/data/captures/tls12-ecdhe.pcap"],
    &["handshake", "--seed", "1", "--blanks"],
    &["exercise", "class", "report", "--class", "tests/data/class"],
];
