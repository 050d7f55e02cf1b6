//! tlslab beside itself, no tshark needed: a connection told anew says what it says when it is told plainly.
//!
//! Where nothing is lost, all of it is equal but the numbers of frames, and the records where those were cut anew. Where frames
//! are lost or cut, nothing may be told that the plain connection does not have.

use std::collections::BTreeMap;
use std::fmt::Debug;

use tlslab::base::side::Side;
use tlslab::base::time::Time;
use tlslab::capture::packet::{Captured, LinkType};
use tlslab::keys::log::Log;
use tlslab::survey::connection::{Connection, Tcp};
use tlslab::survey::pass::Pass;
use tlslab::survey::tls::{Records, Tls};
use tlslab::survey::watcher::Watcher;

use crate::mutant::{self, Loss, Mutant, Trouble, mutant};
use crate::source::Source;
use crate::wire::{Frame, LINKS};
use crate::{ready, source};

/// Mutants of each test.
const MUTANTS: usize = 1500;
/// Most differences that are printed.
const PRINTED: usize = 40;

/// What a pass tells.
#[derive(Debug, Default)]
struct Heard {
    connections: Vec<Connection>,
    /// Application bytes, client first, as they came.
    plain: [Vec<Vec<u8>>; 2],
}

impl Watcher for Heard {
    fn connection(&mut self, connection: Connection) {
        self.connections.push(connection);
    }

    fn bytes(&mut self, _connection: u32, from: Side, _packet: u32, bytes: &[u8]) {
        let [client, server] = &mut self.plain;
        from.of(client, server).push(bytes.to_vec());
    }

    fn wants(&self, _connection: u32) -> bool {
        true
    }
}

/// The only connection in these frames, and what was said in it.
fn heard(frames: &[Frame], keys: Log) -> (Connection, [Vec<Vec<u8>>; 2]) {
    let mut pass = Pass::new(keys).digesting();
    let mut heard = Heard::default();
    for (n, frame) in frames.iter().enumerate() {
        let number = u32::try_from(n + 1).unwrap();
        let captured = Captured {
            number,
            time: Time(1_700_000_000_000_000_000 + u64::from(number) * 1_000_000),
            digits: 9,
            link: LinkType(frame.link),
            bytes: &frame.bytes,
            original: u32::try_from(frame.original).unwrap(),
        };
        pass.packet(&captured, &mut heard);
    }
    pass.finish(&mut heard);
    assert_eq!(heard.connections.len(), 1);
    (heard.connections.remove(0), heard.plain)
}

/// A source, and what its plain telling says without and with its secrets.
struct Plain {
    source: Source,
    keys: [Log; 2],
    told: [(Connection, [Vec<Vec<u8>>; 2]); 2],
}

fn plainly() -> Vec<Plain> {
    let plain = |source: Source| {
        let keys = [Log::default(), Log::parse(&source.keys).0];
        let frames = mutant::plain(&source).frames;
        let told = keys.clone().map(|keys| heard(&frames, keys));
        Plain { source, keys, told }
    };
    source::all(&ready()).into_iter().map(plain).collect()
}

/// All that is told of TLS, the numbers of frames left out: a line a thing.
fn lines(tls: Option<&Tls>, records: mutant::Records) -> Vec<String> {
    let Some(tls) = tls else { return Vec::new() };
    let mut tls = tls.clone();
    let packets = (tls.client_hellos.iter_mut().map(|one| &mut one.packet))
        .chain(tls.server_hellos.iter_mut().map(|one| &mut one.packet))
        .chain(tls.messages.iter_mut().map(|one| &mut one.packet))
        .chain(tls.alerts.iter_mut().map(|one| &mut one.packet))
        .chain(tls.certificates.iter_mut().map(|one| &mut one.packet));
    packets.for_each(|packet| *packet = 0);
    let places = [
        &mut tls.damaged,
        &mut tls.damaged_hello,
        &mut tls.not_records,
        &mut tls.renegotiated,
    ];
    places.into_iter().flatten().for_each(|packet| *packet = 0);
    if records != mutant::Records::AsTheyWere {
        tls.records.handshake = 0;
    }
    format!("{tls:#?}").lines().map(str::to_owned).collect()
}

/// TCP without what the segments decide.
fn sent(tcp: Option<&Tcp>) -> Tcp {
    let tcp = tcp.unwrap().clone();
    Tcp {
        syn: None,
        syn_ack: None,
        ack: None,
        retransmissions: 0,
        out_of_order: 0,
        keep_alives: 0,
        fin: tcp.fin.map(|fin| fin.map(|_| 0)),
        payload: [0; 2],
        ..tcp
    }
}

