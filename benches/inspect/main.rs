//! `tlslab inspect` beside tshark and tcpdump, on captures of every kind made from a seed.
//!
//! For each mix of traffic a capture is made whose content is counted while it is made. First what tlslab says of it must
//! equal that count. Then processor time and peak memory are taken of each program, of a file read twice before, median
//! of three. `BENCH_MB` is the size of each in MB, 100 unless given; the captures stay in `BENCH_DIR`, if that is given;
//! names of mixes as arguments choose among them. Trust the ratios, not the seconds. The verdict is a word, never a failure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation
)]

mod bars;
mod file;
mod flows;
mod host;
mod hostile;
mod luck;
mod measure;
mod mixes;
mod openable;
mod sessions;
mod table;
mod talk;
mod template;
mod truth;
mod world;

use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::measure::{Call, installed, warm};
use crate::mixes::{Kind, MIXES, Made, Mix};
use crate::table::{Row, Table};
use crate::template::Templates;
use crate::truth::Truth;

/// The program under test.
const TLSLAB: &str = env!("CARGO_BIN_EXE_tlslab");

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --benches` runs this too: then a little of each, for the truth alone.
    let measured = arguments.iter().any(|argument| argument == "--bench");
    let asked = std::env::var("BENCH_MB").ok();
    let megabytes = match measured {
        true => asked.map_or(100, |mb| mb.parse().expect("BENCH_MB is a number of MB")),
        false => 1,
    };
    let chosen = |mix: &&Mix| {
        let names = arguments.iter().filter(|name| !name.starts_with('-'));
        names.clone().count() == 0 || names.clone().any(|name| name == mix.name)
    };
    let kept = std::env::var_os("BENCH_DIR").map(PathBuf::from);
    let passing = tempfile::tempdir().expect("there is a folder for temporary files");
    let folder = kept.as_deref().unwrap_or(passing.path());
    let templates = Templates::new();
    let mut table = Table::new(megabytes);
    for mix in MIXES.iter().filter(chosen) {
        let made = mix.make(megabytes, folder, &templates);
        println!("{}: {}", mix.name, mix.line);
        println!("    {} MB: {}", made.size / 1_000_000, made.truth);
        check(mix, &made);
        if measured {
            measure(mix, &made, folder, &mut table);
        }
        if kept.is_none() {
            std::fs::remove_file(&made.path).expect("our own file can be removed");
        }
    }
    if measured {
        table.print();
    }
}

/// Compares what tlslab says with the truth.
fn check(mix: &Mix, made: &Made) {
    let json = tlslab(made).with(["--as", "json"]);
    let mut child = json.command().stdout(Stdio::piped()).spawn().unwrap();
    let told = Truth::told(BufReader::new(child.stdout.take().unwrap()));
    let code = child.wait().unwrap().code();
    let told = match mix.kind {
        Kind::Hostile => Truth {
            connections: told.connections,
            packets: told.packets,
            ..made.truth.clone()
        },
        Kind::Dark | Kind::Open { .. } | Kind::Boasting | Kind::Small => told,
    };
    let wrong = made.truth.against(&told);
    assert!(wrong.is_empty(), "{}: {}", mix.name, wrong.join("; "));
    let expected = if mix.kind == Kind::Boasting { 3 } else { 0 };
    assert_eq!(code, Some(expected), "exit code of {}", mix.name);
    println!("    tlslab counts the same");
}

/// `tlslab inspect` on this capture.
fn tlslab(made: &Made) -> Call {
    let call = Call::new(TLSLAB).with(["inspect".as_ref(), made.path.as_os_str()]);
    match &made.keys {
        Some(keys) => call.with(["--keys".as_ref(), keys.as_os_str()]),
        None => call,
    }
}

/// tshark, asked for about what the table says: names, versions, fingerprints; with a key log, what is inside too.
fn tshark(made: &Made) -> Call {
    let call = Call::new("tshark").with(["-n", "-r"]).with([&made.path]);
    let fields = [
        "frame.number",
        "tcp.stream",
        "tls.handshake.extensions_server_name",
        "tls.handshake.version",
        "tls.handshake.extensions.supported_version",
        "tls.handshake.ciphersuite",
        "tls.handshake.ja3",
        "tls.handshake.ja3s",
    ];
    let inside = ["http.request.uri", "http.content_length"];
    let (call, fields, filter) = match &made.keys {
        Some(keys) => {
            let option = format!("tls.keylog_file:{}", keys.display());
            let fields = [&fields[..], &inside].concat();
            (call.with(["-o", &option]), fields, "tls.handshake or http")
        }
        None => (call, fields.to_vec(), "tls.handshake"),
    };
    let call = call.with(["-Y", filter, "-T", "fields"]);
    call.with(fields.iter().flat_map(|field| ["-e", field]))
}

/// tcpdump, which only reads and copies.
fn tcpdump(made: &Made) -> Call {
    let call = Call::new("tcpdump").with(["-r".as_ref(), made.path.as_os_str()]);
    call.with(["-w", "/dev/null"])
}

/// Runs every program on the capture.
fn measure(mix: &'static Mix, made: &Made, folder: &Path, table: &mut Table) {
    let notes = folder.join("time");
    warm(&made.path);
    match mix.kind {
        Kind::Dark | Kind::Open { .. } | Kind::Hostile => {}
        Kind::Boasting => return,
        Kind::Small => {
            let milliseconds = tlslab(made).best(20) * 1000.0;
            return table.small(made.truth.packets, milliseconds);
        }
    }
    let other = |program, call: Call| installed(program).then(|| call.cost(&notes));
    table.rows.push(Row {
        mix,
        size: made.size,
        table: tlslab(made).cost(&notes),
        json: tlslab(made).with(["--as", "json"]).cost(&notes),
        tshark: other("tshark", tshark(made)),
        tcpdump: other("tcpdump", tcpdump(made)),
    });
}
