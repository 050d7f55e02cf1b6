//! What a server sent, from a capture in which it arrives late, twice, out of order and contradicted.
//!
//! Settings: `scenarios`, one of which is run and its server listened to; `pieces`, into how many segments its first flight is cut. Files
//! `needle.pcapng` and `frames.hex`, the same frames as lines of hexadecimal.

use crate::base::time::Time;
use crate::capture::packet::Packet;
use crate::demo::chance::Chance;
use crate::demo::primitive::hash::sha256;
use crate::dissect::tcp::Flags;
use crate::exercise::captured;
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::lab::knobs::Knobs;
use crate::lab::scenarios::list::named;
use crate::lab::wire::recut;
use crate::lab::wire::visit::PORT;

/// The kind.
pub static KIND: Kind = Kind {
    name: "reassembly",
    draw,
    solve,
    oracle: None,
};

/// Fewest bytes of a segment, and of what is sent again with other bytes in front of one.
const SHORTEST: usize = 30;
/// Nanoseconds from one segment of a flight to the next.
const APART: u64 = 12_000;

/// Bytes of the stream, as they are sent.
#[derive(Clone)]
struct Piece {
    at: usize,
    bytes: Vec<u8>,
}

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let pieces = usize::try_from(exercise.setting_number("pieces")?).map_err(Unfit::new)?;
    let scenarios = exercise.setting_list("scenarios")?;
    let scenario = chance.pick(&scenarios).and_then(|name| named(name));
    let scenario = scenario.ok_or_else(|| Unfit::new("settings: no such scenario"))?;
    let mut packets = captured::run(scenario, Knobs::default(), chance)?.packets;
    let before = captured::connections(&packets);
    let [both] = before.as_slice() else {
        return Err(Unfit::new("one connection is needed"));
    };
    let sent = both.server.bytes().to_vec();
    let flight = First::of(&packets)?;
    let cut = cut(&sent, flight.length, pieces, chance)?;
    let order = rough(&cut, chance)?;
    // The count of the server's bytes is to go round within the flight.
    let middle = cut
        .get(pieces / 2)
        .map_or(0, |piece| piece.at + SHORTEST / 2);
    let middle = u32::try_from(middle).map_err(Unfit::new)?;
    let start = both.server.first().unwrap_or_default();
    recut::renumber(
        &mut packets,
        PORT,
        0_u32.wrapping_sub(start).wrapping_sub(middle),
    );
    let packets = flight.replaced(packets, &order)?;

    let mut variant = Variant::default();
    variant.file("needle.pcapng", captured::file(&packets)?);
    variant.file("frames.hex", lines(&packets));
    variant.say("port", PORT.to_string());
    let digest = |bytes: &[u8]| hex::encode(sha256(bytes));
    variant.answer("digest", digest(&sent));
    let records = captured::records(&sent);
    variant.answer("records", records.len());
    let segments = segments(&packets, PORT);
    let all = |segments: &[Segment]| -> Vec<u8> {
        let payloads = segments.iter().map(|segment| segment.payload.as_slice());
        payloads.collect::<Vec<_>>().concat()
    };
    variant.slip("digest", "file_order", digest(&all(&segments)));
    let mut sorted = segments.clone();
    sorted.sort_by_key(|segment| segment.sequence.wrapping_sub(start_of(&segments)));
    variant.slip("digest", "twice", digest(&all(&sorted)));
    let mut backwards = segments.clone();
    backwards.reverse();
    variant.slip(
        "digest",
        "last",
        digest(&rebuilt(&backwards, start_of(&segments))),
    );
    variant.slip("digest", "wrap", digest(&rebuilt(&segments, 0)));
    let bodies = records.iter().filter_map(|record| record.get(5..));
    variant.slip(
        "digest",
        "bodies",
        digest(&bodies.collect::<Vec<_>>().concat()),
    );
    variant.slip("digest", "client", digest(both.client.bytes()));
    let text = hex::encode(&sent);
    variant.slip("digest", "text", digest(text.as_bytes()));
    variant.slip("digest", "text", digest(format!("{text}\n").as_bytes()));
    variant.slip("records", "segments", segments.len());
    let begins = |segment: &&Segment| matches!(segment.payload.as_slice(), [20..=23, 3, ..]);
    variant.slip("records", "begins", segments.iter().filter(begins).count());
    variant.difficulty.insert("pieces", cut.len() as u64);
    variant.difficulty.insert("records", records.len() as u64);
    variant.difficulty.insert("bytes", sent.len() as u64);
    Ok(variant)
}

/// The first flight of the server.
struct First {
    /// Its frames, by their places.
    places: Vec<usize>,
    /// How many bytes they carry.
    length: usize,
}

impl First {
    /// What the server sends until the client sends something after its own first bytes.
    fn of(packets: &[Packet]) -> Result<Self, Unfit> {
        let mut first = Self {
            places: Vec::new(),
            length: 0,
        };
        for (place, packet) in packets.iter().enumerate() {
            let carried = captured::with_segment(packet, |segment| {
                (segment.source == PORT, segment.payload.len())
            });
            match carried {
                Some((true, length @ 1..)) => {
                    first.places.push(place);
                    first.length += length;
                }
                Some((false, 1..)) if !first.places.is_empty() => break,
                Some(_) | None => {}
            }
        }
        match first.length {
            0 => Err(Unfit::new("the server sends nothing")),
            _ => Ok(first),
        }
    }

