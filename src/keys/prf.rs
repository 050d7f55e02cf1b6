//! The pseudorandom functions of SSL 3.0 to TLS 1.2, and what is made with them, quietly: for the pass that opens records
//! and shows no sum. The same values with their formulas are in [`tls12`](crate::keys::tls12).
//!
//! SSL 3.0 nests MD5 and SHA-1 (RFC 6101 §6.1), TLS 1.0 and 1.1 XOR one HMAC chain of each (RFC 2246 §5), TLS 1.2 takes the
//! suite's own hash (RFC 5246 §5).

use crate::base::side::Side;
use crate::keys::cipher::Cipher;
use crate::keys::hash::{Hash, Hmac};
use crate::keys::mac::pads;

/// Length of a master secret in bytes.
pub const MASTER_SECRET: usize = 48;
/// Length in bytes of what Finished carries in TLS; in SSL 3.0 it is 36.
pub const VERIFY_DATA: usize = 12;

/// The pseudorandom function of a version, and with it the hash of the transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Prf {
    /// SSL 3.0: MD5 over SHA-1, with a letter counted up.
    Ssl3,
    /// TLS 1.0 and 1.1: a chain of HMAC-MD5 XOR one of HMAC-SHA-1, so that breaking one hash was not to be enough.
    Md5Sha1,
    /// TLS 1.2: a chain of HMAC with the suite's hash.
    Tls12(Hash),
}

/// For TLS 1.2 with this hash.
impl From<Hash> for Prf {
    fn from(hash: Hash) -> Self {
        Self::Tls12(hash)
    }
}

impl Prf {
    /// That of `version`, 0x0300 to 0x0303, under the suite agreed on.
    pub fn of(version: u16, cipher: &Cipher) -> Self {
        match version {
            ..=0x0300 => Self::Ssl3,
            0x0301 | 0x0302 => Self::Md5Sha1,
            _ => Self::Tls12(cipher.hash),
        }
    }

    /// `n` bytes from a secret and a seed. The label keeps one use from another; SSL 3.0 has none, and ends after 26 letters,
    /// that is 416 bytes.
    pub fn expand(self, secret: &[u8], label: &str, seed: &[&[u8]], n: usize) -> Vec<u8> {
        let mut out = Vec::with_capacity(n);
        match self {
            Self::Ssl3 => {
                for (count, letter) in (b'A'..=b'Z').enumerate() {
                    let letters = [letter; 26];
                    let salt = letters.get(..=count).unwrap_or_default();
                    let parts = [&[salt, secret], seed].concat();
                    let inner = Hash::Sha1.digest_of(&parts);
                    let block = Hash::Md5.digest_of(&[secret, inner.as_ref()]);
                    out.extend_from_slice(block.as_ref());
                    if out.len() >= n {
                        break;
                    }
                }
                out.truncate(n);
            }
            Self::Md5Sha1 => {
                // The halves share the middle byte of a secret with an odd length.
                let half = secret.len().div_ceil(2);
                let first = secret.get(..half).unwrap_or_default();
                let second = secret.get(secret.len() - half..).unwrap_or_default();
                chain(Hash::Md5, first, label, seed, n, &mut out);
                let mut other = Vec::with_capacity(n);
                chain(Hash::Sha1, second, label, seed, n, &mut other);
                out.iter_mut().zip(&other).for_each(|(a, b)| *a ^= b);
            }
            Self::Tls12(hash) => chain(hash, secret, label, seed, n, &mut out),
        }
        out
    }

    /// The master secret, 48 bytes (RFC 5246 §8.1). Both randoms are 32 bytes.
    pub fn master(self, premaster: &[u8], client_random: &[u8], server_random: &[u8]) -> Vec<u8> {
        let seed = [client_random, server_random];
        self.expand(premaster, "master secret", &seed, MASTER_SECRET)
    }

    /// The master secret bound to the handshake (RFC 7627 §4). `session_hash` is [`Self::transcript_hash`] of ClientHello to
    /// ClientKeyExchange.
    pub fn extended_master(self, premaster: &[u8], session_hash: &[u8]) -> Vec<u8> {
        let label = "extended master secret";
        self.expand(premaster, label, &[session_hash], MASTER_SECRET)
    }

