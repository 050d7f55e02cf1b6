//! Bytes and chance: how bytes are written, what randomness is, and the one cipher that is proven.

mod decoder;
pub mod encodings;
pub mod one_time_pad;
mod predict;
pub mod randomness;
mod statistics;

use crate::demo::demonstration::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[&encodings::DEMO, &randomness::DEMO, &one_time_pad::DEMO];
