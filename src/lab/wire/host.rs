//! A host of the virtual wire: a smoltcp stack and the program that speaks over its one socket.
//!
//! It knows no time but the one it is told, and nothing of the other host.

use std::net::IpAddr;

use smoltcp::iface::{Config, Interface, PollResult, SocketHandle, SocketSet};
use smoltcp::socket::tcp::{RecvError, Socket, SocketBuffer, State};
use smoltcp::time::{Duration, Instant};
use smoltcp::wire::{EthernetAddress, HardwareAddress, IpCidr};

use crate::base::side::Side;
use crate::base::time::Time;
use crate::lab::wire::nic::Nic;
use crate::lab::wire::visit::{
    CLIENT_IP4, CLIENT_IP6, CLIENT_MAC, Conditions, Ended, Make, PORT, SERVER_IP4, SERVER_IP6,
    SERVER_MAC, Speaker, Wants,
};

/// Bytes a socket buffers each way; with window scaling (RFC 7323) the window is as large.
const BUFFER: usize = 131_072;

/// One host.
pub struct Host {
    nic: Nic,
    interface: Interface,
    sockets: SocketSet<'static>,
    address: IpAddr,
    call: Option<Call>,
}

/// A connection as one host sees it.
struct Call {
    socket: SocketHandle,
    program: Program,
    /// Bytes the program gave that the socket has no room for yet.
    backlog: Vec<u8>,
    /// Since when nothing has happened to the program.
    quiet_since: Instant,
    reached: Reached,
    ear: Ear,
    mouth: Mouth,
}

/// The program of a call: made when the connection stands, for a server that nobody reaches does not speak.
enum Program {
    Waiting(Option<Make>),
    Speaking(Box<dyn Speaker>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reached {
    NotYet,
    Once,
}

/// Whether the other end may still send, and whether the program was told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ear {
    Open,
    Told,
}

/// Whether this end may still send.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mouth {
    Open,
    Shut,
}

impl Host {
    /// The host of `side`, with its addresses; initial sequence numbers are drawn from `seed`.
    pub fn new(side: Side, conditions: &Conditions, seed: u64) -> Self {
        let mac = EthernetAddress(side.of(CLIENT_MAC, SERVER_MAC));
        let mut nic = Nic::new(conditions.mtu);
        let mut config = Config::new(HardwareAddress::Ethernet(mac));
        config.random_seed = seed;
        let mut interface = Interface::new(config, &mut nic, Instant::ZERO);
        let address = address(side, conditions);
        interface.update_ip_addrs(|addresses| {
            let prefix = if conditions.ipv6 { 64 } else { 24 };
            // The list has room for two addresses and gets one.
            let _ = addresses.push(IpCidr::new(address.into(), prefix));
        });
        Self {
            nic,
            interface,
            sockets: SocketSet::new(Vec::new()),
            address,
            call: None,
        }
    }

    /// The server's part: waits for a connection on the port.
    pub fn listen(&mut self, make: Make, now: Instant) {
        let mut socket = socket();
        // Refused only for port 0 or a socket that is open: neither is the case.
        let _ = socket.listen((self.address, PORT));
        self.begin(socket, Program::Waiting(Some(make)), now);
    }

    /// The client's part: opens a connection from `port` to the server at `to`.
    pub fn connect(&mut self, to: IpAddr, port: u16, program: Box<dyn Speaker>, now: Instant) {
        let mut socket = socket();
        let from = (self.address, port);
        // Refused only for unspecified addresses or a socket that is open: neither is the case.
        let _ = socket.connect(self.interface.context(), (to, PORT), from);
        self.begin(socket, Program::Speaking(program), now);
    }

    fn begin(&mut self, socket: Socket<'static>, program: Program, now: Instant) {
        self.call = Some(Call {
            socket: self.sockets.add(socket),
            program,
            backlog: Vec::new(),
            quiet_since: now,
            reached: Reached::NotYet,
            ear: Ear::Open,
            mouth: Mouth::Open,
        });
    }

    /// A frame arrives.
    pub fn arrive(&mut self, frame: Vec<u8>) {
        self.nic.arrive(frame);
    }

    /// Lets stack and program do what they can at this moment, and gives the frames they sent.
    pub fn work(&mut self, now: Instant, time: Time) -> Vec<Vec<u8>> {
        loop {
            let stack = self.interface.poll(now, &mut self.nic, &mut self.sockets);
            let spoke = match &mut self.call {
                Some(call) => {
                    let socket = self.sockets.get_mut(call.socket);
                    call.listen(socket, now, time) | call.speak(socket, now, time)
                }
                None => false,
            };
            if matches!(stack, PollResult::None) && !spoke {
                return self.nic.sent();
            }
        }
    }

    /// When there is something to do although nothing arrives.
    pub fn next(&mut self, now: Instant) -> Option<Instant> {
        let stack = self.interface.poll_at(now, &self.sockets);
        let patience = self.call.as_ref().and_then(Call::deadline);
        stack.into_iter().chain(patience).min()
    }

