//! One shared key: block ciphers, modes of operation, stream ciphers.

pub mod aes_rounds;
mod blocks;
mod codebook;
mod device;
pub mod ecb;
mod image;
mod reach;
mod square;

use crate::demo::demo::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[&aes_rounds::DEMO, &ecb::DEMO];
