//! A story as data for programs: its own shapes, so that a change inside tlslab renames nothing outside.
//!
//! One JSON object. Keys are snake_case and stay; texts for people are `{"en", "ko"}`; bytes are lower-case hexadecimal; times are
//! nanoseconds since the first frame, in `packets` since 1970. `null` says that there is no such thing.

use std::io::{self, Write};

use serde::Serialize;

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::{Knows, Side};
use crate::base::text::{Doc, Text};
use crate::story::model::{
    Cause, Cover, Fate, Host, Kind, Line, Proof, Step, Story, Value, Verdict, Weight, Who,
};

/// Writes `story` as one JSON object and a line end. Control characters and those that turn the direction of writing are
/// escaped, so that the text is safe on a terminal too.
///
/// # Errors
/// Only those of `out`.
pub fn write(story: &Story, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(&StoryOut::new(story))?;
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                safe.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            _ => safe.push(c),
        }
    }
    writeln!(out, "{safe}")
}

#[derive(Serialize)]
struct StoryOut<'s> {
    format: &'static str,
    version: u32,
    title: Both<'s>,
    preface: Vec<Both<'s>>,
    hosts: HostsOut<'s>,
    steps: Vec<StepOut<'s>>,
    cause: Option<CauseOut<'s>>,
    summary: Vec<LineOut<'s>>,
    packets: Vec<PacketOut<'s>>,
}

impl<'s> StoryOut<'s> {
    fn new(story: &'s Story) -> Self {
        let [client, server] = &story.hosts;
        Self {
            format: "tlslab-story",
            version: 1,
            title: Both::from(&story.title),
            preface: all(&story.preface),
            hosts: HostsOut {
                client: client.into(),
                server: server.into(),
            },
            steps: story
                .steps
                .iter()
                .enumerate()
                .map(|(n, step)| StepOut::new(n + 1, step))
                .collect(),
            cause: story.cause.as_ref().map(CauseOut::from),
            summary: story.summary.iter().map(LineOut::from).collect(),
            packets: story
                .packets
                .iter()
                .map(|packet| PacketOut {
                    number: packet.number,
                    time_ns: packet.time.0,
                    link_type: packet.link.0,
                    length: packet.original,
                    bytes: hex::encode(&packet.bytes),
                    comments: &packet.comments,
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct Both<'s> {
    en: &'s str,
    ko: &'s str,
}

impl<'s> From<&'s Text> for Both<'s> {
    fn from(text: &'s Text) -> Self {
        Self {
            en: &text.en,
            ko: &text.ko,
        }
    }
}

impl From<Doc> for Both<'static> {
    fn from(doc: Doc) -> Self {
        Self {
            en: doc.en,
            ko: doc.ko,
        }
    }
}

fn all(texts: &[Text]) -> Vec<Both<'_>> {
    texts.iter().map(Both::from).collect()
}

#[derive(Serialize)]
struct HostsOut<'s> {
    client: HostOut<'s>,
    server: HostOut<'s>,
}

#[derive(Serialize)]
struct HostOut<'s> {
    name: &'s str,
    address: &'s str,
}

impl<'s> From<&'s Host> for HostOut<'s> {
    fn from(host: &'s Host) -> Self {
        Self {
            name: &host.name,
            address: &host.address,
        }
    }
}

#[derive(Serialize)]
struct StepOut<'s> {
    number: usize,
    chapter: Both<'s>,
    time_ns: Option<u64>,
    kind: &'static str,
    from: Option<&'static str>,
    by: Option<&'static str>,
    packets: &'s [u32],
    length: Option<usize>,
    cover: Option<&'static str>,
    fate: Option<&'static str>,
    first_sent_in: Option<u32>,
    name: Both<'s>,
    sentence: Both<'s>,
    why: Vec<Both<'s>>,
    rfc: &'s str,
    folded: bool,
    values: Vec<ValueOut<'s>>,
    exhibits: Vec<ExhibitOut<'s>>,
    proofs: Vec<ProofOut<'s>>,
}

impl<'s> StepOut<'s> {
    fn new(number: usize, step: &'s Step) -> Self {
        let mut out = Self {
            number,
            chapter: Both::from(&step.chapter),
            time_ns: step
                .time
                .map(|time| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)),
            kind: "remark",
            from: None,
            by: None,
            packets: &[],
            length: None,
            cover: None,
            fate: None,
            first_sent_in: None,
            name: Both::from(&step.name),
            sentence: Both::from(&step.sentence),
            why: all(&step.why),
            rfc: step.rfc,
            folded: step.weight == Weight::Folded,
            values: step.values.iter().map(ValueOut::from).collect(),
            exhibits: step.exhibits.iter().map(ExhibitOut::from).collect(),
            proofs: step.proofs.iter().map(ProofOut::from).collect(),
        };
        match &step.kind {
            Kind::Wire {
                from,
                packets,
                length,
                cover,
                fate,
            } => {
                out.kind = "wire";
                out.from = Some(side(*from));
                out.packets = packets;
                out.length = Some(*length);
                out.cover = Some(match cover {
                    Cover::Clear => "clear",
                    Cover::Opened => "opened",
                    Cover::Sealed => "sealed",
                });
                out.fate = Some(match fate {
                    Fate::Delivered => "delivered",
                    Fate::Lost => "lost",
                    Fate::Changed => "changed",
                    Fate::Again(first) => {
                        out.first_sent_in = Some(*first);
                        "again"
                    }
                });
            }
            Kind::Computation { by } => {
                out.kind = "computation";
                out.by = Some(match by {
                    Who::Client => "client",
                    Who::Server => "server",
                    Who::Both => "both",
                });
            }
            Kind::Remark => {}
        }
        out
    }
}

