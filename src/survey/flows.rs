//! All TCP connections of a pass: found by their ends, told when they are over, in bounded memory.

use std::collections::VecDeque;
use std::net::IpAddr;

use crate::base::side::Side;
use crate::base::time::Time;
use crate::capture::packet::Captured;
use crate::dissect::tcp::Segment;
use crate::survey::connection::{Close, Connection, Tcp, Transport};
use crate::survey::desk::Desk;
use crate::survey::ends::{End, Ends};
use crate::survey::flow::{Flow, Life};
use crate::survey::gone::Gone;
use crate::survey::knock::Knock;
use crate::survey::table::{Kept, Table};

/// Most connections kept of which only SYNs were seen.
const KNOCKS: usize = 65_536;
/// Most connections kept of which more was seen.
const FLOWS: usize = 4096;
/// Most connections remembered after they were told.
const GONE: usize = 16_384;
/// How many closed connections wait for late frames, and how long in seconds of the capture.
const LINGER: (usize, u64) = (512, 5);
/// Most bytes of memory held back behind holes by all connections together.
const HELD: usize = 8 << 20;

/// All TCP connections of a pass.
#[derive(Debug, Default)]
pub(crate) struct Flows {
    knocks: Table<Knock>,
    flows: Table<Flow>,
    gone: Table<Gone>,
    /// Closed connections: place, number, and when they closed.
    lingering: VecDeque<(usize, u32, Time)>,
    /// Directions that hold something back, oldest first: place, number and side.
    holes: VecDeque<(usize, u32, Side)>,
    /// Bytes of memory held back.
    held: usize,
    /// Connections told before their end.
    pub(crate) told_early: u32,
}

/// Where a segment was seen: its frame and its ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen<'a> {
    pub(crate) frame: &'a Captured<'a>,
    pub(crate) ends: Ends,
    pub(crate) hash: u64,
    pub(crate) from: End,
}

impl<'a> Seen<'a> {
    /// By the addresses and ports that the packet goes between.
    pub(crate) fn new(frame: &'a Captured<'a>, from: (IpAddr, u16), to: (IpAddr, u16)) -> Self {
        let (ends, from) = Ends::new(from, to);
        let hash = ends.hash();
        Self {
            frame,
            ends,
            hash,
            from,
        }
    }
}

impl Flows {
    /// Takes in a segment; gives the number of its connection. `numbers` counts connections.
    pub(crate) fn take(
        &mut self,
        seen: &Seen<'_>,
        segment: &Segment<'_>,
        numbers: &mut u32,
        desk: &mut Desk<'_>,
    ) -> u32 {
        let Seen { hash, from, .. } = *seen;
        if let Some(place) = self.flows.find(hash, &seen.ends)
            && let Some(flow) = self.flows.get(place)
        {
            if !flow.reused(from, segment) {
                return self.feed(place, seen, segment, desk);
            }
            self.tell(place, desk);
        } else if let Some(place) = self.knocks.find(hash, &seen.ends)
            && let Some(knock) = self.knocks.get_mut(place)
        {
            if knock.take(seen.frame, from, segment).is_some() {
                return knock.number;
            }
            if let Some(knock) = self.knocks.remove(place) {
                let flow = Flow::opened(knock);
                if !flow.reused(from, segment) {
                    return self.begin(flow, seen, segment, desk);
                }
                tell(flow, desk);
            }
        }
        // The one just told may be the one whose ports are used again.
        if let Some(place) = self.gone.find(hash, &seen.ends)
            && let Some(gone) = self.gone.get(place)
        {
            if let Some(number) = gone.late(from, segment) {
                return number;
            }
            self.gone.remove(place);
        }
        *numbers += 1;
        self.first(*numbers, seen, segment, desk);
        *numbers
    }

    /// Tells connections that closed long enough before `now`.
    pub(crate) fn settle(&mut self, now: Time, desk: &mut Desk<'_>) {
        while let Some((place, number, closed)) = self.lingering.front().copied() {
            if self.lingering.len() <= LINGER.0 && now.since(closed).as_secs() < LINGER.1 {
                return;
            }
            self.lingering.pop_front();
            if self
                .flows
                .get(place)
                .is_some_and(|flow| flow.number == number)
            {
                self.tell(place, desk);
            }
        }
    }

    /// Whether [`settle`](Self::settle) would tell something.
    pub(crate) fn unsettled(&self, now: Time) -> bool {
        self.lingering.front().is_some_and(|(_, _, closed)| {
            self.lingering.len() > LINGER.0 || now.since(*closed).as_secs() >= LINGER.1
        })
    }

    /// The capture is over: tells all that is left, by number.
    pub(crate) fn finish(&mut self, desk: &mut Desk<'_>) {
        let mut left: Vec<(u32, usize, bool)> = Vec::new();
        for place in self.flows.places() {
            left.extend(self.flows.get(place).map(|flow| (flow.number, place, true)));
        }
        for place in self.knocks.places() {
            let knock = self.knocks.get(place);
            left.extend(knock.map(|knock| (knock.number, place, false)));
        }
        left.sort_unstable();
        for (_, place, whole) in left {
            if whole {
                let flow = self.flows.remove(place);
                flow.into_iter().for_each(|flow| tell(flow, desk));
            } else {
                let knock = self.knocks.remove(place);
                knock.into_iter().for_each(|knock| told(knock, desk));
            }
        }
    }

