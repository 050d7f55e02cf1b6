//! Pieces of IP packets put together again, as the receiver does it (RFC 791 §3.2, RFC 8200 §4.5).
//!
//! Bounded, whatever is pushed: the oldest unfinished packet is let go, and counted. Where two pieces say different bytes
//! for one place, the first wins and the whole says so: IPv6 throws such packets away (RFC 5722), because they are how
//! filters are deceived. Knows no clock: the time of each piece comes in.

use std::collections::{BTreeMap, VecDeque};
use std::net::IpAddr;
use std::time::Duration;

use crate::base::reader::{Reader, Result};
use crate::base::time::Time;
use crate::dissect::fragment::Fragment;
use crate::dissect::inside::Ip;
use crate::dissect::ip4;
use crate::dissect::link;

/// Packets of which not all pieces have come.
#[derive(Debug, Default)]
pub struct Fragments {
    /// In the order of their first piece.
    unfinished: VecDeque<Unfinished>,
    held: usize,
    let_go: u64,
}

/// A packet put together from its pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The packet as it was before it was cut, header first. Its lengths are those of the whole.
    pub bytes: Vec<u8>,
    /// The frames whose pieces it is made of, in the order they came.
    pub packets: Vec<u32>,
    /// Whether pieces overlapped.
    pub overlap: Overlap,
}

/// Whether pieces said bytes for the same place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Overlap {
    /// None did, or a piece came twice as it was.
    #[default]
    None,
    /// They did, and said the same.
    Same,
    /// They said different bytes; the first count.
    Differs,
}

impl Whole {
    /// The packet, read.
    pub fn ip(&self) -> Result<Ip<'_>> {
        link::packet(&mut Reader::quiet(&self.bytes), self.bytes.len())
    }
}

/// Bytes held at most, what is needed to hold them included.
const MOST_HELD: usize = 1 << 20;
/// Packets being put together at most.
const MOST_PACKETS: usize = 256;
/// Bytes of an IP packet at most; a piece that would reach beyond is the "ping of death".
const LONGEST: usize = 65_535;
/// What holding a piece costs beside its bytes, roughly.
const PIECE: usize = 96;
/// How long a receiver waits for the missing pieces (RFC 8200 §4.5).
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    ends: (IpAddr, IpAddr),
    id: u32,
    /// Counts in IPv4 only.
    protocol: u8,
}

#[derive(Debug)]
struct Unfinished {
    key: Key,
    since: Time,
    header: Vec<u8>,
    protocol: u8,
    /// By place in the payload; they do not overlap.
    pieces: BTreeMap<usize, Vec<u8>>,
    /// Bytes in all pieces.
    bytes: usize,
    /// Bytes of the whole payload, once the last piece has come.
    total: Option<usize>,
    packets: Vec<u32>,
    overlap: Overlap,
}

impl Fragments {
    /// How many packets were let go unfinished: their pieces took too much room or too long.
    pub fn let_go(&self) -> u64 {
        self.let_go
    }

    /// Takes a piece that `ip` carried in frame `packet`; gives the whole if it was the last that was missing. A piece cut
    /// by the capture, or that cannot be one, is not taken.
    pub fn push(
        &mut self,
        ip: &Ip<'_>,
        fragment: &Fragment<'_>,
        packet: u32,
        time: Time,
    ) -> Option<Whole> {
        let length = fragment.bytes.len();
        let end = fragment.place.offset + length;
        let odd = fragment.place.more && !length.is_multiple_of(8);
        if length == 0 || length < fragment.length || odd || end + fragment.header.len() > LONGEST {
            return None;
        }
        self.make_room(length + fragment.header.len() + PIECE, time);
        let key = Key {
            ends: (ip.source, ip.destination),
            id: fragment.place.id,
            protocol: match ip.source {
                IpAddr::V4(_) => fragment.protocol,
                IpAddr::V6(_) => 0,
            },
        };
        let known = self.unfinished.iter().rposition(|one| one.key == key);
        let at = known.unwrap_or_else(|| {
            self.unfinished.push_back(Unfinished::new(key, time));
            self.unfinished.len() - 1
        });
        let one = self.unfinished.get_mut(at)?;
        let before = one.held();
        one.take(fragment, packet);
        self.held = self.held.saturating_sub(before) + one.held();
        if one.total != Some(one.bytes) {
            return None;
        }
        let done = self.unfinished.remove(at)?;
        self.held = self.held.saturating_sub(done.held());
        done.whole()
    }

