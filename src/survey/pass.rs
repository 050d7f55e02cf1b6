//! The pass itself: frames in, connections out.

use crate::base::reader::Reader;
use crate::capture::packet::{Captured, LinkType};
use crate::dissect::fragments::Fragments;
use crate::dissect::inside::{Carries, Ip};
use crate::dissect::link;
use crate::keys::log::Log;
use crate::keys::rsa::Key;
use crate::survey::datagrams::Datagrams;
use crate::survey::desk::Desk;
use crate::survey::drawer::{Digests, Drawer};
use crate::survey::flows::{Flows, Seen};
use crate::survey::watcher::Watcher;

/// One pass over a capture.
#[derive(Debug)]
pub struct Pass {
    drawer: Drawer,
    traffic: Traffic,
    fragments: Fragments,
    closing: Closing,
}

/// What is known at the end of a pass, beside its connections.
#[derive(Clone, Debug, Default)]
pub struct Closing {
    /// Frames read.
    pub packets: u64,
    /// Frames that are not TCP, nor UDP with DTLS or QUIC.
    pub others: u64,
    /// Frames that could not be read: cut inside a header, or of an unknown link type.
    pub unread: u64,
    /// The first link type that is not known.
    pub unknown_link: Option<LinkType>,
    /// Connections found.
    pub connections: u32,
    /// Connections told before their end to stay inside the memory of the pass.
    pub told_early: u32,
    /// Bytes let go for the same reason.
    pub let_go: u64,
    /// Client randoms in the key log that no connection had; with the secrets given late in the capture.
    pub unmatched: Vec<Vec<u8>>,
    /// RSA keys, by their places among those given, that fit no certificate shown and opened no key exchange.
    pub idle_keys: Vec<usize>,
    /// Whether secrets stood in the capture after records they open: a second pass would open more.
    pub late_secrets: bool,
}

impl Pass {
    /// A pass with these secrets.
    pub fn new(log: Log) -> Self {
        Self {
            drawer: Drawer::new(log),
            traffic: Traffic::default(),
            fragments: Fragments::default(),
            closing: Closing::default(),
        }
    }

    /// The same with private RSA keys of servers, which open RSA key exchanges.
    pub fn with_rsa(mut self, keys: Vec<Key>) -> Self {
        self.drawer.used_keys = vec![false; keys.len()];
        self.drawer.rsa = keys;
        self
    }

    /// The same, which also computes SHA-256 of application bytes.
    pub fn digesting(mut self) -> Self {
        self.drawer.digests = Digests::Compute;
        self
    }

    /// Adds secrets that stand in the capture.
    pub fn secrets(&mut self, lines: &str) {
        self.drawer.secrets(lines);
    }

    /// Reads the next frame; gives the number of the connection it belongs to.
    pub fn packet(&mut self, frame: &Captured<'_>, watcher: &mut dyn Watcher) -> Option<u32> {
        self.closing.packets += 1;
        let mut desk = Desk {
            drawer: &mut self.drawer,
            watcher,
            connection: 0,
            packet: frame.number,
            time: frame.time,
        };
        if self.traffic.flows.unsettled(frame.time) {
            self.traffic.flows.settle(frame.time, &mut desk);
        }
        let Ok(read) = link::frame(&mut Reader::quiet(frame.bytes), frame.link) else {
            self.closing.unread += 1;
            if !link::is_known(frame.link) {
                self.closing.unknown_link.get_or_insert(frame.link);
            }
            return None;
        };
        let number = read.ip().and_then(|ip| match &ip.carries {
            Carries::Fragment(piece) => {
                let whole = self.fragments.push(ip, piece, frame.number, frame.time)?;
                self.traffic
                    .take(frame, whole.ip().ok()?.innermost(), &mut desk)
            }
            _ => self.traffic.take(frame, ip, &mut desk),
        });
        self.closing.others += u64::from(number.is_none());
        number
    }

    /// The capture is over: tells every connection still open.
    pub fn finish(mut self, watcher: &mut dyn Watcher) -> Closing {
        let mut desk = Desk {
            drawer: &mut self.drawer,
            watcher,
            connection: 0,
            packet: 0,
            time: Default::default(),
        };
        self.traffic.flows.finish(&mut desk);
        self.traffic.datagrams.finish(desk.watcher);
        self.closing.told_early = self.traffic.flows.told_early + self.traffic.datagrams.told_early;
        self.closing.connections = self.traffic.connections;
        self.closing.let_go = self.drawer.let_go;
        self.closing.late_secrets = self.drawer.late;
        self.closing.unmatched = self.drawer.unmatched();
        self.closing.idle_keys = self.drawer.idle_keys();
        self.closing
    }
}

/// All connections of a pass.
#[derive(Debug, Default)]
struct Traffic {
    flows: Flows,
    datagrams: Datagrams,
    connections: u32,
}

impl Traffic {
    /// Takes in what a packet carries; gives the number of its connection.
    fn take(&mut self, frame: &Captured<'_>, ip: &Ip<'_>, desk: &mut Desk<'_>) -> Option<u32> {
        let seen = |from, to| Seen::new(frame, (ip.source, from), (ip.destination, to));
        let numbers = &mut self.connections;
        match &ip.carries {
            Carries::Tcp(segment) => {
                let seen = seen(segment.source, segment.destination);
                Some(self.flows.take(&seen, segment, numbers, desk))
            }
            Carries::Udp(datagram) => {
                let seen = seen(datagram.source, datagram.destination);
                let payload = datagram.payload;
                self.datagrams.take(&seen, payload, numbers, desk.watcher)
            }
            Carries::Icmp(_) | Carries::Fragment(_) | Carries::Tunnel(..) | Carries::Other(_) => {
                None
            }
        }
    }
}
