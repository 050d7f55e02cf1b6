//! Connections told anew: records and segments cut, put together, sent again, swapped, wrapped, fragmented, lost.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use crate::source::Source;
use crate::wire::{self, ACK, Ends, FIN, Frame, Link, PSH, SYN, Segment};

/// Whether all that was said is in the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Loss {
    Whole,
    Lossy,
}

/// A connection in frames.
#[derive(Debug)]
pub(crate) struct Mutant {
    pub(crate) name: String,
    pub(crate) client: String,
    pub(crate) loss: Loss,
    pub(crate) records: Records,
    /// Bytes that each end sent, client first.
    pub(crate) payload: [u64; 2],
    pub(crate) frames: Vec<Frame>,
}

/// What is done to the segments besides cutting them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Trouble {
    None,
    Swapped,
    Again,
    Overlapping,
    Fragments,
    Dropped,
    Cut,
    /// The capture began later.
    Headless,
    /// Only what one end sent was captured.
    OneSided,
    /// Segments in a row were lost.
    Burst,
}

/// Those that tshark follows.
pub(crate) const TROUBLES: [Trouble; 7] = [
    Trouble::None,
    Trouble::Swapped,
    Trouble::Again,
    Trouble::Overlapping,
    Trouble::Fragments,
    Trouble::Dropped,
    Trouble::Cut,
];

/// Those that lose nothing.
pub(crate) const WHOLE: [Trouble; 5] = [
    Trouble::None,
    Trouble::Swapped,
    Trouble::Again,
    Trouble::Overlapping,
    Trouble::Fragments,
];

/// Those that do.
pub(crate) const LOSSY: [Trouble; 5] = [
    Trouble::Dropped,
    Trouble::Cut,
    Trouble::Headless,
    Trouble::OneSided,
    Trouble::Burst,
];

/// What is done to the records of the handshake that are not encrypted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Records {
    AsTheyWere,
    Joined,
    Bytewise,
    Pieces,
}

const RECORDS: [Records; 4] = [
    Records::AsTheyWere,
    Records::Joined,
    Records::Bytewise,
    Records::Pieces,
];

struct Dice(ChaCha8Rng);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.0.next_u64() >> 33).unwrap() % end.max(1)
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// A connection told plainly: large segments in order.
pub(crate) fn plain(source: &Source) -> Mutant {
    let ends: Ends = [
        (Ipv4Addr::new(10, 9, 0, 0).into(), 40_000),
        (Ipv4Addr::new(10, 8, 0, 1).into(), port(source)),
    ];
    let mut dice = Dice(ChaCha8Rng::seed_from_u64(0));
    let segments = segments(source, Records::AsTheyWere, Trouble::None, 1460, &mut dice);
    let frames = segments.iter().flat_map(|segment| {
        let packets = wire::packets(segment, &ends, 0, None);
        packets
            .into_iter()
            .map(|packet| wire::frame(Link::Raw, &packet))
    });
    Mutant {
        name: source.name.clone(),
        client: "10.9.0.0:40000".to_owned(),
        loss: Loss::Whole,
        records: Records::AsTheyWere,
        payload: said(&segments),
        frames: frames.collect(),
    }
}

/// Bytes that each end sent: its last byte's distance from its SYN.
fn said(segments: &[Segment]) -> [u64; 2] {
    [0, 1].map(|end| {
        let own = || segments.iter().filter(|segment| segment.from == end);
        let syn = own().next().map_or(0, |segment| segment.sequence);
        let loaded = own().filter(|segment| !segment.payload.is_empty());
        let places = loaded.map(|segment| {
            let length = u32::try_from(segment.payload.len()).unwrap();
            segment.sequence.wrapping_add(length).wrapping_sub(syn) - 1
        });
        places.max().unwrap_or(0).into()
    })
}

