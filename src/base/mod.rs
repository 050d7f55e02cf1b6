//! Words every floor shares: text in two languages, fields and the reader that notes them, exhibits, time, sides.
//!
//! Nothing here knows a protocol. No clock, no I/O, no randomness: bytes and time come in.

pub mod exhibit;
pub mod field;
pub mod level;
pub mod nearest;
pub mod reader;
pub mod side;
pub mod text;
pub mod time;
pub mod verdict;