/// The first difference between two lists of lines.
fn first(plain: &[String], anew: &[String]) -> Option<String> {
    let both = plain.iter().zip(anew);
    let at = both.take_while(|(one, other)| one == other).count();
    (plain != anew).then(|| {
        let around = |lines: &[String]| {
            lines[at.min(lines.len())..]
                .iter()
                .take(2)
                .cloned()
                .collect::<Vec<_>>()
        };
        format!("plain {:?}, anew {:?}", around(plain), around(anew))
    })
}

/// What a whole mutant says otherwise than the plain telling.
fn otherwise(
    mutant: &Mutant,
    plain: &(Connection, [Vec<Vec<u8>>; 2]),
    anew: &(Connection, [Vec<Vec<u8>>; 2]),
) -> Vec<String> {
    let ((one, said), (other, again)) = (plain, anew);
    let mut wrong = Vec::new();
    let tls = [one, other].map(|connection| lines(connection.tls.as_deref(), mutant.records));
    wrong.extend(first(&tls[0], &tls[1]));
    let spoken = |connection: &Connection| (connection.protocol, connection.starttls);
    differ(&mut wrong, "protocol", &spoken(one), &spoken(other));
    let tcp = [one, other].map(|connection| sent(connection.tcp.as_ref()));
    differ(&mut wrong, "tcp", &tcp[0], &tcp[1]);
    let payload = other.tcp.as_ref().unwrap().payload;
    differ(&mut wrong, "payload", &mutant.payload, &payload);
    differ(
        &mut wrong,
        "client",
        &mutant.client,
        &other.client.to_string(),
    );
    for side in 0..2 {
        if said[side].concat() != again[side].concat() {
            wrong.push(format!("application bytes of end {side}"));
        }
    }
    wrong
}

fn differ<T: PartialEq + Debug>(wrong: &mut Vec<String>, what: &str, one: &T, other: &T) {
    if one != other {
        wrong.push(format!("{what}: plain {one:?}, anew {other:?}"));
    }
}

/// What is told of `anew` and not, or not as often, of `plain`.
fn invented<T: Debug>(plain: &[T], anew: &[T]) -> Vec<String> {
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    for thing in plain {
        *left.entry(format!("{thing:?}")).or_default() += 1;
    }
    let things = anew.iter().map(|thing| format!("{thing:?}"));
    things
        .filter(|thing| match left.get_mut(thing) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        })
        .collect()
}

fn counts(records: Records) -> [u64; 6] {
    [
        records.change_cipher_spec,
        records.alert,
        records.handshake,
        records.application_data,
        records.heartbeat,
        records.other,
    ]
}

