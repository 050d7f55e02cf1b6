//! A TCP connection between two hosts: opened, spoken over in segments with acknowledgments, now and then out of order or
//! sent again, closed.

use std::collections::VecDeque;

use tlslab::base::side::Side;

use crate::host::{ACK, Address, FIN, Frames, Host, PSH, RST, SYN};
use crate::luck::Luck;
use crate::truth::Truth;

/// A connection and where it is.
pub(crate) struct Talk {
    hosts: [Host; 2],
    /// The next sequence number of each.
    next: [u32; 2],
    segment: usize,
    /// In how many of a hundred segments something goes wrong.
    trouble: f64,
}

impl Talk {
    /// The connection number `n` of a capture, to `port`; no other has its addresses and ports.
    pub(crate) fn new(n: u64, port: u16, trouble: f64, luck: &mut Luck) -> Self {
        let [client, server] = addresses(n, luck);
        let from = 1024 + (n * 7919 % 60_000) as u16;
        let [one, other] = [luck.any(), luck.any()];
        Self {
            segment: if client.len() == 16 { 1428 } else { 1448 },
            hosts: [
                Host::new((&client, from), (&server, port), one),
                Host::new((&server, port), (&client, from), other),
            ],
            next: [luck.word(), luck.word()],
            trouble,
        }
    }

    /// The same with segments of `size` bytes.
    pub(crate) fn in_segments_of(self, size: usize) -> Self {
        Self {
            segment: size,
            ..self
        }
    }

    /// A frame with `flags` and `payload`, `ahead` bytes further than it should be.
    pub(crate) fn frame(
        &mut self,
        side: Side,
        flags: u8,
        ahead: u32,
        payload: &[u8],
        frames: &mut Frames,
        truth: &mut Truth,
    ) {
        let (me, other) = (side.of(0, 1), side.of(1, 0));
        let acknowledged = if flags & ACK == 0 {
            0
        } else {
            self.next[other]
        };
        let numbers = [self.next[me].wrapping_add(ahead), acknowledged];
        self.hosts[me].send(frames, flags, numbers, payload);
        truth.packets += 1;
        let counted = u32::from(flags & (SYN | FIN) != 0) + payload.len() as u32;
        if ahead == 0 {
            self.next[me] = self.next[me].wrapping_add(counted);
        }
    }

    /// The three frames of the beginning.
    pub(crate) fn open(&mut self, frames: &mut Frames, truth: &mut Truth) {
        truth.connections += 1;
        self.frame(Side::Client, SYN, 0, &[], frames, truth);
        self.frame(Side::Server, SYN | ACK, 0, &[], frames, truth);
        self.frame(Side::Client, ACK, 0, &[], frames, truth);
    }

    /// `data` from `side`, acknowledged every two segments and at the end.
    pub(crate) fn say(
        &mut self,
        side: Side,
        data: &[u8],
        luck: &mut Luck,
        frames: &mut Frames,
        truth: &mut Truth,
    ) {
        let (me, other) = (side.of(0, 1), side.of(1, 0));
        let order = self.order(data.len(), luck);
        let [first, peer] = [self.next[me], self.next[other]];
        truth.payload += data.len() as u64;
        let at = |place: usize| first.wrapping_add(place as u32);
        let (mut whole, mut unanswered) = (0, 0);
        let mut early: Vec<(usize, usize)> = Vec::new();
        for (from, to) in order {
            let flags = if to == data.len() { ACK | PSH } else { ACK };
            self.hosts[me].send(frames, flags, [at(from), peer], &data[from..to]);
            truth.packets += 1;
            unanswered += 1;
            early.push((from, to));
            while let Some(place) = early.iter().position(|(from, _)| *from <= whole) {
                whole = whole.max(early.swap_remove(place).1);
            }
            // What comes too early is answered at once, with what is still waited for.
            if unanswered == 2 || !early.is_empty() || to == data.len() {
                unanswered = 0;
                self.hosts[other].send(frames, ACK, [peer, at(whole)], &[]);
                truth.packets += 1;
            }
        }
        self.next[me] = at(data.len());
    }

    /// The segments of `length` bytes in the order sent, some of them late or twice.
    fn order(&self, length: usize, luck: &mut Luck) -> VecDeque<(usize, usize)> {
        let mut order: VecDeque<_> = (0..length)
            .step_by(self.segment)
            .map(|from| (from, length.min(from + self.segment)))
            .collect();
        let many = order.len();
        if many == 0 || !luck.happens(self.trouble * many as f64) {
            return order;
        }
        let place = luck.below(many);
        let (from, to) = order[place];
        if many > 1 && luck.happens(60.0) {
            order.remove(place);
            order.insert((place + 1 + luck.below(3)).min(many - 1), (from, to));
        } else if place + 1 < many && luck.happens(30.0) {
            // Sent again from the middle of one segment to the middle of the next.
            let middle = from.midpoint(to);
            let again = (middle, length.min(middle + self.segment));
            order.insert((place + 2).min(many), again);
        } else {
            order.insert((place + 1 + luck.below(3)).min(many), (from, to));
        }
        order
    }

    /// The end: three frames, or sometimes a reset.
    pub(crate) fn close(&mut self, luck: &mut Luck, frames: &mut Frames, truth: &mut Truth) {
        if luck.happens(5.0) {
            self.frame(Side::Client, RST | ACK, 0, &[], frames, truth);
            return;
        }
        self.frame(Side::Client, FIN | ACK, 0, &[], frames, truth);
        self.frame(Side::Server, FIN | ACK, 0, &[], frames, truth);
        self.frame(Side::Client, ACK, 0, &[], frames, truth);
    }
}

/// Client and server of connection number `n`: one in ten speaks IPv6.
fn addresses(n: u64, luck: &mut Luck) -> [Address; 2] {
    let many = (n / 60_000) as u8;
    let client = vec![10, many, (n * 31 / 251) as u8, (n * 31 % 251 + 1) as u8];
    let server = vec![198, 51, 100, 1 + luck.below(249) as u8];
    if !luck.happens(10.0) {
        return [client, server];
    }
    let six = |net: u8, four: &[u8]| {
        let net = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, net];
        [&net, four].concat()
    };
    [six(0, &client), six(1, &server)]
}
