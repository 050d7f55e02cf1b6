//! What has been agreed in a conversation, and what its keys are made from.

use crate::dissect::tls::codes::suite::Suite;
use crate::dissect::tls::codes::version::Version;
use crate::dissect::tls::handshake::setting::Setting;
use crate::keys::cipher::Cipher;
use crate::keys::transcript::Transcript;

/// What has been agreed, and what the keys are made from.
#[derive(Debug, Default)]
pub(super) struct Session {
    pub(super) version: Option<Version>,
    pub(super) cipher: Option<&'static Cipher>,
    pub(super) suite: Option<Suite>,
    pub(super) client_random: Vec<u8>,
    pub(super) server_random: Vec<u8>,
    /// Whether any secret given is for this client random, or might be made for it.
    pub(super) keyed: bool,
    /// The edition of the secrets for which that was found.
    pub(super) edition: u32,
    /// Handshake messages, kept only where secrets are given.
    pub(super) transcript: Transcript,
    /// The session identifier the server gave, and the ticket the client sent: keys to a remembered master secret.
    pub(super) session_id: Vec<u8>,
    pub(super) ticket: Vec<u8>,
    /// The version the client wrote into its hello, which an RSA premaster secret repeats.
    pub(super) offered: u16,
    /// The encrypted premaster secret of an RSA key exchange.
    pub(super) encrypted_premaster: Vec<u8>,
    pub(super) extended: bool,
    /// The compression method agreed on.
    pub(super) compression: u8,
    pub(super) encrypt_then_mac: bool,
    /// The transcript hash input up to ClientKeyExchange, as its length.
    pub(super) exchanged: usize,
    pub(super) master: Vec<u8>,
    /// What the master secret is from.
    pub(super) source: &'static str,
    /// SubjectPublicKeyInfo of each end's certificate, client first.
    pub(super) keys: [Vec<u8>; 2],
    /// Whether a Finished of each end was seen, client first.
    pub(super) finished: [bool; 2],
}

impl Session {
    /// What the form of messages depends on.
    pub(super) fn setting(&self) -> Setting {
        Setting {
            version: self.version,
            suite: self.suite,
        }
    }

    /// Whether TLS 1.3 or a draft of it was agreed on.
    pub(super) fn is_tls13(&self) -> bool {
        self.version.is_some_and(Version::is_tls13)
    }

    /// Forgets what only the handshake needed.
    pub(super) fn rest(&mut self) {
        self.transcript = Transcript::default();
        self.keys = [Vec::new(), Vec::new()];
        self.encrypted_premaster = Vec::new();
    }
}
