//! How many connections of each kind there are, and what keeps them dark.

use crate::survey::connection::{Connection, Protocol};
use crate::survey::tls::Dark;

/// Counts over the connections of one capture.
#[derive(Debug, Default)]
pub(super) struct Counting {
    pub(super) all: u32,
    pub(super) matching: u32,
    /// With TLS, DTLS and QUIC, among those that match.
    pub(super) tls: u32,
    pub(super) dtls: u32,
    pub(super) quic: u32,
    /// Whether a row has something worth a look.
    pub(super) judged: bool,
    /// The first connection with TLS to end.
    pub(super) first: Option<u32>,
    /// Reasons why something stays dark, each with how many connections it keeps dark and one of them.
    pub(super) dark: Vec<(Dark, u32, u32)>,
}

impl Counting {
    /// Counts a connection that matches.
    pub(super) fn matching(&mut self, told: &Connection) {
        self.matching += 1;
        let kind = match told.protocol {
            Some(Protocol::Tls) => Some(&mut self.tls),
            Some(Protocol::Dtls) => Some(&mut self.dtls),
            Some(Protocol::Quic) => Some(&mut self.quic),
            None => None,
        };
        if let Some(kind) = kind {
            *kind += 1;
        }
        if told.protocol == Some(Protocol::Tls) {
            self.first.get_or_insert(told.number);
        }
        let Some(reason) = told.tls.as_ref().and_then(|tls| tls.decryption.reason) else {
            return;
        };
        match self.dark.iter_mut().find(|(known, _, _)| *known == reason) {
            Some((_, count, _)) => *count += 1,
            None => self.dark.push((reason, 1, told.number)),
        }
    }

    /// The only connection with TLS, by its number.
    pub(super) fn only(&self) -> Option<u32> {
        self.first.filter(|_| self.tls == 1)
    }
}
