//! Verdicts: exit codes and first lines.

use std::fs;

use crate::support::{made, room, says, tlslab};

#[test]
fn a_verdict_is_an_exit_code_and_a_first_line() {
    let Some(room) = made("verdicts") else { return };
    for (arguments, code, parts) in [
        (
            "chain.pem --roots root.pem --host server.test",
            0,
            &["Accepted: server.test", "trusted: 1 root"][..],
        ),
        (
            "leaf.der --roots chain.p7b --ip 127.0.0.1 --purpose server --profile rfc5280",
            0,
            &["Accepted"],
        ),
        (
            "chain.pem --roots root.pem --host other.test",
            1,
            &["Refused: server.test", "name.mismatch", "repair: "],
        ),
        (
            "chain.pem --roots root.pem --at 2000-01-01",
            1,
            &["time.not-yet"],
        ),
        (
            "chain.pem --roots root.pem --purpose client",
            1,
            &["usage.eku"],
        ),
        (
            "chain.pem --roots root.pem --crl root.crl",
            1,
            &["rev.revoked", "certificate_revoked"],
        ),
        (
            "leaf.pem",
            1,
            &["chain.missing-issuer", "nothing is trusted", "--roots FILE"],
        ),
        ("root.pem", 1, &["chain.self-signed"]),
    ] {
        let mut all = vec!["cert", "verify"];
        all.extend(arguments.split(' '));
        let mut command = tlslab(&room, &all);
        let output = command.env("COLUMNS", "119").output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments}: {text}");
        for part in parts {
            assert!(text.contains(part), "{arguments}: {part} in {text}");
        }
        let first = text.lines().next().unwrap();
        assert_eq!(first.starts_with("Accepted"), code == 0, "{first}");
    }
    let korean = says(
        &room,
        &[
            "cert", "verify", "leaf.pem", "--roots", "root.pem", "--lang", "ko",
        ],
        0,
    );
    assert!(korean.starts_with("수락: server.test"), "{korean}");
}

#[test]
fn the_authority_of_the_folder_is_trusted() {
    let room = room("folder");
    says(&room, &["ca", "init", "--seed", "1"], 0);
    says(&room, &["ca", "issue", "server.test"], 0);
    let leaf = "certs/ca/issued/server.test/cert.pem";
    let text = says(&room, &["cert", "verify", leaf, "--host", "server.test"], 0);
    assert!(text.contains("1 root from certs/ca"), "{text}");
    // An order says something only of what was sent.
    let read = |name: &str| fs::read_to_string(room.join(name)).unwrap();
    let [root, between] =
        ["root", "intermediate"].map(|name| read(&format!("certs/ca/authorities/{name}/cert.pem")));
    fs::write(room.join("mixed.pem"), format!("{root}{between}")).unwrap();
    let helped = says(
        &room,
        &["cert", "verify", leaf, "--intermediates", "mixed.pem"],
        0,
    );
    assert!(!helped.contains("warn.order"), "{helped}");
    let sent = says(&room, &["cert", "verify", leaf, "mixed.pem"], 0);
    assert!(sent.contains("warn.order"), "{sent}");
}
