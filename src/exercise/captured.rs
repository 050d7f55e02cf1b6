//! Captures given to a student: made from a run on the virtual wire, and read again from their bytes.

use std::time::Duration;

use crate::base::reader::Reader;
use crate::base::side::Side;
use crate::capture::packet::{Captured, Packet};
use crate::capture::pcapng::{Capture, write};
use crate::capture::source::read;
use crate::demo::chance::Chance;
use crate::dissect::inside::Carries;
use crate::dissect::link;
use crate::dissect::stream::Stream;
use crate::dissect::tcp::{Flags, Segment};
use crate::exercise::kind::Unfit;
use crate::keys::cipher::Cipher;
use crate::keys::log::Log;
use crate::keys::record::Opener;
use crate::keys::tls13;
use crate::lab::blueprint::Blueprint;
use crate::lab::knobs::Knobs;
use crate::lab::run::{EPOCH, on_changed, on_virtual};
use crate::lab::scenario::Scenario;
use crate::lab::wire::visit::PORT;
use crate::story::deed::Hand;
use crate::story::evidence::Evidence;
use crate::survey::connection::Connection;
use crate::survey::pass::Pass;
use crate::survey::watcher::Watcher;

/// Runs `scenario` with these choices; all that is random in it comes from `chance`.
///
/// # Errors
/// The choices cannot work together.
pub fn run(scenario: &Scenario, knobs: Knobs, chance: &mut Chance) -> Result<Evidence, Unfit> {
    let knobs = Knobs {
        seed: Some(chance.below(u64::MAX)),
        ..knobs
    };
    on_virtual(scenario, &knobs, EPOCH).map_err(Unfit::new)
}

/// The capture file of these frames.
///
/// # Errors
/// None that is known: writing to memory cannot fail.
pub fn file(packets: &[Packet]) -> Result<Vec<u8>, Unfit> {
    let capture = Capture {
        packets,
        ..Capture::default()
    };
    let mut file = Vec::new();
    write(&capture, &mut file).map_err(Unfit::new)?;
    Ok(file)
}

/// Several captures as one, one after the other with some seconds between them.
pub fn one_after_other(captures: Vec<Vec<Packet>>, chance: &mut Chance) -> Vec<Packet> {
    let mut all = Vec::new();
    let mut later = Duration::ZERO;
    for packets in captures {
        let moved = packets.into_iter().map(|packet| Packet {
            time: packet.time + later,
            ..packet
        });
        all.extend(moved);
        later += Duration::from_micros(2_000_000 + chance.below(3_000_000));
    }
    for (number, packet) in (1..).zip(&mut all) {
        packet.number = number;
    }
    all
}

/// Runs what `scenario` becomes by `change`, on a port of the client that none of `before` has.
///
/// # Errors
/// The choices cannot work together.
pub fn apart(
    scenario: &Scenario,
    change: &dyn Fn(&mut Blueprint),
    before: &[&[Packet]],
    chance: &mut Chance,
) -> Result<Evidence, Unfit> {
    loop {
        let knobs = Knobs {
            seed: Some(chance.below(u64::MAX)),
            ..Knobs::default()
        };
        let evidence = on_changed(scenario, &knobs, EPOCH, &Hand::default(), change);
        let evidence = evidence.map_err(Unfit::new)?;
        let port = port(&evidence.packets);
        if before.iter().all(|packets| self::port(packets) != port) {
            return Ok(evidence);
        }
    }
}

/// The port the first segment comes from.
fn port(packets: &[Packet]) -> Option<u16> {
    let mut ports = packets
        .iter()
        .filter_map(|packet| with_segment(packet, |segment| segment.source));
    ports.next()
}

/// What was said inside TLS in each connection, client first, as far as `keys` open it.
pub fn said(packets: &[Packet], keys: &str) -> Vec<[Vec<u8>; 2]> {
    #[derive(Default)]
    struct Heard(Vec<[Vec<u8>; 2]>);
    impl Watcher for Heard {
        fn connection(&mut self, connection: Connection) {
            self.of(connection.number);
        }

        fn bytes(&mut self, connection: u32, from: Side, _: u32, bytes: &[u8]) {
            if let Some([client, server]) = self.of(connection) {
                from.of(client, server).extend(bytes);
            }
        }

        fn wants(&self, _: u32) -> bool {
            true
        }
    }
    impl Heard {
        fn of(&mut self, number: u32) -> Option<&mut [Vec<u8>; 2]> {
            let place = usize::try_from(number.checked_sub(1)?).ok()?;
            if self.0.len() <= place {
                self.0.resize(place + 1, Default::default());
            }
            self.0.get_mut(place)
        }
    }
    let mut heard = Heard::default();
    let mut pass = Pass::new(Log::parse(keys).0);
    for packet in packets {
        let frame = Captured {
            number: packet.number,
            time: packet.time,
            digits: 9,
            link: packet.link,
            bytes: &packet.bytes,
            original: packet.original,
        };
        pass.packet(&frame, &mut heard);
    }
    pass.finish(&mut heard);
    heard.0
}

