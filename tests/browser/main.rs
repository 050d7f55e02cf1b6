//! The page in a real browser: Debian's Chromium reads, clicks, types, prints, and axe-core looks for barriers.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod access;
mod copying;
mod driven;
mod hostile;
mod kinds;
mod moving;
#[path = "../oracle/mod.rs"]
mod oracle;
mod pages;
mod plain;
mod printed;
mod reading;
