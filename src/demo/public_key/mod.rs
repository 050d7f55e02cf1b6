//! Two keys: agreement, RSA, signatures, sealed letters.

use crate::demo::demo::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[];
