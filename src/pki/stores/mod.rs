//! Trust stores: how a root is told to each system, and how it is taken away again.
//!
//! Words and commands only, with the root's own file, name and fingerprints filled in. Nothing is run and nothing is installed: whom a
//! computer believes is decided by its owner, by hand.

pub mod list;
pub mod programs;
pub mod root;
pub mod system;
