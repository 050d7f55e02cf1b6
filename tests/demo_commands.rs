//! `tlslab demo` as it is typed: the learning path, names, inputs of one's own good and bad, questions, forms.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn demo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tlslab"));
    command.arg("demo").args(arguments).env("LC_ALL", "C.UTF-8");
    command.stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    demo(arguments).output().unwrap()
}

fn said(arguments: &[&str]) -> String {
    let output = run(arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// Checks that `arguments` end with `code`, say `what` and give a hint, in both languages, and that nothing else is printed.
fn refused(arguments: &[&str], code: i32, what: &str) {
    for (lang, error, hint) in [("en", "error: ", "hint: "), ("ko", "오류: ", "도움말: ")] {
        let output = demo(arguments).args(["--lang", lang]).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        let place = format!("{arguments:?}: {errors}");
        assert_eq!(output.status.code(), Some(code), "{place}");
        assert!(output.stdout.is_empty(), "{place}");
        assert!(
            errors.starts_with(error) && errors.contains(hint),
            "{place}"
        );
        assert!(lang == "ko" || errors.contains(what), "{place}");
    }
}

fn place(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("demo-commands");
    fs::create_dir_all(&place).unwrap();
    place.join(name)
}

#[test]
fn alone_it_shows_a_path_to_walk() {
    let path = said(&[]);
    let at = |word: &str| {
        path.find(word)
            .unwrap_or_else(|| panic!("{word} in {path}"))
    };
    assert!(at("tlslab demo tour") < at("encodings"));
    let order = [
        "encodings",
        "aes-rounds",
        "gcm",
        "sha256",
        "hkdf",
        "diffie-hellman",
        "lwe",
        "key-schedule",
    ];
    assert!(order.map(at).is_sorted(), "{path}");
    let korean = said(&["--lang", "ko"]);
    assert!(korean.contains("tlslab demo tour") && korean.contains("인증서"));
}

#[test]
fn a_number_is_a_place_on_the_path() {
    assert_eq!(
        said(&["3", "--seed", "1"]),
        said(&["one-time-pad", "--seed", "1"])
    );
    refused(&["37"], 2, "no demonstration called 37");
    refused(&["one-time-pat"], 2, "did you mean one-time-pad?");
}

#[test]
fn a_seed_is_drawn_and_told() {
    let page = said(&["one-time-pad"]);
    let seed = page.split("--seed ").nth(1).unwrap();
    let seed = seed.split(' ').next().unwrap();
    assert_eq!(said(&["one-time-pad", "--seed", seed]), page);
}

#[test]
fn ones_own_bytes_are_read_as_they_are_meant() {
    let own = |typed: &str| said(&["one-time-pad", "--seed", "1", "--message", typed]);
    assert!(own("cafe").contains("--message was read as 2 bytes of hexadecimal"));
    assert!(own("text:cafe").contains("--message was read as text, 4 bytes"));
    assert!(own("c0:ff:ee").contains("read as 3 bytes of hexadecimal"));
    assert!(own("base64:aGk=").contains("2 bytes of base64"));
    assert!(own("비밀").contains("6 bytes of UTF-8"));
}

#[test]
fn what_does_not_fit_is_said() {
    refused(
        &["one-time-pad", "--key", "00"],
        2,
        "--key has 1 byte; it needs",
    );
    refused(
        &["one-time-pad", "--message", ""],
        2,
        "--message has 0 bytes",
    );
    refused(
        &["one-time-pad", "--nonce", "00"],
        2,
        "--nonce is not used here",
    );
    refused(&["one-time-pad", "--key", "hex:0"], 2, "not whole bytes");
    refused(
        &["one-time-pad", "--key", "hex:zz"],
        2,
        "is no hexadecimal digit",
    );
    refused(&["one-time-pad", "--message", "base64:*"], 2, "not base64");
    refused(
        &["one-time-pad", "--message-file", "no-such-file"],
        3,
        "no such file",
    );
    refused(&["one-time-pad", "--message-file", "."], 3, "folder");
    refused(&["one-time-pad", "--step"], 2, "--step needs a terminal");
}

#[test]
fn a_gigabyte_is_refused_at_once() {
    let huge = place("huge");
    File::create(&huge).unwrap().set_len(1 << 30).unwrap();
    let huge = huge.to_str().unwrap();
    refused(&["one-time-pad", "--message-file", huge], 3, "longer than");
    fs::remove_file(huge).unwrap();
}

#[test]
fn a_file_and_standard_input_are_messages() {
    let file = place("letter");
    fs::write(&file, "a letter from a file").unwrap();
    let page = said(&[
        "one-time-pad",
        "--seed",
        "1",
        "--message-file",
        file.to_str().unwrap(),
    ]);
    assert!(page.contains("a letter from a file"));
    let mut child = demo(&["one-time-pad", "--seed", "1", "--message-file", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"from a pipe")
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("from a pipe")
    );
}

/// Runs the quiz of a demonstration and answers with `answers`.
fn answered(answers: &str) -> (Option<i32>, String) {
    let mut child = demo(&["one-time-pad", "--seed", "7", "--quiz"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(answers.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap(),
    )
}

#[test]
fn answers_are_judged() {
    let page = said(&["one-time-pad", "--seed", "7", "--as", "json"]);
    let story: serde_json::Value = serde_json::from_str(&page).unwrap();
    let questions = story["questions"].as_array().unwrap().iter();
    let right: Vec<String> = questions
        .map(|question| question["right"].as_str().unwrap().to_owned())
        .collect();
    let (code, page) = answered(&format!("{}\n", right.join("\n")));
    assert_eq!(code, Some(0), "{page}");
    assert!(page.contains("3 of 3 right"), "{page}");
    let (code, page) = answered(&format!(
        "{}\nwrong\n{}\n",
        right[0].to_uppercase(),
        right[2]
    ));
    assert_eq!(code, Some(1), "{page}");
    assert!(page.contains("2 of 3 right"), "{page}");
    let (code, _) = answered(&format!("{}\n", right[0]));
    assert_eq!(code, Some(2), "the answers ended");
}

#[test]
fn halves_and_forms() {
    let weak = said(&["one-time-pad", "--seed", "1", "--weak"]);
    assert!(weak.contains("How it breaks") && !weak.contains("How it works"));
    let fixed = said(&["one-time-pad", "--seed", "1", "--fixed"]);
    assert!(!fixed.contains("How it breaks") && fixed.contains("The repair"));
    assert_eq!(
        run(&["one-time-pad", "--weak", "--fixed"]).status.code(),
        Some(2)
    );
    assert_eq!(
        run(&["one-time-pad", "--weak", "--quiz"]).status.code(),
        Some(2)
    );
    assert_eq!(run(&["--weak"]).status.code(), Some(2), "of what?");
    assert_eq!(
        run(&["--from", "x.pcap"]).status.code(),
        Some(2),
        "for what?"
    );
    refused(&["tour", "--weak"], 2, "the tour has no halves");
    let html = said(&["one-time-pad", "--seed", "1", "--as", "html"]);
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("패드"));
}
