//! Cipher suites whose records tlslab can open: what protects the records, and what hash the keys are made with.
//!
//! Nothing is listed here a second time: the name that IANA gives a suite says what it is made of,
//! `TLS_<key exchange>_WITH_<cipher>_<hash>`, and how the key was exchanged makes no difference to the records. What is
//! left out is named by the dissector and stays shut: export keys and single DES, which nobody should trust, and the
//! national ciphers Camellia, ARIA, SEED, IDEA, GOST and SM4.

use std::sync::LazyLock;

use crate::dissect::tls::codes::suite::{SUITES, Suite};
use crate::keys::hash::Hash;

/// A cipher suite: what protects the records and what hash the keys are made with.
#[derive(Debug, PartialEq, Eq)]
pub struct Cipher {
    /// Its code point (IANA).
    pub code: u16,
    /// Its name as IANA spells it.
    pub name: &'static str,
    /// Whether it belongs to TLS 1.3; else to earlier versions.
    pub tls13: bool,
    /// What protects the records.
    pub algorithm: Algorithm,
    /// The hash of the key schedule, the PRF and the transcript in TLS 1.2 and 1.3. Earlier versions take MD5 and SHA-1
    /// together, whatever the suite: see [`Prf`](crate::keys::prf::Prf).
    pub hash: Hash,
    /// The hash of the code that authenticates each record. None: the cipher does that itself (AEAD).
    pub mac: Option<Hash>,
}

/// What hides the content of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// AES with a key of 128 bits in Galois/counter mode.
    Aes128Gcm,
    /// AES with a key of 256 bits in Galois/counter mode.
    Aes256Gcm,
    /// The ChaCha20 stream cipher with the Poly1305 authenticator.
    ChaCha20Poly1305,
    /// AES with a key of 128 bits in counter mode with CBC-MAC.
    Aes128Ccm,
    /// The same with a tag of 8 bytes only.
    Aes128Ccm8,
    /// AES with a key of 256 bits in counter mode with CBC-MAC.
    Aes256Ccm,
    /// The same with a tag of 8 bytes only.
    Aes256Ccm8,
    /// AES with a key of 128 bits in cipher block chaining.
    Aes128Cbc,
    /// AES with a key of 256 bits in cipher block chaining.
    Aes256Cbc,
    /// DES three times with three keys, in cipher block chaining.
    TripleDesCbc,
    /// The RC4 stream cipher with a key of 128 bits, forbidden since RFC 7465.
    Rc4,
    /// Nothing at all: the records are authenticated, and readable by anyone.
    Null,
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
            Self::Aes256Ccm => "AES-256-CCM",
            Self::Aes256Ccm8 => "AES-256-CCM-8",
            Self::Aes128Cbc => "AES-128-CBC",
            Self::Aes256Cbc => "AES-256-CBC",
            Self::TripleDesCbc => "3DES-EDE-CBC",
            Self::Rc4 => "RC4-128",
            Self::Null => "NULL",
        }
    }

    /// Length of a key in bytes.
    pub fn key_length(self) -> usize {
        match self {
            Self::Aes128Gcm | Self::Aes128Ccm | Self::Aes128Ccm8 => 16,
            Self::Aes128Cbc | Self::Rc4 => 16,
            Self::TripleDesCbc => 24,
            Self::Aes256Gcm | Self::ChaCha20Poly1305 => 32,
            Self::Aes256Ccm | Self::Aes256Ccm8 | Self::Aes256Cbc => 32,
            Self::Null => 0,
        }
    }

    /// Length in bytes of the tag that authenticates a record, where the cipher does that itself (AEAD).
    pub fn tag_length(self) -> Option<usize> {
        match self {
            Self::Aes128Ccm8 | Self::Aes256Ccm8 => Some(8),
            Self::Aes128Gcm | Self::Aes256Gcm | Self::ChaCha20Poly1305 => Some(16),
            Self::Aes128Ccm | Self::Aes256Ccm => Some(16),
            Self::Aes128Cbc | Self::Aes256Cbc | Self::TripleDesCbc => None,
            Self::Rc4 | Self::Null => None,
        }
    }

    /// Length in bytes of a block, where blocks are chained (CBC).
    pub fn block_length(self) -> Option<usize> {
        match self {
            Self::Aes128Cbc | Self::Aes256Cbc => Some(16),
            Self::TripleDesCbc => Some(8),
            Self::Aes128Gcm | Self::Aes256Gcm | Self::ChaCha20Poly1305 => None,
            Self::Aes128Ccm | Self::Aes128Ccm8 | Self::Aes256Ccm | Self::Aes256Ccm8 => None,
            Self::Rc4 | Self::Null => None,
        }
    }
}

