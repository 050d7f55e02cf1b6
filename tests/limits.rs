//! What is made to fill a reader's memory does not: each hostile capture goes into `tlslab inspect -`, as through a pipe that
//! may never end, and what the process takes at most is read from `/proc`. Memory is no timing: the bounds hold on any machine.
//! The program's own pages, read from its file, are not counted: they grow with the program, not with what it reads.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(
    dead_code,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "the frames of the benchmark, of which these tests use what they need"
)]
#[path = "../benches/inspect/host.rs"]
mod host;

use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::host::{ACK, Frames, Host, SYN};

/// What `tlslab` may take beside its own pages, in KiB, debug build or not. The bar for captures of a gigabyte is 48 MiB with them.
const BOUND: u64 = 32 * 1024;
/// The same with a hundred thousand connections open at a time.
const MANY: u64 = 64 * 1024;

/// What came of a capture.
struct Outcome {
    /// One a connection.
    lines: Vec<Value>,
    code: Option<i32>,
    complaint: String,
    /// KiB at most.
    peak: u64,
}

/// A capture on its way into `tlslab`, packet after packet.
struct Feed<'w>(&'w mut dyn Write);

impl Feed<'_> {
    fn head(&mut self) {
        let words = [0xa1b2_c3d4, 0x0004_0002, 0, 0, 262_144, 1];
        let bytes: Vec<u8> = words.into_iter().flat_map(u32::to_le_bytes).collect();
        self.raw(&bytes);
    }

    fn packet(&mut self, frame: &[u8]) {
        let length = u32::try_from(frame.len()).unwrap();
        let words = [1_767_225_600, 0, length, length].map(u32::to_le_bytes);
        self.raw(words.as_flattened());
        self.raw(frame);
    }

    /// A process that has had enough closes the pipe: not an error.
    fn raw(&mut self, bytes: &[u8]) {
        match self.0.write_all(bytes) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => panic!("{error}"),
            Ok(()) | Err(_) => {}
        }
    }

    /// One segment from the client of connection `n`, its payload `at` bytes after the SYN.
    fn segment(&mut self, n: u32, flags: u8, at: u32, payload: &[u8]) {
        let [_, a, b, c] = n.to_be_bytes();
        let (client, server) = (vec![10, a, b, c], vec![198, 51, 100, 7]);
        let mut frames = Frames::default();
        let sequence = 1_000_000_u32.wrapping_add(at);
        let mut host = Host::new((&client, 40_000), (&server, 443), 0);
        host.send(&mut frames, flags, [sequence, 1], payload);
        while let Some(frame) = frames.take() {
            self.packet(frame);
        }
    }

    /// `payload` in segments, from `at` on; where the next one goes.
    fn stream(&mut self, n: u32, mut at: u32, payload: &[u8]) -> u32 {
        for part in payload.chunks(1448) {
            self.segment(n, ACK, at, part);
            at = at.wrapping_add(u32::try_from(part.len()).unwrap());
        }
        at
    }
}

