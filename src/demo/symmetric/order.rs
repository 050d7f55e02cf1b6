//! A bank that takes encrypted orders, and whoever changes them on the way without reading them.

use crate::demo::primitive::aead::AES_128_GCM;
use crate::demo::primitive::cipher::{BLOCK, Padding, cbc_decrypt, cbc_encrypt, ctr};
use crate::demo::show::xor;
use crate::demo::wrong::Wrong;

/// How orders are encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cover {
    /// AES-CTR: the ciphertext is as long as the order.
    Ctr,
    /// AES-CBC with padding.
    Cbc,
    /// AES-128-GCM: 16 bytes of tag behind the ciphertext.
    Gcm,
}

/// An order on the way: `start` is the counter block, the IV or the nonce.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sealed {
    /// How it was encrypted.
    pub(crate) cover: Cover,
    /// 16 bytes, or 12 for GCM.
    pub(crate) start: Vec<u8>,
    /// The ciphertext, with its tag where there is one.
    pub(crate) body: Vec<u8>,
}

/// Encrypts `order`; `start` has 16 bytes, of which GCM takes 12.
pub(crate) fn seal(key: &[u8], start: &[u8], order: &[u8], cover: Cover) -> Result<Sealed, Wrong> {
    let start = match cover {
        Cover::Ctr | Cover::Cbc => start,
        Cover::Gcm => start.get(..12).unwrap_or(start),
    };
    let body = match cover {
        Cover::Ctr => ctr(key, start, order)?,
        Cover::Cbc => cbc_encrypt(key, start, order, Padding::Pkcs7)?,
        Cover::Gcm => AES_128_GCM.seal(key, start, &[], order)?,
    };
    Ok(Sealed {
        cover,
        start: start.to_vec(),
        body,
    })
}

/// What the bank reads; none where it notices that something is wrong.
pub(crate) fn open(key: &[u8], sealed: &Sealed) -> Result<Option<Vec<u8>>, Wrong> {
    let Sealed { cover, start, body } = sealed;
    match cover {
        Cover::Ctr => Ok(Some(ctr(key, start, body)?)),
        Cover::Cbc => cbc_decrypt(key, start, body, Padding::Pkcs7),
        Cover::Gcm => AES_128_GCM.open(key, start, &[], body),
    }
}

/// Something that is known to stand at a place, and what shall stand there.
#[derive(Clone, Debug)]
pub(crate) struct Swap {
    /// The place of its first byte.
    pub(crate) at: usize,
    /// What stands there.
    pub(crate) old: Vec<u8>,
    /// What shall stand there: as long.
    pub(crate) new: Vec<u8>,
}

impl Swap {
    /// `text` with the new bytes in their place.
    pub(crate) fn wanted(&self, text: &[u8]) -> Vec<u8> {
        let mut wanted = text.to_vec();
        for (to, byte) in wanted.iter_mut().skip(self.at).zip(&self.new) {
            *to = *byte;
        }
        wanted
    }

    /// What is added to change the one to the other.
    pub(crate) fn difference(&self) -> Vec<u8> {
        xor(&self.old, &self.new)
    }

    /// Adds the difference to the bytes whose bits reach the plaintext unchanged: the ciphertext itself in CTR and GCM, the block
    /// in front in CBC, which for the first block is the IV.
    pub(crate) fn on(&self, sealed: &Sealed) -> Sealed {
        let mut changed = sealed.clone();
        match sealed.cover {
            Cover::Ctr | Cover::Gcm => add(&mut changed.body, self.at, &self.difference()),
            Cover::Cbc => {
                let mut wire = [sealed.start.as_slice(), &sealed.body].concat();
                add(&mut wire, self.at, &self.difference());
                let (start, body) = wire.split_at(BLOCK.min(wire.len()));
                changed.start = start.to_vec();
                changed.body = body.to_vec();
            }
        }
        changed
    }
}

fn add(bytes: &mut [u8], at: usize, difference: &[u8]) {
    for (byte, bits) in bytes.iter_mut().skip(at).zip(difference) {
        *byte ^= bits;
    }
}
