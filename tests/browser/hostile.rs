//! What strangers write into names, certificates and messages stays text: a real connection between two programs of OpenSSL, recorded
//! by whoever passes the bytes on, with scripts wherever a stranger can put one.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::driven::Share;
use crate::oracle::{self, Oracle};
use crate::pages;

#[allow(
    dead_code,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "the frames of the benchmark, of which this test uses what it needs"
)]
#[path = "../../benches/inspect/host.rs"]
mod host;

/// Each says so in the title, if it runs.
const SCRIPT: &str = "</p><script>document.title='ran'</script>";
const IMAGE: &str = "<img src=x onerror=document.title='ran'>";
const ADDRESS: &str = "javascript:document.title='ran'//\"onload=\"";

/// What went by: whether the client said it, and what.
type Passed = Arc<Mutex<Vec<(bool, Vec<u8>)>>>;

fn free() -> u16 {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    free.local_addr().unwrap().port()
}

fn pass(mut from: TcpStream, mut to: TcpStream, client: bool, passed: &Passed) {
    let mut part = [0; 1400];
    while let Ok(n @ 1..) = from.read(&mut part) {
        passed.lock().unwrap().push((client, part[..n].to_vec()));
        if to.write_all(&part[..n]).is_err() {
            break;
        }
    }
    drop(to.shutdown(Shutdown::Write));
}

/// The frames of the connection, as a classic capture file.
fn capture(passed: &[(bool, Vec<u8>)]) -> Vec<u8> {
    let [client, server] = [vec![10, 0, 0, 1], vec![10, 0, 0, 2]];
    let mut hosts = [
        host::Host::new((&server, 443), (&client, 40_000), 1),
        host::Host::new((&client, 40_000), (&server, 443), 2),
    ];
    let mut next = [5_000_u32, 1_000];
    let mut frames = host::Frames::default();
    let mut sends = |client: bool, flags: u8, bytes: &[u8]| {
        let [own, other] = [usize::from(client), usize::from(!client)];
        hosts[own].send(&mut frames, flags, [next[own], next[other]], bytes);
        next[own] +=
            u32::try_from(bytes.len()).unwrap() + u32::from(flags & (host::SYN | host::FIN) != 0);
    };
    sends(true, host::SYN, b"");
    sends(false, host::SYN | host::ACK, b"");
    sends(true, host::ACK, b"");
    for (client, bytes) in passed {
        sends(*client, host::ACK | host::PSH, bytes);
    }
    sends(true, host::ACK | host::FIN, b"");
    sends(false, host::ACK | host::FIN, b"");
    sends(true, host::ACK, b"");
    let words = [0xa1b2_c3d4, 0x0004_0002, 0, 0, 262_144, 1];
    let mut file: Vec<u8> = words.into_iter().flat_map(u32::to_le_bytes).collect();
    let mut at = 0;
    while let Some(frame) = frames.take() {
        let length = u32::try_from(frame.len()).unwrap();
        at += 1000;
        file.extend(
            [1_767_225_600, at, length, length]
                .map(u32::to_le_bytes)
                .as_flattened(),
        );
        file.extend(frame);
    }
    file
}

/// A connection with scripts in the name asked for, in the certificate, in the request and in the answer.
fn recorded(openssl: &Oracle, home: &Path) {
    let subject = |words: &str| words.replace('/', "\\/");
    let subject = format!(
        "/O={}/OU={}/CN={}",
        subject(IMAGE),
        subject(ADDRESS),
        subject(SCRIPT)
    );
    let curve = "ec_paramgen_curve:P-256";
    let mut arguments = vec!["req", "-x509", "-newkey", "ec", "-pkeyopt", curve, "-nodes"];
    arguments.extend(["-keyout", "key.pem", "-out", "cert.pem", "-subj", &subject]);
    let made = openssl
        .command(home, &arguments)
        .current_dir(home)
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: {IMAGE}\r\nLocation: {ADDRESS}\r\n\r\n{SCRIPT}{IMAGE}\n"
    );
    fs::write(home.join("page"), answer).unwrap();
    let port = free();
    let accept = format!("127.0.0.1:{port}");
    let mut arguments = vec![
        "s_server", "-accept", &accept, "-cert", "cert.pem", "-key", "key.pem",
    ];
    arguments.extend(["-tls1_2", "-HTTP", "-naccept", "1"]);
    let mut server = openssl
        .command(home, &arguments)
        .current_dir(home)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // It says ACCEPT when it listens; to knock would take its only connection.
    let mut said = server.stdout.take().unwrap();
    let mut heard = Vec::new();
    let mut byte = [0];
    while !heard.ends_with(b"ACCEPT") && said.read(&mut byte).unwrap() == 1 {
        heard.push(byte[0]);
    }
    let between = TcpListener::bind("127.0.0.1:0").unwrap();
    let connect = between.local_addr().unwrap().to_string();
    let passed = Passed::default();
    let log = Arc::clone(&passed);
    let wire = thread::spawn(move || {
        let (client, _) = between.accept().unwrap();
        let server = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let back = (server.try_clone().unwrap(), client.try_clone().unwrap());
        let there = Arc::clone(&log);
        let sends = thread::spawn(move || pass(client, server, true, &there));
        pass(back.0, back.1, false, &log);
        sends.join().unwrap();
    });
    let mut arguments = vec![
        "s_client", "-connect", &connect, "-tls1_2", "-quiet", "-ign_eof",
    ];
    arguments.extend(["-servername", SCRIPT, "-keylogfile", "keys.log"]);
    let mut client = openssl
        .command(home, &arguments)
        .current_dir(home)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let request = format!("GET /page HTTP/1.1\r\nHost: {SCRIPT}\r\nCookie: {IMAGE}\r\n\r\n");
    client
        .stdin
        .as_mut()
        .unwrap()
        .write_all(request.as_bytes())
        .unwrap();
    client.wait().unwrap();
    thread::sleep(Duration::from_millis(50));
    drop(server.kill());
    server.wait().unwrap();
    wire.join().unwrap();
    fs::write(home.join("hostile.pcap"), capture(&passed.lock().unwrap())).unwrap();
}

#[test]
fn a_hostile_capture_executes_nothing_and_loads_nothing() {
    let Some(share) = Share::take() else { return };
    let Some(openssl) = oracle::find("openssl", "openssl") else {
        return;
    };
    let home = pages::place("hostile").with_extension("");
    fs::create_dir_all(&home).unwrap();
    recorded(&openssl, &home);
    let [pcap, keys] =
        ["hostile.pcap", "keys.log"].map(|name| home.join(name).display().to_string());
    let page = pages::page(
        &["inspect", &pcap, "--keys", &keys, "--connection", "1"],
        "en",
    );
    let browser = share.alone();
    browser.open(&page, "");
    browser.press("o");
    thread::sleep(Duration::from_millis(300));
    assert_ne!(browser.text("return document.title"), "ran");
    assert_eq!(browser.complaints(), [""; 0], "nothing even tried");
    let loaded = "return performance.getEntriesByType('resource').filter(entry => !entry.name.startsWith('data:')).length";
    assert_eq!(browser.ask(loaded), 0);
    let strange = "return document.querySelectorAll('script:not(body > script:last-of-type), main img, a[href^=javascript], [onerror], [onload]').length";
    assert_eq!(browser.ask(strange), 0);
    // They were all there to read: the name, the subject, the request and the answer.
    let text = browser.text("return document.body.innerText");
    for words in [SCRIPT, IMAGE, ADDRESS, "200 OK"] {
        assert!(text.contains(words), "{words} is not on the page");
    }
}
