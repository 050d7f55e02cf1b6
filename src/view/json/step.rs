//! One step.

use serde::Serialize;

use crate::story::model::{Cover, Fate, Kind, Step, Weight, Who};
use crate::view::json::exhibit::ExhibitOut;
use crate::view::json::fault::FaultOut;
use crate::view::json::picture::PictureOut;
use crate::view::json::proof::{ProofOut, ValueOut};
use crate::view::json::words::{Both, all, side};

#[derive(Serialize)]
pub(super) struct StepOut<'s> {
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
    faults: Vec<FaultOut<'s>>,
    pictures: Vec<PictureOut<'s>>,
}

impl<'s> StepOut<'s> {
    pub(super) fn new(number: usize, step: &'s Step) -> Self {
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
            faults: step.faults.iter().map(FaultOut::from).collect(),
            pictures: step.pictures.iter().map(PictureOut::from).collect(),
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
                    Fate::Damaged => "damaged",
                    Fate::Twice => "twice",
                    Fate::Late(_) => "late",
                    Fate::Waiting => "waiting",
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
            Kind::Desk => out.kind = "desk",
        }
        out
    }
}
