//! The keys of one end, in the order they come into use.

use crate::keys::cipher::Cipher;
use crate::keys::record::Opener;

/// The keys of one end.
#[derive(Debug, Default)]
pub(super) struct Door {
    keys: Vec<Key>,
    now: usize,
    /// The edition of the secrets when they were last looked through.
    pub(super) looked: Option<u32>,
    /// Records that may be missing before the next one.
    lost: u64,
}

/// A key that records may be under.
#[derive(Debug)]
pub(super) struct Key {
    /// The secret it was made from, as a key log names it.
    pub(super) label: &'static str,
    pub(super) cipher: &'static Cipher,
    pub(super) secret: Vec<u8>,
    pub(super) opener: Opener,
    pub(super) opened: u64,
}

impl Door {
    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Whether there is a key made from this secret.
    pub(super) fn has(&self, label: &str) -> bool {
        self.keys.iter().any(|key| key.label == label)
    }

    /// Adds a key that comes into use after those there are.
    pub(super) fn add(&mut self, key: Key) {
        self.keys.push(key);
    }

    /// Records under the next key only, from now on: a new handshake changed it.
    pub(super) fn renew(&mut self) {
        self.keys.clear();
        self.now = 0;
    }

    /// So many bytes are not in the capture: the next record may have a later number.
    pub(super) fn lose(&mut self, bytes: u64) {
        let records = bytes / SHORTEST + 1;
        self.lost = self.lost.saturating_add(records).min(MOST_LOST);
    }

    /// The secret of this name, if it is there.
    pub(super) fn secret(&self, label: &str) -> Option<&[u8]> {
        let key = self.keys.iter().find(|key| key.label == label)?;
        Some(&key.secret)
    }

    /// The key in use gives way to another.
    pub(super) fn replace(&mut self, key: Key) {
        let opened = self.current().map_or(0, |now| now.opened);
        if let Some(now) = self.keys.get_mut(self.now) {
            *now = Key { opened, ..key };
        }
    }

    /// The secret in use.
    pub(super) fn current(&self) -> Option<&Key> {
        self.keys.get(self.now)
    }

    /// Names of the secrets that opened anything.
    pub(super) fn used(&self) -> impl Iterator<Item = &'static str> {
        let used = self.keys.iter().filter(|key| key.opened > 0);
        used.map(|key| key.label)
    }

    /// Opens a record into `out`: with the key in use, else with one that comes after it.
    pub(super) fn open(&mut self, record: &[u8], out: &mut Vec<u8>) -> Option<u8> {
        let lost = self.lost;
        for (at, key) in self.keys.iter_mut().enumerate().skip(self.now) {
            let opened = match lost {
                0 => key.opener.open_into(record, out),
                lost => key.opener.open_ahead_into(record, out, lost),
            };
            if let Ok(kind) = opened {
                key.opened += 1;
                self.now = at;
                self.lost = 0;
                return Some(kind);
            }
        }
        None
    }
}

/// The shortest protected record in bytes: header, one byte, tag.
pub(super) const SHORTEST: u64 = 22;

/// How many lost records are looked past.
const MOST_LOST: u64 = 4096;
