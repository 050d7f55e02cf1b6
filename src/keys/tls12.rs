//! The PRF of TLS 1.2 and what is made with it: master secret, key block, Finished (RFC 5246 §5, §6.3, §7.4.9, §8.1).

use crate::base::side::Side;
use crate::keys::cipher::Cipher;
use crate::keys::derived::{Derived, Input};
use crate::keys::hash::Hash;

/// Length of a master secret in bytes.
const MASTER_SECRET: usize = 48;
/// Length in bytes of what Finished carries.
pub const VERIFY_DATA: usize = 12;

/// `PRF(secret, label, seed)[0..n-1]` (RFC 5246 §5): HMACs chained until there are `n` bytes.
fn prf(hash: Hash, secret: &[u8], label: &str, seed: &[u8], n: usize) -> Vec<u8> {
    let seed = [label.as_bytes(), seed].concat();
    let mut out = Vec::new();
    let mut a = hash.hmac(secret, &seed);
    while out.len() < n {
        out.extend(hash.hmac(secret, &[a.as_slice(), &seed].concat()));
        a = hash.hmac(secret, &a);
    }
    out.truncate(n);
    out
}

/// The master secret from the randoms, without the extension extended_master_secret (RFC 5246 §8.1). Both randoms are 32
/// bytes.
pub fn master_secret(
    hash: Hash,
    premaster: &[u8],
    client_random: &[u8],
    server_random: &[u8],
) -> Derived {
    expand(
        hash,
        "master_secret",
        Input::new("pre_master_secret", premaster),
        "master secret",
        vec![
            Input::new("ClientHello.random", client_random),
            Input::new("ServerHello.random", server_random),
        ],
        MASTER_SECRET,
        "RFC 5246 §8.1",
    )
}

/// The master secret bound to the handshake (RFC 7627 §4): `session_hash` covers ClientHello to ClientKeyExchange.
pub fn extended_master_secret(hash: Hash, premaster: &[u8], session_hash: &[u8]) -> Derived {
    expand(
        hash,
        "master_secret",
        Input::new("pre_master_secret", premaster),
        "extended master secret",
        vec![Input::new("session_hash", session_hash)],
        MASTER_SECRET,
        "RFC 7627 §4",
    )
}

/// The key block, from which the keys of both sides are cut (RFC 5246 §6.3). The server's random comes first here.
pub fn key_block(
    cipher: &Cipher,
    master: &[u8],
    client_random: &[u8],
    server_random: &[u8],
) -> Derived {
    expand(
        cipher.hash,
        "key_block",
        Input::new("master_secret", master),
        "key expansion",
        vec![
            Input::new("ServerHello.random", server_random),
            Input::new("ClientHello.random", client_random),
        ],
        2 * (cipher.key_length() + cipher.iv_length()),
        "RFC 5246 §6.3",
    )
}

/// The keys cut from a key block, each with the place it was cut from. With AEAD suites there are no MAC keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyBlock {
    /// Protects what the client sends.
    pub client_key: Derived,
    /// Protects what the server sends.
    pub server_key: Derived,
    /// First bytes of the client's nonces, 4 or 12.
    pub client_iv: Derived,
    /// First bytes of the server's nonces, 4 or 12.
    pub server_iv: Derived,
}

impl KeyBlock {
    /// Cuts `block`, the output of [`key_block`] for the same suite. What a shorter block lacks comes out empty.
    pub fn cut(cipher: &Cipher, block: &Derived) -> Self {
        let (key, iv) = (cipher.key_length(), cipher.iv_length());
        let mut at = 0;
        let mut next = |name: &str, n: usize| {
            let (start, end) = (at, at + n);
            at = end;
            Derived {
                name: name.to_owned(),
                formula: format!("{}[{start}..{}]", block.name, end.saturating_sub(1)),
                inputs: vec![Input::new(&*block.name, &*block.output)],
                output: block.output.get(start..end).unwrap_or_default().to_vec(),
                rfc: "RFC 5246 §6.3",
            }
        };
        Self {
            client_key: next("client_write_key", key),
            server_key: next("server_write_key", key),
            client_iv: next("client_write_IV", iv),
            server_iv: next("server_write_IV", iv),
        }
    }

    /// The key and the IV of what `side` sends.
    pub fn of(&self, side: Side) -> (&Derived, &Derived) {
        side.of(
            (&self.client_key, &self.client_iv),
            (&self.server_key, &self.server_iv),
        )
    }
}

/// The content of a Finished, 12 bytes (RFC 5246 §7.4.9): `transcript_hash` covers all handshake messages before it.
pub fn verify_data(hash: Hash, side: Side, master: &[u8], transcript_hash: &[u8]) -> Derived {
    expand(
        hash,
        "verify_data",
        Input::new("master_secret", master),
        side.of("client finished", "server finished"),
        vec![Input::new("Hash(handshake_messages)", transcript_hash)],
        VERIFY_DATA,
        "RFC 5246 §7.4.9",
    )
}