    /// Lets go what waited too long, then the oldest until `more` bytes have room.
    fn make_room(&mut self, more: usize, now: Time) {
        while let Some(oldest) = self.unfinished.front() {
            let fits = self.held + more <= MOST_HELD && self.unfinished.len() < MOST_PACKETS;
            if fits && now.since(oldest.since) <= PATIENCE {
                return;
            }
            self.held = self.held.saturating_sub(oldest.held());
            self.unfinished.pop_front();
            self.let_go += 1;
        }
    }
}

impl Unfinished {
    fn new(key: Key, since: Time) -> Self {
        Self {
            key,
            since,
            header: Vec::new(),
            protocol: 0,
            pieces: BTreeMap::new(),
            bytes: 0,
            total: None,
            packets: Vec::new(),
            overlap: Overlap::None,
        }
    }

    fn held(&self) -> usize {
        let numbers = self.packets.len() * size_of::<u32>();
        self.header.len() + self.bytes + self.pieces.len() * PIECE + numbers
    }

    fn take(&mut self, fragment: &Fragment<'_>, packet: u32) {
        let place = fragment.place;
        let end = place.offset + fragment.bytes.len();
        let furthest = self.pieces.last_key_value();
        let furthest = furthest.map_or(0, |(at, bytes)| at + bytes.len());
        match (place.more, self.total) {
            // Two ends: the first counts.
            (false, Some(total)) if total != end => return,
            (true, Some(total)) if end > total => return,
            (false, None) if end < furthest => return,
            (false, None) => self.total = Some(end),
            (false | true, _) => {}
        }
        // The headers of the first piece are those of the whole (RFC 8200 §4.5); any serve until it comes.
        if place.offset == 0 && !self.pieces.contains_key(&0) || self.header.is_empty() {
            self.header = fragment.header.to_vec();
            self.protocol = fragment.protocol;
        }
        let bytes = self.bytes;
        self.fill(place.offset, fragment.bytes);
        if self.bytes > bytes {
            self.packets.push(packet);
        }
    }

    /// Puts bytes where none are yet, and compares them where some are.
    fn fill(&mut self, offset: usize, mut bytes: &[u8]) {
        if self.pieces.get(&offset).is_some_and(|held| held == bytes) {
            return;
        }
        let mut at = offset;
        while !bytes.is_empty() {
            let before = self.pieces.range(..=at).next_back();
            if let Some((start, held)) = before
                && start + held.len() > at
            {
                let there = held.get(at - start..).unwrap_or_default();
                let n = there.len().min(bytes.len());
                let (same, rest) = bytes.split_at(n);
                let found = match there.starts_with(same) {
                    true => Overlap::Same,
                    false => Overlap::Differs,
                };
                self.overlap = self.overlap.max(found);
                (at, bytes) = (at + n, rest);
                continue;
            }
            let next = self.pieces.range(at..).next();
            let room = next.map_or(usize::MAX, |(start, _)| start - at);
            let (new, rest) = bytes.split_at(room.min(bytes.len()));
            self.pieces.insert(at, new.to_vec());
            self.bytes += new.len();
            (at, bytes) = (at + new.len(), rest);
        }
    }

    /// The packet as it was before it was cut.
    fn whole(self) -> Option<Whole> {
        let payload = self.bytes;
        let mut bytes = self.header;
        match self.key.ends.0 {
            IpAddr::V4(_) => mend4(&mut bytes, payload)?,
            IpAddr::V6(_) => mend6(&mut bytes, payload, self.protocol)?,
        }
        bytes.reserve_exact(payload);
        for piece in self.pieces.values() {
            bytes.extend_from_slice(piece);
        }
        Some(Whole {
            bytes,
            packets: self.packets,
            overlap: self.overlap,
        })
    }
}

/// Length, flags and checksum of a packet that was never cut.
fn mend4(header: &mut [u8], payload: usize) -> Option<()> {
    let total = u16::try_from(header.len() + payload).ok()?;
    header.get_mut(2..4)?.copy_from_slice(&total.to_be_bytes());
    header.get_mut(6..8)?.fill(0);
    let sum = ip4::checksum(header).computed?;
    header.get_mut(10..12)?.copy_from_slice(&sum.to_be_bytes());
    Some(())
}

/// Length of a packet that was never cut, and what follows in the place of the fragment header.
fn mend6(header: &mut [u8], payload: usize, next: u8) -> Option<()> {
    let length = u16::try_from(header.len().checked_sub(40)? + payload).ok()?;
    header.get_mut(4..6)?.copy_from_slice(&length.to_be_bytes());
    let (mut says, mut after) = (6, 40);
    while after < header.len() {
        says = after;
        after += usize::from(*header.get(after + 1)?) * 8 + 8;
    }
    *header.get_mut(says)? = next;
    Some(())
}

#[cfg(test)]
mod tests;
