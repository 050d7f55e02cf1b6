//! Why a connection failed: found from what stood on the wire and from how the ends were set up, never from a
//! scenario's name.

mod captured;
mod carried;
mod certificates;
mod finding;
mod offers;
mod outcome;
mod reach;
pub(crate) mod search;
mod wire;
