//! The hash of a cipher suite, and what TLS builds on it: HMAC (RFC 2104), HKDF (RFC 5869), HKDF-Expand-Label (RFC 8446 §7.1).
//!
//! HKDF is spelled out over HMAC: ring's own never shows its bytes, and a teacher must show them.

use md5::{Digest as _, Md5};
use ring::{digest, hmac};

/// A hash function that a cipher suite names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hash {
    /// MD5, 16 bytes: broken, and met only in old versions.
    Md5,
    /// SHA-1, 20 bytes: broken as a hash for signatures, and met in old versions and in the MAC of CBC suites.
    Sha1,
    /// SHA-256, 32 bytes.
    Sha256,
    /// SHA-384, 48 bytes.
    Sha384,
}

impl Hash {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
        }
    }

    /// Length of its output in bytes: RFC 8446's `Hash.length`.
    pub fn length(self) -> usize {
        match self {
            Self::Md5 => 16,
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
        }
    }

    /// As many zero bytes as the hash is long: what RFC 8446 §7.1 writes as `0`.
    pub fn zeros(self) -> Vec<u8> {
        vec![0; self.length()]
    }

    /// The hash of `bytes`.
    pub fn digest(self, bytes: &[u8]) -> Vec<u8> {
        self.digest_of(&[bytes]).as_ref().to_vec()
    }

    /// HMAC with `key` over `data` (RFC 2104).
    pub fn hmac(self, key: &[u8], data: &[u8]) -> Vec<u8> {
        Hmac::new(self, key).over(&[data]).as_ref().to_vec()
    }

    /// The hash of `parts`, one behind the other, without allocation.
    pub(crate) fn digest_of(self, parts: &[&[u8]]) -> Code {
        let algorithm = match self {
            Self::Md5 => {
                let mut running = Md5::new();
                parts.iter().for_each(|part| running.update(part));
                return Code::new(&running.finalize());
            }
            Self::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
        };
        let mut running = digest::Context::new(algorithm);
        parts.iter().for_each(|part| running.update(part));
        Code::new(running.finish().as_ref())
    }

    /// `HKDF-Extract(salt, IKM)` (RFC 5869 §2.2): gathers the secrecy of `ikm` into one secret as long as the hash.
    pub fn hkdf_extract(self, salt: &[u8], ikm: &[u8]) -> Vec<u8> {
        self.hmac(salt, ikm)
    }

    /// `HKDF-Expand(PRK, info, L)` (RFC 5869 §2.3): `n` bytes, at most 255 hashes long; no more come out if more are asked.
    fn hkdf_expand(self, prk: &[u8], info: &[u8], n: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut last = Vec::new();
        for counter in 1..=u8::MAX {
            if out.len() >= n {
                break;
            }
            last.extend_from_slice(info);
            last.push(counter);
            last = self.hmac(prk, &last);
            out.extend_from_slice(&last);
        }
        out.truncate(n);
        out
    }

    /// `HKDF-Expand-Label(Secret, Label, Context, Length)` (RFC 8446 §7.1). `label` is without its `tls13 `.
    pub fn expand_label(self, secret: &[u8], label: &str, context: &[u8], n: usize) -> Vec<u8> {
        self.hkdf_expand(secret, &hkdf_label(label, context, n), n)
    }
}

/// The output of a hash or a MAC, at most 48 bytes, on the stack.
#[derive(Clone, Copy)]
pub(crate) struct Code {
    bytes: [u8; 48],
    length: usize,
}

impl Code {
    fn new(bytes: &[u8]) -> Self {
        let mut code = Self {
            bytes: [0; 48],
            length: bytes.len().min(48),
        };
        code.bytes
            .iter_mut()
            .zip(bytes)
            .for_each(|(place, byte)| *place = *byte);
        code
    }
}

