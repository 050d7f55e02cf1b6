//! At a real terminal, which tmux is: stepping and the whole screen, and the terminal given back on every way out.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod exercise;
#[cfg(target_os = "linux")]
mod gone;
mod held;
#[path = "../oracle/mod.rs"]
mod oracle;
mod own;
mod reading;
mod refused;
mod stepping;
mod stopped;
mod table;
mod tmux;
mod ways;
