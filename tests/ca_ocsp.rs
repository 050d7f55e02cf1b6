//! `tlslab ca ocsp` through the binary: OpenSSL asks the server, a server staples its answers, pkilint reads them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::Duration;

use tlslab::base::time::Time;
use tlslab::pki::authority::disk::Mischance;
use tlslab::pki::authority::folder::{Folder, Held};
use tlslab::pki::authority::listing;
use tlslab::pki::authority::office::Office;
use tlslab::pki::authority::reason::Revocation;
use tlslab::pki::ocsp::answer::Complaint;
use tlslab::pki::ocsp::get;

mod oracle;

fn at(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

fn tlslab(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tlslab"));
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null());
    command.env("LC_ALL", "C.UTF-8").env("COLUMNS", "80");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    tlslab(folder, arguments).output().unwrap()
}

/// What it prints, if it is content.
fn good(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// An authority with certificates for good.test and bad.test, and one for answering in its place.
fn founded() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    good(folder.path(), &["ca", "init", "--dir", "ca"]);
    for name in ["good.test", "bad.test"] {
        good(folder.path(), &["ca", "issue", name, "--dir", "ca"]);
    }
    good(
        folder.path(),
        &[
            "ca",
            "issue",
            "ocsp.test",
            "--eku",
            "OCSPSigning",
            "--dir",
            "ca",
        ],
    );
    folder
}

fn revoke(folder: &Path, label: &str) {
    let mut held = Held::open(&folder.join("ca"), Mischance::None, &mut || {}).unwrap();
    let serial = held.folder.register.labelled(label).unwrap().serial.clone();
    let office = Office::open(&held.folder, "intermediate", None).unwrap();
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let now = Time::seconds(since.unwrap().as_secs());
    listing::revoke(
        &mut held,
        &office,
        now,
        7,
        (&serial, Revocation::KeyCompromise),
    )
    .unwrap();
}

/// A running responder.
struct Server {
    child: Child,
    lines: BufReader<ChildStdout>,
    port: u16,
}

impl Server {
    fn start(folder: &Path, more: &[&str]) -> Self {
        let arguments = [&["ca", "ocsp", "--dir", "ca", "--port", "0"], more].concat();
        let mut command = tlslab(folder, &arguments);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        lines.read_line(&mut first).unwrap();
        let port = first
            .split("127.0.0.1:")
            .nth(1)
            .unwrap()
            .split('/')
            .next()
            .unwrap();
        let port = port.parse().unwrap();
        Self { child, lines, port }
    }

    /// What it sends back to `bytes`, to the end of the connection.
    fn hears(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        stream.write_all(bytes).unwrap();
        let mut back = Vec::new();
        let _ = stream.read_to_end(&mut back);
        back
    }

    /// Ends it as Ctrl-C does; its exit code and what it said.
    fn stop(mut self) -> (Option<i32>, String) {
        let pid = self.child.id().to_string();
        Command::new("kill").args(["-INT", &pid]).status().unwrap();
        let mut said = String::new();
        self.lines.read_to_string(&mut said).unwrap();
        (self.child.wait().unwrap().code(), said)
    }
}

