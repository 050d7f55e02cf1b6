//! `tlslab inspect` as it is used on live and awkward input: a capture that grows, Ctrl-C, damage, compression, many files, what is
//! no capture, folders that cannot be written.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

/// Long enough for any machine; nothing waits for it where all is well.
const PATIENCE: Duration = Duration::from_secs(60);
const HEADER: usize = 24;

fn capture(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/captures");
    folder.join(name)
}

fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("live")
        .join(name);
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(&room).unwrap();
    room
}

/// Connection number `n` of a capture that grows: tls13.pcap with another port and a hundred seconds later.
fn connection(n: u16) -> Vec<u8> {
    let file = fs::read(capture("tls13.pcap")).unwrap();
    let mut out = Vec::new();
    let mut rest = &file[HEADER..];
    while !rest.is_empty() {
        let (header, after) = rest.split_at(16);
        let four = |at: usize| u32::from_le_bytes(header[at..at + 4].try_into().unwrap());
        let (bytes, after) = after.split_at(usize::try_from(four(8)).unwrap());
        out.extend((four(0) + 100 * u32::from(n)).to_le_bytes());
        out.extend(&header[4..]);
        let mut bytes = bytes.to_vec();
        for at in [24, 26] {
            if bytes[at..at + 2] == 59_219_u16.to_be_bytes() {
                bytes[at..at + 2].copy_from_slice(&(20_000 + n).to_be_bytes());
            }
        }
        out.extend(bytes);
        rest = after;
    }
    out
}

fn whole(connections: u16) -> Vec<u8> {
    let header = fs::read(capture("tls13.pcap")).unwrap()[..HEADER].to_vec();
    let all = (0..connections).flat_map(connection);
    header.into_iter().chain(all).collect()
}

fn inspect<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tlslab"));
    command.arg("inspect").args(arguments);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// What it printed, what it complained of, and its exit code.
fn run<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> (String, String, Option<i32>) {
    let output = inspect(arguments).output().unwrap();
    let [out, error] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    (out, error, output.status.code())
}

/// A child that is fed piece by piece, and whose lines are heard as they come.
struct Live {
    child: Child,
    lines: Receiver<String>,
}

impl Live {
    fn new(arguments: &[&str]) -> Self {
        let mut child = inspect(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in out.lines() {
                if sender.send(line.unwrap()).is_err() {
                    return;
                }
            }
        });
        Self { child, lines }
    }

    fn feed(&mut self, bytes: &[u8]) {
        let stdin = self.child.stdin.as_mut().unwrap();
        stdin.write_all(bytes).unwrap();
        stdin.flush().unwrap();
    }

    fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).unwrap()
    }

    /// The rest of what it printed, and what it complained of.
    fn end(mut self) -> (Vec<String>, String, ExitStatus) {
        let mut error = String::new();
        self.child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut error)
            .unwrap();
        let status = self.child.wait().unwrap();
        (self.lines.iter().collect(), error, status)
    }

    fn interrupt(&self) {
        let id = self.child.id().to_string();
        let done = Command::new("kill").args(["-INT", &id]).status().unwrap();
        assert!(done.success());
    }
}

#[test]
fn a_capture_that_grows_is_told_as_it_grows() {
    let mut live = Live::new(&["-", "--as", "json"]);
    let bytes = whole(4);
    // Pieces that end anywhere: in headers and in the middle of packets.
    let (begin, end) = bytes.split_at(bytes.len() - connection(0).len());
    for piece in begin.chunks(1711) {
        live.feed(piece);
        thread::sleep(Duration::from_millis(5));
    }
    for n in 1..=2 {
        let line: Value = serde_json::from_str(&live.line()).unwrap();
        assert_eq!(line["connection"], n, "while the end is not there yet");
    }
    live.feed(end);
    live.child.stdin = None;
    let (rest, error, status) = live.end();
    assert!(status.success() && error.is_empty(), "{error}");
    assert_eq!(rest.len(), 2);
}

#[test]
fn a_long_pipe_is_as_good_as_a_file() {
    let bytes = whole(700);
    let mut live = Live::new(&["-", "--as", "json"]);
    live.feed(&bytes);
    live.child.stdin = None;
    let (piped, error, status) = live.end();
    assert!(status.success(), "{error}");
    let file = room("long").join("long.pcap");
    fs::write(&file, &bytes).unwrap();
    let (out, _, _) = run(&[file.to_str().unwrap(), "--as", "json"]);
    let plain = |line: &str| {
        let mut line: Value = serde_json::from_str(line).unwrap();
        line["file"] = Value::Null;
        line
    };
    let piped: Vec<Value> = piped.iter().map(|line| plain(line)).collect();
    let filed: Vec<Value> = out.lines().map(plain).collect();
    assert_eq!(piped.len(), 700);
    assert!(piped == filed, "the same lines either way");
}

#[test]
fn ctrl_c_shows_what_was_found_so_far() {
    for (arguments, says) in [
        (&["-", "--as", "json"][..], "\"connection\":3"),
        (&["-"], "127.0.0.1:20002"),
        (&["-", "--lang", "ko"], "127.0.0.1:20002"),
        (&["-", "--summary"], "TLS 1.3"),
    ] {
        let mut live = Live::new(arguments);
        live.feed(&whole(3));
        // Until the pipe is empty, what was fed is not read.
        thread::sleep(Duration::from_millis(500));
        live.interrupt();
        let (lines, error, status) = live.end();
        assert_eq!(status.code(), Some(130), "{arguments:?}: {error}");
        let all = lines.join("\n");
        assert!(all.contains(says), "{arguments:?}: {all}");
        assert!(error.contains("66"), "the packet is named: {error}");
    }
}

