//! Bits of bytes, the first being the highest of the first byte: flipped, counted, set out as a picture.

use crate::base::text::Text;
use crate::story::picture::{Drawing, Grid, Picture, Swatch};

/// The same bytes with the bit at `at` turned over.
pub(crate) fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut out = bytes.to_vec();
    if let Some(byte) = out.get_mut(at / 8) {
        *byte ^= 0x80 >> (at % 8);
    }
    out
}

/// The same bytes with the lowest bit of the last one turned over.
pub(crate) fn last_flipped(bytes: &[u8]) -> Vec<u8> {
    flipped(bytes, (8 * bytes.len()).saturating_sub(1))
}

/// The same bytes with one bit turned over, once for each bit.
pub(crate) fn each_flipped(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..8 * bytes.len()).map(|at| flipped(bytes, at))
}

/// How many bits differ.
pub(crate) fn apart(a: &[u8], b: &[u8]) -> u32 {
    a.iter().zip(b).map(|(a, b)| (a ^ b).count_ones()).sum()
}

/// Whether the bit at `at` differs.
pub(crate) fn differs(a: &[u8], b: &[u8], at: usize) -> bool {
    let bit = |bytes: &[u8]| bytes.get(at / 8).map(|byte| byte & (0x80 >> (at % 8)));
    bit(a) != bit(b)
}

/// A picture of yes and no, row after row.
pub(crate) fn picture(
    title: Text,
    says: Text,
    columns: usize,
    cells: &[bool],
    words: [Text; 2],
) -> Picture {
    let [yes, no] = words;
    let grid = Grid {
        columns,
        cells: cells.iter().map(|cell| u8::from(*cell)).collect(),
        swatches: vec![
            Swatch::new([0xe8, 0xec, 0xf1], '.', no),
            Swatch::new([0x1d, 0x3f, 0x72], '#', yes),
        ],
    };
    Picture::new(title, says, Drawing::Grid(grid))
}
