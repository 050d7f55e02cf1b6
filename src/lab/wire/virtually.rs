//! The virtual wire: two smoltcp stacks, a link between them, and a clock that jumps.
//!
//! Nothing here waits and nothing asks the system: the same visits, conditions and start give the same frames at the
//! same times. The programs themselves take no time; the link has a rate and a length, and so frames follow one
//! another. Every frame passes [`Mischief`] once, when it leaves its sender, and then the [`hand`](hand::touch) of whoever holds the wire: where
//! that has no deed for a frame, the run ends with the frame under way, and everything before it as it was.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use smoltcp::time::Instant;

use crate::base::side::Side;
use crate::base::time::Time;
use crate::capture::packet::Packet;
use crate::lab::wire::hand;
use crate::lab::wire::host::{Host, address};
use crate::lab::wire::mischief::{Mischief, Verdict};
use crate::lab::wire::visit::{Conditions, Recording, Visit};
use crate::story::deed::Hand;
use crate::story::evidence::{Done, Ending};

/// What a frame needs from end to end even where no delay is asked for: 20 km of glass.
const LENGTH: Duration = Duration::from_micros(100);

/// Bits a second the link carries: a gigabit.
const RATE: u64 = 1_000_000_000;

/// Between the end of a visit and the next.
const PAUSE: Duration = Duration::from_millis(1);

/// A visit that has not ended by then is broken off.
const LONGEST: Duration = Duration::from_secs(7200);

/// First of the ports a system picks from for its own end of a connection (RFC 6335 section 6).
const FIRST_PORT: u16 = 49_152;

/// Carries `visits`, one after the other, from `start` on.
pub fn run(visits: Vec<Visit>, conditions: &Conditions, start: Time) -> Recording {
    held(visits, conditions, start, &Hand::default())
}

/// The same, by the hand of somebody who decides about frames; where a frame waits, so does everything.
pub fn held(visits: Vec<Visit>, conditions: &Conditions, start: Time, hand: &Hand) -> Recording {
    let mut wire = Wire::new(conditions, start, hand);
    for visit in visits {
        wire.carry(visit);
        if wire.waits() {
            break;
        }
    }
    wire.recording()
}

struct Wire<'a> {
    conditions: &'a Conditions,
    start: Time,
    now: Instant,
    client: Host,
    server: Host,
    mischief: Mischief,
    hand: &'a Hand,
    /// When each direction of the link is free again, client's first.
    free: [Instant; 2],
    /// Frames that the link is not free for yet.
    leaving: BinaryHeap<Reverse<Leaving>>,
    /// How many frames were put on the link.
    put: usize,
    under_way: BinaryHeap<Reverse<Arrival>>,
    sent: Vec<Sent>,
    endings: Vec<Ending>,
    visits: u16,
    first_port: u16,
}

/// A frame that is to leave its sender. Ordered by time, then as put there.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Leaving {
    at: Instant,
    order: usize,
    from: Side,
    frame: Vec<u8>,
}

/// A frame on the link. Ordered by time, then as sent.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Arrival {
    at: Instant,
    order: usize,
    to: Side,
    frame: Vec<u8>,
}

/// A frame as recorded.
struct Sent {
    at: Instant,
    frame: Vec<u8>,
    done: Option<Done>,
    handled: bool,
}

impl<'a> Wire<'a> {
    fn new(conditions: &'a Conditions, start: Time, hand: &'a Hand) -> Self {
        let mut dice = ChaCha8Rng::seed_from_u64(conditions.seed);
        let [client, server] = Side::BOTH.map(|side| Host::new(side, conditions, dice.next_u64()));
        let offset = u16::try_from(dice.next_u32() % 8192).unwrap_or_default();
        Self {
            conditions,
            start,
            now: Instant::ZERO,
            client,
            server,
            mischief: Mischief::new(conditions),
            hand,
            free: [Instant::ZERO; 2],
            leaving: BinaryHeap::new(),
            put: 0,
            under_way: BinaryHeap::new(),
            sent: Vec::new(),
            endings: Vec::new(),
            visits: 0,
            first_port: FIRST_PORT + offset,
        }
    }

    fn carry(&mut self, visit: Visit) {
        let limit = self.now + LONGEST.into();
        if let Some(make) = visit.server {
            self.server.listen(make, self.now);
        }
        let client = (visit.client)(self.time(self.now));
        let to = address(Side::Server, self.conditions);
        let port = self.first_port.saturating_add(self.visits);
        self.client.connect(to, port, client, self.now);
        loop {
            self.settle();
            self.depart(self.now);
            if self.waits() {
                return;
            }
            if self.is_done() {
                break;
            }
            let Some(next) = self.next().filter(|next| *next < limit) else {
                self.client.abort();
                self.server.abort();
                self.settle();
                self.depart(limit);
                break;
            };
            self.now = next.max(self.now);
            self.deliver();
        }
        self.end();
    }

    /// Lets both hosts work until neither has anything to do at this moment.
    fn settle(&mut self) {
        for side in Side::BOTH {
            let time = self.time(self.now);
            let host = side.of(&mut self.client, &mut self.server);
            for frame in host.work(self.now, time) {
                self.send(side, frame);
            }
        }
    }

