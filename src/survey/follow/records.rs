//! Records out of a stream: whole ones are read where they stand, cut ones are kept until they are whole, bodies nobody
//! needs pass by uncounted bytes.

use std::mem::take;

use crate::base::reader::Reader;
use crate::base::side::Side;
use crate::dissect::tls::codes::content::ContentType;
use crate::dissect::tls::record::{self, HEADER};
use crate::dissect::tls::ssl2;
use crate::survey::desk::Desk;
use crate::survey::follow::conversation::{Conversation, Cover};
use crate::survey::follow::end::Reading;
use crate::survey::sniff;

impl Conversation {
    /// The next bytes that `from` sent, in order.
    pub(in crate::survey) fn feed(&mut self, desk: &mut Desk<'_>, from: Side, bytes: &[u8]) {
        let mut bytes = bytes;
        self.end(from).touched = desk.packet;
        if self.answers_in_ssl2(from, bytes) {
            self.client.reading = Reading::Ssl2;
            self.server.reading = Reading::Ssl2;
        }
        while !bytes.is_empty() {
            bytes = match self.end(from).reading {
                Reading::Passing { kind, left, whole } => {
                    let (_, rest) = bytes.split_at(left.min(bytes.len()));
                    let left = left.saturating_sub(bytes.len());
                    self.end(from).reading = match left {
                        0 => Reading::Records,
                        _ => Reading::Passing { kind, left, whole },
                    };
                    if left == 0 && whole {
                        self.passed(kind);
                    }
                    rest
                }
                Reading::Strange => return,
                Reading::Ssl2 => return self.ssl2(desk, from, bytes),
                Reading::Lost => {
                    let Some(at) = sniff::resync(bytes) else {
                        return;
                    };
                    self.end(from).reading = Reading::Records;
                    self.end(from).astray = true;
                    self.end(from).guessed = true;
                    bytes.get(at..).unwrap_or_default()
                }
                Reading::Records => self.cut(desk, from, bytes),
            };
        }
    }

    /// Whether a server answers a hello in the form of SSL 2.0 in that form too, though more was offered.
    fn answers_in_ssl2(&self, from: Side, bytes: &[u8]) -> bool {
        let first = from == Side::Server && self.tls.messages.len() == 1;
        let old = self
            .tls
            .messages
            .first()
            .is_some_and(|message| message.ssl2);
        let long = bytes.first().is_some_and(|first| first & 0x80 != 0);
        first && old && long && self.server.held.is_empty() && !self.server.torn
    }

    /// Takes one record, or a piece of one, off the front; gives what is left.
    fn cut<'b>(&mut self, desk: &mut Desk<'_>, from: Side, bytes: &'b [u8]) -> &'b [u8] {
        if self.end(from).held.is_empty() {
            let Some(length) = self.measure(desk, from, bytes) else {
                return &[];
            };
            if let Some((whole, rest)) = bytes.split_at_checked(length) {
                self.record(desk, from, whole);
                return rest;
            }
            let kind = ContentType(bytes.first().copied().unwrap_or_default());
            if bytes.len() < HEADER {
                desk.insist(&mut self.end(from).held, bytes);
            } else if self.needless(desk, kind) {
                self.pass(from, kind, length - bytes.len());
            } else {
                let mut held = Vec::new();
                self.keep(desk, from, &mut held, bytes, length);
                self.end(from).held = held;
            }
            return &[];
        }
        let mut held = take(&mut self.end(from).held);
        let missing = HEADER.saturating_sub(held.len());
        let (front, rest) = bytes.split_at(missing.min(bytes.len()));
        desk.insist(&mut held, front);
        if held.len() < HEADER {
            self.end(from).held = held;
            return rest;
        }
        let Some(length) = self.measure(desk, from, &held) else {
            desk.free(held);
            return rest;
        };
        let kind = ContentType(held.first().copied().unwrap_or_default());
        let missing = length.saturating_sub(held.len());
        // A record may have a header and nothing else (RFC 8446 §5.1).
        if missing > 0 && self.needless(desk, kind) {
            desk.free(held);
            self.pass(from, kind, missing);
            return rest;
        }
        let (front, rest) = rest.split_at(missing.min(rest.len()));
        if !self.keep(desk, from, &mut held, front, length) {
            return rest;
        }
        if held.len() < length {
            self.end(from).held = held;
        } else {
            self.record(desk, from, &held);
            desk.free(held);
        }
        rest
    }

