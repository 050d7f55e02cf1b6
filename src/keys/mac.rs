//! The code that authenticates a record where the cipher does not (RFC 5246 §6.2.3.1, RFC 6101 §5.2.3.1, RFC 7366 §3).

use crate::keys::hash::{Code, Hash, Hmac};

/// Bytes that are authenticated in front of the content: sequence number, content type, version, length.
pub(crate) const PREFIX: usize = 13;

/// One side's MAC, made ready for its records.
#[derive(Clone)]
pub(crate) struct Mac {
    pub(crate) hash: Hash,
    /// The key, to be shown.
    pub(crate) key: Vec<u8>,
    way: Way,
}

#[derive(Clone)]
enum Way {
    /// TLS: HMAC.
    Hmac(Hmac),
    /// SSL 3.0: two nested hashes with paddings of bytes, an ancestor of HMAC.
    Nested,
}

impl Mac {
    /// None if the key is not as long as the hash. `version` is 0x0300 for SSL 3.0, higher for TLS.
    pub(crate) fn new(hash: Hash, version: u16, key: &[u8]) -> Option<Self> {
        let way = match version {
            0x0300 => Way::Nested,
            _ => Way::Hmac(Hmac::new(hash, key)),
        };
        (key.len() == hash.length()).then(|| Self {
            hash,
            key: key.to_vec(),
            way,
        })
    }

    /// Length of the code in bytes.
    pub(crate) fn length(&self) -> usize {
        self.hash.length()
    }

    /// The code of a record: `content` is what stands between header and MAC, hidden or not.
    pub(crate) fn of(&self, prefix: &[u8; PREFIX], content: &[u8]) -> Code {
        match &self.way {
            Way::Hmac(hmac) => hmac.over(&[prefix, content]),
            Way::Nested => {
                let (key, (one, two)) = (&self.key, pads(self.hash));
                let prefix = without_version(prefix);
                let inner = self.hash.digest_of(&[key, one, &prefix, content]);
                self.hash.digest_of(&[key, two, inner.as_ref()])
            }
        }
    }

    /// What stands in front of the content: its name in the formula, and its bytes.
    pub(crate) fn in_front(&self, prefix: &[u8; PREFIX]) -> (&'static str, Vec<u8>) {
        match self.way {
            Way::Hmac(_) => ("seq_num + type + version + length", prefix.to_vec()),
            Way::Nested => ("seq_num + type + length", without_version(prefix).to_vec()),
        }
    }

    /// Its formula over `MAC_write_key` and what is named `content`, as the standard writes it.
    pub(crate) fn formula(&self, content: &str) -> (String, &'static str) {
        let hash = self.hash.name();
        match self.way {
            Way::Hmac(_) => (
                format!(
                    "HMAC-{hash}(MAC_write_key, seq_num + type + version + length + {content})"
                ),
                "RFC 5246 §6.2.3.1",
            ),
            Way::Nested => (
                format!(
                    "{hash}(MAC_write_key + pad_2 + {hash}(MAC_write_key + pad_1 + seq_num + type + length + {content}))"
                ),
                "RFC 6101 §5.2.3.1",
            ),
        }
    }
}

/// SSL 3.0 leaves the version out.
fn without_version(prefix: &[u8; PREFIX]) -> [u8; PREFIX - 2] {
    let [s0, s1, s2, s3, s4, s5, s6, s7, kind, _, _, high, low] = *prefix;
    [s0, s1, s2, s3, s4, s5, s6, s7, kind, high, low]
}

/// `pad_1` and `pad_2` of SSL 3.0: as many bytes 0x36 and 0x5c as fill a block together with the hash, 48 for MD5 and 40
/// for SHA-1 (RFC 6101 §5.2.3.1).
pub(crate) fn pads(hash: Hash) -> (&'static [u8], &'static [u8]) {
    match hash {
        Hash::Md5 => (&[0x36; 48], &[0x5c; 48]),
        Hash::Sha1 | Hash::Sha256 | Hash::Sha384 => (&[0x36; 40], &[0x5c; 40]),
    }
}

/// What is authenticated in front of `length` bytes of content. `header` is that of the record.
pub(crate) fn prefix(sequence: u64, header: [u8; 5], length: usize) -> [u8; PREFIX] {
    let [kind, major, minor, ..] = header;
    let [high, low] = u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes();
    let [s0, s1, s2, s3, s4, s5, s6, s7] = sequence.to_be_bytes();
    [
        s0, s1, s2, s3, s4, s5, s6, s7, kind, major, minor, high, low,
    ]
}
