//! A scenario from its name to the evidence: planned, carried by a wire, gathered.

use std::collections::BTreeMap;
use std::time::Duration;

use ring::rand::{SecureRandom, SystemRandom};
use rustls::pki_types::ServerName;
use rustls::{ClientConnection, Connection, ServerConnection};
use thiserror::Error;
use x509_parser::parse_x509_certificate;

use crate::base::side::Side;
use crate::base::text::Text;
use crate::base::time::Time;
use crate::lab::blueprint::{Blueprint, CLIENT, Caller, Listener, Meeting, SERVER};
use crate::lab::client::Client;
use crate::lab::clock::Clock;
use crate::lab::credentials::Office;
use crate::lab::knobs::{CannotWork, Knobs};
use crate::lab::meddler::{Meddled, Takes};
use crate::lab::parrot::Parrot;
use crate::lab::plain::{PlainHttp, Silent};
use crate::lab::scenario::Scenario;
use crate::lab::server::Server;
use crate::lab::setup::{Peers, setups};
use crate::lab::speaker::OverTls;
use crate::lab::wire::kernel::refused::Refused;
use crate::lab::wire::mischief::Mischief;
use crate::lab::wire::visit::{Conditions, Make, PORT, Recording, Visit};
use crate::lab::wire::{host, kernel, virtually};
use crate::lab::witness::Witness;
use crate::pki::key::KeyKind;
use crate::story::deed::{Deed, Hand};
use crate::story::evidence::{Evidence, Progress, Setup};
use crate::story::model::Host;
use crate::text;

/// When a seeded run begins unless told otherwise: 2026-01-01T00:00:00Z, so that its bytes are the same on any day.
pub const EPOCH: Time = Time::seconds(1_767_225_600);

/// How long an end waits for a word of the other. On a lossy wire TCP doubles its waiting time with each loss of the
/// same segment, up to a minute.
const PATIENCE: Duration = Duration::from_secs(600);
/// How long a client waits that is to meet a silent server.
const SHORT_PATIENCE: Duration = Duration::from_secs(5);

/// A run, ready to be carried by a wire.
pub(crate) struct Plan {
    /// Its connections, for the wire.
    pub(crate) visits: Vec<Visit>,
    /// How the wire is to treat frames.
    pub(crate) conditions: Conditions,
    /// What will be known of it afterwards.
    pub(crate) book: Book,
}

/// What is known of a run apart from its frames; the secrets are written in it while the run goes on.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    title: Text,
    hosts: [Host; 2],
    setups: Vec<Setup>,
    roots: Vec<Vec<u8>>,
    now: Time,
    witness: Witness,
    conditions: Conditions,
    seed: Option<u64>,
}

/// Plans `scenario` with these choices; certificates are made as of `now`.
///
/// # Errors
/// The choices cannot work together, and are not forced.
pub(crate) fn plan(scenario: &Scenario, knobs: &Knobs, now: Time) -> Result<Plan, CannotWork> {
    laid_out(scenario, knobs, knobs.applied(scenario)?, now)
}

/// Plans `run`, which `scenario` and the choices of `knobs` led to.
fn laid_out(
    scenario: &Scenario,
    knobs: &Knobs,
    run: Blueprint,
    now: Time,
) -> Result<Plan, CannotWork> {
    let clock = Clock::new(now);
    let witness = Witness::default();
    let office = Office::new(now, knobs.seed, knobs.key())?;
    let peers = Peers::new(&run, &office, knobs.seed, &clock, &witness)?;
    let conditions = Conditions {
        seed: wire_seed(knobs),
        flip: run.flip,
        ..knobs.conditions.clone()
    };
    let visits = run
        .meetings
        .iter()
        .map(|meeting| Visit {
            client: without(caller(meeting, &peers, &clock), run.takes),
            server: listener(meeting, &peers, &clock, &run.server.page),
        })
        .collect();
    let roots = vec![office.root()];
    let subjects: Vec<String> = roots.iter().filter_map(|root| subject(root)).collect();
    let mut setups = run
        .meetings
        .last()
        .map(|last| setups(&run, last, &subjects))
        .unwrap_or_default();
    for setup in setups.iter_mut().filter(|setup| setup.certificate) {
        setup.key = match knobs.key() {
            KeyKind::EcdsaP256 | KeyKind::EcdsaP384 => "ECDSA",
            KeyKind::Ed25519 => "Ed25519",
            KeyKind::Rsa2048 | KeyKind::Rsa3072 | KeyKind::Rsa4096 => "RSA",
        };
    }
    Ok(Plan {
        visits,
        conditions: conditions.clone(),
        book: Book {
            title: Text::from(scenario.line),
            hosts: hosts(&run.meetings, &conditions),
            setups,
            roots,
            now,
            witness,
            conditions,
            seed: knobs.seed,
        },
    })
}

