//! The kinds of exercises: a file a kind, a line for it in [`list`].

pub mod bag;
pub mod blobs;
pub mod broken;
pub mod card;
pub mod certificate;
pub mod collision;
pub mod drilled;
pub mod guessed;
pub mod list;
pub mod rogue;
pub mod twins;
