//! A story on the whole screen: the steps between the two hosts on the left, the step one stands at on the right, its bytes below.
//!
//! [`Reader`](reader::Reader) holds where one is and takes keys; each panel is a file that makes rows from the story and that place, and
//! says what each row leads to.

mod around;
mod arrange;
mod bars;
mod bytes;
mod diagram;
mod draw;
mod ends;
mod finding;
mod goals;
mod hang;
mod help;
mod hidden;
pub mod keys;
mod known;
mod mark;
mod memory;
mod mouse;
mod outline;
mod page;
mod place;
mod play;
mod proofs;
pub mod reader;
mod reading;
mod search;
