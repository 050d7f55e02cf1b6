//! Hashes, message authentication and trees of hashes.

mod bits;
mod checksum;
mod few_rounds;
pub mod sha256;
mod tree;

use crate::demo::demo::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[&sha256::DEMO];
