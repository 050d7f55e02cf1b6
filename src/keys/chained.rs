//! Record protection by chained blocks, CBC: SSL 3.0 to TLS 1.2 (RFC 6101 §5.2.3.2, RFC 2246 §6.2.3.2, RFC 4346
//! §6.2.3.2, RFC 5246 §6.2.3.2), with the MAC inside or outside (RFC 7366).
//!
//! Nothing here hides how long it takes, as a receiver on a network must (Lucky 13): a capture measures nobody.

use aes::{Aes128, Aes256};
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockDecryptMut, BlockEncryptMut, InnerIvInit, KeyInit};
use des::TdesEde3;

use crate::keys::cipher::{Algorithm, Cipher};
use crate::keys::mac;
use crate::keys::mac::Mac;
use crate::keys::sealed::{HEADER, Sealed, Wrapping};

/// One side's keys, made ready for its records.
#[derive(Clone)]
pub(crate) struct Chained {
    key: Key,
    pub(crate) mac: Mac,
    pub(crate) wrapping: Wrapping,
    /// SSL 3.0 lets the padding be any bytes; TLS wants each to say how many there are.
    padding: Padding,
    /// Length of a block, 8 or 16.
    pub(crate) block: usize,
    pub(crate) start: Start,
}

#[derive(Clone)]
enum Key {
    Aes128(Box<Aes128>),
    Aes256(Box<Aes256>),
    TripleDes(Box<TdesEde3>),
}

#[derive(Clone, Copy)]
enum Padding {
    Any,
    Same,
}

/// What the first block of a record is chained to.
#[derive(Clone)]
pub(crate) enum Start {
    /// Up to TLS 1.0: the last block of the record before; for the first record, a derived IV.
    Before(Vec<u8>),
    /// Since TLS 1.1: an IV of its own in front of it.
    Within,
}

impl Chained {
    /// None if the suite has no blocks, or a length does not fit.
    pub(crate) fn new(
        cipher: &Cipher,
        version: u16,
        wrapping: Wrapping,
        key: &[u8],
        iv: &[u8],
        mac: Mac,
    ) -> Option<Self> {
        let block = cipher.algorithm.block_length()?;
        let key = match cipher.algorithm {
            Algorithm::Aes128Cbc => Key::Aes128(Box::new(Aes128::new_from_slice(key).ok()?)),
            Algorithm::Aes256Cbc => Key::Aes256(Box::new(Aes256::new_from_slice(key).ok()?)),
            Algorithm::TripleDesCbc => {
                Key::TripleDes(Box::new(TdesEde3::new_from_slice(key).ok()?))
            }
            Algorithm::Aes128Gcm | Algorithm::Aes256Gcm | Algorithm::ChaCha20Poly1305 => {
                return None;
            }
            Algorithm::Aes128Ccm | Algorithm::Aes128Ccm8 | Algorithm::Aes256Ccm => return None,
            Algorithm::Aes256Ccm8 | Algorithm::Rc4 | Algorithm::Null => return None,
        };
        let start = match cipher.derived_iv_length(version) {
            0 => Start::Within,
            need => Start::Before((iv.len() == need).then(|| iv.to_vec())?),
        };
        Some(Self {
            key,
            mac,
            wrapping,
            padding: if version == 0x0300 {
                Padding::Any
            } else {
                Padding::Same
            },
            block,
            start,
        })
    }