    /// Keeps a piece of a record of `length` bytes. False: there was no room left, and the record passes by unread.
    fn keep(
        &mut self,
        desk: &mut Desk<'_>,
        from: Side,
        held: &mut Vec<u8>,
        piece: &[u8],
        length: usize,
    ) -> bool {
        if desk.hold(held, piece) {
            return true;
        }
        let kind = ContentType(held.first().or(piece.first()).copied().unwrap_or_default());
        let left = length.saturating_sub(held.len() + piece.len());
        self.tls.let_go += 1;
        desk.free(take(held));
        self.gaps = true;
        self.end(from).astray = true;
        if left > 0 {
            let whole = false;
            self.end(from).reading = Reading::Passing { kind, left, whole };
        }
        false
    }

    /// The body of a record that nobody needs passes by.
    fn pass(&mut self, from: Side, kind: ContentType, left: usize) {
        let whole = true;
        self.end(from).reading = Reading::Passing { kind, left, whole };
    }

    /// How long the record at the front is, header included; at least its header. None: this is no record, and the stream
    /// of `from` is none any more.
    fn measure(&mut self, desk: &Desk<'_>, from: Side, bytes: &[u8]) -> Option<usize> {
        let Ok((_, _, length)) = record::header(&mut Reader::quiet(bytes)) else {
            let begins = sniff::may_begin(bytes);
            if !begins {
                self.estrange(desk, from);
            }
            return begins.then_some(HEADER);
        };
        if record::looks_like(bytes) {
            return Some(HEADER + length);
        }
        self.estrange(desk, from);
        None
    }

    /// What `from` sends is no TLS from here on, or none of the boundaries that were guessed.
    fn estrange(&mut self, desk: &Desk<'_>, from: Side) {
        if self.end(from).guessed {
            self.end(from).reading = Reading::Lost;
            return;
        }
        self.tls.not_records.get_or_insert(desk.packet);
        self.end(from).reading = Reading::Strange;
    }

    /// `missing` bytes of what `from` sent are not in the capture.
    pub(in crate::survey) fn gap(&mut self, desk: &mut Desk<'_>, from: Side, missing: u64) {
        self.gaps = true;
        let [client, server] = self.session.finished;
        let over = from.of(client, server);
        let end = self.end(from);
        end.torn = end.torn || !(end.protected || over);
        if !over {
            self.unprove();
        }
        let recorded = match self.end(from).reading {
            Reading::Records | Reading::Passing { .. } => true,
            Reading::Lost | Reading::Strange | Reading::Ssl2 => false,
        };
        if recorded && self.end(from).touched == desk.packet {
            self.cut_short(desk, from);
        }
        let missing_here = usize::try_from(missing).unwrap_or(usize::MAX);
        if self.ssl2_hello_cut(desk, from, missing_here) {
            return;
        }
        let end = self.end(from);
        let mut held = take(&mut end.held);
        let inside = match end.reading {
            Reading::Passing { kind, left, .. } => Some((kind, left)),
            Reading::Records if held.len() >= HEADER => {
                let length = record::header(&mut Reader::quiet(&held)).map_or(0, |header| header.2);
                let kind = ContentType(held.first().copied().unwrap_or_default());
                Some((kind, (HEADER + length).saturating_sub(held.len())))
            }
            Reading::Records | Reading::Lost => None,
            Reading::Strange => return desk.free(held),
            // Nothing in SSL 2.0 tells where a record begins but the end of the one before.
            Reading::Ssl2 => {
                let whole = ssl2::header(&mut Reader::quiet(&held));
                let whole = whole.map_or(0, |header| header.size + header.length);
                if whole != held.len().saturating_add(missing_here) {
                    end.reading = Reading::Strange;
                }
                return desk.free(held);
            }
        };
        desk.free(take(&mut held));
        end.door.lose(missing);
        let message = take(&mut end.message);
        let partly = !message.is_empty() || end.passing > 0;
        desk.free(message);
        end.passing = 0;
        end.reading = match inside {
            Some((kind, left)) if missing_here < left => Reading::Passing {
                kind,
                left: left - missing_here,
                whole: false,
            },
            Some((_, left)) if missing_here == left => Reading::Records,
            _ => Reading::Lost,
        };
        let handshake = inside.is_some_and(|(kind, _)| kind == ContentType::HANDSHAKE);
        end.astray = end.astray || partly || handshake || end.reading == Reading::Lost;
    }

