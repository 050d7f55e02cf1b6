//! One shared key: block ciphers, modes of operation, stream ciphers.

use crate::demo::demo::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[];
