//! Cipher suites whose records tlslab can reckon with: which version, which AEAD, which hash.
//!
//! Only suites with authenticated encryption are here. The older CBC, RC4 and NULL suites are named by the dissector, but
//! their records stay shut: they need ciphers that this program does not carry.

use ring::aead;

use crate::keys::hash::Hash;

/// A cipher suite: what protects the records and what hash the keys are made with.
#[derive(Debug, PartialEq, Eq)]
pub struct Cipher {
    /// Its code point (IANA).
    pub code: u16,
    /// Its name as IANA spells it.
    pub name: &'static str,
    /// Whether it belongs to TLS 1.3; else to TLS 1.2.
    pub tls13: bool,
    /// What protects the records.
    pub algorithm: Algorithm,
    /// The hash of the key schedule, the PRF and the transcript.
    pub hash: Hash,
}

/// An algorithm of authenticated encryption (AEAD).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// AES with a key of 128 bits in Galois/counter mode.
    Aes128Gcm,
    /// AES with a key of 256 bits in Galois/counter mode.
    Aes256Gcm,
    /// The ChaCha20 stream cipher with the Poly1305 authenticator.
    ChaCha20Poly1305,
    /// AES with a key of 128 bits in counter mode with CBC-MAC. Its keys are derived, its records cannot be opened here.
    Aes128Ccm,
    /// The same with a tag of 8 bytes only. Its keys are derived, its records cannot be opened here.
    Aes128Ccm8,
}

impl Algorithm {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Aes128Gcm => "AES-128-GCM",
            Self::Aes256Gcm => "AES-256-GCM",
            Self::ChaCha20Poly1305 => "ChaCha20-Poly1305",
            Self::Aes128Ccm => "AES-128-CCM",
            Self::Aes128Ccm8 => "AES-128-CCM-8",
        }
    }

    /// The implementation in ring, where it has one.
    pub(crate) fn ring(self) -> Option<&'static aead::Algorithm> {
        match self {
            Self::Aes128Gcm => Some(&aead::AES_128_GCM),
            Self::Aes256Gcm => Some(&aead::AES_256_GCM),
            Self::ChaCha20Poly1305 => Some(&aead::CHACHA20_POLY1305),
            Self::Aes128Ccm | Self::Aes128Ccm8 => None,
        }
    }
}

impl Cipher {
    /// The suite with this code point, if it is one of [`CIPHERS`].
    pub fn of(code: u16) -> Option<&'static Self> {
        CIPHERS.iter().find(|cipher| cipher.code == code)
    }

    /// Length of a write key in bytes.
    pub fn key_length(&self) -> usize {
        match self.algorithm {
            Algorithm::Aes128Gcm | Algorithm::Aes128Ccm | Algorithm::Aes128Ccm8 => 16,
            Algorithm::Aes256Gcm | Algorithm::ChaCha20Poly1305 => 32,
        }
    }

    /// Length in bytes of the IV that is derived: 12, or 4 in TLS 1.2 where 8 more stand in each record (RFC 5288 §3).
    pub fn iv_length(&self) -> usize {
        match self.explicit_length() {
            0 => 12,
            _ => 4,
        }
    }

    /// Bytes of the nonce that stand in front of each record: 8 with GCM and CCM in TLS 1.2, else none.
    pub fn explicit_length(&self) -> usize {
        match self.algorithm {
            Algorithm::ChaCha20Poly1305 => 0,
            _ if self.tls13 => 0,
            Algorithm::Aes128Gcm
            | Algorithm::Aes256Gcm
            | Algorithm::Aes128Ccm
            | Algorithm::Aes128Ccm8 => 8,
        }
    }

    /// Length in bytes of the tag at the end of each record.
    pub fn tag_length(&self) -> usize {
        match self.algorithm {
            Algorithm::Aes128Ccm8 => 8,
            Algorithm::Aes128Gcm
            | Algorithm::Aes256Gcm
            | Algorithm::ChaCha20Poly1305
            | Algorithm::Aes128Ccm => 16,
        }
    }
}

const fn tls13(code: u16, name: &'static str, algorithm: Algorithm, hash: Hash) -> Cipher {
    Cipher {
        code,
        name,
        tls13: true,
        algorithm,
        hash,
    }
}

