//! TLS as it is told: records opened, messages explained, the key schedule computed beside them.

mod agreement;
pub(crate) mod before;
mod dark;
pub(crate) mod data;
pub(crate) mod door;
mod flight;
mod following;
mod hello;
pub(crate) mod identity;
mod legacy;
mod message;
mod opening;
mod resumption;
mod schedule;
pub(crate) mod session;
mod signed;
pub(crate) mod talk;
mod ticket;
mod told;
