//! Every kind of finding, family by family: what help, documentation and tests are printed from.

use crate::survey::findings::kind::Kind;
use crate::survey::findings::{
    alerts, certificates, chain, endings, handshake, renegotiation, suites, versions, wire,
};

/// The families, each a list of its kinds.
pub static FINDINGS: &[&[Kind]] = &[
    versions::KINDS,
    suites::KINDS,
    certificates::KINDS,
    chain::KINDS,
    handshake::KINDS,
    renegotiation::KINDS,
    alerts::KINDS,
    endings::KINDS,
    wire::KINDS,
];

/// Every kind, in order.
pub fn kinds() -> impl Iterator<Item = &'static Kind> {
    FINDINGS.iter().copied().flatten()
}

/// The kind called `code`.
pub fn kind(code: &str) -> Option<&'static Kind> {
    kinds().find(|kind| kind.code == code)
}
