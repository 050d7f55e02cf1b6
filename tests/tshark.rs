//! A saved run before other eyes: tshark opens it without being given a key, has nothing to remark, and reads the same
//! numbers that tlslab prints.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod oracle;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use tlslab::keys::cipher::Cipher;

use crate::oracle::Oracle;

/// Runs that succeed, and how many Finished messages a full view of them has.
const RUNS: &[(&[&str], usize)] = &[
    (&["full", "--wire", "virtual"], 2),
    (&["full", "--wire", "auto"], 2),
    (&["full", "--wire", "virtual", "--seed", "1"], 2),
    (&["full", "--wire", "virtual", "--mtu", "576"], 2),
    (&["full", "--wire", "virtual", "--ipv6"], 2),
    (&["tls12", "--wire", "virtual"], 2),
    (&["resumption", "--wire", "virtual"], 4),
    (&["retry", "--wire", "virtual"], 2),
    (&["client-certificate", "--wire", "virtual"], 2),
    (&["key-update", "--wire", "virtual"], 2),
];

/// A run, saved and told.
struct Run {
    room: PathBuf,
    capture: String,
    story: Value,
}

impl Run {
    fn new(name: &str, args: &[&str]) -> Self {
        let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&room);
        fs::create_dir_all(&room).unwrap();
        let capture = room.join("run.pcapng").to_str().unwrap().to_owned();
        let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
            .arg("handshake")
            .args(args)
            .args(["--as", "json", "--save", &capture])
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{args:?}: {errors}");
        let story = serde_json::from_slice(&output.stdout).unwrap();
        Self {
            room,
            capture,
            story,
        }
    }

    /// What tshark prints of the capture; settings that hide mistakes are off.
    fn seen(&self, tshark: &Oracle, args: &[&str]) -> String {
        let strict = [
            "-r",
            &self.capture,
            "-o",
            "tcp.check_checksum:TRUE",
            "-o",
            "ip.check_checksum:TRUE",
        ];
        tshark.says(&self.room, &[&strict, args].concat())
    }

    /// One line a frame that `filter` lets through: the named fields, repeated ones with commas.
    fn fields(&self, tshark: &Oracle, filter: &str, names: &[&str]) -> Vec<Vec<String>> {
        let mut args = vec!["-Y", filter, "-T", "fields"];
        for name in names {
            args.extend(["-e", name]);
        }
        let lines = self.seen(tshark, &args);
        let split = |line: &str| line.split('\t').map(str::to_owned).collect();
        lines.lines().map(split).collect()
    }

    /// The value called `value` of every step that is one of `names`, the first or a later one of it.
    fn values<'s>(&'s self, names: &[&str], value: &str) -> Vec<&'s Value> {
        let steps = self.story["steps"].as_array().unwrap().iter();
        let named = |step: &&Value| {
            let name = step["name"]["en"].as_str().unwrap();
            names.contains(&name.split(' ').next().unwrap())
        };
        let of = |step: &'s Value| {
            let mut values = step["values"].as_array().unwrap().iter();
            let found = values.find(|found| found["name"] == value);
            found.unwrap_or_else(|| panic!("{}: no {value}", step["name"]))
        };
        steps.filter(named).map(of).collect()
    }
}

#[test]
fn a_saved_run_opens_without_a_key_and_without_remarks() {
    let Some(tshark) = oracle::find("tshark", "tshark") else {
        return;
    };
    for (n, (args, finished)) in RUNS.iter().enumerate() {
        let run = Run::new(&format!("tshark-opens-{n}"), args);
        let types = run.fields(&tshark, "tls.handshake.type == 20", &["tls.handshake.type"]);
        let seen = types.concat().join(",");
        let seen = seen.split(',').filter(|kind| *kind == "20").count();
        assert_eq!(seen, *finished, "{args:?}: Finished messages");
        let http = run.fields(&tshark, "http", &["http.request.method"]);
        assert!(http.len() >= 2, "{args:?}: the request and its answer");

        let remarks = run.seen(&tshark, &["-q", "-z", "expert"]);
        for fault in [
            "Errors (",
            "Warns (",
            "etransmission",
            "alformed",
            "hecksum",
        ] {
            assert!(!remarks.contains(fault), "{args:?}: {fault}\n{remarks}");
        }
        let bad = run.fields(&tshark, "tcp.checksum.status == 0", &["frame.number"]);
        assert!(bad.is_empty(), "{args:?}: wrong checksums in {bad:?}");
    }
}

