//! Certificates in a file, PEM.

use crate::exercise::property::reading::MOST;
use crate::pki::armor::blocks;

/// The certificates in `file`, DER, in order; none if a block is torn or is none, or if there are more than [`MOST`].
pub fn certificates(file: &[u8]) -> Option<Vec<Vec<u8>>> {
    let blocks = blocks(file).into_iter().map(|block| match block {
        Ok(block) if block.label == "CERTIFICATE" => Some(block.bytes),
        Ok(_) | Err(_) => None,
    });
    blocks
        .collect::<Option<Vec<_>>>()
        .filter(|all| (1..=MOST).contains(&all.len()))
}
