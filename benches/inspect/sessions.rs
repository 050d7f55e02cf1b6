//! Sessions that can be opened: real ones between two ends in memory, whose secrets go into a key log.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use rustls::client::Resumption;
use rustls::pki_types::ServerName;
use rustls::version::TLS13;
use rustls::{ClientConfig, ClientConnection, ServerConfig, ServerConnection};

use tlslab::base::side::Side;
use tlslab::keys::path::Purpose;
use tlslab::lab::blueprint::Credential;
use tlslab::lab::clock::Clock;
use tlslab::lab::credentials::Office;
use tlslab::lab::dice::Dice;
use tlslab::lab::offer::{Group, Offer, Suite};
use tlslab::lab::provider::provider;
use tlslab::lab::run::EPOCH;
use tlslab::lab::witness::Witness;
use tlslab::pki::throwaway::KeyKind;

use crate::host::Frames;
use crate::talk::Talk;
use crate::template::application_records;
use crate::world::{Flow, Turn, World};

/// Who makes sessions.
pub(crate) struct Sessions {
    client: Arc<ClientConfig>,
    server: Arc<ServerConfig>,
    witness: Witness,
    log: BufWriter<File>,
}

impl Sessions {
    /// Sessions of TLS 1.3 with TLS_AES_128_GCM_SHA256, drawn from `seed`; their secrets go into the file `log`.
    pub(crate) fn new(seed: u64, log: &Path) -> Self {
        let witness = Witness::default();
        let offer = Offer {
            groups: vec![Group::X25519],
            suites: Suite::named("TLS_AES_128_GCM_SHA256").into_iter().collect(),
            ..Offer::default()
        };
        let of = |side| provider(side, &offer, Dice::leaked(side, Some(seed)), &witness);
        let [ours, theirs] = Side::BOTH.map(of);
        let office = Office::new(EPOCH, Some(seed), KeyKind::Ed25519).unwrap();
        let held = office.issue(&Credential::good("*.bench.test"), Purpose::Server);
        let held = held.unwrap();
        let clock = Arc::new(Clock::new(EPOCH));
        let mut client = ClientConfig::builder_with_details(ours, clock.clone())
            .with_protocol_versions(&[&TLS13])
            .unwrap()
            .with_root_certificates(office.roots().unwrap())
            .with_no_client_auth();
        client.resumption = Resumption::disabled();
        client.key_log = Arc::new(witness.clone());
        let server = ServerConfig::builder_with_details(theirs, clock)
            .with_protocol_versions(&[&TLS13])
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(held.chain, held.key)
            .unwrap();
        Self {
            client: Arc::new(client),
            server: Arc::new(server),
            witness,
            log: BufWriter::new(File::create(log).expect("the folder takes files")),
        }
    }

    /// A session with the server called `name`, and the flights of its handshake.
    fn session(&mut self, name: String) -> (Session, Vec<(Side, Vec<u8>)>) {
        let name = ServerName::try_from(name).unwrap();
        let mut session = Session {
            client: ClientConnection::new(self.client.clone(), name).unwrap(),
            server: ServerConnection::new(self.server.clone()).unwrap(),
        };
        let mut flights = Vec::new();
        loop {
            let before = flights.len();
            for side in Side::BOTH {
                let flight = session.said(side);
                if !flight.is_empty() {
                    session.heard(side.peer(), &flight);
                    flights.push((side, flight));
                }
            }
            if flights.len() == before {
                break;
            }
        }
        let lines = self.witness.key_log();
        self.witness.forget();
        self.log
            .write_all(lines.as_bytes())
            .expect("the disk has room");
        (session, flights)
    }

    /// The key log is whole.
    pub(crate) fn close(mut self) {
        self.log.flush().expect("the disk has room");
    }
}

/// Both ends of a session.
struct Session {
    client: ClientConnection,
    server: ServerConnection,
}

impl Session {
    /// What `side` wants to send.
    fn said(&mut self, side: Side) -> Vec<u8> {
        let mut said = Vec::new();
        let mut write = || match side {
            Side::Client => self.client.write_tls(&mut said),
            Side::Server => self.server.write_tls(&mut said),
        };
        while write().unwrap() > 0 {}
        said
    }

