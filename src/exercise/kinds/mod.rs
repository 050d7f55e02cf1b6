//! The kinds of exercises: a file a kind, a line for it in [`list`].

pub mod blobs;
pub mod collision;
pub mod drawn;
pub mod list;
