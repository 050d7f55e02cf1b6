//! What pkilint, where it is installed, finds in certificates and lists of the authority: nothing of level error but what is
//! meant, each with its reason here.
#![allow(clippy::unwrap_used, clippy::panic)]

mod oracle;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use oracle::Oracle;

/// Findings that are meant, by the end of the validator's name or of the finding's, and why.
static MEANT: [(&str, &str); 9] = [
    (
        "cabf.internal_domain_name",
        "the authority is for internal names only: that is its fence",
    ),
    ("cabf.internal_ip_address", "the same for addresses"),
    (
        "pkix.invalid_domain_name_syntax",
        "pkilint wants two labels, and `localhost` and `test` are one (RFC 5280 §4.2.1.10 wants none)",
    ),
    (
        "pkix.invalid_email_address_syntax",
        "a constraint on mailboxes may be a host or, with a dot before it, a domain (RFC 5280 §4.2.1.10)",
    ),
    (
        "pkix.invalid_uri_syntax",
        "a constraint on URIs is a host or a domain, not a URI (RFC 5280 §4.2.1.10)",
    ),
    (
        "cabf.serverauth.ca.incomplete_name_constraints",
        "a directoryName would have to be constrained too; nobody compares it for a server",
    ),
    (
        "cabf.serverauth.ca.extended_key_usage_extension_absent",
        "one intermediate issues for servers, clients, mail and code",
    ),
    (
        "cabf.serverauth.ca.authority_info_access_extension_absent",
        "there is no place to fetch an issuer from: chain.pem holds it",
    ),
    (
        "cabf.serverauth.subscriber.authority_info_access_ca_issuers_absent",
        "the same for leaves",
    ),
];

/// The findings of level error that are not meant.
fn findings(linter: &Oracle, how: &[&str], file: &Path) -> Vec<String> {
    let file = file.to_str().unwrap();
    let asked = [&["lint"], how, &["-s", "ERROR", file]].concat();
    let output = linter.run(Path::new(env!("CARGO_TARGET_TMPDIR")), &asked);
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(!wrong.contains("Traceback"), "{wrong}");
    let said = String::from_utf8_lossy(&output.stdout);
    let meant = |line: &str| MEANT.iter().any(|(code, _)| line.starts_with(code));
    said.lines()
        .map(str::trim)
        .filter(|line| line.contains("(ERROR)") || line.contains("(FATAL)"))
        .filter(|line| !meant(line))
        .map(str::to_owned)
        .collect()
}

#[test]
fn pkilint_finds_nothing_that_is_not_meant() {
    let tools = ["lint_pkix_cert", "lint_cabf_serverauth_cert", "lint_crl"];
    let [Some(pkix), Some(web), Some(lists)] =
        tools.map(|tool| oracle::find(tool, "pkilint, by make setup"))
    else {
        return;
    };
    let place = std::env::temp_dir().join(format!("tlslab-lint-{}", std::process::id()));
    let _ = fs::remove_dir_all(&place);
    let ca: PathBuf = place.join("ca");
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
            .arg("ca")
            .args(arguments)
            .arg("--dir")
            .arg(&ca)
            .output()
            .unwrap();
        assert!(output.status.success());
    };
    fs::create_dir_all(&place).unwrap();
    run(&[
        "init",
        "--crl-url",
        "http://lab.test/ca.crl",
        "--ocsp-url",
        "http://lab.test/ocsp",
    ]);
    run(&["issue", "www.lab.test", "10.0.0.1", "--label", "server"]);
    run(&["issue", "www.lab.test", "--key", "rsa", "--label", "rsa"]);
    run(&["issue", "kim.lab.test", "--client", "--label", "client"]);
    run(&["issue", "kim@lab.test", "--mail", "--label", "mail"]);
    run(&["issue", "build.lab.test", "--code", "--label", "code"]);
    run(&["revoke", "client", "--reason", "keyCompromise"]);
    run(&["rollover"]);
    let mut wrong = Vec::new();
    let mut check = |linter: &Oracle, how: &[&str], file: PathBuf| {
        for finding in findings(linter, how, &file) {
            wrong.push(format!("{} {how:?}: {finding}", file.display()));
        }
    };
    for label in ["server", "rsa", "client", "mail", "code"] {
        let file = ca.join("issued").join(label).join("cert.pem");
        check(&pkix, &[], file);
    }
    for label in ["server", "rsa"] {
        let file = ca.join("issued").join(label).join("cert.pem");
        check(&web, &["-d"], file);
    }
    for file in [
        "root/cert.pem",
        "intermediate/cert.pem",
        "root-g2/cross-root.pem",
    ] {
        let file = ca.join("authorities").join(file);
        check(&pkix, &[], file.clone());
        check(&web, &["-d"], file);
    }
    for (kind, label) in [("CRL", "intermediate"), ("ARL", "root")] {
        for profile in ["PKIX", "BR"] {
            let file = ca.join("crl").join(format!("{label}.pem"));
            check(&lists, &["-t", kind, "-p", profile], file);
        }
    }
    fs::remove_dir_all(&place).unwrap();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
