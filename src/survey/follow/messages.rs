//! Handshake messages out of records, whatever the cuts; each read for what is worth keeping.

use std::mem::take;

use crate::base::reader::Reader;
use crate::base::side::Side;
use crate::dissect::tls::codes::extension::ExtensionType;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::handshake::{HANDSHAKE_TYPES, HandshakeType};
use crate::dissect::tls::codes::suite::{Exchange, Suite};
use crate::dissect::tls::handshake::client_key_exchange::ClientKeyExchange;
use crate::dissect::tls::handshake::message::{self, HEADER, Message, length};
use crate::survey::desk::Desk;
use crate::survey::follow::beginning::begins;
use crate::survey::follow::conversation::{Conversation, Cover};
use crate::survey::seen::{self, MOST};
use crate::survey::tls::{EarlyData, Ech};

/// The longest message that is kept to be read. Real chains stay far below; what is longer is counted and passes by.
const LONGEST: usize = 1 << 18;

impl Conversation {
    /// The content of a handshake record.
    pub(super) fn handshake(
        &mut self,
        desk: &mut Desk<'_>,
        from: Side,
        content: &[u8],
        cover: Cover,
    ) {
        let passed = self.pass_message(from, content.len());
        let content = content.get(passed..).unwrap_or_default();
        if content.is_empty() || (self.end(from).astray && !begins(from, content)) {
            return;
        }
        self.end(from).astray = false;
        let mut held = take(&mut self.end(from).message);
        if held.is_empty() {
            let left = self.messages(desk, from, content, cover);
            if self.may_keep(desk, from, left, cover) {
                desk.hold(&mut held, left);
                self.end(from).message = held;
            }
            return;
        }
        if !desk.hold(&mut held, content) {
            self.tls.let_go += 1;
            self.end(from).astray = true;
            return desk.free(held);
        }
        let left = self.messages(desk, from, &held, cover).len();
        let used = held.len() - left;
        held.drain(..used);
        desk.release(used);
        if self.may_keep(desk, from, &held, cover) {
            self.end(from).message = held;
        } else {
            desk.free(held);
        }
    }

    /// How many of `have` bytes belong to a message too long to keep.
    fn pass_message(&mut self, from: Side, have: usize) -> usize {
        let passing = &mut self.end(from).passing;
        let have = u32::try_from(have).unwrap_or(u32::MAX);
        let passed = have.min(*passing);
        *passing -= passed;
        usize::try_from(passed).unwrap_or(usize::MAX)
    }

    /// Whether the beginning of a message is to be kept. One that is too long is noted now, and passes by.
    fn may_keep(&mut self, desk: &Desk<'_>, from: Side, front: &[u8], cover: Cover) -> bool {
        match (length(front), front) {
            (Some(length), _) if length > LONGEST && (!known(front) || is_hello(front)) => {
                self.end(from).astray = true;
                false
            }
            (Some(length), [kind, ..]) if length > LONGEST => {
                self.note(desk, from, *kind, length - HEADER, cover);
                self.tls.let_go += 1;
                let left = length - front.len();
                self.end(from).passing = u32::try_from(left).unwrap_or(u32::MAX);
                false
            }
            _ => !front.is_empty(),
        }
    }

    /// A message whose beginning is all that the capture has.
    pub(super) fn begun(&mut self, desk: &Desk<'_>, from: Side) {
        let front = take(&mut self.end(from).message);
        if let (Some(length), [kind, body @ ..]) = (length(&front), front.as_slice())
            && known(&front)
        {
            self.note(desk, from, *kind, length - HEADER, Cover::Clear);
            if HandshakeType(*kind) == HandshakeType::SERVER_HELLO && from == Side::Server {
                self.begun_server_hello(body.get(HEADER - 1..).unwrap_or_default());
            }
        }
        self.end(from).message = front;
    }

