//! Telling: every frame of the evidence belongs to a step, in order, with the computations between.

use std::net::IpAddr;

use crate::base::reader::Reader;
use crate::base::side::Side;
use crate::capture::packet::Packet;
use crate::dissect::fragments::{Fragments, Whole};
use crate::dissect::inside::{Carries, Inside, Ip};
use crate::dissect::link;
use crate::dissect::tcp::{Flags, Segment};
use crate::story::book::Book;
use crate::story::captured;
use crate::story::cause::search;
use crate::story::connection::{Connection, Sent};
use crate::story::end::End;
use crate::story::evidence::{Done, Evidence};
use crate::story::model::{Host, Kind, Step, Story};
use crate::story::{held, neighbours, summary};

/// The story of everything in `evidence`.
pub fn tell(evidence: &Evidence) -> Story {
    let mut book = Book::new(evidence);
    let mut connections: Vec<Connection> = Vec::new();
    let mut fragments = Fragments::default();
    book.client = match evidence.is_captured() {
        true => captured::client(evidence),
        false => None,
    };
    for packet in &evidence.packets {
        frame(&mut book, &mut connections, &mut fragments, packet);
    }
    let told = book.steps.len();
    for connection in &mut connections {
        connection.finish(&mut book);
    }
    if !evidence.is_captured() {
        in_place(&mut book.steps, told);
    }
    if evidence.waiting().is_some() {
        held::not_yet(&mut book.steps);
    }
    let cause = search::find(&book, &connections);
    let summary = summary::close(&book, &connections);
    held::own_up(&mut book.steps, evidence);
    let hosts = hosts(evidence, &connections);
    let title = evidence
        .title
        .clone()
        .unwrap_or_else(|| captured::title(&hosts));
    let preface = match evidence.is_captured() {
        true => captured::preface(evidence),
        false => evidence.wire.clone(),
    };
    Story {
        title,
        preface,
        hosts,
        steps: book.steps,
        cause,
        summary,
        costs: Vec::new(),
        quiz: Vec::new(),
        packets: evidence.packets.clone(),
        clock: captured::clock(evidence),
        certificates: Vec::new(),
    }
}

/// Puts the steps from `told` on, which only the end of everything let be told, where their frames are.
fn in_place(steps: &mut Vec<Step>, told: usize) {
    let first = |step: &Step| match &step.kind {
        Kind::Wire { packets, .. } => packets.first().copied(),
        Kind::Computation { .. } | Kind::Remark | Kind::Desk => None,
    };
    for late in steps.split_off(told.min(steps.len())) {
        let after = |step: &Step| first(step) > first(&late);
        match first(&late).and_then(|_| steps.iter().position(after)) {
            Some(at) => steps.insert(at, late),
            None => steps.push(late),
        }
    }
}

fn hosts(evidence: &Evidence, connections: &[Connection]) -> [Host; 2] {
    let mut hosts = evidence.hosts.clone();
    if let Some(connection) = connections.first() {
        for (side, host) in Side::BOTH.into_iter().zip(&mut hosts) {
            let (address, port) = connection.end(side);
            if host.address.is_empty() {
                host.address = side.of(address.to_string(), format!("{address}:{port}"));
            }
            if host.name.is_empty() {
                host.name = side.text().en.into_owned();
            }
        }
    }
    hosts
}