    /// The key block, `n` bytes: [`Cipher::key_block_length`] says how many (RFC 5246 §6.3). The server's random comes first.
    pub fn key_block(
        self,
        master: &[u8],
        server_random: &[u8],
        client_random: &[u8],
        n: usize,
    ) -> Vec<u8> {
        let seed = [server_random, client_random];
        self.expand(master, "key expansion", &seed, n)
    }

    /// The hash of handshake messages: the suite's, or before TLS 1.2 MD5 and SHA-1 behind each other, 36 bytes.
    pub fn transcript_hash(self, handshake_messages: &[u8]) -> Vec<u8> {
        match self {
            Self::Ssl3 | Self::Md5Sha1 => md5_sha1(&[handshake_messages]),
            Self::Tls12(hash) => hash.digest(handshake_messages),
        }
    }

    /// What a Finished of `side` must carry: 12 bytes, in SSL 3.0 36. `handshake_messages` are all before it, with their
    /// headers (RFC 5246 §7.4.9, RFC 6101 §5.6.9).
    pub fn finished(self, master: &[u8], side: Side, handshake_messages: &[u8]) -> Vec<u8> {
        match self {
            Self::Ssl3 => {
                let sender = side.of(b"CLNT", b"SRVR");
                nested(master, &[handshake_messages, sender])
            }
            Self::Md5Sha1 | Self::Tls12(_) => {
                let label = side.of("client finished", "server finished");
                let hash = self.transcript_hash(handshake_messages);
                self.expand(master, label, &[&hash], VERIFY_DATA)
            }
        }
    }

    /// What an RSA CertificateVerify signs before TLS 1.2, 36 bytes; ECDSA and DSA sign the last 20 of them.
    /// `handshake_messages` are all before it (RFC 2246 §7.4.8; in SSL 3.0 the master secret comes in, RFC 6101 §5.6.8).
    /// With TLS 1.2 the hash of the messages.
    pub fn certificate_verify(self, master: &[u8], handshake_messages: &[u8]) -> Vec<u8> {
        match self {
            Self::Ssl3 => nested(master, &[handshake_messages]),
            Self::Md5Sha1 | Self::Tls12(_) => self.transcript_hash(handshake_messages),
        }
    }
}

/// MD5 and SHA-1 of `parts`, behind each other: 36 bytes, what signatures before TLS 1.2 are made over.
pub fn md5_sha1(parts: &[&[u8]]) -> Vec<u8> {
    let [md5, sha1] = [Hash::Md5, Hash::Sha1].map(|hash| hash.digest_of(parts));
    [md5.as_ref(), sha1.as_ref()].concat()
}

/// `P_hash(secret, label + seed)` of RFC 5246 §5: HMACs chained until there are `n` bytes.
fn chain(hash: Hash, secret: &[u8], label: &str, seed: &[&[u8]], n: usize, out: &mut Vec<u8>) {
    let key = Hmac::new(hash, secret);
    let seed = [label.as_bytes(), &seed.concat()].concat();
    let mut a = key.over(&[&seed]);
    while out.len() < n {
        out.extend_from_slice(key.over(&[a.as_ref(), &seed]).as_ref());
        a = key.over(&[a.as_ref()]);
    }
    out.truncate(n);
}

/// What SSL 3.0 has for HMAC over a transcript: `hash(master + pad2 + hash(parts + master + pad1))`, MD5 then SHA-1.
fn nested(master: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let one = |hash: Hash| {
        let (pad1, pad2) = pads(hash);
        let inner = hash.digest_of(&[parts, &[master, pad1]].concat());
        hash.digest_of(&[master, pad2, inner.as_ref()])
    };
    [one(Hash::Md5).as_ref(), one(Hash::Sha1).as_ref()].concat()
}

/// What one side writes its records with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WriteKeys {
    /// The MAC's key, as long as its hash; empty with AEAD.
    pub mac: Vec<u8>,
    /// The cipher's key; empty with NULL.
    pub key: Vec<u8>,
    /// What is derived of the nonce (4 or 12 bytes), or up to TLS 1.0 the IV of the first record's blocks; else empty.
    pub iv: Vec<u8>,
}

