//! The gallery through the binary: its servers met by curl and openssl, its files on the disk.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::oracle;

const TLSLAB: &str = env!("CARGO_BIN_EXE_tlslab");

/// Servers that run until this is dropped.
struct Served {
    child: Child,
    entries: Vec<Value>,
}

impl Served {
    fn start(flags: &[&str], names: &[&str]) -> Self {
        let mut command = Command::new(TLSLAB);
        command.args(["cert", "gallery", "--serve", "--port", "0", "--as", "json"]);
        let mut child = command
            .args(flags)
            .args(names)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut text = String::new();
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            text.push_str(&line);
            if line == "}" {
                break;
            }
        }
        let told: Value = serde_json::from_str(&text).unwrap();
        let entries = told["entries"].as_array().unwrap().clone();
        Self { child, entries }
    }

    /// curl's exit code and words for the entry called `name`.
    fn curl(&self, name: &str) -> (i32, String) {
        let entry = self
            .entries
            .iter()
            .find(|entry| entry["name"] == name)
            .unwrap();
        let line = format!("{} -sS", entry["command"].as_str().unwrap());
        let out = Command::new("sh").arg("-c").arg(line).output().unwrap();
        let said = [out.stdout, out.stderr].concat();
        (
            out.status.code().unwrap(),
            String::from_utf8_lossy(&said).into_owned(),
        )
    }

    /// Ends it as Ctrl-C does, and gives its exit code.
    fn stop(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        Command::new("kill").args(["-INT", &pid]).status().unwrap();
        self.child.wait().unwrap().code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn clients_meet_the_broken_ones() {
    if oracle::find("curl", "curl").is_none() {
        return;
    }
    let expected = [
        ("leaf-expired", 60, "certificate has expired"),
        (
            "name-mismatch",
            60,
            "no alternative certificate subject name matches",
        ),
        (
            "ip-as-dns-name",
            60,
            "no alternative certificate subject name matches",
        ),
        ("no-san", 0, "your client accepted it"),
        ("intermediate-missing", 60, "unable to get local issuer"),
        ("subject-edited", 35, "bad signature"),
        ("rsa-1024", 60, "key too weak"),
        ("revoked", 60, "certificate revoked"),
        ("ten-thousand-names", 35, "excessive message size"),
        ("server-key-mismatch", 35, "bad signature"),
        (
            "client-certificate-missing",
            56,
            "alert certificate required",
        ),
    ];
    let names: Vec<&str> = expected.iter().map(|(name, ..)| *name).collect();
    let served = Served::start(&["--seed", "5"], &names);
    for (name, code, words) in expected {
        let (got, said) = served.curl(name);
        assert!(got == code && said.contains(words), "{name}: {got} {said}");
    }
    assert_eq!(served.stop(), Some(0));
}

#[test]
fn clients_meet_the_twins() {
    if oracle::find("curl", "curl").is_none() {
        return;
    }
    let names = [
        "no-san",
        "revoked",
        "staple-missing",
        "rsa-1024",
        "client-certificate-missing",
    ];
    let served = Served::start(&["--fixed", "--seed", "5"], &names);
    for name in names {
        let (code, said) = served.curl(name);
        assert!(
            code == 0 && said.contains("rightly accepted"),
            "{name}: {code} {said}"
        );
    }
}

/// Whoever holds connections open and says nothing is in nobody's way at the other servers.
#[test]
fn idle_connections_stop_nobody_else() {
    if oracle::find("curl", "curl").is_none() {
        return;
    }
    let served = Served::start(&[], &["no-san", "name-mismatch"]);
    let url = served.entries[1]["url"].as_str().unwrap();
    let port = url.trim_end_matches('/').rsplit(':').next().unwrap();
    let port: u16 = port.parse().unwrap();
    let idle = (0..40).map(|_| TcpStream::connect(("127.0.0.1", port)).unwrap());
    let idle: Vec<TcpStream> = idle.collect();
    let begun = Instant::now();
    assert_eq!(served.curl("no-san").0, 0);
    assert!(begun.elapsed() < Duration::from_secs(5));
    drop(idle);
}

#[test]
fn what_cannot_be_served_says_why() {
    let served = Served::start(&[], &["p-192", "last-second"]);
    for entry in &served.entries {
        assert!(entry["url"].is_null() && !entry["not_served"]["ko"].as_str().unwrap().is_empty());
    }
}

#[test]
fn weak_keys_answer_in_both_versions() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    let served = Served::start(&[], &["rsa-1024"]);
    let url = served.entries[0]["url"].as_str().unwrap();
    let port = url.trim_end_matches('/').rsplit(':').next().unwrap();
    for version in ["-tls1_2", "-tls1_3"] {
        let mut command = Command::new("openssl");
        command.args([
            "s_client",
            "-connect",
            &format!("127.0.0.1:{port}"),
            version,
        ]);
        command
            .args(["-cipher", "DEFAULT@SECLEVEL=0"])
            .stdin(Stdio::null());
        let out = String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned();
        assert!(
            out.contains("Server public key is 1024 bit"),
            "{version}: {out}"
        );
    }
}

#[cfg(unix)]
#[test]
fn files_stand_in_folders_and_keys_are_private() {
    if oracle::find("openssl", "openssl").is_none() {
        return;
    }
    use std::os::unix::fs::PermissionsExt as _;
    let names = [
        "revoked",
        "untrusted-root",
        "self-signed",
        "staple-missing",
        "one-second-late",
    ];
    let dir = tempfile::tempdir().unwrap();
    let mut command = Command::new(TLSLAB);
    command
        .args(["cert", "gallery"])
        .args(names)
        .arg("--to")
        .arg(dir.path());
    assert!(command.output().unwrap().status.success());
    let mode = |name: &str| {
        dir.path()
            .join(name)
            .metadata()
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    for key in [
        "revoked/key.pem",
        "revoked/fixed/key.pem",
        "untrusted-root/key.pem",
    ] {
        assert_eq!(mode(key), 0o600, "{key}");
    }
    // The commands of the page are the commands to try.
    let bin = Path::new(TLSLAB).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    for name in names {
        for (folder, good) in [
            (dir.path().join(name), false),
            (dir.path().join(name).join("fixed"), true),
        ] {
            let page = std::fs::read_to_string(folder.join("README.md")).unwrap();
            for program in ["openssl", "tlslab"] {
                // OpenSSL does not know tlsfeature.
                let good = good || (name, program) == ("staple-missing", "openssl");
                let line = page.lines().find(|line| line.starts_with(program)).unwrap();
                let mut shell = Command::new("sh");
                shell.arg("-c").arg(line).env("PATH", &path);
                let out = shell.current_dir(&folder).output().unwrap();
                let said = String::from_utf8_lossy(&out.stdout).into_owned();
                assert_eq!(out.status.success(), good, "{line}: {said}");
            }
        }
    }
}

#[test]
fn unknown_names_are_refused_with_the_nearest() {
    let out = Command::new(TLSLAB)
        .args(["cert", "gallery", "leaf-expire", "--lang", "en"])
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("did you mean leaf-expired?"));
}