/// TLS 1.1, from which on a record of chained blocks brings its own IV (RFC 4346 §6.2.3.2).
const TLS11: u16 = 0x0302;

impl Cipher {
    /// The suite with this code point, if its records can be opened here.
    pub fn of(code: u16) -> Option<&'static Self> {
        let all = Self::all();
        let at = all.binary_search_by_key(&code, |cipher| cipher.code).ok()?;
        all.get(at)
    }

    /// Every suite whose records can be opened here, in ascending order of code.
    pub fn all() -> &'static [Self] {
        &CIPHERS
    }

    /// Length of a write key in bytes.
    pub fn key_length(&self) -> usize {
        self.algorithm.key_length()
    }

    /// Length in bytes of the IV that an AEAD derives: 12, or 4 in TLS 1.2 where 8 more stand in each record (RFC 5288 §3).
    /// For chained blocks the length of one, for RC4 and NULL 0.
    pub fn iv_length(&self) -> usize {
        match (self.algorithm.tag_length(), self.explicit_length()) {
            (Some(_), 0) => 12,
            (Some(_), _) => 4,
            (None, _) => self.algorithm.block_length().unwrap_or_default(),
        }
    }

    /// Bytes of the nonce that stand in front of each record: 8 with GCM and CCM in TLS 1.2, else none. The IV in front of
    /// chained blocks does not count here.
    pub fn explicit_length(&self) -> usize {
        match self.algorithm {
            _ if self.tls13 => 0,
            Algorithm::Aes128Gcm | Algorithm::Aes256Gcm => 8,
            Algorithm::Aes128Ccm | Algorithm::Aes128Ccm8 => 8,
            Algorithm::Aes256Ccm | Algorithm::Aes256Ccm8 => 8,
            Algorithm::ChaCha20Poly1305 | Algorithm::Rc4 | Algorithm::Null => 0,
            Algorithm::Aes128Cbc | Algorithm::Aes256Cbc | Algorithm::TripleDesCbc => 0,
        }
    }

    /// Length in bytes of the AEAD tag at the end of each record; 0 where a MAC of its own does that work.
    pub fn tag_length(&self) -> usize {
        self.algorithm.tag_length().unwrap_or_default()
    }

    /// Length of a MAC key in bytes, as long as its hash (RFC 5246 §C); 0 with AEAD.
    pub fn mac_length(&self) -> usize {
        self.mac.map_or(0, Hash::length)
    }

    /// Length in bytes of the IV that the key block of `version` (0x0300 to 0x0303) holds for each side: chained blocks take
    /// one from there up to TLS 1.0 only, since then it stands in each record.
    pub fn derived_iv_length(&self, version: u16) -> usize {
        match self.algorithm.block_length() {
            Some(_) if version >= TLS11 => 0,
            _ => self.iv_length(),
        }
    }

    /// Length in bytes of the key block in `version` (0x0300 to 0x0303), for both sides (RFC 5246 §6.3).
    pub fn key_block_length(&self, version: u16) -> usize {
        2 * (self.mac_length() + self.key_length() + self.derived_iv_length(version))
    }

    /// The suite called `name`, if its cipher is known here.
    fn read(code: u16, name: &'static str) -> Option<Self> {
        let tls13 = Suite(code).is_tls13();
        let protection = match tls13 {
            true => name.strip_prefix("TLS_")?,
            false => name.split_once("_WITH_")?.1,
        };
        let (algorithm, rest) = MODES
            .iter()
            .find_map(|(mode, algorithm)| Some((*algorithm, protection.strip_prefix(mode)?)))?;
        let named = match rest {
            "" => None,
            "_MD5" => Some(Hash::Md5),
            "_SHA" => Some(Hash::Sha1),
            "_SHA256" => Some(Hash::Sha256),
            "_SHA384" => Some(Hash::Sha384),
            _ => return None,
        };
        // TLS 1.2 takes SHA-256 wherever the name gives nothing stronger (RFC 5246 §5).
        let hash = match named {
            Some(Hash::Sha384) => Hash::Sha384,
            None | Some(Hash::Md5 | Hash::Sha1 | Hash::Sha256) => Hash::Sha256,
        };
        let mac = match algorithm.tag_length() {
            Some(_) => None,
            None => Some(named?),
        };
        Some(Self {
            code,
            name,
            tls13,
            algorithm,
            hash,
            mac,
        })
    }
}

