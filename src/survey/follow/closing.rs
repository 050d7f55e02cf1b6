//! The end of a conversation: what was seen becomes a summary, what stayed dark says why.

use std::mem::take;

use crate::base::side::Side;
use crate::base::verdict::Verdict;
use crate::survey::desk::Desk;
use crate::survey::follow::conversation::{Conversation, Digest};
use crate::survey::follow::end::Reading;
use crate::survey::tls::{Dark, Decryption, Records, Status, Tls};

impl Conversation {
    /// Everything that was seen; none where no record was whole: it may have been anything. `whole`: each direction was seen from its first byte, client first.
    pub(in crate::survey) fn close(
        &mut self,
        desk: &mut Desk<'_>,
        whole: [bool; 2],
    ) -> Option<Box<Tls>> {
        // Records that waited for a server that never spoke.
        self.early_records(desk);
        self.drop_held(desk);
        if self.tls.records == Records::default() && self.tls.messages.is_empty() {
            return None;
        }
        self.tls.from_start = whole == [true, true];
        self.tls.decryption = self.decryption(desk);
        self.unread_alerts();
        self.unproven();
        self.doubt(whole);
        Some(take(&mut self.tls))
    }

    /// What was concluded from what was not said is unsure where it may have been said unseen.
    fn doubt(&mut self, [client, server]: [bool; 2]) {
        let begun = client && server;
        let unseen = self.client.torn || !client && self.tls.client_hellos.is_empty();
        if self.tls.client_auth == Some(false) && unseen {
            self.tls.client_auth = None;
        }
        if self.tls.retry == Some(false) && self.session.is_tls13() && !begun {
            self.tls.retry = None;
        }
        if !begun {
            self.unprove();
        }
        // Boundaries were not known from the first byte on; in SSL 2.0 they are lost with any byte.
        let old = self.tls.messages.first().is_some_and(|first| first.ssl2);
        if old && self.gaps || !begun && self.tls.client_hellos.is_empty() {
            self.tls.not_records = None;
        }
    }

    fn decryption(&mut self, desk: &mut Desk<'_>) -> Decryption {
        let status = match (self.protected, self.opened) {
            (0, _) => Status::NotNeeded,
            (_, 0) => Status::Dark,
            (all, opened) if all == opened => Status::Full,
            _ => Status::Partial,
        };
        let mut used: Vec<&'static str> = Vec::new();
        for label in self.client.door.used().chain(self.server.door.used()) {
            if !used.contains(&label) {
                used.push(label);
            }
        }
        let reason = match status {
            Status::NotNeeded | Status::Full => None,
            Status::Partial | Status::Dark => Some(self.dark(desk)),
        };
        let lit = status == Status::Full || status == Status::Partial;
        let [client, server] = self.plain;
        let digest = |digest: Option<Digest>| {
            let digest = digest?.0.finish();
            digest.as_ref().try_into().ok()
        };
        let [first, second] = take(&mut self.digests);
        Decryption {
            status,
            reason,
            bytes: [client, server].map(|bytes| lit.then_some(bytes)),
            sha256: [digest(first), digest(second)],
            used,
        }
    }

    /// Why not everything was opened.
    fn dark(&mut self, desk: &mut Desk<'_>) -> Dark {
        let random = &self.session.client_random;
        let supported = self.session.cipher.is_some();
        let doors = [&self.client.door, &self.server.door];
        let given = desk.drawer.has_secrets();
        if random.is_empty() {
            // No secret would help, so that comes before the question whether there are any.
            return match self.tls.from_start && self.gaps {
                true => Dark::StartCut,
                false => Dark::StartMissing,
            };
        }
        if !given {
            return Dark::NoSecrets;
        }
        if !desk.drawer.knows(random) && doors.iter().all(|door| door.is_empty()) {
            return match (
                desk.drawer.only_rsa(),
                self.session.encrypted_premaster.is_empty(),
            ) {
                (true, false) => Dark::OtherRsaKey,
                (true, true) => Dark::RsaKeyOnlySigns,
                (false, _) => Dark::OtherSession,
            };
        }
        if self.session.version.is_none() {
            return Dark::StartMissing;
        }
        if !supported {
            return Dark::SuiteNotSupported;
        }
        if self.tls.damaged.is_some() {
            return Dark::RecordDamaged;
        }
        if self.gaps {
            return Dark::Gap;
        }
        if !self.session.keyed
            || doors
                .iter()
                .any(|door| door.looked < Some(desk.drawer.edition))
        {
            desk.drawer.late = true;
            return Dark::SecretsCameLate;
        }
        Dark::SomeSecretsMissing
    }

    /// Where protected alerts stayed dark, nobody can say whether one of them was close_notify.
    fn unread_alerts(&mut self) {
        let readable = self.protected == self.opened;
        for side in Side::BOTH {
            let seen = self.end(side).reading != Reading::Lost;
            let [client, server] = &mut self.tls.close_notify;
            let said = side.of(client, server);
            if said.is_none() && readable && seen && !self.gaps {
                *said = Some(false);
            }
        }
    }

    /// Proofs that this kind of handshake has, and that were not reached.
    fn unproven(&mut self) {
        if self.session.version.is_none() {
            return;
        }
        let mut names = vec!["server_finished", "client_finished"];
        if self.session.is_tls13() && self.tls.resumed == Some(false) {
            names.push("server_certificate_verify");
        }
        for name in names {
            if !self.tls.proofs.iter().any(|(known, _)| *known == name) {
                self.prove(name, Verdict::NotReached);
            }
        }
    }
}
