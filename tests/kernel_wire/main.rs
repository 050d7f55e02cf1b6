//! The kernel wire, with two plain programs: an echo server and a client that sends and wants it back.
//!
//! It has its own `main`: the user namespace must be entered before a second thread exists, and libtest starts some.
//! Where the system forbids namespaces this says so and passes, except in CI, where silence would hide a gap.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[cfg(target_os = "linux")]
mod echo;
#[cfg(target_os = "linux")]
mod play;
#[cfg(target_os = "linux")]
mod sight;

#[cfg(not(target_os = "linux"))]
fn main() {
    eprintln!("SKIPPED: the kernel wire is Linux's");
    println!("test result: ok. 0 passed; 0 failed; 1 ignored");
}

#[cfg(target_os = "linux")]
fn main() {
    play::main();
}
