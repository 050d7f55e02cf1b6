//! TCP connections as they happen, frame by frame, through the whole pass.

use std::net::SocketAddr;

use crate::base::time::Time;
use crate::capture::packet::{Captured, LinkType};
use crate::keys::log::Log;
use crate::survey::connection::{Close, Connection, Tcp};
use crate::survey::pass::{Closing, Pass};
use crate::survey::watcher::Watcher;

const SYN: u8 = 0x02;
const SYN_ACK: u8 = 0x12;
const ACK: u8 = 0x10;
const FIN: u8 = 0x11;
const RST: u8 = 0x04;

#[derive(Default)]
struct Told(Vec<Connection>);

impl Watcher for Told {
    fn connection(&mut self, connection: Connection) {
        self.0.push(connection);
    }
}

/// A segment: who sends it, flags, sequence number, acknowledgment, payload.
type Sent<'a> = (char, u8, u32, u32, &'a [u8]);

/// A frame of raw IPv4: `a` is 10.0.0.1:50000, `b` 10.0.0.2:443, `z` sends as `a` to `b` with a window of 0.
fn frame((from, flags, sequence, acknowledgment, payload): Sent<'_>) -> Vec<u8> {
    let (a, b) = (([10, 0, 0, 1], 50_000_u16), ([10, 0, 0, 2], 443_u16));
    let (from, to, window) = match from {
        'a' => (a, b, 1000_u16),
        'b' => (b, a, 1000),
        _ => (a, b, 0),
    };
    let length = u16::try_from(40 + payload.len()).unwrap();
    let mut bytes = vec![0x45, 0];
    bytes.extend(length.to_be_bytes());
    bytes.extend([0, 0, 0, 0, 64, 6, 0, 0]);
    bytes.extend(from.0.into_iter().chain(to.0));
    bytes.extend(from.1.to_be_bytes().into_iter().chain(to.1.to_be_bytes()));
    bytes.extend(
        sequence
            .to_be_bytes()
            .into_iter()
            .chain(acknowledgment.to_be_bytes()),
    );
    bytes.extend([0x50, flags]);
    bytes.extend(window.to_be_bytes());
    bytes.extend([0; 4]);
    bytes.extend(payload);
    bytes
}

fn captured(number: u32, second: u64, bytes: &[u8]) -> Captured<'_> {
    Captured {
        number,
        time: Time::seconds(second),
        digits: 6,
        link: LinkType::RAW,
        bytes,
        original: bytes.len().try_into().unwrap(),
    }
}

