//! Authenticated encryption with associated data (RFC 5116): the tag stands behind the ciphertext.

use aes_gcm_siv::Aes128GcmSiv;
use aes_gcm_siv::aead::{AeadInPlace, KeyInit};
use ring::aead::{
    AES_128_GCM, AES_256_GCM, Aad, Algorithm, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey,
};

use crate::base::text::Text;
use crate::demo::sizes::Sizes;
use crate::demo::wrong::Wrong;

/// An authenticated cipher.
#[derive(Debug)]
pub struct Aead {
    /// Its name: `aes-128-gcm`.
    pub name: &'static str,
    /// Sizes of its key.
    pub key: Sizes,
    /// Sizes of its nonce.
    pub nonce: Sizes,
    /// Bytes of its tag.
    pub tag: usize,
    seal: fn(&[u8], &[u8], &[u8], &[u8]) -> Option<Vec<u8>>,
    open: fn(&[u8], &[u8], &[u8], &[u8]) -> Option<Vec<u8>>,
}

/// All of them.
pub static AEADS: &[Aead] = &[
    Aead {
        name: "aes-128-gcm",
        key: Sizes::OneOf(&[16]),
        nonce: Sizes::OneOf(&[12]),
        tag: 16,
        seal: |k, n, a, m| ring_seal(&AES_128_GCM, k, n, a, m),
        open: |k, n, a, m| ring_open(&AES_128_GCM, k, n, a, m),
    },
    Aead {
        name: "aes-256-gcm",
        key: Sizes::OneOf(&[32]),
        nonce: Sizes::OneOf(&[12]),
        tag: 16,
        seal: |k, n, a, m| ring_seal(&AES_256_GCM, k, n, a, m),
        open: |k, n, a, m| ring_open(&AES_256_GCM, k, n, a, m),
    },
    Aead {
        name: "chacha20-poly1305",
        key: Sizes::OneOf(&[32]),
        nonce: Sizes::OneOf(&[12]),
        tag: 16,
        seal: |k, n, a, m| ring_seal(&CHACHA20_POLY1305, k, n, a, m),
        open: |k, n, a, m| ring_open(&CHACHA20_POLY1305, k, n, a, m),
    },
    Aead {
        name: "aes-128-gcm-siv",
        key: Sizes::OneOf(&[16]),
        nonce: Sizes::OneOf(&[12]),
        tag: 16,
        seal: siv_seal,
        open: siv_open,
    },
];

/// The authenticated cipher called `name`.
pub fn named(name: &str) -> Option<&'static Aead> {
    AEADS.iter().find(|aead| aead.name == name)
}

impl Aead {
    /// `message` sealed together with `aad`: as many bytes as `message`, then the tag.
    ///
    /// # Errors
    /// A key or a nonce of another size.
    pub fn seal(
        &self,
        key: &[u8],
        nonce: &[u8],
        aad: &[u8],
        message: &[u8],
    ) -> Result<Vec<u8>, Wrong> {
        self.check(key, nonce)?;
        (self.seal)(key, nonce, aad, message).ok_or_else(too_long)
    }

    /// The message in `sealed` (ciphertext, then the tag); none if the tag is not right.
    ///
    /// # Errors
    /// A key or a nonce of another size.
    pub fn open(
        &self,
        key: &[u8],
        nonce: &[u8],
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<Option<Vec<u8>>, Wrong> {
        self.check(key, nonce)?;
        Ok((self.open)(key, nonce, aad, sealed))
    }

    fn check(&self, key: &[u8], nonce: &[u8]) -> Result<(), Wrong> {
        for (input, bytes, need) in [("--key", key, self.key), ("--nonce", nonce, self.nonce)] {
            if !need.fits(bytes.len()) {
                return Err(Wrong::Size {
                    input,
                    have: bytes.len(),
                    need,
                });
            }
        }
        Ok(())
    }
}

fn too_long() -> Wrong {
    Wrong::Unfit {
        input: "--message",
        why: Text::new(
            "it is longer than this cipher takes under one nonce",
            "이 암호가 논스 하나로 받을 수 있는 길이를 넘음",
        ),
        hint: Text::new(
            "cut it into messages, each with a nonce of its own",
            "여러 메시지로 나누고 메시지마다 논스를 따로 쓴다",
        ),
    }
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

fn siv_seal(key: &[u8], nonce: &[u8], aad: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    let nonce = <[u8; 12]>::try_from(nonce).ok()?;
    let cipher = Aes128GcmSiv::new_from_slice(key).ok()?;
    let mut out = message.to_vec();
    cipher.encrypt_in_place(&nonce.into(), aad, &mut out).ok()?;
    Some(out)
}

fn siv_open(key: &[u8], nonce: &[u8], aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let nonce = <[u8; 12]>::try_from(nonce).ok()?;
    let cipher = Aes128GcmSiv::new_from_slice(key).ok()?;
    let mut out = sealed.to_vec();
    cipher.decrypt_in_place(&nonce.into(), aad, &mut out).ok()?;
    Some(out)
}
