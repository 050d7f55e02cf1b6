//! How a hash is padded before RSA signs it (RFC 8017 §9): PKCS#1 v1.5, checked strictly or laxly, and PSS taken apart.

use crate::base::field::Field;
use crate::base::reader::{Malformed, Reader};
use crate::base::text::Text;
use crate::demo::glass::pkcs1::{self, LEAST, SHA256};
use crate::demo::primitive::hash::sha256;
use crate::demo::show::xor;
use crate::text;

/// `00 01`, `padding` bytes `ff`, `00`, then `DigestInfo` with the hash of `message`.
pub(super) fn start(message: &[u8], padding: usize) -> Vec<u8> {
    pkcs1::block(padding, SHA256, &sha256(message))
}

/// The block of `size` bytes for `message`: `ff` fills it, so that the hash stands at its end.
pub(super) fn whole(message: &[u8], size: usize) -> Vec<u8> {
    start(message, filling(size))
}

/// How many bytes `ff` stand in a block of `size` bytes.
pub(super) fn filling(size: usize) -> usize {
    pkcs1::fill(size, SHA256, &[0; 32]).unwrap_or(0)
}

/// Whether a block reads well from the left: padding, `DigestInfo`, hash. What stands behind them is not looked at.
pub(super) fn reads_well(block: &[u8], message: &[u8]) -> bool {
    let Some(rest) = block.strip_prefix(&[0, 1]) else {
        return false;
    };
    let padding = rest.iter().take_while(|byte| **byte == 0xff).count();
    padding >= LEAST && block.starts_with(&start(message, padding))
}

/// Whether a block is the only one there is for `message` (RFC 8017 §8.2.2): made again and compared whole.
pub(super) fn is_the_block(block: &[u8], message: &[u8]) -> bool {
    block == whole(message, block.len())
}

/// A block in a line, its parts counted as a lax verifier reads them.
pub(super) fn line(block: &[u8]) -> Text {
    let rest = block.get(2..).unwrap_or_default();
    let padding = rest.iter().take_while(|byte| **byte == 0xff).count();
    let garbage = rest.len().saturating_sub(padding + 1 + SHA256.len() + 32);
    match garbage {
        0 => text!(
            en: "00 01 | ff, {padding} times | 00 | DigestInfo | hash",
            ko: "00 01 | ff {padding}개 | 00 | DigestInfo | 해시",
        ),
        _ => text!(
            en: "00 01 | ff, {padding} times | 00 | DigestInfo | hash | {garbage} bytes of anything",
            ko: "00 01 | ff {padding}개 | 00 | DigestInfo | 해시 | 아무 바이트 {garbage}개",
        ),
    }
}

/// Reads a block as a lax verifier does, and what it leaves behind.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>) -> Result<(), Malformed> {
    r.bytes(&ZERO, 1)?;
    r.bytes(&KIND, 1)?;
    let padding = r.peek().iter().take_while(|byte| **byte == 0xff).count();
    r.bytes(&PADDING, padding)?;
    r.bytes(&END, 1)?;
    r.bytes(&INFO, SHA256.len())?;
    r.bytes(&HASH, 32)?;
    if r.left() > 0 {
        r.rest(&GARBAGE)?;
    }
    Ok(())
}

/// A PSS block taken apart (RFC 8017 §9.1.2), with SHA-256.
#[derive(Clone, Debug)]
pub(super) struct Pss {
    /// The random bytes that were mixed in.
    pub(super) salt: Vec<u8>,
    /// The hash that stands in the block.
    pub(super) seen: Vec<u8>,
    /// The same made again from message and salt.
    pub(super) again: Vec<u8>,
}

