//! What SSL 3.0 to TLS 1.2 make with their [`Prf`], with its formulas: master secret, key block, Finished (RFC 5246 §5, §6.3,
//! §7.4.9, §8.1; RFC 2246 the same sections; RFC 6101 §6).

use crate::base::side::Side;
use crate::keys::cipher::Cipher;
use crate::keys::derived::{Derived, Input};
use crate::keys::prf::{MASTER_SECRET, Prf, VERIFY_DATA, WriteKeys};

/// The master secret from the randoms, without the extension extended_master_secret (RFC 5246 §8.1). Both randoms are 32
/// bytes.
pub fn master_secret(
    prf: impl Into<Prf>,
    premaster: &[u8],
    client_random: &[u8],
    server_random: &[u8],
) -> Derived {
    expand(
        prf.into(),
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
pub fn extended_master_secret(
    prf: impl Into<Prf>,
    premaster: &[u8],
    session_hash: &[u8],
) -> Derived {
    expand(
        prf.into(),
        "master_secret",
        Input::new("pre_master_secret", premaster),
        "extended master secret",
        vec![Input::new("session_hash", session_hash)],
        MASTER_SECRET,
        "RFC 7627 §4",
    )
}

/// The key block, from which the keys of both sides are cut (RFC 5246 §6.3). The server's random comes first here.
///
/// `version` is 0x0300 to 0x0303.
pub fn key_block(
    version: u16,
    cipher: &Cipher,
    master: &[u8],
    client_random: &[u8],
    server_random: &[u8],
) -> Derived {
    expand(
        Prf::of(version, cipher),
        "key_block",
        Input::new("master_secret", master),
        "key expansion",
        vec![
            Input::new("ServerHello.random", server_random),
            Input::new("ClientHello.random", client_random),
        ],
        cipher.key_block_length(version),
        "RFC 5246 §6.3",
    )
}

/// The keys cut from a key block, each with the place it was cut from. What a suite does not have is empty: MAC keys with
/// AEAD, keys with NULL, IVs with RC4 and NULL, and with chained blocks since TLS 1.1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyBlock {
    /// Authenticates what the client sends.
    pub client_mac: Derived,
    /// Authenticates what the server sends.
    pub server_mac: Derived,
    /// Hides what the client sends.
    pub client_key: Derived,
    /// Hides what the server sends.
    pub server_key: Derived,
    /// First bytes of the client's nonces, 4 or 12; or the IV of its first record.
    pub client_iv: Derived,
    /// First bytes of the server's nonces, 4 or 12; or the IV of its first record.
    pub server_iv: Derived,
}

impl KeyBlock {
    /// Cuts `block`, the output of [`key_block`] for the same version and suite. What a shorter block lacks comes out empty.
    pub fn cut(version: u16, cipher: &Cipher, block: &Derived) -> Self {
        let (mac, key) = (cipher.mac_length(), cipher.key_length());
        let iv = cipher.derived_iv_length(version);
        let mut at = 0;
        let mut next = |name: &str, n: usize| {
            let (start, end) = (at, at + n);
            at = end;
            Derived {
                name: name.to_owned(),
                formula: format!("{}[{start}..{}]", block.name, end.saturating_sub(1)),
                inputs: vec![Input::new(&*block.name, &*block.output)],
                output: block.output.get(start..end).unwrap_or_default().to_vec(),
                rfc: block.rfc,
            }
        };
        Self {
            client_mac: next("client_write_MAC_key", mac),
            server_mac: next("server_write_MAC_key", mac),
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

    /// The MAC key of what `side` sends; its output is empty with AEAD.
    pub fn mac(&self, side: Side) -> &Derived {
        side.of(&self.client_mac, &self.server_mac)
    }

    /// What `side` writes with, as [`Opener::legacy`](crate::keys::record::Opener::legacy) takes it.
    pub fn write_keys(&self, side: Side) -> WriteKeys {
        let (key, iv) = self.of(side);
        WriteKeys {
            mac: self.mac(side).output.clone(),
            key: key.output.clone(),
            iv: iv.output.clone(),
        }
    }
}

/// The content of a Finished, 12 bytes (RFC 5246 §7.4.9): `transcript_hash` is [`Prf::transcript_hash`] of all handshake
/// messages before it. For SSL 3.0 take [`ssl3_finished`].
pub fn verify_data(
    prf: impl Into<Prf>,
    side: Side,
    master: &[u8],
    transcript_hash: &[u8],
) -> Derived {
    expand(
        prf.into(),
        "verify_data",
        Input::new("master_secret", master),
        side.of("client finished", "server finished"),
        vec![Input::new("Hash(handshake_messages)", transcript_hash)],
        VERIFY_DATA,
        "RFC 5246 §7.4.9",
    )
}

/// The content of a Finished of SSL 3.0, 36 bytes (RFC 6101 §5.6.9): `handshake_messages` are all before it.
pub fn ssl3_finished(side: Side, master: &[u8], handshake_messages: &[u8]) -> Derived {
    let sender = side.of("\"CLNT\"", "\"SRVR\"");
    let one = |hash: &str| {
        let inner = format!("{hash}(handshake_messages + {sender} + master_secret + pad1)");
        format!("{hash}(master_secret + pad2 + {inner})")
    };
    Derived {
        name: "verify_data".to_owned(),
        formula: format!("{} + {}", one("MD5"), one("SHA")),
        inputs: vec![
            Input::new("master_secret", master),
            Input::new("handshake_messages", handshake_messages),
        ],
        output: Prf::Ssl3.finished(master, side, handshake_messages),
        rfc: "RFC 6101 §5.6.9",
    }
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
    prf: Prf,
    name: &str,
    secret: Input,
    label: &str,
    seed: Vec<Input>,
    n: usize,
    rfc: &'static str,
) -> Derived {
    let names: Vec<&str> = seed.iter().map(|input| input.name.as_str()).collect();
    let bytes: Vec<&[u8]> = seed.iter().map(|input| input.bytes.as_slice()).collect();
    let (from, last, seeds) = (&secret.name, n.saturating_sub(1), names.join(" + "));
    let formula = match prf {
        Prf::Ssl3 => format!(
            "(MD5({from} + SHA(\"A\" + {from} + {seeds})) + MD5({from} + SHA(\"BB\" + {from} + {seeds})) + ...)[0..{last}]"
        ),
        Prf::Md5Sha1 | Prf::Tls12(_) => {
            format!("PRF({from}, \"{label}\", {seeds})[0..{last}]")
        }
    };
    Derived {
        name: name.to_owned(),
        formula,
        output: prf.expand(&secret.bytes, label, &bytes, n),
        inputs: std::iter::once(secret).chain(seed).collect(),
        rfc: match prf {
            Prf::Tls12(_) => rfc,
            // The older standards have the same sections, but for the extended master secret.
            Prf::Md5Sha1 if rfc.starts_with("RFC 5246") => older(rfc),
            Prf::Md5Sha1 => rfc,
            Prf::Ssl3 => "RFC 6101 §6",
        },
    }
}

/// The section of TLS 1.0 that says the same.
fn older(rfc: &'static str) -> &'static str {
    match rfc {
        "RFC 5246 §8.1" => "RFC 2246 §8.1",
        "RFC 5246 §6.3" => "RFC 2246 §6.3",
        "RFC 5246 §7.4.9" => "RFC 2246 §7.4.9",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::hash::Hash;

    #[test]
    fn formulas_name_every_input_in_order() {
        let derived = master_secret(Hash::Sha256, &[1; 32], &[2; 32], &[3; 32]);
        assert_eq!(
            derived.formula,
            "PRF(pre_master_secret, \"master secret\", ClientHello.random + ServerHello.random)[0..47]"
        );
        let expected = Prf::from(Hash::Sha256).master(&[1; 32], &[2; 32], &[3; 32]);
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
        for code in [0xc02b, 0xc030, 0xcca8, 0x002f, 0xc028, 0x0004, 0x0002] {
            let cipher = Cipher::of(code).unwrap();
            let block = key_block(0x0303, cipher, &[1; 48], &[2; 32], &[3; 32]);
            let cut = KeyBlock::cut(0x0303, cipher, &block);
            let parts = [
                &cut.client_mac,
                &cut.server_mac,
                &cut.client_key,
                &cut.server_key,
                &cut.client_iv,
                &cut.server_iv,
            ];
            assert_eq!(parts.map(|part| &*part.output).concat(), block.output);
            assert_eq!(cut.of(Side::Server), (&cut.server_key, &cut.server_iv));
            let quiet = WriteKeys::cut(cipher, 0x0303, &block.output).unwrap();
            assert_eq!(Side::BOTH.map(|side| cut.write_keys(side)), quiet);
        }
        for side in Side::BOTH {
            let finished = ssl3_finished(side, &[1; 48], b"messages");
            assert!(
                finished
                    .inputs
                    .iter()
                    .all(|input| finished.formula.contains(&input.name))
            );
            assert_eq!(finished.output.len(), 36);
        }
        for prf in [Prf::Ssl3, Prf::Md5Sha1] {
            let derived = master_secret(prf, &[1; 48], &[2; 32], &[3; 32]);
            assert_eq!(derived.output, prf.master(&[1; 48], &[2; 32], &[3; 32]));
            assert!(
                derived
                    .inputs
                    .iter()
                    .all(|input| derived.formula.contains(&input.name))
            );
            assert!(!derived.rfc.contains("5246"));
        }
        let cipher = Cipher::of(0xc02b).unwrap();
        let mut block = key_block(0x0303, cipher, &[1; 48], &[2; 32], &[3; 32]);
        assert_eq!(
            KeyBlock::cut(0x0303, cipher, &block).client_iv.formula,
            "key_block[32..35]"
        );
        block.output.truncate(20);
        assert!(
            KeyBlock::cut(0x0303, cipher, &block)
                .server_key
                .output
                .is_empty()
        );
    }
}
