//! Holding the wire: each frame waits, and whoever sits at the screen says what becomes of it.
//!
//! Nothing runs meanwhile, and nothing is remembered but the decisions: each makes the [`Wire`](wire::Wire) run anew from the start, and so one
//! may be taken back. The story so far is read as any other; the bar below it is about the frame that waits.

mod bar;
mod chooser;
mod effect;
pub mod keys;
mod moves;
pub mod screen;
pub mod wire;
