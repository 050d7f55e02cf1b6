//! Hashes, message authentication and trees of hashes.

use crate::demo::demo::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[];
