//! Turns that a connection may take: keys that change, handshakes that begin again or are cut short, data before its
//! time, ends that prove who they are.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use tlslab::base::verdict::Verdict;
use tlslab::keys::log::Log;
use tlslab::survey::tls::{EarlyData, Tls};

use crate::relay::Talk;
use crate::room::{Client, EMPTY, NO_EXTENDED_MASTER, Server, Told, room, survey};

/// The line that is typed, and what comes back.
const LINE: &str = "a line of its own\n";
const BACK: &str = "nwo sti fo enil a\n";

/// Ends what the echo does.
const CLOSE: &str = "CLOSE\n";

/// One connection to an echo: a line there and back, then `turn`, then another line and the end. Gives what was typed.
fn hold(
    room: &Path,
    name: &str,
    server: &Server,
    options: &[&str],
    turn: &[&str],
) -> (Talk, Log, [String; 2]) {
    let mut client = Client::start(room, EMPTY, name, server, options);
    let mut typed = [String::new(), String::new()];
    let mut lines = 0;
    let mut line = |client: &mut Client| {
        lines += 1;
        client.peer.type_in(LINE);
        client.peer.says(BACK.trim(), lines);
        typed[0] += LINE;
        typed[1] += BACK;
    };
    line(&mut client);
    for command in turn {
        let said = if *command == "R" {
            "RENEGOTIATING"
        } else {
            "KEYUPDATE"
        };
        let before = client.peer.said().matches(said).count();
        client.peer.type_in(&format!("{command}\n"));
        client.peer.says(said, before + 1);
        line(&mut client);
    }
    client.peer.type_in(CLOSE);
    typed[0] += CLOSE;
    let (talk, log) = client.end();
    (talk, log, typed)
}

fn only(told: Vec<Told>) -> Told {
    let [told] = <[Told; 1]>::try_from(told).ok().unwrap();
    told
}

/// One connection with these options at each end, opened in full.
#[track_caller]
fn check(name: &str, server: &[&str], client: &[&str], turn: &[&str]) -> Option<Tls> {
    let room = room()?;
    let server = Server::reversing(room, EMPTY, server);
    let (talk, log, typed) = hold(room, name, &server, client, turn);
    let told = only(survey(&[talk], log, Vec::new()));
    let tls = told.is_full([&typed[0], &typed[1]]);
    Some(tls.clone())
}

fn count(tls: &Tls, code: u8) -> usize {
    let messages = tls.messages.iter();
    messages.filter(|message| message.code == code).count()
}

#[track_caller]
fn holds(tls: &Tls, proof: &str) {
    let found = tls.proofs.iter().find(|(name, _)| *name == proof);
    assert_eq!(
        found.map(|(_, verdict)| *verdict),
        Some(Verdict::Holds),
        "{proof}: {:?}",
        tls.proofs
    );
}

const KEY_UPDATE: u8 = 24;

#[test]
fn keys_are_updated_from_both_ends() {
    let Some(tls) = check("update", &[], &["-tls1_3"], &["k", "K", "k", "K"]) else {
        return;
    };
    // Two requests are answered.
    assert_eq!(count(&tls, KEY_UPDATE), 6);
}

#[test]
fn the_server_updates_its_keys() {
    let Some(room) = room() else { return };
    let mut server = Server::start(room, EMPTY, &[]);
    let mut client = Client::start(room, EMPTY, "server-update", &server, &["-tls1_3"]);
    client.peer.type_in("hello\n");
    server.peer.says("hello", 1);
    for turn in 1..=3 {
        server.peer.type_in("K\n");
        thread::sleep(Duration::from_millis(20));
        server.peer.type_in(&format!("answer {turn}\n"));
        client.peer.says(&format!("answer {turn}"), 1);
    }
    client.peer.type_in("good night\n");
    server.peer.says("good night", 1);
    server.peer.type_in("Q\n");
    let (talk, log) = client.end();
    let told = only(survey(&[talk], log, Vec::new()));
    let tls = told.is_full(["hello\ngood night\n", "answer 1\nanswer 2\nanswer 3\n"]);
    assert_eq!(count(tls, KEY_UPDATE), 6);
}

#[test]
fn handshakes_begin_again() {
    for (version, cipher) in [
        ("-tls1_2", "ECDHE-RSA-AES128-GCM-SHA256"),
        ("-tls1_2", "ECDHE-RSA-AES256-SHA384"),
        ("-tls1_2", "AES128-SHA:@SECLEVEL=0"),
        ("-tls1_1", "ECDHE-RSA-AES128-SHA:@SECLEVEL=0"),
        ("-tls1", "DHE-RSA-AES256-SHA:@SECLEVEL=0"),
    ] {
        let server = ["-client_renegotiation"];
        let client = [version, "-cipher", cipher];
        let Some(tls) = check("again", &server, &client, &["R", "R"]) else {
            return;
        };
        assert!(tls.renegotiated.is_some());
        assert_eq!(count(&tls, 20), 6, "{:?}", tls.messages);
    }
}

