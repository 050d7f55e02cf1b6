//! Keys out of secrets: TLS 1.3, whose traffic secrets are logged one by one (RFC 8446 §7.3).

use crate::base::side::Side;
use crate::keys::cipher::Cipher;
use crate::keys::record::Opener;
use crate::keys::tls13;
use crate::survey::desk::Desk;
use crate::survey::follow::conversation::Conversation;
use crate::survey::follow::door::{Door, Key, SHORTEST};

/// Secrets whose keys come one after the other, as a key log names them, client first.
static LABELS: [&[&str]; 2] = [
    &[
        "CLIENT_EARLY_TRAFFIC_SECRET",
        "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
        "CLIENT_TRAFFIC_SECRET_0",
    ],
    &["SERVER_HANDSHAKE_TRAFFIC_SECRET", "SERVER_TRAFFIC_SECRET_0"],
];

impl Conversation {
    /// Makes the keys of `from` ready, as far as secrets are given.
    pub(super) fn ready(&mut self, desk: &mut Desk<'_>, from: Side) {
        let fresh = self.end(from).door.looked != Some(desk.drawer.edition);
        if !fresh || self.session.client_random.is_empty() {
            return;
        }
        if !self.session.is_tls13() {
            // Secrets that came after the keys were changed: the records passed since are counted as lost.
            if self.end(from).door.is_empty() && self.end(from).protected {
                self.change_keys(desk, from, false);
                let passed = self.protected.saturating_sub(1);
                self.end(from).door.lose(passed * SHORTEST);
            }
            return;
        }
        self.end(from).door.looked = Some(desk.drawer.edition);
        let Some(cipher) = self.session.cipher else {
            return;
        };
        let [client, server] = LABELS;
        for label in from.of(client, server) {
            let random = self.session.client_random.as_slice();
            let Some(secret) = desk.drawer.log.find(label, random).map(<[u8]>::to_vec) else {
                continue;
            };
            let door = &mut from.of(&mut self.client, &mut self.server).door;
            if !door.has(label)
                && let Some(key) = traffic_key(label, cipher, secret)
            {
                door.add(key);
            }
        }
    }
}

fn traffic_key(label: &'static str, cipher: &'static Cipher, secret: Vec<u8>) -> Option<Key> {
    let (key, iv) = tls13::quiet_keys(cipher, &secret);
    let opener = Opener::tls13(cipher, &key, &iv)?;
    Some(Key {
        label,
        cipher,
        secret,
        opener,
        opened: 0,
    })
}

impl Door {
    /// The sender said that its next record is under the next generation of its key (RFC 8446 §7.2).
    pub(super) fn update(&mut self) {
        let Some(now) = self.current() else {
            return;
        };
        let next = tls13::next_secret(now.cipher.hash, &now.secret);
        if let Some(key) = traffic_key(now.label, now.cipher, next) {
            self.replace(key);
        }
    }
}
