//! A host: a thread in a network of its own, with one device, one address, and a program for every visit.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::os::fd::BorrowedFd;
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::Builder;
use tokio::select;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout_at};

use crate::base::side::Side;
use crate::lab::wire::kernel::enter;
use crate::lab::wire::kernel::link::{Cable, Links};
use crate::lab::wire::kernel::refused::{Refused, Step};
use crate::lab::wire::kernel::talk::{now, talk};
use crate::lab::wire::visit::{
    CLIENT_IP4, CLIENT_IP6, CLIENT_MAC, Conditions, Ended, Make, PORT, SERVER_IP4, SERVER_IP6,
    SERVER_MAC, Speaker,
};
use crate::story::evidence::Ending;

/// What both hosts must know of each other's progress, and how long they have.
pub(super) struct Meeting {
    /// For how many visits the server is ready: it listens, or is meant not to.
    pub(super) open: watch::Sender<usize>,
    /// How many visits the client has made.
    pub(super) left: watch::Sender<usize>,
    /// How long to wait for the other end's FIN.
    pub(super) linger: Duration,
    /// How long a visit may last.
    pub(super) limit: Duration,
}

/// A host's device.
const DEVICE: &str = "eth0";

/// Bytes a socket receives ahead of its reader (the kernel doubles them). The window this opens is small enough for
/// what is under way to fit in the wire's own buffer, where an overflow would be a loss that nobody recorded.
const WINDOW: u32 = 64 << 10;

impl Meeting {
    /// Nobody has met yet.
    pub(super) fn new(conditions: &Conditions) -> Self {
        let patience = if conditions.loss > 0.0 { 15 } else { 1 };
        Self {
            open: watch::Sender::new(0),
            left: watch::Sender::new(0),
            linger: Duration::from_secs(patience) + conditions.delay * 4,
            limit: Duration::from_secs(60) + conditions.delay * 32,
        }
    }
}

/// What the wire's end of a host's cable is called.
pub(super) fn far(side: Side) -> &'static str {
    side.of("client", "server")
}

/// Moves this thread into a network of its own and lays the cable to `wire`, the wire's network.
pub(super) fn settle_in(
    side: Side,
    conditions: &Conditions,
    wire: BorrowedFd<'_>,
) -> Result<Links, Refused> {
    enter::net()?;
    let cable = Cable {
        here: DEVICE,
        mac: side.of(CLIENT_MAC, SERVER_MAC),
        there: far(side),
        namespace: wire,
        mtu: conditions.mtu,
    };
    let prefix = if conditions.ipv6 { 64 } else { 24 };
    let set_up = || {
        let links = Links::open()?;
        links.up("lo")?;
        links.lay(&cable)?;
        links.plain(DEVICE)?;
        links.quiet(DEVICE)?;
        links.up(DEVICE)?;
        links.address(DEVICE, address(side, conditions), prefix)?;
        Ok(links)
    };
    set_up().map_err(|error| Refused::at(Step::Cable, &error))
}

/// The client's part in every visit.
pub(super) fn client(
    makes: Vec<Make>,
    conditions: &Conditions,
    links: &Links,
    meeting: &Meeting,
) -> Result<Vec<Ending>, Refused> {
    let to = SocketAddr::new(address(Side::Server, conditions), PORT);
    live(Side::Client, conditions, links, async {
        let mut open = meeting.open.subscribe();
        let mut endings = Vec::new();
        for (connection, make) in makes.into_iter().enumerate() {
            let wait = open.wait_for(|count| *count > connection);
            wait.await.map_err(io::Error::other)?;
            let mut speaker = make(now());
            let limit = Instant::now() + meeting.limit;
            let patience = speaker.patience().map(|patience| Instant::now() + patience);
            let wake = patience.map_or(limit, |wake| wake.min(limit));
            match timeout_at(wake, socket(to)?.connect(to)).await {
                Ok(Ok(stream)) => {
                    stream.set_nodelay(true)?;
                    talk(stream, speaker.as_mut(), meeting.linger, limit).await;
                }
                Ok(Err(error)) => {
                    let how = match error.kind() {
                        io::ErrorKind::ConnectionRefused => Ended::Refused,
                        io::ErrorKind::ConnectionReset => Ended::Reset,
                        _ => Ended::TimedOut,
                    };
                    speaker.ended(how, now());
                }
                Err(_) => speaker.ended(Ended::TimedOut, now()),
            }
            endings.push(ending(Side::Client, connection, speaker.as_ref()));
            meeting.left.send_replace(connection + 1);
        }
        Ok(endings)
    })
}