fn frame(
    book: &mut Book<'_>,
    connections: &mut Vec<Connection>,
    fragments: &mut Fragments,
    packet: &Packet,
) {
    let number = packet.number;
    // What the receiver throws away is told as its sender meant it: damaged, it may seem to belong to anybody.
    let bytes = match book.evidence.done.get(&number) {
        Some(Done::Damaged { sent, .. }) => sent,
        _ => &packet.bytes,
    };
    let Ok(frame) = link::frame(&mut Reader::quiet(bytes), packet.link) else {
        return neighbours::other(book, number, Side::Client);
    };
    match &frame.inside {
        Inside::Arp(arp) => {
            let from = side_of(book.evidence, connections, IpAddr::V4(arp.sender_ip));
            neighbours::arp(book, number, from, arp);
        }
        Inside::Ip(ip) => {
            captured::tunnelled(book, ip);
            let ip = ip.innermost();
            let Carries::Fragment(fragment) = &ip.carries else {
                return packet_inside(book, connections, number, ip);
            };
            // The whole is told where its last piece came.
            let whole = fragments.push(ip, fragment, number, packet.time);
            if let Some(whole) = &whole {
                book.completed(number, whole.clone());
            }
            match whole.as_ref().map(Whole::ip) {
                Some(Ok(whole)) => packet_inside(book, connections, number, whole.innermost()),
                Some(Err(_)) | None => {
                    let from = side_of(book.evidence, connections, ip.source);
                    neighbours::fragment(book, number, from, fragment);
                }
            }
        }
        Inside::Other(_) => neighbours::other(book, number, Side::Client),
    }
}

fn packet_inside(book: &mut Book<'_>, connections: &mut Vec<Connection>, number: u32, ip: &Ip<'_>) {
    let (source, destination) = (ip.source, ip.destination);
    match &ip.carries {
        Carries::Tcp(segment) => {
            let ends = [(source, segment.source), (destination, segment.destination)];
            let client = book.client;
            let Some((connection, from)) = connection(connections, ends, segment, client) else {
                return neighbours::other(book, number, Side::Client);
            };
            let sent = Sent {
                packet: number,
                from,
                segment,
            };
            connection.segment(book, &sent);
        }
        Carries::Icmp(icmp) => {
            let from = side_of(book.evidence, connections, source);
            neighbours::icmp(book, number, from, [source, destination], icmp.kind);
        }
        Carries::Udp(_) | Carries::Fragment(_) | Carries::Tunnel(..) | Carries::Other(_) => {
            neighbours::other(book, number, side_of(book.evidence, connections, source))
        }
    }
}

fn side_of(evidence: &Evidence, connections: &[Connection], address: IpAddr) -> Side {
    let [client, server] = &evidence.hosts;
    let said = address.to_string();
    let is = |host: &Host| {
        !host.address.is_empty()
            && (host.address == said
                || host.address.starts_with(&format!("{said}:"))
                || host.address.starts_with(&format!("[{said}]")))
    };
    if is(client) {
        return Side::Client;
    }
    if is(server) {
        return Side::Server;
    }
    match connections
        .iter()
        .any(|connection| connection.end(Side::Server).0 == address)
    {
        true => Side::Server,
        false => Side::Client,
    }
}

/// The connection a segment belongs to, and who sent it. A SYN to known ends after their connection is over begins a new one.
fn connection<'c>(
    connections: &'c mut Vec<Connection>,
    ends: [End; 2],
    segment: &Segment<'_>,
    client: Option<End>,
) -> Option<(&'c mut Connection, Side)> {
    let [source, destination] = ends;
    let known = connections.iter().rposition(|known| {
        let pair = [known.end(Side::Client), known.end(Side::Server)];
        pair == [source, destination] || pair == [destination, source]
    });
    let opens = segment.flags.has(Flags::SYN) && !segment.flags.has(Flags::ACK);
    let at = match known {
        Some(at)
            if !(opens
                && connections
                    .get(at)
                    .is_some_and(|known| known.is_over_for(segment.sequence))) =>
        {
            at
        }
        _ => {
            let answers = segment.flags.has(Flags::SYN) && segment.flags.has(Flags::ACK);
            let from_server = answers || (!opens && segment.source < segment.destination);
            let from_server = match client {
                Some(client) if client == source => false,
                Some(client) if client == destination => true,
                _ => from_server,
            };
            let pair = if from_server {
                [destination, source]
            } else {
                [source, destination]
            };
            connections.push(Connection::new(connections.len(), pair));
            connections.len() - 1
        }
    };
    let connection = connections.get_mut(at)?;
    let from = if connection.end(Side::Client) == source {
        Side::Client
    } else {
        Side::Server
    };
    Some((connection, from))
}
