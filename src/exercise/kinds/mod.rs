//! The kinds of exercises: a file a kind, a line for it in [`list`].

pub mod blobs;
pub mod capture;
pub mod collision;
pub mod downgrade;
pub mod finished;
pub mod list;
pub mod reassembly;
pub mod replay;
pub mod schedule;
pub mod unlock;