    /// `side` reads what the other sent.
    fn heard(&mut self, side: Side, mut said: &[u8]) {
        while !said.is_empty() {
            match side {
                Side::Client => {
                    self.client.read_tls(&mut said).unwrap();
                    self.client.process_new_packets().unwrap();
                }
                Side::Server => {
                    self.server.read_tls(&mut said).unwrap();
                    self.server.process_new_packets().unwrap();
                }
            }
        }
    }

    /// `side` seals `bytes` for the other, who need not open them: nothing is answered.
    fn sealed(&mut self, side: Side, bytes: &[u8]) -> Vec<u8> {
        match side {
            Side::Client => {
                self.client.set_buffer_limit(None);
                self.client.writer().write_all(bytes).unwrap();
            }
            Side::Server => {
                self.server.set_buffer_limit(None);
                self.server.writer().write_all(bytes).unwrap();
            }
        }
        self.said(side)
    }

    /// `side` says that it has no more to say.
    fn bye(&mut self, side: Side) -> Vec<u8> {
        match side {
            Side::Client => self.client.send_close_notify(),
            Side::Server => self.server.send_close_notify(),
        }
        self.said(side)
    }
}

/// A connection that can be opened: requests and answers of HTTP/1.1 inside.
pub(crate) struct Open {
    n: u64,
    inside: Option<Inside>,
}

struct Inside {
    talk: Talk,
    session: Session,
    left: usize,
    requests: u32,
}

impl Open {
    pub(crate) fn new(n: u64) -> Self {
        Self { n, inside: None }
    }

    fn begin(&self, world: &mut World, frames: &mut Frames) -> Inside {
        let (luck, truth) = (&mut world.luck, &mut world.truth);
        let mut talk = Talk::new(self.n, 443, world.trouble, luck);
        talk.open(frames, truth);
        let name = format!("h{:010}.bench.test", self.n);
        truth.tls += 1;
        truth.versions[1] += 1;
        truth.client_hellos += 1;
        truth.server_hellos += 1;
        truth.opened += 1;
        truth.asks_for(&name);
        let sessions = world.sessions.as_mut().expect("this mix has sessions");
        let (session, flights) = sessions.session(name);
        for (side, flight) in &flights {
            truth.records += application_records(flight);
            talk.say(*side, flight, luck, frames, truth);
        }
        Inside {
            talk,
            session,
            left: world.long,
            requests: 0,
        }
    }
}

impl Flow for Open {
    fn turn(&mut self, world: &mut World, frames: &mut Frames) -> Turn {
        let Some(mut inside) = self.inside.take() else {
            self.inside = Some(self.begin(world, frames));
            return Turn::More;
        };
        inside.requests += 1;
        let (n, request) = (self.n, inside.requests);
        let body = world.body.min(inside.left).max(256);
        let asked = format!("GET /{request} HTTP/1.1\r\nHost: h{n:010}.bench.test\r\n\r\n");
        let mut answered =
            format!("HTTP/1.1 200 OK\r\nContent-Length: {body}\r\n\r\n").into_bytes();
        world.noise(body, &mut answered);
        let (luck, truth) = (&mut world.luck, &mut world.truth);
        for (side, plain) in [(Side::Client, asked.as_bytes()), (Side::Server, &answered)] {
            let said = inside.session.sealed(side, plain);
            truth.application += plain.len() as u64;
            truth.records += application_records(&said);
            inside.talk.say(side, &said, luck, frames, truth);
        }
        inside.left = inside.left.saturating_sub(body);
        if inside.left > 0 && !world.full {
            self.inside = Some(inside);
            return Turn::More;
        }
        for side in Side::BOTH {
            let said = inside.session.bye(side);
            truth.records += application_records(&said);
            inside.talk.say(side, &said, luck, frames, truth);
        }
        inside.talk.close(luck, frames, truth);
        Turn::Last
    }
}