/// What is known of a run once a wire has carried it; `wire` says which wire it was.
pub(crate) fn evidence(book: Book, recording: Recording, wire: Text) -> Evidence {
    Evidence {
        title: Some(book.title),
        wire: [vec![wire], seed(book.seed), conditions(&book.conditions)].concat(),
        deeds: BTreeMap::new(),
        progress: Progress::Over,
        hosts: book.hosts,
        packets: recording.packets,
        done: recording.done,
        key_log: book.witness.key_log(),
        other_secrets: 0,
        rsa_keys: Vec::new(),
        exchanges: book.witness.exchanges(),
        setups: book.setups,
        endings: recording.endings,
        roots: book.roots,
        now: book.now,
    }
}

/// Runs `scenario` on the virtual wire, whose clock begins at `start`.
///
/// # Errors
/// The choices cannot work together, and are not forced.
pub fn on_virtual(scenario: &Scenario, knobs: &Knobs, start: Time) -> Result<Evidence, CannotWork> {
    on_held(scenario, knobs, start, &Hand::default())
}

/// Runs `scenario` on the virtual wire as somebody who holds it wants: up to the first frame that waits, or to the end. With a seed,
/// and keys that sign the same each time, it is the same run each time but for what the hand does.
///
/// # Errors
/// The choices cannot work together, and are not forced.
pub fn on_held(
    scenario: &Scenario,
    knobs: &Knobs,
    start: Time,
    hand: &Hand,
) -> Result<Evidence, CannotWork> {
    let plan = plan(scenario, knobs, start)?;
    Ok(carried(plan, start, hand))
}

/// Runs on the virtual wire what `scenario` and `knobs` lead to once `change` was made to it, by the same `hand`: names of one's
/// own, other offers, another certificate.
///
/// # Errors
/// The choices cannot work together, and are not forced.
pub fn on_changed(
    scenario: &Scenario,
    knobs: &Knobs,
    start: Time,
    hand: &Hand,
    change: &dyn Fn(&mut Blueprint),
) -> Result<Evidence, CannotWork> {
    let mut run = knobs.applied(scenario)?;
    change(&mut run);
    let plan = laid_out(scenario, knobs, run, start)?;
    Ok(carried(plan, start, hand))
}

fn carried(plan: Plan, start: Time, hand: &Hand) -> Evidence {
    let recording = virtually::held(plan.visits, &plan.conditions, start, hand);
    let wire = Text::new(
        "Virtual wire: two TCP stacks of smoltcp on a clock that jumps from event to event, so times are computed, not measured.",
        "가상 선로: smoltcp의 TCP 스택 둘이 사건에서 사건으로 건너뛰는 시계로 돈다. 시각은 잰 값이 아니라 계산한 값이다.",
    );
    let handled = |number: &u32| recording.handled.contains(number);
    let mut deeds = hand.deeds.clone();
    deeds.retain(|number, _| handled(number));
    let mut evidence = evidence(plan.book, recording, wire);
    evidence.wire.extend(meddled(&deeds));
    evidence.deeds = deeds;
    evidence
}

