//! Hash functions: any number of bytes in, a fixed number out.

use digest::Digest as _;
use ring::digest::{self as ring_digest, Algorithm};

/// A hash function.
#[derive(Debug)]
pub struct Hash {
    /// Its name: `sha256`.
    pub name: &'static str,
    /// Bytes of its result.
    pub length: usize,
    /// Bytes it takes in at once (for sponges, the rate).
    pub block: usize,
    run: fn(&[u8]) -> Vec<u8>,
}

/// All of them.
pub static HASHES: &[Hash] = &[
    Hash {
        name: "md5",
        length: 16,
        block: 64,
        run: |m| md5::Md5::digest(m).to_vec(),
    },
    Hash {
        name: "sha1",
        length: 20,
        block: 64,
        run: |m| ring(&ring_digest::SHA1_FOR_LEGACY_USE_ONLY, m),
    },
    Hash {
        name: "sha224",
        length: 28,
        block: 64,
        run: |m| sha2::Sha224::digest(m).to_vec(),
    },
    Hash {
        name: "sha256",
        length: 32,
        block: 64,
        run: |m| ring(&ring_digest::SHA256, m),
    },
    Hash {
        name: "sha384",
        length: 48,
        block: 128,
        run: |m| ring(&ring_digest::SHA384, m),
    },
    Hash {
        name: "sha512",
        length: 64,
        block: 128,
        run: |m| ring(&ring_digest::SHA512, m),
    },
    Hash {
        name: "sha512-256",
        length: 32,
        block: 128,
        run: |m| ring(&ring_digest::SHA512_256, m),
    },
    Hash {
        name: "sha3-256",
        length: 32,
        block: 136,
        run: |m| sha3::Sha3_256::digest(m).to_vec(),
    },
    Hash {
        name: "sha3-384",
        length: 48,
        block: 104,
        run: |m| sha3::Sha3_384::digest(m).to_vec(),
    },
    Hash {
        name: "sha3-512",
        length: 64,
        block: 72,
        run: |m| sha3::Sha3_512::digest(m).to_vec(),
    },
];

/// The hash function called `name`.
pub fn named(name: &str) -> Option<&'static Hash> {
    HASHES.iter().find(|hash| hash.name == name)
}

impl Hash {
    /// The hash of `message`: [`Hash::length`] bytes.
    pub fn digest(&self, message: &[u8]) -> Vec<u8> {
        (self.run)(message)
    }
}

/// SHA-256 of `message`.
pub fn sha256(message: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(ring_digest::digest(&ring_digest::SHA256, message).as_ref());
    hash
}

fn ring(algorithm: &'static Algorithm, message: &[u8]) -> Vec<u8> {
    ring_digest::digest(algorithm, message).as_ref().to_vec()
}
