//! Keys from keys, and keys from passwords.

pub(crate) mod cost;
mod directions;
mod guesses;
pub mod hkdf;
mod label;
mod leak;
pub mod passwords;
mod rainbow;
mod uneven;

use crate::demo::demonstration::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[&hkdf::DEMO, &passwords::DEMO];
