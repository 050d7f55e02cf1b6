//! Encryption that notices tampering: what the tag promises, and what a repeated nonce breaks.

pub mod polynomial;

use crate::demo::demo::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[];
