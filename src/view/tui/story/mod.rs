//! A story on the whole screen: the steps between the two hosts on the left, the step one stands at on the right, its bytes below.
//!
//! [`Reader`](reader::Reader) holds where one is and takes keys; each panel is a file that makes rows from the story and that place, and
//! says what each row leads to.

mod arrange;
mod bytes;
mod diagram;
mod ends;
mod keys;
mod known;
mod memory;
mod page;
mod place;
mod proofs;
pub mod reader;
