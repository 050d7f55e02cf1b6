//! The virtual wire: two smoltcp stacks, a link between them, and a clock that jumps.
//!
//! Nothing here waits and nothing asks the system: the same visits, conditions and start give the same frames at the
//! same times. The programs themselves take no time; the link has a rate and a length, and so frames follow one
//! another. Every frame passes [`Mischief`] once, when its sender sends it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use smoltcp::time::Instant;

use crate::base::side::Side;
use crate::base::time::Time;
use crate::capture::packet::Packet;
use crate::lab::wire::host::{Host, address};
use crate::lab::wire::mischief::{Mischief, Verdict};
use crate::lab::wire::visit::{Conditions, Recording, Visit};
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
    let mut wire = Wire::new(conditions, start);
    for visit in visits {
        wire.carry(visit);
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
    /// When each direction of the link is free again, client's first.
    free: [Instant; 2],
    under_way: BinaryHeap<Reverse<Arrival>>,
    sent: Vec<Sent>,
    endings: Vec<Ending>,
    visits: u16,
    first_port: u16,
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
}

impl<'a> Wire<'a> {
    fn new(conditions: &'a Conditions, start: Time) -> Self {
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
            free: [Instant::ZERO; 2],
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
            if self.is_done() {
                break;
            }
            let Some(next) = self.next().filter(|next| *next < limit) else {
                self.client.abort();
                self.server.abort();
                self.settle();
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
        let arrives = *free + (LENGTH + self.conditions.delay).into();
        let mut arrived = frame.clone();
        let done = match self.mischief.judge(from, &mut arrived) {
            Verdict::Deliver => None,
            Verdict::Drop => Some(Done::Lost),
            Verdict::Changed(how) => Some(Done::Changed { sent: frame, how }),
        };
        if done != Some(Done::Lost) {
            self.under_way.push(Reverse(Arrival {
                at: arrives,
                order: self.sent.len(),
                to: from.peer(),
                frame: arrived.clone(),
            }));
        }
        self.sent.push(Sent {
            at,
            frame: arrived,
            done,
        });
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
        let client = self.client.next(self.now);
        let server = self.server.next(self.now);
        arrival.into_iter().chain(client).chain(server).min()
    }

    fn is_done(&self) -> bool {
        self.under_way.is_empty() && self.client.is_done() && self.server.is_done()
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

    /// Numbers the frames in the order they left; the sort is stable, so frames of one moment stay as they were.
    fn recording(mut self) -> Recording {
        let mut sent = std::mem::take(&mut self.sent);
        sent.sort_by_key(|sent| sent.at);
        let mut packets = Vec::new();
        let mut done = BTreeMap::new();
        for (number, sent) in (1..).zip(sent) {
            let time = self.time(sent.at);
            packets.push(Packet::ethernet(number, time, sent.frame));
            if let Some(what) = sent.done {
                done.insert(number, what);
            }
        }
        Recording {
            packets,
            done,
            endings: self.endings,
        }
    }
}

/// How long the link is busy with `frame`.
fn on_the_line(frame: &[u8]) -> Duration {
    let bits = u64::try_from(frame.len())
        .unwrap_or(u64::MAX)
        .saturating_mul(8);
    Duration::from_micros(bits.saturating_mul(1_000_000).div_ceil(RATE))
}
