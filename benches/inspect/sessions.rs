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
use tlslab::lab::blueprint::Credential;
use tlslab::lab::clock::Clock;
use tlslab::lab::credentials::Office;
use tlslab::lab::dice::Dice;
use tlslab::lab::offer::{Group, Offer, Suite};
use tlslab::lab::provider::provider;
use tlslab::lab::run::EPOCH;
use tlslab::lab::witness::Witness;
use tlslab::pki::key::KeyKind;
use tlslab::trust::question::Purpose;

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
    pub(crate) fn session(&mut self, name: String) -> (Session, Vec<(Side, Vec<u8>)>) {
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
pub(crate) struct Session {
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
    pub(crate) fn sealed(&mut self, side: Side, bytes: &[u8]) -> Vec<u8> {
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
    pub(crate) fn bye(&mut self, side: Side) -> Vec<u8> {
        match side {
            Side::Client => self.client.send_close_notify(),
            Side::Server => self.server.send_close_notify(),
        }
        self.said(side)
    }
}
