//! Demonstrations of cryptography: each shows a primitive at work, then the classic way it breaks when misused, then the repair.
//!
//! A room a topic, a file a demonstration, a line for it in the room's `DEMOS`; [`list`] has them all, in the order of the learning
//! path. What is asked comes in as [`asked::Asked`]: no clock, no chance of its own (everything random is drawn from the seed) and no I/O; a
//! [`Story`](crate::story::model::Story) comes out. Real algorithms are those of reviewed crates, gathered in [`primitive`]; those
//! in [`glass`] are ours, to be looked into, and never protect anything.

pub mod aead;
pub mod asked;
pub mod attack;
pub mod basics;
pub mod bits;
pub mod chance;
pub mod demonstration;
mod equal;
pub mod glass;
pub mod hash;
pub mod list;
pub mod password;
pub(crate) mod people;
pub mod post_quantum;
pub mod primitive;
pub mod protocol;
pub mod public_key;
pub mod scene;
pub mod show;
pub mod sizes;
pub mod symmetric;
pub mod tool;
pub mod topic;
pub mod tour;
pub mod wrong;
