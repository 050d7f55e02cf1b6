//! SSL 2.0, and hellos in its form that offer something newer (RFC 5246 Appendix E.2).

use std::mem::take;

use crate::base::reader::Reader;
use crate::base::side::Side;
use crate::dissect::tls::codes::handshake::HandshakeType;
use crate::dissect::tls::codes::version::Version;
use crate::dissect::tls::ssl2::{self, ClientHello2, Message, ServerHello2};
use crate::survey::desk::Desk;
use crate::survey::follow::conversation::Conversation;
use crate::survey::follow::end::Reading;
use crate::survey::follow::hello::HELLOS;
use crate::survey::follow::session::Session;
use crate::survey::seen::{self, MOST};

/// The shortest header: what tells how long a record is.
const LEAST: usize = 3;

impl Conversation {
    /// Bytes of an SSL 2.0 stream.
    pub(super) fn ssl2(&mut self, desk: &mut Desk<'_>, from: Side, bytes: &[u8]) {
        let mut held = take(&mut self.end(from).held);
        if !desk.hold(&mut held, bytes) {
            self.tls.let_go += 1;
            self.end(from).reading = Reading::Strange;
            return desk.free(held);
        }
        let mut used = 0;
        while self.end(from).reading == Reading::Ssl2 {
            let rest = held.get(used..).unwrap_or_default();
            if rest.len() < LEAST {
                break;
            }
            let mut reader = Reader::quiet(rest);
            let Ok(header) = ssl2::header(&mut reader) else {
                self.tls.not_records.get_or_insert(desk.packet);
                self.end(from).reading = Reading::Strange;
                break;
            };
            let whole = header.size + header.length;
            let Some(body) = rest.get(header.size..whole) else {
                break;
            };
            let message = body.get(..header.length - header.padding);
            self.ssl2_record(desk, from, message.unwrap_or_default());
            used += whole;
        }
        let rest = held.split_off(used.min(held.len()));
        desk.free(held);
        match self.end(from).reading {
            Reading::Ssl2 => self.end(from).held = rest,
            _ => {
                desk.release(rest.len());
                self.feed(desk, from, &rest);
            }
        }
    }

    /// Whether `missing` bytes are the end of the client's hello in SSL 2.0 form. If so it counts as said, and what it offered
    /// tells how the stream goes on behind it.
    pub(super) fn ssl2_hello_cut(
        &mut self,
        desk: &mut Desk<'_>,
        from: Side,
        missing: usize,
    ) -> bool {
        let first = from == Side::Client && self.tls.messages.is_empty();
        if !first || self.client.reading != Reading::Ssl2 {
            return false;
        }
        let held = take(&mut self.client.held);
        let Ok(header) = ssl2::header(&mut Reader::quiet(&held)) else {
            desk.free(held);
            return false;
        };
        let front = held.get(header.size..header.size + 3);
        let ends = header.size + header.length == held.len() + missing;
        if let Some([code, major, minor]) = front
            && ends
        {
            self.note_ssl2(desk, from, *code, header.length);
            if Version(u16::from_be_bytes([*major, *minor])) >= Version::SSL3 {
                self.client.reading = Reading::Records;
            } else {
                self.server.reading = Reading::Ssl2;
            }
        }
        desk.free(held);
        ends
    }

    /// Notes a message of `length` bytes, its type included.
    fn note_ssl2(&mut self, desk: &Desk<'_>, from: Side, code: u8, length: usize) {
        if self.tls.messages.len() < MOST {
            self.tls.messages.push(seen::Message {
                packet: desk.packet,
                from,
                code,
                ssl2: true,
                length: u32::try_from(length.saturating_sub(1)).unwrap_or(u32::MAX),
                encrypted: false,
            });
        }
    }

    fn ssl2_record(&mut self, desk: &mut Desk<'_>, from: Side, bytes: &[u8]) {
        if self.end(from).protected {
            self.protected += 1;
            return;
        }
        let Ok(message) = ssl2::message(&mut Reader::quiet(bytes)) else {
            // Where the key was lost, what follows it is ciphertext.
            if !self.gaps {
                self.tls.not_records.get_or_insert(desk.packet);
            }
            self.end(from).reading = Reading::Strange;
            return;
        };
        let code = bytes.first().copied().unwrap_or_default();
        self.note_ssl2(desk, from, code, bytes.len());
        match message {
            Message::ClientHello(hello) if from == Side::Client => {
                self.ssl2_client_hello(desk, &hello, bytes);
            }
            Message::ServerHello(hello) if from == Side::Server => {
                self.ssl2_server_hello(desk, &hello);
            }
            Message::ClientMasterKey(key) => {
                self.tls.suite = Some(key.kind);
                self.client.protected = true;
                self.server.protected = true;
            }
            // A hello of the wrong end says nothing.
            Message::ClientHello(_)
            | Message::ServerHello(_)
            | Message::Error(_)
            | Message::ClientFinished(_)
            | Message::ServerVerify(_)
            | Message::ServerFinished(_)
            | Message::RequestCertificate(..)
            | Message::ClientCertificate(..) => {}
        }
    }

    fn ssl2_client_hello(&mut self, desk: &mut Desk<'_>, hello: &ClientHello2, bytes: &[u8]) {
        // The random of TLS is the challenge behind zeros (RFC 5246 Appendix E.2).
        let mut random = vec![0; 32_usize.saturating_sub(hello.challenge.len())];
        random.extend_from_slice(&hello.challenge);
        self.session = Session {
            offered: hello.version,
            keyed: desk.drawer.might_open(&random),
            edition: desk.drawer.edition,
            client_random: random.clone(),
            ..Session::default()
        };
        self.tls.version_offered = Some(Version(hello.version));
        let seen = seen::ClientHello {
            packet: desk.packet,
            legacy_version: hello.version,
            random,
            suites: hello.specs.clone(),
            ..seen::ClientHello::default()
        };
        keep(&mut self.tls.client_hellos, seen);
        self.transcribe(HandshakeType::CLIENT_HELLO, bytes);
        if hello.version >= Version::SSL3.0 {
            self.client.reading = Reading::Records;
        } else {
            self.server.reading = Reading::Ssl2;
        }
    }

    fn ssl2_server_hello(&mut self, desk: &mut Desk<'_>, hello: &ServerHello2<'_>) {
        self.session.version = Some(hello.version);
        self.tls.version = Some(hello.version);
        self.tls.resumed = Some(hello.session_hit);
        self.tls.retry = Some(false);
        let seen = seen::ServerHello {
            packet: desk.packet,
            version: hello.version.0,
            ..seen::ServerHello::default()
        };
        keep(&mut self.tls.server_hellos, seen);
        if !hello.certificate.is_empty() {
            self.chain(desk, Side::Server, &[hello.certificate]);
        }
        if hello.session_hit {
            self.client.protected = true;
            self.server.protected = true;
        }
    }
}

/// Adds a hello, unless there are as many as a summary keeps.
fn keep<T>(hellos: &mut Vec<T>, hello: T) {
    if hellos.len() < HELLOS {
        hellos.push(hello);
    }
}
