//! Following one TLS conversation: streams cut into records, records opened, messages read for what is worth keeping.
//!
//! Speaks of TLS roles throughout: the client is who sent the ClientHello. Keeps what is not whole yet and, where secrets are
//! given, what the keys are made from; everything else passes through.

pub(super) mod beginning;
pub(super) mod certificates;
pub(super) mod closing;
pub(super) mod conversation;
mod door;
pub(super) mod end;
pub(super) mod hello;
mod keyring;
mod legacy;
mod messages;
mod opening;
mod proofs;
mod records;
mod session;
mod ssl2;
