//! Following a conversation: streams cut into records, records opened, what is in them handed to those who tell it.

use std::mem::take;

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::reader::Reader;
use crate::base::side::Side;
use crate::base::text::Text;
use crate::dissect::stream::Stream;
use crate::dissect::tls::codes::content::ContentType;
use crate::dissect::tls::handshake::message;
use crate::dissect::tls::record;
use crate::dissect::tls::record::HEADER;
use crate::story::book::Book;
use crate::story::model::Cover;
use crate::story::tls::data;
use crate::story::tls::opening;
use crate::story::tls::talk::{Carried, Piece, Speech, Talk, fate, set};
use crate::text;

impl Talk {
    /// Tells what is new and whole in what `from` sent.
    pub(crate) fn feed(&mut self, book: &mut Book<'_>, from: Side, stream: &Stream) {
        let mine = from as usize;
        loop {
            let Some(cut) = self.cut.get(mine).copied() else {
                return;
            };
            let Some(rest) = usize::try_from(cut)
                .ok()
                .and_then(|cut| stream.bytes().get(cut..))
            else {
                return;
            };
            if rest.is_empty() {
                return;
            }
            if self.is_ssl2(from, rest) {
                if !self.ssl2(book, from, stream, rest) {
                    return;
                }
                continue;
            }
            match self.speaks(from) {
                Speech::Tls if rest.len() < HEADER => return,
                Speech::Tls if record::looks_like(rest) => {}
                Speech::Tls => {
                    set(&mut self.speech, from, Speech::Lost);
                    continue;
                }
                Speech::Unknown | Speech::Clear | Speech::Ssl2 => {
                    if !self.clear(book, from, stream, rest) {
                        return;
                    }
                    continue;
                }
                Speech::Lost => {
                    if !self.search(book, from, stream, rest) {
                        return;
                    }
                    continue;
                }
            }
            let Ok((_, _, length)) = record::header(&mut Reader::quiet(rest)) else {
                return;
            };
            let Some(bytes) = rest.get(..length + 5) else {
                return;
            };
            let at = cut..cut + bytes.len() as u64;
            let number = self.records.get(mine).copied().unwrap_or_default();
            let piece = Piece {
                from,
                number,
                bytes: bytes.to_vec(),
                packets: stream.packets(at.clone()),
                at: at.clone(),
            };
            set(&mut self.cut, from, at.end);
            set(&mut self.records, from, number + 1);
            self.record(book, &piece);
        }
    }

    fn record(&mut self, book: &mut Book<'_>, piece: &Piece) {
        let kind = ContentType(piece.bytes.first().copied().unwrap_or_default());
        let sealed = match self.session.version {
            Some(version) if version.is_tls13() => kind == ContentType::APPLICATION_DATA,
            None if kind == ContentType::APPLICATION_DATA => true,
            None if kind == ContentType::CHANGE_CIPHER_SPEC => false,
            None if self.session.client_hello.is_empty() && kind == ContentType::HANDSHAKE => {
                !begins_message(&piece.bytes)
            }
            None | Some(_) => self
                .changed_cipher
                .get(piece.from as usize)
                .copied()
                .unwrap_or_default(),
        };
        if sealed {
            if let Some(inside) = opening::open(self, book, piece) {
                let content = self.inflated(piece.from, inside.content);
                self.content(book, inside.kind, &content, inside.carried);
            }
            return;
        }
        let number = piece.number;
        let title = text!(en: "record {number}", ko: "레코드 {number}");
        let origin = Origin::Stream {
            from: piece.from,
            at: piece.at.clone(),
            packets: piece.packets.clone(),
        };
        let exhibit = Exhibit::read(title, origin, &piece.bytes, |r| record::record(r).map(drop));
        let body_at = piece.at.start + 5..piece.at.end;
        let carried = Carried {
            from: piece.from,
            packets: piece.packets.clone(),
            cover: Cover::Clear,
            fate: fate(book, &piece.packets),
            origin: Origin::Stream {
                from: piece.from,
                at: body_at,
                packets: piece.packets.clone(),
            },
            exhibits: vec![exhibit],
            proofs: Vec::new(),
            epoch: None,
        };
        let body = piece.bytes.get(5..).unwrap_or_default().to_vec();
        self.content(book, kind, &body, carried);
    }

    /// The content of an opened record as it was before compression, if compression was agreed on.
    fn inflated(&mut self, from: Side, content: Vec<u8>) -> Vec<u8> {
        let Some([client, server]) = &mut self.session.deflate else {
            return content;
        };
        let inflated = from.of(client, server).inflate(&content);
        inflated.unwrap_or(content)
    }

    /// Tells the content of a record, in the clear or opened.
    fn content(
        &mut self,
        book: &mut Book<'_>,
        kind: ContentType,
        content: &[u8],
        carried: Carried,
    ) {
        match kind {
            ContentType::HANDSHAKE => self.handshake(book, content, carried),
            ContentType::ALERT => data::alert(self, book, content, carried),
            ContentType::CHANGE_CIPHER_SPEC => {
                let from = carried.from;
                data::change_cipher_spec(self, book, content, carried);
                if !self.session.tls13() {
                    set(&mut self.changed_cipher, from, true);
                }
            }
            ContentType::APPLICATION_DATA => data::application(self, book, content, carried),
            other => {
                let mut step = carried.step(
                    book,
                    text!(en: "record of type {other}", ko: "유형 {other} 레코드"),
                    "RFC 8446 §5.1",
                    content.len(),
                );
                step.sentence = Text::new(
                    "A record of a type that the handshake does not use.",
                    "핸드셰이크에서 쓰지 않는 유형의 레코드이다.",
                );
                book.push(step);
            }
        }
    }

    fn handshake(&mut self, book: &mut Book<'_>, content: &[u8], carried: Carried) {
        let from = carried.from;
        let [client, server] = &mut self.carried;
        let pending = from.of(client, server);
        let mut carried = match pending.take() {
            Some(earlier) => earlier.and(carried),
            None => carried,
        };
        let [client, server] = &mut self.messages;
        let buffer = from.of(client, server);
        buffer.extend_from_slice(content);
        let mut bytes = take(buffer);
        while let Some(length) = message::length(&bytes).filter(|length| *length <= bytes.len()) {
            let rest = bytes.split_off(length);
            let message = std::mem::replace(&mut bytes, rest);
            let (exhibits, proofs) = (take(&mut carried.exhibits), take(&mut carried.proofs));
            let whole = Carried {
                exhibits,
                proofs,
                ..carried.clone()
            };
            self.message(book, &message, whole);
        }
        let [client, server] = &mut self.messages;
        if !bytes.is_empty() {
            let [client, server] = &mut self.carried;
            *from.of(client, server) = Some(carried);
        }
        *from.of(client, server) = bytes;
    }
}

/// Whether a record of a connection whose hellos were not seen holds a message in the clear, as far as its header shows.
fn begins_message(record: &[u8]) -> bool {
    let body = record.get(HEADER..).unwrap_or_default();
    let known = matches!(body, [0..=2 | 4 | 8 | 11..=16 | 20 | 22, 0, ..]);
    let fits = message::length(body).is_some_and(|length| length <= body.len().max(1 << 14));
    known && fits
}
