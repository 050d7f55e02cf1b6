//! The TLS conversation in one TCP connection: streams cut into records, records opened, messages put together.

use std::mem::take;
use std::ops::Range;

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::reader::Reader;
use crate::base::side::Side;
use crate::base::text::Text;
use crate::dissect::stream::Stream;
use crate::dissect::tls::alert;
use crate::dissect::tls::codes::content::ContentType;
use crate::dissect::tls::codes::version::Version;
use crate::dissect::tls::record;
use crate::dissect::tls::record::Sealing;
use crate::keys::cipher::Algorithm;
use crate::story::book::Book;
use crate::story::model::{Cover, Fate, Proof, Step};
use crate::story::tls::data;
use crate::story::tls::door::{Door, Epoch};
use crate::story::tls::opening;
use crate::story::tls::session::Session;
use crate::text;

/// What the story knows of one TLS conversation.
pub(crate) struct Talk {
    pub(crate) connection: usize,
    pub(crate) session: Session,
    pub(crate) doors: [Door; 2],
    /// Whether what a side sends is under protection (TLS 1.2: since its ChangeCipherSpec).
    pub(crate) changed_cipher: [bool; 2],
    cut: [u64; 2],
    messages: [Vec<u8>; 2],
    carried: [Option<Carried>; 2],
    records: [usize; 2],
    /// Sides that speak something that is not TLS.
    pub(crate) strange: [bool; 2],
}

/// How a message or record reached the story: what to show with it.
#[derive(Clone)]
pub(crate) struct Carried {
    pub(crate) from: Side,
    pub(crate) packets: Vec<u32>,
    pub(crate) cover: Cover,
    pub(crate) fate: Fate,
    pub(crate) origin: Origin,
    pub(crate) exhibits: Vec<Exhibit>,
    pub(crate) proofs: Vec<Proof>,
    pub(crate) epoch: Option<Epoch>,
}

/// One record as cut out of a stream.
pub(crate) struct Piece {
    pub(crate) from: Side,
    /// Which record of this side, from 0.
    pub(crate) number: usize,
    pub(crate) bytes: Vec<u8>,
    pub(crate) at: Range<u64>,
    pub(crate) packets: Vec<u32>,
}

impl Talk {
    pub(crate) fn new(connection: usize) -> Self {
        Self {
            connection,
            session: Session::default(),
            doors: [Door::default(), Door::default()],
            changed_cipher: [false; 2],
            cut: [0; 2],
            messages: [Vec::new(), Vec::new()],
            carried: [None, None],
            records: [0; 2],
            strange: [false; 2],
        }
    }

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
            let strange = self.strange.get(mine).copied().unwrap_or_default();
            if strange || (rest.len() >= 3 && !record::looks_like(rest)) {
                set(&mut self.strange, from, true);
                set(&mut self.cut, from, cut + rest.len() as u64);
                let at = cut..cut + rest.len() as u64;
                data::not_tls(book, from, rest, at.clone(), &stream.packets(at));
                return;
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

    /// How many bytes of what `from` sent belong to records told so far.
    pub(crate) fn told(&self, from: Side) -> u64 {
        self.cut.get(from as usize).copied().unwrap_or_default()
    }

    /// Whether any record was seen.
    pub(crate) fn is_tls(&self) -> bool {
        self.records.iter().any(|seen| *seen > 0)
    }

    pub(crate) fn door(&mut self, side: Side) -> &mut Door {
        let [client, server] = &mut self.doors;
        side.of(client, server)
    }

    fn record(&mut self, book: &mut Book<'_>, piece: &Piece) {
        let kind = ContentType(piece.bytes.first().copied().unwrap_or_default());
        let sealed = match self.session.version {
            Some(Version::TLS13) => kind == ContentType::APPLICATION_DATA,
            None => kind == ContentType::APPLICATION_DATA,
            Some(_) => self
                .changed_cipher
                .get(piece.from as usize)
                .copied()
                .unwrap_or_default(),
        };
        if sealed {
            return opening::open(self, book, piece);
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

    /// Tells the content of a record, in the clear or opened.
    pub(crate) fn content(
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
                if self.session.version != Some(Version::TLS13) {
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
        while let Some(length) = message_length(&bytes).filter(|length| *length <= bytes.len()) {
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

    /// The form of protected records under the suite agreed on.
    pub(crate) fn sealing(&self) -> Sealing {
        match (
            self.session.version,
            self.session.cipher.map(|cipher| cipher.algorithm),
        ) {
            (Some(Version::TLS13) | None, _) => Sealing::Tls13,
            (_, Some(Algorithm::ChaCha20Poly1305)) => Sealing::Tls12Implicit,
            (_, _) => Sealing::Tls12Explicit,
        }
    }
}

impl Carried {
    /// The wire step for something carried so.
    pub(crate) fn step(
        self,
        book: &mut Book<'_>,
        name: Text,
        rfc: &'static str,
        length: usize,
    ) -> Step {
        let mut step = book
            .wire(self.from, &self.packets, name, rfc)
            .covered(self.cover)
            .measuring(length);
        if self.fate != Fate::Delivered {
            step = step.fated(self.fate);
        }
        step.exhibits.extend(self.exhibits);
        step.proofs.extend(self.proofs);
        step
    }

    /// This, and then `more`, as one: a message that spans records.
    fn and(mut self, more: Self) -> Self {
        self.packets.extend(
            more.packets
                .iter()
                .filter(|packet| !self.packets.contains(packet))
                .copied()
                .collect::<Vec<_>>(),
        );
        self.exhibits.extend(more.exhibits);
        self.proofs.extend(more.proofs);
        if let (Origin::Stream { at, packets, .. }, Origin::Stream { at: end, .. }) =
            (&mut self.origin, &more.origin)
        {
            at.end = end.end;
            packets.clone_from(&self.packets);
        } else {
            self.origin = more.origin;
        }
        Self {
            cover: more.cover,
            fate: more.fate,
            epoch: more.epoch,
            ..self
        }
    }
}

/// What the wire did to the frames that carried something.
pub(crate) fn fate(book: &Book<'_>, packets: &[u32]) -> Fate {
    packets
        .iter()
        .find_map(|number| book.fate(*number))
        .unwrap_or(Fate::Delivered)
}

/// Sets the value of one side.
pub(crate) fn set<T>(both: &mut [T; 2], side: Side, value: T) {
    let [client, server] = both;
    *side.of(client, server) = value;
}

/// The length of the first handshake message, header included (RFC 8446 §4), if its header is there.
fn message_length(bytes: &[u8]) -> Option<usize> {
    let [_, a, b, c, ..] = bytes else { return None };
    Some(4 + (usize::from(*a) << 16 | usize::from(*b) << 8 | usize::from(*c)))
}

/// The exhibit of an alert or ChangeCipherSpec.
pub(crate) fn small(carried: &Carried, title: Text, content: &[u8], kind: ContentType) -> Exhibit {
    Exhibit::read(title, carried.origin.clone(), content, |r| match kind {
        ContentType::ALERT => alert::alert(r).map(drop),
        _ => alert::change_cipher_spec(r),
    })
}
