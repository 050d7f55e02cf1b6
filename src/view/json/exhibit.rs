//! Bytes and their fields.

use serde::Serialize;

use crate::base::exhibit::{Exhibit, Origin};
use crate::view::json::words::{Both, Owned, side};

#[derive(Serialize)]
pub(super) struct ExhibitOut<'s> {
    title: Both<'s>,
    origin: OriginOut<'s>,
    bytes: String,
    fields: Vec<FieldOut>,
    broken: Option<BrokenOut>,
    marked: Option<[usize; 2]>,
}

impl<'s> From<&'s Exhibit> for ExhibitOut<'s> {
    fn from(exhibit: &'s Exhibit) -> Self {
        Self {
            title: Both::from(&exhibit.title),
            origin: OriginOut::from(&exhibit.origin),
            bytes: hex::encode(&exhibit.bytes),
            fields: exhibit
                .notes
                .iter()
                .map(|note| {
                    let bytes = note.of(&exhibit.bytes);
                    FieldOut {
                        name: note.field.name,
                        start: note.at.start,
                        end: note.at.end,
                        depth: note.depth,
                        value: note.field.value(bytes).map(Owned::from),
                        meaning: note.field.meaning(bytes).map(Both::from),
                        rfc: note.field.rfc,
                        doc: Both::from(note.field.doc),
                    }
                })
                .collect(),
            broken: exhibit.broken.as_ref().map(|broken| BrokenOut {
                field: broken.field,
                at: broken.at,
                says: Owned::from(broken.text()),
            }),
            marked: exhibit.marked.as_ref().map(|at| [at.start, at.end]),
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum OriginOut<'s> {
    Packet {
        packet: u32,
    },
    Stream {
        from: &'static str,
        start: u64,
        end: u64,
        packets: &'s [u32],
    },
    Opened {
        from: &'static str,
        record: u64,
        packets: &'s [u32],
    },
    Computed,
    Document,
    Part {
        start: usize,
        whole: usize,
    },
}

impl<'s> From<&'s Origin> for OriginOut<'s> {
    fn from(origin: &'s Origin) -> Self {
        match origin {
            Origin::Packet(packet) => Self::Packet { packet: *packet },
            Origin::Stream { from, at, packets } => Self::Stream {
                from: side(*from),
                start: at.start,
                end: at.end,
                packets,
            },
            Origin::Opened {
                from,
                record,
                packets,
            } => Self::Opened {
                from: side(*from),
                record: *record,
                packets,
            },
            Origin::Computed => Self::Computed,
            Origin::Document => Self::Document,
            Origin::Part { start, whole } => Self::Part {
                start: *start,
                whole: *whole,
            },
        }
    }
}

#[derive(Serialize)]
struct FieldOut {
    name: &'static str,
    start: u32,
    end: u32,
    depth: u16,
    value: Option<Owned>,
    meaning: Option<Both<'static>>,
    rfc: &'static str,
    doc: Both<'static>,
}

#[derive(Serialize)]
struct BrokenOut {
    field: &'static str,
    at: usize,
    says: Owned,
}