fn side(side: Side) -> &'static str {
    side.of("client", "server")
}

#[derive(Serialize)]
struct ValueOut<'s> {
    name: &'s str,
    shown: Both<'s>,
    knows: &'static str,
    bytes: Option<String>,
}

impl<'s> From<&'s Value> for ValueOut<'s> {
    fn from(value: &'s Value) -> Self {
        Self {
            name: &value.name,
            shown: Both::from(&value.shown),
            knows: match value.knows {
                Knows::Wire => "wire",
                Knows::Client => "client",
                Knows::Server => "server",
                Knows::Both => "both",
                Knows::Recomputed => "recomputed",
                Knows::Inferred => "inferred",
            },
            bytes: value.bytes.as_ref().map(hex::encode),
        }
    }
}

#[derive(Serialize)]
struct ExhibitOut<'s> {
    title: Both<'s>,
    origin: OriginOut<'s>,
    bytes: String,
    fields: Vec<FieldOut>,
    broken: Option<BrokenOut>,
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
struct Owned {
    en: String,
    ko: String,
}

impl From<Text> for Owned {
    fn from(text: Text) -> Self {
        Self {
            en: text.en.into_owned(),
            ko: text.ko.into_owned(),
        }
    }
}

#[derive(Serialize)]
struct BrokenOut {
    field: &'static str,
    at: usize,
    says: Owned,
}

#[derive(Serialize)]
struct ProofOut<'s> {
    key: &'s str,
    claim: Both<'s>,
    formula: &'s str,
    inputs: Vec<GivenOut<'s>>,
    result: Option<String>,
    seen: Option<String>,
    verdict: &'static str,
    says: Both<'s>,
    rfc: &'s str,
}

impl<'s> From<&'s Proof> for ProofOut<'s> {
    fn from(proof: &'s Proof) -> Self {
        Self {
            key: proof.key,
            claim: Both::from(&proof.claim),
            formula: &proof.formula,
            inputs: proof
                .inputs
                .iter()
                .map(|given| GivenOut {
                    value: ValueOut::from(&given.value),
                    seen: Both::from(&given.seen),
                })
                .collect(),
            result: proof.result.as_ref().map(hex::encode),
            seen: proof.seen.as_ref().map(hex::encode),
            verdict: match proof.verdict {
                Verdict::Holds => "holds",
                Verdict::Fails => "fails",
                Verdict::NotReached => "not_reached",
            },
            says: Both::from(&proof.says),
            rfc: proof.rfc,
        }
    }
}

#[derive(Serialize)]
struct GivenOut<'s> {
    #[serde(flatten)]
    value: ValueOut<'s>,
    seen: Both<'s>,
}

#[derive(Serialize)]
struct CauseOut<'s> {
    key: &'s str,
    sentence: Both<'s>,
    client: Both<'s>,
    server: Both<'s>,
    client_said: Option<&'s str>,
    server_said: Option<&'s str>,
    alert: Both<'s>,
    outsider: Both<'s>,
    repair: Both<'s>,
}

impl<'s> From<&'s Cause> for CauseOut<'s> {
    fn from(cause: &'s Cause) -> Self {
        let [client, server] = &cause.said;
        Self {
            key: cause.key,
            sentence: Both::from(&cause.sentence),
            client: Both::from(&cause.client),
            server: Both::from(&cause.server),
            client_said: client.as_deref(),
            server_said: server.as_deref(),
            alert: Both::from(&cause.alert),
            outsider: Both::from(&cause.outsider),
            repair: Both::from(&cause.repair),
        }
    }
}

#[derive(Serialize)]
struct LineOut<'s> {
    key: &'s str,
    label: Both<'s>,
    text: Both<'s>,
}

impl<'s> From<&'s Line> for LineOut<'s> {
    fn from(line: &'s Line) -> Self {
        Self {
            key: line.key,
            label: Both::from(&line.label),
            text: Both::from(&line.text),
        }
    }
}

#[derive(Serialize)]
struct PacketOut<'s> {
    number: u32,
    time_ns: u64,
    link_type: u16,
    length: u32,
    bytes: String,
    comments: &'s [String],
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample::story;

    #[test]
    fn the_story_is_data() {
        let mut out = Vec::new();
        write(&story(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(!text.contains(['\x1b', '\x07']));
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let at = |path: &str| json.pointer(path).unwrap().clone();
        assert_eq!(at("/steps/0/fate"), "lost");
        assert_eq!(at("/steps/1/first_sent_in"), 5);
        assert_eq!(at("/steps/1/time_ns"), 410_000);
        assert_eq!(at("/steps/1/values/2/knows"), "client");
        assert_eq!(at("/steps/1/exhibits/0/origin/kind"), "stream");
        assert_eq!(at("/steps/1/exhibits/0/fields/1/value/en"), "TLS 1.2");
        assert_eq!(at("/steps/2/by"), "both");
        assert_eq!(at("/steps/2/proofs/0/inputs/0/name"), "shared secret");
        assert_eq!(at("/steps/5/proofs/0/verdict"), "not_reached");
        assert_eq!(at("/cause/server_said"), serde_json::Value::Null);
        assert_eq!(at("/summary/0/key"), "round_trips");
        assert_eq!(at("/hosts/server/address"), "10.77.0.2:443");
        assert_eq!(at("/packets/0/bytes"), "010203");
    }
}
