//! `tlslab exercise class`: a class for teachers, without a server.

pub(super) mod command;
mod faults;
mod found;
mod grade;
mod packs;
mod preview;
mod report;
mod wanted;
