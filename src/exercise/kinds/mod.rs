//! The kinds of exercises: a file a kind, a line for it in [`list`].

pub mod blobs;
pub mod certificate;
pub mod collision;
pub mod list;