const fn tls12(code: u16, name: &'static str, algorithm: Algorithm, hash: Hash) -> Cipher {
    Cipher {
        code,
        name,
        tls13: false,
        algorithm,
        hash,
    }
}

/// Every suite known here: TLS 1.3 (RFC 8446 §B.4), then TLS 1.2 (RFC 5288, 5289, 6655, 7251, 7905).
pub static CIPHERS: [Cipher; 22] = {
    use Algorithm::{Aes128Ccm, Aes128Ccm8, Aes128Gcm, Aes256Gcm, ChaCha20Poly1305};
    use Hash::{Sha256, Sha384};
    [
        tls13(0x1301, "TLS_AES_128_GCM_SHA256", Aes128Gcm, Sha256),
        tls13(0x1302, "TLS_AES_256_GCM_SHA384", Aes256Gcm, Sha384),
        tls13(
            0x1303,
            "TLS_CHACHA20_POLY1305_SHA256",
            ChaCha20Poly1305,
            Sha256,
        ),
        tls13(0x1304, "TLS_AES_128_CCM_SHA256", Aes128Ccm, Sha256),
        tls13(0x1305, "TLS_AES_128_CCM_8_SHA256", Aes128Ccm8, Sha256),
        tls12(0x009c, "TLS_RSA_WITH_AES_128_GCM_SHA256", Aes128Gcm, Sha256),
        tls12(0x009d, "TLS_RSA_WITH_AES_256_GCM_SHA384", Aes256Gcm, Sha384),
        tls12(
            0x009e,
            "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
            Aes128Gcm,
            Sha256,
        ),
        tls12(
            0x009f,
            "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
            Aes256Gcm,
            Sha384,
        ),
        tls12(
            0xc02b,
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            Aes128Gcm,
            Sha256,
        ),
        tls12(
            0xc02c,
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            Aes256Gcm,
            Sha384,
        ),
        tls12(
            0xc02f,
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            Aes128Gcm,
            Sha256,
        ),
        tls12(
            0xc030,
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            Aes256Gcm,
            Sha384,
        ),
        tls12(0xc09c, "TLS_RSA_WITH_AES_128_CCM", Aes128Ccm, Sha256),
        tls12(0xc09e, "TLS_DHE_RSA_WITH_AES_128_CCM", Aes128Ccm, Sha256),
        tls12(0xc0a0, "TLS_RSA_WITH_AES_128_CCM_8", Aes128Ccm8, Sha256),
        tls12(0xc0a2, "TLS_DHE_RSA_WITH_AES_128_CCM_8", Aes128Ccm8, Sha256),
        tls12(
            0xc0ac,
            "TLS_ECDHE_ECDSA_WITH_AES_128_CCM",
            Aes128Ccm,
            Sha256,
        ),
        tls12(
            0xc0ae,
            "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8",
            Aes128Ccm8,
            Sha256,
        ),
        tls12(
            0xcca8,
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            ChaCha20Poly1305,
            Sha256,
        ),
        tls12(
            0xcca9,
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            ChaCha20Poly1305,
            Sha256,
        ),
        tls12(
            0xccaa,
            "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            ChaCha20Poly1305,
            Sha256,
        ),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_agree_with_the_implementation() {
        for cipher in &CIPHERS {
            if let Some(ring) = cipher.algorithm.ring() {
                assert_eq!(cipher.key_length(), ring.key_len(), "{}", cipher.name);
                assert_eq!(cipher.tag_length(), ring.tag_len(), "{}", cipher.name);
            }
            let nonce = cipher.iv_length() + cipher.explicit_length();
            assert_eq!(nonce, aead::NONCE_LEN, "{}", cipher.name);
        }
    }

    #[test]
    fn names_say_what_the_columns_say() {
        for cipher in &CIPHERS {
            let sha384 = cipher.name.ends_with("SHA384");
            assert_eq!(sha384, cipher.hash == Hash::Sha384, "{}", cipher.name);
            let tls12 = cipher.name.contains("_WITH_");
            assert_eq!(tls12, !cipher.tls13, "{}", cipher.name);
            let mode = cipher.algorithm.name().replace('-', "_").to_uppercase();
            assert!(cipher.name.contains(&mode), "{}", cipher.name);
            assert_eq!(Cipher::of(cipher.code), Some(cipher));
        }
        assert_eq!(Cipher::of(0x002f), None);
    }
}
