//! Authenticated encryption with associated data (RFC 5116), each cipher by its name.
//!
//! The tag stands behind the ciphertext; with AES-SIV alone it stands in front (RFC 5297 §2.6), see [`Aead::layout`].

use crate::base::text::Text;
use crate::demo::primitive::gcm;
use crate::demo::primitive::sealing::{self, Run};
use crate::demo::sizes::Sizes;
use crate::demo::wrong::Wrong;

/// An authenticated cipher.
#[derive(Debug)]
pub struct Aead {
    /// Its name: `aes-128-gcm`.
    pub name: &'static str,
    /// Where it is specified.
    pub standard: &'static str,
    /// Sizes of its key.
    pub key: Sizes,
    /// Sizes of its nonce.
    pub nonce: Sizes,
    /// Bytes of its tag.
    pub tag: usize,
    /// Where the tag stands.
    pub layout: Layout,
    /// What happens to those who use a nonce twice with one key.
    pub reuse: Reuse,
    seal: Run,
    open: Run,
}

/// Where the tag stands in what is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Ciphertext, then the tag.
    TagBehind,
    /// The tag, then the ciphertext.
    TagInFront,
}

/// What happens to those who use a nonce twice with one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reuse {
    /// Both messages and the power to forge are lost.
    Fatal,
    /// It shows which messages are the same, no more.
    ShowsEquality,
}

/// AES-128-GCM, which the demonstrations use most.
pub const AES_128_GCM: Aead = Aead {
    name: "aes-128-gcm",
    standard: "NIST SP 800-38D, RFC 5116",
    key: Sizes::OneOf(&[16]),
    nonce: Sizes::OneOf(gcm::NONCES),
    tag: 16,
    layout: Layout::TagBehind,
    reuse: Reuse::Fatal,
    seal: gcm::seal128,
    open: gcm::open128,
};

/// AES-256-GCM.
pub const AES_256_GCM: Aead = Aead {
    name: "aes-256-gcm",
    standard: "NIST SP 800-38D, RFC 5116",
    key: Sizes::OneOf(&[32]),
    nonce: Sizes::OneOf(gcm::NONCES),
    tag: 16,
    layout: Layout::TagBehind,
    reuse: Reuse::Fatal,
    seal: gcm::seal256,
    open: gcm::open256,
};

/// AES-128-GCM-SIV, which forgives a nonce that comes twice.
pub const AES_128_GCM_SIV: Aead = Aead {
    name: "aes-128-gcm-siv",
    standard: "RFC 8452",
    key: Sizes::OneOf(&[16]),
    nonce: Sizes::OneOf(&[12]),
    tag: 16,
    layout: Layout::TagBehind,
    reuse: Reuse::ShowsEquality,
    seal: sealing::seal_gcm_siv128,
    open: sealing::open_gcm_siv128,
};

/// All of them.
pub static AEADS: &[Aead] = &[
    AES_128_GCM,
    Aead {
        name: "aes-192-gcm",
        standard: "NIST SP 800-38D",
        key: Sizes::OneOf(&[24]),
        nonce: Sizes::OneOf(gcm::NONCES),
        tag: 16,
        layout: Layout::TagBehind,
        reuse: Reuse::Fatal,
        seal: gcm::seal192,
        open: gcm::open192,
    },
    AES_256_GCM,
    Aead {
        name: "chacha20-poly1305",
        standard: "RFC 8439",
        key: Sizes::OneOf(&[32]),
        nonce: Sizes::OneOf(&[12]),
        tag: 16,
        layout: Layout::TagBehind,
        reuse: Reuse::Fatal,
        seal: gcm::seal_chacha,
        open: gcm::open_chacha,
    },
    Aead {
        name: "xchacha20-poly1305",
        standard: "draft-irtf-cfrg-xchacha-03",
        key: Sizes::OneOf(&[32]),
        nonce: Sizes::OneOf(&[24]),
        tag: 16,
        layout: Layout::TagBehind,
        reuse: Reuse::Fatal,
        seal: sealing::seal_xchacha,
        open: sealing::open_xchacha,
    },
    AES_128_GCM_SIV,
    Aead {
        name: "aes-256-gcm-siv",
        standard: "RFC 8452",
        key: Sizes::OneOf(&[32]),
        nonce: Sizes::OneOf(&[12]),
        tag: 16,
        layout: Layout::TagBehind,
        reuse: Reuse::ShowsEquality,
        seal: sealing::seal_gcm_siv256,
        open: sealing::open_gcm_siv256,
    },
    Aead {
        name: "aes-siv",
        standard: "RFC 5297",
        key: Sizes::OneOf(&[32, 48, 64]),
        nonce: Sizes::Between(0, 1024),
        tag: 16,
        layout: Layout::TagInFront,
        reuse: Reuse::ShowsEquality,
        seal: sealing::seal_siv,
        open: sealing::open_siv,
    },
    Aead {
        name: "aes-128-ccm",
        standard: "NIST SP 800-38C, RFC 5116",
        key: Sizes::OneOf(&[16]),
        nonce: Sizes::OneOf(sealing::CCM_NONCES),
        tag: 16,
        layout: Layout::TagBehind,
        reuse: Reuse::Fatal,
        seal: sealing::seal_ccm128,
        open: sealing::open_ccm128,
    },
    Aead {
        name: "aes-192-ccm",
        standard: "NIST SP 800-38C",
        key: Sizes::OneOf(&[24]),
        nonce: Sizes::OneOf(sealing::CCM_NONCES),
        tag: 16,
        layout: Layout::TagBehind,
        reuse: Reuse::Fatal,
        seal: sealing::seal_ccm192,
        open: sealing::open_ccm192,
    },
    Aead {
        name: "aes-256-ccm",
        standard: "NIST SP 800-38C, RFC 5116",
        key: Sizes::OneOf(&[32]),
        nonce: Sizes::OneOf(sealing::CCM_NONCES),
        tag: 16,
        layout: Layout::TagBehind,
        reuse: Reuse::Fatal,
        seal: sealing::seal_ccm256,
        open: sealing::open_ccm256,
    },
];

/// The authenticated cipher called `name`.
pub fn named(name: &str) -> Option<&'static Aead> {
    AEADS.iter().find(|aead| aead.name == name)
}

impl Aead {
    /// `message` sealed together with `aad`: [`Aead::tag`] bytes longer than `message`, in the order of [`Aead::layout`].
    ///
    /// # Errors
    /// A key or a nonce of another size; a message longer than the cipher takes.
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

    /// The message in `sealed`; none if the tag is not right.
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
            Wrong::unless(need, input, bytes)?;
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