/// Runs `scenario` on the kernel wire; the process must have [entered](kernel::enter) it, and `now` is the present.
///
/// # Errors
/// The choices cannot work together and are not forced, or the system does not allow this wire.
pub fn on_kernel(scenario: &Scenario, knobs: &Knobs, now: Time) -> Result<Evidence, NotRun> {
    let plan = plan(scenario, knobs, now)?;
    let mut mischief = Mischief::new(&plan.conditions);
    let recording = kernel::run(plan.visits, &plan.conditions, &mut mischief)?;
    Ok(evidence(plan.book, recording, kernel_wire()))
}

/// What the kernel wire is.
pub(crate) fn kernel_wire() -> Text {
    Text::new(
        "Kernel wire: two network namespaces with the Linux kernel's own TCP; tlslab carries each frame from one to the other.",
        "커널 선로: 네트워크 네임스페이스 둘에서 리눅스 커널의 TCP가 돈다. tlslab이 둘 사이에서 프레임을 하나씩 나른다.",
    )
}

/// Why nothing was run on the kernel wire.
#[derive(Debug, Error)]
pub enum NotRun {
    /// The choices cannot work together.
    #[error(transparent)]
    Planned(#[from] CannotWork),
    /// The system does not allow this wire.
    #[error(transparent)]
    Wire(#[from] Refused),
}

/// What `client` says, less what somebody takes out of it.
fn without(client: Make, takes: Option<Takes>) -> Make {
    match takes {
        Some(takes) => Box::new(move |now| Box::new(Meddled::new(client(now), takes))),
        None => client,
    }
}

fn caller(meeting: &Meeting, peers: &Peers, clock: &Clock) -> Make {
    let patience = match meeting.listener {
        Listener::Silent => SHORT_PATIENCE,
        Listener::OverTls { .. } | Listener::Nobody => PATIENCE,
    };
    let (name, path, asks, moment) = match &meeting.caller {
        Caller::OverTls {
            name,
            path,
            asks,
            moment,
        } => (name.clone().into_owned(), path, asks, moment),
        Caller::Repeats { says, .. } => {
            let program = Parrot::new(says, patience);
            return Box::new(move |_| Box::new(program));
        }
        Caller::PlainHttp { name } => {
            let program = PlainHttp::new(name, patience);
            return Box::new(move |_| Box::new(program));
        }
    };
    let (config, clock) = (peers.client.clone(), clock.clone());
    let program = Client::new(&name, path, asks, *moment);
    Box::new(move |now| {
        clock.set(now);
        let connection = ServerName::try_from(name)
            .map_err(|error| error.to_string())
            .and_then(|name| {
                ClientConnection::new(config, name).map_err(|error| error.to_string())
            });
        match connection {
            Ok(connection) => Box::new(OverTls::new(
                Connection::Client(connection),
                Box::new(program),
                clock,
                patience,
            )),
            Err(error) => Box::new(Silent::complaining(error)),
        }
    })
}

fn listener(meeting: &Meeting, peers: &Peers, clock: &Clock, page: &str) -> Option<Make> {
    let early_data = match meeting.listener {
        Listener::OverTls { early_data } => early_data,
        Listener::Silent => return Some(Box::new(|_| Box::new(Silent::new()))),
        Listener::Nobody => return None,
    };
    let (config, clock) = (peers.server(early_data), clock.clone());
    let page = page.to_owned();
    Some(Box::new(move |now| {
        clock.set(now);
        match ServerConnection::new(config) {
            Ok(connection) => Box::new(OverTls::new(
                Connection::Server(connection),
                Box::new(Server::new(&page)),
                clock,
                PATIENCE,
            )),
            Err(error) => Box::new(Silent::complaining(error.to_string())),
        }
    }))
}

/// The seed of the wire: the run's, else the wire's own, else one from the system.
fn wire_seed(knobs: &Knobs) -> u64 {
    let mut bytes = [0; 4];
    match (knobs.seed, knobs.conditions.seed) {
        (Some(seed), _) => seed,
        (None, 0) => match SystemRandom::new().fill(&mut bytes) {
            Ok(()) => u64::from(u32::from_be_bytes(bytes)),
            Err(_) => 0,
        },
        (None, seed) => seed,
    }
}

fn subject(der: &[u8]) -> Option<String> {
    let (_, certificate) = parse_x509_certificate(der).ok()?;
    Some(certificate.subject().to_string())
}

fn hosts(meetings: &[Meeting], conditions: &Conditions) -> [Host; 2] {
    let server = meetings.first().map(|meeting| meeting.caller.name());
    let server = server.unwrap_or(SERVER);
    let [client_ip, server_ip] = Side::BOTH.map(|side| host::address(side, conditions));
    [
        Host {
            name: CLIENT.to_owned(),
            address: client_ip.to_string(),
        },
        Host {
            name: server.to_owned(),
            address: std::net::SocketAddr::new(server_ip, PORT).to_string(),
        },
    ]
}

/// Where what is random came from, if not from the system.
fn seed(seed: Option<u64>) -> Vec<Text> {
    let said = |seed| {
        text!(
            en: "All that both ends draw at random comes from seed {seed}: whoever knows it knows every key.",
            ko: "양 끝의 난수는 모두 시드에서 나온다: {seed}. 이 시드를 아는 사람은 모든 키를 안다.",
        )
    };
    seed.map(said).into_iter().collect()
}

/// What was done by hand, frame by frame.
fn meddled(deeds: &BTreeMap<u32, Deed>) -> Vec<Text> {
    let deeds = deeds.iter().filter(|(_, deed)| !deed.is_nothing());
    deeds
        .map(|(number, deed)| {
            let told = deed.told();
            let (en, ko) = (&told.en, &told.ko);
            text!(en: "Frame {number}: {en}", ko: "프레임 {number}: {ko}")
        })
        .collect()
}

/// What was asked of the wire beyond carrying frames.
fn conditions(asked: &Conditions) -> Vec<Text> {
    let mut said = Vec::new();
    if asked.delay > Duration::ZERO {
        said.push(text!(
            en: "Every frame is held for {delay:?} on its way.",
            ko: "모든 프레임을 도중에 {delay:?} 동안 붙잡아 둔다.",
            delay = asked.delay,
        ));
    }
    if asked.loss > 0.0 {
        said.push(text!(
            en: "Of the frames with TCP, {loss} percent are lost, drawn from seed {seed}.",
            ko: "TCP 프레임의 {loss}퍼센트가 손실된다. 난수 시드: {seed}.",
            loss = asked.loss,
            seed = asked.seed,
        ));
    }
    if asked.mtu != 1500 {
        said.push(text!(
            en: "The largest IP packet the link takes is {mtu} bytes.",
            ko: "링크를 지날 수 있는 가장 큰 IP 패킷: {mtu}바이트.",
            mtu = asked.mtu,
        ));
    }
    if let Some(flip) = asked.flip {
        let who = flip.from.text();
        said.push(text!(
            en: "Somebody sits on the wire and flips one bit of TLS record {record} of the {en}, counted from 0.",
            ko: "누군가 선로에 앉아 한 비트를 뒤집는다: {ko} 쪽 TLS 레코드 {record}번 (0부터 셈).",
            en = who.en,
            ko = who.ko,
            record = flip.record,
        ));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::scenarios::list::SCENARIOS;

    fn seeded() -> Knobs {
        Knobs {
            seed: Some(1),
            ..Knobs::default()
        }
    }

    #[test]
    fn every_scenario_ends_as_it_should() {
        for scenario in SCENARIOS {
            let evidence = on_virtual(scenario, &seeded(), EPOCH).unwrap();
            let failed = evidence.endings.iter().any(|e| e.error.is_some());
            assert_eq!(failed, scenario.expects.is_some(), "{}", scenario.name);
        }
    }
}
