//! A story to eyes: plain text, stepping through it at a terminal, the whole screen, JSON, a page for a browser.
//!
//! Knows the shape of a [`Story`](crate::story::model::Story) and nothing of how it came about. No clock and no environment: width,
//! language, colour and marks come in as a [`Look`](look::Look). Nothing from outside reaches a terminal unescaped:
//! every [`Span`](layout::Span) is made printable when it is made.

pub mod block;
pub mod bytes;
pub mod closing;
pub mod compare;
pub mod dark;
pub mod faults;
pub mod fields;
pub mod follow;
pub mod header;
pub mod html;
mod http;
pub mod json;
pub mod layout;
pub mod look;
pub mod picture;
pub mod plain;
pub mod proofs;
pub mod quiz;
mod raw;
pub mod report;
#[cfg(test)]
mod sample;
pub mod sheet;
pub mod step;
pub mod table;
pub mod tally;
pub mod terminal;
pub mod tui;