    /// `packets` with these pieces instead of the flight, numbered anew.
    fn replaced(&self, packets: Vec<Packet>, order: &[Piece]) -> Result<Vec<Packet>, Unfit> {
        let first = self.places.first().copied().unwrap_or_default();
        let mut out = Vec::new();
        let mut later = 0;
        for (place, packet) in packets.into_iter().enumerate() {
            if place == first {
                for (piece, number) in order.iter().zip(0_u64..) {
                    let ahead = i32::try_from(piece.at).map_err(Unfit::new)?;
                    let mut segment = recut::segment(&packet, ahead, &piece.bytes)
                        .ok_or_else(|| Unfit::new("a segment could not be cut"))?;
                    later = number * APART;
                    segment.time = Time(segment.time.0 + later);
                    out.push(segment);
                }
            } else if !self.places.contains(&place) {
                out.push(Packet {
                    time: Time(packet.time.0 + later),
                    ..packet
                });
            }
        }
        for (packet, number) in out.iter_mut().zip(1..) {
            packet.number = number;
        }
        Ok(out)
    }
}

/// The first `length` bytes of `sent` in so many pieces.
fn cut(
    sent: &[u8],
    length: usize,
    pieces: usize,
    chance: &mut Chance,
) -> Result<Vec<Piece>, Unfit> {
    let each = length / pieces.max(1);
    let spare = each.checked_sub(2 * SHORTEST).filter(|_| pieces >= 8);
    let spare = spare.ok_or_else(|| Unfit::new("the flight is too short for so many pieces"))?;
    let mut ends: Vec<usize> = (1..pieces)
        .map(|number| number * each - chance.place(spare))
        .collect();
    ends.push(length);
    let mut at = 0;
    let mut cut = Vec::new();
    for end in ends {
        let bytes = sent.get(at..end).unwrap_or_default().to_vec();
        cut.push(Piece { at, bytes });
        at = end;
    }
    Ok(cut)
}

/// The pieces as they arrive: one was lost and comes later, one comes again, two are swapped, and one begins with other bytes for a
/// place where some arrived before.
fn rough(cut: &[Piece], chance: &mut Chance) -> Result<Vec<Piece>, Unfit> {
    let pieces = cut.len();
    let mut order: Vec<Piece> = cut.to_vec();
    let contradicts = pieces - 3;
    let back = SHORTEST - 10 + chance.place(10);
    if let Some(piece) = order.get_mut(contradicts) {
        piece.at -= back;
        piece.bytes = [chance.vec(back), piece.bytes.clone()].concat();
    }
    order.swap(pieces - 2, pieces - 1);
    let lost = 1 + chance.place(2);
    let piece = order.remove(lost);
    order.insert(lost + 2, piece);
    let again = cut.get([0, 3].get(chance.place(2)).copied().unwrap_or_default());
    let again = again.ok_or_else(|| Unfit::new("there are too few pieces"))?;
    order.insert(pieces - 2, again.clone());
    Ok(order)
}

fn lines(packets: &[Packet]) -> String {
    let lines = packets
        .iter()
        .map(|packet| hex::encode(&packet.bytes) + "\n");
    lines.collect()
}

/// What one frame carries of the stream.
#[derive(Clone)]
struct Segment {
    sequence: u32,
    payload: Vec<u8>,
}

/// What the host behind `port` sends, frame by frame.
fn segments(packets: &[Packet], port: u16) -> Vec<Segment> {
    let carried = packets.iter().filter_map(|packet| {
        let segment = captured::with_segment(packet, |segment| {
            let sends = segment.source == port && !segment.flags.has(Flags::SYN);
            sends.then(|| Segment {
                sequence: segment.sequence,
                payload: segment.payload.to_vec(),
            })
        });
        segment
            .flatten()
            .filter(|segment| !segment.payload.is_empty())
    });
    carried.collect()
}

/// The number of the first byte: the first segment of all carries it.
fn start_of(segments: &[Segment]) -> u32 {
    segments.first().map_or(0, |segment| segment.sequence)
}

/// The bytes by their numbers counted from `start`, where the first that came for a place stays.
fn rebuilt(segments: &[Segment], start: u32) -> Vec<u8> {
    let mut bytes = std::collections::BTreeMap::new();
    for segment in segments {
        let at = segment.sequence.wrapping_sub(start);
        for (number, byte) in (0..).zip(&segment.payload) {
            bytes.entry(at.wrapping_add(number)).or_insert(*byte);
        }
    }
    bytes.into_values().collect()
}

fn solve(desk: &mut Desk<'_>, _: Aim<'_>) -> Result<Handed, Unfit> {
    let packets = captured::packets(desk.file("needle.pcapng")?);
    let connections = captured::connections(&packets);
    let both = connections.first();
    let bytes = both.map_or(&[][..], |both| both.server.bytes());
    let mut handed = Handed::default();
    let digest = hex::encode(sha256(bytes));
    handed.answers.insert("digest".to_owned(), digest);
    let records = captured::records(bytes).len().to_string();
    handed.answers.insert("records".to_owned(), records);
    Ok(handed)
}
