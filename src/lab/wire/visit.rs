//! What a wire carries and what it gives back.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use crate::base::side::Side;
use crate::base::time::Time;
use crate::capture::packet::Packet;
use crate::story::evidence::{Done, Ending};

/// The client's hardware address.
pub const CLIENT_MAC: [u8; 6] = [0x02, 0x00, 0x00, 0x00, 0x77, 0x01];
/// The server's hardware address.
pub const SERVER_MAC: [u8; 6] = [0x02, 0x00, 0x00, 0x00, 0x77, 0x02];
/// The client's IPv4 address, in a network of 24 bits.
pub const CLIENT_IP4: Ipv4Addr = Ipv4Addr::new(10, 77, 0, 1);
/// The server's IPv4 address, in a network of 24 bits.
pub const SERVER_IP4: Ipv4Addr = Ipv4Addr::new(10, 77, 0, 2);
/// The client's IPv6 address, in a network of 64 bits.
pub const CLIENT_IP6: Ipv6Addr = Ipv6Addr::new(0xfd77, 0, 0, 0, 0, 0, 0, 1);
/// The server's IPv6 address, in a network of 64 bits.
pub const SERVER_IP6: Ipv6Addr = Ipv6Addr::new(0xfd77, 0, 0, 0, 0, 0, 0, 2);
/// The port the server listens on.
pub const PORT: u16 = 443;

/// A program on a host that speaks over one TCP connection. It does no I/O: bytes and time come in, bytes go out.
pub trait Speaker: Send {
    /// Bytes that came from the other end.
    fn receive(&mut self, bytes: &[u8], now: Time);
    /// The other end will send no more, or the connection is gone.
    fn ended(&mut self, how: Ended, now: Time);
    /// Bytes to send now; called after every event until it gives none.
    fn transmit(&mut self, now: Time) -> Vec<u8>;
    /// What it wants of the connection now.
    fn wants(&self) -> Wants;
    /// When it wants to be woken although nothing arrives (a patience that runs out): then `ended(Ended::TimedOut)`.
    fn patience(&self) -> Option<Duration>;
    /// Its own error message, if it is not content.
    fn error(&self) -> Option<String>;
    /// Application bytes it received.
    fn received(&self) -> Vec<u8>;
}

/// How the other end's sending ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It sent FIN.
    Finished,
    /// It sent RST.
    Reset,
    /// Nobody listened: the SYN was answered by RST.
    Refused,
    /// Nothing came for longer than the speaker's patience.
    TimedOut,
}

/// What a speaker wants of its connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// Keep it open.
    Open,
    /// Send FIN after what was transmitted, then wait for the other end's FIN.
    Close,
}

/// Makes a speaker when its connection is about to begin.
pub type Make = Box<dyn FnOnce(Time) -> Box<dyn Speaker> + Send>;

/// One TCP connection from the client to the server. Visits of a run follow one another: the next begins when both
/// speakers of the one before are done.
pub struct Visit {
    /// The client's program.
    pub client: Make,
    /// The server's program; none: nobody listens.
    pub server: Option<Make>,
}

/// How the wire treats frames.
#[derive(Clone, Debug, PartialEq)]
pub struct Conditions {
    /// Time a frame takes from one host to the other.
    pub delay: Duration,
    /// Percent of frames with TCP that are dropped, 0 to 100.
    pub loss: f64,
    /// Largest IP packet, in bytes; 1500 is Ethernet's.
    pub mtu: u16,
    /// Seeds what is random on the wire.
    pub seed: u64,
    /// A bit to flip, if any.
    pub flip: Option<Flip>,
    /// Whether the connection is made over IPv6.
    pub ipv6: bool,
}

impl Default for Conditions {
    /// A good Ethernet: no delay asked for, no loss, nothing changed.
    fn default() -> Self {
        Self {
            delay: Duration::ZERO,
            loss: 0.0,
            mtu: 1500,
            seed: 0,
            flip: None,
            ipv6: false,
        }
    }
}

/// Told of every frame as it passes, and of what was done to it.
pub type Watch<'w> = dyn FnMut(&Packet, Option<&Done>) + Send + 'w;

/// One bit to flip in what `from` sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flip {
    /// Whose bytes are changed.
    pub from: Side,
    /// Which TLS record of theirs, from 0, counted over the connection.
    pub record: usize,
    /// Which byte of the record's body, from 0; counted from the end if negative.
    pub byte: isize,
    /// Which bit of that byte, 0 the lowest.
    pub bit: u8,
}

/// What a wire gives back.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    /// Every frame once, in the order sent, lost ones included; stamped when it left its sender.
    pub packets: Vec<Packet>,
    /// What was done to a frame, by number.
    pub done: BTreeMap<u32, Done>,
    /// The frames that whoever held the wire really had in hand, and did what was ordered to.
    pub handled: BTreeSet<u32>,
    /// How each end's part in each visit ended.
    pub endings: Vec<Ending>,
}