impl AsRef<[u8]> for Code {
    fn as_ref(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

/// HMAC with its key made ready, for many messages.
#[derive(Clone)]
pub(crate) enum Hmac {
    Ring(hmac::Key),
    /// MD5, which ring does not have: the running hashes behind the inner and the outer padded key.
    Md5([Md5; 2]),
}

impl Hmac {
    pub(crate) fn new(hash: Hash, key: &[u8]) -> Self {
        let algorithm = match hash {
            Hash::Md5 => return Self::Md5(md5_keys(key)),
            Hash::Sha1 => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
            Hash::Sha256 => hmac::HMAC_SHA256,
            Hash::Sha384 => hmac::HMAC_SHA384,
        };
        Self::Ring(hmac::Key::new(algorithm, key))
    }

    /// The code over `parts`, one behind the other.
    pub(crate) fn over(&self, parts: &[&[u8]]) -> Code {
        match self {
            Self::Ring(key) => {
                let mut running = hmac::Context::with_key(key);
                parts.iter().for_each(|part| running.update(part));
                Code::new(running.sign().as_ref())
            }
            Self::Md5([inner, outer]) => {
                let (mut inner, mut outer) = (inner.clone(), outer.clone());
                parts.iter().for_each(|part| inner.update(part));
                outer.update(inner.finalize());
                Code::new(&outer.finalize())
            }
        }
    }
}

/// The two running hashes of RFC 2104 §4: the key, or its hash if it is longer than a block, with 0x36 and with 0x5c.
fn md5_keys(key: &[u8]) -> [Md5; 2] {
    let hashed = Hash::Md5.digest_of(&[key]);
    let key = if key.len() > 64 { hashed.as_ref() } else { key };
    [0x36, 0x5c].map(|pad| {
        let mut block = [pad; 64];
        block
            .iter_mut()
            .zip(key)
            .for_each(|(place, byte)| *place ^= byte);
        Md5::new_with_prefix(block)
    })
}

/// The structure `HkdfLabel` (RFC 8446 §7.1), which goes into HKDF-Expand as its info:
///
/// ```text
/// uint16 length = Length;
/// opaque label<7..255> = "tls13 " + Label;
/// opaque context<0..255> = Context;
/// ```
///
/// What its fields cannot hold is cut: a label of more than 249 bytes, a context of more than 255.
pub fn hkdf_label(label: &str, context: &[u8], n: usize) -> Vec<u8> {
    let mut out = u16::try_from(n).unwrap_or(u16::MAX).to_be_bytes().to_vec();
    let label = [b"tls13 ", label.as_bytes()].concat();
    for part in [label.as_slice(), context] {
        let length = u8::try_from(part.len()).unwrap_or(u8::MAX);
        out.push(length);
        out.extend(part.iter().take(length.into()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ikm: &str, salt: &str, info: &str, prk: &str, okm: &str) {
        let [ikm, salt, info] = [ikm, salt, info].map(|hex| hex::decode(hex).unwrap());
        let extracted = Hash::Sha256.hkdf_extract(&salt, &ikm);
        assert_eq!(hex::encode(&extracted), prk);
        let expanded = Hash::Sha256.hkdf_expand(&extracted, &info, okm.len() / 2);
        assert_eq!(hex::encode(expanded), okm);
    }

    /// RFC 5869 appendix A, the cases with SHA-256.
    #[test]
    fn hkdf_gives_what_the_rfc_prints() {
        check(
            &"0b".repeat(22),
            "000102030405060708090a0b0c",
            "f0f1f2f3f4f5f6f7f8f9",
            "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        );
        let run = |range: std::ops::RangeInclusive<u8>| hex::encode(range.collect::<Vec<u8>>());
        check(
            &run(0x00..=0x4f),
            &run(0x60..=0xaf),
            &run(0xb0..=0xff),
            "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        );
        check(
            &"0b".repeat(22),
            "",
            "",
            "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        );
    }

    /// RFC 2202, and the hashes of the empty string.
    #[test]
    fn the_old_hashes_give_what_the_rfc_prints() {
        let hmac = |hash: Hash, key: &[u8], data: &[u8]| hex::encode(hash.hmac(key, data));
        let what = b"what do ya want for nothing?";
        assert_eq!(
            hmac(Hash::Md5, b"Jefe", what),
            "750c783e6ab0b503eaa86e310a5db738"
        );
        let long = [0xaa; 80];
        let test = b"Test Using Larger Than Block-Size Key - Hash Key First";
        assert_eq!(
            hmac(Hash::Md5, &long, test),
            "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd"
        );
        let sha1 = "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79";
        assert_eq!(hmac(Hash::Sha1, b"Jefe", what), sha1);
        let empty = "d41d8cd98f00b204e9800998ecf8427e";
        assert_eq!(hex::encode(Hash::Md5.digest(b"")), empty);
        let empty = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
        assert_eq!(hex::encode(Hash::Sha1.digest(b"")), empty);
    }

    #[test]
    fn the_label_is_framed_as_the_rfc_prints_it() {
        // RFC 8448 section 3, "derive secret for handshake".
        let label = hkdf_label("derived", &Hash::Sha256.digest(b""), 32);
        let expected = "00200d746c73313320646572697665642\
            0e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(hex::encode(label), expected);
    }

    #[test]
    fn lengths_that_do_not_fit_are_cut_not_wrapped() {
        let label = hkdf_label(&"x".repeat(1000), &[7; 1000], 1 << 20);
        assert_eq!(label.len(), 2 + 1 + 255 + 1 + 255);
        let all = Hash::Sha384.hkdf_expand(&[1; 48], b"", usize::MAX);
        assert_eq!(all.len(), 255 * 48);
    }
}
