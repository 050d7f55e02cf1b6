//! One pass over a capture: each connection's summary, in bounded memory.
//!
//! Quiet where [`story`](crate::story) explains: no exhibit, no sentence a step, no copy of what passes through. Knows frames
//! and secrets; does not know files, clocks or screens. What was let go to stay inside its memory is counted and said.

pub mod connection;
mod datagrams;
mod desk;
pub mod drawer;
mod ends;
pub mod finding;
pub mod findings;
pub(crate) mod fingerprints;
mod flow;
mod flows;
mod follow;
mod gone;
mod held;
mod knock;
mod lane;
pub mod outcome;
pub mod pass;
mod prints;
pub mod query;
#[cfg(test)]
mod samples;
pub mod seen;
mod shelf;
mod sniff;
pub mod suite;
mod table;
mod talk;
pub mod tally;
pub mod tls;
pub mod watcher;
pub mod words;
