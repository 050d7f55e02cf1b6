//! Faults: what is wrong, where, and what to do about it.

use serde::Serialize;

use crate::story::model::{Fault, FaultPlace};
use crate::view::json::words::Both;

#[derive(Serialize)]
pub(super) struct FaultOut<'s> {
    code: &'s str,
    level: &'static str,
    place: Option<PlaceOut<'s>>,
    says: Both<'s>,
    why: Both<'s>,
    repair: Both<'s>,
    rfc: &'s str,
    alert: Option<&'s str>,
}

impl<'s> From<&'s Fault> for FaultOut<'s> {
    fn from(fault: &'s Fault) -> Self {
        Self {
            code: fault.code,
            level: fault.level.code(),
            place: fault.place.as_ref().map(PlaceOut::from),
            says: Both::from(&fault.says),
            why: Both::from(&fault.why),
            repair: Both::from(&fault.repair),
            rfc: fault.rfc,
            alert: fault.alert,
        }
    }
}

/// Bytes `start` to `end`, the last not among them.
#[derive(Serialize)]
struct PlaceOut<'s> {
    document: &'s str,
    index: usize,
    named: Both<'s>,
    start: usize,
    end: usize,
    bytes: String,
}

impl<'s> From<&'s FaultPlace> for PlaceOut<'s> {
    fn from(place: &'s FaultPlace) -> Self {
        Self {
            document: place.document,
            index: place.index,
            named: Both::from(&place.named),
            start: place.at.start,
            end: place.at.end,
            bytes: hex::encode(&place.bytes),
        }
    }
}
