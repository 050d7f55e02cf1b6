//! What the toy CA issues is accepted by software that knows nothing of it: openssl, curl, Chromium.
#![allow(clippy::unwrap_used, clippy::panic)]

mod oracle;

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use oracle::Oracle;

/// An authority in a folder of its own, with a home for the programs that are asked.
struct Ca {
    home: PathBuf,
}

impl Ca {
    fn new(name: &str, init: &[&str]) -> Self {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("accepted-{name}"));
        let _ = fs::remove_dir_all(&home);
        fs::create_dir_all(&home).unwrap();
        let ca = Self { home };
        ca.run(&[&["init"], init].concat());
        ca
    }

    /// Runs `tlslab ca` on it.
    fn run(&self, arguments: &[&str]) {
        let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
            .arg("ca")
            .args(arguments)
            .args(["--dir", "ca"])
            .current_dir(&self.home)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {errors}");
    }

    fn path(&self, inside: &str) -> String {
        let path = self.home.join("ca").join(inside);
        assert!(path.is_file(), "{}", path.display());
        path.to_str().unwrap().to_owned()
    }

    fn root(&self) -> String {
        self.path("authorities/root/cert.pem")
    }
}

/// A server of somebody else's making; ended when dropped.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    /// `openssl s_server` with a certificate the CA issued.
    fn start(openssl: &Oracle, ca: &Ca, label: &str, more: &[&str]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|free| free.local_addr())
            .unwrap()
            .port();
        let accept = format!("127.0.0.1:{port}");
        let chain = ca.path(&format!("issued/{label}/chain.pem"));
        let key = ca.path(&format!("issued/{label}/key.pem"));
        let leaf = ca.path(&format!("issued/{label}/cert.pem"));
        let mut arguments = vec!["s_server", "-www", "-accept", &accept, "-cert", &leaf];
        arguments.extend(["-cert_chain", &chain, "-key", &key]);
        let child = openssl
            .command(&ca.home, &[&arguments, more].concat())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut server = Self { child, port };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return server;
            }
            assert!(
                server.child.try_wait().unwrap().is_none(),
                "s_server ended by itself"
            );
            sleep(Duration::from_millis(20));
        }
        panic!("s_server does not listen");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const KINDS: [&str; 4] = ["ecdsa", "ecdsa-p384", "ed25519", "rsa"];

#[test]
fn openssl_in_its_strictest_mode_verifies_every_kind() {
    let Some(openssl) = oracle::find("openssl", "openssl") else {
        return;
    };
    for kind in KINDS {
        let ca = Ca::new(&format!("strict-{kind}"), &["--key", kind]);
        ca.run(&["issue", "server.test", "127.0.0.1", "--key", kind]);
        ca.run(&["issue", "client.test", "--client", "--key", kind]);
        for (label, purpose) in [("server.test", "sslserver"), ("client.test", "sslclient")] {
            let chain = ca.path(&format!("issued/{label}/chain.pem"));
            let leaf = ca.path(&format!("issued/{label}/cert.pem"));
            let root = ca.root();
            let mut verify = vec!["verify", "-x509_strict", "-auth_level", "2"];
            verify.extend(["-purpose", purpose, "-CAfile", &root, "-untrusted", &chain]);
            if purpose == "sslserver" {
                verify.extend(["-verify_hostname", "server.test"]);
            }
            verify.push(&leaf);
            let said = openssl.says(&ca.home, &verify);
            assert!(said.trim().ends_with(": OK"), "{kind} {label}: {said}");
        }
    }
}

