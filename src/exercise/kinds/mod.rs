//! The kinds of exercises: a file a kind, a line for it in [`list`].

pub mod blobs;
pub mod capture;
pub mod collision;
pub mod flip;
mod lines;
pub mod list;
pub mod padding_oracle;
pub mod pictures;
pub mod two_time_pad;
pub mod finished;
pub mod list;
pub mod reassembly;
pub mod schedule;
