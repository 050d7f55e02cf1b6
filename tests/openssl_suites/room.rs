//! The room where both programs work: keys, certificates and settings made once, sessions held over a wire that listens.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tlslab::base::side::Side;
use tlslab::base::verdict::Verdict;
use tlslab::capture::packet::Captured;
use tlslab::keys::log::Log;
use tlslab::keys::rsa::Key;
use tlslab::survey::connection::Connection;
use tlslab::survey::pass::Pass;
use tlslab::survey::tls::{Status, Tls};
use tlslab::survey::watcher::Watcher;

use crate::oracle::{self, Oracle};
use crate::peer::Peer;
use crate::relay::{Relay, Talk, frames};

/// What both ends may use: everything that OpenSSL has, however old.
pub(crate) const ANYTHING: &str = "ALL:COMPLEMENTOFALL:@SECLEVEL=0";

/// Settings that say nothing, and settings that leave out what only they can leave out.
pub(crate) const EMPTY: &str = "empty.cnf";
pub(crate) const NO_EXTENDED_MASTER: &str = "no-extended-master.cnf";

/// Kinds of keys, as `openssl req` makes them, each with the name of its files.
static KEYS: [(&str, &[&str]); 8] = [
    ("rsa", &["-newkey", "rsa:2048"]),
    ("small", &["-newkey", "rsa:1024"]),
    ("pss", &["-newkey", "rsa-pss"]),
    (
        "p256",
        &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
    ),
    (
        "p384",
        &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
    ),
    (
        "p521",
        &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-521"],
    ),
    ("ed25519", &["-newkey", "ed25519"]),
    ("dsa", &["-newkey", "dsa:dsa.parameters"]),
];

/// The room with everything in it; none where openssl is not installed.
pub(crate) fn room() -> Option<&'static Path> {
    static ROOM: OnceLock<Option<PathBuf>> = OnceLock::new();
    let room = ROOM.get_or_init(|| {
        let openssl = oracle::find("openssl", "openssl")?;
        let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("openssl_suites");
        fs::create_dir_all(&room).unwrap();
        furnish(&openssl, &room);
        Some(room)
    });
    room.as_deref()
}

fn furnish(openssl: &Oracle, room: &Path) {
    fs::write(room.join(EMPTY), "").unwrap();
    let settings = "openssl_conf = init\n[init]\nssl_conf = ssl\n[ssl]\nsystem_default = all\n[all]\nOptions = -ExtendedMasterSecret\n";
    fs::write(room.join(NO_EXTENDED_MASTER), settings).unwrap();
    let path = |name: String| room.join(name).to_str().unwrap().to_owned();
    let parameters = path("dsa.parameters".to_owned());
    openssl.says(room, &["dsaparam", "-out", &parameters, "1024"]);
    for (name, kind) in &KEYS {
        let (key, certificate) = (path(format!("{name}.key")), path(format!("{name}.pem")));
        let kind: Vec<String> = kind
            .iter()
            .map(|word| word.replace("dsa.parameters", &parameters))
            .collect();
        let subject = format!("/CN={name}");
        let mut words = vec!["req", "-x509", "-nodes", "-subj", &subject, "-days", "30"];
        words.extend(["-keyout", &key, "-out", &certificate]);
        words.extend(kind.iter().map(String::as_str));
        openssl.says(room, &words);
    }
}

/// A server that answers each line with the same line backwards, until a line says CLOSE.
pub(crate) struct Server {
    pub(crate) peer: Peer,
    pub(crate) port: u16,
}

impl Server {
    /// An echo that reverses, with these further options.
    pub(crate) fn reversing(room: &Path, settings: &str, options: &[&str]) -> Self {
        Self::start(room, settings, &[&["-rev"], options].concat())
    }

    /// A server whose side is typed.
    pub(crate) fn start(room: &Path, settings: &str, options: &[&str]) -> Self {
        let mut words = vec!["s_server", "-accept", "127.0.0.1:0"];
        if !options.contains(&"-cipher") {
            words.extend(["-cipher", ANYTHING]);
        }
        if !options.contains(&"-cert") {
            words.extend(["-cert", "rsa.pem", "-key", "rsa.key"]);
        }
        words.extend(options);
        let peer = Peer::start(room, settings, &words);
        let said = peer.says("ACCEPT", 1);
        let line = said.lines().find(|line| line.starts_with("ACCEPT"));
        let port = line.and_then(|line| line.rsplit_once(':')).unwrap().1;
        let port = port.trim().parse().unwrap();
        Self { peer, port }
    }
}

