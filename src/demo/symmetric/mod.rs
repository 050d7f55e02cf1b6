//! One shared key: block ciphers, modes of operation, stream ciphers.

pub mod aes_rounds;
mod beast;
mod blocks;
pub mod cbc;
mod codebook;
mod device;
pub mod ecb;
mod image;
mod oracle;
pub mod padding_oracle;
mod reach;
mod square;

use crate::demo::demo::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[
    &aes_rounds::DEMO,
    &ecb::DEMO,
    &cbc::DEMO,
    &padding_oracle::DEMO,
];
