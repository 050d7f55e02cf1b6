//! What a teacher would point at in a connection that is over: one small file a family, one row a kind.
//!
//! Looks at a finished [`Connection`] only: no bytes, no clock. "Now" is when the connection began, as the capture's clock
//! says. That secrets are missing is no finding: `decryption.reason` says it.

mod alerts;
mod cause;
mod certificates;
mod chain;
mod endings;
mod handshake;
pub mod kind;
mod name;
mod port;
pub(crate) mod quote;
pub mod registry;
mod renegotiation;
mod scene;
mod suites;
#[cfg(test)]
mod tests;
mod versions;
mod wire;

use crate::survey::connection::Connection;
use crate::survey::finding::Finding;

/// What a teacher would point at in `connection`: what matters most first, then by frame.
pub fn judge(connection: &Connection) -> Vec<Finding> {
    let scene = scene::Scene::new(connection);
    let mut findings: Vec<Finding> = registry::kinds()
        .filter_map(|kind| kind.seek(&scene))
        .collect();
    findings.sort_by_key(|one| (std::cmp::Reverse(one.level), one.packet.unwrap_or(u32::MAX)));
    findings
}