/// A client that has been started, and the wire between it and its server.
pub(crate) struct Client {
    pub(crate) peer: Peer,
    wire: Relay,
    log: PathBuf,
}

impl Client {
    /// Connects; `name` is of this session alone.
    pub(crate) fn start(
        room: &Path,
        settings: &str,
        name: &str,
        server: &Server,
        options: &[&str],
    ) -> Self {
        let wire = Relay::to(server.port);
        let log = room.join(format!("{name}.keylog"));
        let _ = fs::remove_file(&log);
        let to = format!("127.0.0.1:{}", wire.port);
        let mut words = vec![
            "s_client",
            "-connect",
            &to,
            "-keylogfile",
            log.to_str().unwrap(),
        ];
        if !options.contains(&"-cipher") {
            words.extend(["-cipher", ANYTHING]);
        }
        words.extend(options);
        let peer = Peer::start(room, settings, &words);
        Self { peer, wire, log }
    }

    /// Waits for its end; gives what was said on the wire, and the key log.
    pub(crate) fn end(mut self) -> (Talk, Log) {
        self.peer.end();
        let lines = fs::read(&self.log).unwrap_or_default();
        let mut log = Log::default();
        assert_eq!(log.read(&lines, 0), [], "{}", self.peer.said());
        (self.wire.talk(), log)
    }
}

/// A connection as the survey told it, with the application bytes of each side, client first.
pub(crate) struct Told {
    pub(crate) connection: Connection,
    pub(crate) plain: [Vec<u8>; 2],
}

impl Told {
    pub(crate) fn tls(&self) -> &Tls {
        self.connection.tls.as_ref().unwrap()
    }

    /// What is wrong: not everything opened, other bytes than typed, a proof that does not hold.
    pub(crate) fn faults(&self, typed: [&str; 2]) -> Vec<String> {
        let tls = self.tls();
        let mut faults = Vec::new();
        if tls.decryption.status != Status::Full {
            faults.push(format!("{:?}", tls.decryption));
        }
        for (side, expected) in Side::BOTH.into_iter().zip(typed) {
            let [client, server] = &self.plain;
            let found = String::from_utf8_lossy(side.of(client, server));
            if found != expected {
                faults.push(format!("{side:?} said {found:?}, typed was {expected:?}"));
            }
        }
        for (name, verdict) in &tls.proofs {
            if *verdict != Verdict::Holds {
                faults.push(format!("{name}: {verdict:?}"));
            }
        }
        for name in ["server_finished", "client_finished"] {
            if !tls.proofs.iter().any(|(proof, _)| *proof == name) {
                faults.push(format!("{name} is not there"));
            }
        }
        faults
    }

    #[track_caller]
    pub(crate) fn is_full(&self, typed: [&str; 2]) -> &Tls {
        let faults = self.faults(typed);
        assert!(faults.is_empty(), "{faults:#?}");
        self.tls()
    }
}

/// What one pass tells of these connections, in their order.
pub(crate) fn survey(talks: &[Talk], log: Log, rsa: Vec<Key>) -> Vec<Told> {
    let mut pass = Pass::new(log).with_rsa(rsa).digesting();
    let mut listener = Listener {
        plain: vec![Default::default(); talks.len()],
        connections: Vec::new(),
    };
    for packet in frames(talks) {
        let frame = Captured {
            number: packet.number,
            time: packet.time,
            digits: 6,
            link: packet.link,
            bytes: &packet.bytes,
            original: packet.original,
        };
        pass.packet(&frame, &mut listener);
    }
    pass.finish(&mut listener);
    listener
        .connections
        .sort_by_key(|connection| connection.number);
    let told = listener.connections.into_iter().zip(listener.plain);
    told.map(|(connection, plain)| Told { connection, plain })
        .collect()
}

struct Listener {
    connections: Vec<Connection>,
    plain: Vec<[Vec<u8>; 2]>,
}

impl Watcher for Listener {
    fn connection(&mut self, connection: Connection) {
        self.connections.push(connection);
    }

    fn bytes(&mut self, connection: u32, from: Side, _packet: u32, bytes: &[u8]) {
        let [client, server] = &mut self.plain[connection as usize - 1];
        from.of(client, server).extend(bytes);
    }

    fn wants(&self, _connection: u32) -> bool {
        true
    }
}
