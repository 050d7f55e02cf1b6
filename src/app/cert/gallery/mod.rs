//! `tlslab cert gallery`: broken certificates, each with its repaired twin: listed, told, written to a folder, served.

pub(super) mod command;
mod files;
mod listing;
mod minting;
mod readme;
mod row;
mod serving;
mod telling;
mod writing;
