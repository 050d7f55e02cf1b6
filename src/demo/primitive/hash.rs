//! Hash functions: any number of bytes in, a fixed number out.

use std::fmt;

use digest::{DynDigest, ExtendableOutput as _, Update as _};
use ring::digest::{self as ring_digest, Algorithm, Context};
use sha3::{Shake128, Shake256};

/// A hash function.
#[derive(Debug)]
pub struct Hash {
    /// Its name: `sha256`.
    pub name: &'static str,
    /// Where it is specified.
    pub standard: &'static str,
    /// Bytes of its result; of a [`Shape::Stream`], those of its usual result.
    pub length: usize,
    /// Bytes it takes in at once (for sponges, the rate).
    pub block: usize,
    /// How it is built.
    pub shape: Shape,
    /// Whether it may still be relied on.
    pub state: State,
    start: fn() -> Running,
}

/// How a hash function is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The whole inner state comes out (Merkle–Damgård): whoever has a hash may go on hashing.
    Chain,
    /// Only a part of the inner state comes out.
    CutChain,
    /// A sponge: most of the inner state never comes out.
    Sponge,
    /// A sponge that gives as many bytes as one asks for.
    Stream,
}

/// Whether a hash function may still be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// No collision is known.
    Sound,
    /// Collisions are known.
    Broken,
}

/// SHA-256.
pub const SHA256: Hash = Hash {
    name: "sha256",
    standard: "FIPS 180-4",
    length: 32,
    block: 64,
    shape: Shape::Chain,
    state: State::Sound,
    start: || ring(&ring_digest::SHA256),
};

/// All of them.
pub static HASHES: &[Hash] = &[
    Hash {
        name: "md5",
        standard: "RFC 1321",
        length: 16,
        block: 64,
        shape: Shape::Chain,
        state: State::Broken,
        start: || block(md5::Md5::default()),
    },
    Hash {
        name: "sha1",
        standard: "FIPS 180-4",
        length: 20,
        block: 64,
        shape: Shape::Chain,
        state: State::Broken,
        start: || ring(&ring_digest::SHA1_FOR_LEGACY_USE_ONLY),
    },
    Hash {
        name: "sha224",
        standard: "FIPS 180-4",
        length: 28,
        block: 64,
        shape: Shape::CutChain,
        state: State::Sound,
        start: || block(sha2::Sha224::default()),
    },
    SHA256,
    Hash {
        name: "sha384",
        standard: "FIPS 180-4",
        length: 48,
        block: 128,
        shape: Shape::CutChain,
        state: State::Sound,
        start: || ring(&ring_digest::SHA384),
    },
    Hash {
        name: "sha512",
        standard: "FIPS 180-4",
        length: 64,
        block: 128,
        shape: Shape::Chain,
        state: State::Sound,
        start: || ring(&ring_digest::SHA512),
    },
    Hash {
        name: "sha512-224",
        standard: "FIPS 180-4",
        length: 28,
        block: 128,
        shape: Shape::CutChain,
        state: State::Sound,
        start: || block(sha2::Sha512_224::default()),
    },
    Hash {
        name: "sha512-256",
        standard: "FIPS 180-4",
        length: 32,
        block: 128,
        shape: Shape::CutChain,
        state: State::Sound,
        start: || ring(&ring_digest::SHA512_256),
    },
    Hash {
        name: "sha3-224",
        standard: "FIPS 202",
        length: 28,
        block: 144,
        shape: Shape::Sponge,
        state: State::Sound,
        start: || block(sha3::Sha3_224::default()),
    },
    Hash {
        name: "sha3-256",
        standard: "FIPS 202",
        length: 32,
        block: 136,
        shape: Shape::Sponge,
        state: State::Sound,
        start: || block(sha3::Sha3_256::default()),
    },
    Hash {
        name: "sha3-384",
        standard: "FIPS 202",
        length: 48,
        block: 104,
        shape: Shape::Sponge,
        state: State::Sound,
        start: || block(sha3::Sha3_384::default()),
    },
    Hash {
        name: "sha3-512",
        standard: "FIPS 202",
        length: 64,
        block: 72,
        shape: Shape::Sponge,
        state: State::Sound,
        start: || block(sha3::Sha3_512::default()),
    },
    Hash {
        name: "shake128",
        standard: "FIPS 202",
        length: 32,
        block: 168,
        shape: Shape::Stream,
        state: State::Sound,
        start: || Running(Kind::Shake128(Shake128::default())),
    },
    Hash {
        name: "shake256",
        standard: "FIPS 202",
        length: 64,
        block: 136,
        shape: Shape::Stream,
        state: State::Sound,
        start: || Running(Kind::Shake256(Shake256::default())),
    },
];

/// The hash function called `name`.
pub fn named(name: &str) -> Option<&'static Hash> {
    HASHES.iter().find(|hash| hash.name == name)
}

impl Hash {
    /// The hash of `message`: [`Hash::length`] bytes.
    pub fn digest(&self, message: &[u8]) -> Vec<u8> {
        let mut running = self.start();
        running.update(message);
        running.finish(self.length)
    }

    /// A hash of a message that comes in parts.
    pub fn start(&self) -> Running {
        (self.start)()
    }
}

/// A hash of a message that comes in parts.
pub struct Running(Kind);

enum Kind {
    Ring(Box<Context>),
    Block(Box<dyn DynDigest>),
    Shake128(Shake128),
    Shake256(Shake256),
}

impl Running {
    /// Takes in the next part of the message.
    pub fn update(&mut self, part: &[u8]) {
        match &mut self.0 {
            Kind::Ring(context) => context.update(part),
            Kind::Block(digest) => digest.update(part),
            Kind::Shake128(shake) => shake.update(part),
            Kind::Shake256(shake) => shake.update(part),
        }
    }

    /// The hash: `length` bytes of a [`Shape::Stream`], all of the others.
    pub fn finish(self, length: usize) -> Vec<u8> {
        match self.0 {
            Kind::Ring(context) => context.finish().as_ref().to_vec(),
            Kind::Block(digest) => digest.finalize().into_vec(),
            Kind::Shake128(shake) => shake.finalize_boxed(length).into_vec(),
            Kind::Shake256(shake) => shake.finalize_boxed(length).into_vec(),
        }
    }
}

/// What was taken in is not printed.
impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Running(..)")
    }
}

/// SHA-256 of `message`.
pub fn sha256(message: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(ring_digest::digest(&ring_digest::SHA256, message).as_ref());
    hash
}

fn ring(algorithm: &'static Algorithm) -> Running {
    Running(Kind::Ring(Box::new(Context::new(algorithm))))
}

fn block(digest: impl DynDigest + 'static) -> Running {
    Running(Kind::Block(Box::new(digest)))
}
