//! `tlslab cert` through the binary: every form of input, what is no certificate, exit codes, both languages.
#![allow(clippy::unwrap_used)]

mod oracle;

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tlslab::pki::armor;
use unicode_width::UnicodeWidthStr;

/// A folder of its own.
fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("cert")
        .join(name);
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(&room).unwrap();
    room
}

fn tlslab(room: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tlslab"));
    command
        .args(arguments)
        .stdin(Stdio::null())
        .current_dir(room);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR"] {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C.UTF-8");
    command
}

fn run(room: &Path, arguments: &[&str]) -> Output {
    tlslab(room, arguments).output().unwrap()
}

/// What it prints, if it exits with `code`.
fn says(room: &Path, arguments: &[&str], code: i32) -> String {
    let output = run(room, arguments);
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
    String::from_utf8(output.stdout).unwrap()
}

/// It refuses with `code`, and says these.
fn refuses(room: &Path, arguments: &[&str], code: i32, parts: &[&str]) {
    let output = run(room, arguments);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
    for part in parts {
        assert!(error.contains(part), "{arguments:?}: {part} in {error}");
    }
}

fn stored(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/certificates")
        .join(name)
}

/// A small authority made by OpenSSL: root.pem, leaf.pem with keys, a request, a revocation list, bundles of all kinds.
fn made(name: &str) -> Option<PathBuf> {
    let openssl = oracle::find("openssl", "openssl")?;
    let room = room(name);
    let at = |file: &str| room.join(file).to_str().unwrap().to_owned();
    let make = |arguments: &str| {
        let arguments: Vec<String> = arguments
            .split(' ')
            .map(|one| match one.strip_prefix('@') {
                Some(file) => at(file),
                None => one.replace('~', " "),
            })
            .collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let made = Command::new("openssl")
            .args(&arguments)
            .current_dir(&room)
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&made.stderr);
        assert!(made.status.success(), "{arguments:?}: {error}");
    };
    drop(openssl);
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
    make(&format!(
        "req -x509 {key} -keyout @root.key -out @root.pem -subj /O=Lab/CN=Lab~Root -days 3650"
    ));
    make(&format!(
        "req {key} -keyout @leaf.key -out @leaf.csr -subj /CN=server.test -addext subjectAltName=DNS:server.test"
    ));
    fs::write(room.join("ext"), "subjectAltName=DNS:server.test,DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\nkeyUsage=critical,digitalSignature\nbasicConstraints=critical,CA:FALSE\nauthorityKeyIdentifier=keyid\nsubjectKeyIdentifier=hash\n").unwrap();
    make(
        "x509 -req -in @leaf.csr -CA @root.pem -CAkey @root.key -days 30 -extfile @ext -out @leaf.pem",
    );
    let [leaf, root] =
        ["leaf.pem", "root.pem"].map(|file| fs::read_to_string(room.join(file)).unwrap());
    fs::write(room.join("chain.pem"), format!("{leaf}{root}")).unwrap();
    fs::write(
        room.join("crlf.pem"),
        format!("Some words\r\n{}", leaf.replace('\n', "\r\n")),
    )
    .unwrap();
    fs::write(
        room.join("words.pem"),
        format!("Subject: x\n{leaf}and more\n{root}"),
    )
    .unwrap();
    make("crl2pkcs7 -nocrl -certfile @chain.pem -out @chain.p7b");
    make("crl2pkcs7 -nocrl -certfile @chain.pem -outform DER -out @chain.p7b.der");
    make(
        "pkcs12 -export -in @leaf.pem -inkey @leaf.key -certfile @root.pem -passout pass:secret -out @chain.p12",
    );
    make("pkcs12 -export -in @leaf.pem -inkey @leaf.key -passout pass: -out @open.p12");
    make("x509 -in @leaf.pem -outform DER -out @leaf.der");
    make("x509 -in @leaf.pem -trustout -addtrust serverAuth -out @trusted.pem");
    fs::write(room.join("index"), "").unwrap();
    fs::write(room.join("number"), "01").unwrap();
    fs::write(room.join("ca.cnf"), "[ca]\ndefault_ca=d\n[d]\ndatabase=index\ncrlnumber=number\ndefault_md=sha256\ndefault_crl_days=30\n").unwrap();
    make("ca -config @ca.cnf -revoke @leaf.pem -keyfile @root.key -cert @root.pem");
    make("ca -config @ca.cnf -gencrl -keyfile @root.key -cert @root.pem -out @root.crl");
    fs::write(room.join("password"), "secret\n").unwrap();
    Some(room)
}

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
            &["the password does not open", "--password-file"],
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
}

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