    /// A new connection.
    fn first(&mut self, number: u32, seen: &Seen<'_>, segment: &Segment<'_>, desk: &mut Desk<'_>) {
        let key = seen.ends.key();
        if let Some(knock) = Knock::new(&key, number, seen.frame, seen.from, segment) {
            if self.knocks.len() >= KNOCKS
                && let Some(idle) = self.knocks.idle()
                && let Some(knock) = self.knocks.remove(idle)
            {
                self.told_early += 1;
                told(knock, desk);
            }
            self.knocks.insert(seen.hash, knock);
            return;
        }
        let flow = Flow::new(key, number, seen.frame, seen.from);
        self.begin(flow, seen, segment, desk);
    }

    fn begin(
        &mut self,
        flow: Flow,
        seen: &Seen<'_>,
        segment: &Segment<'_>,
        desk: &mut Desk<'_>,
    ) -> u32 {
        if self.flows.len() >= FLOWS
            && let Some(idle) = self.flows.idle()
        {
            let open = self
                .flows
                .get(idle)
                .is_some_and(|flow| flow.life == Life::Open);
            self.told_early += u32::from(open);
            self.tell(idle, desk);
        }
        let place = self.flows.insert(seen.hash, flow);
        self.feed(place, seen, segment, desk)
    }

    /// Gives a segment to the connection at `place`.
    fn feed(
        &mut self,
        place: usize,
        seen: &Seen<'_>,
        segment: &Segment<'_>,
        desk: &mut Desk<'_>,
    ) -> u32 {
        let Some(flow) = self.flows.get_mut(place) else {
            return 0;
        };
        let number = flow.number;
        desk.connection = number;
        (desk.packet, desk.time) = (seen.frame.number, seen.frame.time);
        let before = flow.held();
        flow.take(seen.frame, seen.from, segment, desk);
        let after = flow.held();
        if flow.life == Life::Closing {
            flow.life = Life::Lingering;
            self.lingering.push_back((place, number, seen.frame.time));
        }
        if before != after {
            self.hold(place, number, before, after);
            self.relieve(desk);
        }
        number
    }

    /// Keeps the books of what is held back.
    fn hold(&mut self, place: usize, number: u32, before: [usize; 2], after: [usize; 2]) {
        for (side, (before, after)) in Side::BOTH.into_iter().zip(before.into_iter().zip(after)) {
            self.held = (self.held + after).saturating_sub(before);
            if before == 0 && after > 0 {
                self.holes.push_back((place, number, side));
            }
        }
        // Holes that were filled leave their entry behind.
        if self.holes.len() > 2 * FLOWS {
            let flows = &self.flows;
            self.holes.retain(|(place, number, side)| {
                let flow = flows.get(*place).filter(|flow| flow.number == *number);
                flow.is_some_and(|flow| holds(flow, *side) > 0)
            });
        }
    }

    /// Gives up the oldest holes until what is held back is within bounds.
    fn relieve(&mut self, desk: &mut Desk<'_>) {
        while self.held > HELD {
            let Some((place, number, side)) = self.holes.pop_front() else {
                return;
            };
            let flow = self.flows.get_mut(place);
            let Some(flow) = flow.filter(|flow| flow.number == number) else {
                continue;
            };
            self.held = self.held.saturating_sub(holds(flow, side));
            desk.connection = number;
            flow.give_up(side, desk);
        }
    }

    /// Tells the connection at `place` and remembers that.
    fn tell(&mut self, place: usize, desk: &mut Desk<'_>) {
        let Some(flow) = self.flows.remove(place) else {
            return;
        };
        self.held = self.held.saturating_sub(flow.held().iter().sum());
        let hash = flow.key().ends().hash();
        if self.gone.len() >= GONE
            && let Some(idle) = self.gone.idle()
        {
            self.gone.remove(idle);
        }
        self.gone.insert(hash, Gone::new(&flow));
        tell(flow, desk);
    }
}

fn holds(flow: &Flow, side: Side) -> usize {
    let [client, server] = flow.held();
    side.of(client, server)
}

fn tell(flow: Flow, desk: &mut Desk<'_>) {
    desk.connection = flow.number;
    let connection = flow.tell(desk);
    desk.watcher.connection(connection);
}

/// Tells a connection of which only SYNs were seen.
fn told(knock: Knock, desk: &mut Desk<'_>) {
    let (client, server) = knock.key.from(knock.client);
    let (_, answer) = knock.answer;
    desk.watcher.connection(Connection {
        number: knock.number,
        transport: Transport::Tcp,
        client,
        server,
        first_packet: knock.first,
        last_packet: knock.last,
        packets: knock.packets.into(),
        digits: knock.digits,
        start: knock.start,
        end: knock.end(),
        tcp: Some(Tcp {
            syn: Some(knock.first),
            syn_ack: (answer != 0).then_some(answer),
            retransmissions: knock.again(),
            close: Close::Open,
            ..Tcp::default()
        }),
        protocol: None,
        starttls: None,
        tls: None,
        findings: Vec::new(),
    });
}
