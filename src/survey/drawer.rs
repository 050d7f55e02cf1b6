//! What all conversations of a capture share: secrets, certificates read before, sessions that may be resumed.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::keys::log::Log;
use crate::keys::rsa::Key;
use crate::survey::fingerprints::Fingerprints;
use crate::survey::shelf::Shelf;

/// What all conversations of a capture share.
#[derive(Debug)]
pub(crate) struct Drawer {
    /// Secrets given, and those found in the capture so far.
    pub(crate) log: Log,
    /// Private keys of servers.
    pub(crate) rsa: Vec<Key>,
    /// Which of them fitted a certificate or opened a key exchange.
    pub(crate) used_keys: Vec<bool>,
    /// Whether the log has secrets that are not found by the client random.
    indirect: bool,
    /// How often secrets were added: who looked before may look again.
    pub(crate) edition: u32,
    /// Whether digests of application bytes are wanted.
    pub(crate) digests: Digests,
    /// Bytes held of what is not whole.
    pub(crate) held: usize,
    /// Bytes let go for lack of room.
    pub(crate) let_go: u64,
    /// Certificates read before.
    pub(crate) shelf: Shelf,
    /// Fingerprints of hellos seen before.
    pub(crate) fingerprints: Fingerprints,
    /// Master secrets of sessions that may be resumed.
    pub(crate) sessions: Sessions,
    /// Signatures that may still be checked.
    pub(crate) signatures: u32,
    /// Client randoms of the log that a connection had.
    pub(crate) met: HashSet<Vec<u8>>,
    /// Whether secrets came after records that they open.
    pub(crate) late: bool,
    /// Where a record is opened.
    pub(crate) scratch: Vec<u8>,
}

/// Whether SHA-256 of application bytes is computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Digests {
    /// For programs that compare.
    Compute,
    /// Nobody asks.
    #[default]
    Skip,
}

impl Drawer {
    pub(crate) fn new(log: Log) -> Self {
        Self {
            indirect: is_indirect(&log),
            log,
            rsa: Vec::new(),
            used_keys: Vec::new(),
            edition: 0,
            digests: Digests::Skip,
            held: 0,
            let_go: 0,
            shelf: Shelf::default(),
            fingerprints: Fingerprints::default(),
            sessions: Sessions::default(),
            signatures: SIGNATURES,
            met: HashSet::new(),
            late: false,
            scratch: Vec::new(),
        }
    }

    /// Adds secrets that stand in the capture.
    pub(crate) fn secrets(&mut self, lines: &str) {
        let (more, _) = Log::parse(lines);
        self.indirect |= is_indirect(&more);
        self.log.extend(&more);
        self.edition += 1;
    }

    /// Whether there are secrets at all.
    pub(crate) fn has_secrets(&self) -> bool {
        !self.log.is_empty() || !self.rsa.is_empty()
    }

    /// Whether nothing but private RSA keys was given.
    pub(crate) fn only_rsa(&self) -> bool {
        self.log.is_empty() && !self.rsa.is_empty()
    }

    /// Whether any secret given is of this client random, or might be made for it.
    pub(crate) fn might_open(&mut self, client_random: &[u8]) -> bool {
        if client_random.is_empty() {
            return false;
        }
        let logged = self.log.of(client_random).next().is_some();
        if logged && !self.met.contains(client_random) {
            self.met.insert(client_random.to_vec());
        }
        logged || self.indirect || !self.rsa.is_empty()
    }

    /// Whether a secret given is of this client random.
    pub(crate) fn knows(&self, client_random: &[u8]) -> bool {
        self.log.of(client_random).next().is_some()
    }

    /// The master secret of a session that is resumed by ticket or identifier.
    pub(crate) fn resumed(&self, ticket: &[u8], session_id: &[u8]) -> Option<Vec<u8>> {
        let remembered = self.sessions.find(ticket);
        let remembered = remembered.or_else(|| self.sessions.find(session_id));
        remembered.map(<[u8]>::to_vec)
    }

    /// The premaster secret of an RSA key exchange, and what it is from.
    pub(crate) fn premaster(
        &mut self,
        encrypted: &[u8],
        offered: u16,
    ) -> Option<(&'static str, Vec<u8>)> {
        if let Some(logged) = encrypted
            .get(..8)
            .and_then(|front| self.log.find_premaster(front))
        {
            return Some(("RSA", logged.to_vec()));
        }
        let mut keys = self.rsa.iter().zip(&mut self.used_keys);
        keys.find_map(|(key, used)| {
            let premaster = key.premaster(encrypted, offered).ok()?;
            *used = true;
            Some(("RSA key", premaster))
        })
    }

    /// A certificate with this SubjectPublicKeyInfo was shown.
    pub(crate) fn shown(&mut self, spki: &[u8]) {
        for (key, used) in self.rsa.iter().zip(&mut self.used_keys) {
            *used = *used || key.fits(spki);
        }
    }

    /// The places of RSA keys that had no use.
    pub(crate) fn idle_keys(&self) -> Vec<usize> {
        let places = self.used_keys.iter().enumerate();
        places.filter(|(_, used)| !**used).map(|(n, _)| n).collect()
    }

    /// Client randoms of the log that no connection had, in the order of the log.
    pub(crate) fn unmatched(&self) -> Vec<Vec<u8>> {
        let randoms = self.log.randoms();
        randoms
            .filter(|random| random.len() == RANDOM && !self.met.contains(*random))
            .map(<[u8]>::to_vec)
            .collect()
    }

    /// Takes one of the signatures that may be checked.
    pub(crate) fn signature(&mut self) -> bool {
        let any = self.signatures > 0;
        self.signatures = self.signatures.saturating_sub(1);
        any
    }
}

/// Whether a log has premaster secrets or secrets by session identifier: their keys are no client randoms.
fn is_indirect(log: &Log) -> bool {
    log.randoms().any(|key| key.len() != RANDOM)
}

/// Bytes of a client random.
const RANDOM: usize = 32;

/// How many signatures one pass checks: a check costs as much as reading 200 frames, and a story checks those of the
/// connection it tells.
const SIGNATURES: u32 = 200;

/// Master secrets by session identifier or ticket; the oldest goes when there are too many.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    masters: HashMap<Vec<u8>, Vec<u8>>,
    order: VecDeque<Vec<u8>>,
}

impl Sessions {
    /// Remembers the master secret of a session.
    pub(crate) fn remember(&mut self, name: &[u8], master: &[u8]) {
        if name.is_empty() || name.len() > LONGEST_NAME || master.is_empty() {
            return;
        }
        if self
            .masters
            .insert(name.to_vec(), master.to_vec())
            .is_none()
        {
            self.order.push_back(name.to_vec());
        }
        if self.order.len() > SESSIONS
            && let Some(oldest) = self.order.pop_front()
        {
            self.masters.remove(&oldest);
        }
    }

    /// The master secret of a session.
    pub(crate) fn find(&self, name: &[u8]) -> Option<&[u8]> {
        self.masters.get(name).map(Vec::as_slice)
    }
}

/// Sessions remembered, and the longest name (a ticket) of one.
const SESSIONS: usize = 2000;
const LONGEST_NAME: usize = 1024;
