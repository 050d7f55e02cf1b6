//! A run: two hosts and the wire, each a thread in a network of its own.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use nix::net::if_::if_nametoindex;
use tokio::sync::watch;

use crate::base::side::Side;
use crate::lab::wire::kernel::carry::carry;
use crate::lab::wire::kernel::enter;
use crate::lab::wire::kernel::host::{self, Meeting};
use crate::lab::wire::kernel::link::Links;
use crate::lab::wire::kernel::refused::{Refused, Step};
use crate::lab::wire::kernel::sys;
use crate::lab::wire::mischief::Mischief;
use crate::lab::wire::visit::{Conditions, Make, Recording, Visit, Watch};
use crate::story::evidence::Ending;

/// What IPv6 requires of a link (RFC 8200 section 5).
const IPV6_LEAST: u16 = 1280;

/// IPv4 requires 68 bytes (RFC 791), but Linux never makes a TCP segment smaller than 88 (`tcp_min_snd_mss`), so below
/// that every segment would come in fragments.
const IPV4_LEAST: u16 = 88;

/// A host's side of the talk with the wire about when to begin.
struct Signals {
    ready: Sender<()>,
    go: Receiver<()>,
    /// Closed when the host is done, whatever happened to it.
    _here: UnixStream,
}

/// Tells the other host, when this one stops before its time, not to wait for it.
struct Leaves<'m>(&'m watch::Sender<usize>);

impl Drop for Leaves<'_> {
    fn drop(&mut self) {
        self.0.send_replace(usize::MAX);
    }
}

/// Plays `visits`, in threads of its own: the caller's network stays what it is.
pub(super) fn run(
    visits: Vec<Visit>,
    conditions: &Conditions,
    mischief: &mut Mischief,
    watch: &mut Watch<'_>,
) -> Result<Recording, Refused> {
    let least = if conditions.ipv6 {
        IPV6_LEAST
    } else {
        IPV4_LEAST
    };
    if conditions.mtu < least {
        return Err(Refused::mtu(conditions.mtu, least));
    }
    let (clients, servers) = visits
        .into_iter()
        .map(|visit| (visit.client, visit.server))
        .unzip();
    thread::scope(|scope| {
        joined(scope.spawn(|| wire(clients, servers, conditions, mischief, watch)))
    })
}

/// The wire's thread, which starts the hosts'.
fn wire(
    clients: Vec<Make>,
    servers: Vec<Option<Make>>,
    conditions: &Conditions,
    mischief: &mut Mischief,
    watch: &mut Watch<'_>,
) -> Result<Recording, Refused> {
    enter::net()?;
    let here =
        File::open("/proc/thread-self/ns/net").map_err(|error| Refused::at(Step::Net, &error))?;
    let here = here.as_fd();
    let meeting = Meeting::new(conditions);
    let (hosts, client_here) = UnixStream::pair().map_err(thread_failed)?;
    let server_here = client_here.try_clone().map_err(thread_failed)?;
    let (client_ready, client_is_ready) = channel();
    let (server_ready, server_is_ready) = channel();
    let (client_go, go_client) = channel();
    let (server_go, go_server) = channel();
    let for_client = Signals {
        ready: client_ready,
        go: go_client,
        _here: client_here,
    };
    let for_server = Signals {
        ready: server_ready,
        go: go_server,
        _here: server_here,
    };
    let meeting = &meeting;
    thread::scope(|scope| {
        let client = scope.spawn(move || {
            at_home(Side::Client, conditions, here, for_client, |links| {
                let _leaves = Leaves(&meeting.left);
                host::client(clients, conditions, links, meeting)
            })
        });
        let server = scope.spawn(move || {
            at_home(Side::Server, conditions, here, for_server, |links| {
                let _leaves = Leaves(&meeting.open);
                host::server(servers, conditions, links, meeting)
            })
        });
        let carried = if client_is_ready.recv().is_ok() && server_is_ready.recv().is_ok() {
            plug_in().and_then(|taps| {
                // A host that is gone by now has its own story to tell, below.
                let _ = (client_go.send(()), server_go.send(()));
                let carried = carry(&taps, &hosts, conditions, mischief, watch);
                unplug(taps);
                carried.map_err(|error| Refused::at(Step::Tap, &error))
            })
        } else {
            Ok(Recording::default()) // One of the hosts says why, below.
        };
        drop((client_go, server_go));
        let (client, server) = (joined(client)?, joined(server)?);
        let mut recording = carried?;
        recording.endings = client.into_iter().chain(server).collect();
        recording
            .endings
            .sort_by_key(|ending| (ending.connection, ending.side));
        Ok(recording)
    })
}

/// A host's thread, from moving in to the last visit. If the wire does not say go, nothing happens.
fn at_home(
    side: Side,
    conditions: &Conditions,
    wire: BorrowedFd<'_>,
    signals: Signals,
    live: impl FnOnce(&Links) -> Result<Vec<Ending>, Refused>,
) -> Result<Vec<Ending>, Refused> {
    let links = host::settle_in(side, conditions, wire)?;
    if signals.ready.send(()).is_err() || signals.go.recv().is_err() {
        return Ok(Vec::new());
    }
    live(&links)
}

/// Makes the wire's ends of the cables ready: no offloads, no chatter, a packet socket each.
fn plug_in() -> Result<[OwnedFd; 2], Refused> {
    let links = Links::open().map_err(|error| Refused::at(Step::Cable, &error))?;
    let [client, server] = Side::BOTH.map(|side| {
        let device = host::far(side);
        let prepare = || {
            links.plain(device)?;
            links.quiet(device)?;
            links.up(device)?;
            links.settle(device)
        };
        prepare().map_err(|error: io::Error| Refused::at(Step::Cable, &error))?;
        if_nametoindex(device)
            .map_err(io::Error::from)
            .and_then(sys::tap)
            .map_err(|error| Refused::at(Step::Tap, &error))
    });
    Ok([client?, server?])
}

/// Closes the packet sockets in the background: the kernel takes 10 ms for each, as it waits for every processor.
fn unplug(taps: [OwnedFd; 2]) {
    for tap in taps {
        // Without a thread the socket is closed here and now.
        let _ = thread::Builder::new().spawn(move || drop(tap));
    }
}

fn thread_failed(error: io::Error) -> Refused {
    Refused::at(Step::Thread, &error)
}

/// What a thread gave; a panic in it goes on here.
fn joined<T>(thread: thread::ScopedJoinHandle<'_, Result<T, Refused>>) -> Result<T, Refused> {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
