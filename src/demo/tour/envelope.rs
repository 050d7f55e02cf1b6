//! A sealed letter: a nonce of 12 bytes, the ciphertext, a tag of 16 bytes, by AES-128-GCM.

use crate::demo::chance::Chance;
use crate::demo::primitive::aead::AES_128_GCM;

/// Bytes of a key.
pub(super) const KEY: usize = 16;
/// Bytes of a nonce.
const NONCE: usize = 12;

/// `letter` sealed under `key`.
pub(super) fn seal(key: &[u8], chance: &mut Chance, letter: &[u8]) -> Option<Vec<u8>> {
    let nonce = chance.bytes::<NONCE>();
    let sealed = AES_128_GCM.seal(key, &nonce, b"", letter).ok()?;
    Some([nonce.as_slice(), &sealed].concat())
}

/// The letter in `envelope`; none if it was changed, or sealed under another key.
pub(super) fn open(key: &[u8], envelope: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = envelope.split_at_checked(NONCE)?;
    AES_128_GCM.open(key, nonce, b"", sealed).ok()?
}
