//! One side's record protection, whichever the suite has.

use crate::keys::aead::Protection;
use crate::keys::chained::{Chained, Start};
use crate::keys::cipher::{Algorithm, Cipher};
use crate::keys::mac::Mac;
use crate::keys::prf::WriteKeys;
use crate::keys::rc4::Rc4;
use crate::keys::sealed::{HEADER, Sealed, Wrapping};
use crate::keys::stream::Stream;

/// One side's keys, made ready for its records.
#[derive(Clone)]
pub(crate) enum Lock {
    /// A cipher that authenticates what it hides.
    Aead(Protection),
    /// Chained blocks and a MAC.
    Chained(Chained),
    /// A keystream and a MAC, or a MAC alone.
    Stream(Stream),
}

impl Lock {
    /// None if a length does not fit the suite, or it has no AEAD.
    pub(crate) fn aead(cipher: &'static Cipher, key: &[u8], iv: &[u8]) -> Option<Self> {
        Protection::new(cipher, key, iv).map(Self::Aead)
    }

    /// None if the suite is of TLS 1.3, or a length does not fit it.
    pub(crate) fn legacy(
        cipher: &'static Cipher,
        version: u16,
        wrapping: Wrapping,
        keys: &WriteKeys,
    ) -> Option<Self> {
        if cipher.tls13 || keys.mac.len() != cipher.mac_length() {
            return None;
        }
        let Some(hash) = cipher.mac else {
            return Self::aead(cipher, &keys.key, &keys.iv);
        };
        let mac = Mac::new(hash, version, &keys.mac)?;
        if keys.key.len() != cipher.key_length() {
            return None;
        }
        match cipher.algorithm {
            Algorithm::Rc4 => {
                let rc4 = Some(Box::new(Rc4::new(&keys.key)?));
                Some(Self::Stream(Stream { rc4, mac }))
            }
            Algorithm::Null => Some(Self::Stream(Stream { rc4: None, mac })),
            Algorithm::Aes128Cbc | Algorithm::Aes256Cbc | Algorithm::TripleDesCbc => {
                Chained::new(cipher, version, wrapping, &keys.key, &keys.iv, mac).map(Self::Chained)
            }
            Algorithm::Aes128Gcm | Algorithm::Aes256Gcm | Algorithm::ChaCha20Poly1305 => None,
            Algorithm::Aes128Ccm | Algorithm::Aes128Ccm8 => None,
            Algorithm::Aes256Ccm | Algorithm::Aes256Ccm8 => None,
        }
    }

    /// Opens a record's body into `out`, which is empty before and holds the whole plaintext after: the content type, and
    /// where the content ends; it begins at 0. Nothing moves if it stays sealed.
    pub(crate) fn open(
        &mut self,
        sequence: u64,
        header: [u8; HEADER],
        body: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(u8, usize), Sealed> {
        match self {
            Self::Aead(protection) => protection.open(sequence, header, body, out),
            Self::Chained(chained) => chained.open(sequence, header, body, out),
            Self::Stream(stream) => stream.open(sequence, header, body, out),
        }
    }

    pub(crate) fn is_tls13(&self) -> bool {
        matches!(self, Self::Aead(protection) if protection.cipher.tls13)
    }

    /// Whether it is hidden by its place in one long keystream.
    pub(crate) fn is_keystream(&self) -> bool {
        matches!(self, Self::Stream(stream) if stream.rc4.is_some())
    }

    /// Whether a record can be read only with the end of the record before.
    pub(crate) fn is_chained(&self) -> bool {
        matches!(self, Self::Chained(chained) if matches!(chained.start, Start::Before(_)))
    }

    pub(crate) fn wrapping(&self) -> Option<Wrapping> {
        match self {
            Self::Aead(_) | Self::Stream(_) => None,
            Self::Chained(chained) => Some(chained.wrapping),
        }
    }

    /// Chains the next record to `body`, though that did not open.
    pub(crate) fn chain(&mut self, body: &[u8]) {
        match self {
            Self::Aead(_) | Self::Stream(_) => {}
            Self::Chained(chained) => chained.chain(body),
        }
    }

    /// The longest a record may be after its header: 2^14 and an allowance for the cover.
    pub(crate) fn limit(&self) -> usize {
        match self {
            Self::Aead(protection) => protection.limit(),
            Self::Chained(_) | Self::Stream(_) => (1 << 14) + 2048,
        }
    }
}