    /// Whether its part of the connection is over; TIME-WAIT only guards against stragglers.
    pub fn is_done(&self) -> bool {
        self.call.as_ref().is_none_or(|call| {
            let state = self.sockets.get::<Socket<'_>>(call.socket).state();
            matches!(state, State::Closed | State::TimeWait | State::Listen)
        })
    }

    /// Breaks the connection off with a reset.
    pub fn abort(&mut self) {
        if let Some(call) = &self.call {
            self.sockets.get_mut::<Socket<'_>>(call.socket).abort();
        }
    }

    /// Ends the call, and gives the program back if there was one.
    pub fn hang_up(&mut self) -> Option<Box<dyn Speaker>> {
        let call = self.call.take()?;
        self.sockets.remove(call.socket);
        match call.program {
            Program::Speaking(speaker) => Some(speaker),
            Program::Waiting(_) => None,
        }
    }
}

impl Call {
    /// Tells the program what came; says whether it did.
    fn listen(&mut self, socket: &mut Socket<'_>, now: Instant, time: Time) -> bool {
        let stands = socket.may_send() || socket.may_recv();
        if self.reached == Reached::NotYet && stands {
            self.reached = Reached::Once;
            self.quiet_since = now;
            if let Program::Waiting(make) = &mut self.program
                && let Some(make) = make.take()
            {
                self.program = Program::Speaking(make(time));
            }
        }
        let Program::Speaking(speaker) = &mut self.program else {
            return false;
        };
        let mut heard = false;
        while socket.can_recv() {
            let mut bytes = Vec::new();
            let read = socket.recv(|data| {
                bytes = data.to_vec();
                (data.len(), ())
            });
            if read.is_err() {
                break;
            }
            speaker.receive(&bytes, time);
            heard = true;
        }
        if self.ear == Ear::Open
            && let Some(how) = ended(socket, self.reached)
        {
            self.ear = Ear::Told;
            speaker.ended(how, time);
            heard = true;
        }
        if heard {
            self.quiet_since = now;
        } else if self.deadline().is_some_and(|deadline| deadline <= now) {
            self.ear = Ear::Told;
            if let Program::Speaking(speaker) = &mut self.program {
                speaker.ended(Ended::TimedOut, time);
            }
            heard = true;
        }
        heard
    }

    /// Sends what the program wants to send, and FIN after it; says whether there was any.
    fn speak(&mut self, socket: &mut Socket<'_>, now: Instant, time: Time) -> bool {
        let Program::Speaking(speaker) = &mut self.program else {
            return false;
        };
        let mut spoke = false;
        if self.reached == Reached::Once && self.mouth == Mouth::Open {
            loop {
                let bytes = speaker.transmit(time);
                if bytes.is_empty() {
                    break;
                }
                self.backlog.extend(bytes);
            }
            if !self.backlog.is_empty() && socket.can_send() {
                let sent = socket.send_slice(&self.backlog).unwrap_or_default();
                self.backlog.drain(..sent);
                spoke = sent > 0;
            }
        }
        let said_all = self.backlog.is_empty() || !socket.may_send();
        if speaker.wants() == Wants::Close && said_all && self.mouth == Mouth::Open {
            self.mouth = Mouth::Shut;
            socket.close();
            spoke = true;
        }
        if spoke {
            self.quiet_since = now;
        }
        spoke
    }

    /// When the program's patience runs out.
    fn deadline(&self) -> Option<Instant> {
        let Program::Speaking(speaker) = &self.program else {
            return None;
        };
        let patience = speaker.patience().filter(|_| self.ear == Ear::Open)?;
        Some(self.quiet_since + Duration::from(patience))
    }
}

/// The address of `side`.
pub fn address(side: Side, conditions: &Conditions) -> IpAddr {
    if conditions.ipv6 {
        side.of(CLIENT_IP6, SERVER_IP6).into()
    } else {
        side.of(CLIENT_IP4, SERVER_IP4).into()
    }
}

fn socket() -> Socket<'static> {
    let buffer = || SocketBuffer::new(vec![0; BUFFER]);
    let mut socket = Socket::new(buffer(), buffer());
    // Nagle's algorithm would hold a small record until the one before is acknowledged.
    socket.set_nagle_enabled(false);
    socket
}

/// How the other end's sending ended, if it did and all it sent was read.
fn ended(socket: &mut Socket<'_>, reached: Reached) -> Option<Ended> {
    match reached {
        Reached::NotYet => (socket.state() == State::Closed).then_some(Ended::Refused),
        Reached::Once if socket.may_recv() => None,
        Reached::Once => match socket.recv(|_| (0, ())) {
            Err(RecvError::Finished) => Some(Ended::Finished),
            Err(RecvError::InvalidState) => Some(Ended::Reset),
            Ok(()) => None,
        },
    }
}