    /// Puts a frame on the link behind those already there.
    fn send(&mut self, from: Side, frame: Vec<u8>) {
        let [client_free, server_free] = &mut self.free;
        let free = from.of(client_free, server_free);
        let at = self.now.max(*free);
        *free = at + on_the_line(&frame).into();
        self.leaving.push(Reverse(Leaving {
            at,
            order: self.put,
            from,
            frame,
        }));
        self.put += 1;
    }

    /// Lets the frames go that leave by `until`, as long as none of them waits.
    fn depart(&mut self, until: Instant) {
        while let Some(Reverse(next)) = self.leaving.peek()
            && next.at <= until
            && !self.waits()
        {
            if let Some(Reverse(leaving)) = self.leaving.pop() {
                self.judge(leaving);
            }
        }
    }

    /// Writes a frame down, and sends it on its way or not.
    fn judge(&mut self, leaving: Leaving) {
        let Leaving {
            at,
            order,
            from,
            mut frame,
        } = leaving;
        let sent = frame.clone();
        let changed = match self.mischief.judge(from, &mut frame) {
            Verdict::Deliver => None,
            Verdict::Changed(how) => Some(Done::Changed { sent, how }),
            Verdict::Drop => {
                let done = Some(Done::Lost);
                return self.sent.push(Sent {
                    at,
                    frame,
                    done,
                    handled: false,
                });
            }
        };
        let number = u32::try_from(self.sent.len() + 1).unwrap_or(u32::MAX);
        let touched = hand::touch(self.hand, number, from.peer(), frame, self.conditions);
        let line = on_the_line(&touched.frame);
        let way = way(&touched.frame, self.conditions) + touched.later;
        for copy in 0..touched.copies {
            self.under_way.push(Reverse(Arrival {
                at: at + (way + line * copy.into()).into(),
                order,
                to: from.peer(),
                frame: touched.frame.clone(),
            }));
        }
        let ordered = self.hand.deeds.get(&number);
        self.sent.push(Sent {
            at,
            frame: touched.frame,
            // What was to be done and left no trace was not done: a flip of a byte that the frame does not have.
            handled: ordered.is_some_and(|deed| deed.is_nothing() || touched.done.is_some()),
            done: touched.done.or(changed),
        });
    }

    /// Whether a frame waits for whoever holds the wire.
    fn waits(&self) -> bool {
        let last = self.sent.last();
        last.is_some_and(|sent| sent.done == Some(Done::Waiting))
    }

    fn deliver(&mut self) {
        while let Some(Reverse(next)) = self.under_way.peek()
            && next.at <= self.now
        {
            if let Some(Reverse(arrival)) = self.under_way.pop() {
                let host = arrival.to.of(&mut self.client, &mut self.server);
                host.arrive(arrival.frame);
            }
        }
    }

    fn next(&mut self) -> Option<Instant> {
        let arrival = self.under_way.peek().map(|Reverse(next)| next.at);
        let leaving = self.leaving.peek().map(|Reverse(next)| next.at);
        let client = self.client.next(self.now);
        let server = self.server.next(self.now);
        let link = arrival.into_iter().chain(leaving);
        link.chain(client).chain(server).min()
    }

    fn is_done(&self) -> bool {
        let empty = self.leaving.is_empty() && self.under_way.is_empty();
        empty && self.client.is_done() && self.server.is_done()
    }

    fn end(&mut self) {
        for side in Side::BOTH {
            let host = side.of(&mut self.client, &mut self.server);
            if let Some(speaker) = host.hang_up() {
                self.endings.push(Ending {
                    side,
                    connection: self.visits.into(),
                    error: speaker.error(),
                    received: speaker.received(),
                });
            }
        }
        self.visits += 1;
        self.now += PAUSE.into();
    }

    fn time(&self, at: Instant) -> Time {
        self.start + Duration::from_micros(at.total_micros().unsigned_abs())
    }

    /// Numbers the frames in the order they left.
    fn recording(mut self) -> Recording {
        let sent = std::mem::take(&mut self.sent);
        let mut packets = Vec::new();
        let mut done = BTreeMap::new();
        let mut handled = BTreeSet::new();
        for (number, sent) in (1..).zip(sent) {
            let time = self.time(sent.at);
            packets.push(Packet::ethernet(number, time, sent.frame));
            if let Some(what) = sent.done {
                done.insert(number, what);
            }
            if sent.handled {
                handled.insert(number);
            }
        }
        Recording {
            packets,
            done,
            handled,
            endings: self.endings,
        }
    }
}

/// How long `frame` is under way, from when it leaves its sender to when it is there.
pub(crate) fn way(frame: &[u8], conditions: &Conditions) -> Duration {
    on_the_line(frame) + LENGTH + conditions.delay
}

/// How long the link is busy with `frame`.
fn on_the_line(frame: &[u8]) -> Duration {
    let bits = u64::try_from(frame.len())
        .unwrap_or(u64::MAX)
        .saturating_mul(8);
    Duration::from_micros(bits.saturating_mul(1_000_000).div_ceil(RATE))
}
