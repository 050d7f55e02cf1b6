//! Keys out of a master secret: SSL 3.0 to TLS 1.2, where all keys are cut from one block (RFC 5246 §6.3).

use crate::base::side::Side;
use crate::keys::cipher::Cipher;
use crate::keys::inflate::{DEFLATE, Inflater};
use crate::keys::prf::{Prf, WriteKeys};
use crate::keys::record::Opener;
use crate::keys::sealed::Wrapping;
use crate::survey::desk::Desk;
use crate::survey::follow::conversation::Conversation;
use crate::survey::follow::door::Key;

/// The label of a master secret in a key log.
const CLIENT_RANDOM: &str = "CLIENT_RANDOM";

impl Conversation {
    /// What `from` sends is under new keys from here on. `renewed`: it was protected before.
    pub(super) fn change_keys(&mut self, desk: &mut Desk<'_>, from: Side, renewed: bool) {
        if renewed {
            self.end(from).door.renew();
        }
        self.end(from).door.looked = Some(desk.drawer.edition);
        if self.session.compression == DEFLATE {
            self.end(from).inflater = Some(Inflater::default());
        }
        let (Some(version), Some(cipher)) = (self.session.version, self.session.cipher) else {
            return;
        };
        let Some(label) = self.find_master(desk, Prf::of(version.0, cipher)) else {
            return;
        };
        if let Some(key) = self.legacy_key(from, version.0, cipher, label) {
            self.end(from).door.add(key);
        }
        let session = &self.session;
        let sessions = &mut desk.drawer.sessions;
        sessions.remember(&session.session_id, &session.master);
        sessions.remember(&session.ticket, &session.master);
    }

    /// Finds the master secret, or makes it; gives the name of what it is from.
    pub(super) fn find_master(&mut self, desk: &mut Desk<'_>, prf: Prf) -> Option<&'static str> {
        if !self.session.master.is_empty() {
            return Some(self.session.source);
        }
        let session = &self.session;
        let log = &desk.drawer.log;
        let random = session.client_random.as_slice();
        let (label, master) = if let Some(master) = log.find(CLIENT_RANDOM, random) {
            (CLIENT_RANDOM, master.to_vec())
        } else if self.tls.resumed == Some(true)
            && let Some(master) = desk.drawer.resumed(&session.ticket, &session.session_id)
        {
            ("resumed session", master)
        } else if let Some(master) = log.find_session(&session.session_id) {
            ("RSA Session-ID", master.to_vec())
        } else {
            let (label, premaster) = desk
                .drawer
                .premaster(&session.encrypted_premaster, session.offered)?;
            (label, self.master(prf, &premaster))
        };
        self.session.master = master;
        self.session.source = label;
        Some(label)
    }

    /// The master secret of a premaster secret (RFC 5246 §8.1, RFC 7627 §4).
    fn master(&self, prf: Prf, premaster: &[u8]) -> Vec<u8> {
        let session = &self.session;
        if !session.extended {
            return prf.master(premaster, &session.client_random, &session.server_random);
        }
        let messages = session.transcript.bytes();
        let covered = messages.get(..session.exchanged).unwrap_or(messages);
        prf.extended_master(premaster, &prf.transcript_hash(covered))
    }

    fn legacy_key(
        &self,
        from: Side,
        version: u16,
        cipher: &'static Cipher,
        label: &'static str,
    ) -> Option<Key> {
        let session = &self.session;
        let block = Prf::of(version, cipher).key_block(
            &session.master,
            &session.server_random,
            &session.client_random,
            cipher.key_block_length(version),
        );
        let [client, server] = WriteKeys::cut(cipher, version, &block)?;
        let wrapping = match session.encrypt_then_mac {
            true => Wrapping::EncryptThenMac,
            false => Wrapping::MacThenEncrypt,
        };
        let keys = from.of(client, server);
        Some(Key {
            label,
            cipher,
            secret: Vec::new(),
            opener: Opener::legacy(cipher, version, wrapping, &keys)?,
            opened: 0,
        })
    }

    /// What the Finished of `from` should say.
    pub(super) fn legacy_finished(&self, from: Side) -> Option<Vec<u8>> {
        let session = &self.session;
        if session.master.is_empty() {
            return None;
        }
        let prf = Prf::of(session.version?.0, session.cipher?);
        Some(prf.finished(&session.master, from, session.transcript.bytes()))
    }
}
