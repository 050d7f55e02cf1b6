//! The kernel wire: two hosts with the kernel's own TCP, each in a network namespace, and tlslab as the wire between.
//!
//! ```text
//! client host (thread, namespace)      the wire (thread, namespace)      server host (thread, namespace)
//!   speaker - TCP - eth0 ============= client | mischief | server ============= eth0 - TCP - speaker
//! ```
//!
//! No privilege is needed: a user namespace gives an ordinary user what it takes inside. Namespaces, devices and
//! addresses die with the process, however it ends; the host's own network is never touched. Nothing is configured
//! through `/proc/sys`, which containers mount read-only. Linux only: elsewhere every function gives the reason.
//!
//! This room deliberately knows no TLS. What a host says is a [`Speaker`](crate::lab::wire::visit::Speaker)'s matter.

use crate::lab::wire::kernel::refused::Refused;
use crate::lab::wire::mischief::Mischief;
use crate::lab::wire::visit::{Conditions, Recording, Visit, Watch};

#[cfg(target_os = "linux")]
mod carry;
#[cfg(target_os = "linux")]
mod enter;
#[cfg(target_os = "linux")]
mod host;
#[cfg(target_os = "linux")]
mod link;
#[cfg(target_os = "linux")]
mod message;
pub mod refused;
#[cfg(target_os = "linux")]
mod run;
#[cfg(target_os = "linux")]
mod sys;
#[cfg(target_os = "linux")]
mod talk;

/// Enters a user namespace in which this process may make networks. To be called first in `main`, before any thread
/// exists: the kernel moves single-threaded processes only. Files keep their owner, and the network stays as it is.
///
/// # Errors
/// If the kernel, a container or a security module forbids it.
#[cfg(target_os = "linux")]
pub fn enter() -> Result<(), Refused> {
    enter::enter()
}

/// Plays `visits` one after another between two hosts of their own, and records every frame. [`enter`] comes before.
///
/// # Errors
/// If the networks cannot be made, or if `conditions` are impossible, such as an MTU below what IP requires.
#[cfg(target_os = "linux")]
pub fn run(
    visits: Vec<Visit>,
    conditions: &Conditions,
    mischief: &mut Mischief,
) -> Result<Recording, Refused> {
    watched(visits, conditions, mischief, &mut |_, _| {})
}

/// The same, and tells `watch` of every frame as it passes.
///
/// # Errors
/// As there.
#[cfg(target_os = "linux")]
pub fn watched(
    visits: Vec<Visit>,
    conditions: &Conditions,
    mischief: &mut Mischief,
    watch: &mut Watch<'_>,
) -> Result<Recording, Refused> {
    run::run(visits, conditions, mischief, watch)
}

/// There are no network namespaces on this system.
///
/// # Errors
/// Always.
#[cfg(not(target_os = "linux"))]
pub fn enter() -> Result<(), Refused> {
    Err(Refused::elsewhere())
}

/// There are no network namespaces on this system.
///
/// # Errors
/// Always.
#[cfg(not(target_os = "linux"))]
pub fn run(
    _visits: Vec<Visit>,
    _conditions: &Conditions,
    _mischief: &mut Mischief,
) -> Result<Recording, Refused> {
    Err(Refused::elsewhere())
}

/// There are no network namespaces on this system.
///
/// # Errors
/// Always.
#[cfg(not(target_os = "linux"))]
pub fn watched(
    _visits: Vec<Visit>,
    _conditions: &Conditions,
    _mischief: &mut Mischief,
    _watch: &mut Watch<'_>,
) -> Result<Recording, Refused> {
    Err(Refused::elsewhere())
}
