//! What only the binary does: exit codes, languages of errors, closed pipes, files that appear whole.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn tlslab(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tlslab"));
    command.args(arguments).stdin(Stdio::null());
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR"] {
        command.env_remove(name);
    }
    command
}

fn run(arguments: &[&str]) -> Output {
    tlslab(arguments).output().unwrap()
}

/// Runs it and compares exit code and what standard error contains.
fn check(arguments: &[&str], code: i32, says: &[&str]) {
    let output = run(arguments);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
    for part in says {
        assert!(error.contains(part), "{arguments:?}: {part} in {error}");
    }
}

#[test]
fn wrong_usage_is_two_and_says_what_to_try() {
    check(&["frob"], 2, &["error: ", "hint: "]);
    check(&["man", "--depth", "deep"], 2, &["error: ", "hint: "]);
    check(
        &["man", "complet", "--lang", "en"],
        2,
        &["error: there is no command called complet", "hint: "],
    );
    check(
        &["--lang", "ko", "man", "nothing"],
        2,
        &["오류: ", "도움말: "],
    );
}

#[test]
fn nothing_asked_is_welcomed_in_the_language_of_the_locale() {
    let english = run(&[]);
    assert!(english.status.success());
    let english = String::from_utf8(english.stdout).unwrap();
    assert!(english.contains("tlslab handshake") && english.is_ascii());
    let korean = tlslab(&[]).env("LANG", "ko_KR.UTF-8").output().unwrap();
    let korean = String::from_utf8(korean.stdout).unwrap();
    assert!(korean.contains("증명한다"));
}

