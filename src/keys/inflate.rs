//! Compressed records (RFC 3749): one DEFLATE stream a direction, each record flushed to its end.
//!
//! Nobody should use it: what compresses well leaks through its length (CRIME, 2012), and TLS 1.3 has none.

use flate2::{Decompress, FlushDecompress, Status};

/// The code of DEFLATE as a compression method.
pub const DEFLATE: u8 = 1;

/// The most one record may hold once decompressed (RFC 5246 §6.2.2): 2^14 bytes, and a little for those who miscount.
const LARGEST: usize = (1 << 14) + 1024;

/// One direction's stream.
#[derive(Debug)]
pub struct Inflater(Decompress);

impl Default for Inflater {
    fn default() -> Self {
        Self(Decompress::new(true))
    }
}

impl Inflater {
    /// The content of the next record, decompressed. None: it is no DEFLATE, or more than a record may hold.
    pub fn inflate(&mut self, content: &[u8]) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(LARGEST);
        let mut left = content;
        while !left.is_empty() {
            let before = self.0.total_in();
            let status = self.0.decompress_vec(left, &mut out, FlushDecompress::Sync);
            let status = status.ok()?;
            let used = usize::try_from(self.0.total_in() - before).ok()?;
            left = left.get(used..)?;
            match status {
                Status::Ok if used > 0 => {}
                Status::StreamEnd => break,
                Status::Ok | Status::BufError => return None,
            }
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use flate2::{Compress, Compression, FlushCompress};

    use super::*;

    #[test]
    fn records_of_one_stream_open_one_after_the_other() {
        let mut deflater = Compress::new(Compression::best(), true);
        let mut inflater = Inflater::default();
        for text in ["the same words", "the same words", "and others"] {
            let mut record = Vec::with_capacity(100);
            deflater
                .compress_vec(text.as_bytes(), &mut record, FlushCompress::Sync)
                .unwrap();
            assert_eq!(inflater.inflate(&record).unwrap(), text.as_bytes());
        }
        assert!(inflater.inflate(&[0xff; 20]).is_none());
    }

    #[test]
    fn a_bomb_is_none() {
        let mut deflater = Compress::new(Compression::best(), true);
        let mut record = Vec::with_capacity(10_000);
        deflater
            .compress_vec(&vec![0; 1 << 20], &mut record, FlushCompress::Sync)
            .unwrap();
        assert!(Inflater::default().inflate(&record).is_none());
    }
}
