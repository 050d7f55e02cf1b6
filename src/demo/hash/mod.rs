//! Hashes, message authentication and trees of hashes.

pub mod birthday;
mod blocks;
mod checksum;
pub mod collision;
mod comparison;
mod documents;
pub(crate) mod extension;
mod few_rounds;
pub mod length_extension;
mod log;
pub mod merkle;
pub mod sha256;
mod signer;
pub mod timing;
mod tree;

use crate::demo::demonstration::Demo;

/// In the order of the learning path.
pub static DEMOS: &[&Demo] = &[
    &sha256::DEMO,
    &birthday::DEMO,
    &collision::DEMO,
    &length_extension::DEMO,
    &timing::DEMO,
    &merkle::DEMO,
];
