//! One TCP connection: its handshake, what went over it twice or never, and how it ended (RFC 9293).
//!
//! Checks no checksum: a network card fills them in after the capture.

use crate::base::side::Side;
use crate::base::time::Time;
use crate::capture::packet::Captured;
use crate::dissect::tcp::{Flags, Segment};
use crate::survey::connection::{Close, Connection, Tcp, Transport};
use crate::survey::desk::Desk;
use crate::survey::ends::{End, Key};
use crate::survey::knock::Knock;
use crate::survey::lane::{Arrival, Begun, Ear, Lane, Load};
use crate::survey::table::Kept;
use crate::survey::talk::Talk;

/// A TCP connection.
#[derive(Debug)]
pub(crate) struct Flow {
    key: Key,
    pub(crate) number: u32,
    /// Which end is the client: who sent the first SYN, else the first frame.
    client: End,
    digits: u8,
    pub(crate) life: Life,
    first: u32,
    last: u32,
    packets: u32,
    start: Time,
    end: Time,
    tcp: Tcp,
    /// Client first.
    lanes: [Lane; 2],
    talk: Talk,
}

/// Whether a connection goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Life {
    /// It goes on.
    Open,
    /// Its last frame was just read.
    Closing,
    /// It waits for late frames.
    Lingering,
}

impl Kept for Flow {
    fn key(&self) -> &Key {
        &self.key
    }

    fn last(&self) -> u32 {
        self.last
    }
}

impl Flow {
    /// A connection by its first frame, which `from` sent. The frame itself is not taken in yet.
    pub(crate) fn new(key: Key, number: u32, frame: &Captured<'_>, from: End) -> Self {
        Self {
            key,
            number,
            client: from,
            digits: frame.digits,
            life: Life::Open,
            first: frame.number,
            last: frame.number,
            packets: 0,
            start: frame.time,
            end: frame.time,
            tcp: Tcp::default(),
            lanes: Default::default(),
            talk: Talk::default(),
        }
    }

    /// A connection of which SYNs were seen so far.
    pub(crate) fn opened(knock: Knock) -> Self {
        let (end, again) = (knock.end(), knock.again());
        let mut lanes: [Lane; 2] = Default::default();
        let [client, server] = &mut lanes;
        client.open(knock.initial);
        let (initial, frame) = knock.answer;
        if frame != 0 {
            server.open(initial);
        }
        Self {
            key: knock.key,
            number: knock.number,
            client: knock.client,
            digits: knock.digits,
            life: Life::Open,
            first: knock.first,
            last: knock.last,
            packets: knock.packets.into(),
            start: knock.start,
            end,
            tcp: Tcp {
                syn: Some(knock.first),
                syn_ack: (frame != 0).then_some(frame),
                retransmissions: again,
                ..Tcp::default()
            },
            lanes,
            talk: Talk::default(),
        }
    }

    /// Whether a segment belongs to a new connection between the same ports: a SYN with another sequence number.
    pub(crate) fn reused(&self, from: End, segment: &Segment<'_>) -> bool {
        let [client, server] = &self.lanes;
        let lane = self.side(from).of(client, server);
        opens(segment) && lane.begun != Begun::Unseen && lane.first() != after(segment)
    }

    /// Sequence numbers of the first bytes, client first, where they are known from SYNs.
    pub(crate) fn initials(&self) -> [Option<u32>; 2] {
        self.lanes
            .each_ref()
            .map(|lane| (lane.begun == Begun::Syn).then(|| lane.first()))
    }

    /// Which end the client is.
    pub(crate) fn client(&self) -> End {
        self.client
    }

    /// Takes in a segment.
    pub(crate) fn take(
        &mut self,
        frame: &Captured<'_>,
        from: End,
        segment: &Segment<'_>,
        desk: &mut Desk<'_>,
    ) {
        (self.last, self.end) = (frame.number, frame.time);
        self.packets = self.packets.saturating_add(1);
        let flags = segment.flags;
        if flags.has(Flags::RST) {
            self.tcp.reset.get_or_insert(frame.number);
            self.ended();
            return;
        }
        if opens(segment) {
            self.roles(from);
        }
        let side = self.side(from);
        if flags.has(Flags::ACK) {
            self.acknowledged(side, frame.number, segment);
        }
        if flags.has(Flags::SYN) {
            self.syn(side, frame.number, segment);
        } else if segment.window == 0 && !flags.has(Flags::FIN) {
            self.tcp.zero_windows += 1;
        }
        self.carried(side, frame, segment, desk);
        if flags.has(Flags::FIN) {
            self.fin(side, frame.number, segment);
        }
        self.patience(frame.time, desk);
    }