/// What `openssl ocsp` says of a certificate.
fn openssl_says(openssl: &oracle::Oracle, folder: &Path, server: &Server, what: &[&str]) -> String {
    let url = format!("http://127.0.0.1:{}/", server.port);
    let (issuer, root) = (
        at(folder, "ca/authorities/intermediate/cert.pem"),
        at(folder, "ca/authorities/root/cert.pem"),
    );
    let mut arguments = vec!["ocsp", "-url", &url, "-issuer", &issuer, "-CAfile", &root];
    arguments.extend(what);
    let output = openssl.run(folder, &arguments);
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn openssl_asks_the_server() {
    let Some(openssl) = oracle::find("openssl", "openssl") else {
        return;
    };
    let folder = founded();
    let folder = folder.path();
    for more in [&[][..], &["--delegate", "ocsp.test"]] {
        let server = Server::start(folder, more);
        let bad = at(folder, "ca/issued/bad.test/cert.pem");
        let check = |what: &[&str], says: &[&str]| {
            let said = openssl_says(&openssl, folder, &server, what);
            assert!(
                said.contains("Response verify OK") && !said.contains("WARNING"),
                "{said}"
            );
            says.iter()
                .for_each(|word| assert!(said.contains(word), "{word}: {said}"));
        };
        check(
            &["-cert", &at(folder, "ca/issued/good.test/cert.pem")],
            &["good.test/cert.pem: good"],
        );
        check(&["-serial", "0x1234"], &["0x1234: unknown"]);
        if more.is_empty() {
            check(&["-cert", &bad], &["cert.pem: good"]);
            revoke(folder, "bad.test");
        }
        // While the server runs.
        check(
            &["-sha256", "-cert", &bad],
            &["cert.pem: revoked", "Reason: keyCompromise"],
        );
        // The intermediate itself, of which the root speaks.
        let root = at(folder, "ca/authorities/root/cert.pem");
        let intermediate = at(folder, "ca/authorities/intermediate/cert.pem");
        let url = format!("http://127.0.0.1:{}/", server.port);
        let said = openssl.says(
            folder,
            &[
                "ocsp",
                "-url",
                &url,
                "-issuer",
                &root,
                "-CAfile",
                &root,
                "-cert",
                &intermediate,
            ],
        );
        assert!(said.contains("cert.pem: good"), "{said}");
        let (code, said) = server.stop();
        assert_eq!(code, Some(0));
        for word in [
            "good.test (",
            "1234: unknown",
            "bad.test (",
            ": revoked",
            "nonce of 16 bytes repeated",
        ] {
            assert!(said.contains(word), "{word}: {said}");
        }
    }
}

#[test]
fn get_and_lists_and_strangers() {
    let Some(openssl) = oracle::find("openssl", "openssl") else {
        return;
    };
    let folder = founded();
    let folder = folder.path();
    let server = Server::start(folder, &[]);
    let (issuer, leaf) = (
        at(folder, "ca/authorities/intermediate/cert.pem"),
        at(folder, "ca/issued/good.test/cert.pem"),
    );
    let out = at(folder, "question.der");
    openssl.says(
        folder,
        &[
            "ocsp",
            "-issuer",
            &issuer,
            "-cert",
            &leaf,
            "-no_nonce",
            "-reqout",
            &out,
        ],
    );
    let question = fs::read(out).unwrap();
    let get =
        |path: &str| server.hears(format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes());
    let body = |bytes: &[u8]| {
        let end = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap();
        bytes[end + 4..].to_vec()
    };
    let answer = get(&get::path(&question));
    assert!(answer.starts_with(b"HTTP/1.1 200 OK\r\nContent-Type: application/ocsp-response\r\n"));
    assert!(String::from_utf8_lossy(&answer).contains("max-age=60"));
    fs::write(at(folder, "answer.der"), body(&answer)).unwrap();
    let shown = openssl.says(
        folder,
        &[
            "ocsp",
            "-respin",
            &at(folder, "answer.der"),
            "-noverify",
            "-text",
        ],
    );
    assert!(shown.contains("Cert Status: good"), "{shown}");
    for (path, label) in [("/crl", "intermediate"), ("/crl/root.crl", "root")] {
        let list = fs::read(at(folder, &format!("ca/crl/{label}.crl"))).unwrap();
        assert_eq!(body(&get(path)), list);
    }
    let strange: [(&[u8], &str); 8] = [
        (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", "400"),
        (b"GET /../../etc/passwd HTTP/1.1\r\n\r\n", "404"),
        (b"GET /crl/../log.crl HTTP/1.1\r\n\r\n", "404"),
        (b"GET /key.pem HTTP/1.1\r\n\r\n", "404"),
        (
            b"POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n",
            "413",
        ),
        (
            b"POST / HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi",
            "415",
        ),
        (
            b"POST / HTTP/1.1\r\nContent-Type: application/ocsp-request\r\n\r\n",
            "411",
        ),
        (b"BREW / HTTP/1.1\r\n\r\n", "405"),
    ];
    for (bytes, status) in strange {
        let back = server.hears(bytes);
        assert!(
            back.starts_with(format!("HTTP/1.1 {status} ").as_bytes()),
            "{status}: {}",
            String::from_utf8_lossy(&back)
        );
    }
    let garbage =
        b"POST / HTTP/1.1\r\nContent-Type: application/ocsp-request\r\nContent-Length: 2\r\n\r\nhi";
    assert_eq!(
        body(&server.hears(garbage)),
        Complaint::MalformedRequest.der()
    );
    let long = [b"GET /".as_slice(), &[b'a'; 20_000]].concat();
    assert!(server.hears(&long).starts_with(b"HTTP/1.1 431 "));
    // Those who only sit there do not shut others out for good: the 65th is told to come back, and can once they are gone.
    let idle: Vec<TcpStream> = (0..64)
        .map(|_| TcpStream::connect(("127.0.0.1", server.port)).unwrap())
        .collect();
    assert!(get("/crl").starts_with(b"HTTP/1.1 503 "));
    drop(idle);
    let came = (0..50).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        get("/crl").starts_with(b"HTTP/1.1 200 ")
    });
    assert!(came);
    assert_eq!(server.stop().0, Some(0));
}

