//! tlslab beside tshark: every scenario, and connections told anew in hundreds of ways. Same messages, same packet numbers, same
//! values, with and without the secrets.
//!
//! Where tshark is wrong by the RFC, `EXCEPTIONS` says so with the reason. Frames that were lost or cut leave tshark with less than
//! there is to see: then only the handshake messages that it sees are compared, and what tlslab sees beyond them is not judged.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    unreachable_pub
)]

#[path = "../facts/mod.rs"]
mod facts;
mod itself;
mod mutant;
#[path = "../oracle/mod.rs"]
mod oracle;
mod seen;
mod source;
mod wire;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use tlslab::capture::packet::Packet;
use tlslab::lab::knobs::Knobs;
use tlslab::lab::run::{EPOCH, on_virtual};
use tlslab::lab::scenarios::list::SCENARIOS;

use crate::facts::{Facts, Sight};
use crate::mutant::{Loss, Mutant, TROUBLES, mutant};
use crate::oracle::Oracle;
use crate::seen::ASKED;
use crate::source::Run;
use crate::wire::{Form, Frame, LINKS, Link};

/// Mutants of each file.
const MUTANTS: usize = 70;

/// Part of the name of a connection, part of a difference, and the reason why tshark is not followed there.
static EXCEPTIONS: [(&str, &str, &str); 9] = [
    (
        "mysql-vlan-tls11",
        "",
        "a ClientHello that begins in the segment of MySQL's SSLRequest is one: TCP has no message boundaries (RFC 9293 §3.1); \
         tshark takes the whole segment for MySQL",
    ),
    (
        "broken-packet-header",
        "records: ",
        "tshark gives up a frame whose certificate is no DER; its records are there all the same (RFC 5246 §6.2.1)",
    ),
    (
        "broken-packet-header",
        "26bd8df98cae30a6abbdd9c3be1d65b2",
        "an entry of certificate_list is as long as its own length says (RFC 5246 §7.4.2): 9 bytes, not the 7 that are DER",
    ),
    (
        "broken-packet-header",
        "a8b66060986b36dd65e1ea9f3849e4ad",
        "the same entry over all its 9 bytes",
    ),
    (
        "sslv2-hello",
        "ch.ciphers: extra",
        "tshark has another column for the cipher specs of a hello in SSL 2.0 form (RFC 5246 §E.2)",
    ),
    (
        "tls12-client-certificate",
        "ch.sig_algs",
        "tshark's column joins the schemes of delegated_credential (RFC 9345 §4.1.1) to those of signature_algorithms",
    ),
    (
        "plain-http",
        "alerts: extra x1 [\"s\", 2, 50]",
        "after a request in plain HTTP tshark does not look for records; the alert is one all the same (RFC 8446 §6)",
    ),
    (
        "plain-http",
        "records: extra x1 [\"21\", 1]",
        "the record that carries this alert",
    ),
    (
        "flip-server-hello",
        "",
        "a bit of the ServerHello is flipped, so the ends derive different secrets (RFC 8446 §7.1) and both log theirs under \
         one random: tshark opens with the client's line, tlslab with the server's",
    ),
];

fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("beside-tshark")
        .join(name);
    fs::create_dir_all(&room).unwrap();
    room
}

/// The lines of `tlslab inspect --as json` by client.
fn inspected(file: &Path, keys: Option<&Path>) -> BTreeMap<String, Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tlslab"));
    command.args(["inspect", "--as", "json"]).arg(file);
    if let Some(keys) = keys {
        command.arg("--keys").arg(keys);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let line = |line| {
        let line: Value = serde_json::from_str(line).unwrap();
        (facts::end(&line["client"]), line)
    };
    text.lines().map(line).collect()
}

/// The facts that both are asked for.
fn asked(mut facts: Facts, sight: Sight) -> Facts {
    let wanted = |field: &str| match sight {
        Sight::Outside => ASKED.contains(&field),
        Sight::Inside => ["handshake", "alerts", "cert.sha256"].contains(&field),
    };
    facts.retain(|(field, _), _| wanted(field));
    facts
}

/// What the two say otherwise of one connection.
fn differences(
    loss: Loss,
    line: Option<&Value>,
    theirs: Option<&Facts>,
    sight: Sight,
) -> Vec<String> {
    let none = Facts::new();
    let theirs = asked(theirs.unwrap_or(&none).clone(), sight);
    let old = [Vec::new(), Vec::new()];
    let ours = line
        .filter(|line| !line["tls"].is_null())
        .map(|line| facts::of_line(line, sight, &old));
    let ours = asked(ours.unwrap_or_default(), sight);
    let mut lines = facts::differences(&theirs, &ours);
    if loss == Loss::Lossy {
        lines.retain(|line| line.starts_with("handshake: missing"));
    }
    lines
}

/// Compares one file whose connections have these names by client.
fn compare(
    tshark: &Oracle,
    room: &Path,
    file: &Path,
    keys: &Path,
    names: &BTreeMap<String, (String, Loss)>,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let known = |name: &str, line: &str| {
        let known = |(of, part, _): &(&str, &str, &str)| name.contains(of) && line.contains(part);
        EXCEPTIONS.iter().any(known)
    };
    for sight in [Sight::Outside, Sight::Inside] {
        let keys = (sight == Sight::Inside).then_some(keys);
        let theirs = seen::seen(tshark, room, file, keys);
        let ours = inspected(file, keys);
        for (client, (name, loss)) in names {
            let secret = if keys.is_some() { " (keys)" } else { "" };
            let name = format!("{name}{secret}");
            let lines = differences(*loss, ours.get(client), theirs.get(client), sight);
            let unknown = lines.iter().filter(|line| !known(&name, line));
            let file = file.file_name().unwrap().to_str().unwrap();
            wrong.extend(unknown.map(|line| format!("{file} {client} {name}: {line}")));
        }
    }
    wrong
}