#[test]
fn help_speaks_the_language_asked_for() {
    for arguments in [
        &["--help", "--lang", "ko"][..],
        &["--lang", "ko", "handshake", "-h"],
        &["help", "handshake", "--lang=ko"],
        &["man", "handshake", "--lang", "ko"],
        &["completions", "zsh", "--lang", "ko"],
    ] {
        let output = run(arguments);
        assert!(output.status.success());
        let page = String::from_utf8(output.stdout).unwrap();
        assert!(
            page.contains("한 문장과 중요한 값") || page.contains("기본값"),
            "{page}"
        );
    }
    let korean = tlslab(&["-h"]).env("LANG", "ko_KR.UTF-8").output().unwrap();
    let korean = String::from_utf8(korean.stdout).unwrap();
    assert!(korean.contains("사용법") && !korean.contains("Usage"));
    let english = String::from_utf8(run(&["help", "handshake"]).stdout).unwrap();
    assert!(english.contains("Usage: tlslab handshake") && !english.contains("사용법"));
    check(&["help", "handshak"], 2, &["did you mean handshake?"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_for_help_too() {
    for arguments in [&["--help"][..], &["help"], &["--version"], &["man"], &[]] {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = tlslab(arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(4), "{arguments:?}");
    }
}

#[test]
fn conditions_the_kernel_refuses_lead_to_the_virtual_wire() {
    let output = run(&["handshake", "--mtu", "68"]);
    assert_eq!(output.status.code(), Some(0));
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(
        page.contains("The kernel wire cannot be had here: "),
        "{page}"
    );
    check(
        &["handshake", "--mtu", "68", "--wire", "kernel"],
        4,
        &["hint: "],
    );
}

#[test]
fn what_comes_again_is_told_in_other_words() {
    let output = run(&["handshake", "--seed", "1", "--delay", "1000"]);
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(page.contains("The same question once more"), "{page}");
    assert!(page.contains("Asked again, it answers the same"), "{page}");
    let first = "I want to talk to port 443";
    assert_eq!(page.matches(first).count(), 1, "{page}");
    assert!(
        page.contains("retransmission") && !page.contains("again: "),
        "{page}"
    );
}

#[test]
fn a_file_appears_whole() {
    let place = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("welcome.txt");
    assert!(run(&["-o", place.to_str().unwrap()]).status.success());
    assert!(fs::read_to_string(&place).unwrap().contains("tlslab"));
    check(
        &["-o", "/nowhere/at/all"],
        4,
        &["error: cannot write /nowhere/at/all", "hint: "],
    );
}

#[test]
fn a_handshake_that_cannot_be_is_refused_with_a_way_out() {
    check(
        &["handshake", "resumtion"],
        2,
        &["no scenario called resumtion", "did you mean resumption?"],
    );
    check(
        &["handshake", "--tls", "1.2", "--group", "X25519MLKEM768"],
        2,
        &["works only in TLS 1.3", "--force"],
    );
    check(&["handshake", "--step"], 2, &["needs a terminal", "hint: "]);
    check(&["handshake", "--step", "--as", "json"], 2, &["hint: "]);
    check(
        &["handshake", "--step", "--as", "tui"],
        2,
        &["--as tui goes step by step already", "leave --step out"],
    );
    check(&["handshake", "--ipv6", "--mtu", "600"], 2, &["RFC 8200"]);
    check(&["handshake", "--loss", "all"], 2, &["error: ", "hint: "]);
    check(&["handshake", "--delay", "-1"], 2, &["from 0 to 1000"]);
    check(
        &["handshake", "--lang", "ko", "--mtu", "10"],
        2,
        &[
            "오류: ",
            "68부터 9000까지",
            "도움말: tlslab handshake --help",
        ],
    );
    check(&["handshake", "--save", "-"], 2, &["name a file"]);
    check(
        &["handshake", "--save", "x", "--keylog", "x"],
        2,
        &["written twice"],
    );
}

#[test]
fn every_scenario_ends_as_it_says() {
    let list = run(&["scenarios", "--as", "json"]).stdout;
    let list: serde_json::Value = serde_json::from_slice(&list).unwrap();
    let scenarios = list["entries"].as_array().unwrap();
    assert!(scenarios.len() >= 30);
    for scenario in scenarios {
        let name = scenario["name"].as_str().unwrap();
        let output = run(&["handshake", name, "--seed", "1", "--as", "json"]);
        assert_eq!(output.status.code(), Some(0), "{name}");
        let story: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(story["cause"]["key"], scenario["expects"], "{name}");
    }
}

#[test]
fn a_seed_repeats_the_page_and_the_capture_to_the_byte() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let [one, two] = ["one", "two"].map(|name| {
        let place = folder.join(format!("{name}.pcapng"));
        let save = place.to_str().unwrap();
        let output = run(&["handshake", "--seed", "7", "--save", save]);
        assert!(output.status.success());
        (output.stdout, fs::read(place).unwrap())
    });
    assert!(one == two);
}

#[test]
fn no_row_is_wider_than_the_screen() {
    use unicode_width::UnicodeWidthStr;
    for (columns, lang, depth) in [
        ("80", "en", "block"),
        ("80", "ko", "byte"),
        ("140", "en", "field"),
        ("140", "ko", "block"),
    ] {
        let arguments = [
            "handshake",
            "--all",
            "--seed",
            "1",
            "--lang",
            lang,
            "--depth",
            depth,
        ];
        let output = tlslab(&arguments).env("COLUMNS", columns).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap();
        assert!(
            widest <= columns.parse().unwrap(),
            "{arguments:?}: {widest}"
        );
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    for arguments in [
        &["--help"][..],
        &["completions", "bash"],
        &["man"],
        &["help"],
        &["handshake", "--wire", "virtual"],
        &[],
    ] {
        let mut child = tlslab(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        assert!(output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn every_command_has_completions_and_a_page() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(&["completions", shell]);
        assert!(String::from_utf8(output.stdout).unwrap().contains("tlslab"));
    }
    let page = String::from_utf8(run(&["man"]).stdout).unwrap();
    assert!(page.contains(".TH") && page.contains("completions"));
    assert!(run(&["man", "completions"]).status.success());
}
