//! The TLS conversation in one TCP connection: streams cut into records, records opened, messages put together.

use std::ops::Range;

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::Side;
use crate::base::text::Text;
use crate::dissect::starttls::Dialog;
use crate::dissect::tls::alert;
use crate::dissect::tls::codes::content::ContentType;
use crate::dissect::tls::record::Sealing;
use crate::story::book::Book;
use crate::story::model::{Cover, Fate, Proof, Step};
use crate::story::tls::door::{Door, Epoch};
use crate::story::tls::session::Session;

/// What the story knows of one TLS conversation.
pub(crate) struct Talk {
    pub(crate) connection: usize,
    pub(crate) session: Session,
    pub(crate) doors: [Door; 2],
    /// Whether what a side sends is under protection (TLS 1.2: since its ChangeCipherSpec).
    pub(crate) changed_cipher: [bool; 2],
    pub(crate) cut: [u64; 2],
    pub(crate) messages: [Vec<u8>; 2],
    pub(crate) carried: [Option<Carried>; 2],
    pub(crate) records: [usize; 2],
    /// What each side speaks just now.
    pub(crate) speech: [Speech; 2],
    /// Steps about bytes in the clear, as long as no TLS followed them.
    pub(crate) before: Vec<Before>,
    /// What is said before TLS, followed for the wish to turn to it.
    pub(crate) dialog: Dialog,
    /// Whether bytes are missing in what a side sent.
    pub(crate) gapped: [bool; 2],
    /// Sides that speak something that is not TLS.
    pub(crate) strange: [bool; 2],
}

/// What one side speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speech {
    /// Nothing yet.
    Unknown,
    /// Something in the clear.
    Clear,
    /// TLS records.
    Tls,
    /// Records of SSL 2.0.
    Ssl2,
    /// TLS, but where the next record begins is not known.
    Lost,
}

/// A step about bytes in the clear, to be told otherwise if TLS follows.
pub(crate) struct Before {
    /// Its place among the steps.
    pub(crate) step: usize,
    pub(crate) from: Side,
    /// What it quotes.
    pub(crate) quote: String,
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
            speech: [Speech::Unknown; 2],
            before: Vec::new(),
            dialog: Dialog::default(),
            gapped: [false; 2],
            strange: [false; 2],
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

    pub(crate) fn speaks(&self, side: Side) -> Speech {
        let [client, server] = self.speech;
        side.of(client, server)
    }

    pub(crate) fn door(&mut self, side: Side) -> &mut Door {
        let [client, server] = &mut self.doors;
        side.of(client, server)
    }

    /// The form of protected records under the suite agreed on; none for those that are not taken apart.
    pub(crate) fn sealing(&self) -> Option<Sealing> {
        match (self.session.version, self.session.suite) {
            (Some(version), Some(suite)) => Sealing::of(version, suite),
            (None, _) | (_, None) => Some(Sealing::Tls13),
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
    pub(crate) fn and(mut self, more: Self) -> Self {
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
    book.fate_of(packets)
}

/// Sets the value of one side.
pub(crate) fn set<T>(both: &mut [T; 2], side: Side, value: T) {
    let [client, server] = both;
    *side.of(client, server) = value;
}

/// The exhibit of an alert or ChangeCipherSpec.
pub(crate) fn small(carried: &Carried, title: Text, content: &[u8], kind: ContentType) -> Exhibit {
    Exhibit::read(title, carried.origin.clone(), content, |r| match kind {
        ContentType::ALERT => alert::alert(r).map(drop),
        _ => alert::change_cipher_spec(r),
    })
}
