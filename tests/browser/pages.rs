//! Pages as a user makes them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// A full TLS 1.3 handshake.
pub(crate) const FULL: &[&str] = &["handshake", "--seed", "1"];

/// Pages that were made already: each is made once for all tests, which only read it.
static MADE: Mutex<BTreeMap<String, PathBuf>> = Mutex::new(BTreeMap::new());

/// The page that `arguments` make, in English or Korean.
pub(crate) fn page(arguments: &[&str], lang: &str) -> PathBuf {
    let name = format!("{}-{lang}", arguments.join("-"));
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let page = made
        .entry(name)
        .or_insert_with_key(|name| make(arguments, lang, place(name)));
    page.clone()
}

fn make(arguments: &[&str], lang: &str, place: PathBuf) -> PathBuf {
    let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
        .args(arguments)
        .args(["--as", "html", "--lang", lang])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.stdout.starts_with(b"<!DOCTYPE html>"),
        "{arguments:?}: {error}"
    );
    fs::write(&place, output.stdout).unwrap();
    place
}

/// Where a file of that name can be.
pub(crate) fn place(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    fs::create_dir_all(&folder).unwrap();
    // Paths among the arguments make long names; what tells pages apart stands at the end.
    let name = name.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let name = name.get(name.len().saturating_sub(60)..).unwrap_or(&name);
    // Tests that run at a time write the same page.
    let test = std::thread::current()
        .name()
        .unwrap_or("test")
        .replace(':', "-");
    folder.join(format!("{name}-{test}.html"))
}
