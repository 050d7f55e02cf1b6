//! The kinds of exercises: a file a kind, a line for it in [`list`].

pub mod blobs;
pub mod collision;
pub mod flip;
pub mod length_extension;
mod lines;
pub mod list;
pub mod padding_oracle;
pub mod password_shelf;
pub mod pictures;
pub mod switched_key;
pub mod two_time_pad;