    /// Reads every whole message of `content`; gives what is left.
    fn messages<'c>(
        &mut self,
        desk: &mut Desk<'_>,
        from: Side,
        content: &'c [u8],
        cover: Cover,
    ) -> &'c [u8] {
        let mut left = content;
        while let Some((whole, rest)) = length(left).and_then(|n| left.split_at_checked(n)) {
            self.message(desk, from, whole, cover);
            left = rest;
        }
        left
    }

    fn note(&mut self, desk: &Desk<'_>, from: Side, code: u8, length: usize, cover: Cover) {
        if self.tls.messages.len() >= MOST {
            self.tls.let_go += 1;
            return;
        }
        self.tls.messages.push(seen::Message {
            packet: desk.packet,
            from,
            code,
            ssl2: false,
            length: u32::try_from(length).unwrap_or(u32::MAX),
            encrypted: cover == Cover::Protected,
        });
    }

    /// One whole message.
    fn message(&mut self, desk: &mut Desk<'_>, from: Side, bytes: &[u8], cover: Cover) {
        let kind = HandshakeType(bytes.first().copied().unwrap_or_default());
        self.note(desk, from, kind.0, bytes.len() - HEADER, cover);
        // What the server cannot know is read as the client's, whoever claims to have sent it.
        if kind == HandshakeType::CLIENT_HELLO && from == Side::Client {
            return self.client_hello(desk, bytes);
        }
        if kind == HandshakeType::SERVER_HELLO && from == Side::Server {
            return self.server_hello(desk, bytes);
        }
        if !self.wanted(kind) {
            return self.transcribe(kind, bytes);
        }
        let setting = self.session.setting();
        let read = message::message(&mut Reader::quiet(bytes), &setting);
        let Ok(read) = read else {
            return self.transcribe(kind, bytes);
        };
        match read.body {
            Message::Certificate(certificate) => {
                let chain: Vec<&[u8]> = certificate
                    .entries
                    .iter()
                    .map(|entry| entry.certificate)
                    .collect();
                self.chain(desk, from, &chain);
            }
            Message::CompressedCertificate(compressed) => self.compressed(desk, from, &compressed),
            Message::EncryptedExtensions(extensions) => {
                if let Some(alpn) = extensions.alpn() {
                    self.tls.alpn = Some(words(alpn));
                }
                if self.tls.early_data == EarlyData::Offered {
                    self.tls.early_data = match extensions.early_data() {
                        true => EarlyData::Accepted,
                        false => EarlyData::Rejected,
                    };
                }
                if self.tls.ech == Ech::GreaseOrOuter
                    && extensions
                        .extension(ExtensionType::ENCRYPTED_CLIENT_HELLO)
                        .is_some()
                {
                    self.tls.ech = Ech::Rejected;
                }
                self.tls.client_auth.get_or_insert(false);
            }
            Message::ServerKeyExchange(exchange) => {
                self.tls.group = exchange.group.filter(|group| *group != Group(0));
                if let Some(Exchange::Dhe(_)) = self.session.suite.map(Suite::exchange) {
                    self.tls.prime = prime(exchange.parameters);
                }
                self.prove_exchange(desk, &exchange);
            }
            Message::CertificateRequest(_) => {
                self.tls.client_auth = Some(false);
            }
            Message::ServerHelloDone => {
                self.tls.resumed.get_or_insert(false);
                self.tls.client_auth.get_or_insert(false);
            }
            Message::ClientKeyExchange(exchange) => {
                if let ClientKeyExchange::Rsa(encrypted) = exchange
                    && self.session.keyed
                {
                    self.session.encrypted_premaster = encrypted.to_vec();
                }
            }
            Message::CertificateVerify(verify) => self.prove_verify(desk, from, &verify),
            Message::Finished(verify_data) => self.prove_finished(from, verify_data),
            Message::NewSessionTicket(ticket) => {
                if !self.session.is_tls13() {
                    let master = &self.session.master;
                    desk.drawer.sessions.remember(ticket.ticket, master);
                    self.session.ticket = ticket.ticket.to_vec();
                }
            }
            Message::KeyUpdate(_) if cover == Cover::Protected => self.end(from).door.update(),
            Message::HelloRequest
            | Message::ClientHello(_)
            | Message::ServerHello(_)
            | Message::EndOfEarlyData
            | Message::CertificateStatus(_)
            | Message::KeyUpdate(_)
            | Message::MessageHash(_)
            | Message::Other(_) => {}
        }
        self.transcribe(kind, bytes);
        if kind == HandshakeType::FINISHED {
            self.finished(from);
        }
    }

    /// Whether anything in a message of this kind is worth keeping here.
    fn wanted(&self, kind: HandshakeType) -> bool {
        match kind {
            HandshakeType::CERTIFICATE
            | HandshakeType::COMPRESSED_CERTIFICATE
            | HandshakeType::ENCRYPTED_EXTENSIONS
            | HandshakeType::SERVER_KEY_EXCHANGE
            | HandshakeType::CERTIFICATE_REQUEST
            | HandshakeType::SERVER_HELLO_DONE => true,
            HandshakeType::CLIENT_KEY_EXCHANGE
            | HandshakeType::CERTIFICATE_VERIFY
            | HandshakeType::FINISHED
            | HandshakeType::NEW_SESSION_TICKET => self.session.keyed,
            HandshakeType::KEY_UPDATE => true,
            _ => false,
        }
    }
}

/// Bits of the prime at the front of DHE parameters: `opaque dh_p<1..2^16-1>` (RFC 5246 §7.4.3).
fn prime(parameters: &[u8]) -> Option<u32> {
    let (length, rest) = parameters.split_first_chunk()?;
    let prime = rest.get(..u16::from_be_bytes(*length).into())?;
    let zeros = prime.iter().take_while(|byte| **byte == 0).count();
    let first = prime.get(zeros)?;
    let bytes = u32::try_from(prime.len() - zeros).ok()?;
    Some(bytes * 8 - first.leading_zeros())
}

/// Bytes as words: what is not UTF-8 is replaced.
pub(super) fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Whether a hello is claimed: none is as long as what is too long to keep.
fn is_hello(front: &[u8]) -> bool {
    let kind = front.first().copied().map(HandshakeType);
    kind.is_some_and(|kind| {
        [HandshakeType::CLIENT_HELLO, HandshakeType::SERVER_HELLO].contains(&kind)
    })
}

/// Whether the type of the message at the front is one of the registry.
fn known(bytes: &[u8]) -> bool {
    let kind = bytes.first().copied().map(u64::from);
    kind.is_some_and(|kind| HANDSHAKE_TYPES.row(kind).is_some())
}
