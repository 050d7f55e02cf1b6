//! Lattices: learning with errors by hand, and ML-KEM.

pub mod lwe;

use crate::demo::demo::Demo;
use crate::demo::demo::Demo;

pub mod encapsulation;
pub mod lwe;

mod reaction;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[&lwe::DEMO, &encapsulation::DEMO];