/// Mutant number `n`, all of it drawn from that number; `links` says what it may be wrapped in, `troubles` what may befall it.
pub(crate) fn mutant(n: usize, source: &Source, links: &[Link], troubles: &[Trouble]) -> Mutant {
    let mut dice = Dice(ChaCha8Rng::seed_from_u64(u64::try_from(n).unwrap()));
    let link = dice.of(links);
    let six = dice.below(3) == 0;
    let (records, trouble) = (dice.of(&RECORDS), dice.of(troubles));
    let largest = dice.of(&[3, 40, 150, 536, 1460]);
    // Protocols before TLS are told by tshark from whole lines only.
    let largest = if port(source) == 443 {
        largest
    } else {
        largest.max(150)
    };
    let [high, low] = u16::try_from(n).unwrap().to_be_bytes();
    let (client, server): (IpAddr, IpAddr) = if six {
        let last = u16::from_be_bytes([high, low]);
        (
            Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 9, last).into(),
            Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 8, 1).into(),
        )
    } else {
        (
            Ipv4Addr::new(10, 9, high, low).into(),
            Ipv4Addr::new(10, 8, 0, 1).into(),
        )
    };
    let ends: Ends = [(client, 40_000), (server, port(source))];
    let mut segments = segments(source, records, trouble, largest, &mut dice);
    let payload = said(&segments);
    lose(&mut segments, trouble, &mut dice);
    let piece = (trouble == Trouble::Fragments).then(|| 24 + dice.below(400));
    let mut frames: Vec<Frame> = Vec::new();
    for (id, segment) in segments.iter().enumerate() {
        let id = u16::try_from(id + 1).unwrap();
        let mut packets = wire::packets(segment, &ends, id, piece);
        if packets.len() > 1 && dice.below(3) == 0 {
            let at = dice.below(packets.len() - 1);
            packets.swap(at, at + 1);
        }
        frames.extend(packets.iter().map(|packet| wire::frame(link, packet)));
    }
    if trouble == Trouble::Cut {
        let snap = 100 + dice.below(300);
        for frame in &mut frames {
            frame.bytes.truncate(snap);
        }
    }
    let lossy = frames
        .iter()
        .any(|frame| frame.bytes.len() < frame.original)
        || LOSSY.contains(&trouble) && trouble != Trouble::Cut;
    Mutant {
        name: format!(
            "{n}: {} {link:?} {records:?} {trouble:?} {largest}",
            source.name
        ),
        client: match client {
            IpAddr::V4(ip) => format!("{ip}:40000"),
            IpAddr::V6(ip) => format!("[{ip}]:40000"),
        },
        loss: if lossy { Loss::Lossy } else { Loss::Whole },
        records,
        payload,
        frames,
    }
}

/// The port of the server: 443, so that tshark looks for TLS whatever the cuts, but where the protocol before TLS goes by its own.
fn port(source: &Source) -> u16 {
    match source.port {
        25 | 143 | 389 | 3306 => source.port,
        _ => 443,
    }
}

/// The handshake of TCP, the turns in segments, and the goodbye.
fn segments(
    source: &Source,
    records: Records,
    trouble: Trouble,
    largest: usize,
    dice: &mut Dice,
) -> Vec<Segment> {
    let mut next: [u32; 2] = [0, 1].map(|_| match dice.below(4) {
        0 => u32::MAX - u32::try_from(dice.below(2000)).unwrap(),
        _ => u32::try_from(dice.below(1 << 31)).unwrap(),
    });
    let mut all = Vec::new();
    let add =
        |all: &mut Vec<Segment>, from: usize, flags: u8, payload: &[u8], next: &mut [u32; 2]| {
            let acknowledgment = if flags & ACK == 0 { 0 } else { next[1 - from] };
            all.push(Segment {
                from,
                sequence: next[from],
                acknowledgment,
                flags,
                payload: payload.to_vec(),
            });
            let length =
                u32::try_from(payload.len()).unwrap() + u32::from(flags & (SYN | FIN) != 0);
            next[from] = next[from].wrapping_add(length);
        };
    add(&mut all, 0, SYN, &[], &mut next);
    add(&mut all, 1, SYN | ACK, &[], &mut next);
    add(&mut all, 0, ACK, &[], &mut next);
    let mut sealed = [false; 2];
    for (from, bytes) in &source.turns {
        let bytes = split(bytes, records, &mut sealed[*from], dice);
        let began = all.len();
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            // Few-byte segments only at the head, so that a file stays small.
            let most = if bytes.len() - rest.len() > 600 {
                largest.max(300)
            } else {
                largest
            };
            let size = (1 + dice.below(most)).min(rest.len());
            add(&mut all, *from, PSH | ACK, &rest[..size], &mut next);
            rest = &rest[size..];
        }
        disturb(&mut all, began, trouble, dice);
    }
    add(&mut all, 0, FIN | ACK, &[], &mut next);
    add(&mut all, 1, FIN | ACK, &[], &mut next);
    add(&mut all, 0, ACK, &[], &mut next);
    all
}