    /// The capture cut the frame that is being read: the record that it carries in part counts as seen, with the messages
    /// whose beginning is there.
    fn cut_short(&mut self, desk: &mut Desk<'_>, from: Side) {
        if let Reading::Passing {
            kind, whole: true, ..
        } = self.end(from).reading
        {
            return self.passed(kind);
        }
        let held = take(&mut self.end(from).held);
        if held.len() >= HEADER {
            let kind = ContentType(held.first().copied().unwrap_or_default());
            self.count(kind);
            if self.end(from).protected || kind == ContentType::APPLICATION_DATA {
                self.protected += 1;
            } else if kind == ContentType::HANDSHAKE {
                let content = held.get(HEADER..).unwrap_or_default();
                self.handshake(desk, from, content, Cover::Clear);
                self.begun(desk, from);
            }
        }
        self.end(from).held = held;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Time;
    use crate::keys::log::Log;
    use crate::survey::connection::Connection;
    use crate::survey::drawer::Drawer;
    use crate::survey::tls::Tls;
    use crate::survey::watcher::Watcher;

    struct Nobody;

    impl Watcher for Nobody {
        fn connection(&mut self, _connection: Connection) {}

        fn wants(&self, _connection: u32) -> bool {
            false
        }
    }

    /// What is told after these pieces, and that nothing stays held.
    fn told(first: Reading, pieces: &[(Side, &[u8])]) -> Box<Tls> {
        let mut drawer = Drawer::new(Log::default());
        let mut desk = Desk {
            drawer: &mut drawer,
            watcher: &mut Nobody,
            connection: 1,
            packet: 1,
            time: Time::default(),
        };
        let mut conversation = Conversation::new(first);
        for (from, bytes) in pieces {
            conversation.feed(&mut desk, *from, bytes);
        }
        let tls = conversation.close(&mut desk, [true; 2]).unwrap();
        assert_eq!(drawer.held, 0);
        tls
    }

    #[test]
    fn a_record_is_found_whatever_the_cuts() {
        // Records with a body, without one, and with one that nobody needs.
        let stream = [
            &[20, 3, 3, 0, 1, 1][..],
            &[23, 3, 3, 0, 0],
            &[23, 3, 3, 0, 2, 9, 9],
            &[21, 3, 3, 0, 2, 1, 0],
            &[23, 3, 3, 0, 0],
        ]
        .concat();
        for one in 0..stream.len() {
            for two in one..stream.len() {
                let (front, back) = stream.split_at(two);
                let (front, middle) = front.split_at(one);
                let pieces = [front, middle, back].map(|piece| (Side::Client, piece));
                let records = told(Reading::Records, &pieces).records;
                assert_eq!(records.application_data, 3, "{one} {two}");
                assert_eq!(records.change_cipher_spec, 1, "{one} {two}");
                assert_eq!(records.alert, 1, "{one} {two}");
            }
        }
    }

    #[test]
    fn a_header_that_is_none_ends_the_records() {
        let pieces: [(Side, &[u8]); 3] = [
            (Side::Client, &[20, 3, 3, 0, 1, 1, 22, 3]),
            (Side::Client, &[9, 9, 9, 9]),
            (Side::Client, &[20, 3, 3, 0, 1, 1]),
        ];
        let tls = told(Reading::Records, &pieces);
        assert_eq!(tls.records.change_cipher_spec, 1);
        assert_eq!(tls.not_records, Some(1));
    }

    #[test]
    fn a_client_hello_in_ssl2_of_the_server_says_nothing() {
        let mut hello = vec![0x80, 28, 1, 3, 1, 0, 3, 0, 0, 0, 16, 0, 0, 5];
        hello.resize(30, 7);
        let old = [0, 2];
        let mut hello2 = hello.clone();
        hello2[3..5].copy_from_slice(&old);
        // The client has begun a second record when the server says what only a client says.
        let begun = [&hello2[..], &[0x80, 100, 23, 3, 3, 0, 1, 2, 3]].concat();
        let pieces: [(Side, &[u8]); 3] = [
            (Side::Client, &begun),
            (Side::Server, &hello),
            (Side::Client, &[0; 20]),
        ];
        let tls = told(Reading::Ssl2, &pieces);
        assert_eq!(tls.client_hellos.len(), 1);
    }
}