/// What the signature of a ServerKeyExchange covers (RFC 5246 §7.4.3, RFC 8422 §5.4): both randoms, so that it cannot be
/// used again in another connection, then `params`, the message up to its signature algorithm.
pub fn server_key_exchange_content(
    client_random: &[u8],
    server_random: &[u8],
    params: &[u8],
) -> Vec<u8> {
    [client_random, server_random, params].concat()
}

fn expand(
    hash: Hash,
    name: &str,
    secret: Input,
    label: &str,
    seed: Vec<Input>,
    n: usize,
    rfc: &'static str,
) -> Derived {
    let names: Vec<&str> = seed.iter().map(|input| input.name.as_str()).collect();
    let bytes: Vec<u8> = seed.iter().flat_map(|input| input.bytes.clone()).collect();
    Derived {
        name: name.to_owned(),
        formula: format!(
            "PRF({}, \"{label}\", {})[0..{}]",
            secret.name,
            names.join(" + "),
            n.saturating_sub(1)
        ),
        output: prf(hash, &secret.bytes, label, &bytes, n),
        inputs: std::iter::once(secret).chain(seed).collect(),
        rfc,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(hash: Hash, secret: &str, seed: &str, label: &str, expected: &str) {
        let [secret, seed] = [secret, seed].map(|hex| hex::decode(hex).unwrap());
        let out = prf(hash, &secret, label, &seed, expected.len() / 2);
        assert_eq!(hex::encode(out), expected);
    }

    /// The vectors that were posted to the TLS working group's list for the PRF of TLS 1.2.
    #[test]
    fn the_prf_gives_the_published_bytes() {
        check(
            Hash::Sha256,
            "9bbe436ba940f017b17652849a71db35",
            "a0ba9f936cda311827a6f796ffd5198c",
            "test label",
            "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff70187347b66",
        );
        check(
            Hash::Sha384,
            "b80b733d6ceefcdc71566ea48e5567df",
            "cd665cf6a8447dd6ff8b27555edb7465",
            "test label",
            "7b0c18e9ced410ed1804f2cfa34a336a1c14dffb4900bb5fd7942107e81c83cde9ca0faa60be9fe34f82b1233c9146a0e534cb400fed2700884f9dc236f80edd8bfa961144c9e8d792eca722a7b32fc3d416d473ebc2c5fd4abfdad05d9184259b5bf8cd4d90fa0d31e2dec479e4f1a26066f2eea9a69236a3e52655c9e9aee691c8f3a26854308d5eaa3be85e0990703d73e56f",
        );
    }

    #[test]
    fn formulas_name_every_input_in_order() {
        let derived = master_secret(Hash::Sha256, &[1; 32], &[2; 32], &[3; 32]);
        assert_eq!(
            derived.formula,
            "PRF(pre_master_secret, \"master secret\", ClientHello.random + ServerHello.random)[0..47]"
        );
        let expected = prf(
            Hash::Sha256,
            &[1; 32],
            "master secret",
            &[[2; 32], [3; 32]].concat(),
            48,
        );
        assert_eq!(derived.output, expected);
        let finished = verify_data(Hash::Sha384, Side::Server, &[1; 48], &[2; 48]);
        assert_eq!(
            finished.formula,
            "PRF(master_secret, \"server finished\", Hash(handshake_messages))[0..11]"
        );
        assert_eq!(finished.output.len(), VERIFY_DATA);
    }

    #[test]
    fn the_key_block_is_cut_without_gap_or_rest() {
        for code in [0xc02b, 0xc030, 0xcca8] {
            let cipher = Cipher::of(code).unwrap();
            let block = key_block(cipher, &[1; 48], &[2; 32], &[3; 32]);
            let cut = KeyBlock::cut(cipher, &block);
            let parts = [
                &cut.client_key,
                &cut.server_key,
                &cut.client_iv,
                &cut.server_iv,
            ];
            assert_eq!(parts.map(|part| &*part.output).concat(), block.output);
            assert_eq!(cut.of(Side::Server), (&cut.server_key, &cut.server_iv));
        }
        let cipher = Cipher::of(0xc02b).unwrap();
        let mut block = key_block(cipher, &[1; 48], &[2; 32], &[3; 32]);
        assert_eq!(
            KeyBlock::cut(cipher, &block).client_iv.formula,
            "key_block[32..35]"
        );
        block.output.truncate(20);
        assert!(KeyBlock::cut(cipher, &block).server_key.output.is_empty());
    }
}
