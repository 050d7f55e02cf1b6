//! A rainbow table (Oechslin, 2003) for codes of four digits: chains of hashes of which only the ends are kept, so that a table of
//! all hashes fits into a fraction of its memory, for more work at each look.

use std::collections::HashMap;

use crate::demo::primitive::hash::sha256;

/// Codes there are.
pub(super) const CODES: u32 = 10_000;

/// Hashes in a chain, and chains that are begun.
const LENGTH: u32 = 30;
const CHAINS: u32 = 800;

/// The ends of the chains, each with its beginning.
#[derive(Debug)]
pub(super) struct Rainbow {
    ends: HashMap<u32, u32>,
    /// Hashes computed to make it.
    pub(super) made_with: u64,
}

/// What looking a hash up came to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// The code, where the table knows it.
    pub(super) code: Option<u32>,
    /// Hashes computed for it.
    pub(super) hashes: u64,
}

/// What is stored for a code, without salt.
pub(super) fn stored(code: u32) -> [u8; 32] {
    sha256(format!("{code:04}").as_bytes())
}

/// A code made out of a hash: each column of the table does it differently, so that chains which meet do not stay together.
fn reduced(hash: &[u8; 32], column: u32) -> u32 {
    let first = hash.first_chunk().copied().map_or(0, u32::from_be_bytes);
    first.wrapping_add(column) % CODES
}

impl Rainbow {
    /// Makes the table. Takes [`Rainbow::made_with`] hashes, once.
    pub(super) fn new() -> Self {
        let mut ends = HashMap::new();
        for chain in 0..CHAINS {
            let start = chain * (CODES / CHAINS);
            let end = (0..LENGTH).fold(start, |code, column| reduced(&stored(code), column));
            ends.insert(end, start);
        }
        Self {
            ends,
            made_with: u64::from(CHAINS) * u64::from(LENGTH),
        }
    }

    /// Rows kept.
    pub(super) fn rows(&self) -> usize {
        self.ends.len()
    }

    /// Looks for the code with this hash: supposes it in each column, the last first, and goes on from there to the end of a chain.
    pub(super) fn look(&self, hash: &[u8; 32]) -> Look {
        let mut hashes = 0;
        for column in (0..LENGTH).rev() {
            let mut end = reduced(hash, column);
            for later in column + 1..LENGTH {
                end = reduced(&stored(end), later);
                hashes += 1;
            }
            let Some(start) = self.ends.get(&end) else {
                continue;
            };
            // The chain is walked from its beginning; it may be another that only ends alike.
            let code = (0..column).fold(*start, |code, column| reduced(&stored(code), column));
            hashes += u64::from(column) + 1;
            if stored(code) == *hash {
                return Look {
                    code: Some(code),
                    hashes,
                };
            }
        }
        Look { code: None, hashes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_codes_are_found_and_none_wrongly() {
        let table = Rainbow::new();
        let mut found = 0;
        for code in (0..CODES).step_by(25) {
            match table.look(&stored(code)).code {
                Some(seen) => {
                    assert_eq!(seen, code);
                    found += 1;
                }
                None => continue,
            }
        }
        assert!(found > 240, "{found} of 400");
    }
}
