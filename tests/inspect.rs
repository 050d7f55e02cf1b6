//! `tlslab inspect` through the binary: tables, stories and JSON of real captures, damage, standard input, exit codes, columns.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use unicode_width::UnicodeWidthStr;

fn capture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/captures");
    folder.join(name).to_str().unwrap().to_owned()
}

fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("inspect");
    fs::create_dir_all(&room).unwrap();
    room.join(name)
}

fn inspect(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tlslab"));
    command.arg("inspect").args(arguments).stdin(Stdio::null());
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR"] {
        command.env_remove(name);
    }
    command
}

/// Runs it, compares the exit code, and gives what it printed and what it complained of.
fn run(arguments: &[&str], code: i32) -> (String, String) {
    let output = inspect(arguments).output().unwrap();
    said(arguments, output, code)
}

fn said(arguments: &[&str], output: Output, code: i32) -> (String, String) {
    let [out, error] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
    (out, error)
}

fn lines(text: &str) -> Vec<serde_json::Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The same with `bytes` on standard input.
fn piped(arguments: &[&str], bytes: &[u8], code: i32) -> (String, String) {
    let mut child = inspect(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    said(arguments, child.wait_with_output().unwrap(), code)
}

#[test]
fn a_connection_is_a_line_of_json() {
    let (out, error) = run(&[&capture("tls13.pcap"), "--as", "json"], 0);
    assert!(error.is_empty(), "{error}");
    let lines = lines(&out);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["connection"], 1);
    assert_eq!(lines[0]["protocol"], "tls");
    assert_eq!(lines[0]["tls"]["version"], "TLS 1.3");
    assert_eq!(lines[0]["tls"]["suite"], "TLS_AES_256_GCM_SHA384");
    assert_eq!(lines[0]["tls"]["decryption"]["reason"], "no_secrets");
    let keys = capture("tls13.pcap.keylog.txt");
    let (out, _) = run(
        &[&capture("tls13.pcap"), "--as", "json", "--keys", &keys],
        0,
    );
    let line = &self::lines(&out)[0];
    assert_eq!(line["tls"]["decryption"]["status"], "full");
    assert_eq!(line["tls"]["decryption"]["application_bytes"]["client"], 4);
}

#[test]
fn one_connection_is_told_at_once() {
    for (lang, word) in [("en", "ClientHello"), ("ko", "클라이언트")] {
        let (out, _) = run(&[&capture("tls13.pcap"), "--lang", lang], 0);
        assert!(out.contains(word) && out.contains("SYN"), "{out}");
    }
}

#[test]
fn what_was_said_inside_is_shown_and_written() {
    let (file, keys) = (capture("tls13.pcap"), capture("tls13.pcap.keylog.txt"));
    let folder = room("export");
    let export = folder.to_str().unwrap();
    let arguments = [&file, "--keys", &keys, "--follow", "1", "--export", export];
    let (out, _) = run(&arguments, 0);
    assert!(out.contains("ping") && out.contains("pong"), "{out}");
    assert_eq!(fs::read(folder.join("1-client.bin")).unwrap(), b"ping");
    assert_eq!(fs::read(folder.join("1-server.bin")).unwrap(), b"pong");
    let (out, _) = run(&[&file, "--follow", "1"], 0);
    assert!(out.contains("stays dark"), "{out}");
}

#[test]
fn standard_input_is_as_good_as_a_file() {
    let file = capture("tls13.pcap");
    let bytes = fs::read(&file).unwrap();
    let (out, _) = piped(&["-", "--as", "json"], &bytes, 0);
    let (whole, _) = run(&[&file, "--as", "json"], 0);
    assert_eq!(
        out.replace("\"file\":\"-\"", ""),
        whole.replace(&format!("\"file\":{file:?}"), "")
    );
    let (out, _) = piped(&["-"], &bytes, 0);
    assert!(out.contains("ClientHello"), "{out}");
}

#[test]
fn damage_is_said_after_what_stands_before_it() {
    let cut = capture("tls10-last-packet-cut.pcap");
    let (out, error) = run(&[&cut, "--as", "json"], 3);
    assert_eq!(lines(&out).len(), 1);
    for part in [
        "error: ",
        "tls10-last-packet-cut.pcap",
        "at byte",
        "needs",
        "hint: ",
    ] {
        assert!(error.contains(part), "{part}: {error}");
    }
    let (_, error) = run(&[&cut, "--lang", "ko"], 3);
    assert!(
        error.contains("오류: ") && error.contains("바이트가 필요"),
        "{error}"
    );
}

