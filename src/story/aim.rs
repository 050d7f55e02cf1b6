//! What of a frame can be aimed at: its fields down to those of the TLS messages inside, each with its place in the frame.
//!
//! The frame's own fields stand where they are. A message is told as a run of its sender's stream, and the TCP sequence number says where in
//! the frame that is. What lies under record protection cannot be aimed at but as ciphertext and tag: whoever holds the wire has no keys.

use std::ops::Range;

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::field::{Field, Show};
use crate::base::reader::{Note, Reader};
use crate::base::text::Text;
use crate::capture::packet::Packet;
use crate::dissect::inside::Carries;
use crate::dissect::link;
use crate::dissect::tcp::Flags;
use crate::story::deed::{Bit, Checksum};
use crate::story::model::{Kind, Story};

/// A field of a frame, or the title of what the fields after it belong to.
#[derive(Clone, Debug)]
pub enum Aim {
    /// What the next fields belong to, such as `ClientHello`.
    Of(Text),
    /// A field.
    At(Target),
}

/// A field and its bytes.
#[derive(Clone, Debug)]
pub struct Target {
    /// What it is.
    pub field: &'static Field,
    /// How deep it is nested.
    pub depth: u16,
    /// Its bytes in the frame.
    pub at: Range<usize>,
    /// The bytes themselves.
    pub bytes: Vec<u8>,
}

impl Target {
    /// How many bits of it can be flipped.
    pub fn bits(&self) -> usize {
        match self.field.show {
            Show::Bits { width, .. } => width.into(),
            _ => self.bytes.len() * 8,
        }
    }

    /// Bit `n` of the field, 0 the lowest of its last byte.
    pub fn bit(&self, n: usize, checksum: Checksum) -> Option<Bit> {
        if n >= self.bits() {
            return None;
        }
        let shift = match self.field.show {
            Show::Bits { shift, .. } => shift.into(),
            _ => 0,
        };
        let n = n.checked_add(shift)?;
        let last = self.at.end.checked_sub(1)?;
        Some(Bit {
            at: last.checked_sub(n / 8).filter(|at| self.at.contains(at))?,
            bit: u8::try_from(n % 8).ok()?,
            checksum,
        })
    }
}

/// Everything of frame `number` that can be aimed at, in the order told.
pub fn aims(story: &Story, number: u32) -> Vec<Aim> {
    let Some(packet) = story.packets.iter().find(|packet| packet.number == number) else {
        return Vec::new();
    };
    let mut aims = Vec::new();
    let mut seen: Vec<(&Text, &Origin)> = Vec::new();
    let place = Carried::of(story, packet);
    for exhibit in story.steps.iter().flat_map(|step| &step.exhibits) {
        let start = match &exhibit.origin {
            Origin::Packet(shown) => {
                (*shown == number && exhibit.bytes == packet.bytes).then_some(0)
            }
            Origin::Stream { at, packets, .. } => {
                let whole = at.end - at.start == exhibit.bytes.len() as u64;
                place
                    .as_ref()
                    .filter(|place| whole && place.shares(story, packets))
                    .and_then(|place| place.start(at))
            }
            Origin::Opened { .. } | Origin::Computed | Origin::Document | Origin::Part { .. } => {
                None
            }
        };
        let Some(start) = start else {
            continue;
        };
        if seen.contains(&(&exhibit.title, &exhibit.origin)) {
            continue;
        }
        seen.push((&exhibit.title, &exhibit.origin));
        let targets: Vec<Target> = exhibit
            .notes
            .iter()
            .filter_map(|note| target(note, exhibit, start, packet))
            .collect();
        if !targets.is_empty() {
            aims.push(Aim::Of(exhibit.title.clone()));
            aims.extend(targets.into_iter().map(Aim::At));
        }
    }
    aims
}