/// Takes a block apart; none if it is not built as PSS.
pub(super) fn pss(block: &[u8], message: &[u8]) -> Option<Pss> {
    let middle = block.len().checked_sub(33)?;
    let (masked, rest) = block.split_at_checked(middle)?;
    let seen = rest.strip_suffix(&[0xbc])?;
    let mut open = xor(masked, &mask(seen, masked.len()));
    // The first bit is cut off, so that the block is below the modulus.
    *open.first_mut()? &= 0x7f;
    let zeros = open.iter().take_while(|byte| **byte == 0).count();
    let salt = open.get(zeros..)?.strip_prefix(&[1])?.to_vec();
    let again = sha256(&[&[0; 8][..], &sha256(message), &salt].concat());
    Some(Pss {
        salt,
        seen: seen.to_vec(),
        again: again.to_vec(),
    })
}

/// Reads a PSS block.
pub(super) fn read_pss<'a>(r: &mut Reader<'a, '_>) -> Result<(), Malformed> {
    r.bytes(&MASKED, r.left().saturating_sub(33))?;
    r.bytes(&SALTED, 32)?;
    r.rest(&TRAILER)?;
    Ok(())
}

/// MGF1 (RFC 8017 §B.2.1) with SHA-256: `length` bytes from a seed.
fn mask(seed: &[u8], length: usize) -> Vec<u8> {
    let blocks = (0u32..).map(|n| sha256(&[seed, &n.to_be_bytes()].concat()));
    blocks.flatten().take(length).collect()
}

static ZERO: Field = Field::hex(
    "00",
    "RFC 8017 §9.2",
    "Keeps the block below the modulus.",
    "블록을 법보다 작게 한다.",
);
static KIND: Field = Field::hex(
    "block type",
    "RFC 8017 §9.2",
    "01: for a signature; 02 would be for encryption.",
    "01은 서명용이다. 암호화용은 02이다.",
);
static PADDING: Field = Field::hex(
    "PS",
    "RFC 8017 §9.2",
    "Bytes ff: as many as it takes to move the hash to the very end.",
    "바이트 ff. 해시가 맨 끝에 오도록 채운다.",
);
static END: Field = Field::hex(
    "end of PS",
    "RFC 8017 §9.2",
    "The padding ends here.",
    "패딩은 여기서 끝난다.",
);
static INFO: Field = Field::hex(
    "DigestInfo",
    "RFC 8017 §9.2",
    "DER that names the hash function, SHA-256, and says that 32 bytes follow.",
    "해시 함수가 SHA-256이고 32바이트가 뒤따름을 말하는 DER.",
);
static HASH: Field = Field::hex(
    "digest",
    "RFC 8017 §9.2",
    "The hash of the message.",
    "메시지의 해시.",
);
static GARBAGE: Field = Field::hex(
    "garbage",
    "RFC 8017 §8.2.2",
    "Nothing may stand here. A verifier that does not look leaves a forger all these bytes.",
    "여기에는 아무것도 없어야 한다. 검증자가 보지 않으면 이 바이트는 모두 위조자의 것이다.",
);
static MASKED: Field = Field::hex(
    "maskedDB",
    "RFC 8017 §9.1.1",
    "Zeros, 01 and the salt, hidden under a mask made from H.",
    "0들과 01과 솔트를 H에서 만든 마스크로 가린 것.",
);
static SALTED: Field = Field::hex(
    "H",
    "RFC 8017 §9.1.1",
    "The hash of eight zeros, the hash of the message and the salt.",
    "0 여덟 바이트와 메시지의 해시와 솔트를 이어 해시한 것.",
);
static TRAILER: Field = Field::hex("trailer", "RFC 8017 §9.1.1", "Always bc.", "언제나 bc.");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_block_is_the_block() {
        let block = whole(b"m", 128);
        assert_eq!(block.len(), 128);
        assert!(is_the_block(&block, b"m") && reads_well(&block, b"m"));
        assert!(!reads_well(&block, b"n"));
        let mut loose = start(b"m", LEAST);
        assert!(reads_well(&loose, b"m"));
        loose.resize(128, 7);
        assert!(reads_well(&loose, b"m") && !is_the_block(&loose, b"m"));
        assert!(!reads_well(&start(b"m", LEAST - 1), b"m"));
        assert!(!reads_well(&[], b"m") && !is_the_block(&[], b"m"));
    }
}
