//! Given files that hold bytes as one line of hexadecimal digits, so that shell tools can take them, and words drawn to be found.

use crate::demo::chance::Chance;
use crate::exercise::kind::{Desk, Unfit};
use crate::exercise::kinds::blobs::syllable;

/// A word of so many syllables of three letters each: three of them make some 70 million words.
pub(super) fn word(chance: &mut Chance, syllables: usize) -> String {
    (0..syllables).map(|_| syllable(chance)).collect()
}

/// A file of one line of hexadecimal digits.
pub(super) fn written(bytes: &[u8]) -> String {
    format!("{}\n", hex::encode(bytes))
}

/// The bytes in the given file `name`.
pub(super) fn read(desk: &Desk<'_>, name: &str) -> Result<Vec<u8>, Unfit> {
    bytes(desk.file(name)?).ok_or_else(|| Unfit::new(format!("{name} is not hexadecimal")))
}

/// What somebody wrote as hexadecimal digits; blanks, colons and a leading `0x` do not matter. None where it is anything else.
pub(super) fn bytes(written: &[u8]) -> Option<Vec<u8>> {
    let digits = written.trim_ascii();
    let digits = digits.strip_prefix(b"0x").unwrap_or(digits);
    let between = |byte: &u8| byte.is_ascii_whitespace() || *byte == b':';
    let digits: Vec<u8> = digits
        .iter()
        .copied()
        .filter(|byte| !between(byte))
        .collect();
    hex::decode(digits).ok()
}