/// The first field at the end of `path`: its name, and before it names of what it is part of, outermost first; some may be left out. Blanks
/// of a name are written `_`, and capitals do not matter.
pub fn named<'a>(aims: &'a [Aim], path: &[String]) -> Option<&'a Target> {
    let (wanted, within) = path.split_last()?;
    let mut above: Vec<String> = Vec::new();
    for aim in aims {
        let target = match aim {
            Aim::Of(title) => {
                above = vec![title.en.to_string()];
                continue;
            }
            Aim::At(target) => target,
        };
        above.truncate(1 + usize::from(target.depth));
        let mut around = above.iter();
        let inside = within
            .iter()
            .all(|name| around.any(|group| is_called(name, group)));
        if inside && is_called(wanted, target.field.name) {
            return Some(target);
        }
        above.push(target.field.name.to_owned());
    }
    None
}

fn is_called(said: &str, name: &str) -> bool {
    said.eq_ignore_ascii_case(&name.replace(' ', "_"))
}

/// The steps that frame `number` carries, by name: what is known of it to whoever has the keys.
pub fn carries(story: &Story, number: u32) -> Vec<&Text> {
    let mut names = Vec::new();
    for step in &story.steps {
        if let Kind::Wire { packets, .. } = &step.kind
            && packets.contains(&number)
        {
            names.push(&step.name);
        }
    }
    names
}

/// A field of `exhibit`, whose bytes begin at `start` in the frame: before it, if the first came in an earlier one.
fn target(note: &Note, exhibit: &Exhibit, start: i64, packet: &Packet) -> Option<Target> {
    let range = note.range();
    let [from, to] = [range.start, range.end].map(|at| {
        let at = i64::try_from(at).ok()?.checked_add(start)?;
        usize::try_from(at).ok()
    });
    let at = from?..to?;
    let bytes = exhibit.bytes.get(range)?;
    let stands = packet.bytes.get(at.clone())? == bytes;
    (stands && !bytes.is_empty()).then(|| Target {
        field: note.field,
        depth: note.depth,
        at,
        bytes: bytes.to_vec(),
    })
}

/// Where in its sender's stream the payload of a frame stands.
struct Carried {
    ports: [u16; 2],
    stream: Range<u64>,
    payload_at: i64,
}

impl Carried {
    fn of(story: &Story, packet: &Packet) -> Option<Self> {
        let (ports, _, sequence, payload) = segment(packet)?;
        let first = |other: &&Packet| {
            other.number <= packet.number
                && segment(other)
                    .is_some_and(|(same, flags, ..)| same == ports && flags.has(Flags::SYN))
        };
        let (_, _, initial, _) = segment(story.packets.iter().rev().find(first)?)?;
        let offset = u64::from(sequence.wrapping_sub(initial).wrapping_sub(1));
        Some(Self {
            ports,
            stream: offset..offset + payload.len() as u64,
            payload_at: i64::try_from(payload.start).ok()?,
        })
    }

    /// Whether these frames are of the same direction of the same connection.
    fn shares(&self, story: &Story, packets: &[u32]) -> bool {
        let first = packets.first().and_then(|number| {
            let mut all = story.packets.iter();
            all.find(|packet| packet.number == *number)
        });
        first
            .and_then(segment)
            .is_some_and(|(ports, ..)| ports == self.ports)
    }

    /// Where in the frame byte 0 of this run of the stream stands; none if the frame has none of it.
    fn start(&self, run: &Range<u64>) -> Option<i64> {
        let overlaps = run.start < self.stream.end && self.stream.start < run.end;
        let ahead = i64::try_from(run.start).ok()? - i64::try_from(self.stream.start).ok()?;
        overlaps.then_some(self.payload_at + ahead)
    }
}

/// Ports, flags, sequence number and place of the payload, of a frame with TCP.
fn segment(packet: &Packet) -> Option<([u16; 2], Flags, u32, Range<usize>)> {
    let frame = link::frame(&mut Reader::quiet(&packet.bytes), packet.link).ok()?;
    let Carries::Tcp(segment) = &frame.ip()?.carries else {
        return None;
    };
    let payload = segment.payload_at..segment.payload_at + segment.payload.len();
    let ports = [segment.source, segment.destination];
    Some((ports, segment.flags, segment.sequence, payload))
}