/// What a mutant that lost something tells and its plain telling does not.
fn beyond(
    mutant: &Mutant,
    plain: &(Connection, [Vec<Vec<u8>>; 2]),
    anew: &(Connection, [Vec<Vec<u8>>; 2]),
) -> Vec<String> {
    let ((one, said), (other, again)) = (plain, anew);
    let mut wrong = Vec::new();
    // What is heard before a record is found counts as said in the clear: all of it, where the hello was lost.
    let hellos = |of: &Connection| of.tls.as_ref().map(|tls| tls.client_hellos.len());
    let begun = other.tls.as_ref().is_some_and(|tls| tls.from_start);
    let followed = begun && hellos(one) == hellos(other) && hellos(other) != Some(0);
    for side in (0..2).filter(|_| followed) {
        let whole = said[side].concat();
        let mut at = 0;
        for piece in again[side].iter().filter(|piece| !piece.is_empty()) {
            let mut places = whole[at..].windows(piece.len());
            match places.position(|bytes| bytes == piece.as_slice()) {
                Some(place) => at += place + piece.len(),
                None => wrong.push(format!("bytes of end {side}: {}", piece.len())),
            }
        }
    }
    let Some(after) = &other.tls else {
        return wrong;
    };
    let Some(before) = &one.tls else {
        return vec!["TLS where there is none".to_owned()];
    };
    let mut before = before.clone();
    let told = after.roles_swapped == before.roles_swapped;
    if (mutant.client == other.client.to_string()) != told {
        // Neither a SYN nor a message told who is who: the client is who sent the first frame.
        let senders = (before.messages.iter_mut().map(|one| &mut one.from))
            .chain(before.alerts.iter_mut().map(|one| &mut one.from))
            .chain(before.certificates.iter_mut().map(|one| &mut one.from));
        senders.for_each(|from| *from = from.peer());
    }
    let before = &before;
    let messages = |tls: &Tls| -> Vec<_> {
        let mut messages = tls.messages.clone();
        messages.iter_mut().for_each(|message| message.packet = 0);
        messages
    };
    let alerts = |tls: &Tls| -> Vec<_> {
        let mut alerts = tls.alerts.clone();
        alerts.iter_mut().for_each(|alert| alert.packet = 0);
        alerts
    };
    let certificates = |tls: &Tls| -> Vec<_> {
        let of = |one: &tlslab::survey::seen::Certificate| (one.from, hex::encode(one.sha256));
        tls.certificates.iter().map(of).collect()
    };
    let hellos = |tls: &Tls| -> Vec<_> {
        let mut hellos = tls.client_hellos.clone();
        hellos.iter_mut().for_each(|hello| hello.packet = 0);
        hellos
    };
    let answers = |tls: &Tls| -> Vec<_> {
        let mut hellos = tls.server_hellos.clone();
        hellos.iter_mut().for_each(|hello| hello.packet = 0);
        hellos
    };
    // The beginning of a message of which a record has one byte may be any byte.
    let clear = after.from_start || mutant.records != mutant::Records::Bytewise;
    if clear {
        wrong.extend(invented(&messages(before), &messages(after)));
    }
    wrong.extend(invented(&alerts(before), &alerts(after)));
    wrong.extend(invented(&certificates(before), &certificates(after)));
    wrong.extend(invented(&hellos(before), &hellos(after)));
    wrong.extend(invented(&answers(before), &answers(after)));
    let [old, new] = [before, after].map(|tls| counts(tls.records));
    let recut = mutant.records != mutant::Records::AsTheyWere;
    let more = (0..6).any(|kind| new[kind] > old[kind] && !(recut && kind == 2));
    if more {
        wrong.push(format!("records: {old:?}, with loss {new:?}"));
    }
    for (what, old, new) in [
        (
            "version",
            before.version.map(|version| version.0),
            after.version.map(|version| version.0),
        ),
        (
            "group",
            before.group.map(|group| group.0),
            after.group.map(|group| group.0),
        ),
    ] {
        if new.is_some() && new != old {
            wrong.push(format!("{what}: {old:?}, with loss {new:?}"));
        }
    }
    for (what, old, new) in [
        ("resumed", before.resumed, after.resumed),
        ("retry", before.retry, after.retry),
        ("client_auth", before.client_auth, after.client_auth),
    ] {
        if new.is_some() && new != old {
            wrong.push(format!("{what}: {old:?}, with loss {new:?}"));
        }
    }
    if after.suite.is_some() && after.suite != before.suite {
        wrong.push(format!(
            "suite: {:?}, with loss {:?}",
            before.suite, after.suite
        ));
    }
    if after.not_records.is_some() && before.not_records.is_none() {
        wrong.push(format!("not_records {:?}", after.not_records));
    }
    if after.renegotiated.is_some() && before.renegotiated.is_none() {
        wrong.push(format!("renegotiated {:?}", after.renegotiated));
    }
    for (name, verdict) in &after.proofs {
        let fails = *verdict == tlslab::base::verdict::Verdict::Fails;
        let failed = before
            .proofs
            .iter()
            .any(|(same, was)| same == name && was == verdict);
        if fails && !failed {
            wrong.push(format!("proof {name} {verdict:?}"));
        }
    }
    wrong
}

/// Mutants in these troubles, held against the plain telling; `FIRST` is the number of the first.
fn check(troubles: &[Trouble], wanted: Loss) {
    let all = plainly();
    let first = std::env::var("FIRST").map_or(0, |first| first.parse().unwrap());
    let mut wrong = Vec::new();
    let mut met = 0;
    for n in first..first + MUTANTS {
        let plain = &all[n % all.len()];
        let mutant = mutant(n, &plain.source, &LINKS, troubles);
        if mutant.loss != wanted || mutant.frames.is_empty() {
            continue;
        }
        met += 1;
        for (sight, keys) in plain.keys.iter().enumerate() {
            if sight == 1 && keys.is_empty() {
                continue;
            }
            let anew = heard(&mutant.frames, keys.clone());
            let found = match wanted {
                Loss::Whole => otherwise(&mutant, &plain.told[sight], &anew),
                Loss::Lossy => beyond(&mutant, &plain.told[sight], &anew),
            };
            let secret = if sight == 1 { " (keys)" } else { "" };
            let mut found = found;
            found.dedup();
            wrong.extend(
                found
                    .iter()
                    .map(|line| format!("{}{secret}: {line}", mutant.name)),
            );
        }
    }
    assert!(met > MUTANTS / 4, "{met}");
    let shown = wrong.len().min(PRINTED);
    assert!(
        wrong.is_empty(),
        "{} differences in {met} mutants\n{}",
        wrong.len(),
        wrong[..shown].join("\n")
    );
}

#[test]
fn told_anew_it_says_the_same() {
    check(&mutant::WHOLE, Loss::Whole);
}

#[test]
fn what_is_lost_is_not_made_up() {
    check(&mutant::LOSSY, Loss::Lossy);
}
