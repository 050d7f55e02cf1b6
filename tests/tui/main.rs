//! The whole screen, drawn before no terminal: every kind of story at three sizes in both languages, and what keys and mouse do.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod captures;
mod comparing;
mod ends;
mod holding;
mod known;
mod moving;
mod panels;
mod reading;
mod screen;
mod table;