/// The spelling of each cipher in the names of suites; a spelling that begins with another stands before it.
static MODES: [(&str, Algorithm); 12] = [
    ("AES_128_GCM", Algorithm::Aes128Gcm),
    ("AES_256_GCM", Algorithm::Aes256Gcm),
    ("CHACHA20_POLY1305", Algorithm::ChaCha20Poly1305),
    ("AES_128_CCM_8", Algorithm::Aes128Ccm8),
    ("AES_128_CCM", Algorithm::Aes128Ccm),
    ("AES_256_CCM_8", Algorithm::Aes256Ccm8),
    ("AES_256_CCM", Algorithm::Aes256Ccm),
    ("AES_128_CBC", Algorithm::Aes128Cbc),
    ("AES_256_CBC", Algorithm::Aes256Cbc),
    ("3DES_EDE_CBC", Algorithm::TripleDesCbc),
    ("RC4_128", Algorithm::Rc4),
    ("NULL", Algorithm::Null),
];

/// The suites of the registry that can be opened, read from their names once.
static CIPHERS: LazyLock<Vec<Cipher>> = LazyLock::new(|| {
    let rows = SUITES.rows.iter();
    rows.filter_map(|row| Cipher::read(u16::try_from(row.value).ok()?, row.name))
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: u16, algorithm: Algorithm, hash: Hash, mac: Option<Hash>) {
        let cipher = Cipher::of(code).unwrap();
        let found = (cipher.algorithm, cipher.hash, cipher.mac);
        assert_eq!(found, (algorithm, hash, mac), "{}", cipher.name);
    }

    #[test]
    fn the_name_says_what_a_suite_is_made_of() {
        use Algorithm::*;
        use Hash::*;
        check(0x1301, Aes128Gcm, Sha256, None);
        check(0x1302, Aes256Gcm, Sha384, None);
        check(0x1303, ChaCha20Poly1305, Sha256, None);
        check(0x1305, Aes128Ccm8, Sha256, None);
        check(0xc030, Aes256Gcm, Sha384, None);
        check(0xccab, ChaCha20Poly1305, Sha256, None);
        check(0xc0a3, Aes256Ccm8, Sha256, None);
        check(0xc0b2, Aes128Ccm, Sha256, None);
        check(0x002f, Aes128Cbc, Sha256, Some(Sha1));
        check(0xc027, Aes128Cbc, Sha256, Some(Sha256));
        check(0xc028, Aes256Cbc, Sha384, Some(Sha384));
        check(0x000a, TripleDesCbc, Sha256, Some(Sha1));
        check(0x0004, Rc4, Sha256, Some(Md5));
        check(0xc011, Rc4, Sha256, Some(Sha1));
        check(0x003b, Null, Sha256, Some(Sha256));
        check(0x008c, Aes128Cbc, Sha256, Some(Sha1));
        for shut in [
            0x0000, 0x0003, 0x0009, 0x0041, 0x00ff, 0x5600, 0x1307, 0x0a0a,
        ] {
            assert_eq!(Cipher::of(shut), None, "0x{shut:04x}");
        }
    }

    #[test]
    fn every_suite_with_a_known_cipher_is_there() {
        let count = |needle: &str| {
            let names = Cipher::all().iter().map(|cipher| cipher.name);
            names.filter(|name| name.contains(needle)).count()
        };
        assert_eq!(count("AES_128_CBC_SHA"), 32);
        assert_eq!(count("3DES"), 20);
        assert_eq!(count("RC4_128"), 15);
        assert!(Cipher::all().len() > 150, "{}", Cipher::all().len());
    }

    #[test]
    fn key_blocks_are_as_long_as_the_standards_say() {
        let length = |code, version| Cipher::of(code).unwrap().key_block_length(version);
        // RFC 2246 §6.3: 3DES_EDE_CBC_SHA needs 104 bytes.
        assert_eq!(length(0x000a, 0x0301), 104);
        assert_eq!(length(0x000a, 0x0302), 88);
        assert_eq!(length(0x002f, 0x0300), 104);
        assert_eq!(length(0xc028, 0x0303), 160);
        assert_eq!(length(0xc02f, 0x0303), 40);
        assert_eq!(length(0xcca8, 0x0303), 88);
        assert_eq!(length(0x0004, 0x0300), 64);
        assert_eq!(length(0x0002, 0x0301), 40);
        for cipher in Cipher::all()
            .iter()
            .filter(|cipher| cipher.tag_length() > 0)
        {
            assert_eq!(cipher.iv_length() + cipher.explicit_length(), 12);
        }
    }
}
