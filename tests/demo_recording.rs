//! Demonstrations told with a connection of a capture: certificates and keys of one's own, and why there may be none to show.
#![allow(clippy::unwrap_used)]

use std::process::{Command, Stdio};

const TLS13: &str = "tests/data/captures/tls13-client-certificate.pcap";
const TLS12: &str = "tests/data/captures/smtp-starttls.pcap";

/// Exit code, standard output, standard error.
fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
        .args(["--lang", "en", "demo"])
        .args(arguments)
        .args(["--seed", "1"])
        .stdin(Stdio::null())
        .env_remove("COLUMNS")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// Tells `name` with a connection of `capture` and its key log: it must succeed and say each of `says`.
fn told(name: &str, capture: &str, says: &[&str]) {
    let keys = format!("{capture}.keylog.txt");
    let (code, page, error) = run(&[name, "--from", capture, "--keys", &keys]);
    assert_eq!(code, Some(0), "{name}: {error}");
    for part in says {
        assert!(page.contains(part), "{name}: {part} in {page}");
    }
    assert!(page.contains("How it breaks") && page.contains("The repair"));
}

/// It must be refused, and say each of `says`.
fn refused(arguments: &[&str], expected: i32, says: &[&str]) {
    let (code, _, error) = run(arguments);
    assert_eq!(code, Some(expected), "{arguments:?}: {error}");
    for part in says {
        assert!(error.contains(part), "{arguments:?}: {part} in {error}");
    }
}

#[test]
fn a_capture_tells_its_own_certificates_and_keys() {
    let from = "connection 1 of";
    told(
        "certificate-signature",
        TLS13,
        &[from, "the signature fits"],
    );
    told(
        "chain",
        TLS13,
        &["From connection 1 of", "a root that is trusted"],
    );
    let opened = ["record 0 of the server", "the same as inspect opens"];
    told("key-schedule", TLS13, &opened);
}

#[test]
fn an_old_connection_shows_its_certificates_without_keys() {
    let (code, page, _) = run(&["certificate-signature", "--from", TLS12]);
    assert_eq!(code, Some(0));
    assert!(page.contains("modulo the issuer's n"), "{page}");
}

#[test]
fn what_cannot_be_told_is_refused_with_what_to_try() {
    let dark = ["stays dark: no secrets were given", "--keys FILE"];
    refused(&["key-schedule", "--from", TLS13], 2, &dark);
    let hidden = ["no certificate of a server can be seen", "--keys FILE"];
    refused(&["chain", "--from", TLS13], 2, &hidden);
    let old = ["agreed on TLS 1.2", "--connection"];
    refused(&["key-schedule", "--from", TLS12], 2, &old);
    let none = ["one-time-pad takes no capture", "key-schedule"];
    refused(&["one-time-pad", "--from", TLS13], 2, &none);
    let text = ["it is text, not a capture", "hint: "];
    refused(&["chain", "--from", "README.md"], 3, &text);
    let number = ["has no connection 9", "hint: "];
    refused(&["chain", "--from", TLS13, "--connection", "9"], 2, &number);
    refused(&["chain", "--connection", "1"], 2, &["--from"]);
}
