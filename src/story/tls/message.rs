//! Each handshake message as it is whole: told, and the computations it makes possible.

use crate::base::exhibit::Exhibit;
use crate::base::text::Text;
use crate::dissect::tls::handshake::message;
use crate::dissect::tls::handshake::message::Message;
use crate::story::book::Book;
use crate::story::tls::talk::{Carried, Talk};
use crate::story::tls::told::Told;
use crate::story::tls::{flight, hello, identity, legacy, other, signed, ticket};
use crate::text;

impl Talk {
    /// Tells one whole handshake message.
    pub(crate) fn message(&mut self, book: &mut Book<'_>, bytes: &[u8], carried: Carried) {
        let from = carried.from;
        let setting = self.session.setting();
        let title = message_title(bytes);
        let (exhibit, parsed) = Exhibit::told(title, carried.origin.clone(), bytes, |r| {
            message::message(r, &setting)
        });
        if self.session.first_data.is_none() && self.session.finished != [true, true] {
            self.session.turns.push(from);
        }
        let told = Told {
            from,
            bytes,
            carried,
            exhibit,
        };
        let handshake = match parsed {
            Ok(handshake) => handshake,
            Err(broken) => {
                self.session.failed.get_or_insert("message_is_well_formed");
                let mut step = told.step(book, message_title(bytes), "RFC 8446 §4");
                step.chapter = self.session.chapter_now();
                let what = broken.text();
                step.sentence = Text {
                    en: format!("This message is broken: {}.", what.en).into(),
                    ko: format!("이 메시지는 손상되었다: {}.", what.ko).into(),
                };
                self.session.transcript.add(bytes);
                book.push(step);
                return;
            }
        };
        match handshake.body {
            Message::ClientHello(body) => hello::client_hello(self, book, told, &body),
            Message::ServerHello(body) if body.retry => hello::retry(self, book, told, &body),
            Message::ServerHello(body) => hello::server_hello(self, book, told, &body),
            Message::EncryptedExtensions(body) => {
                flight::encrypted_extensions(self, book, told, &body)
            }
            Message::CertificateRequest(body) => identity::request(self, book, told, &body),
            Message::Certificate(body) => identity::shown(self, book, told, &body),
            Message::CertificateVerify(body) => signed::verify(self, book, told, &body),
            Message::Finished(verify_data) => flight::finished(self, book, told, verify_data),
            Message::EndOfEarlyData => flight::end_of_early_data(self, book, told),
            Message::NewSessionTicket(body) => ticket::new(self, book, told, &body),
            Message::KeyUpdate(request) => ticket::key_update(self, book, told, request),
            Message::ServerKeyExchange(body) => {
                legacy::server_key_exchange(self, book, told, &body)
            }
            Message::ServerHelloDone => legacy::server_hello_done(self, book, told),
            Message::ClientKeyExchange(body) => {
                legacy::client_key_exchange(self, book, told, &body)
            }
            Message::HelloRequest => other::hello_request(self, book, told),
            Message::CertificateStatus(response) => other::status(self, book, told, response),
            Message::CompressedCertificate(body) => other::compressed(self, book, told, &body),
            Message::MessageHash(_) | Message::Other(_) => {
                other::unfollowed(self, book, told, message_title(bytes));
            }
        }
    }
}

/// The name of a message by its type.
fn message_title(bytes: &[u8]) -> Text {
    use crate::dissect::tls::codes::handshake::HandshakeType;
    let kind = HandshakeType(bytes.first().copied().unwrap_or_default());
    text!(en: "{kind} message", ko: "{kind} 메시지")
}
