//! Handshakes to be had again and again: tlslab's own virtual wire makes each once, from a seed, and its copies differ in
//! what differs on a real line, the randoms, the session identifier and the name asked for.

use std::ops::Range;

use tlslab::base::reader::Reader;
use tlslab::base::side::Side;
use tlslab::capture::packet::LinkType;
use tlslab::dissect::inside::Carries;
use tlslab::dissect::link;
use tlslab::lab::blueprint::{Blueprint, Caller};
use tlslab::lab::knobs::Knobs;
use tlslab::lab::offer::{Group, Tls};
use tlslab::lab::run::{EPOCH, on_virtual};
use tlslab::lab::scenario::Scenario;
use tlslab::lab::scenarios::{failing, good};

use crate::luck::Luck;
use crate::truth::Truth;

/// The name in all templates; as many digits as a number of 31 bits has take the place of the zeros.
const NAME: &str = "h0000000000.bench.test";
/// What the certificates are for.
const NAMES: &str = "*.bench.test";
/// The random that makes a ServerHello a HelloRetryRequest (RFC 8446 §4.1.3).
const RETRY: [u8; 8] = [0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11];

/// One handshake, with what was said inside, and its end.
pub(crate) struct Template {
    /// What each side sends in all, client first.
    streams: [Vec<u8>; 2],
    /// Who sends which part of its stream, in order.
    flights: Vec<(Side, Range<usize>)>,
    /// Where a copy has bytes of its own.
    places: Vec<(Side, usize, Own)>,
    /// What was agreed on, if it was.
    version: Option<Tls>,
    client_hellos: u64,
    server_hellos: u64,
    named: bool,
    /// How many flights its handshake has; 0: no simple one.
    handshake: usize,
}

/// What a copy has of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Own {
    ClientRandom,
    /// The last 8 bytes stay: they may say that the version was lowered (RFC 8446 §4.1.3).
    ServerRandom,
    Session,
    Name,
}

/// A scenario as the benchmark runs it: with our names.
macro_rules! ours {
    ($of:expr) => {
        Scenario {
            draw: |run| {
                ($of.draw)(run);
                rename(run);
            },
            ..$of
        }
    };
}

fn rename(run: &mut Blueprint) {
    for meeting in &mut run.meetings {
        if let Caller::OverTls { name, .. } = &mut meeting.caller {
            *name = NAME.into();
        }
    }
    for shown in &mut run.server.shows {
        shown.name = NAMES.into();
    }
}

/// Each scenario with how often it is met, of a hundred, and what is agreed on.
fn scenarios() -> Vec<(Scenario, usize, Option<Tls>)> {
    let (new, old) = (Some(Tls::V13), Some(Tls::V12));
    vec![
        (ours!(good::FULL), 26, new),
        (ours!(good::TLS12), 20, old),
        (ours!(good::ALPN), 14, new),
        (ours!(good::RESUMPTION), 12, new),
        (ours!(good::TLS12_RESUMPTION), 8, old),
        (ours!(good::POST_QUANTUM), 8, new),
        (ours!(good::RETRY), 3, new),
        (ours!(good::CLIENT_CERTIFICATE), 3, new),
        (ours!(failing::UNKNOWN_CA), 3, new),
        (ours!(failing::NO_COMMON_VERSION), 2, None),
        (ours!(failing::NO_COMMON_SUITE), 1, None),
    ]
}

/// All templates, each as often as it is met.
pub(crate) struct Templates {
    all: Vec<Template>,
    often: Vec<usize>,
    /// Those after whose handshake anything may be said: full ones that need no retry.
    smooth: Vec<usize>,
}

impl Templates {
    /// Makes them: half a second in a release build.
    pub(crate) fn new() -> Self {
        let mut templates = Self {
            all: Vec::new(),
            often: Vec::new(),
            smooth: Vec::new(),
        };
        for (seed, (scenario, percent, version)) in (1..).zip(scenarios()) {
            let template = Template::new(&scenario, seed, version);
            let number = templates.all.len();
            templates.often.extend(vec![number; percent]);
            if template.handshake != 0 {
                templates.smooth.push(number);
            }
            templates.all.push(template);
        }
        templates
    }

    /// One as it may be met.
    pub(crate) fn any(&self, luck: &mut Luck) -> &Template {
        &self.all[*luck.pick(&self.often)]
    }

    /// One after whose handshake anything may be said.
    pub(crate) fn smooth(&self, luck: &mut Luck) -> &Template {
        &self.all[*luck.pick(&self.smooth)]
    }
}