/// Every scenario with a seed of its own, so that no two have a random in common.
fn ready() -> Vec<Run> {
    let run = |(n, scenario): (usize, &&'static tlslab::lab::scenario::Scenario)| {
        let knobs = Knobs {
            seed: Some(u64::try_from(n + 1).unwrap()),
            ..Knobs::default()
        };
        let evidence = on_virtual(scenario, &knobs, EPOCH).unwrap();
        (scenario.name, evidence.packets, evidence.key_log)
    };
    SCENARIOS.iter().enumerate().map(run).collect()
}

/// The frames of a run with the third byte of both addresses set to `n`, checksums made anew.
fn moved(packets: &[Packet], n: u8) -> Vec<Frame> {
    let moved = |packet: &Packet| {
        let mut bytes = packet.bytes.clone();
        if bytes[12..14] == [8, 0] {
            (bytes[28], bytes[32]) = (n, n);
            bytes[24..26].fill(0);
            let sum = wire::checksum(&bytes[14..34]);
            bytes[24..26].copy_from_slice(&sum.to_be_bytes());
            let end = 14 + usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
            bytes[50..52].fill(0);
            let length = u32::try_from(end - 34).unwrap().to_be_bytes();
            let pseudo = [&bytes[26..34], &[0, 6], &length[2..], &bytes[34..end]].concat();
            let sum = wire::checksum(&pseudo);
            bytes[50..52].copy_from_slice(&sum.to_be_bytes());
        }
        Frame {
            link: packet.link.0,
            original: bytes.len(),
            bytes,
        }
    };
    packets.iter().map(moved).collect()
}

#[test]
fn every_scenario() {
    let Some(tshark) = oracle::find("tshark", "tshark") else {
        return;
    };
    let room = room("scenarios");
    let (mut frames, mut keys, mut names) = (Vec::new(), String::new(), BTreeMap::new());
    for (n, (name, packets, secrets)) in ready().into_iter().enumerate() {
        frames.extend(moved(&packets, u8::try_from(n + 1).unwrap()));
        keys += &secrets;
        let clients = packets
            .iter()
            .filter(|packet| packet.bytes[12..14] == [8, 0] && packet.bytes[47] == wire::SYN);
        for packet in clients {
            let port = u16::from_be_bytes([packet.bytes[34], packet.bytes[35]]);
            let address = &packet.bytes[26..30];
            let client = format!(
                "{}.{}.{}.{}:{port}",
                address[0],
                address[1],
                n + 1,
                address[3]
            );
            names.insert(client, (name.to_owned(), Loss::Whole));
        }
    }
    assert!(names.len() > SCENARIOS.len(), "{names:?}");
    let [file, log] = ["all.pcapng", "all.keys"].map(|name| room.join(name));
    fs::write(&file, wire::file(Form::Pcapng, &frames)).unwrap();
    fs::write(&log, keys).unwrap();
    let wrong = compare(&tshark, &room, &file, &log, &names);
    assert!(
        wrong.is_empty(),
        "{} differences\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The frames of all mutants, one of each in turn.
fn in_turn(mutants: &[Mutant]) -> Vec<Frame> {
    let longest = mutants
        .iter()
        .map(|mutant| mutant.frames.len())
        .max()
        .unwrap();
    (0..longest)
        .flat_map(|n| {
            mutants
                .iter()
                .filter_map(move |mutant| mutant.frames.get(n))
        })
        .cloned()
        .collect()
}

/// `FIRST` is the number of the first mutant, 0 by default: other numbers, other mutants.
#[test]
fn connections_told_anew() {
    let Some(tshark) = oracle::find("tshark", "tshark") else {
        return;
    };
    let room = room("mutants");
    let mut sources = source::all(&ready());
    sources.retain(|source| !source.name.starts_with("ssl20"));
    let keys: String = sources
        .iter()
        .map(|source| source.keys.clone() + "\n")
        .collect();
    let log = room.join("all.keys");
    fs::write(&log, keys).unwrap();
    let ethernet: Vec<Link> = LINKS
        .into_iter()
        .filter(|link| wire::frame(*link, &[0x45]).link == 1)
        .collect();
    let files: [(&str, Form, &[Link]); 4] = [
        ("little.pcapng", Form::Pcapng, &LINKS),
        ("big.pcapng", Form::PcapngBig, &LINKS),
        ("little.pcap", Form::Pcap, &ethernet),
        ("big-nanoseconds.pcap", Form::PcapBigNanos, &[Link::Raw]),
    ];
    let first = std::env::var("FIRST").map_or(0, |first| first.parse().unwrap());
    let mut wrong = Vec::new();
    for (batch, (name, form, links)) in files.into_iter().enumerate() {
        let made = |n| {
            let n = first + batch * MUTANTS + n;
            mutant(n, &sources[n % sources.len()], links, &TROUBLES)
        };
        let mutants: Vec<Mutant> = (0..MUTANTS).map(made).collect();
        let frames = match form {
            Form::Pcapng | Form::PcapBigNanos => in_turn(&mutants),
            Form::Pcap | Form::PcapngBig => mutants
                .iter()
                .flat_map(|mutant| mutant.frames.clone())
                .collect(),
        };
        let file = room.join(name);
        fs::write(&file, wire::file(form, &frames)).unwrap();
        let names = mutants
            .into_iter()
            .map(|mutant| (mutant.client, (mutant.name, mutant.loss)));
        wrong.extend(compare(&tshark, &room, &file, &log, &names.collect()));
    }
    assert!(
        wrong.is_empty(),
        "{} differences\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