#[test]
fn compressed_captures_are_read_as_they_are() {
    let room = room("compressed");
    let bytes = whole(2);
    let plain = room.join("plain.pcap");
    fs::write(&plain, &bytes).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(&bytes).unwrap();
    let gzip = gzip.finish().unwrap();
    let packed = room.join("plain.pcap.gz");
    fs::write(&packed, &gzip).unwrap();
    let zstd = ruzstd::encoding::compress_to_vec(
        bytes.as_slice(),
        ruzstd::encoding::CompressionLevel::Fastest,
    );
    let small = room.join("plain.pcap.zst");
    fs::write(&small, &zstd).unwrap();
    let json = |file: &Path| {
        let (out, error, code) = run(&[file.to_str().unwrap(), "--as", "json"]);
        assert_eq!(code, Some(0), "{}: {error}", file.display());
        out.replace(file.to_str().unwrap(), "")
    };
    let expected = json(&plain);
    assert_eq!(expected.lines().count(), 2);
    assert_eq!(json(&packed), expected);
    assert_eq!(json(&small), expected);
    // A compressed one that ends too early: what stands before is told, then the damage.
    let cut = room.join("cut.pcap.gz");
    fs::write(&cut, &gzip[..gzip.len() - 12]).unwrap();
    let (_, error, code) = run(&[cut.to_str().unwrap(), "--as", "json"]);
    assert_eq!(code, Some(3), "{error}");
    assert!(error.contains("cut.pcap.gz"), "{error}");
}

#[test]
fn damage_names_file_byte_need_and_have_wherever_it_is() {
    let room = room("damaged");
    let bytes = whole(2);
    let first = HEADER + connection(0).len();
    for cut in [first + 3, first + 16, first + 40, bytes.len() - 1] {
        let file = room.join(format!("cut-{cut}.pcap"));
        fs::write(&file, &bytes[..cut]).unwrap();
        let (out, error, code) = run(&[file.to_str().unwrap(), "--as", "json"]);
        assert_eq!(code, Some(3), "{error}");
        let found = out.lines().count();
        let line: Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
        assert_eq!(line["tcp"]["close"], "fin", "all of the first connection");
        assert!(found <= 2, "{out}");
        for part in [&*format!("cut-{cut}.pcap"), "at byte", "needs", "hint: "] {
            assert!(error.contains(part), "{part}: {error}");
        }
    }
}

#[test]
fn one_that_cannot_be_read_does_not_hide_the_others() {
    let room = room("several");
    let [good, other] = ["good.pcap", "other.pcap"].map(|name| room.join(name));
    fs::write(&good, whole(2)).unwrap();
    fs::write(&other, whole(1)).unwrap();
    let (text, empty) = (room.join("text.txt"), room.join("empty"));
    fs::write(&text, "nothing but words\n").unwrap();
    fs::write(&empty, "").unwrap();
    let keys = capture("tls13.pcap.keylog.txt");
    let missing = room.join("missing.pcap");
    for (bad, says) in [
        (&text, "text"),
        (&empty, "empty"),
        (&keys, "key log"),
        (&missing, "no such file"),
        (&room, "folder"),
    ] {
        let files = [&good, bad, &other].map(|file| file.to_str().unwrap());
        let (out, error, code) = run(&[&files[..], &["--as", "json"]].concat());
        assert_eq!(code, Some(3), "{error}");
        let file = |line: &str| {
            let line: Value = serde_json::from_str(line).unwrap();
            line["file"].as_str().unwrap().to_owned()
        };
        let told: Vec<String> = out.lines().map(file).collect();
        assert_eq!(told, [files[0], files[0], files[2]], "{error}");
        assert!(
            error.contains(files[1]) && error.contains(says),
            "{says}: {error}"
        );
        for lang in ["en", "ko"] {
            let (out, error, code) = run(&[&files[..], &["--lang", lang]].concat());
            assert_eq!(code, Some(3), "{error}");
            assert!(out.contains("example.ulfheim.n"), "{out}");
        }
    }
}

#[test]
fn where_nothing_can_be_written_is_said() {
    let room = room("readonly");
    let file = room.join("file");
    fs::write(&file, "").unwrap();
    let inside = file.join("below");
    let (capture, keys) = (capture("tls13.pcap"), capture("tls13.pcap.keylog.txt"));
    let arguments = [
        capture.to_str().unwrap(),
        "--keys",
        keys.to_str().unwrap(),
        "--follow",
        "1",
        "--export",
        inside.to_str().unwrap(),
    ];
    let (_, error, code) = run(&arguments);
    assert!(
        code.is_some_and(|code| code != 0 && code != 101),
        "{code:?}"
    );
    assert!(
        error.contains("error: ") && error.contains("below"),
        "{error}"
    );
}

#[test]
fn tables_of_many_files_fit_the_screen() {
    let files = [
        "tls13.pcap",
        "smtp-starttls.pcap",
        "tls12-dsb.pcapng",
        "dtls12.pcapng",
        "quic-v1.pcap",
    ]
    .map(capture);
    for columns in ["80", "140"] {
        for lang in ["en", "ko"] {
            for more in [
                &[][..],
                &["--summary"],
                &["--sort", "-bytes"],
                &["--where", "version>=1.2"],
            ] {
                let mut command = inspect(&files);
                let output = command
                    .args(["--lang", lang])
                    .args(more)
                    .env("COLUMNS", columns)
                    .output()
                    .unwrap();
                let [out, error] =
                    [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
                assert!(output.status.success(), "{more:?}: {error}");
                for row in out.lines().chain(error.lines()) {
                    assert!(
                        row.width() <= columns.parse().unwrap(),
                        "{lang} {more:?}: {row}"
                    );
                }
            }
        }
    }
}