#[test]
fn what_is_no_capture_is_named() {
    for (name, bytes, says) in [
        (
            "text.txt",
            &b"12:00:00 IP a > b: Flags [S]\n"[..],
            "it is text",
        ),
        ("keys.log", b"CLIENT_RANDOM 00 11\n", "it is a key log"),
        ("empty.pcap", b"", "it is empty"),
        ("key.pem", b"-----BEGIN RSA PRIVATE KEY-----\n", "--rsa-key"),
        ("junk", &[7; 100], "neither pcap nor pcapng"),
    ] {
        let place = room(name);
        fs::write(&place, bytes).unwrap();
        let (out, error) = run(&[place.to_str().unwrap()], 3);
        assert!(
            out.is_empty() && error.contains(says),
            "{name}: {out}{error}"
        );
    }
    let (_, error) = run(&["/nowhere/x.pcap"], 3);
    assert!(error.contains("there is no such file"), "{error}");
    // The other files are still read.
    let (out, _) = run(
        &["/nowhere/x.pcap", &capture("tls13.pcap"), "--as", "json"],
        3,
    );
    assert_eq!(lines(&out).len(), 1);
}

#[test]
fn wrong_arguments_are_two() {
    let file = capture("tls13.pcap");
    for arguments in [
        &[][..],
        &[&file, "--connection", "9"],
        &[&file, "--where", "colour=red"],
        &[&file, "--where", "version<"],
        &[&file, "--sort", "colour"],
        &[&file, "--export", "x"],
        &[&file, "--follow", "1", "--connection", "1"],
    ] {
        let (_, error) = run(arguments, 2);
        assert!(error.contains("hint: "), "{arguments:?}: {error}");
    }
    let (_, error) = run(&[&file, "--keys", "/nowhere"], 3);
    assert!(error.contains("/nowhere"), "{error}");
}

#[test]
fn a_filter_leaves_the_rest_out() {
    let file = capture("tls13.pcap");
    let (out, _) = run(&[&file, "--where", "version<1.3", "--as", "json"], 0);
    assert!(out.is_empty(), "{out}");
    let (out, _) = run(&[&file, "--where", "version=1.3", "--as", "json"], 0);
    assert_eq!(lines(&out).len(), 1);
    let (out, _) = run(&[&file, "--where", "version=1.3"], 0);
    assert!(out.contains("TLS 1.3") && out.contains("Next:"), "{out}");
}

#[test]
fn a_summary_counts() {
    for lang in ["en", "ko"] {
        let (out, _) = run(&[&capture("tls13.pcap"), "--summary", "--lang", lang], 0);
        assert!(out.contains("TLS 1.3"), "{out}");
    }
    let (out, _) = run(&[&capture("tls13.pcap"), "--summary", "--as", "json"], 0);
    let summary: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(summary["secure"], 1);
}

#[test]
fn no_row_is_wider_than_the_screen() {
    let (file, keys) = (capture("tls13.pcap"), capture("tls13.pcap.keylog.txt"));
    for columns in ["80", "140"] {
        for lang in ["en", "ko"] {
            for more in [
                &["--where", "number=1"][..],
                &["--summary"],
                &["--follow", "1"],
            ] {
                let mut arguments = vec![file.as_str(), "--lang", lang, "--keys", keys.as_str()];
                arguments.extend(more);
                let output = inspect(&arguments)
                    .env("COLUMNS", columns)
                    .output()
                    .unwrap();
                let (out, _) = said(&arguments, output, 0);
                let widest = out.lines().map(UnicodeWidthStr::width).max().unwrap();
                assert!(widest <= columns.parse().unwrap(), "{arguments:?}: {out}");
            }
        }
    }
}

#[test]
fn a_private_key_opens_what_was_exchanged_under_it() {
    let (file, key) = (
        capture("tls12-rsa-key.pcap"),
        capture("tls12-rsa-key.pcap.rsa-key.pem"),
    );
    let (out, error) = run(&[&file, "--rsa-key", &key, "--follow", "1"], 0);
    assert!(
        out.contains("hello over RSA") && error.is_empty(),
        "{out}{error}"
    );
    // A key of another server is named; a file without a key is refused.
    let other = capture("tls13.pcap");
    let (_, error) = run(&[&other, "--rsa-key", &key, "--as", "json"], 0);
    assert!(error.contains("fits no certificate"), "{error}");
    let (_, error) = run(&[&file, "--rsa-key", &other], 3);
    assert!(
        error.contains("no RSA key") && error.contains("hint: "),
        "{error}"
    );
}

