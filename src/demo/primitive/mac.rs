//! Message authentication codes: a key and a message in, a tag out that nobody without the key can make.

use ring::hmac::{self as ring_hmac, Algorithm};

/// A message authentication code.
#[derive(Debug)]
pub struct Mac {
    /// Its name: `hmac-sha256`.
    pub name: &'static str,
    /// Bytes of its tag.
    pub length: usize,
    run: fn(&[u8], &[u8]) -> Vec<u8>,
}

/// All of them.
pub static MACS: &[Mac] = &[
    Mac {
        name: "hmac-sha1",
        length: 20,
        run: |k, m| ring(ring_hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, k, m),
    },
    Mac {
        name: "hmac-sha256",
        length: 32,
        run: |k, m| ring(ring_hmac::HMAC_SHA256, k, m),
    },
    Mac {
        name: "hmac-sha384",
        length: 48,
        run: |k, m| ring(ring_hmac::HMAC_SHA384, k, m),
    },
    Mac {
        name: "hmac-sha512",
        length: 64,
        run: |k, m| ring(ring_hmac::HMAC_SHA512, k, m),
    },
];

/// The code called `name`.
pub fn named(name: &str) -> Option<&'static Mac> {
    MACS.iter().find(|mac| mac.name == name)
}

impl Mac {
    /// The tag of `message` under `key`: [`Mac::length`] bytes.
    pub fn tag(&self, key: &[u8], message: &[u8]) -> Vec<u8> {
        (self.run)(key, message)
    }
}

/// HMAC-SHA-256 of `message` under `key`.
pub fn hmac_sha256(key: &[u8], message: &[u8]) -> Vec<u8> {
    ring(ring_hmac::HMAC_SHA256, key, message)
}

fn ring(algorithm: Algorithm, key: &[u8], message: &[u8]) -> Vec<u8> {
    let key = ring_hmac::Key::new(algorithm, key);
    ring_hmac::sign(&key, message).as_ref().to_vec()
}
