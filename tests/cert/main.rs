//! `tlslab cert` through the binary: every form of input, what is no certificate, exit codes, both languages.
#![allow(clippy::unwrap_used, clippy::panic)]

mod elsewhere;
mod forms;
#[path = "../oracle/mod.rs"]
mod oracle;
mod support;
mod verdicts;