#[test]
fn the_server_asks_for_another_hello() {
    let tls = check(
        "retry",
        &["-groups", "P-384"],
        &["-tls1_3", "-groups", "X25519:P-384"],
        &["K"],
    );
    let Some(tls) = tls else { return };
    assert_eq!((tls.retry, tls.client_hellos.len()), (Some(true), 2));
    holds(&tls, "server_certificate_verify");
}

#[test]
fn every_kind_of_certificate_signs() {
    for (kind, version) in [
        ("rsa", "-tls1_3"),
        ("pss", "-tls1_3"),
        ("p256", "-tls1_3"),
        ("p384", "-tls1_3"),
        ("p521", "-tls1_3"),
        ("ed25519", "-tls1_3"),
        ("rsa", "-tls1_2"),
        ("small", "-tls1_2"),
        ("pss", "-tls1_2"),
        ("p256", "-tls1_2"),
        ("p384", "-tls1_2"),
        ("p521", "-tls1_2"),
        ("ed25519", "-tls1_2"),
        ("rsa", "-tls1_1"),
        ("p256", "-tls1_1"),
        ("rsa", "-tls1"),
        ("p384", "-tls1"),
        ("p521", "-tls1"),
    ] {
        let (certificate, key) = (format!("{kind}.pem"), format!("{kind}.key"));
        let signer = ["-cert", &certificate, "-key", &key];
        let server = [&signer[..], &["-Verify", "1"]].concat();
        let cipher = ["-cipher", "ECDHE:@SECLEVEL=0", version];
        let client = [&signer[..], &cipher].concat();
        let Some(tls) = check("signs", &server, &client, &[]) else {
            return;
        };
        assert_eq!(tls.client_auth, Some(true));
        assert_eq!(tls.certificates.len(), 2);
        holds(&tls, "client_certificate_verify");
        holds(&tls, "certificate_signature");
        match version {
            "-tls1_3" => holds(&tls, "server_certificate_verify"),
            _ => holds(&tls, "server_key_exchange"),
        }
    }
}

#[test]
fn much_is_said_in_small_records() {
    let Some(room) = room() else { return };
    for (version, cipher) in [
        ("-tls1_3", "ALL"),
        ("-tls1_2", "AES128-SHA"),
        ("-tls1_2", "ECDHE-RSA-CHACHA20-POLY1305"),
        ("-tls1", "AES256-SHA:@SECLEVEL=0"),
    ] {
        let server = Server::reversing(
            room,
            EMPTY,
            &["-max_send_frag", "600", "-record_padding", "512"],
        );
        let options = [
            version,
            "-cipher",
            cipher,
            "-max_send_frag",
            "512",
            "-ign_eof",
            "-nocommands",
        ];
        let mut client = Client::start(room, EMPTY, "much", &server, &options);
        let mut typed = [String::new(), String::new()];
        for number in 0..3000 {
            let line = format!("line {number} is like the one before\n");
            typed[1].extend(line.trim().chars().rev());
            typed[1].push('\n');
            typed[0] += &line;
        }
        typed[0] += CLOSE;
        client.peer.type_in(&typed[0]);
        let (talk, log) = client.end();
        let told = only(survey(&[talk], log, Vec::new()));
        told.is_full([&typed[0], &typed[1]]);
    }
}

/// Two connections, the second of which resumes the first, in one capture with the key log of the first alone and with
/// that of both.
fn resume(settings: &str, version: &str, server: &[&str], client: &[&str]) {
    let Some(room) = room() else { return };
    let server = Server::reversing(room, settings, server);
    let session = room.join("session.pem");
    let _ = fs::remove_file(&session);
    let file = session.to_str().unwrap();
    let store = [
        &[version, "-sess_out", file, "-ign_eof", "-nocommands"],
        client,
    ]
    .concat();
    let load = [
        &[version, "-sess_in", file, "-ign_eof", "-nocommands"],
        client,
    ]
    .concat();
    let typed = format!("{LINE}{CLOSE}");
    let say = |options: &[&str]| {
        let mut client = Client::start(room, settings, "resume", &server, options);
        client.peer.type_in(&typed);
        client.end()
    };
    let (first, mut log) = say(&store);
    let (second, more) = say(&load);
    let talks = [first, second];
    let alone = survey(&talks, log.clone(), Vec::new());
    log.extend(&more);
    let both = survey(&talks, log, Vec::new());
    for told in &both {
        told.is_full([&typed, BACK]);
    }
    assert_eq!(both[1].tls().resumed, Some(true));
    if version != "-tls1_3" {
        // Resumed: the master secret is that of the session before.
        for told in &alone {
            told.is_full([&typed, BACK]);
        }
        let without = survey(&talks[1..], Log::default(), Vec::new());
        assert!(!without[0].faults([&typed, BACK]).is_empty());
    }
}

