//! TLS as it is told: records opened, messages explained, the key schedule computed beside them.

mod agreement;
pub(crate) mod before;
mod dark;
pub(crate) mod data;
pub(crate) mod door;
pub(crate) mod fault;
mod fingerprints;
mod flight;
mod following;
mod hello;
pub(crate) mod identity;
mod legacy;
mod master;
mod message;
pub(crate) mod opening;
mod other;
pub(crate) mod path;
mod premaster;
mod resumption;
mod schedule;
pub(crate) mod session;
mod signed;
mod ssl2;
pub(crate) mod talk;
mod ticket;
mod told;
