//! One shared key: block ciphers, modes of operation, stream ciphers.

pub mod aes_rounds;
mod beast;
pub mod bit_flip;
pub(crate) mod blocks;
pub mod cbc;
pub mod chacha20;
mod chacha_cut;
mod codebook;
pub mod ctr_reuse;
mod device;
pub mod ecb;
mod image;
pub(crate) mod oracle;
pub(crate) mod order;
pub mod padding_oracle;
mod reach;
mod square;
mod ticket;

use crate::demo::demonstration::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[
    &aes_rounds::DEMO,
    &ecb::DEMO,
    &cbc::DEMO,
    &padding_oracle::DEMO,
    &bit_flip::DEMO,
    &ctr_reuse::DEMO,
    &chacha20::DEMO,
];
