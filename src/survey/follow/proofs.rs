//! What can be computed again: signatures and Finished, each with a verdict.

use crate::base::side::Side;
use crate::base::verdict::Verdict;
use crate::dissect::tls::codes::handshake::HandshakeType;
use crate::dissect::tls::codes::version::Version;
use crate::dissect::tls::handshake::certificate_verify::CertificateVerify;
use crate::dissect::tls::handshake::server_key_exchange::ServerKeyExchange;
use crate::keys::prf::{Prf, md5_sha1};
use crate::keys::signature::{self, Why};
use crate::keys::tls12::server_key_exchange_content;
use crate::keys::tls13::{certificate_verify_content, finished_mac};
use crate::survey::desk::Desk;
use crate::survey::follow::conversation::Conversation;

/// The longest transcript that is kept: a handshake of that size is an attack on memory.
const LONGEST_TRANSCRIPT: usize = 1 << 20;

/// The proof that certificates shown are signed by those they name.
pub(super) const CERTIFICATE_SIGNATURE: &str = "certificate_signature";

impl Conversation {
    /// Adds a message to the transcript, where keys will need it.
    pub(super) fn transcribe(&mut self, kind: HandshakeType, bytes: &[u8]) {
        let session = &mut self.session;
        let over = session.finished == [true, true];
        let apart = [HandshakeType::HELLO_REQUEST, HandshakeType::KEY_UPDATE].contains(&kind)
            || (session.is_tls13() && kind == HandshakeType::NEW_SESSION_TICKET);
        if !session.keyed || over || apart {
            return;
        }
        if session.transcript.bytes().len() + bytes.len() > LONGEST_TRANSCRIPT {
            session.keyed = false;
            return session.rest();
        }
        session.transcript.add(bytes);
        if kind == HandshakeType::CLIENT_KEY_EXCHANGE {
            session.exchanged = session.transcript.bytes().len();
        }
    }

    /// The signature on the server's half of the key exchange (RFC 8422 §5.4, RFC 5246 §7.4.3).
    pub(super) fn prove_exchange(&mut self, desk: &mut Desk<'_>, exchange: &ServerKeyExchange<'_>) {
        let [_, spki] = &self.session.keys;
        let (client, server) = (&self.session.client_random, &self.session.server_random);
        let unknown = spki.is_empty() || client.is_empty() || server.is_empty();
        if unknown || exchange.signature.is_empty() || !desk.drawer.signature() {
            return;
        }
        let (parameters, signed) = (exchange.parameters, exchange.signature);
        let checked = match exchange.scheme {
            Some(scheme) => {
                let content = server_key_exchange_content(client, server, parameters);
                signature::verify(scheme.0, spki, &content, signed)
            }
            None => signature::verify_old(spki, &md5_sha1(&[client, server, parameters]), signed),
        };
        self.prove("server_key_exchange", verdict(&checked));
    }

    /// A CertificateVerify (RFC 8446 §4.4.3, RFC 5246 §7.4.8).
    pub(super) fn prove_verify(
        &mut self,
        desk: &mut Desk<'_>,
        from: Side,
        verify: &CertificateVerify<'_>,
    ) {
        let Some(cipher) = self.session.cipher else {
            return;
        };
        // In SSL 3.0 the master secret is part of what is signed (RFC 6101 §5.6.8).
        if verify.scheme.is_none() && self.session.version == Some(Version::SSL3) {
            self.find_master(desk, Prf::Ssl3);
        }
        let session = &self.session;
        let [client, server] = &session.keys;
        let spki = from.of(client, server);
        if spki.is_empty() || session.transcript.is_empty() || !desk.drawer.signature() {
            return;
        }
        let messages = session.transcript.bytes();
        let checked = match (verify.scheme, session.version) {
            (Some(scheme), _) if session.is_tls13() => {
                let covered = session.transcript.hash(cipher.hash);
                let content = certificate_verify_content(from, &covered);
                signature::verify(scheme.0, spki, &content, verify.signature)
            }
            (Some(scheme), _) => signature::verify(scheme.0, spki, messages, verify.signature),
            (None, Some(Version::SSL3)) if session.master.is_empty() => return,
            (None, version) => {
                let prf = Prf::of(version.map_or(0, |version| version.0), cipher);
                let content = prf.certificate_verify(&session.master, messages);
                signature::verify_old(spki, &content, verify.signature)
            }
        };
        let name = from.of("client_certificate_verify", "server_certificate_verify");
        self.prove(name, verdict(&checked));
    }

    /// A Finished: a MAC over everything before it (RFC 8446 §4.4.4, RFC 5246 §7.4.9).
    pub(super) fn prove_finished(&mut self, from: Side, verify_data: &[u8]) {
        if !self.session.transcript.is_empty()
            && let Some(expected) = self.expected_finished(from)
        {
            let same = expected == verify_data;
            let verdict = if same { Verdict::Holds } else { Verdict::Fails };
            self.prove(from.of("client_finished", "server_finished"), verdict);
        }
    }

    fn expected_finished(&self, from: Side) -> Option<Vec<u8>> {
        let cipher = self.session.cipher?;
        if !self.session.is_tls13() {
            return self.legacy_finished(from);
        }
        let end = from.of(&self.client, &self.server);
        let label = from.of(
            "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
            "SERVER_HANDSHAKE_TRAFFIC_SECRET",
        );
        let secret = end.door.secret(label)?;
        let hash = cipher.hash;
        Some(finished_mac(
            hash,
            secret,
            &self.session.transcript.hash(hash),
        ))
    }

    /// After a Finished, once it stands in the transcript.
    pub(super) fn finished(&mut self, from: Side) {
        let [client, server] = &mut self.session.finished;
        *from.of(client, server) = true;
        if self.session.finished == [true, true] {
            self.session.rest();
        }
    }

    /// Bytes of the handshake turn out to be missing: failures that were found without them are none.
    pub(super) fn unprove(&mut self) {
        for (name, verdict) in &mut self.tls.proofs {
            if *verdict == Verdict::Fails && *name != CERTIFICATE_SIGNATURE {
                *verdict = Verdict::NotReached;
            }
        }
    }

    /// Notes a verdict. What was computed while bytes are missing can hold, but its failure says nothing of the ends.
    pub(super) fn prove(&mut self, name: &'static str, verdict: Verdict) {
        let verdict = match verdict {
            Verdict::Fails if self.gaps && name != CERTIFICATE_SIGNATURE => Verdict::NotReached,
            Verdict::Holds | Verdict::Fails | Verdict::NotReached => verdict,
        };
        let known = self.tls.proofs.iter_mut().find(|(known, _)| *known == name);
        match known {
            // One failure is not undone by a later success.
            Some((_, Verdict::Fails)) => {}
            Some((_, known)) => *known = verdict,
            None => self.tls.proofs.push((name, verdict)),
        }
    }
}

pub(super) fn verdict(checked: &Result<(), Why>) -> Verdict {
    match checked {
        Ok(()) => Verdict::Holds,
        Err(Why::Unsupported(_)) => Verdict::NotReached,
        Err(_) => Verdict::Fails,
    }
}