impl WriteKeys {
    /// Cuts a key block into those of the client and those of the server (RFC 5246 §6.3). None if the block is shorter than
    /// [`Cipher::key_block_length`].
    pub fn cut(cipher: &Cipher, version: u16, block: &[u8]) -> Option<[Self; 2]> {
        let mut rest = block;
        let mut next = |n: usize| {
            let (part, left) = rest.split_at_checked(n)?;
            rest = left;
            Some(part.to_vec())
        };
        let mut pair = |n: usize| Some([next(n)?, next(n)?]);
        let [client_mac, server_mac] = pair(cipher.mac_length())?;
        let [client_key, server_key] = pair(cipher.key_length())?;
        let [client_iv, server_iv] = pair(cipher.derived_iv_length(version))?;
        let one = |mac, key, iv| Self { mac, key, iv };
        Some([
            one(client_mac, client_key, client_iv),
            one(server_mac, server_key, server_iv),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(prf: Prf, secret: &str, seed: &str, label: &str, expected: &str) {
        let [secret, seed] = [secret, seed].map(|hex| hex::decode(hex).unwrap());
        let out = prf.expand(&secret, label, &[&seed], expected.len() / 2);
        assert_eq!(hex::encode(out), expected);
    }

    /// The vectors that were posted to the TLS working group's list for the PRF of TLS 1.2.
    #[test]
    fn the_prf_of_tls12_gives_the_published_bytes() {
        check(
            Prf::Tls12(Hash::Sha256),
            "9bbe436ba940f017b17652849a71db35",
            "a0ba9f936cda311827a6f796ffd5198c",
            "test label",
            "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff70187347b66",
        );
        check(
            Prf::Tls12(Hash::Sha384),
            "b80b733d6ceefcdc71566ea48e5567df",
            "cd665cf6a8447dd6ff8b27555edb7465",
            "test label",
            "7b0c18e9ced410ed1804f2cfa34a336a1c14dffb4900bb5fd7942107e81c83cde9ca0faa60be9fe34f82b1233c9146a0e534cb400fed2700884f9dc236f80edd8bfa961144c9e8d792eca722a7b32fc3d416d473ebc2c5fd4abfdad05d9184259b5bf8cd4d90fa0d31e2dec479e4f1a26066f2eea9a69236a3e52655c9e9aee691c8f3a26854308d5eaa3be85e0990703d73e56f",
        );
    }

    #[test]
    fn ssl3_counts_letters() {
        let (secret, seed) = ([1; 48], [2; 32]);
        let out = Prf::Ssl3.expand(&secret, "", &[&seed], 40);
        let letter = |letters: &[u8]| {
            let inner = Hash::Sha1.digest(&[letters, &secret, &seed].concat());
            Hash::Md5.digest(&[&secret[..], &inner].concat())
        };
        let whole = [letter(b"A"), letter(b"BB"), letter(b"CCC")].concat();
        assert_eq!(out, whole[..40]);
        assert_eq!(Prf::Ssl3.expand(&secret, "", &[&seed], 1000).len(), 416);
    }

    #[test]
    fn each_version_has_its_own_function() {
        let cipher = Cipher::of(0xc028).unwrap();
        let prf = |version| Prf::of(version, cipher);
        assert_eq!(prf(0x0300), Prf::Ssl3);
        assert_eq!((prf(0x0301), prf(0x0302)), (Prf::Md5Sha1, Prf::Md5Sha1));
        assert_eq!(prf(0x0303), Prf::Tls12(Hash::Sha384));
        for version in 0x0300..=0x0303 {
            let prf = prf(version);
            let master = prf.master(&[1; 48], &[2; 32], &[3; 32]);
            assert_eq!(master.len(), MASTER_SECRET);
            let length = cipher.key_block_length(version);
            let block = prf.key_block(&master, &[3; 32], &[2; 32], length);
            let [client, server] = WriteKeys::cut(cipher, version, &block).unwrap();
            assert_ne!(client, server);
            assert!(WriteKeys::cut(cipher, version, &block[1..]).is_none());
            let need = if version == 0x0300 { 36 } else { VERIFY_DATA };
            assert_eq!(prf.finished(&master, Side::Client, b"").len(), need);
        }
    }
}