/// Segments in frames 1, 2, …, one a millisecond: all connections, by number.
fn all(segments: &[Sent<'_>]) -> (Vec<Connection>, Closing) {
    let (mut pass, mut told) = (Pass::new(Log::default()), Told::default());
    for (number, segment) in (1..).zip(segments) {
        let bytes = frame(*segment);
        assert!(
            pass.packet(&captured(number, 0, &bytes), &mut told)
                .is_some()
        );
    }
    let closing = pass.finish(&mut told);
    told.0.sort_by_key(|one| one.number);
    (told.0, closing)
}

/// The one connection of segments, and its TCP.
fn one(segments: &[Sent<'_>]) -> (Connection, Tcp) {
    let (mut told, _) = all(segments);
    assert_eq!(told.len(), 1);
    let connection = told.remove(0);
    let tcp = connection.tcp.clone().unwrap();
    (connection, tcp)
}

const OPEN: [Sent<'_>; 3] = [
    ('a', SYN, 99, 0, b""),
    ('b', SYN_ACK, 499, 100, b""),
    ('a', ACK, 100, 500, b""),
];

fn a() -> SocketAddr {
    "10.0.0.1:50000".parse().unwrap()
}

#[test]
fn a_whole_connection() {
    let (connection, tcp) = one(&[
        &OPEN[..],
        &[
            ('a', ACK, 100, 500, b"hello"),
            ('b', ACK, 500, 105, b"world!"),
            ('a', FIN, 105, 506, b""),
            ('b', FIN, 506, 106, b""),
            ('a', ACK, 106, 507, b""),
        ],
    ]
    .concat());
    assert_eq!((connection.client, connection.packets), (a(), 8));
    assert_eq!((connection.first_packet, connection.last_packet), (1, 8));
    let expected = Tcp {
        syn: Some(1),
        syn_ack: Some(2),
        ack: Some(3),
        payload: [5, 6],
        close: Close::Fin,
        fin: [Some(6), Some(7)],
        ..Tcp::default()
    };
    assert_eq!(tcp, expected);
}

#[test]
fn only_syns() {
    let (connection, tcp) = one(&[
        ('a', SYN, 99, 0, b""),
        ('a', SYN, 99, 0, b""),
        ('b', SYN_ACK, 499, 100, b""),
        ('b', SYN_ACK, 499, 100, b""),
    ]);
    assert_eq!((connection.client, connection.packets), (a(), 4));
    assert_eq!((tcp.syn, tcp.syn_ack, tcp.ack), (Some(1), Some(3), None));
    assert_eq!((tcp.retransmissions, tcp.close), (2, Close::Open));
}

#[test]
fn the_same_whether_it_was_small_for_long_or_not() {
    let (_, tcp) = one(&[
        ('a', SYN, 99, 0, b""),
        ('a', SYN, 99, 0, b""),
        ('b', SYN_ACK, 499, 100, b""),
        ('b', SYN_ACK, 499, 100, b""),
        ('a', ACK, 100, 500, b""),
    ]);
    assert_eq!((tcp.syn, tcp.syn_ack, tcp.ack), (Some(1), Some(3), Some(5)));
    assert_eq!(tcp.retransmissions, 2);
}

#[test]
fn refused() {
    let (_, tcp) = one(&[('a', SYN, 99, 0, b""), ('b', RST, 0, 100, b"")]);
    assert_eq!((tcp.close, tcp.reset), (Close::Reset, Some(2)));
}

#[test]
fn both_open_at_once() {
    let (connection, tcp) = one(&[
        ('a', SYN, 99, 0, b""),
        ('b', SYN, 499, 0, b""),
        ('a', SYN_ACK, 99, 500, b""),
        ('b', SYN_ACK, 499, 100, b""),
        ('a', ACK, 100, 500, b"hi"),
    ]);
    assert_eq!(connection.client, a());
    assert!(tcp.simultaneous);
    assert_eq!((tcp.syn, tcp.syn_ack), (Some(1), Some(3)));
    assert_eq!((tcp.payload, tcp.retransmissions), ([2, 0], 0));
}

#[test]
fn from_the_middle_and_with_half_a_handshake() {
    let (connection, tcp) = one(&[
        ('b', ACK, 500, 100, b"world"),
        ('a', ACK, 100, 505, b"hello"),
    ]);
    assert_eq!(connection.server, a(), "the first frame decides");
    assert_eq!((tcp.syn, tcp.payload), (None, [5, 5]));
    let (connection, tcp) = one(&OPEN[1..]);
    assert_eq!(connection.client, a(), "whoever answers is the server");
    assert_eq!((tcp.syn, tcp.syn_ack, tcp.ack), (None, Some(1), Some(2)));
    let (connection, tcp) = one(&[OPEN[1], OPEN[0], OPEN[2]]);
    assert_eq!(connection.client, a(), "the SYN came late");
    assert_eq!((tcp.syn, tcp.syn_ack, tcp.ack), (Some(2), Some(1), Some(3)));
}

#[test]
fn ports_used_again() {
    let (told, closing) = all(&[
        &OPEN[..],
        &[
            ('a', ACK, 100, 500, b"hello"),
            ('a', SYN, 7999, 0, b""),
            ('b', SYN_ACK, 999, 8000, b""),
            ('a', ACK, 8000, 1000, b"again"),
            ('a', SYN, 99_999, 0, b""),
            ('a', SYN, 199_999, 0, b""),
        ],
    ]
    .concat());
    let firsts: Vec<_> = told
        .iter()
        .map(|one| (one.number, one.first_packet))
        .collect();
    assert_eq!(firsts, [(1, 1), (2, 5), (3, 8), (4, 9)]);
    assert_eq!((closing.connections, closing.told_early), (4, 0));
    assert_eq!(told[1].tcp.as_ref().unwrap().payload, [5, 0]);
}

#[test]
fn late_frames_of_a_connection_that_was_told_are_no_new_one() {
    let (mut pass, mut told) = (Pass::new(Log::default()), Told::default());
    let end = [('b', FIN, 500, 100, &b""[..]), ('a', FIN, 100, 501, b"")];
    let segments = [&OPEN[..], &end].concat();
    for (number, segment) in (1..).zip(&segments) {
        pass.packet(&captured(number, 0, &frame(*segment)), &mut told);
    }
    assert!(told.0.is_empty());
    let again = frame(segments[4]);
    assert_eq!(pass.packet(&captured(6, 9, &again), &mut told), Some(1));
    assert_eq!(told.0.len(), 1, "told after some seconds");
    let anew = frame(('a', SYN, 12_345, 0, b""));
    assert_eq!(pass.packet(&captured(7, 10, &anew), &mut told), Some(2));
    assert_eq!(pass.finish(&mut told).connections, 2);
}

#[test]
fn probes_and_closed_windows() {
    let (_, tcp) = one(&[
        &OPEN[..],
        &[
            ('a', ACK, 100, 500, b"hello"),
            ('a', ACK, 104, 500, b""),
            ('a', ACK, 104, 500, b"\0"),
            ('z', ACK, 105, 500, b""),
            ('a', ACK, 105, 500, b""),
        ],
    ]
    .concat());
    assert_eq!((tcp.keep_alives, tcp.zero_windows), (2, 1));
    assert_eq!((tcp.payload, tcp.retransmissions), ([5, 0], 0));
}

#[test]
fn data_with_the_syn() {
    let (_, tcp) = one(&[
        ('a', SYN, 99, 0, b"hello"),
        ('b', SYN_ACK, 499, 105, b""),
        ('a', ACK, 105, 500, b" world"),
        ('a', ACK, 100, 500, b"hello world"),
    ]);
    assert_eq!((tcp.payload, tcp.retransmissions), ([11, 0], 1));
    assert_eq!((tcp.missing_bytes, tcp.conflict), (0, None));
}

#[test]
fn lies_and_losses_are_told_with_their_frames() {
    let (_, tcp) = one(&[
        &OPEN[..],
        &[
            ('a', ACK, 100, 500, b"hello"),
            ('a', ACK, 100, 500, b"jello"),
            ('a', ACK, 110, 500, b"world"),
            ('b', ACK, 500, 120, b""),
        ],
    ]
    .concat());
    assert_eq!((tcp.conflict, tcp.retransmissions), (Some(5), 1));
    assert_eq!((tcp.missing_bytes, tcp.first_gap), (10, Some(6)));
    assert_eq!(tcp.payload, [10, 0]);
}

#[test]
fn a_fin_may_come_early_and_again() {
    let (_, tcp) = one(&[
        &OPEN[..],
        &[
            ('a', FIN, 105, 500, b""),
            ('a', ACK, 100, 500, b"hello"),
            ('a', FIN, 105, 500, b""),
            ('b', ACK, 500, 106, b""),
        ],
    ]
    .concat());
    assert_eq!((tcp.fin, tcp.close), ([Some(4), None], Close::Fin));
    assert_eq!((tcp.retransmissions, tcp.missing_bytes), (1, 0));
}

/// Connections beyond what is kept are told early, once each, and their numbers go on.
#[test]
fn more_than_is_kept() {
    let (mut pass, mut told) = (Pass::new(Log::default()), Told::default());
    let mut bytes = frame(('a', ACK, 1, 1, b"hello"));
    for number in 1..=10_000_u16 {
        bytes[20..22].copy_from_slice(&number.to_be_bytes());
        pass.packet(&captured(number.into(), 0, &bytes), &mut told);
    }
    let early = told.0.len();
    let closing = pass.finish(&mut told);
    assert_eq!((closing.connections, told.0.len()), (10_000, 10_000));
    assert_eq!(closing.told_early, u32::try_from(early).unwrap());
    told.0.sort_by_key(|one| one.number);
    assert!(
        (1..)
            .zip(&told.0)
            .all(|(n, one)| one.number == n && one.first_packet == n)
    );
}