/// What of all segments a capture does not have.
fn lose(all: &mut Vec<Segment>, trouble: Trouble, dice: &mut Dice) {
    match trouble {
        Trouble::Headless => {
            all.drain(..1 + dice.below(all.len() - 1));
        }
        Trouble::OneSided => {
            let end = dice.below(2);
            all.retain(|segment| segment.from == end);
        }
        Trouble::Burst => {
            let begin = dice.below(all.len());
            let end = (begin + 1 + dice.below(12)).min(all.len() - 1);
            all.drain(begin.min(end)..end);
        }
        Trouble::None
        | Trouble::Swapped
        | Trouble::Again
        | Trouble::Overlapping
        | Trouble::Fragments
        | Trouble::Dropped
        | Trouble::Cut => {}
    }
}

/// Troubles of the segments from `began` on.
fn disturb(all: &mut Vec<Segment>, began: usize, trouble: Trouble, dice: &mut Dice) {
    let count = all.len() - began;
    if count == 0 {
        return;
    }
    match trouble {
        Trouble::None
        | Trouble::Fragments
        | Trouble::Cut
        | Trouble::Headless
        | Trouble::OneSided
        | Trouble::Burst => {}
        Trouble::Swapped => {
            for _ in 0..1 + dice.below(3) {
                if count > 1 {
                    let at = began + dice.below(count - 1);
                    all.swap(at, at + 1);
                }
            }
        }
        Trouble::Again => {
            let at = began + dice.below(count);
            let again = all[at].clone();
            let later = at + 1 + dice.below(all.len() - at);
            all.insert(later, again);
        }
        Trouble::Overlapping => {
            if count > 1 {
                let at = began + 1 + dice.below(count - 1);
                let before = all[at - 1].payload.clone();
                let more = 1 + dice.below(before.len());
                let again = &mut all[at];
                again.payload = [&before[before.len() - more..], &again.payload].concat();
                again.sequence = again.sequence.wrapping_sub(u32::try_from(more).unwrap());
            }
        }
        Trouble::Dropped => {
            if dice.below(3) == 0 {
                all.remove(began + dice.below(count));
            }
        }
    }
}

/// The turn with its plain handshake records split or joined; `sealed` once this end encrypts.
fn split(bytes: &[u8], how: Records, sealed: &mut bool, dice: &mut Dice) -> Vec<u8> {
    if how == Records::AsTheyWere {
        return bytes.to_vec();
    }
    let mut out = Vec::new();
    let mut plain: Vec<u8> = Vec::new();
    let mut version = [3, 1];
    let mut rest = bytes;
    while let [kind, major @ 3, minor @ 0..=4, high, low, after @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        if *sealed || *kind != 22 || after.len() < length {
            break;
        }
        version = [*major, *minor];
        plain.extend(&after[..length]);
        rest = &after[length..];
    }
    let size = |dice: &mut Dice| match how {
        Records::AsTheyWere | Records::Joined => 16_000,
        Records::Bytewise => 1 + dice.below(3),
        Records::Pieces => 1 + dice.below(700),
    };
    let mut left = &plain[..];
    while !left.is_empty() {
        // Three hundred single bytes show what there is to see.
        let taken = plain.len() - left.len();
        let size = if taken > 300 {
            size(dice).max(900)
        } else {
            size(dice)
        };
        let size = size.min(left.len());
        out.extend(
            [
                &[22][..],
                &version,
                &u16::try_from(size).unwrap().to_be_bytes(),
            ]
            .concat(),
        );
        out.extend(&left[..size]);
        left = &left[size..];
    }
    if matches!(rest.first(), Some(20 | 23)) {
        *sealed = true;
    }
    out.extend(rest);
    out
}
