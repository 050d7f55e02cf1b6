//! One direction of one TCP connection: its bytes given on in order, straight from the packet that has them.
//!
//! Only what came before its turn is copied. Sequence numbers are placed by the next byte awaited, so they may wrap.

use crate::base::time::Time;
use crate::survey::held::{Held, Piece};
use crate::survey::prints::Prints;

/// Most bytes of memory that one direction may hold back.
const MOST: usize = 1 << 20;
/// Packets of the connection that may pass once the other end has acknowledged what is missing: captures are not quite in
/// order either.
const PATIENCE: u32 = 16;
/// How long in the time of the capture, in seconds, bytes may be awaited that are acknowledged, or at all.
const SECONDS: (u64, u64) = (1, 30);
/// The largest distance by which an acknowledgment is believed: the largest window (RFC 7323 §2.3).
const WINDOW: u64 = 1 << 30;

/// Whoever is given the bytes of a direction in order.
pub(crate) trait Ear {
    /// The next bytes.
    fn bytes(&mut self, bytes: &[u8]);
    /// The next bytes of an earlier frame, after a hole that was given up.
    fn earlier(&mut self, packet: u32, time: Time, bytes: &[u8]);
    /// So many bytes will never be seen; `packet` showed it.
    fn gap(&mut self, packet: u32, missing: u64);
}

/// The payload of a segment, and when it came.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load<'a> {
    pub(crate) sequence: u32,
    /// Bytes on the wire.
    pub(crate) length: u64,
    /// What the capture has of them.
    pub(crate) bytes: &'a [u8],
    pub(crate) packet: u32,
    pub(crate) time: Time,
}

/// What a segment brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// The next bytes, perhaps after some that were seen before.
    New,
    /// Nothing new.
    Again,
    /// Bytes behind a hole, with the highest numbers so far.
    Ahead,
    /// Bytes with lower numbers than some that came before.
    Late,
}

/// How a direction was first seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Begun {
    /// Not at all yet.
    #[default]
    Unseen,
    /// In the middle.
    Middle,
    /// By its SYN.
    Syn,
}

/// One direction of a connection.
#[derive(Debug, Default)]
pub(crate) struct Lane {
    /// Sequence number of the next byte in order.
    next: u32,
    pub(crate) begun: Begun,
    /// The frame of the first FIN.
    pub(crate) fin: Option<u32>,
    /// Its place, where there is one.
    end: u64,
    /// Place of the next byte in order.
    at: u64,
    /// Bytes given up so far.
    missing: u64,
    /// The highest place that the other end acknowledged.
    acknowledged: u64,
    prints: Option<Box<Prints>>,
    held: Option<Box<Held>>,
}

impl Lane {
    /// A SYN with this sequence number.
    pub(crate) fn open(&mut self, initial: u32) {
        match self.begun {
            // A SYN that answers anew, before any byte: the ends go by the last one.
            Begun::Unseen => self.next = initial.wrapping_add(1),
            Begun::Syn if self.at == 0 && self.held.is_none() => {
                self.next = initial.wrapping_add(1);
            }
            Begun::Middle | Begun::Syn => {}
        }
        if self.first() == initial.wrapping_add(1) {
            self.begun = Begun::Syn;
        }
    }

    /// Sequence number of the first byte; of its SYN it is one more.
    pub(crate) fn first(&self) -> u32 {
        self.next.wrapping_sub(low(self.at))
    }

    /// Bytes given on so far.
    pub(crate) fn given(&self) -> u64 {
        self.at - self.missing
    }

    /// Memory of what is held back.
    pub(crate) fn cost(&self) -> usize {
        self.held.as_ref().map_or(0, |held| held.cost())
    }

    /// Whether segments of `length` bytes at `sequence` are probes of an idle connection (RFC 9293 §3.8.4): one number back,
    /// with one byte at most.
    pub(crate) fn probed(&self, sequence: u32, length: usize) -> bool {
        if self.begun == Begun::Unseen || self.held.is_some() || self.fin.is_some() || length > 1 {
            return false;
        }
        let back = sequence.wrapping_add(1) == self.next;
        let before = self.at.checked_sub(1);
        let alone = self
            .prints
            .as_ref()
            .zip(before)
            .is_some_and(|(prints, before)| prints.alone(before));
        back && !(length == 1 && alone)
    }

