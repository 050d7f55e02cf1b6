//! AES-GCM (SP 800-38D) and ChaCha20-Poly1305 (RFC 8439): by ring, which takes nonces of 12 bytes and no keys of 24; other
//! nonces and keys by the crate `aes-gcm`.

use aes::{Aes128, Aes192, Aes256};
use aes_gcm::AesGcm;
use aes_gcm::aead::consts::{
    U1, U2, U4, U6, U8, U10, U12, U13, U14, U15, U16, U20, U24, U32, U64, U128, U257,
};
use ring::aead::{
    AES_128_GCM, AES_256_GCM, Aad, Algorithm, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey,
};

use crate::demo::primitive::sealing;

/// Sizes of a nonce of GCM. The standard takes any; 12 bytes are used as they are, others are hashed to 12.
pub(super) const NONCES: &[usize] = &[
    1, 2, 4, 6, 8, 10, 12, 13, 14, 15, 16, 20, 24, 32, 64, 128, 257,
];

/// Calls `$call` of the GCM with this AES and a nonce as long as `$nonce`.
macro_rules! by_nonce {
    ($call:ident, $aes:ty, $key:ident, $nonce:ident, $aad:ident, $message:ident, [$($n:literal $size:ty),*]) => {
        match $nonce.len() {
            $($n => sealing::$call::<AesGcm<$aes, $size>>($key, $nonce, $aad, $message),)*
            _ => None,
        }
    };
}

/// The same for every size in [`NONCES`].
macro_rules! gcm {
    ($call:ident, $aes:ty, $key:ident, $nonce:ident, $aad:ident, $message:ident) => {
        by_nonce!($call, $aes, $key, $nonce, $aad, $message, [
            1 U1, 2 U2, 4 U4, 6 U6, 8 U8, 10 U10, 12 U12, 13 U13, 14 U14, 15 U15, 16 U16, 20 U20, 24 U24, 32 U32, 64 U64,
            128 U128, 257 U257
        ])
    };
}

/// Nonces that ring takes.
const RING: usize = 12;

pub(super) fn seal128(key: &[u8], nonce: &[u8], aad: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    match nonce.len() {
        RING => ring_seal(&AES_128_GCM, key, nonce, aad, message),
        _ => gcm!(seal, Aes128, key, nonce, aad, message),
    }
}

pub(super) fn open128(key: &[u8], nonce: &[u8], aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    match nonce.len() {
        RING => ring_open(&AES_128_GCM, key, nonce, aad, sealed),
        _ => gcm!(open, Aes128, key, nonce, aad, sealed),
    }
}

pub(super) fn seal192(key: &[u8], nonce: &[u8], aad: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    gcm!(seal, Aes192, key, nonce, aad, message)
}

pub(super) fn open192(key: &[u8], nonce: &[u8], aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    gcm!(open, Aes192, key, nonce, aad, sealed)
}

pub(super) fn seal256(key: &[u8], nonce: &[u8], aad: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    match nonce.len() {
        RING => ring_seal(&AES_256_GCM, key, nonce, aad, message),
        _ => gcm!(seal, Aes256, key, nonce, aad, message),
    }
}

pub(super) fn open256(key: &[u8], nonce: &[u8], aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    match nonce.len() {
        RING => ring_open(&AES_256_GCM, key, nonce, aad, sealed),
        _ => gcm!(open, Aes256, key, nonce, aad, sealed),
    }
}

pub(super) fn seal_chacha(key: &[u8], nonce: &[u8], aad: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    ring_seal(&CHACHA20_POLY1305, key, nonce, aad, message)
}

pub(super) fn open_chacha(key: &[u8], nonce: &[u8], aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    ring_open(&CHACHA20_POLY1305, key, nonce, aad, sealed)
}

fn ring_key(
    algorithm: &'static Algorithm,
    key: &[u8],
    nonce: &[u8],
) -> Option<(LessSafeKey, Nonce)> {
    let key = UnboundKey::new(algorithm, key).ok()?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    Some((LessSafeKey::new(key), nonce))
}

fn ring_seal(
    algorithm: &'static Algorithm,
    key: &[u8],
    nonce: &[u8],
    aad: &[u8],
    message: &[u8],
) -> Option<Vec<u8>> {
    let (key, nonce) = ring_key(algorithm, key, nonce)?;
    let mut out = message.to_vec();
    key.seal_in_place_append_tag(nonce, Aad::from(aad), &mut out)
        .ok()?;
    Some(out)
}

fn ring_open(
    algorithm: &'static Algorithm,
    key: &[u8],
    nonce: &[u8],
    aad: &[u8],
    sealed: &[u8],
) -> Option<Vec<u8>> {
    let (key, nonce) = ring_key(algorithm, key, nonce)?;
    let mut out = sealed.to_vec();
    let length = key
        .open_in_place(nonce, Aad::from(aad), &mut out)
        .ok()?
        .len();
    out.truncate(length);
    Some(out)
}
