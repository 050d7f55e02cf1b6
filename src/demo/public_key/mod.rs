//! Two keys: agreement, RSA, signatures, sealed letters.

pub mod diffie_hellman;
mod equal;
mod exchange;
mod paint;

use crate::demo::demo::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[&diffie_hellman::DEMO];