/// Gives what `made` writes to `tlslab inspect -`.
fn inspect(made: impl FnOnce(&mut Feed) + Send + 'static) -> Outcome {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tlslab"))
        .args(["inspect", "-", "--as", "json", "--lang", "en"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = BufWriter::new(child.stdin.take().unwrap());
    let writer = thread::spawn(move || {
        made(&mut Feed(&mut pipe));
        drop(pipe.flush());
    });
    let (said, complained) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let reader = thread::spawn(move || {
        let lines = BufReader::new(said).lines().map(Result::unwrap);
        lines
            .map(|line| serde_json::from_str(&line).unwrap())
            .collect()
    });
    let listener = thread::spawn(move || io::read_to_string(complained).unwrap());
    let (code, peak) = watch(&mut child);
    writer.join().unwrap();
    Outcome {
        lines: reader.join().unwrap(),
        code,
        complaint: listener.join().unwrap(),
        peak,
    }
}

/// Waits for the end of `child`: its exit code, and the most memory it took beside the pages of its own file, in KiB: the
/// most it had in all, as the kernel keeps it, without the part that lies in files.
fn watch(child: &mut Child) -> (Option<i32>, u64) {
    let status = format!("/proc/{}/status", child.id());
    let (mut peak, mut file) = (0, 0);
    loop {
        let said = fs::read_to_string(&status).unwrap_or_default();
        let kib = |name: &str| -> u64 {
            let line = said.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|line| line.split_whitespace().next()?.parse().ok())
                .unwrap_or(0)
        };
        peak = peak.max(kib("VmHWM:"));
        file = file.max(kib("RssFile:"));
        if let Some(status) = child.try_wait().unwrap() {
            return (status.code(), peak - file);
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// Everything was read, `connections` were found, and no more than `bound` KiB were taken.
#[track_caller]
fn bounded(outcome: &Outcome, connections: usize, bound: u64) {
    assert_eq!(outcome.code, Some(0), "{}", outcome.complaint);
    assert_eq!(outcome.lines.len(), connections);
    assert!((1..=bound).contains(&outcome.peak), "{} KiB", outcome.peak);
}

/// A record of `kind` with noise inside that looks like nothing.
fn record(kind: u8, body: &[u8], length: u16) -> Vec<u8> {
    let [high, low] = length.to_be_bytes();
    let mut record = [&[kind, 3, 1, high, low], body].concat();
    record.resize(5 + usize::from(length), 0xa5);
    record
}

#[test]
fn a_message_that_claims_16_megabytes_and_never_ends() {
    let outcome = inspect(|feed| {
        feed.head();
        feed.segment(1, SYN, 0, &[]);
        let mut at = feed.stream(1, 1, &record(22, &[1, 255, 255, 255, 3, 3], 16_384));
        let more = record(22, &[], 16_384);
        for _ in 0..4000 {
            at = feed.stream(1, at, &more);
        }
    });
    bounded(&outcome, 1, BOUND);
}

#[test]
fn thousands_of_connections_that_each_claim_16_megabytes() {
    let outcome = inspect(|feed| {
        feed.head();
        let hello = record(22, &[1, 255, 255, 255, 3, 3], 16_384);
        for n in 0..5000 {
            feed.segment(n, SYN, 0, &[]);
            feed.stream(n, 1, hello.get(..8000).unwrap());
        }
    });
    bounded(&outcome, 5000, BOUND);
}

#[test]
fn a_hole_that_never_fills() {
    let outcome = inspect(|feed| {
        feed.head();
        feed.segment(1, SYN, 0, &[]);
        let mut at = 2;
        for _ in 0..4000 {
            at = feed.stream(1, at, &[7; 16_384]);
        }
    });
    bounded(&outcome, 1, BOUND);
    let missing = outcome
        .lines
        .first()
        .map(|line| &line["tcp"]["missing_bytes"]);
    assert_eq!(missing, Some(&Value::from(1)), "the gap is counted");
}

#[test]
fn thousands_of_holes_in_as_many_connections() {
    let outcome = inspect(|feed| {
        feed.head();
        for n in 0..20_000 {
            feed.segment(n, SYN, 0, &[]);
            feed.stream(n, 2, &[7; 2900]);
        }
    });
    bounded(&outcome, 20_000, BOUND);
}

#[test]
fn gaps_of_a_gigabyte() {
    let outcome = inspect(|feed| {
        feed.head();
        for n in 0..20 {
            feed.segment(n, SYN, 0, &[]);
            let mut at = 1_u32;
            for _ in 0..500 {
                feed.stream(n, at, &[7; 1448]);
                at = at.wrapping_add(1 << 30);
            }
        }
    });
    bounded(&outcome, 20, BOUND);
}

#[test]
fn a_connection_that_never_ends() {
    let outcome = inspect(|feed| {
        feed.head();
        feed.segment(1, SYN, 0, &[]);
        let mut at = 1;
        let sealed = record(23, &[], 16_384);
        for _ in 0..4000 {
            at = feed.stream(1, at, &sealed);
        }
    });
    bounded(&outcome, 1, BOUND);
}

#[test]
fn a_hundred_thousand_half_open_connections() {
    let outcome = inspect(|feed| {
        feed.head();
        for n in 0..100_000 {
            feed.segment(n, SYN, 0, &[]);
        }
    });
    bounded(&outcome, 100_000, MANY);
}

#[test]
fn fragments_of_datagrams_that_never_come_whole() {
    let outcome = inspect(|feed| {
        feed.head();
        // Ethernet and IPv4 with MF set; 1400 bytes of the first part of a UDP datagram, each with another identification.
        let mut frame = vec![2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, 0x45, 0];
        frame.extend([
            5, 140, 0, 0, 0x20, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2,
        ]);
        frame.resize(34 + 1400, 7);
        for n in 0..60_000_u16 {
            let [high, low] = n.to_be_bytes();
            let place = frame.get_mut(18..20).unwrap();
            place.copy_from_slice(&[high, low]);
            feed.packet(&frame);
        }
    });
    bounded(&outcome, 0, BOUND);
}

/// Damage that is said, at exit code 3, and costs nothing.
#[track_caller]
fn refused(outcome: &Outcome) {
    assert_eq!(outcome.code, Some(3), "{}", outcome.complaint);
    assert!(
        outcome.complaint.starts_with("error: "),
        "{}",
        outcome.complaint
    );
    assert!((1..=BOUND).contains(&outcome.peak), "{} KiB", outcome.peak);
}

#[test]
fn a_packet_that_claims_two_gigabytes() {
    refused(&inspect(|feed| {
        feed.head();
        let words = [1_767_225_600, 0, u32::MAX / 2, u32::MAX / 2].map(u32::to_le_bytes);
        feed.raw(words.as_flattened());
        feed.raw(&[7; 100]);
    }));
}

#[test]
fn a_block_that_claims_two_gigabytes() {
    refused(&inspect(|feed| {
        let head = [0x0a0d_0d0a_u32, 28, 0x1a2b_3c4d, 1, u32::MAX, u32::MAX, 28];
        feed.raw(head.map(u32::to_le_bytes).as_flattened());
        feed.raw([6, 0x7fff_fff0].map(u32::to_le_bytes).as_flattened());
        // It really sends a lot of it.
        for _ in 0..1000 {
            feed.raw(&[7; 1 << 16]);
        }
    }));
}

#[test]
fn a_compressed_file_that_grows_a_thousandfold() {
    let outcome = inspect(|feed| {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        let mut inside = Feed(&mut packed);
        inside.head();
        for _ in 0..1000 {
            inside.packet(&[0; 60_000]);
        }
        let packed = packed.finish().unwrap();
        assert!(packed.len() < 100_000, "{} bytes", packed.len());
        feed.raw(&packed);
    });
    bounded(&outcome, 0, BOUND);
}
