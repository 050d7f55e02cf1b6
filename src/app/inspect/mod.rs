//! `tlslab inspect`: what is in a capture, in one pass, and what is said of it.
//!
//! Reading, ordering and words about files live here; what a connection is and how it looks, below. Memory stays flat on files of
//! any size: rows are bounded, lines that wait for their turn move to a file. Ctrl-C ends the reading, not the telling: what was
//! found so far is shown, and the exit code is 130, so that a script does not take a part for the whole.

mod abreast;
mod ahead;
pub mod asked;
pub mod command;
mod counting;
mod desk;
mod finder;
mod following;
mod found;
mod input;
mod lines;
mod listing;
pub(in crate::app) mod one;
mod outbox;
mod paging;
mod private;
mod progress;
mod reading;
pub(in crate::app) mod remarks;
mod report;
mod rows;
mod screen;
mod secrets;
pub(in crate::app) mod shown;
mod single;
mod stopping;
mod stranger;
mod summing;
mod unmatched;
mod wanted;
mod work;