/// The frames of a capture file.
pub fn packets(file: &[u8]) -> Vec<Packet> {
    read(file).packets
}

/// What is done with the TCP segment of a frame, if it has one.
pub fn with_segment<T>(packet: &Packet, look: impl FnOnce(&Segment<'_>) -> T) -> Option<T> {
    let frame = link::frame(&mut Reader::quiet(&packet.bytes), packet.link).ok()?;
    match &frame.ip()?.carries {
        Carries::Tcp(segment) => Some(look(segment)),
        _ => None,
    }
}

/// The bytes of both directions of one connection.
#[derive(Clone, Debug, Default)]
pub struct Both {
    /// What the client sent.
    pub client: Stream,
    /// What the server sent.
    pub server: Stream,
    /// The client's port.
    port: u16,
}

/// Every TCP connection in `packets`, in the order of their SYNs.
pub fn connections(packets: &[Packet]) -> Vec<Both> {
    let mut all: Vec<Both> = Vec::new();
    for packet in packets {
        with_segment(packet, |segment| {
            let from_server = segment.source == PORT;
            let port = match from_server {
                true => segment.destination,
                false => segment.source,
            };
            let opens = segment.flags.has(Flags::SYN) && !from_server;
            let known = all.iter().rposition(|both| both.port == port);
            let known = known.filter(|_| !opens).unwrap_or(all.len());
            if known == all.len() {
                all.push(Both {
                    port,
                    ..Both::default()
                });
            }
            let Some(both) = all.get_mut(known) else {
                return;
            };
            let stream = match from_server {
                true => &mut both.server,
                false => &mut both.client,
            };
            stream.push(packet.number, segment);
        });
    }
    all
}

/// The TLS records in `bytes`, headers and all, up to what is no whole record.
pub fn records(mut bytes: &[u8]) -> Vec<&[u8]> {
    let mut records = Vec::new();
    while let [_, _, _, high, low, ..] = bytes {
        let length = 5 + usize::from(u16::from_be_bytes([*high, *low]));
        let Some((record, rest)) = bytes.split_at_checked(length) else {
            break;
        };
        records.push(record);
        bytes = rest;
    }
    records
}

/// The secret that the key log of a run with one connection has under `label`.
///
/// # Errors
/// It has none.
pub fn secret(key_log: &str, label: &str) -> Result<Vec<u8>, Unfit> {
    let words = |line: &str| -> Option<Vec<u8>> {
        let mut words = line.split_whitespace();
        let found = words.next() == Some(label);
        found.then(|| hex::decode(words.nth(1)?).ok()).flatten()
    };
    let found = key_log.lines().find_map(words);
    found.ok_or_else(|| Unfit::new(format!("the key log has no {label}")))
}

/// The handshake messages of a TLS 1.3 connection from ClientHello to the server's Finished, opened with the key log; each with its
/// header of four bytes, without those of records.
///
/// # Errors
/// It is no such connection, or a record does not open.
pub fn messages(evidence: &Evidence, cipher: &'static Cipher) -> Result<Vec<Vec<u8>>, Unfit> {
    let connections = connections(&evidence.packets);
    let both = connections.first();
    let both = both.ok_or_else(|| Unfit::new("there is no connection"))?;
    let secret = secret(&evidence.key_log, "SERVER_HANDSHAKE_TRAFFIC_SECRET")?;
    let (key, iv) = tls13::quiet_keys(cipher, &secret);
    let opener = Opener::tls13(cipher, &key, &iv);
    let mut opener = opener.ok_or_else(|| Unfit::new("the secret fits no key"))?;
    let server = records(both.server.bytes());
    let mut bytes = Vec::new();
    for record in [records(both.client.bytes()).first(), server.first()] {
        let body = record.and_then(|record| record.get(5..));
        bytes.extend(body.unwrap_or_default());
    }
    let mut messages = split(&bytes);
    bytes.clear();
    let hidden = server.iter().filter(|record| record.first() == Some(&23));
    for record in hidden {
        bytes.extend(
            opener
                .open(record)
                .map_err(|why| Unfit::new(why.text().en))?
                .content(),
        );
        let flight = split(&bytes);
        // 20 is Finished.
        if flight.last().is_some_and(|last| last.first() == Some(&20)) {
            messages.extend(flight);
            return Ok(messages);
        }
    }
    Err(Unfit::new("the server sends no Finished"))
}

fn split(mut bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut messages = Vec::new();
    while let [_, high, middle, low, ..] = bytes {
        let length = u32::from_be_bytes([0, *high, *middle, *low]);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let Some((message, rest)) = bytes.split_at_checked(length.saturating_add(4)) else {
            break;
        };
        messages.push(message.to_vec());
        bytes = rest;
    }
    messages
}
