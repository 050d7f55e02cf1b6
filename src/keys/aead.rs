//! Record protection by an AEAD: TLS 1.3 (RFC 8446 §5.2-5.3) and the GCM, CCM and ChaCha20 suites of TLS 1.2 (RFC 5246
//! §6.2.3.3, RFC 5288 §3, RFC 6655 §3, RFC 7905 §2).

use aes::{Aes128, Aes256};
use ccm::Ccm;
use ccm::aead::{AeadInPlace, KeyInit, Tag};
use ccm::consts::{U8, U12, U16};
use ring::aead::{Aad, LessSafeKey, Nonce, UnboundKey};

use crate::keys::cipher::{Algorithm, Cipher};
use crate::keys::mac;
use crate::keys::sealed::{HEADER, Sealed};

/// One side's key and IV, made ready for its records.
#[derive(Clone)]
pub(crate) struct Protection {
    pub(crate) cipher: &'static Cipher,
    key: Key,
    iv: [u8; 12],
}

/// The key in the form that its implementation wants.
#[derive(Clone)]
enum Key {
    Ring(Box<LessSafeKey>),
    Aes128Ccm(Box<Ccm<Aes128, U16, U12>>),
    Aes128Ccm8(Box<Ccm<Aes128, U8, U12>>),
    Aes256Ccm(Box<Ccm<Aes256, U16, U12>>),
    Aes256Ccm8(Box<Ccm<Aes256, U8, U12>>),
}

/// What is authenticated without being hidden: 5 bytes in TLS 1.3, 13 in TLS 1.2.
pub(crate) enum Additional {
    Header([u8; HEADER]),
    Prefix([u8; mac::PREFIX]),
}

impl AsRef<[u8]> for Additional {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Header(header) => header,
            Self::Prefix(prefix) => prefix,
        }
    }
}

impl Protection {
    /// None if the lengths do not fit the suite, or it is no AEAD.
    pub(crate) fn new(cipher: &'static Cipher, key: &[u8], iv: &[u8]) -> Option<Self> {
        use ring::aead::{AES_128_GCM, AES_256_GCM, CHACHA20_POLY1305};
        let ring = |algorithm| {
            let key = UnboundKey::new(algorithm, key).ok()?;
            Some(Key::Ring(Box::new(LessSafeKey::new(key))))
        };
        let made = match cipher.algorithm {
            Algorithm::Aes128Gcm => ring(&AES_128_GCM),
            Algorithm::Aes256Gcm => ring(&AES_256_GCM),
            Algorithm::ChaCha20Poly1305 => ring(&CHACHA20_POLY1305),
            Algorithm::Aes128Ccm => boxed(key).map(Key::Aes128Ccm),
            Algorithm::Aes128Ccm8 => boxed(key).map(Key::Aes128Ccm8),
            Algorithm::Aes256Ccm => boxed(key).map(Key::Aes256Ccm),
            Algorithm::Aes256Ccm8 => boxed(key).map(Key::Aes256Ccm8),
            Algorithm::Aes128Cbc | Algorithm::Aes256Cbc | Algorithm::TripleDesCbc => None,
            Algorithm::Rc4 | Algorithm::Null => None,
        };
        let mut whole = [0; 12];
        whole
            .iter_mut()
            .zip(iv)
            .for_each(|(place, byte)| *place = *byte);
        (iv.len() == cipher.iv_length()).then_some(Self {
            cipher,
            key: made?,
            iv: whole,
        })
    }

    /// The part of the nonce that both ends derive, 12 or 4 bytes.
    pub(crate) fn iv(&self) -> &[u8] {
        self.iv.get(..self.cipher.iv_length()).unwrap_or_default()
    }

    /// The nonce of a record: `explicit` is what stands in the record, as long as [`Cipher::explicit_length`].
    pub(crate) fn nonce(&self, sequence: u64, explicit: &[u8]) -> [u8; 12] {
        let mut nonce = self.iv;
        let [.., a, b, c, d, e, f, g, h] = &mut nonce;
        let counted = sequence.to_be_bytes();
        let tail = [a, b, c, d, e, f, g, h];
        // Where the nonce stands in the record, the tail of the IV is zeros.
        let mixed = if explicit.is_empty() {
            &counted[..]
        } else {
            explicit
        };
        tail.into_iter()
            .zip(mixed)
            .for_each(|(place, byte)| *place ^= byte);
        nonce
    }

