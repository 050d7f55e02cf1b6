//! Blocks compared with each other: what whoever has no key can do with a ciphertext.

use std::collections::BTreeMap;

use crate::demo::primitive::cipher::BLOCK;

/// How often the blocks of a text repeat.
#[derive(Debug)]
pub(crate) struct Repeats {
    /// How many whole blocks there are.
    pub(crate) blocks: usize,
    /// How many different ones.
    pub(crate) kinds: usize,
    /// The block that comes most often (of several the last in order), and how often.
    pub(crate) most: (Vec<u8>, usize),
}

impl Repeats {
    /// Counts the blocks of `bytes`.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut counts: BTreeMap<&[u8], usize> = BTreeMap::new();
        for block in bytes.chunks_exact(BLOCK) {
            *counts.entry(block).or_default() += 1;
        }
        let most = counts.iter().max_by_key(|(_, count)| **count);
        Self {
            blocks: bytes.len() / BLOCK,
            kinds: counts.len(),
            most: most.map_or((Vec::new(), 0), |(block, count)| (block.to_vec(), *count)),
        }
    }

    /// Blocks that were there before.
    pub(crate) fn again(&self) -> usize {
        self.blocks - self.kinds
    }
}