#[test]
fn sessions_are_resumed_by_ticket_and_by_identifier() {
    let old = ["-cipher", "ALL:@SECLEVEL=0"];
    for version in ["-tls1", "-tls1_1", "-tls1_2"] {
        resume(EMPTY, version, &[], &old);
        resume(NO_EXTENDED_MASTER, version, &[], &old);
        resume(EMPTY, version, &["-no_ticket"], &old);
    }
    resume(EMPTY, "-tls1_3", &[], &[]);
    resume(EMPTY, "-tls1_3", &["-no_ticket"], &[]);
    resume(
        EMPTY,
        "-tls1_3",
        &["-allow_no_dhe_kex"],
        &["-allow_no_dhe_kex"],
    );
    resume(
        EMPTY,
        "-tls1_3",
        &["-ciphersuites", "TLS_AES_128_GCM_SHA256"],
        &[],
    );
}

#[test]
fn a_key_shared_beforehand_is_used_in_tls13() {
    let shared = ["-psk", "00112233445566778899aabbccddeeff"];
    let client = [
        &shared[..],
        &["-tls1_3", "-ciphersuites", "TLS_AES_128_GCM_SHA256"],
    ]
    .concat();
    let Some(tls) = check("shared", &shared, &client, &["k"]) else {
        return;
    };
    assert_eq!(tls.resumed, Some(true));
    assert_eq!(tls.certificates.len(), 0);
}

/// Waits until a session has been written into this file.
fn wait_for(session: &str) {
    for _ in 0..2000 {
        if fs::read_to_string(session).is_ok_and(|text| text.contains("-----END")) {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("no session in {session}");
}

#[test]
fn data_comes_early() {
    let Some(room) = room() else { return };
    let session = room.join("early.session");
    let early = room.join("early.txt");
    fs::write(&early, "before anything else\n").unwrap();
    let (session, early) = (session.to_str().unwrap(), early.to_str().unwrap());
    for suite in [
        "TLS_AES_128_GCM_SHA256",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_AES_128_CCM_8_SHA256",
    ] {
        let mut server = Server::start(room, EMPTY, &["-early_data", "-ciphersuites", suite]);
        let options = ["-tls1_3", "-ciphersuites", suite];
        let _ = fs::remove_file(session);
        let first = [&options[..], &["-sess_out", session]].concat();
        let mut client = Client::start(room, EMPTY, "early", &server, &first);
        wait_for(session);
        client.peer.type_in("Q\n");
        let (one, mut log) = client.end();
        let second = [&options[..], &["-sess_in", session, "-early_data", early]].concat();
        let mut client = Client::start(room, EMPTY, "early", &server, &second);
        server.peer.says("before anything else", 1);
        client.peer.type_in("and after\n");
        server.peer.says("and after", 1);
        server.peer.type_in("answer\n");
        client.peer.says("answer", 1);
        client.peer.type_in("Q\n");
        let (two, more) = client.end();
        log.extend(&more);
        let told = survey(&[one, two], log, Vec::new());
        told[0].is_full(["", ""]);
        let tls = told[1].is_full(["before anything else\nand after\n", "answer\n"]);
        assert_eq!(tls.early_data, EarlyData::Accepted);
    }
}

#[test]
fn early_data_is_refused() {
    let Some(room) = room() else { return };
    let session = room.join("refused.session");
    let _ = fs::remove_file(&session);
    let early = room.join("refused.txt");
    fs::write(&early, "before anything else\n").unwrap();
    let (session, early) = (session.to_str().unwrap(), early.to_str().unwrap());
    let mut server = Server::start(room, EMPTY, &["-early_data"]);
    let mut client = Client::start(
        room,
        EMPTY,
        "refused",
        &server,
        &["-tls1_3", "-sess_out", session],
    );
    wait_for(session);
    client.peer.type_in("Q\n");
    let (one, mut log) = client.end();
    // The same ticket a second time, or another key share needed: the server reads past the early data.
    drop(server);
    server = Server::start(room, EMPTY, &["-early_data"]);
    let options = ["-tls1_3", "-sess_in", session, "-early_data", early];
    let mut client = Client::start(room, EMPTY, "refused", &server, &options);
    client.peer.says("Early data was rejected", 1);
    client.peer.type_in("and after\n");
    server.peer.says("and after", 1);
    client.peer.type_in("Q\n");
    let (two, more) = client.end();
    log.extend(&more);
    let told = survey(&[one, two], log, Vec::new());
    let tls = told[1].is_full(["before anything else\nand after\n", ""]);
    assert_eq!(tls.early_data, EarlyData::Rejected);
}