impl Template {
    fn new(scenario: &Scenario, seed: u64, version: Option<Tls>) -> Self {
        let knobs = Knobs {
            seed: Some(seed),
            // Where nothing else is said, the group that most of today's handshakes take.
            group: (scenario.name == "full").then_some(Group::X25519),
            ..Knobs::default()
        };
        let evidence = on_virtual(scenario, &knobs, EPOCH).expect("the scenario works");
        let mut template = Self {
            streams: [Vec::new(), Vec::new()],
            flights: Vec::new(),
            places: Vec::new(),
            version,
            client_hellos: 0,
            server_hellos: 0,
            named: false,
            handshake: match (scenario.name, version) {
                ("full" | "alpn" | "post-quantum" | "client-certificate", Some(Tls::V13)) => 3,
                ("tls12", Some(Tls::V12)) => 4,
                _ => 0,
            },
        };
        let mut port = 0;
        for packet in &evidence.packets {
            template.hear(&packet.bytes, &mut port);
        }
        for side in Side::BOTH {
            template.find(side);
        }
        template
    }

    /// Takes what `frame` carries; a connection from another port than `port` begins anew, so that the last one stays.
    fn hear(&mut self, frame: &[u8], port: &mut u16) {
        let frame = link::frame(&mut Reader::quiet(frame), LinkType::ETHERNET).unwrap();
        let Some(Carries::Tcp(segment)) = frame.ip().map(|ip| &ip.carries) else {
            return;
        };
        let from_client = segment.source > segment.destination;
        let (side, client) = match from_client {
            true => (Side::Client, segment.source),
            false => (Side::Server, segment.destination),
        };
        if client != *port {
            *port = client;
            self.streams = [Vec::new(), Vec::new()];
            self.flights.clear();
        }
        if segment.payload.is_empty() {
            return;
        }
        let stream = &mut self.streams[side.of(0, 1)];
        let from = stream.len();
        stream.extend_from_slice(segment.payload);
        match self.flights.last_mut() {
            Some((last, range)) if *last == side => range.end = stream.len(),
            Some(_) | None => self.flights.push((side, from..stream.len())),
        }
    }

    /// Finds the hellos of `side`, and in them what is to be a copy's own.
    fn find(&mut self, side: Side) {
        let stream = self.streams[side.of(0, 1)].clone();
        let mut at = 0;
        for (kind, body) in records(&stream) {
            let start = at + 5;
            at = start + body.len();
            // Type 22 is handshake; its first message a hello, or what comes later and is passed over.
            let (22, [1 | 2, 0, _, _, 3, 3, ..]) = (kind, body) else {
                continue;
            };
            let random = start + 6;
            let session = random + 33;
            match side {
                Side::Client => {
                    self.client_hellos += 1;
                    self.places.push((side, random, Own::ClientRandom));
                }
                Side::Server => {
                    self.server_hellos += 1;
                    if !stream[random..].starts_with(&RETRY) {
                        self.places.push((side, random, Own::ServerRandom));
                    }
                }
            }
            if stream[session - 1] == 32 {
                self.places.push((side, session, Own::Session));
            }
            let name = (body.windows(NAME.len())).position(|bytes| bytes == NAME.as_bytes());
            if let (Side::Client, Some(place)) = (side, name) {
                self.named = true;
                self.places.push((side, start + place, Own::Name));
            }
        }
    }

    /// Copy number `n`: both streams. Counts what it is, without its records.
    pub(crate) fn copy(&self, n: u64, luck: &mut Luck, truth: &mut Truth) -> [Vec<u8>; 2] {
        let mut own = [[0; 32]; 3];
        own.iter_mut().for_each(|bytes| luck.fill(bytes));
        let name = format!("h{n:010}.bench.test");
        let mut streams = self.streams.clone();
        for (side, at, which) in &self.places {
            let bytes = match which {
                Own::ClientRandom => &own[0][..],
                Own::ServerRandom => &own[1][..24],
                Own::Session => &own[2],
                Own::Name => name.as_bytes(),
            };
            streams[side.of(0, 1)][*at..at + bytes.len()].copy_from_slice(bytes);
        }
        truth.tls += 1;
        match self.version {
            Some(Tls::V12) => truth.versions[0] += 1,
            Some(Tls::V13) => truth.versions[1] += 1,
            None => {}
        }
        truth.client_hellos += self.client_hellos;
        truth.server_hellos += self.server_hellos;
        if self.named {
            truth.asks_for(&name);
        }
        streams
    }

    /// Who sends which part of its stream.
    pub(crate) fn flights(&self) -> &[(Side, Range<usize>)] {
        &self.flights
    }

    /// How many of the flights are the handshake alone: three in TLS 1.3, four in TLS 1.2. None if it is no simple one.
    pub(crate) fn handshake(&self) -> Option<usize> {
        (self.handshake != 0).then_some(self.handshake)
    }
}

/// The records of a stream, content type and body; one that is cut ends it.
pub(crate) fn records(mut stream: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    std::iter::from_fn(move || {
        let (&[kind, _, _, high, low], rest) = stream.split_first_chunk()?;
        let length = u16::from_be_bytes([high, low]).into();
        let (body, rest) = rest.split_at_checked(length)?;
        stream = rest;
        Some((kind, body))
    })
}

/// How many of them say application_data.
pub(crate) fn application_records(stream: &[u8]) -> u64 {
    records(stream).filter(|(kind, _)| *kind == 23).count() as u64
}
