//! Certificates shown: read once, remembered for the next connection that shows the same.

use std::rc::Rc;

use crate::base::reader::Reader;
use crate::base::side::Side;
use crate::base::time::Time;
use crate::base::verdict::Verdict;
use crate::dissect::tls::codes::handshake::HandshakeType;
use crate::dissect::tls::handshake::compressed::CompressedCertificate;
use crate::dissect::tls::handshake::message::{self, Message};
use crate::keys::certificate::{self, Summary};
use crate::survey::desk::Desk;
use crate::survey::follow::conversation::Conversation;
use crate::survey::follow::proofs::{CERTIFICATE_SIGNATURE, verdict};
use crate::survey::seen;
use crate::survey::shelf::Read;

/// Certificates of one connection that its summary keeps.
const LONGEST_CHAIN: usize = 64;

impl Conversation {
    /// The chain that `from` shows, leaf first, DER.
    pub(super) fn chain(&mut self, desk: &mut Desk<'_>, from: Side, chain: &[&[u8]]) {
        if from == Side::Client {
            self.tls.client_auth = Some(!chain.is_empty());
        } else if !self.session.is_tls13() {
            self.tls.resumed.get_or_insert(false);
        }
        let mut shown: Vec<(Rc<Read>, &[u8])> = Vec::new();
        for der in chain {
            if self.tls.certificates.len() >= LONGEST_CHAIN {
                self.tls.let_go += 1;
                continue;
            }
            let read = desk.drawer.shelf.read(der);
            if shown.is_empty() {
                let [client, server] = &mut self.session.keys;
                let spki = read.summary.as_ref().map(|summary| summary.spki.clone());
                if let Some(spki) = &spki {
                    desk.drawer.shown(spki);
                }
                *from.of(client, server) = spki.unwrap_or_default();
            }
            self.tls.certificates.push(seen(desk.packet, from, &read));
            shown.push((read, der));
        }
        self.prove_chain(desk, &shown);
    }

    /// The signatures on a chain, as far as the issuer is shown too. A root is trusted or not, whatever its signature on
    /// itself says; a certificate that stands alone has nothing else to show.
    fn prove_chain(&mut self, desk: &mut Desk<'_>, shown: &[(Rc<Read>, &[u8])]) {
        let mut verdicts = Vec::new();
        for (read, der) in shown {
            let Some([subject, issuer]) = read.summary.as_ref().map(|one| &one.distinguished)
            else {
                continue;
            };
            if subject == issuer && shown.len() > 1 {
                continue;
            }
            // Several keys may go by one name: one that fits is enough.
            let mut found = None;
            for (signer, _) in shown {
                let Some(signer_summary) = &signer.summary else {
                    continue;
                };
                let [name, _] = &signer_summary.distinguished;
                if name != issuer || found == Some(Verdict::Holds) {
                    continue;
                }
                let pair = [read.sha256, signer.sha256];
                let known = desk.drawer.shelf.links.get(&pair).copied();
                let checked = match known {
                    Some(known) => known,
                    None if desk.drawer.signature() => {
                        let checked = certificate::signed_by(der, &signer_summary.spki);
                        let checked = verdict(&checked);
                        desk.drawer.shelf.links.insert(pair, checked);
                        checked
                    }
                    None => continue,
                };
                found = Some(checked);
            }
            verdicts.extend(found);
        }
        let before = self.tls.proofs.iter();
        let before = before.filter(|(name, _)| *name == CERTIFICATE_SIGNATURE);
        verdicts.extend(before.map(|(_, verdict)| *verdict));
        // The worst of them is what is said of all.
        let worst = [Verdict::Fails, Verdict::NotReached, Verdict::Holds]
            .into_iter()
            .find(|verdict| verdicts.contains(verdict));
        if let Some(worst) = worst {
            self.prove(CERTIFICATE_SIGNATURE, worst);
        }
    }

    /// The same, compressed.
    pub(super) fn compressed(
        &mut self,
        desk: &mut Desk<'_>,
        from: Side,
        compressed: &CompressedCertificate<'_>,
    ) {
        let Ok(body) = compressed.open() else {
            return;
        };
        let setting = self.session.setting();
        let length = body.len().to_be_bytes();
        let [.., a, b, c] = length;
        let message = [&[HandshakeType::CERTIFICATE.0, a, b, c], body.as_slice()].concat();
        let read = message::message(&mut Reader::quiet(&message), &setting);
        if let Ok(Message::Certificate(certificate)) = read.map(|read| read.body) {
            let entries = certificate.entries.iter();
            let chain: Vec<&[u8]> = entries.map(|entry| entry.certificate).collect();
            self.chain(desk, from, &chain);
        }
    }
}

fn seen(packet: u32, from: Side, read: &Read) -> seen::Certificate {
    let summary = read.summary.as_ref();
    let time = |of: fn(&Summary) -> Time| summary.map(of).unwrap_or_default();
    let said = |of: fn(&Summary) -> &String| summary.map(of).cloned().unwrap_or_default();
    let [subject, issuer] = summary
        .map(|summary| summary.distinguished.clone())
        .unwrap_or_default();
    seen::Certificate {
        packet,
        from,
        readable: summary.is_some(),
        subject,
        issuer,
        serial: hex::decode(said(|summary| &summary.serial)).unwrap_or_default(),
        not_before: time(|summary| summary.not_before),
        not_after: time(|summary| summary.not_after),
        names: summary
            .map(|summary| summary.names.clone())
            .unwrap_or_default(),
        key: said(|summary| &summary.key),
        signature: said(|summary| &summary.signature_algorithm),
        sha1: read.sha1,
        sha256: read.sha256,
    }
}
