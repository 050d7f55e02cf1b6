//! `tlslab cert`: looking at certificates and judging them. One file a subcommand; what they share about inputs stands in `input`.

pub mod command;
mod diff;
mod gallery;
mod input;
mod lint;
mod show;
mod trusted;
mod verify;