/// The server's part in every visit where there is one.
pub(super) fn server(
    makes: Vec<Option<Make>>,
    conditions: &Conditions,
    links: &Links,
    meeting: &Meeting,
) -> Result<Vec<Ending>, Refused> {
    let at = SocketAddr::new(address(Side::Server, conditions), PORT);
    live(Side::Server, conditions, links, async {
        let mut left = meeting.left.subscribe();
        let mut endings = Vec::new();
        for (connection, make) in makes.into_iter().enumerate() {
            let Some(make) = make else {
                meeting.open.send_replace(connection + 1);
                gone(&mut left, connection).await;
                continue;
            };
            let socket = socket(at)?;
            socket.set_reuseaddr(true)?;
            socket.bind(at)?;
            let listener = socket.listen(8)?;
            meeting.open.send_replace(connection + 1);
            let visitor = visitor(&listener, &mut left, connection).await?;
            drop(listener);
            let mut speaker = make(now());
            let over = match visitor {
                Some(stream) => {
                    stream.set_nodelay(true)?;
                    let limit = Instant::now() + meeting.limit;
                    select! {
                        () = talk(stream, speaker.as_mut(), meeting.linger, limit) => true,
                        // The client has left: what it sent last, FIN or RST, may have been lost for good.
                        () = async {
                            gone(&mut left, connection).await;
                            sleep(meeting.linger).await;
                        } => false,
                    }
                }
                None => false,
            };
            if !over {
                speaker.ended(Ended::TimedOut, now());
            }
            endings.push(ending(Side::Server, connection, speaker.as_ref()));
        }
        Ok(endings)
    })
}

/// The connection the client makes; none if it gave up before.
async fn visitor(
    listener: &TcpListener,
    left: &mut watch::Receiver<usize>,
    connection: usize,
) -> io::Result<Option<TcpStream>> {
    select! {
        biased;
        accepted = listener.accept() => Ok(Some(accepted?.0)),
        () = gone(left, connection) => Ok(None),
    }
}

/// Waits until the client is done with a visit, or with everything because it failed.
async fn gone(left: &mut watch::Receiver<usize>, connection: usize) {
    // The sender lives as long as both hosts, so this does not fail; if it did, nobody would come any more.
    drop(left.wait_for(|count| *count > connection).await);
}

fn live<T>(
    side: Side,
    conditions: &Conditions,
    links: &Links,
    life: impl Future<Output = io::Result<T>>,
) -> Result<T, Refused> {
    links
        .settle(DEVICE)
        .and_then(|()| links.answers(address(side, conditions)))
        .map_err(|error| Refused::at(Step::Cable, &error))?;
    Builder::new_current_thread()
        .enable_all()
        .build()
        .and_then(|runtime| runtime.block_on(life))
        .map_err(|error| Refused::at(Step::Thread, &error))
}

fn socket(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    socket.set_recv_buffer_size(WINDOW)?;
    Ok(socket)
}

fn address(side: Side, conditions: &Conditions) -> IpAddr {
    if conditions.ipv6 {
        side.of(CLIENT_IP6, SERVER_IP6).into()
    } else {
        side.of(CLIENT_IP4, SERVER_IP4).into()
    }
}

fn ending(side: Side, connection: usize, speaker: &dyn Speaker) -> Ending {
    Ending {
        side,
        connection,
        error: speaker.error(),
        received: speaker.received(),
    }
}
