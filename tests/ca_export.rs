//! `tlslab ca export` and `tlslab ca trust` through the binary: what leaves the authority, and who opens it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

mod oracle;

const PASSWORD: &str = "바다 password 42";

fn tlslab(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tlslab"));
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null());
    command
        .env("LC_ALL", "C.UTF-8")
        .env("COLUMNS", "80")
        .output()
        .unwrap()
}

/// What it prints, if it is content.
fn good(folder: &Path, arguments: &[&str]) -> String {
    let output = tlslab(folder, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// An authority with one certificate, for www.lab.test.
fn founded(more: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    good(
        folder.path(),
        &[&["ca", "init", "--dir", "ca"], more].concat(),
    );
    good(
        folder.path(),
        &["ca", "issue", "www.lab.test", "--dir", "ca"],
    );
    fs::write(folder.path().join("password"), format!("{PASSWORD}\n")).unwrap();
    folder
}

#[test]
fn every_form_leaves_readable_by_its_owner_alone() {
    let Some(openssl) = oracle::find("openssl", "openssl") else {
        return;
    };
    let folder = founded(&[]);
    let folder = folder.path();
    let read: [(&str, &[&str]); 7] = [
        ("pem", &["x509", "-noout", "-in"]),
        ("der", &["x509", "-noout", "-inform", "DER", "-in"]),
        (
            "chain",
            &[
                "verify",
                "-CAfile",
                "ca/authorities/root/cert.pem",
                "-untrusted",
                "out.chain",
            ],
        ),
        (
            "p12",
            &["pkcs12", "-noout", "-passin", "file:password", "-in"],
        ),
        ("p7b", &["pkcs7", "-noout", "-inform", "DER", "-in"]),
        ("jwk", &[]),
        (
            "key",
            &[
                "pkey",
                "-noout",
                "-check",
                "-passin",
                "file:password",
                "-in",
            ],
        ),
    ];
    for (form, arguments) in read {
        let out = format!("out.{form}");
        let mut command = vec![
            "ca",
            "export",
            "www.lab.test",
            "--dir",
            "ca",
            "--form",
            form,
            "-o",
            &out,
        ];
        if ["p12", "key"].contains(&form) {
            command.extend(["--password-file", "password"]);
        }
        assert!(good(folder, &command).starts_with("Wrote "), "{form}");
        let mode = fs::metadata(folder.join(&out))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{form}");
        if form == "jwk" {
            continue;
        }
        let mut check = openssl.command(folder, arguments);
        let checked = check.arg(&out).current_dir(folder).output().unwrap();
        assert!(
            checked.status.success(),
            "{form}: {}",
            String::from_utf8_lossy(&checked.stderr)
        );
    }
    // What goes to a pipe is the same, and nothing else.
    let piped = tlslab(
        folder,
        &[
            "ca",
            "export",
            "www.lab.test",
            "--dir",
            "ca",
            "--form",
            "der",
        ],
    );
    assert_eq!(piped.stdout, fs::read(folder.join("out.der")).unwrap());
    let json = good(
        folder,
        &[
            "ca", "export", "root", "--dir", "ca", "-o", "root.pem", "--as", "json",
        ],
    );
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&json["form"], &json["label"]),
        (&"pem".into(), &"root".into())
    );
}

#[test]
fn what_should_not_leave_does_not() {
    let folder = founded(&[]);
    let check_code = |arguments: &[&str], says: &str, code: i32| {
        let all = [&["ca", "export", "--dir", "ca", "-o", "x"], arguments].concat();
        let output = tlslab(folder.path(), &all);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{errors}");
        assert!(
            errors.contains(says) && errors.contains("hint: "),
            "{says}: {errors}"
        );
        assert!(!folder.path().join("x").exists());
    };
    let check = |arguments: &[&str], says: &str| check_code(arguments, says, 2);
    check(
        &["root", "--form", "key", "--password-file", "password"],
        "does not leave",
    );
    check(
        &[
            "intermediate",
            "--form",
            "p12",
            "--password-file",
            "password",
        ],
        "does not leave",
    );
    check_code(&["nobody"], "no certificate \"nobody\"", 3);
    check(&["www.lab.test", "--form", "p12"], "no terminal to ask");
    check(
        &[
            "www.lab.test",
            "--form",
            "pem",
            "--password-file",
            "password",
        ],
        "holds no secret",
    );
    check(&["www.lab.test", "--modern"], "--modern belongs to");
}

/// The commands for Chromium's store, run as printed in a home of their own.
#[test]
fn the_commands_for_nss_trust_and_untrust() {
    if oracle::find("certutil", "libnss3-tools").is_none() {
        return;
    }
    let folder = founded(&["--name", "Kim's \"$(lab)\" CA"]);
    let folder = folder.path();
    let page = good(
        folder,
        &[
            "ca", "trust", "--dir", "ca", "--system", "chromium", "--as", "json",
        ],
    );
    let page: serde_json::Value = serde_json::from_str(&page).unwrap();
    let run = |part: &str| {
        let commands = page["systems"][0][part].as_array().unwrap().iter();
        let all = commands.map(|command| command["run"].as_str().unwrap());
        let mut last = None;
        for command in all {
            let output = Command::new("sh")
                .args(["-c", command])
                .env("HOME", folder)
                .output();
            last = Some(output.unwrap());
        }
        last.unwrap()
    };
    assert!(!run("check").status.success());
    assert!(run("trust").status.success());
    let checked = run("check");
    let shown = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(
        checked.status.success() && shown.contains("Trusted CA"),
        "{shown}"
    );
    assert!(shown.contains(page["sha256"].as_str().unwrap()));
    assert!(run("untrust").status.success());
    assert!(!run("check").status.success());
}

#[test]
fn a_root_without_a_fence_is_warned_of() {
    for (more, warns, shout) in [
        (&["--unconstrained"][..], true, "NO NAME CONSTRAINTS"),
        (&[], false, "NO NAME CONSTRAINTS"),
        (
            &["--seed", "7"],
            true,
            "Whoever knows the number has the key",
        ),
    ] {
        let folder = founded(more);
        let page = good(folder.path(), &["ca", "trust", "--dir", "ca"]);
        let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(flat.contains(shout), warns, "{page}");
        let korean = good(
            folder.path(),
            &["ca", "trust", "--dir", "ca", "--lang", "ko"],
        );
        assert_eq!(korean.contains("경고"), warns);
        // Commands are never cut: every line that names the file names it whole.
        let file = folder
            .path()
            .canonicalize()
            .unwrap()
            .join("ca/authorities/root/cert.pem");
        assert!(page.matches(file.to_str().unwrap()).count() > 20);
        assert!(!page.contains('…'));
    }
}
