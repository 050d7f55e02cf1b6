//! A message in blocks, and blocks compared with each other, which needs no key.

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

/// `message` with its padding (PKCS #7, RFC 5652 §6.3): whole blocks.
pub(crate) fn filled(message: &[u8]) -> Vec<u8> {
    let size = (message.len() / BLOCK + 1) * BLOCK;
    let mut filled = message.to_vec();
    filled.resize(size, u8::try_from(size - message.len()).unwrap_or(0));
    filled
}