    /// The other end acknowledged everything before `number`.
    pub(crate) fn acknowledge(&mut self, number: u32) {
        if self.begun == Begun::Unseen {
            return;
        }
        let ahead = number.wrapping_sub(self.next).cast_signed();
        if let Ok(ahead) = u64::try_from(ahead)
            && ahead <= WINDOW
        {
            self.acknowledged = self.acknowledged.max(self.at + ahead);
        }
    }

    /// The payload of a segment. Gives what it brought, and whether it contradicts what was seen.
    pub(crate) fn arrive(&mut self, load: &Load<'_>, ear: &mut dyn Ear) -> (Arrival, bool) {
        if self.begun == Begun::Unseen {
            self.next = load.sequence;
            self.begun = Begun::Middle;
        }
        let ahead: i64 = load.sequence.wrapping_sub(self.next).cast_signed().into();
        if ahead == 0 && self.held.is_none() {
            self.give(load.bytes, load.length, load.packet, ear);
            return (Arrival::New, false);
        }
        match self.at.checked_add_signed(ahead) {
            Some(at) => self.out_of_turn(at, load, ear),
            // It begins before the first byte seen.
            None => {
                let early = ahead.unsigned_abs() - self.at;
                let skip = usize::try_from(early).unwrap_or(usize::MAX);
                let rest = Load {
                    length: load.length.saturating_sub(early),
                    bytes: load.bytes.get(skip..).unwrap_or_default(),
                    ..*load
                };
                self.out_of_turn(0, &rest, ear)
            }
        }
    }

    fn out_of_turn(&mut self, at: u64, load: &Load<'_>, ear: &mut dyn Ear) -> (Arrival, bool) {
        let end = at + load.length;
        let prints = self.prints.as_ref();
        let mut differs = prints.is_some_and(|prints| prints.differ(at, load.bytes));
        if end <= self.at {
            return (Arrival::Again, differs);
        }
        let seen = self.at.saturating_sub(at);
        let bytes = usize::try_from(seen)
            .ok()
            .and_then(|seen| load.bytes.get(seen..))
            .unwrap_or_default();
        let Some(held) = &mut self.held else {
            if at <= self.at {
                self.give(bytes, end - self.at, load.packet, ear);
                return (Arrival::New, differs);
            }
            let mut held = Box::<Held>::default();
            (held.since, held.patience) = (load.time, PATIENCE);
            held.put(at, load.length, load.bytes, load.packet, load.time);
            self.held = Some(held);
            return (Arrival::Ahead, differs);
        };
        let late = at < held.end();
        let put = held.put(at + seen, end - at - seen, bytes, load.packet, load.time);
        differs |= put.differs;
        if at <= self.at {
            while let Some(piece) = self.turn() {
                self.give(&piece.bytes, piece.length, load.packet, ear);
            }
            self.rest(load.time);
        }
        let arrival = match (put.fresh, late) {
            (0, _) => Arrival::Again,
            (_, true) => Arrival::Late,
            (_, false) => Arrival::Ahead,
        };
        (arrival, differs)
    }

    /// A FIN after the byte at `sequence`; gives whether it was seen before.
    pub(crate) fn finish(&mut self, sequence: u32, packet: u32) -> Arrival {
        let ahead: i64 = sequence.wrapping_sub(self.next).cast_signed().into();
        if self.begun == Begun::Unseen {
            self.next = sequence;
            self.begun = Begun::Middle;
        } else if self.fin.is_none() && ahead.unsigned_abs() <= WINDOW {
            self.end = self.at.saturating_add_signed(ahead);
        }
        match self.fin {
            Some(_) => Arrival::Again,
            None => {
                self.fin = Some(packet);
                Arrival::New
            }
        }
    }

