//! Lattices: learning with errors by hand, and ML-KEM.

mod elimination;
pub mod encapsulation;
pub mod lwe;
mod reaction;

use crate::demo::demonstration::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[&lwe::DEMO, &encapsulation::DEMO];