#[test]
fn curl_believes_the_server_and_openssl_the_client() {
    let (Some(openssl), Some(curl)) = (
        oracle::find("openssl", "openssl"),
        oracle::find("curl", "curl"),
    ) else {
        return;
    };
    let ca = Ca::new("curl", &[]);
    ca.run(&["issue", "server.test", "127.0.0.1"]);
    ca.run(&["issue", "client.test", "--client"]);
    let root = ca.root();
    let [chain, leaf, key] = ["chain.pem", "cert.pem", "key.pem"]
        .map(|file| ca.path(&format!("issued/client.test/{file}")));

    let open = Server::start(&openssl, &ca, "server.test", &[]);
    let page = |server: &Server, more: &[&str]| {
        let port = server.port;
        let resolve = format!("server.test:{port}:127.0.0.1");
        let url = format!("https://server.test:{port}/");
        let asked = [&["-sS", "--resolve", &resolve, &url], more].concat();
        curl.run(&ca.home, &asked)
    };
    let trusting = page(&open, &["--cacert", &root]);
    assert!(
        String::from_utf8_lossy(&trusting.stdout).contains("Ciphers"),
        "{trusting:?}"
    );
    assert_eq!(
        page(&open, &[]).status.code(),
        Some(60),
        "without the root it is a stranger"
    );
    let address = format!("https://127.0.0.1:{}/", open.port);
    let by_address = curl.run(&ca.home, &["-sS", "--cacert", &root, &address]);
    assert!(by_address.status.success(), "{by_address:?}");

    let asking = ["-Verify", "3", "-verify_return_error", "-CAfile", &root];
    let strict = Server::start(&openssl, &ca, "server.test", &asking);
    let known = page(
        &strict,
        &["--cacert", &root, "--cert", &chain, "--key", &key],
    );
    assert!(
        String::from_utf8_lossy(&known.stdout).contains("client.test"),
        "{known:?}"
    );
    assert!(!page(&strict, &["--cacert", &root]).status.success());

    let connect = format!("127.0.0.1:{}", strict.port);
    let mut client = vec!["s_client", "-connect", &connect, "-CAfile", &root];
    client.extend(["-verify_return_error", "-verify_hostname", "server.test"]);
    client.extend(["-cert", &leaf, "-cert_chain", &chain, "-key", &key]);
    client.extend(["-servername", "server.test", "-tls1_2"]);
    let said = openssl.says(&ca.home, &client);
    assert!(said.contains("Verify return code: 0 (ok)"), "{said}");
}

#[test]
fn chromium_believes_the_server_once_its_root_is_trusted() {
    let (Some(openssl), Some(chromium), Some(certutil)) = (
        oracle::find("openssl", "openssl"),
        oracle::find("chromium", "chromium"),
        oracle::find("certutil", "libnss3-tools"),
    ) else {
        return;
    };
    let ca = Ca::new("chromium", &[]);
    ca.run(&["issue", "server.test", "127.0.0.1"]);
    let server = Server::start(&openssl, &ca, "server.test", &[]);
    fs::create_dir_all(ca.home.join(".pki/nssdb")).unwrap();
    let database = format!("sql:{}", ca.home.join(".pki/nssdb").display());
    certutil.says(&ca.home, &["-d", &database, "-N", "--empty-password"]);
    let visit = |visit: &str| {
        let profile = format!("--user-data-dir={}", ca.home.join(visit).display());
        let url = format!("https://server.test:{}/", server.port);
        let mut arguments = vec!["--headless", "--no-sandbox", "--disable-gpu", &profile];
        arguments.extend(["--disable-quic", "--no-first-run", "--disable-sync"]);
        arguments.extend(["--disable-background-networking"]);
        arguments.extend(["--disable-component-update", "--dump-dom"]);
        arguments.extend(["--host-resolver-rules=MAP server.test 127.0.0.1", &url]);
        let output = chromium.run(&ca.home, &arguments);
        String::from_utf8_lossy(&output.stdout).contains("Ciphers supported in s_server binary")
    };
    assert!(
        !visit("stranger"),
        "Chromium believed a root that nobody trusts"
    );
    let root = ca.root();
    let trust = [
        "-d", &database, "-A", "-t", "C,,", "-n", "tlslab", "-i", &root,
    ];
    certutil.says(&ca.home, &trust);
    assert!(
        visit("trusting"),
        "Chromium refuses a server whose root it trusts"
    );
}
