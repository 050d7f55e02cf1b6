//! Sealing and opening with the authenticated ciphers of crates: GCM-SIV (RFC 8452), SIV (RFC 5297), CCM (SP 800-38C),
//! XChaCha20-Poly1305.

use aes::{Aes128, Aes192, Aes256};
use aes_gcm_siv::{Aes128GcmSiv, Aes256GcmSiv};
use aes_siv::siv::CmacSiv;
use ccm::Ccm;
use ccm::aead::consts::{U7, U8, U9, U10, U11, U12, U13, U16};
use ccm::aead::{AeadInPlace, KeyInit, Nonce};
use chacha20poly1305::XChaCha20Poly1305;

/// Key, nonce, associated data, and message or what is sealed; what comes out, or nothing where it is refused.
pub(super) type Run = fn(&[u8], &[u8], &[u8], &[u8]) -> Option<Vec<u8>>;

/// Sizes of a nonce of CCM: the longer it is, the shorter the longest message.
pub(super) const CCM_NONCES: &[usize] = &[7, 8, 9, 10, 11, 12, 13];

/// Seals with the cipher `C`: the tag stands behind.
pub(super) fn seal<C: AeadInPlace + KeyInit>(
    key: &[u8],
    nonce: &[u8],
    aad: &[u8],
    message: &[u8],
) -> Option<Vec<u8>> {
    let cipher = C::new_from_slice(key).ok()?;
    let nonce = whole::<C>(nonce)?;
    let mut out = message.to_vec();
    let tag = cipher
        .encrypt_in_place_detached(&nonce, aad, &mut out)
        .ok()?;
    out.extend_from_slice(&tag);
    Some(out)
}

/// Opens with the cipher `C` what [`seal`] sealed.
pub(super) fn open<C: AeadInPlace + KeyInit>(
    key: &[u8],
    nonce: &[u8],
    aad: &[u8],
    sealed: &[u8],
) -> Option<Vec<u8>> {
    let cipher = C::new_from_slice(key).ok()?;
    let nonce = whole::<C>(nonce)?;
    let mut out = sealed.to_vec();
    cipher.decrypt_in_place(&nonce, aad, &mut out).ok()?;
    Some(out)
}

/// The nonce as the cipher `C` takes it; none where it has another length.
fn whole<C: AeadInPlace>(nonce: &[u8]) -> Option<Nonce<C>> {
    let mut whole = Nonce::<C>::default();
    (whole.len() == nonce.len()).then(|| {
        whole.copy_from_slice(nonce);
        whole
    })
}

pub(super) fn seal_xchacha(k: &[u8], n: &[u8], a: &[u8], m: &[u8]) -> Option<Vec<u8>> {
    seal::<XChaCha20Poly1305>(k, n, a, m)
}

pub(super) fn open_xchacha(k: &[u8], n: &[u8], a: &[u8], s: &[u8]) -> Option<Vec<u8>> {
    open::<XChaCha20Poly1305>(k, n, a, s)
}

pub(super) fn seal_gcm_siv128(k: &[u8], n: &[u8], a: &[u8], m: &[u8]) -> Option<Vec<u8>> {
    seal::<Aes128GcmSiv>(k, n, a, m)
}

pub(super) fn open_gcm_siv128(k: &[u8], n: &[u8], a: &[u8], s: &[u8]) -> Option<Vec<u8>> {
    open::<Aes128GcmSiv>(k, n, a, s)
}

pub(super) fn seal_gcm_siv256(k: &[u8], n: &[u8], a: &[u8], m: &[u8]) -> Option<Vec<u8>> {
    seal::<Aes256GcmSiv>(k, n, a, m)
}

pub(super) fn open_gcm_siv256(k: &[u8], n: &[u8], a: &[u8], s: &[u8]) -> Option<Vec<u8>> {
    open::<Aes256GcmSiv>(k, n, a, s)
}

/// Runs `$call` of the SIV with the AES of half the length of `$key`.
macro_rules! siv {
    ($call:ident, $key:ident, $headers:ident, $bytes:ident) => {
        match $key.len() {
            32 => CmacSiv::<Aes128>::new_from_slice($key)
                .ok()?
                .$call($headers, $bytes)
                .ok(),
            48 => CmacSiv::<Aes192>::new_from_slice($key)
                .ok()?
                .$call($headers, $bytes)
                .ok(),
            64 => CmacSiv::<Aes256>::new_from_slice($key)
                .ok()?
                .$call($headers, $bytes)
                .ok(),
            _ => None,
        }
    };
}

pub(super) fn seal_siv(key: &[u8], nonce: &[u8], aad: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    let headers = headers(aad, nonce);
    siv!(encrypt, key, headers, message)
}

pub(super) fn open_siv(key: &[u8], nonce: &[u8], aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let headers = headers(aad, nonce);
    siv!(decrypt, key, headers, sealed)
}

/// What is authenticated beside the message: the associated data, then the nonce (RFC 5297 §3). Without a nonce the scheme is
/// deterministic, and there is one component less.
fn headers<'b>(aad: &'b [u8], nonce: &'b [u8]) -> Vec<&'b [u8]> {
    match nonce.is_empty() {
        true => vec![aad],
        false => vec![aad, nonce],
    }
}

/// Calls `$call` of the CCM with this AES and a nonce as long as `$nonce`.
macro_rules! ccm {
    ($call:ident, $aes:ty, $key:ident, $nonce:ident, $aad:ident, $message:ident) => {
        match $nonce.len() {
            7 => $call::<Ccm<$aes, U16, U7>>($key, $nonce, $aad, $message),
            8 => $call::<Ccm<$aes, U16, U8>>($key, $nonce, $aad, $message),
            9 => $call::<Ccm<$aes, U16, U9>>($key, $nonce, $aad, $message),
            10 => $call::<Ccm<$aes, U16, U10>>($key, $nonce, $aad, $message),
            11 => $call::<Ccm<$aes, U16, U11>>($key, $nonce, $aad, $message),
            12 => $call::<Ccm<$aes, U16, U12>>($key, $nonce, $aad, $message),
            13 => $call::<Ccm<$aes, U16, U13>>($key, $nonce, $aad, $message),
            _ => None,
        }
    };
}

pub(super) fn seal_ccm128(key: &[u8], nonce: &[u8], aad: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    ccm!(seal, Aes128, key, nonce, aad, message)
}

pub(super) fn open_ccm128(key: &[u8], nonce: &[u8], aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    ccm!(open, Aes128, key, nonce, aad, sealed)
}

pub(super) fn seal_ccm192(key: &[u8], nonce: &[u8], aad: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    ccm!(seal, Aes192, key, nonce, aad, message)
}

pub(super) fn open_ccm192(key: &[u8], nonce: &[u8], aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    ccm!(open, Aes192, key, nonce, aad, sealed)
}

pub(super) fn seal_ccm256(key: &[u8], nonce: &[u8], aad: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    ccm!(seal, Aes256, key, nonce, aad, message)
}

pub(super) fn open_ccm256(key: &[u8], nonce: &[u8], aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    ccm!(open, Aes256, key, nonce, aad, sealed)
}
