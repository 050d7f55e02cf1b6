//! A terminal that goes away and tells nobody: the program ends, it neither waits for ever nor reads nothing for ever.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::fcntl::OFlag;
use nix::pty::{grantpt, posix_openpt, ptsname_r, unlockpt};

use crate::tmux::PATIENCE;

/// A program at a terminal that does not rule it, so that no signal says that it is gone; and the other end of that terminal.
fn begin(settings: &[&str], form: &[&str]) -> (Child, File) {
    // Closed in every program that is begun meanwhile: only so is it gone when it is dropped here.
    let master = posix_openpt(OFlag::O_RDWR | OFlag::O_NOCTTY | OFlag::O_CLOEXEC).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let slave = File::options()
        .read(true)
        .write(true)
        .custom_flags(OFlag::O_NOCTTY.bits())
        .open(ptsname_r(&master).unwrap())
        .unwrap();
    let set = Command::new("stty")
        .args(settings)
        .stdin(slave.try_clone().unwrap())
        .status()
        .unwrap();
    assert!(set.success());
    let child = Command::new(env!("CARGO_BIN_EXE_tlslab"))
        .args(["handshake", "--seed", "1", "--lang", "en"])
        .args(form)
        .env("LC_ALL", "C.UTF-8")
        .env_remove("COLUMNS")
        .stdin(slave.try_clone().unwrap())
        .stdout(slave)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    (child, File::from(OwnedFd::from(master)))
}

/// Reads until `says` was written.
fn wait(master: &mut File, says: &str) {
    let (start, mut seen) = (Instant::now(), Vec::new());
    while !String::from_utf8_lossy(&seen).contains(says) {
        let mut some = [0; 4096];
        let count = master.read(&mut some).unwrap();
        seen.extend_from_slice(&some[..count]);
        assert!(start.elapsed() < PATIENCE, "{says} never came");
    }
}

/// That the program ends by itself, without a panic, and has not been busy with it.
fn ends(mut child: Child) {
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("it goes on without a terminal");
        }
        thread::sleep(Duration::from_millis(20));
    };
    let mut errors = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut errors)
        .unwrap();
    assert!(!errors.contains("panicked"), "{errors}");
    assert!(!status.success(), "{status}");
    assert_ne!(status.code(), Some(101), "{errors}");
}

const SIZE: [&str; 4] = ["rows", "24", "cols", "80"];

#[test]
fn while_it_waits_for_a_key() {
    for form in [&["--as", "tui"][..], &["--step"]] {
        let (child, mut master) = begin(&SIZE, form);
        wait(&mut master, "ARP request");
        drop(master);
        ends(child);
    }
}

#[test]
fn while_it_draws() {
    let (child, mut master) = begin(&SIZE, &["--as", "tui"]);
    wait(&mut master, "about this story");
    // Nobody reads what it draws for these keys.
    master.write_all(&b"jk".repeat(400)).unwrap();
    drop(master);
    ends(child);
}

#[test]
fn a_signal_ends_it_even_if_the_terminal_takes_nothing_more() {
    let (child, mut master) = begin(&SIZE, &["--as", "tui"]);
    wait(&mut master, "about this story");
    // Every key changes the whole screen, and nobody reads, until the terminal is full.
    for _ in 0..200 {
        master.write_all(b"Gg").unwrap();
        thread::sleep(Duration::from_millis(5));
    }
    let pid = i32::try_from(child.id()).unwrap();
    Command::new("kill")
        .args(["-TERM", &pid.to_string()])
        .status()
        .unwrap();
    ends(child);
    drop(master);
}

#[test]
fn a_terminal_without_a_size_is_no_reason_to_panic() {
    let (child, mut master) = begin(&["rows", "0", "cols", "0"], &["--as", "tui"]);
    wait(&mut master, "\x1b[?1049h");
    master.write_all(b"jjlq").unwrap();
    let left = child.wait_with_output().unwrap();
    let errors = String::from_utf8_lossy(&left.stderr);
    assert_eq!(left.status.code(), Some(0), "{errors}");
}