    /// Opens a record's body into `out`, which is empty before and holds the whole plaintext after: content, MAC if it is
    /// inside, padding and its length. Gives the content type and where the content ends.
    pub(crate) fn open(
        &mut self,
        sequence: u64,
        header: [u8; HEADER],
        body: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(u8, usize), Sealed> {
        let [kind, ..] = header;
        let parts = self.parts(body)?;
        if let Some(tag) = parts.tag {
            let prefix = mac::prefix(sequence, header, parts.covered.len());
            if self.mac.of(&prefix, parts.covered).as_ref() != tag {
                return Err(Sealed::Mac { sequence });
            }
        }
        out.extend_from_slice(parts.hidden);
        self.decrypt(parts.iv, out).ok_or(Sealed::Blocks {
            length: body.len(),
            block: self.block,
        })?;

        let wrong = Sealed::Padding { sequence };
        let inside = match self.wrapping {
            Wrapping::MacThenEncrypt => self.mac.length(),
            Wrapping::EncryptThenMac => 0,
        };
        let Some(last) = out.last().copied() else {
            return Err(wrong);
        };
        let Some(end) = out.len().checked_sub(usize::from(last) + 1) else {
            return Err(wrong);
        };
        let Some(content) = end.checked_sub(inside) else {
            return Err(wrong);
        };
        let padding = out.get(end..).unwrap_or_default();
        let good = match self.padding {
            Padding::Same => padding.iter().all(|byte| *byte == last),
            Padding::Any => padding.len() <= self.block,
        };
        if !good {
            return Err(wrong);
        }
        if inside > 0 {
            let (content, tag) = out
                .get(..end)
                .and_then(|all| all.split_at_checked(content))
                .ok_or(wrong)?;
            let prefix = mac::prefix(sequence, header, content.len());
            if self.mac.of(&prefix, content).as_ref() != tag {
                return Err(Sealed::Mac { sequence });
            }
        }
        self.chain(body);
        Ok((kind, content))
    }

    /// The next record is chained to the last block of `body`, even if that did not open. Nothing where each record
    /// brings its own IV.
    pub(crate) fn chain(&mut self, body: &[u8]) {
        let Ok(parts) = self.parts(body) else { return };
        let last = parts.hidden.rchunks(self.block).next().unwrap_or_default();
        let last = last.to_vec();
        if let Start::Before(before) = &mut self.start {
            *before = last;
        }
    }

    /// The parts of a record's body.
    pub(crate) fn parts<'p>(&'p self, body: &'p [u8]) -> Result<Parts<'p>, Sealed> {
        let wrong = Sealed::Blocks {
            length: body.len(),
            block: self.block,
        };
        let (covered, tag) = match self.wrapping {
            Wrapping::MacThenEncrypt => (body, None),
            Wrapping::EncryptThenMac => {
                let end = body.len().checked_sub(self.mac.length());
                let (covered, tag) = end
                    .and_then(|end| body.split_at_checked(end))
                    .ok_or(wrong.clone())?;
                (covered, Some(tag))
            }
        };
        let (iv, hidden) = match &self.start {
            Start::Before(before) => (before.as_slice(), covered),
            Start::Within => covered.split_at_checked(self.block).ok_or(wrong.clone())?,
        };
        if hidden.is_empty() || !hidden.len().is_multiple_of(self.block) {
            return Err(wrong);
        }
        Ok(Parts {
            iv,
            covered,
            hidden,
            tag,
        })
    }

    fn decrypt(&self, iv: &[u8], bytes: &mut [u8]) -> Option<()> {
        match &self.key {
            Key::Aes128(key) => cbc::Decryptor::inner_iv_slice_init(&**key, iv)
                .ok()?
                .decrypt_padded_mut::<NoPadding>(bytes)
                .ok()
                .map(drop),
            Key::Aes256(key) => cbc::Decryptor::inner_iv_slice_init(&**key, iv)
                .ok()?
                .decrypt_padded_mut::<NoPadding>(bytes)
                .ok()
                .map(drop),
            Key::TripleDes(key) => cbc::Decryptor::inner_iv_slice_init(&**key, iv)
                .ok()?
                .decrypt_padded_mut::<NoPadding>(bytes)
                .ok()
                .map(drop),
        }
    }

    fn encrypt(&self, iv: &[u8], bytes: &mut [u8]) -> Option<()> {
        let length = bytes.len();
        match &self.key {
            Key::Aes128(key) => cbc::Encryptor::inner_iv_slice_init(&**key, iv)
                .ok()?
                .encrypt_padded_mut::<NoPadding>(bytes, length)
                .ok()
                .map(drop),
            Key::Aes256(key) => cbc::Encryptor::inner_iv_slice_init(&**key, iv)
                .ok()?
                .encrypt_padded_mut::<NoPadding>(bytes, length)
                .ok()
                .map(drop),
            Key::TripleDes(key) => cbc::Encryptor::inner_iv_slice_init(&**key, iv)
                .ok()?
                .encrypt_padded_mut::<NoPadding>(bytes, length)
                .ok()
                .map(drop),
        }
    }

    /// The body of a record of `content`, with `more` blocks of padding than it needs. `header` is the record's, whose
    /// length does not count. A record's own IV is made from its number: good for showing, not for sending.
    pub(crate) fn seal(
        &mut self,
        sequence: u64,
        header: [u8; HEADER],
        content: &[u8],
        more: usize,
    ) -> Option<Vec<u8>> {
        let mut hidden = content.to_vec();
        if let Wrapping::MacThenEncrypt = self.wrapping {
            let prefix = mac::prefix(sequence, header, content.len());
            hidden.extend_from_slice(self.mac.of(&prefix, content).as_ref());
        }
        let more = match self.padding {
            Padding::Same => more.checked_mul(self.block)?,
            // In SSL 3.0 padding is shorter than a block (RFC 6101 §5.2.3.2).
            Padding::Any => (more == 0).then_some(0)?,
        };
        let fill = self.block - 1 - hidden.len() % self.block + more;
        let byte = u8::try_from(fill).ok()?;
        hidden.resize(hidden.len() + fill + 1, byte);
        let own = [sequence.to_be_bytes(), sequence.to_le_bytes()].concat();
        let (iv, own) = match &self.start {
            Start::Before(before) => (before.as_slice(), &[][..]),
            Start::Within => {
                let own = own.get(..self.block)?;
                (own, own)
            }
        };
        self.encrypt(iv, &mut hidden)?;
        let mut body = [own, &hidden].concat();
        if let Wrapping::EncryptThenMac = self.wrapping {
            let prefix = mac::prefix(sequence, header, body.len());
            body.extend_from_slice(self.mac.of(&prefix, &body).as_ref());
        }
        self.chain(&body);
        Some(body)
    }
}

/// The parts of a record's body.
pub(crate) struct Parts<'p> {
    /// What the first block is chained to: before the body, or in front of it.
    pub(crate) iv: &'p [u8],
    /// What a MAC outside covers: IV and blocks.
    pub(crate) covered: &'p [u8],
    /// The blocks.
    pub(crate) hidden: &'p [u8],
    /// The MAC, if it is outside.
    pub(crate) tag: Option<&'p [u8]>,
}
