//! One TCP connection: opened, used, closed (RFC 9293), and the TLS conversation inside it.

use std::net::IpAddr;

use crate::base::side::Side;
use crate::dissect::stream::{Arrival, Stream};
use crate::dissect::tcp::{Flags, Segment};
use crate::story::book::Book;
use crate::story::losses;
use crate::story::model::Fate;
use crate::story::segments;
use crate::story::tls::talk::Talk;

/// One TCP connection of a story.
pub(crate) struct Connection {
    pub(crate) number: usize,
    ends: [(IpAddr, u16); 2],
    streams: [Stream; 2],
    /// Initial sequence numbers seen, and the frame that showed them.
    pub(crate) opened: [Option<Opened>; 2],
    pub(crate) established: bool,
    pub(crate) finished: [Option<u32>; 2],
    pub(crate) reset: Option<(Side, u32)>,
    /// Frames with payload not told yet.
    waiting: [Vec<u32>; 2],
    /// Segments that the wire lost, as long as nothing brought their bytes again.
    lost: [Vec<Dropped>; 2],
    /// Frames told again because their bytes were.
    pub(crate) again: usize,
    /// Bytes of all frames, by sender, and how many frames.
    pub(crate) bytes: [usize; 2],
    pub(crate) frames: [usize; 2],
    pub(crate) talk: Talk,
}

/// A SYN seen.
#[derive(Clone, Copy)]
pub(crate) struct Opened {
    pub(crate) packet: u32,
    pub(crate) sequence: u32,
}

/// A segment with bytes, SYN or FIN that the wire lost: numbered from `start`, with `end` the next after it.
#[derive(Clone, Copy)]
struct Dropped {
    packet: u32,
    start: u32,
    end: u32,
}

impl Dropped {
    /// The numbers a segment takes up; none for a pure acknowledgement.
    fn new(packet: u32, segment: &Segment<'_>) -> Option<Self> {
        let alone = [Flags::SYN, Flags::FIN]
            .iter()
            .filter(|flag| segment.flags.has(**flag))
            .count();
        let length = u32::try_from(segment.length + alone).ok()?;
        (length > 0).then(|| Self {
            packet,
            start: segment.sequence,
            end: segment.sequence.wrapping_add(length),
        })
    }

    /// Whether both carry a byte with the same number.
    fn overlaps(&self, other: &Self) -> bool {
        let before = |a: u32, b: u32| (a.wrapping_sub(b) as i32) < 0;
        before(self.start, other.end) && before(other.start, self.end)
    }
}

impl Connection {
    pub(crate) fn new(number: usize, ends: [(IpAddr, u16); 2]) -> Self {
        Self {
            number,
            ends,
            streams: [Stream::default(), Stream::default()],
            opened: [None, None],
            established: false,
            finished: [None, None],
            reset: None,
            waiting: [Vec::new(), Vec::new()],
            lost: [Vec::new(), Vec::new()],
            again: 0,
            bytes: [0; 2],
            frames: [0; 2],
            talk: Talk::new(number),
        }
    }

    /// Address and port of one end.
    pub(crate) fn end(&self, side: Side) -> (IpAddr, u16) {
        let [client, server] = self.ends;
        side.of(client, server)
    }

    pub(crate) fn stream(&self, side: Side) -> &Stream {
        let [client, server] = &self.streams;
        side.of(client, server)
    }

    /// Whether a SYN with this sequence number begins another connection between the same ends.
    pub(crate) fn is_over_for(&self, sequence: u32) -> bool {
        let [client, _] = self.opened;
        let other = client.is_some_and(|opened| opened.sequence != sequence);
        other && (self.reset.is_some() || self.finished.iter().any(Option::is_some))
    }

