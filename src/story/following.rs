//! Following a TCP connection: each segment is told, and its bytes are handed to the TLS conversation inside.

use crate::base::side::Side;
use crate::base::text::Text;
use crate::dissect::stream::Arrival;
use crate::dissect::tcp::Flags;
use crate::story::book::Book;
use crate::story::captured;
use crate::story::connection::{Connection, Opened, Sent};
use crate::story::losses;
use crate::story::repeats::{More, Repeats};
use crate::story::segments;

impl Connection {
    /// Tells one segment.
    pub(crate) fn segment(&mut self, book: &mut Book<'_>, sent: &Sent<'_>) {
        let (packet, from, segment) = (sent.packet, sent.from, sent.segment);
        let captured = book.evidence.is_captured();
        let midway = !segment.flags.has(Flags::SYN) && !segment.flags.has(Flags::RST);
        if captured && self.frames == [0, 0] && midway {
            captured::midway(book, self);
        }
        let length = book
            .packet(packet)
            .map_or(0, |packet| packet.original as usize);
        if let Some(bytes) = self.bytes.get_mut(from as usize) {
            *bytes += length;
        }
        if let Some(frames) = self.frames.get_mut(from as usize) {
            *frames += 1;
        }
        let drops = book.is_lost(packet);
        let before = self.lost_before(from, packet, segment, drops);
        let [client, server] = &mut self.streams;
        let stream = from.of(client, server);
        // What the wire lost reached nobody's stream; it is only compared with what is there.
        let arrival = match drops {
            true => stream.clone().push(packet, segment),
            false => stream.push(packet, segment),
        };
        if captured {
            self.acknowledged(book, sent);
        }
        let arrival = match arrival {
            Arrival::Refused if captured && !segment.payload.is_empty() => {
                self.leap(book, sent);
                let [client, server] = &mut self.streams;
                from.of(client, server).push(packet, segment)
            }
            arrival => arrival,
        };
        let flags = segment.flags;
        if let Arrival::Again { first, differs, .. } = arrival {
            self.again += 1;
            let again = Repeats::Again(from);
            if differs {
                self.conflict.get_or_insert(packet);
            } else if captured && book.counts(again) && !flags.has(Flags::SYN) {
                let (packets, bytes) = (&[packet][..], segment.payload.len());
                return book.count_more(again, &Text::EMPTY, &More { packets, bytes });
            }
            return losses::again(self, book, sent, &[first], differs);
        }
        if !before.is_empty() && !flags.has(Flags::RST) {
            self.again += 1;
            losses::again(self, book, sent, &before, false);
            if !drops {
                self.carried(book, sent);
            }
            let known = self.finished.get(from as usize).copied().flatten();
            if flags.has(Flags::FIN) && known.is_none() && !drops {
                self.end_of(book, sent);
            }
            return;
        }
        if flags.has(Flags::RST) {
            self.reset.get_or_insert((from, packet));
            return segments::reset(self, book, sent);
        }
        if flags.has(Flags::SYN) {
            let opened = Opened {
                packet,
                sequence: segment.sequence,
            };
            let [client, server] = &mut self.opened;
            from.of(client, server).get_or_insert(opened);
            if self.opener.is_none() {
                self.opener = Some(match flags.has(Flags::ACK) {
                    true => from.peer(),
                    false => from,
                });
                if captured && self.opener == Some(Side::Server) {
                    captured::swapped(book);
                }
            }
            return match flags.has(Flags::ACK) {
                true => segments::syn_ack(self, book, sent),
                false => segments::syn(self, book, sent),
            };
        }
        let first_answer = !self.established
            && from == self.opener.unwrap_or(Side::Client)
            && flags.has(Flags::ACK)
            && self.opened.iter().all(Option::is_some);
        if first_answer {
            self.established = true;
        }
        if segment.payload.is_empty() && !flags.has(Flags::FIN) {
            return match (first_answer, arrival) {
                (true, _) => segments::established(self, book, sent),
                (false, Arrival::KeepAlive) => segments::keep_alive(self, book, sent),
                (false, _) => segments::acknowledgement(self, book, sent),
            };
        }
        if drops && !segment.payload.is_empty() {
            return losses::dropped(self, book, sent);
        }
        if !drops {
            self.carried(book, sent);
        }
        if flags.has(Flags::FIN) {
            self.end_of(book, sent);
        }
    }

    fn end_of(&mut self, book: &mut Book<'_>, sent: &Sent<'_>) {
        let Sent { packet, from, .. } = *sent;
        let [client, server] = &mut self.finished;
        from.of(client, server).get_or_insert(packet);
        segments::fin(self, book, sent);
    }

    /// Tells what the bytes of a segment that arrived complete.
    fn carried(&mut self, book: &mut Book<'_>, sent: &Sent<'_>) {
        let (packet, from, segment) = (sent.packet, sent.from, sent.segment);
        if !segment.payload.is_empty() {
            let [client, server] = &mut self.waiting;
            from.of(client, server).push(packet);
            self.read_on(book, from);
        }
        if self.stream(from).finished() {
            self.leftovers(book, from);
        }
    }

    /// Tells what is left when no more frames come.
    pub(crate) fn finish(&mut self, book: &mut Book<'_>) {
        for side in Side::BOTH {
            let captured = book.evidence.is_captured();
            while captured && self.give_up(book, side) {}
            self.leftovers(book, side);
        }
    }

    /// Hands on what is in order and not read yet.
    pub(crate) fn read_on(&mut self, book: &mut Book<'_>, from: Side) {
        let [client, server] = &self.streams;
        self.talk.feed(book, from, from.of(client, server));
        self.forget_told(book);
    }

    fn leftovers(&mut self, book: &mut Book<'_>, from: Side) {
        self.forget_told(book);
        let [client, server] = &mut self.waiting;
        let waiting = std::mem::take(from.of(client, server));
        for packet in waiting {
            let part = Repeats::Part(from);
            match book.counts(part) {
                true => {
                    let (packets, bytes) = (&[packet][..], 0);
                    book.count_more(part, &Text::EMPTY, &More { packets, bytes });
                }
                false => segments::partial(self, book, packet, from),
            }
        }
    }

    pub(crate) fn forget_told(&mut self, book: &Book<'_>) {
        for waiting in &mut self.waiting {
            waiting.retain(|packet| !book.is_told(*packet));
        }
    }
}
