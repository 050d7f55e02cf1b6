//! Certificates that servers and captures show.

use std::net::TcpListener;
use std::process::{Command, Stdio};

use crate::support::{made, refuses, room, run, says, tlslab};

#[test]
fn a_server_that_is_none_is_said_to_be() {
    let room = room("servers");
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let at = format!("127.0.0.1:{port}");
    refuses(
        &room,
        &["cert", "show", &at, "--timeout", "1"],
        3,
        &["does not answer in time", "--timeout"],
    );
    drop(silent);
    refuses(
        &room,
        &["cert", "show", &at],
        3,
        &["the connection was refused"],
    );
    refuses(
        &room,
        &["cert", "show", "nobody.invalid:443"],
        3,
        &["leads to no address", "--servername"],
    );
}

#[test]
fn a_server_shows_its_chain() {
    let Some(room) = made("server") else { return };
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let mut server = Command::new("openssl")
        .args([
            "s_server",
            "-quiet",
            "-cert",
            "leaf.pem",
            "-key",
            "leaf.key",
            "-cert_chain",
            "root.pem",
        ])
        .args(["-accept", &free.to_string()])
        .current_dir(&room)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let at = format!("localhost:{free}");
    let wide = || {
        let mut command = tlslab(&room, &["cert", "show", &at]);
        command.env("COLUMNS", "200").output().unwrap()
    };
    let mut shown = wide();
    for _ in 0..50 {
        if shown.status.success() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
        shown = wide();
    }
    let judged = says(&room, &["cert", "verify", &at, "--roots", "root.pem"], 0);
    let elsewhere = says(
        &room,
        &[
            "cert", "verify", &at, "--roots", "root.pem", "--host", "x.test",
        ],
        1,
    );
    let address = says(
        &room,
        &[
            "cert",
            "verify",
            &format!("127.0.0.1:{free}"),
            "--roots",
            "root.pem",
        ],
        0,
    );
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(judged.contains("the server holds the key"), "{judged}");
    assert!(elsewhere.contains("name.mismatch"), "{elsewhere}");
    assert!(address.starts_with("Accepted"), "{address}");
    let text = String::from_utf8(shown.stdout).unwrap();
    for part in [
        "2 certificates",
        "TLS 1.3, asking for localhost",
        "signed the handshake with the key",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn certificates_come_out_of_captures() {
    let room = room("captures");
    let run = |arguments: &[&str]| {
        let made = run(&room, arguments);
        assert!(made.status.success(), "{arguments:?}");
    };
    run(&[
        "handshake",
        "tls12",
        "--wire",
        "virtual",
        "--seed",
        "3",
        "--save",
        "tls12.pcapng",
    ]);
    run(&[
        "handshake",
        "--wire",
        "virtual",
        "--seed",
        "3",
        "--save",
        "tls13.pcapng",
    ]);
    for capture in ["tls12.pcapng", "tls13.pcapng"] {
        let text = says(&room, &["cert", "show", capture, "--at", "2026-11-28"], 0);
        assert!(
            text.contains("2 certificates, the first of server.test"),
            "{text}"
        );
        refuses(
            &room,
            &["cert", "show", capture, "--connection", "9"],
            2,
            &["has no connection 9"],
        );
    }
}
