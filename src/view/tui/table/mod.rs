//! The connections of a capture on the whole screen: a row each as they are found, ordered, filtered and searched; one is chosen and its
//! story opened.
//!
//! Whoever reads captures stands behind [`Source`](news::Source): rows come from there, wishes go there. Nothing here reads, waits
//! or knows a thread, so that a test can hand over row by row. Everything that could take long with a million rows is done in
//! steps between two pictures: no key waits for it.
//!
//! Memory is bounded by [`MOST`](rows::MOST) rows of some 170 bytes; all that the pass learned is kept of the first
//! [`KEPT`](rows::KEPT) connections, and read again for others when they are opened.

mod columns;
pub mod connections;
mod details;
mod keys;
pub mod news;
mod picture;
mod prompt;
pub mod rows;
mod search;
mod state;