    /// Tells one segment.
    pub(crate) fn segment(
        &mut self,
        book: &mut Book<'_>,
        packet: u32,
        from: Side,
        segment: &Segment<'_>,
    ) {
        let length = book
            .packet(packet)
            .map_or(0, |packet| packet.original as usize);
        if let Some(bytes) = self.bytes.get_mut(from as usize) {
            *bytes += length;
        }
        if let Some(frames) = self.frames.get_mut(from as usize) {
            *frames += 1;
        }
        let drops = book.fate(packet) == Some(Fate::Lost);
        let before = self.lost_before(from, packet, segment, drops);
        let [client, server] = &mut self.streams;
        let stream = from.of(client, server);
        // What the wire lost reached nobody's stream; it is only compared with what is there.
        let arrival = match drops {
            true => stream.clone().push(packet, segment),
            false => stream.push(packet, segment),
        };
        let flags = segment.flags;
        if let Arrival::Again { first, differs, .. } = arrival {
            self.again += 1;
            return losses::again(self, book, packet, from, segment, &[first], differs);
        }
        if !before.is_empty() && !flags.has(Flags::RST) {
            self.again += 1;
            losses::again(self, book, packet, from, segment, &before, false);
            if !drops {
                self.carried(book, packet, from, segment);
            }
            let known = self.finished.get(from as usize).copied().flatten();
            if flags.has(Flags::FIN) && known.is_none() && !drops {
                self.end_of(book, packet, from, segment);
            }
            return;
        }
        if flags.has(Flags::RST) {
            self.reset.get_or_insert((from, packet));
            return segments::reset(self, book, packet, from, segment);
        }
        if flags.has(Flags::SYN) {
            let opened = Opened {
                packet,
                sequence: segment.sequence,
            };
            let [client, server] = &mut self.opened;
            from.of(client, server).get_or_insert(opened);
            return match flags.has(Flags::ACK) {
                true => segments::syn_ack(self, book, packet, from, segment),
                false => segments::syn(self, book, packet, from, segment),
            };
        }
        let first_answer = !self.established
            && from == Side::Client
            && flags.has(Flags::ACK)
            && self.opened.iter().all(Option::is_some);
        if first_answer {
            self.established = true;
        }
        if segment.payload.is_empty() && !flags.has(Flags::FIN) {
            return match (first_answer, arrival) {
                (true, _) => segments::established(self, book, packet, from, segment),
                (false, Arrival::KeepAlive) => {
                    segments::keep_alive(self, book, packet, from, segment)
                }
                (false, _) => segments::acknowledgement(self, book, packet, from, segment),
            };
        }
        if drops && !segment.payload.is_empty() {
            return losses::dropped(self, book, packet, from, segment);
        }
        if !drops {
            self.carried(book, packet, from, segment);
        }
        if flags.has(Flags::FIN) {
            self.end_of(book, packet, from, segment);
        }
    }

    fn end_of(&mut self, book: &mut Book<'_>, packet: u32, from: Side, segment: &Segment<'_>) {
        let [client, server] = &mut self.finished;
        from.of(client, server).get_or_insert(packet);
        segments::fin(self, book, packet, from, segment);
    }

    /// Tells what the bytes of a segment that arrived complete.
    fn carried(&mut self, book: &mut Book<'_>, packet: u32, from: Side, segment: &Segment<'_>) {
        if !segment.payload.is_empty() {
            let [client, server] = &mut self.waiting;
            from.of(client, server).push(packet);
            let [client, server] = &self.streams;
            self.talk.feed(book, from, from.of(client, server));
            self.forget_told(book);
        }
        if self.stream(from).finished() {
            self.leftovers(book, from);
        }
    }

    /// The frames with bytes of this segment that were lost before it, in order. One that arrives settles them, one that is
    /// lost too joins them.
    fn lost_before(
        &mut self,
        from: Side,
        packet: u32,
        segment: &Segment<'_>,
        drops: bool,
    ) -> Vec<u32> {
        let Some(this) = Dropped::new(packet, segment) else {
            return Vec::new();
        };
        let [client, server] = &mut self.lost;
        let lost = from.of(client, server);
        let before = lost
            .iter()
            .filter(|one| one.overlaps(&this))
            .map(|one| one.packet)
            .collect();
        match drops {
            true => lost.push(this),
            false => lost.retain(|one| !one.overlaps(&this)),
        }
        before
    }

    /// Tells what is left when no more frames come.
    pub(crate) fn finish(&mut self, book: &mut Book<'_>) {
        for side in Side::BOTH {
            self.leftovers(book, side);
        }
    }

    fn leftovers(&mut self, book: &mut Book<'_>, from: Side) {
        self.forget_told(book);
        let [client, server] = &mut self.waiting;
        let waiting = std::mem::take(from.of(client, server));
        for packet in waiting {
            segments::partial(self, book, packet, from);
        }
    }

    fn forget_told(&mut self, book: &Book<'_>) {
        for waiting in &mut self.waiting {
            waiting.retain(|packet| !book.is_told(*packet));
        }
    }
}