    /// Gives up what `side` holds back beyond holes.
    pub(crate) fn give_up(&mut self, side: Side, desk: &mut Desk<'_>) {
        let (lane, mut ear) = self.ear(side, desk);
        lane.give_up_all(&mut ear);
    }

    /// Bytes of memory of what is held back, client first.
    pub(crate) fn held(&self) -> [usize; 2] {
        self.lanes.each_ref().map(Lane::cost)
    }

    /// The connection is over: all that is known of it.
    pub(crate) fn tell(mut self, desk: &mut Desk<'_>) -> Connection {
        (desk.packet, desk.time) = (self.last, self.end);
        for side in Side::BOTH {
            let packet = self.last;
            let (lane, mut ear) = self.ear(side, desk);
            lane.close(packet, &mut ear);
        }
        let whole = self.lanes.each_ref().map(|lane| lane.begun == Begun::Syn);
        let mut told = self.talk.close(desk, whole);
        let mut tcp = self.tcp;
        tcp.payload = self.lanes.each_ref().map(Lane::given);
        tcp.fin = self.lanes.each_ref().map(|lane| lane.fin);
        tcp.close = match (tcp.fin, tcp.reset) {
            ([Some(_), Some(_)], _) => Close::Fin,
            (_, Some(_)) => Close::Reset,
            ([None, None], None) => Close::Open,
            ([Some(_), None] | [None, Some(_)], None) => Close::Fin,
        };
        let (mut client, mut server) = self.key.from(self.client);
        if whole == [false; 2] && told.hello_from == Some(Side::Server) {
            // Nobody was seen to open the connection: then the client is who says so in TLS.
            (client, server) = (server, client);
            tcp.payload.reverse();
            tcp.fin.reverse();
            if let Some(tls) = &mut told.tls {
                tls.roles_swapped = false;
            }
        }
        Connection {
            number: self.number,
            transport: Transport::Tcp,
            client,
            server,
            first_packet: self.first,
            last_packet: self.last,
            packets: self.packets,
            digits: self.digits,
            start: self.start,
            end: self.end,
            tcp: Some(tcp),
            protocol: told.protocol,
            starttls: told.starttls,
            tls: told.tls,
            findings: Vec::new(),
        }
    }

    fn side(&self, from: End) -> Side {
        if from == self.client {
            Side::Client
        } else {
            Side::Server
        }
    }

    /// A SYN without ACK: the first one tells who the client is, even if frames of the connection came before it.
    fn roles(&mut self, from: End) {
        let quiet = self.lanes.iter().all(|lane| lane.given() == 0);
        if self.tcp.syn.is_none() && from != self.client && quiet {
            self.client = from;
            self.lanes.reverse();
        }
    }

    fn syn(&mut self, side: Side, packet: u32, segment: &Segment<'_>) {
        let lane = self.lane(side);
        let again = lane.begun == Begun::Syn && lane.first() == after(segment);
        lane.open(segment.sequence);
        let answers = segment.flags.has(Flags::ACK);
        if answers {
            // Where no SYN was seen, whoever answers one is the server.
            if side == Side::Client
                && self.tcp.syn.is_none()
                && self.lane(Side::Server).given() == 0
            {
                self.client = match self.client {
                    End::Low => End::High,
                    End::High => End::Low,
                };
                self.lanes.reverse();
            }
            self.tcp.syn_ack.get_or_insert(packet);
        } else if self.tcp.syn.is_none() {
            self.tcp.syn = Some(packet);
        } else if side == Side::Server {
            self.tcp.simultaneous = true;
        }
        // In a simultaneous open the second one comes again with ACK, in its place.
        if again && !(self.tcp.simultaneous && answers) {
            self.tcp.retransmissions += 1;
        }
    }

    fn acknowledged(&mut self, side: Side, packet: u32, segment: &Segment<'_>) {
        let number = segment.acknowledgment;
        let answered = self.tcp.syn_ack.is_some() && self.tcp.ack.is_none();
        let peer = self.lane(side.peer());
        peer.acknowledge(number);
        let first = peer.begun == Begun::Syn;
        if answered && first && side == Side::Client && !segment.flags.has(Flags::SYN) {
            self.tcp.ack = Some(packet);
        }
    }

