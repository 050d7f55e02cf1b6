//! A wire between two programs that keeps what it carries, and hands it over as the frames of a capture.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use tlslab::base::side::Side;
use tlslab::base::time::Time;
use tlslab::capture::packet::{LinkType, Packet};

/// What was said on one connection, in the order in which it was heard.
pub(crate) type Talk = Vec<(Side, Vec<u8>)>;

/// A wire that waits for its first connection.
pub(crate) struct Relay {
    /// Where to connect instead of the server.
    pub(crate) port: u16,
    carrying: JoinHandle<Talk>,
}

impl Relay {
    /// A wire to the server at `server` on this machine, for one connection.
    pub(crate) fn to(server: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let carrying = thread::spawn(move || {
            let (client, _) = listener.accept().unwrap();
            let Ok(server) = TcpStream::connect((Ipv4Addr::LOCALHOST, server)) else {
                return Talk::new();
            };
            let talk = Arc::new(Mutex::new(Talk::new()));
            let there = carry(Side::Client, &client, &server, &talk);
            let back = carry(Side::Server, &server, &client, &talk);
            there.join().unwrap();
            back.join().unwrap();
            std::mem::take(&mut *talk.lock().unwrap())
        });
        Self { port, carrying }
    }

    /// What it carried, once both ends are gone.
    pub(crate) fn talk(self) -> Talk {
        self.carrying.join().unwrap()
    }
}

/// Carries bytes one way until their sender stops.
fn carry(
    from: Side,
    source: &TcpStream,
    sink: &TcpStream,
    talk: &Arc<Mutex<Talk>>,
) -> JoinHandle<()> {
    let (mut source, mut sink) = (source.try_clone().unwrap(), sink.try_clone().unwrap());
    let talk = Arc::clone(talk);
    thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = match source.read(&mut buffer) {
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(_) => 0,
            };
            if read == 0 {
                break;
            }
            let bytes = &buffer[..read];
            talk.lock().unwrap().push((from, bytes.to_vec()));
            if sink.write_all(bytes).is_err() {
                break;
            }
        }
        // Whoever is gone already needs no farewell.
        let _ = sink.shutdown(Shutdown::Write);
    })
}

/// The frames of these connections, one after the other: IPv4 without a link layer, each connection from SYN to FIN.
pub(crate) fn frames(talks: &[Talk]) -> Vec<Packet> {
    let mut frames = Frames::default();
    for (talk, port) in talks.iter().zip(40_000..) {
        let mut next = [1000_u32, 2000];
        frames.push(port, Side::Client, SYN, &mut next, &[]);
        frames.push(port, Side::Server, SYN | ACK, &mut next, &[]);
        frames.push(port, Side::Client, ACK, &mut next, &[]);
        for (from, bytes) in talk {
            for piece in bytes.chunks(SEGMENT) {
                frames.push(port, *from, ACK, &mut next, piece);
            }
        }
        frames.push(port, Side::Client, FIN | ACK, &mut next, &[]);
        frames.push(port, Side::Server, FIN | ACK, &mut next, &[]);
        frames.push(port, Side::Client, ACK, &mut next, &[]);
    }
    frames.0
}

const FIN: u8 = 1;
const SYN: u8 = 2;
const ACK: u8 = 16;

/// Payload bytes of the longest segment.
const SEGMENT: usize = 1400;

#[derive(Default)]
struct Frames(Vec<Packet>);

impl Frames {
    fn push(&mut self, port: u16, from: Side, flags: u8, next: &mut [u32; 2], payload: &[u8]) {
        let [client, server] = *next;
        let (sequence, acknowledged) = from.of((client, server), (server, client));
        let (source, target) = from.of((port, 443), (443, port));
        let (here, there) = from.of(
            ([192, 0, 2, 1], [192, 0, 2, 2]),
            ([192, 0, 2, 2], [192, 0, 2, 1]),
        );
        let length = u16::try_from(40 + payload.len()).unwrap();
        let mut bytes = vec![0x45, 0];
        bytes.extend(length.to_be_bytes());
        bytes.extend([0, 0, 0x40, 0, 64, 6, 0, 0]);
        bytes.extend(here);
        bytes.extend(there);
        bytes.extend(source.to_be_bytes());
        bytes.extend(target.to_be_bytes());
        bytes.extend(sequence.to_be_bytes());
        bytes.extend(acknowledged.to_be_bytes());
        bytes.extend([0x50, flags, 0xff, 0xff, 0, 0, 0, 0]);
        bytes.extend(payload);
        let counted = u32::from(flags & (SYN | FIN) != 0) + u32::try_from(payload.len()).unwrap();
        let [client, server] = next;
        *from.of(client, server) += counted;
        let number = u32::try_from(self.0.len()).unwrap() + 1;
        self.0.push(Packet {
            number,
            time: Time::seconds(1_700_000_000 + u64::from(number)),
            link: LinkType::RAW,
            original: u32::from(length),
            bytes,
            comments: Vec::new(),
        });
    }
}