#[test]
fn the_numbers_told_are_those_that_tshark_reads() {
    let Some(tshark) = oracle::find("tshark", "tshark") else {
        return;
    };
    for (n, (args, _)) in RUNS.iter().enumerate() {
        let run = Run::new(&format!("tshark-numbers-{n}"), args);
        check_frames(&run, &tshark);
        check_tcp(&run, &tshark);
        check_hellos(&run, &tshark);
    }
}

/// Number, time, length of every frame.
fn check_frames(run: &Run, tshark: &Oracle) {
    let names = ["frame.number", "frame.time_epoch", "frame.len"];
    let told: Vec<Vec<String>> = run.story["packets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|packet| {
            let time = packet["time_ns"].as_u64().unwrap();
            let (seconds, nanos) = (time / 1_000_000_000, time % 1_000_000_000);
            vec![
                packet["number"].to_string(),
                format!("{seconds}.{nanos:09}"),
                packet["length"].to_string(),
            ]
        })
        .collect();
    assert_eq!(run.fields(tshark, "frame", &names), told);
}

/// What every TCP header says, by frame.
fn check_tcp(run: &Run, tshark: &Oracle) {
    let names = [
        "frame.number",
        "tcp.srcport",
        "tcp.dstport",
        "tcp.seq_raw",
        "tcp.ack_raw",
        "tcp.window_size_value",
    ];
    let ours = [
        "Source Port",
        "Destination Port",
        "Sequence Number",
        "Acknowledgment Number",
        "Window",
    ];
    let told = headers(run);
    for line in run.fields(tshark, "tcp", &names) {
        let Some(fields) = told.get(&line[0]) else {
            continue;
        };
        for (name, seen) in ours.iter().zip(&line[1..]) {
            assert_eq!(fields.get(*name), Some(seen), "frame {}: {name}", line[0]);
        }
    }
    assert!(told.len() > 6, "only {} frames are told", told.len());
}

/// Fields of the frames that steps show, as numbers, by frame number.
fn headers(run: &Run) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut frames = BTreeMap::new();
    for step in run.story["steps"].as_array().unwrap() {
        for exhibit in step["exhibits"].as_array().unwrap() {
            if exhibit["origin"]["kind"] != "packet" {
                continue;
            }
            let bytes = hex::decode(exhibit["bytes"].as_str().unwrap()).unwrap();
            let fields = exhibit["fields"].as_array().unwrap().iter().map(|field| {
                let end = |name: &str| usize::try_from(field[name].as_u64().unwrap()).unwrap();
                let number = bytes[end("start")..end("end")]
                    .iter()
                    .take(8)
                    .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
                (
                    field["name"].as_str().unwrap().to_owned(),
                    number.to_string(),
                )
            });
            let mut named = BTreeMap::new();
            for (name, number) in fields {
                named.entry(name).or_insert(number);
            }
            frames.insert(exhibit["origin"]["packet"].to_string(), named);
        }
    }
    frames
}

/// What the hellos say, in order. A HelloRetryRequest is a ServerHello with a random of its own (RFC 8446 §4.1.3).
fn check_hellos(run: &Run, tshark: &Oracle) {
    let seen = |kind: &str, field: &str| {
        let filter = format!("tls.handshake.type == {kind}");
        run.fields(tshark, &filter, &[field]).concat()
    };
    let bytes = |names: &[&str]| {
        let told = run.values(names, "random").into_iter();
        told.map(|value| value["bytes"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(bytes(&["ClientHello"]), seen("1", "tls.handshake.random"));
    let retry = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";
    let mut randoms = seen("2", "tls.handshake.random");
    randoms.retain(|random| random != retry);
    assert_eq!(bytes(&["ServerHello"]), randoms);

    let told = run.values(&["ServerHello", "HelloRetryRequest"], "cipher_suite");
    let told = told.into_iter().map(|value| &value["shown"]["en"]);
    let suites = seen("2", "tls.handshake.ciphersuite");
    let name = |code: &String| {
        let code = u16::from_str_radix(code.trim_start_matches("0x"), 16).unwrap();
        Cipher::of(code).unwrap().name
    };
    assert!(told.eq(suites.iter().map(name)), "{suites:?}");
}
