//! Compression inside records (RFC 3749): offered until 2012, when CRIME showed that lengths give secrets away.

use flate2::{Decompress, FlushDecompress};

/// Most bytes one record may hold (RFC 5246 §6.2.2).
const MOST: usize = 1 << 14;

/// One side's compressor state, undone.
pub(crate) struct Inflater(Decompress);

impl Default for Inflater {
    fn default() -> Self {
        Self(Decompress::new(true))
    }
}

impl Inflater {
    /// What a record held before it was compressed; none if it is no such stream.
    pub(crate) fn open(&mut self, compressed: &[u8]) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(MOST);
        let flush = FlushDecompress::Sync;
        self.0.decompress_vec(compressed, &mut out, flush).ok()?;
        Some(out)
    }
}
