//! The wire between two hosts, which tlslab is itself: every frame passes through its hands once.
//!
//! Two kinds, one picture: the kernel's own TCP stacks in two network namespaces, or two smoltcp stacks on a virtual
//! clock. Both carry [`Visit`](visit::Visit)s and give a [`Recording`](visit::Recording).

mod hand;
pub mod host;
pub mod kernel;
pub mod mischief;
pub mod nic;
pub mod recut;
mod segment;
pub mod virtually;
pub mod visit;
