//! How many certificates the authority issues in a second, beside the commands of OpenSSL one by one; and how long a single one
//! takes from start to end.
//!
//! `cargo bench --bench authority`. Exit code 1 below a bar: 2000 a second, 20 times OpenSSL, 30 ms.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

const MANY: u32 = 6000;
const FEW: u32 = 30;
const TIMES: usize = 5;

fn main() -> ExitCode {
    let place = std::env::temp_dir().join(format!("tlslab-bench-{}", std::process::id()));
    fs::create_dir_all(&place).unwrap();
    let ours = (0..TIMES).map(|_| many(&place)).fold(f64::MIN, f64::max);
    let theirs = openssl(&place);
    let single = (0..20).map(|_| single(&place)).min().unwrap();
    fs::remove_dir_all(&place).unwrap();
    let ratio = ours / theirs;
    println!("tlslab ca issue --batch   {ours:8.0} certificates a second (bar 2000)");
    println!("openssl, one by one       {theirs:8.1} certificates a second");
    println!("ratio                     {ratio:8.1} (bar 20)");
    println!(
        "tlslab ca issue NAME      {:8.1} ms start to end (bar 30)",
        single.as_secs_f64() * 1000.0
    );
    match ours >= 2000.0 && ratio >= 20.0 && single <= Duration::from_millis(30) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

fn tlslab(ca: &Path, arguments: &[&str]) {
    let status = Command::new(env!("CARGO_BIN_EXE_tlslab"))
        .arg("ca")
        .args(arguments)
        .arg("--dir")
        .arg(ca)
        .stdout(Stdio::null())
        .status();
    assert!(status.unwrap().success());
}

/// A new authority at `place`.
fn fresh(place: &Path) -> PathBuf {
    let ca = place.join("ca");
    let _ = fs::remove_dir_all(&ca);
    tlslab(&ca, &["init"]);
    ca
}

/// Certificates a second of one process.
fn many(place: &Path) -> f64 {
    let ca = fresh(place);
    let names = place.join("names");
    let mut text = String::new();
    for number in 0..MANY {
        writeln!(text, "h{number}.lab.test").unwrap();
    }
    fs::write(&names, text).unwrap();
    let start = Instant::now();
    tlslab(&ca, &["issue", "--batch", names.to_str().unwrap()]);
    f64::from(MANY) / start.elapsed().as_secs_f64()
}

/// One certificate of an authority that has issued none yet.
fn single(place: &Path) -> Duration {
    let ca = fresh(place);
    let start = Instant::now();
    tlslab(&ca, &["issue", "www.lab.test"]);
    start.elapsed()
}

/// Certificates a second when a key, a request and a certificate are a command each, as most scripts do it.
fn openssl(place: &Path) -> f64 {
    let ca = fresh(place);
    let issuer = ca.join("authorities/intermediate");
    let run = |arguments: &[&str]| {
        let status = Command::new("openssl")
            .args(arguments)
            .current_dir(place)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        assert!(status.unwrap().success());
    };
    let (cert, key) = (issuer.join("cert.pem"), issuer.join("key.pem"));
    let start = Instant::now();
    for number in 0..FEW {
        let subject = format!("/CN=h{number}.lab.test");
        fs::write(
            place.join("ext"),
            format!("subjectAltName=DNS:h{number}.lab.test\n"),
        )
        .unwrap();
        run(&[
            "genpkey",
            "-algorithm",
            "EC",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-out",
            "k.pem",
        ]);
        run(&[
            "req", "-new", "-key", "k.pem", "-subj", &subject, "-out", "r.pem",
        ]);
        run(&[
            "x509",
            "-req",
            "-in",
            "r.pem",
            "-CA",
            cert.to_str().unwrap(),
            "-CAkey",
            key.to_str().unwrap(),
            "-extfile",
            "ext",
            "-days",
            "90",
            "-out",
            "c.pem",
        ]);
    }
    f64::from(FEW) / start.elapsed().as_secs_f64()
}
