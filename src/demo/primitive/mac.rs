//! Message authentication codes: a key and a message in, a tag out that nobody without the key can make.

use std::fmt;

use aes::{Aes128, Aes192, Aes256};
use cmac::Cmac;
use digest::{DynDigest, KeyInit};
use hmac::Hmac;
use ring::hmac::{self as ring_hmac, Algorithm, Context};

use crate::demo::sizes::Sizes;
use crate::demo::wrong::Wrong;

/// A message authentication code.
#[derive(Debug)]
pub struct Mac {
    /// Its name: `hmac-sha256`.
    pub name: &'static str,
    /// Where it is specified.
    pub standard: &'static str,
    /// Sizes of its key.
    pub key: Sizes,
    /// Bytes of its tag.
    pub length: usize,
    start: fn(&[u8]) -> Option<Running>,
}

/// HMAC takes any key: a longer one than a block is hashed first (RFC 2104 §2). Above this nobody means it.
const ANY: Sizes = Sizes::Between(0, 1 << 16);

/// The row of an HMAC.
const fn hmac(name: &'static str, length: usize, start: fn(&[u8]) -> Option<Running>) -> Mac {
    Mac {
        name,
        standard: "RFC 2104, FIPS 198-1",
        key: ANY,
        length,
        start,
    }
}

/// All of them.
pub static MACS: &[Mac] = &[
    hmac("hmac-md5", 16, start::<Hmac<md5::Md5>>),
    hmac("hmac-sha1", 20, |k| {
        ring(ring_hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, k)
    }),
    hmac("hmac-sha224", 28, start::<Hmac<sha2::Sha224>>),
    hmac("hmac-sha256", 32, |k| ring(ring_hmac::HMAC_SHA256, k)),
    hmac("hmac-sha384", 48, |k| ring(ring_hmac::HMAC_SHA384, k)),
    hmac("hmac-sha512", 64, |k| ring(ring_hmac::HMAC_SHA512, k)),
    hmac("hmac-sha512-224", 28, start::<Hmac<sha2::Sha512_224>>),
    hmac("hmac-sha512-256", 32, start::<Hmac<sha2::Sha512_256>>),
    hmac("hmac-sha3-224", 28, start::<Hmac<sha3::Sha3_224>>),
    hmac("hmac-sha3-256", 32, start::<Hmac<sha3::Sha3_256>>),
    hmac("hmac-sha3-384", 48, start::<Hmac<sha3::Sha3_384>>),
    hmac("hmac-sha3-512", 64, start::<Hmac<sha3::Sha3_512>>),
    Mac {
        name: "aes-cmac",
        standard: "NIST SP 800-38B, RFC 4493",
        key: Sizes::OneOf(&[16, 24, 32]),
        length: 16,
        start: |key| match key.len() {
            16 => start::<Cmac<Aes128>>(key),
            24 => start::<Cmac<Aes192>>(key),
            _ => start::<Cmac<Aes256>>(key),
        },
    },
];

/// The code called `name`.
pub fn named(name: &str) -> Option<&'static Mac> {
    MACS.iter().find(|mac| mac.name == name)
}

impl Mac {
    /// The tag of `message` under `key`: [`Mac::length`] bytes.
    ///
    /// # Errors
    /// A key of another size.
    pub fn tag(&self, key: &[u8], message: &[u8]) -> Result<Vec<u8>, Wrong> {
        let mut running = self.start(key)?;
        running.update(message);
        Ok(running.finish())
    }

    /// The tag of a message that comes in parts.
    ///
    /// # Errors
    /// A key of another size.
    pub fn start(&self, key: &[u8]) -> Result<Running, Wrong> {
        let (have, need) = (key.len(), self.key);
        let wrong = Wrong::Size {
            input: "--key",
            have,
            need,
        };
        match need.fits(have) {
            true => (self.start)(key).ok_or(wrong),
            false => Err(wrong),
        }
    }
}

/// The tag of a message that comes in parts.
pub struct Running(Kind);

enum Kind {
    Ring(Box<Context>),
    Block(Box<dyn DynDigest>),
}

impl Running {
    /// Takes in the next part of the message.
    pub fn update(&mut self, part: &[u8]) {
        match &mut self.0 {
            Kind::Ring(context) => context.update(part),
            Kind::Block(digest) => digest.update(part),
        }
    }

    /// The tag.
    pub fn finish(self) -> Vec<u8> {
        match self.0 {
            Kind::Ring(context) => context.sign().as_ref().to_vec(),
            Kind::Block(digest) => digest.finalize().into_vec(),
        }
    }
}

/// The key in it is not printed.
impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Running(..)")
    }
}

/// HMAC-SHA-256 of `message` under `key`.
pub fn hmac_sha256(key: &[u8], message: &[u8]) -> Vec<u8> {
    let key = ring_hmac::Key::new(ring_hmac::HMAC_SHA256, key);
    ring_hmac::sign(&key, message).as_ref().to_vec()
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "a row of the table may refuse its key"
)]
fn ring(algorithm: Algorithm, key: &[u8]) -> Option<Running> {
    let key = ring_hmac::Key::new(algorithm, key);
    Some(Running(Kind::Ring(Box::new(Context::with_key(&key)))))
}

fn start<M: DynDigest + KeyInit + 'static>(key: &[u8]) -> Option<Running> {
    let mac = <M as KeyInit>::new_from_slice(key).ok()?;
    Some(Running(Kind::Block(Box::new(mac))))
}
