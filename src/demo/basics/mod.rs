//! Bytes and chance: how bytes are written, what randomness is, and the one cipher that is proven.

pub mod one_time_pad;

use crate::demo::demo::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[&one_time_pad::DEMO];
