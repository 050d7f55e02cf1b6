//! Keys from keys, and keys from passwords.

pub mod hkdf;
mod label;

use crate::demo::demo::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[&hkdf::DEMO];
