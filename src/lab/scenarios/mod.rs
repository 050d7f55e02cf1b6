//! The scenarios, each a change of the good run. None of them says what its story will find: that is read from the
//! bytes and from what the ends said.

pub mod broken;
pub mod failing;
pub mod good;
pub mod list;
