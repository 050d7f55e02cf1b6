//! The kinds of exercises: a file a kind, a line for it in [`list`].

pub mod bag;
pub mod blobs;
pub mod capture;
pub mod collision;
pub mod flip;
mod lines;
pub mod broken;
pub mod card;
pub mod certificate;
pub mod collision;
pub mod drilled;
pub mod guessed;
pub mod list;
pub mod padding_oracle;
pub mod pictures;
pub mod two_time_pad;
pub mod finished;
pub mod list;
pub mod reassembly;
pub mod schedule;
