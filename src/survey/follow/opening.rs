//! Opening protected records: keys in the order they come into use, and what stays dark.

use crate::base::side::Side;
use crate::dissect::tls::codes::content::ContentType;
use crate::dissect::tls::record::HEADER;
use crate::keys::cipher::Cipher;
use crate::keys::record::Opener;
use crate::survey::desk::Desk;
use crate::survey::follow::conversation::{Conversation, Cover};

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
    fn open(&mut self, record: &[u8], out: &mut Vec<u8>) -> Option<u8> {
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

/// Bytes of records kept until the server has chosen.
const EARLY: usize = 64 << 10;

impl Conversation {
    /// A protected record: opened, or kept until the server has chosen; what is under the keys of an earlier handshake is
    /// opened with them.
    pub(super) fn sealed(&mut self, desk: &mut Desk<'_>, from: Side, record: &[u8]) {
        let undecided = self.session.version.is_none()
            && !self.session.client_random.is_empty()
            && self.end(from).door.is_empty();
        if undecided && self.session.keyed {
            let early = &self.end(from).early;
            let kept: usize = early.iter().map(|(_, kept)| kept.len()).sum();
            let mut copy = Vec::new();
            if kept + record.len() <= EARLY && desk.hold(&mut copy, record) {
                let packet = desk.packet;
                self.end(from).early.push((packet, copy));
                return;
            }
        }
        self.open(desk, from, record);
    }

    fn open(&mut self, desk: &mut Desk<'_>, from: Side, record: &[u8]) {
        self.protected += 1;
        self.ready(desk, from);
        let mut out = std::mem::take(&mut desk.drawer.scratch);
        let door = &mut self.end(from).door;
        match door.open(record, &mut out) {
            Some(kind) => {
                self.opened += 1;
                let inflater = &mut self.end(from).inflater;
                let inflated = inflater.as_mut().map(|stream| stream.inflate(&out));
                let content = match &inflated {
                    Some(inflated) => inflated.as_deref().unwrap_or_default(),
                    None => &out,
                };
                self.content(desk, from, ContentType(kind), content, Cover::Protected);
            }
            None => {
                if self.should_open(from) {
                    self.tls.damaged.get_or_insert(desk.packet);
                }
                self.end(from).astray = true;
            }
        }
        out.clear();
        desk.drawer.scratch = out;
    }

    /// Whether every secret that the present records may be under is there.
    fn should_open(&mut self, from: Side) -> bool {
        let gaps = self.gaps;
        let tls13 = self.session.is_tls13();
        let door = &self.end(from).door;
        let complete = match tls13 {
            true => door.keys.len() >= 2,
            false => !door.is_empty(),
        };
        complete && !gaps
    }

    /// Records that waited for the server's choice, which has come or never will.
    pub(super) fn early_records(&mut self, desk: &mut Desk<'_>) {
        for side in Side::BOTH {
            let packet = desk.packet;
            for (number, record) in std::mem::take(&mut self.end(side).early) {
                desk.packet = number;
                let kind = ContentType(record.first().copied().unwrap_or_default());
                if kind == ContentType::APPLICATION_DATA || self.end(side).protected {
                    self.open(desk, side, &record);
                } else {
                    let body = record.get(HEADER..).unwrap_or_default();
                    self.content(desk, side, kind, body, Cover::Clear);
                }
                desk.free(record);
            }
            desk.packet = packet;
        }
    }
}
