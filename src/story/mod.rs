//! Events to explained steps: what happened on a connection, told in order, with every computation done again.
//!
//! Sans-I/O: evidence goes in (frames, secrets, what the ends said of themselves), a [`Story`](model::Story) comes out.
//! Names, values and order are the run's own; prose states nothing that this run does not show.

pub mod aim;
pub mod blank;
mod book;
pub mod broke;
mod captured;
mod cause;
pub mod certificate;
pub mod compare;
mod connection;
pub mod deed;
mod end;
pub mod ends;
pub mod evidence;
pub mod exported;
mod following;
mod gaps;
pub mod handout;
mod held;
pub mod known;
mod losses;
pub mod model;
mod neighbours;
pub mod ocsp;
pub mod origin;
pub mod paper;
pub mod picture;
pub(crate) mod proof;
pub mod quiz;
mod repeats;
mod runs;
mod segments;
mod sent;
mod step;
mod summary;
pub mod tell;
mod tls;
pub mod turns;
