//! UDP flows that carry DTLS or QUIC: recognised, named and counted, not opened.

use crate::base::time::Time;
use crate::capture::packet::Captured;
use crate::dissect::datagram::{self, Spoken};
use crate::dissect::tls::codes::version::Version;
use crate::survey::connection::{Connection, Protocol, Transport};
use crate::survey::ends::{End, Key};
use crate::survey::flows::Seen;
use crate::survey::table::{Kept, Table};
use crate::survey::tls::{Dark, Decryption, Records, Status, Tls};
use crate::survey::watcher::Watcher;

/// Most flows kept.
const MOST: usize = 4096;
/// Bytes of the header of a handshake message.
const HEADER: usize = 12;

/// All UDP flows of a pass that carry DTLS or QUIC.
#[derive(Debug, Default)]
pub(crate) struct Datagrams {
    table: Table<Exchange>,
    /// Flows told before the end of the capture.
    pub(crate) told_early: u32,
}

/// A UDP flow.
#[derive(Debug)]
struct Exchange {
    key: Key,
    number: u32,
    protocol: Protocol,
    client: End,
    digits: u8,
    first: u32,
    last: u32,
    packets: u32,
    start: Time,
    end: Time,
    offered: Option<Version>,
    versions: Vec<u32>,
    records: Records,
}

impl Kept for Exchange {
    fn key(&self) -> &Key {
        &self.key
    }

    fn last(&self) -> u32 {
        self.last
    }
}

impl Datagrams {
    /// Takes in a datagram; gives the number of its flow, where that carries DTLS or QUIC. `numbers` counts connections.
    pub(crate) fn take(
        &mut self,
        seen: &Seen<'_>,
        payload: &[u8],
        numbers: &mut u32,
        watcher: &mut dyn Watcher,
    ) -> Option<u32> {
        let spoken = datagram::recognise(payload);
        if let Some(place) = self.table.find(seen.hash, &seen.ends) {
            let flow = self.table.get_mut(place)?;
            flow.take(seen, spoken, payload);
            return Some(flow.number);
        }
        let spoken = spoken?;
        if self.table.len() >= MOST
            && let Some(idle) = self.table.idle()
            && let Some(flow) = self.table.remove(idle)
        {
            self.told_early += 1;
            watcher.connection(flow.tell());
        }
        *numbers += 1;
        let mut flow = Exchange::new(*numbers, seen, spoken);
        flow.take(seen, Some(spoken), payload);
        self.table.insert(seen.hash, flow);
        Some(*numbers)
    }

    /// The capture is over: tells all that is left, by number.
    pub(crate) fn finish(&mut self, watcher: &mut dyn Watcher) {
        let places = self.table.places();
        let mut left: Vec<Exchange> = places
            .into_iter()
            .filter_map(|place| self.table.remove(place))
            .collect();
        left.sort_unstable_by_key(|flow| flow.number);
        for flow in left {
            watcher.connection(flow.tell());
        }
    }
}

impl Exchange {
    fn new(number: u32, seen: &Seen<'_>, spoken: Spoken) -> Self {
        let frame: &Captured<'_> = seen.frame;
        Self {
            key: seen.ends.key(),
            number,
            protocol: match spoken {
                Spoken::Dtls { .. } => Protocol::Dtls,
                Spoken::Quic { .. } => Protocol::Quic,
            },
            client: seen.from,
            digits: frame.digits,
            first: frame.number,
            last: frame.number,
            packets: 0,
            start: frame.time,
            end: frame.time,
            offered: None,
            versions: Vec::new(),
            records: Records::default(),
        }
    }

    fn take(&mut self, seen: &Seen<'_>, spoken: Option<Spoken>, payload: &[u8]) {
        (self.last, self.end) = (seen.frame.number, seen.frame.time);
        self.packets = self.packets.saturating_add(1);
        match spoken {
            Some(Spoken::Quic { version }) => {
                if !self.versions.contains(&version) && self.versions.len() < 16 {
                    self.versions.push(version);
                }
            }
            Some(Spoken::Dtls { .. }) | None if self.protocol == Protocol::Dtls => {
                self.dtls(seen.from, payload);
            }
            Some(Spoken::Dtls { .. }) | None => {}
        }
    }

    /// Counts the records of a datagram (RFC 9147 §4).
    fn dtls(&mut self, from: End, mut payload: &[u8]) {
        while let [
            kind,
            _,
            _,
            epoch,
            key,
            _,
            _,
            _,
            _,
            _,
            _,
            high,
            low,
            rest @ ..,
        ] = payload
        {
            let counter = match kind {
                20 => &mut self.records.change_cipher_spec,
                21 => &mut self.records.alert,
                22 => &mut self.records.handshake,
                23 => &mut self.records.application_data,
                24 => &mut self.records.heartbeat,
                _ => break,
            };
            *counter += 1;
            let length = usize::from(u16::from_be_bytes([*high, *low]));
            let Some((body, next)) = rest.split_at_checked(length) else {
                return;
            };
            if let ([22, ..], [0, 0]) = (payload, [*epoch, *key]) {
                self.hello(from, body);
            }
            payload = next;
        }
        if !payload.is_empty() {
            // The unified header of DTLS 1.3 hides the type.
            self.records.other += 1;
        }
    }

    /// The front of a ClientHello tells the highest version before DTLS 1.3, and who the client is.
    fn hello(&mut self, from: End, body: &[u8]) {
        let (header, rest) = body.split_at_checked(HEADER).unwrap_or_default();
        let first = matches!(header, [1, _, _, _, _, _, 0, 0, 0, ..]);
        if let ([major, minor, ..], true, None) = (rest, first, self.offered) {
            self.offered = Some(Version(u16::from_be_bytes([*major, *minor])));
            self.client = from;
        }
    }

    fn tell(self) -> Connection {
        let (client, server) = self.key.from(self.client);
        let tls = Tls {
            version_offered: self.offered,
            quic_versions: self.versions,
            records: self.records,
            decryption: Decryption {
                status: Status::Dark,
                reason: Some(Dark::ProtocolNotOpened),
                ..Decryption::default()
            },
            ..Tls::default()
        };
        Connection {
            number: self.number,
            transport: Transport::Udp,
            client,
            server,
            first_packet: self.first,
            last_packet: self.last,
            packets: self.packets,
            digits: self.digits,
            start: self.start,
            end: self.end,
            tcp: None,
            protocol: Some(self.protocol),
            starttls: None,
            tls: Some(Box::new(tls)),
            findings: Vec::new(),
        }
    }
}
