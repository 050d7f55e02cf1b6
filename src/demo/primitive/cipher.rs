//! Ciphers without authentication: whoever changes the ciphertext changes the plaintext, and nobody notices.

use aes::cipher::block_padding::{NoPadding, Pkcs7};
use aes::cipher::{
    BlockDecryptMut, BlockEncryptMut, KeyInit, KeyIvInit, StreamCipher, StreamCipherSeek,
};
use aes::{Aes128, Aes192, Aes256};
use chacha20::ChaCha20;

use crate::base::text::Text;
use crate::demo::sizes::Sizes;
use crate::demo::wrong::Wrong;

/// Bytes of an AES block.
pub const BLOCK: usize = 16;

/// Sizes of an AES key.
pub const AES_KEY: Sizes = Sizes::OneOf(&[16, 24, 32]);

/// Whether the last block is filled up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Padding {
    /// As PKCS #7 does (RFC 5652 §6.3): n bytes of value n, at least one.
    Pkcs7,
    /// Not at all: whole blocks only.
    None,
}

/// Runs `$body` with `$aes` standing for the AES of the length of `$key`.
macro_rules! with_aes {
    ($key:expr, $aes:ident => $body:expr) => {
        match $key.len() {
            16 => {
                type $aes = Aes128;
                $body
            }
            24 => {
                type $aes = Aes192;
                $body
            }
            32 => {
                type $aes = Aes256;
                $body
            }
            have => Err(Wrong::Size {
                input: "--key",
                have,
                need: AES_KEY,
            }),
        }
    };
}

/// AES, each block for itself (ECB, SP 800-38A §6.1).
///
/// # Errors
/// A key of another size than 16, 24 or 32 bytes; without padding, a message that is not whole blocks.
pub fn ecb_encrypt(key: &[u8], message: &[u8], padding: Padding) -> Result<Vec<u8>, Wrong> {
    whole(message, padding)?;
    with_aes!(key, Aes => {
        let cipher = ecb::Encryptor::<Aes>::new(key.into());
        Ok(match padding {
            Padding::Pkcs7 => cipher.encrypt_padded_vec_mut::<Pkcs7>(message),
            Padding::None => cipher.encrypt_padded_vec_mut::<NoPadding>(message),
        })
    })
}

/// The reverse; none where the padding is not right.
///
/// # Errors
/// A key of another size than 16, 24 or 32 bytes; a ciphertext that is not whole blocks.
pub fn ecb_decrypt(key: &[u8], message: &[u8], padding: Padding) -> Result<Option<Vec<u8>>, Wrong> {
    whole(message, Padding::None)?;
    with_aes!(key, Aes => {
        let cipher = ecb::Decryptor::<Aes>::new(key.into());
        Ok(match padding {
            Padding::Pkcs7 => cipher.decrypt_padded_vec_mut::<Pkcs7>(message),
            Padding::None => cipher.decrypt_padded_vec_mut::<NoPadding>(message),
        }.ok())
    })
}

/// AES, each block mixed with the one before (CBC, SP 800-38A §6.2). `iv` has 16 bytes.
///
/// # Errors
/// A key or an IV of another size; without padding, a message that is not whole blocks.
pub fn cbc_encrypt(
    key: &[u8],
    iv: &[u8],
    message: &[u8],
    padding: Padding,
) -> Result<Vec<u8>, Wrong> {
    sized(iv)?;
    whole(message, padding)?;
    with_aes!(key, Aes => {
        let cipher = cbc::Encryptor::<Aes>::new(key.into(), iv.into());
        Ok(match padding {
            Padding::Pkcs7 => cipher.encrypt_padded_vec_mut::<Pkcs7>(message),
            Padding::None => cipher.encrypt_padded_vec_mut::<NoPadding>(message),
        })
    })
}

/// The reverse; none where the padding is not right.
///
/// # Errors
/// A key or an IV of another size; a ciphertext that is not whole blocks.
pub fn cbc_decrypt(
    key: &[u8],
    iv: &[u8],
    message: &[u8],
    padding: Padding,
) -> Result<Option<Vec<u8>>, Wrong> {
    sized(iv)?;
    whole(message, Padding::None)?;
    with_aes!(key, Aes => {
        let cipher = cbc::Decryptor::<Aes>::new(key.into(), iv.into());
        Ok(match padding {
            Padding::Pkcs7 => cipher.decrypt_padded_vec_mut::<Pkcs7>(message),
            Padding::None => cipher.decrypt_padded_vec_mut::<NoPadding>(message),
        }.ok())
    })
}

/// AES as a stream: the encryption of a counter, added to the message (CTR, SP 800-38A §6.5). `counter` is the first counter
/// block, 16 bytes, counted up as one big-endian number. Its own reverse.
///
/// # Errors
/// A key or a counter block of another size.
pub fn ctr(key: &[u8], counter: &[u8], message: &[u8]) -> Result<Vec<u8>, Wrong> {
    sized(counter)?;
    let mut out = message.to_vec();
    with_aes!(key, Aes => {
        ctr::Ctr128BE::<Aes>::new(key.into(), counter.into()).apply_keystream(&mut out);
        Ok(out)
    })
}

/// ChaCha20 as a stream (RFC 8439 §2.4): the keystream from block `counter` on, added to the message. `key` has 32 bytes, `nonce` 12.
/// Its own reverse.
///
/// # Errors
/// A key or a nonce of another size; a message that needs the last counter of 32 bits, which the crate does not use.
pub fn chacha20(key: &[u8], nonce: &[u8], counter: u32, message: &[u8]) -> Result<Vec<u8>, Wrong> {
    Wrong::unless(Sizes::OneOf(&[32]), "--key", key)?;
    Wrong::unless(Sizes::OneOf(&[12]), "--nonce", nonce)?;
    let mut out = message.to_vec();
    let mut cipher = ChaCha20::new(key.into(), nonce.into());
    let from = u64::from(counter) * 64;
    let ran = cipher
        .try_seek(from)
        .ok()
        .and_then(|()| cipher.try_apply_keystream(&mut out).ok());
    ran.map(|()| out).ok_or_else(|| {
        Wrong::unfit(
            "--message",
            Text::new(
                "the block counter of 32 bits runs out before its end",
                "메시지가 끝나기 전에 32비트 블록 카운터가 다함",
            ),
            Text::new(
                "begin with a smaller counter, or take another nonce for the rest",
                "더 작은 카운터로 시작하거나 나머지에 다른 논스를 쓴다",
            ),
        )
    })
}

fn sized(iv: &[u8]) -> Result<(), Wrong> {
    match iv.len() {
        BLOCK => Ok(()),
        have => Err(Wrong::Size {
            input: "--nonce",
            have,
            need: Sizes::OneOf(&[BLOCK]),
        }),
    }
}

fn whole(message: &[u8], padding: Padding) -> Result<(), Wrong> {
    if padding == Padding::Pkcs7 || message.len().is_multiple_of(BLOCK) {
        return Ok(());
    }
    Err(Wrong::Unfit {
        input: "--message",
        why: Text::new(
            "it is not a whole number of blocks of 16 bytes",
            "16바이트 블록으로 나누어떨어지지 않음",
        ),
        hint: Text::new("give a multiple of 16 bytes", "16의 배수 바이트를 준다"),
    })
}