#[test]
fn an_answer_is_stapled() {
    let Some(openssl) = oracle::find("openssl", "openssl") else {
        return;
    };
    let folder = founded();
    let folder = folder.path();
    let said = good(
        folder,
        &["ca", "ocsp", "good.test", "--dir", "ca", "-o", "x.ocsp"],
    );
    assert!(said.contains("good: issued here"), "{said}");
    let told = good(
        folder,
        &["ca", "ocsp", "good.test", "--dir", "ca", "--explain"],
    );
    assert!(told.contains("holds  signature of the response"), "{told}");
    let told = good(
        folder,
        &[
            "ca",
            "ocsp",
            "good.test",
            "--dir",
            "ca",
            "--explain",
            "--delegate",
            "ocsp.test",
            "--lang",
            "ko",
        ],
    );
    assert!(told.contains("성립  응답의 서명"), "{told}");
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
        .to_string();
    let issued = at(folder, "ca/issued/good.test");
    let mut server = openssl.command(
        folder,
        &[
            "s_server",
            "-accept",
            &free,
            "-status_file",
            &at(folder, "x.ocsp"),
            "-cert",
            &format!("{issued}/cert.pem"),
            "-cert_chain",
            &format!("{issued}/chain.pem"),
            "-key",
            &format!("{issued}/key.pem"),
            "-quiet",
        ],
    );
    let mut server = server.stdout(Stdio::null()).spawn().unwrap();
    let to = format!("127.0.0.1:{free}");
    let client = [
        "s_client",
        "-connect",
        &to,
        "-status",
        "-CAfile",
        &at(folder, "ca/authorities/root/cert.pem"),
    ];
    let shown = (0..50).find_map(|_| {
        std::thread::sleep(Duration::from_millis(100));
        let output = openssl.run(folder, &client);
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    });
    server.kill().unwrap();
    server.wait().unwrap();
    let shown = shown.unwrap();
    assert!(
        shown.contains("OCSP Response Status: successful") && shown.contains("Cert Status: good"),
        "{shown}"
    );
    assert!(shown.contains("Verify return code: 0 (ok)"), "{shown}");
}

#[test]
fn a_lint_finds_no_error() {
    let Some(lint) = oracle::find("lint_ocsp_response", "pkilint, by make setup") else {
        return;
    };
    let folder = founded();
    let folder = folder.path();
    revoke(folder, "bad.test");
    for label in ["good.test", "bad.test", "intermediate"] {
        for more in [&[][..], &["--delegate", "ocsp.test"]] {
            let arguments = ["ca", "ocsp", label, "--dir", "ca", "-o", "x.ocsp"];
            good(folder, &[&arguments[..], more].concat());
            let found = lint.says(folder, &["lint", "-s", "NOTICE", &at(folder, "x.ocsp")]);
            assert_eq!(found.trim(), "", "{label}");
        }
    }
}

#[test]
fn what_cannot_be_answered_is_refused() {
    let folder = founded();
    let check = |arguments: &[&str], code: i32, says: &str| {
        let output = run(
            folder.path(),
            &[&["ca", "ocsp", "--dir", "ca"], arguments].concat(),
        );
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{errors}");
        assert!(
            errors.contains(says) && errors.contains("hint: "),
            "{says}: {errors}"
        );
    };
    check(&["root", "-o", "x"], 2, "nobody stands above it");
    check(&["nobody", "-o", "x"], 3, "no certificate \"nobody\"");
    check(
        &["good.test", "--delegate", "bad.test", "-o", "x"],
        2,
        "is not certified for OCSPSigning",
    );
    let late = [
        "--at",
        "2100-01-01",
        "--delegate",
        "ocsp.test",
        "good.test",
        "-o",
        "x",
    ];
    check(&late, 2, "has expired or was revoked");
    check(&["--as", "json"], 2, "the server talks to people");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    check(&["--port", &port], 4, "cannot listen on 127.0.0.1");
    let folder = Folder::open(&folder.path().join("ca")).unwrap();
    assert!(folder.register.revoked.is_empty());
}

#[test]
fn a_sealed_authority_answers_with_its_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(at(folder, "words"), "여름 바다 42\n").unwrap();
    let with = ["--dir", "ca", "--passphrase-file", "words"];
    good(folder, &[&["ca", "init"], &with[..]].concat());
    good(folder, &[&["ca", "issue", "a.test"], &with[..]].concat());
    good(
        folder,
        &[&["ca", "ocsp", "a.test", "-o", "x.ocsp"], &with[..]].concat(),
    );
    let without = run(
        folder,
        &["ca", "ocsp", "a.test", "-o", "y.ocsp", "--dir", "ca"],
    );
    assert_eq!(without.status.code(), Some(2));
    // The root's key is put away; the intermediate goes on answering.
    fs::remove_file(folder.join("ca/authorities/root/key.pem")).unwrap();
    let server = Server::start(folder, &["--passphrase-file", "words"]);
    assert_eq!(server.stop().0, Some(0));
}
