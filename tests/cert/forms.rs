//! Every form of input, and what is no certificate.

use std::fs;

use tlslab::pki::armor;
use unicode_width::UnicodeWidthStr;

use crate::support::{made, refuses, room, run, says, stored, tlslab};

#[test]
fn every_form_of_input_is_read() {
    let Some(room) = made("forms") else { return };
    for (arguments, certificates) in [
        ("leaf.pem", 1),
        ("leaf.der", 1),
        ("crlf.pem", 1),
        ("trusted.pem", 1),
        ("words.pem", 2),
        ("chain.pem", 2),
        ("chain.p7b", 2),
        ("chain.p7b.der", 2),
        ("chain.p12 --password-file password", 2),
        ("open.p12", 1),
        ("leaf.pem root.pem", 2),
    ] {
        let mut all = vec!["cert", "show", "--as", "json"];
        all.extend(arguments.split(' '));
        let json: serde_json::Value = serde_json::from_str(&says(&room, &all, 0)).unwrap();
        let steps = json["steps"].as_array().unwrap();
        let told = |step: &&serde_json::Value| step["name"]["en"] == "fingerprints";
        assert_eq!(
            steps.iter().filter(told).count(),
            certificates,
            "{arguments}"
        );
        let failed = steps
            .iter()
            .flat_map(|step| step["proofs"].as_array().unwrap());
        assert!(
            failed.into_iter().all(|proof| proof["verdict"] != "fails"),
            "{arguments}"
        );
    }
    let mut standard = tlslab(&room, &["cert", "show", "-"]);
    let given = fs::File::open(room.join("chain.p7b.der")).unwrap();
    let shown = standard.stdin(given).output().unwrap();
    assert!(shown.status.success());
    assert!(
        String::from_utf8(shown.stdout)
            .unwrap()
            .contains("2 certificates")
    );
    let list = says(&room, &["cert", "show", "root.crl", "root.pem"], 0);
    assert!(
        list.contains("Lab Root no longer stands by 1 certificate."),
        "{list}"
    );
    let wish = says(&room, &["cert", "show", "leaf.csr"], 0);
    assert!(
        wish.contains("wishes for a certificate for server.test"),
        "{wish}"
    );
}

#[test]
fn what_is_no_certificate_is_called_by_its_name() {
    let Some(room) = made("wrong") else { return };
    let write = |name: &str, text: &[u8]| fs::write(room.join(name), text).unwrap();
    write("empty", b"");
    write("words", b"hello");
    write("page", b"<!DOCTYPE html><html>");
    write("ssh.pub", b"ssh-ed25519 AAAA me");
    write("cut.der", &fs::read(room.join("leaf.der")).unwrap()[..40]);
    let leaf = fs::read_to_string(room.join("leaf.pem")).unwrap();
    write("half.pem", &leaf.as_bytes()[..200]);
    write(
        "bare",
        leaf.lines()
            .filter(|line| !line.starts_with('-'))
            .collect::<Vec<_>>()
            .join("\n")
            .as_bytes(),
    );
    for (input, parts) in [
        ("none.pem", &["there is no such file", "ls shows"][..]),
        (
            "example.test",
            &["there is no such file", "example.test:443"],
        ),
        (".", &["it is a folder"]),
        ("empty", &["it is empty"]),
        ("words", &["there is no certificate in it"]),
        ("page", &["HTML"]),
        ("ssh.pub", &["public key of SSH"]),
        ("cut.der", &["begins like DER"]),
        (
            "half.pem",
            &["line 1", "before END CERTIFICATE", "copy it again"],
        ),
        ("bare", &["without its BEGIN and END"]),
        ("leaf.key", &["holds a private key", "secret half"]),
        (
            "chain.p12",
            &["is sealed with a password", "--password-file"],
        ),
    ] {
        refuses(&room, &["cert", "show", input], 3, parts);
        let korean = run(&room, &["cert", "show", input, "--lang", "ko"]);
        assert_eq!(korean.status.code(), Some(3));
        let korean = String::from_utf8(korean.stderr).unwrap();
        assert!(
            korean.starts_with("오류: ") && korean.contains("도움말: "),
            "{korean}"
        );
    }
    refuses(&room, &["cert", "show"], 2, &[]);
    refuses(
        &room,
        &["cert", "verify", "leaf.csr"],
        3,
        &["a certificate request", "tlslab ca sign leaf.csr"],
    );
    refuses(
        &room,
        &["cert", "verify", "root.crl"],
        3,
        &["revoked certificates", "--crl root.crl"],
    );
    refuses(
        &room,
        &["cert", "verify", "leaf.pem", "--crl", "root.pem"],
        3,
        &["it holds a certificate, not a list"],
    );
    refuses(
        &room,
        &["cert", "verify", "leaf.pem", "--at", "noon"],
        2,
        &["--at"],
    );
    refuses(
        &room,
        &["cert", "verify", "leaf.pem", "--purpose", "cook"],
        2,
        &["--purpose"],
    );
}

#[test]
fn no_row_is_wider_than_the_terminal() {
    let Some(room) = made("columns") else { return };
    for columns in [80, 140] {
        for lang in ["en", "ko"] {
            for arguments in [
                "cert show chain.pem",
                "cert verify chain.pem --roots root.pem",
                "cert verify leaf.pem",
            ] {
                let mut all: Vec<&str> = arguments.split(' ').collect();
                all.extend(["--lang", lang]);
                let mut command = tlslab(&room, &all);
                let shown = command
                    .env("COLUMNS", columns.to_string())
                    .output()
                    .unwrap();
                let text = String::from_utf8(shown.stdout).unwrap();
                assert!(!text.is_empty() && !text.contains('\x1b'));
                // Commands to type are not broken over rows.
                let (told, _) = text
                    .split_once("Next:")
                    .or_else(|| text.split_once("다음:"))
                    .unwrap_or((&text, ""));
                for row in told.lines() {
                    assert!(row.width() <= columns, "{arguments} {lang}: {row}");
                }
            }
        }
    }
}

#[test]
fn a_stored_certificate_is_shown_in_korean() {
    let room = room("korean");
    let place = stored("web-ecdsa.pem");
    let text = says(
        &room,
        &[
            "cert",
            "show",
            place.to_str().unwrap(),
            "--lang",
            "ko",
            "--at",
            "2026-03-20",
        ],
        0,
    );
    for part in ["인증서: cloudflare.com", "발급자가 서명하는 본문", "남음"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(armor::is_armored(&fs::read(place).unwrap()));
}