    /// What is authenticated without being hidden: in TLS 1.3 the record's header as it stands (RFC 8446 §5.2), in TLS 1.2
    /// the sequence number, type, version and the length of the plaintext (RFC 5246 §6.2.3.3).
    pub(crate) fn additional(
        &self,
        sequence: u64,
        header: [u8; HEADER],
        plaintext: usize,
    ) -> Additional {
        match self.cipher.tls13 {
            true => Additional::Header(header),
            false => Additional::Prefix(mac::prefix(sequence, header, plaintext)),
        }
    }

    /// Opens a record's body into `out`, which is empty before and holds the whole plaintext after: the content type, and
    /// where the content ends.
    pub(crate) fn open(
        &self,
        sequence: u64,
        header: [u8; HEADER],
        body: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(u8, usize), Sealed> {
        let [kind, ..] = header;
        let cover = self.cipher.explicit_length() + self.cipher.tag_length();
        let short = Sealed::TooShort {
            need: HEADER + cover,
            have: HEADER + body.len(),
        };
        let Some(plain) = body.len().checked_sub(cover) else {
            return Err(short);
        };
        let Some((explicit, sealed)) = body.split_at_checked(self.cipher.explicit_length()) else {
            return Err(short);
        };
        let nonce = self.nonce(sequence, explicit);
        let additional = self.additional(sequence, header, plain);
        out.extend_from_slice(sealed);
        self.decrypt(nonce, additional.as_ref(), out)
            .ok_or(Sealed::Tag { sequence })?;
        out.truncate(plain);
        if !self.cipher.tls13 {
            return Ok((kind, plain));
        }
        // In TLS 1.3 the true type is the last byte that is not zero; the zeros after it are padding (RFC 8446 §5.4).
        let last = out.iter().rposition(|byte| *byte != 0);
        last.and_then(|at| Some((*out.get(at)?, at)))
            .ok_or(Sealed::NoType { length: plain })
    }

    fn decrypt(&self, nonce: [u8; 12], additional: &[u8], sealed: &mut [u8]) -> Option<()> {
        match &self.key {
            Key::Ring(key) => {
                let nonce = Nonce::assume_unique_for_key(nonce);
                key.open_in_place(nonce, Aad::from(additional), sealed)
                    .ok()
                    .map(drop)
            }
            Key::Aes128Ccm(key) => opened(&**key, nonce, additional, sealed),
            Key::Aes128Ccm8(key) => opened(&**key, nonce, additional, sealed),
            Key::Aes256Ccm(key) => opened(&**key, nonce, additional, sealed),
            Key::Aes256Ccm8(key) => opened(&**key, nonce, additional, sealed),
        }
    }

    /// Hides `body` and appends the tag.
    pub(crate) fn seal(
        &self,
        nonce: [u8; 12],
        additional: &[u8],
        body: &mut Vec<u8>,
    ) -> Option<()> {
        match &self.key {
            Key::Ring(key) => {
                let nonce = Nonce::assume_unique_for_key(nonce);
                key.seal_in_place_append_tag(nonce, Aad::from(additional), body)
                    .ok()
            }
            Key::Aes128Ccm(key) => key.encrypt_in_place(&nonce.into(), additional, body).ok(),
            Key::Aes128Ccm8(key) => key.encrypt_in_place(&nonce.into(), additional, body).ok(),
            Key::Aes256Ccm(key) => key.encrypt_in_place(&nonce.into(), additional, body).ok(),
            Key::Aes256Ccm8(key) => key.encrypt_in_place(&nonce.into(), additional, body).ok(),
        }
    }

    /// The longest a record may be after its header: 2^14 and an allowance for the cover.
    pub(crate) fn limit(&self) -> usize {
        (1 << 14) + if self.cipher.tls13 { 256 } else { 2048 }
    }
}

fn boxed<C: KeyInit>(key: &[u8]) -> Option<Box<C>> {
    C::new_from_slice(key).ok().map(Box::new)
}

/// Opens ciphertext and tag where they stand.
fn opened<C>(key: &C, nonce: [u8; 12], additional: &[u8], sealed: &mut [u8]) -> Option<()>
where
    C: AeadInPlace<NonceSize = U12>,
{
    let mut tag = Tag::<C>::default();
    let end = sealed.len().checked_sub(tag.len())?;
    let (hidden, given) = sealed.split_at_mut_checked(end)?;
    tag.copy_from_slice(given);
    key.decrypt_in_place_detached(&nonce.into(), additional, hidden, &tag)
        .ok()
}
