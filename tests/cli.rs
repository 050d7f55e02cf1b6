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
fn a_reader_that_leaves_is_no_error() {
    for arguments in [&["--help"][..], &["completions", "bash"], &["man"], &[]] {
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
