//! Keys from keys, and keys from passwords.

mod cost;
mod guesses;
pub mod hkdf;
mod label;
pub mod passwords;
mod rainbow;

use crate::demo::demo::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[&hkdf::DEMO, &passwords::DEMO];