    /// The payload.
    fn carried(
        &mut self,
        side: Side,
        frame: &Captured<'_>,
        segment: &Segment<'_>,
        desk: &mut Desk<'_>,
    ) {
        let flags = segment.flags;
        let bare = !flags.has(Flags::SYN) && !flags.has(Flags::FIN);
        let lane = self.lane(side);
        if bare && lane.probed(segment.sequence, segment.length) {
            self.tcp.keep_alives += 1;
            return;
        }
        if segment.length == 0 {
            return;
        }
        let load = Load {
            sequence: match flags.has(Flags::SYN) {
                true => after(segment),
                false => segment.sequence,
            },
            length: u64::try_from(segment.length).unwrap_or(u64::MAX),
            bytes: segment.payload,
            packet: frame.number,
            time: frame.time,
        };
        let (lane, mut ear) = self.ear(side, desk);
        let (arrival, differs) = lane.arrive(&load, &mut ear);
        match arrival {
            Arrival::New | Arrival::Ahead => {}
            Arrival::Again => self.tcp.retransmissions += 1,
            Arrival::Late => self.tcp.out_of_order += 1,
        }
        if differs {
            self.tcp.conflict.get_or_insert(frame.number);
        }
    }

    fn fin(&mut self, side: Side, packet: u32, segment: &Segment<'_>) {
        let length = u32::try_from(segment.length).unwrap_or_default();
        let end = segment.sequence.wrapping_add(length);
        let again = self.lane(side).finish(end, packet) == Arrival::Again;
        if again && segment.length == 0 {
            self.tcp.retransmissions += 1;
        }
        if self.lanes.iter().all(|lane| lane.fin.is_some()) {
            self.ended();
        }
    }

    fn ended(&mut self) {
        if self.life == Life::Open {
            self.life = Life::Closing;
        }
    }

    fn patience(&mut self, now: Time, desk: &mut Desk<'_>) {
        for side in Side::BOTH {
            if self.lane(side).cost() > 0 {
                let (lane, mut ear) = self.ear(side, desk);
                lane.pass(now, &mut ear);
            }
        }
    }

    fn lane(&mut self, side: Side) -> &mut Lane {
        let [client, server] = &mut self.lanes;
        match side {
            Side::Client => client,
            Side::Server => server,
        }
    }

    /// The direction that `side` sends on, and who listens to it.
    fn ear<'f, 'd, 'w>(
        &'f mut self,
        side: Side,
        desk: &'d mut Desk<'w>,
    ) -> (&'f mut Lane, Listener<'f, 'd, 'w>) {
        let [client, server] = &mut self.lanes;
        let lane = match side {
            Side::Client => client,
            Side::Server => server,
        };
        let listener = Listener {
            side,
            tcp: &mut self.tcp,
            talk: &mut self.talk,
            desk,
        };
        (lane, listener)
    }
}

/// Gives what one direction says to the conversation, and counts what is missing.
struct Listener<'f, 'd, 'w> {
    side: Side,
    tcp: &'f mut Tcp,
    talk: &'f mut Talk,
    desk: &'d mut Desk<'w>,
}

impl Ear for Listener<'_, '_, '_> {
    fn bytes(&mut self, bytes: &[u8]) {
        if !bytes.is_empty() {
            self.talk.bytes(self.desk, self.side, bytes);
        }
    }

    fn earlier(&mut self, packet: u32, time: Time, bytes: &[u8]) {
        let now = (self.desk.packet, self.desk.time);
        (self.desk.packet, self.desk.time) = (packet, time);
        self.bytes(bytes);
        (self.desk.packet, self.desk.time) = now;
    }

    fn gap(&mut self, packet: u32, missing: u64) {
        self.tcp.missing_bytes = self.tcp.missing_bytes.saturating_add(missing);
        self.tcp.first_gap.get_or_insert(packet);
        self.talk.gap(self.desk, self.side, missing);
    }
}

/// Whether a segment asks to open a connection.
pub(crate) fn opens(segment: &Segment<'_>) -> bool {
    segment.flags.has(Flags::SYN)
        && !segment.flags.has(Flags::RST)
        && !segment.flags.has(Flags::ACK)
}

/// The sequence number after a SYN.
pub(crate) fn after(segment: &Segment<'_>) -> u32 {
    segment.sequence.wrapping_add(1)
}

#[cfg(test)]
mod tests;
