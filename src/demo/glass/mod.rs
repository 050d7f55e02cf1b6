//! Primitives of glass: ours, slow, to be looked into. Each is compared with a reviewed crate and with published values in its
//! tests; none ever protects anything.

pub mod lwe;
pub mod lwe_kem;
