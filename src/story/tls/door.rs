//! What one side sends behind: the keys its protected records may be under, and opening them.

use crate::keys::cipher::Cipher;
use crate::keys::derived::Derived;
use crate::keys::opened::Opened;
use crate::keys::prf::WriteKeys;
use crate::keys::record::Opener;
use crate::keys::sealed::{Sealed, Wrapping};

/// Keys that one side's records may be under.
pub(crate) struct Key {
    /// Which period of the connection it protects.
    pub(crate) epoch: Epoch,
    /// Name of the secret it was made from, such as `client_handshake_traffic_secret`.
    pub(crate) secret_name: &'static str,
    /// That secret.
    pub(crate) secret: Vec<u8>,
    /// How key and IV were made.
    pub(crate) derived: Vec<Derived>,
    /// Whether an end's own log, not the story's computation, gave the secret.
    pub(crate) source: Source,
    opener: Opener,
    /// How many records it opened.
    pub(crate) opened: u64,
}

/// The period of a connection that a key protects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Epoch {
    /// TLS 1.3 data sent before the handshake is done (0-RTT).
    Early,
    /// The protected part of the TLS 1.3 handshake.
    Handshake,
    /// Application data, in the n-th generation of keys.
    Application(u32),
    /// All of TLS 1.2 after ChangeCipherSpec.
    Legacy,
}

/// Where a secret is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Computed here from the messages and the shared secret.
    Computed,
    /// Only in the key log, which says another than was computed.
    Logged,
    /// Only in the key log, because there was nothing to compute it from.
    Given,
}

/// The keys of one side, in the order they come into use.
#[derive(Default)]
pub(crate) struct Door {
    keys: Vec<Key>,
    now: usize,
    /// How many records may be missing before the next.
    lost: u64,
    /// How many numbers were tried in vain since a record last opened.
    tried: u64,
}

/// A record opened, and by which key.
pub(crate) struct Opening<'d> {
    pub(crate) key: &'d Key,
    pub(crate) opened: Opened,
    /// Whether it is the first record under this key.
    pub(crate) first: bool,
    /// How many numbers before it were looked past, because their records are missing.
    pub(crate) skipped: u64,
}

/// The shortest protected record in bytes: header, one byte, tag.
const SHORTEST: u64 = 22;
/// How many lost records are looked past.
const MOST_LOST: u64 = 4096;
/// How many numbers are tried in vain before it is given up: each costs a decryption.
const PATIENCE: u64 = 1 << 16;

impl Door {
    /// Adds the key made from a TLS 1.3 traffic secret.
    pub(crate) fn add13(
        &mut self,
        epoch: Epoch,
        cipher: &'static Cipher,
        secret_name: &'static str,
        secret: &[u8],
        derived: Vec<Derived>,
        source: Source,
    ) {
        let [key, iv] = derived.as_slice() else {
            return;
        };
        let Some(opener) = Opener::tls13(cipher, &key.output, &iv.output) else {
            return;
        };
        self.add(Key {
            epoch,
            secret_name,
            secret: secret.to_vec(),
            derived,
            source,
            opener,
            opened: 0,
        });
    }

    /// Adds the keys of a version before TLS 1.3.
    pub(crate) fn add12(
        &mut self,
        cipher: &'static Cipher,
        version: u16,
        wrapping: Wrapping,
        keys: &WriteKeys,
    ) {
        let Some(opener) = Opener::legacy(cipher, version, wrapping, keys) else {
            return;
        };
        let (epoch, secret_name) = (Epoch::Legacy, "key_block");
        self.add(Key {
            epoch,
            secret_name,
            secret: keys.key.clone(),
            derived: Vec::new(),
            source: Source::Computed,
            opener,
            opened: 0,
        });
    }

    fn add(&mut self, key: Key) {
        if !self
            .keys
            .iter()
            .any(|known| known.epoch == key.epoch && known.secret == key.secret)
        {
            self.keys.push(key);
        }
    }

    /// Whether any key is known.
    pub(crate) fn has_keys(&self) -> bool {
        !self.keys.is_empty()
    }

    /// The newest secret for application data.
    pub(crate) fn application(&self) -> Option<&Key> {
        self.keys
            .iter()
            .rev()
            .find(|key| matches!(key.epoch, Epoch::Application(_)))
    }

    /// Opens a record: with the key in use, else with another, for sides change keys without saying so.
    pub(crate) fn open(&mut self, record: &[u8]) -> Result<Opening<'_>, Option<Sealed>> {
        let mut failed = None;
        let mut skipped = 0;
        let order = (self.now..self.keys.len()).chain(0..self.now.min(self.keys.len()));
        let mut found = None;
        for at in order {
            let Some(key) = self.keys.get_mut(at) else {
                continue;
            };
            match key.opener.open(record) {
                Ok(opened) => {
                    key.opened += 1;
                    found = Some((at, opened));
                    break;
                }
                Err(why) => failed = failed.or(Some(why)),
            }
        }
        if found.is_none() && self.lost > 0 && self.tried < PATIENCE {
            for (at, key) in self.keys.iter_mut().enumerate().skip(self.now) {
                let expected = key.opener.sequence();
                self.tried = self.tried.saturating_add(self.lost);
                if let Ok(opened) = key.opener.open_ahead(record, self.lost) {
                    key.opened += 1;
                    skipped = opened.sequence.saturating_sub(expected);
                    found = Some((at, opened));
                    break;
                }
            }
        }
        let Some((at, opened)) = found else {
            if self.lost > 0 {
                self.lost = self.lost.saturating_add(1).min(MOST_LOST);
            }
            return Err(failed);
        };
        (self.lost, self.tried) = (0, 0);
        self.now = at;
        let Some(key) = self.keys.get(at) else {
            return Err(None);
        };
        Ok(Opening {
            key,
            opened,
            first: key.opened == 1,
            skipped,
        })
    }

    /// So many bytes are missing before the next record, and with them as many records as they could hold.
    pub(crate) fn lose(&mut self, bytes: u64) {
        let records = bytes / SHORTEST + 1;
        self.lost = self.lost.saturating_add(records).min(MOST_LOST);
    }

    /// Tries a record without taking note of it: would it open?
    pub(crate) fn would_open(&self, record: &[u8]) -> Option<Opened> {
        self.keys
            .iter()
            .find_map(|key| key.opener.open_at(key.opener.sequence(), record).ok())
    }
}
