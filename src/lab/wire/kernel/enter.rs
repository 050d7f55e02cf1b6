//! The user namespace (user_namespaces(7)): inside it this process may make networks, outside it gains nothing.

use std::fs;
use std::io;
use std::thread;

use nix::sched::{CloneFlags, unshare};
use nix::unistd::{getegid, geteuid};

use crate::lab::wire::kernel::refused::{Refused, Step};

/// Enters a user namespace where the user and the group are who they were.
pub(super) fn enter() -> Result<(), Refused> {
    let (user, group) = (geteuid(), getegid()); // Asked before: in the new namespace they are nobody at first.
    if let Err(error) = unshare(CloneFlags::CLONE_NEWUSER) {
        // Root may be allowed networks where user namespaces are forbidden, as in a chroot.
        return if net_in_passing() {
            Ok(())
        } else {
            Err(Refused::at(Step::User, &error.into()))
        };
    }
    // setgroups is denied first, else an unprivileged gid_map is refused. Old kernels have no such file.
    let map = |name: &str, line: String| fs::write(format!("/proc/self/{name}"), line);
    map("setgroups", "deny".into())
        .or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })
        .and_then(|()| map("uid_map", format!("{user} {user} 1")))
        .and_then(|()| map("gid_map", format!("{group} {group} 1")))
        .map_err(|error| Refused::at(Step::Map, &error))
}

/// Gives this thread, and those it starts, a network of its own, empty but for a loopback device that is down.
pub(super) fn net() -> Result<(), Refused> {
    unshare(CloneFlags::CLONE_NEWNET).map_err(|error| Refused::at(Step::Net, &error.into()))
}

/// Whether a thread may leave for a network of its own; the thread is gone again afterwards, and its network with it.
fn net_in_passing() -> bool {
    thread::spawn(|| net().is_ok()).join().unwrap_or(false)
}