#[test]
fn lines_of_key_logs_that_nobody_needs_are_named() {
    let (file, keys) = (
        capture("tls12-rsa-key.pcap"),
        capture("tls13.pcap.keylog.txt"),
    );
    let (_, error) = run(&[&file, "--keys", &keys, "--as", "json"], 0);
    assert!(error.contains("lines 1-5 of "), "{error}");
    let (_, error) = run(&[&file, "--keys", &keys, "--lang", "ko"], 0);
    assert!(error.contains("1~5번째 줄"), "{error}");
    // Another capture has use for them.
    let used = capture("tls13.pcap");
    let (_, error) = run(&[&file, &used, "--keys", &keys, "--as", "json"], 0);
    assert!(error.is_empty(), "{error}");
}

#[test]
fn several_captures_come_in_the_order_given() {
    let names = [
        "tls13.pcap",
        "tls12-rsa-key.pcap",
        "ssl30.pcap",
        "ssl20.pcap",
    ]
    .map(capture);
    let places: Vec<&str> = names.iter().map(String::as_str).collect();
    let target = room("several.jsonl");
    let target = target.to_str().unwrap();
    let arguments = [&places[..], &["--as", "json", "-o", target]].concat();
    run(&arguments, 0);
    let written = fs::read_to_string(target).unwrap();
    let files: Vec<String> = lines(&written)
        .iter()
        .map(|line| line["file"].as_str().unwrap().to_owned())
        .collect();
    let mut expected = names.to_vec();
    expected.splice(2..2, [names[1].clone(), names[1].clone()]);
    assert_eq!(files, expected);
    // Each with one connection: told alone it is a story, beside others a row.
    let (tables, _) = run(&[&names[0], &names[2]], 0);
    assert!(!tables.contains("SYN, ACK"), "{tables}");
    assert!(
        tables.contains("TLS 1.3") && tables.contains("SSL 3.0"),
        "{tables}"
    );
}

#[test]
fn every_row_is_shown_as_it_comes_or_in_the_order_asked_for() {
    let file = capture("tls12-rsa-key.pcap");
    let (all, _) = run(&[&file, "--limit", "0"], 0);
    assert_eq!(all.matches("rsa.example").count(), 3, "{all}");
    let (one, _) = run(&[&file, "--limit", "1", "--sort", "version"], 0);
    assert!(one.contains("TLS 1.0") && one.contains("2 more"), "{one}");
    let (_, error) = run(&[&file, "--sort", "version", "--as", "json"], 2);
    assert!(error.contains("--where"), "{error}");
    let (told, _) = run(&[&file, "--limit", "0", "--depth", "field"], 0);
    assert!(told.contains("[no_forward_secrecy]"), "{told}");
}

/// A pcap whose packets are cut to `most` bytes, as `tcpdump -s` leaves them.
fn snapped(name: &str, most: usize) -> Vec<u8> {
    let whole = fs::read(capture(name)).unwrap();
    assert!(
        whole.starts_with(&[0xd4, 0xc3, 0xb2, 0xa1]),
        "little-endian"
    );
    let (head, mut rest) = whole.split_at(24);
    let mut cut = head.to_vec();
    while let Some((header, after)) = rest.split_first_chunk::<16>() {
        let (times, lengths) = header.split_at(8);
        let (captured, wire) = lengths.split_at(4);
        let length = u32::from_le_bytes(captured.try_into().unwrap());
        let (packet, next) = after.split_at(length as usize);
        let kept = packet.get(..most).unwrap_or(packet);
        cut.extend(times);
        cut.extend(u32::try_from(kept.len()).unwrap().to_le_bytes());
        cut.extend(wire);
        cut.extend(kept);
        rest = next;
    }
    cut
}

#[test]
fn what_stays_dark_says_what_would_light_it() {
    let key = capture("tls12-rsa-key.pcap.rsa-key.pem");
    let reason = |arguments: &[&str]| {
        let (out, _) = run(arguments, 0);
        let line = &lines(&out)[0];
        line["tls"]["decryption"]["reason"]
            .as_str()
            .map(str::to_owned)
    };
    let other = capture("tls12-rsa-kx-aes128-gcm.pcap");
    let with = |file: &str| reason(&[file, "--rsa-key", &key, "--as", "json"]);
    assert_eq!(with(&other).as_deref(), Some("other_rsa_key"));
    assert_eq!(
        with(&capture("tls13.pcap")).as_deref(),
        Some("rsa_key_only_signs")
    );

    let cut = snapped("tls13.pcap", 96);
    let keys = capture("tls13.pcap.keylog.txt");
    let (out, _) = piped(&["-", "--keys", &keys, "--as", "json"], &cut, 0);
    let line = &lines(&out)[0];
    assert_eq!(line["tls"]["decryption"]["reason"], "start_cut", "{line}");
    let room = room("snapped.pcap");
    fs::write(&room, &cut).unwrap();
    let (out, _) = run(&[room.to_str().unwrap(), "--where", "outcome=cut_off"], 0);
    assert!(out.contains("tcpdump -s 0"), "{out}");
}
