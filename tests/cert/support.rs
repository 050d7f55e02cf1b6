//! What the tests share: the program, a folder of its own for each, and a small authority made by OpenSSL.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::oracle;

/// A folder of its own.
pub(crate) fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("cert")
        .join(name);
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(&room).unwrap();
    room
}

pub(crate) fn tlslab(room: &Path, arguments: &[&str]) -> Command {
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

pub(crate) fn run(room: &Path, arguments: &[&str]) -> Output {
    tlslab(room, arguments).output().unwrap()
}

/// What it prints, if it exits with `code`.
pub(crate) fn says(room: &Path, arguments: &[&str], code: i32) -> String {
    let output = run(room, arguments);
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
    String::from_utf8(output.stdout).unwrap()
}

/// It refuses with `code`, and says these.
pub(crate) fn refuses(room: &Path, arguments: &[&str], code: i32, parts: &[&str]) {
    let output = run(room, arguments);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
    for part in parts {
        assert!(error.contains(part), "{arguments:?}: {part} in {error}");
    }
}

pub(crate) fn stored(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/certificates")
        .join(name)
}

/// A small authority made by OpenSSL: root.pem, leaf.pem with keys, a request, a revocation list, bundles of all kinds.
pub(crate) fn made(name: &str) -> Option<PathBuf> {
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