    /// One more packet of the connection has passed: gives up holes that nothing will fill any more.
    pub(crate) fn pass(&mut self, now: Time, ear: &mut dyn Ear) {
        loop {
            let Some(held) = &mut self.held else { return };
            let Some((end, _)) = held.first() else { return };
            let seconds = now.since(held.since).as_secs();
            let received = self.acknowledged >= end;
            if received {
                held.patience = held.patience.saturating_sub(1);
            }
            let tired = received && (held.patience == 0 || seconds >= SECONDS.0);
            if !tired && seconds < SECONDS.1 && held.cost() <= MOST {
                return;
            }
            self.give_up(ear);
            self.rest(now);
        }
    }

    /// Gives up everything that is missing, and gives on what is held back. With the last, `packet` shows what the other end
    /// acknowledged and nobody saw.
    pub(crate) fn close(&mut self, packet: u32, ear: &mut dyn Ear) {
        self.give_up_all(ear);
        let sent = match self.fin {
            // A FIN has a number of its own.
            Some(_) if self.acknowledged > self.end => self.acknowledged - 1,
            Some(_) => self.end,
            // Just one number beyond may be a FIN that the capture missed.
            None if self.acknowledged == self.at + 1 => self.at,
            None => self.acknowledged,
        };
        if sent > self.at {
            self.skip(sent, packet, ear);
        }
    }

    /// Gives up every hole before what is held back.
    pub(crate) fn give_up_all(&mut self, ear: &mut dyn Ear) {
        while self.held.is_some() {
            self.give_up(ear);
            if self.cost() == 0 {
                self.held = None;
            }
        }
    }

    /// Gives up the first hole.
    fn give_up(&mut self, ear: &mut dyn Ear) {
        let first = self.held.as_ref().and_then(|held| held.first());
        let Some((end, packet)) = first else { return };
        self.skip(end, packet, ear);
        while let Some(piece) = self.turn() {
            self.remember(&piece.bytes);
            ear.earlier(piece.packet, piece.time, &piece.bytes);
            self.advance(piece.bytes.len());
            self.cut(piece.length, piece.bytes.len(), piece.packet, ear);
        }
    }

    /// The piece held back whose turn it is.
    fn turn(&mut self) -> Option<Piece> {
        self.held.as_mut()?.take(self.at)
    }

    /// After what was held has changed: nothing is left, or the wait begins anew.
    fn rest(&mut self, now: Time) {
        let Some(held) = &mut self.held else { return };
        if held.first().is_none() {
            self.held = None;
        } else {
            (held.since, held.patience) = (now, PATIENCE);
        }
    }

    fn give(&mut self, bytes: &[u8], length: u64, packet: u32, ear: &mut dyn Ear) {
        self.remember(bytes);
        ear.bytes(bytes);
        self.advance(bytes.len());
        self.cut(length, bytes.len(), packet, ear);
    }

    /// The part of a segment that the capture cut off is a gap at once.
    fn cut(&mut self, length: u64, here: usize, packet: u32, ear: &mut dyn Ear) {
        let cut = length.saturating_sub(u64::try_from(here).unwrap_or(u64::MAX));
        if cut > 0 {
            self.skip(self.at + cut, packet, ear);
        }
    }

    fn skip(&mut self, to: u64, packet: u32, ear: &mut dyn Ear) {
        let missing = to.saturating_sub(self.at);
        if missing == 0 {
            return;
        }
        ear.gap(packet, missing);
        self.missing += missing;
        self.at = to;
        self.next = self.next.wrapping_add(low(missing));
    }

    fn advance(&mut self, bytes: usize) {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.at += bytes;
        self.next = self.next.wrapping_add(low(bytes));
    }

    fn remember(&mut self, bytes: &[u8]) {
        if !bytes.is_empty() {
            self.prints.get_or_insert_default().take(self.at, bytes);
        }
    }
}

fn low(number: u64) -> u32 {
    u32::try_from(number & 0xffff_ffff).unwrap_or_default()
}

#[cfg(test)]
mod tests;
