//! What `openssl verify` says.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use tlslab::pki::armor::armored;
use tlslab::pki::gallery::case::{Case, Host, Part};

/// What makes it look more closely.
pub(crate) const STRICT: [&str; 3] = ["-x509_strict", "-auth_level", "2"];

/// Its first error as `number: words`; empty: it accepts.
pub(crate) fn verify(dir: &TempDir, name: &str, case: &Case, flags: &[&str]) -> String {
    if case.leaf.is_empty() {
        return String::new();
    }
    let at = |what: &str| dir.path().join(format!("{name}.{what}"));
    let file = |what: &str, label: &str, ders: &[Vec<u8>]| {
        let path = at(what);
        std::fs::write(&path, pem(label, ders)).unwrap();
        path
    };
    let mut command = Command::new("openssl");
    command
        .args(["verify", "-no-CApath", "-no-CAstore"])
        .args(flags);
    command.arg("-attime").arg(case.at.as_seconds().to_string());
    command
        .arg("-CAfile")
        .arg(file("roots", "CERTIFICATE", &case.roots));
    if !case.sent.is_empty() {
        command
            .arg("-untrusted")
            .arg(file("sent", "CERTIFICATE", &case.sent));
    }
    if !case.crls.is_empty() {
        command
            .arg("-crl_check")
            .arg("-CRLfile")
            .arg(file("crls", "X509 CRL", &case.crls));
    }
    match (case.part, &case.wanted) {
        (Part::Server, Host::Name(name)) => {
            command.args(["-purpose", "sslserver", "-verify_hostname", name])
        }
        (Part::Server, Host::Address(address)) => {
            command.args(["-purpose", "sslserver", "-verify_ip", &address.to_string()])
        }
        (Part::Client, _) => command.args(["-purpose", "sslclient"]),
    };
    let leaf: &Path = &file("leaf", "CERTIFICATE", std::slice::from_ref(&case.leaf));
    let out = command.arg(leaf).output().unwrap();
    if out.status.success() {
        return String::new();
    }
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    // "error 10 at 0 depth lookup: certificate has expired"
    let error = said.lines().find_map(|line| {
        let (number, rest) = line.strip_prefix("error ")?.split_once(" at ")?;
        Some(format!("{number}: {}", rest.split_once(": ")?.1))
    });
    error.unwrap_or(said)
}

fn pem(label: &str, ders: &[Vec<u8>]) -> String {
    ders.iter().map(|der| armored(label, der)).collect()
}
