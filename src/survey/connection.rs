//! What one pass learned of one connection.

use std::net::SocketAddr;

use crate::base::time::Time;
use crate::survey::finding::Finding;
use crate::survey::tls::Tls;

/// One TCP connection, or one UDP flow that carries DTLS or QUIC.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Its place among the connections of the file by first frame, from 1.
    pub number: u32,
    /// What carries it.
    pub transport: Transport,
    /// Who sent the first SYN, else the ClientHello, else the first frame.
    pub client: SocketAddr,
    /// The other end.
    pub server: SocketAddr,
    /// Number of its first frame, as Wireshark counts.
    pub first_packet: u32,
    /// Number of its last frame.
    pub last_packet: u32,
    /// How many frames it has.
    pub packets: u32,
    /// Decimal digits of a second that the capture's clock has.
    pub digits: u8,
    /// When its first frame was seen.
    pub start: Time,
    /// When its last frame was seen.
    pub end: Time,
    /// What TCP did; none on UDP.
    pub tcp: Option<Tcp>,
    /// What was spoken, where it is one of those this program knows.
    pub protocol: Option<Protocol>,
    /// The protocol that turned to TLS in the middle of a connection, by its name in the JSON, such as `smtp`.
    pub starttls: Option<&'static str>,
    /// What was seen of TLS, DTLS or QUIC; present exactly where `protocol` is.
    pub tls: Option<Box<Tls>>,
    /// What a teacher would point at; empty until somebody [judges](crate::survey::findings::judge).
    pub findings: Vec<Finding>,
}

/// What carries a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Transport {
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
}

/// The security protocol of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// SSL or TLS over TCP.
    Tls,
    /// DTLS over UDP.
    Dtls,
    /// QUIC over UDP.
    Quic,
}

/// What TCP did on a connection. Numbers are counts of frames unless they say bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tcp {
    /// Frame of the first SYN.
    pub syn: Option<u32>,
    /// Frame of the SYN, ACK that answers it.
    pub syn_ack: Option<u32>,
    /// Frame of the ACK that completes the three-way handshake.
    pub ack: Option<u32>,
    /// Segments whose bytes had all been seen before.
    pub retransmissions: u32,
    /// Segments that came after bytes with higher numbers.
    pub out_of_order: u32,
    /// Bytes that were sent (the other end acknowledged them, or later ones were seen) and do not stand in the capture.
    pub missing_bytes: u64,
    /// The first gap: the frame that showed it. None: no gap.
    pub first_gap: Option<u32>,
    /// The first frame that carried other bytes for numbers already seen.
    pub conflict: Option<u32>,
    /// Probes of an idle connection.
    pub keep_alives: u32,
    /// Segments that closed the window.
    pub zero_windows: u32,
    /// The connection was opened from both ends at once.
    pub simultaneous: bool,
    /// Payload bytes by sender, client first, each byte counted once.
    pub payload: [u64; 2],
    /// How it ended.
    pub close: Close,
    /// Frame of the first RST.
    pub reset: Option<u32>,
    /// Frames of the first FIN of each end, client first.
    pub fin: [Option<u32>; 2],
}

/// How a TCP connection ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Close {
    /// With FIN.
    Fin,
    /// With RST.
    Reset,
    /// Not within the capture.
    #[default]
    Open,
}
