//! Put together: a certificate's signature, a chain, the key schedule of TLS.

use crate::demo::demo::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[];
